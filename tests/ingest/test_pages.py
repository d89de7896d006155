"""A page and the article expected of it; the pages are our own, and everyone on them is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lensatlas import ingest
from lensatlas.model import Article, article_id
from tests.ingest.articles import PROFILE, as_json

if TYPE_CHECKING:
    from lensatlas.model import Problem

PAGES = Path(__file__).resolve().parents[1] / "pages"
NAMES = sorted(p.name.removesuffix(".json") for p in PAGES.glob("*.?*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_its_article(name: str) -> None:
    """Each page has the expected article beside it, as NAME.json: a list where it holds many, a text for what is refused."""
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    found = list(ingest.read([str(PAGES / name)], profile=PROFILE))
    assert [_told(record, name) for record in found] == [
        {"id": _made(record), **article} if isinstance(record, Article) else article
        for record, article in zip(found, expected if isinstance(expected, list) else [expected], strict=True)
    ]


def _told(record: Article | Problem, name: str) -> object:
    place = record.origin if isinstance(record, Article) else record.input
    assert place.partition("#")[0] == str(PAGES / name)
    return as_json(record) if isinstance(record, Article) else record.reason


def _made(article: Article) -> str:
    return article_id(url=article.url, headline=article.headline, published=article.published)
