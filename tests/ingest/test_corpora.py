"""Real corpora: every file is an article or a problem, and the problems are the expected ones."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from lensatlas import ingest
from lensatlas.model import Article, Problem
from tests.corpora import folder
from tests.ingest.articles import PROFILE


def test_the_first_publications_page() -> None:
    """As plain text, exactly as it is: every field."""
    (page,) = ingest.read([str(folder("noligarchy"))], profile=PROFILE)
    assert isinstance(page, Article)
    assert page.headline.startswith("Diplomacy Backchannel: US and Iran Hold")
    assert page.headline.endswith("Trump Frames ‘Progress’")
    assert page.dek.startswith("U.S. and Iranian representatives held")
    assert page.dek.endswith("unresolved strategic disputes.")
    assert [s.name for s in page.sections] == [
        "what_happened",
        "who_gains",
        "mechanism",
        "why_it_matters",
        "what_to_watch",
    ]
    assert all("\n" not in s.text and s.text.endswith(".") for s in page.sections)
    assert (page.lenses, page.type, str(page.published), page.minutes) == (
        ("Global Power Plays",),
        "Reporting",
        "2026-07-02",
        3,
    )
    assert [source.name for source in page.sources] == ["South China Morning Post – China"]
    assert page.tag_line.startswith("globalUnited States")
    assert page.tag_line.endswith("global-power-plays")
    assert (page.tags, page.text) == ((), "")


def test_every_timeline_event_is_read() -> None:
    """2,053 files; `capture_lanes` stand for lenses; the folder's README is no event."""
    profile = dataclasses.replace(PROFILE, fields={**PROFILE.fields, "lenses": ("capture_lanes",)})
    place = folder("kleptocracy-timeline")
    files = [p for p in place.rglob("*") if p.is_file()]
    found = list(ingest.read([str(place)], profile=profile))
    articles = [record for record in found if isinstance(record, Article)]
    assert len(found) == len(files)
    assert [Path(p.input).name for p in found if isinstance(p, Problem)] == ["README.md"]
    assert sum(bool(a.lenses) for a in articles) == 1452
    assert min(a.published for a in articles if a.published).year == 1142
    assert all(a.published and a.tags for a in articles)


def test_every_post_is_read() -> None:
    """706 posts, and 52 pages of topics, which are no articles; one front matter gives two expiry dates."""
    place = folder("digitalgov")
    found = list(ingest.read([str(place)], profile=PROFILE))
    sections = [p for p in found if isinstance(p, Problem) and "page of a section" in p.reason]
    (fault,) = [p for p in found if isinstance(p, Problem) and p not in sections]
    assert len(sections) == 52
    assert len(found) == len([p for p in place.rglob("*.md") if p.is_file()])
    assert (fault.position, "two values" in fault.reason) == ("line 18", True)
    assert not [
        a for a in found if isinstance(a, Article) and any(mark in a.text for mark in ("{{", "<a ", "<p>", "</"))
    ]
