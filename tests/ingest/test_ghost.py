"""Ghost exports; a whole one stands among the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lensatlas.model import Article, Problem
from tests.ingest.articles import as_json, of_bytes

EXPORT = json.loads((Path(__file__).resolve().parents[1] / "pages" / "ghost.json").read_text(encoding="utf-8"))


def posts(*posts: dict[str, Any]) -> list[Article | Problem]:
    return of_bytes(json.dumps({"meta": {"exported_on": 1}, "data": {"posts": posts}}).encode(), "ghost")


def test_both_shapes_of_an_export_read_the_same() -> None:
    """`db[0].data`, and `data` at the top."""
    wrapped, bare = (of_bytes(json.dumps(shape, indent=1).encode()) for shape in (EXPORT, EXPORT["db"][0]))
    assert [a for a in wrapped if isinstance(a, Article)] == [a for a in bare if isinstance(a, Article)]
    assert len(wrapped) == len(bare) == 7


def test_no_address_of_a_person_leaves_the_export() -> None:
    """Staff, an author named by an address, and a member."""
    assert json.dumps(EXPORT).count("@") > 3
    assert "@" not in "".join(
        str(as_json(a) if isinstance(a, Article) else a.reason) for a in of_bytes(json.dumps(EXPORT).encode())
    )


def test_an_old_export_numbers_its_posts_and_counts_milliseconds() -> None:
    """Number 1 is no name that tells two sites' posts apart."""
    (found,) = posts({"id": 1, "title": "Lamp", "published_at": 1_400_000_000_000, "html": "<p>Text.</p>", "page": 0})
    assert isinstance(found, Article)
    assert (found.id[:5], str(found.published)) == ("lamp-", "2014-05-13")


@pytest.mark.parametrize(
    "stated",
    ["{", "[]", "{}", '{"root": 1}', '{"root": {"children": ' + '[{"children": ' * 120 + "[]" + "}]" * 120 + "}}"],
)
def test_an_editors_document_that_cannot_be_read_costs_its_post(stated: str) -> None:
    """Broken, of another shape, nested too deeply; the post beside it is read."""
    broken, whole = posts({"title": "A", "lexical": stated}, {"title": "B", "plaintext": "One.\n\nTwo\nlines."})
    assert isinstance(broken, Problem)
    assert (broken.position, "its text cannot be read" in broken.reason) == ("post 1", True)
    assert isinstance(whole, Article)
    assert whole.text == "One.\n\nTwo lines."


@pytest.mark.parametrize(
    "document", [{"sections": [[1], [3, "ul", 1], [10, 99], [1, "p", [[0, [7], 3, "x"], 5]], "x"]}, {"sections": []}]
)
def test_a_mobiledoc_with_parts_missing_gives_what_is_there(document: dict[str, Any]) -> None:
    (found,) = posts({"title": "A", "mobiledoc": json.dumps(document)})
    assert isinstance(found, Article)
    assert found.text == ("x" if document["sections"] else "")


def test_an_export_without_posts_says_where_it_looked() -> None:
    (found,) = of_bytes(b'{"db": [{"meta": {}, "data": {"posts": []}}]}', "ghost")
    assert isinstance(found, Problem)
    assert "db[0].data.posts" in found.hint
