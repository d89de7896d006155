"""Proposals that an editor accepts in a spreadsheet, and the files and judgements that change by it."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from lensatlas.atlas import Atlas
from lensatlas.errors import UsageError
from lensatlas.model import Decision

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
HEAD = ("accept", "what", "name", "into", "article", "headline", "score", "why", "file")


@pytest.fixture
def atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Atlas:
    """An atlas of four posts; two tags of theirs are one but for a hyphen."""
    monkeypatch.chdir(tmp_path)
    posts = Path("posts")
    posts.mkdir()
    for name, tags in (
        ("ferry", "[sea-trade]"),
        ("quay", "[sea trade, ports]"),
        ("dam", "[water] # the old key"),
        ("mill", "[]"),
    ):
        text = f"---\r\ntitle: 'The {name}'\r\ntags: {tags}\r\nid: {name}\r\n---\r\nThe {name} stood still.\r\n"
        (posts / f"{name}.md").write_bytes(text.encode())
    (posts / "page.html").write_text(
        "<title>The page</title><h1>The page</h1><p>It was read as a page of the web.</p>", encoding="utf-8"
    )
    made = Atlas.open("atlas")
    made.add("posts")
    return made


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEAD, *rows])
    return path


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_an_accepted_tag_is_written_into_its_file_and_the_atlas_knows_it(atlas: Atlas, tmp_path: Path) -> None:
    """The comment on the line, the quotes and the line ends stay."""
    filled = table(tmp_path / "r.csv", ("yes", "add tag", "drought", "", "dam"), ("", "add tag", "ports", "", "dam"))
    review = atlas.reviewed(filled)
    assert "+tags: [water, drought] # the old key" in review.diff()
    assert b"drought" not in Path("posts/dam.md").read_bytes()
    report = atlas.apply(review)
    assert Path("posts/dam.md").read_bytes().splitlines(keepends=True)[1:3] == [
        b"title: 'The dam'\r\n",
        b"tags: [water, drought] # the old key\r\n",
    ]
    assert (report.read, report.updated) == (1, 1)
    (row,) = atlas.article_rows("dam")
    assert row["tags"] == ["water", "drought"]


def test_what_was_applied_is_taken_back(atlas: Atlas, tmp_path: Path) -> None:
    """Files to the byte, judgements, and what the atlas knows; then there is nothing more to take back."""
    before = digests(Path("posts"))
    rows = (("x", "add tag", "drought", "", "dam"), ("yes", "merge tag", "sea trade", "sea-trade"))
    atlas.apply(atlas.reviewed(table(tmp_path / "r.csv", *rows)))
    assert digests(Path("posts")) != before
    assert "sea trade" not in set(atlas.tags["id"])
    atlas.undo()
    assert digests(Path("posts")) == before
    assert {"sea trade", "sea-trade"} <= set(atlas.tags["id"])
    assert "drought" not in set(atlas.tags["id"])
    with pytest.raises(UsageError):
        atlas.undo()


def test_a_file_that_was_changed_since_is_left_alone(atlas: Atlas, tmp_path: Path) -> None:
    """The editor went on writing after the review was applied."""
    atlas.apply(atlas.reviewed(table(tmp_path / "r.csv", ("yes", "add tag", "drought", "", "dam"))))
    dam = Path("posts/dam.md")
    dam.write_bytes(dam.read_bytes() + b"More.\r\n")
    with pytest.warns(UserWarning, match="changed since"):
        atlas.undo()
    assert dam.read_bytes().endswith(b"More.\r\n")


def test_a_no_keeps_two_apart_for_good(atlas: Atlas, tmp_path: Path) -> None:
    """The two are proposed before, and not after."""
    (found,) = [row for row in atlas.proposals().rows() if row["kind"] == "hyphen"]
    assert {found["from"], found["into"]} == {"sea trade", "sea-trade"}
    atlas.apply(atlas.reviewed(table(tmp_path / "r.csv", ("no", "merge tag", found["from"], found["into"]))))
    assert not [row for row in atlas.proposals().rows() if row["kind"] == "hyphen"]


def test_rows_that_cannot_be_done_are_named_and_the_rest_is_done(atlas: Atlas, tmp_path: Path) -> None:
    """A word that is neither yes nor no, an unknown article, a page of the web, a row without a name, an unknown request."""
    rows = (
        ("maybe", "add tag", "a", "", "dam"),
        ("yes", "add tag", "a", "", "nowhere"),
        ("yes", "add tag", "a", "", next(row["id"] for row in atlas.article_rows() if row["headline"] == "The page")),
        ("yes", "add tag", "", "", "dam"),
        ("yes", "rename tag", "a", "b"),
        ("yes", "merge tag", "a", ""),
        ("yes", "add tag", "weir", "", "dam"),
    )
    review = atlas.reviewed(table(tmp_path / "r.csv", *rows))
    assert len(review.problems) == 6
    assert [change.path.name for change in review.changes] == ["dam.md"]
    assert "row 2" in str(review.problems[0])
    assert any("add by hand: a" in str(problem) for problem in review.problems)


def test_a_tag_that_is_there_already_changes_nothing(atlas: Atlas, tmp_path: Path) -> None:
    """Accepted twice, by two editors."""
    assert atlas.reviewed(table(tmp_path / "r.csv", ("yes", "add tag", "water", "", "dam"))).changes == ()


def test_the_table_of_the_sample_is_filled_in_and_read_back(tmp_path: Path) -> None:
    """Every row accepted, as an editor in haste would."""
    from openpyxl import load_workbook

    shutil.copytree(SAMPLE, tmp_path / "sample")
    made = Atlas.open(tmp_path / "atlas")
    made.add(tmp_path / "sample")
    made.review(tmp_path / "review.xlsx")
    book = load_workbook(tmp_path / "review.xlsx")
    asked = 0
    for sheet in book.worksheets:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 1).value = "yes"
            asked += 1
    book.save(tmp_path / "review.xlsx")
    review = made.reviewed(tmp_path / "review.xlsx")
    assert asked > 20
    assert {one.verdict for one in review.decisions} >= {"merge"}
    assert (
        len(review.decisions) + sum(change.diff().count("\n+") for change in review.changes) + len(review.problems) > 20
    )


def test_a_judgement_is_recorded_and_taken_back(atlas: Atlas) -> None:
    """From Python, as `lensatlas mark` does; a name that is unknown is not recorded."""
    from lensatlas.errors import NotFound

    merge = Decision(about="tag", verdict="merge", name="sea trade", into="sea-trade")
    atlas.mark(merge)
    assert "sea trade" not in set(atlas.tags["id"])
    assert atlas.unmark(merge) == 1
    assert "sea trade" in set(atlas.tags["id"])
    with pytest.raises(NotFound, match="sea trade"):
        atlas.mark(Decision(about="tag", verdict="merge", name="see trade", into="sea-trade"))


@pytest.mark.parametrize("text", ["A title of the table\naccept,what,name\nyes,add tag,x\n", "{}", ""])
def test_a_table_without_its_columns_is_said(atlas: Atlas, tmp_path: Path, text: str) -> None:
    """A line was put above the header; a file that is no table."""
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    review = atlas.reviewed(tmp_path / "r.csv")
    assert "no row stands under a column called accept" in str(review.problems[0])
    assert not review.changes
