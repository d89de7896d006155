"""A page and the article expected of it; the pages are our own, and everyone on them is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lensatlas import ingest
from lensatlas.model import Article, article_id
from tests.ingest.articles import PROFILE, as_json

PAGES = Path(__file__).resolve().parents[1] / "pages"
NAMES = sorted(p.name for p in PAGES.iterdir() if p.suffix != ".json" and not p.name.startswith("."))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_its_article(name: str) -> None:
    """Each page has the expected article beside it, as NAME.json."""
    (found,) = ingest.read([str(PAGES / name)], profile=PROFILE)
    assert isinstance(found, Article), found
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    made = article_id(url=found.url, headline=found.headline, published=found.published)
    assert as_json(found) == {"id": made, **expected}
    assert found.origin == str(PAGES / name)
