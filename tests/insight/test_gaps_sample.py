"""Every fault that data/README.md says was planted in the sample publication is found, from its pages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lensatlas.config import load
from lensatlas.ingest import read
from lensatlas.insight.gaps import Coverage, gaps
from lensatlas.model import Article
from lensatlas.network.draw import draw
from lensatlas.tagging import Lexicon, authority, tag

if TYPE_CHECKING:
    from lensatlas.insight.gaps import Gaps

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"

TEMPLATED = (
    "the-roster-on-the-night-boat",
    "highmoor-gets-its-licence",
    "camera-tender-price-doubles",
    "quillmark-buys-the-beacon",
    "a-table-in-lethwyn-for-prisoners",
    "importers-queue-for-florins",
    "school-meals-by-emergency-letter",
)
ANSWERED = {
    "export-bank-joins-merrow-bid": "treasury-signs-terminal-guarantee",
    "sarrow-interim-flow-order": "tarvony-restores-the-minimum-flow",
    "velling-hearing-slips-again": "a-date-for-velling",
    "ombudsman-stops-face-matching": "ministry-deletes-templates-keeps-backups",
    "the-band-widens-to-six": "florin-mortgages-come-due",
}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The sample publication as it is read."""
    found = read([str(SAMPLE / "pages"), str(SAMPLE / "posts")], profile=load(SAMPLE / "lensatlas.toml").profile)
    return [article for article in found if isinstance(article, Article)]


@pytest.fixture(scope="module")
def files(articles: list[Article]) -> dict[str, str]:
    """Article id → name of its file, by which the data dictionary calls it."""
    return {article.id: Path(article.origin).stem for article in articles}


@pytest.fixture(scope="module")
def world(articles: list[Article]) -> Coverage:
    """The articles tagged and drawn as `add` and `build` do it."""
    config = load(SAMPLE / "lensatlas.toml")
    known = [actor for path in config.authority for actor in authority.read(path)[0]]
    lexicon = Lexicon.learn(articles, lenses=config.lenses, authority=known)
    settled = [(article, tag(article, lexicon)) for article in articles]
    graph = draw(settled, actors=lexicon.actors, lenses=config.lenses)
    as_of = max(article.published for article in articles if article.published)
    return Coverage(graph=graph, settled=lambda: settled, lenses=config.lenses, as_of=as_of)


@pytest.fixture(scope="module")
def found(world: Coverage) -> Gaps:
    return gaps(world)


def test_tags_that_are_one_tag(found: Gaps) -> None:
    """Fault 1: six pairs, and no other."""
    pairs = {frozenset(row.about) for row in found.rows if row.kind == "near_duplicate_tag"}
    assert pairs == {
        frozenset({"audit delay", "audit delays"}),
        frozenset({"water rights", "water-rights"}),
        frozenset({"emergency powers", "Emergency powers"}),
        frozenset({"gas transit", "transit gas"}),
        frozenset({"data retention", "retention of data"}),
        frozenset({"loan collateral", "collateral loans"}),
    }


def test_templated_text(files: dict[str, str], found: Gaps) -> None:
    """Fault 2: one sentence under seven stories; two articles whose reason is their dek. No other."""
    (row,) = [row for row in found.rows if row.kind == "templated_sentence"]
    assert row.subject == "The episode shows how quietly a procedure can become a form of power."
    assert {files[name] for name in row.articles} == set(TEMPLATED)
    echoing = {files[name] for row in found.rows if row.kind == "why_repeats_dek" for name in row.articles}
    assert echoing == {"seed-inspectors-at-the-line", "a-pension-fund-with-two-ledgers"}


def test_a_lens_by_tag_hole(found: Gaps) -> None:
    """Fault 3: the only one that statistics can see."""
    (row,) = [row for row in found.rows if row.kind == "lens_tag"]
    assert (row.subject, row.lens, row.have) == ("household costs", "Outside Pressure", 0)
    assert row.expected == pytest.approx(39 * 27 / 105)
    assert row.p == pytest.approx(2.8e-7, rel=0.02)


def test_broken_promises(files: dict[str, str], found: Gaps) -> None:
    """Fault 4: two promises with a day in 2025 that nobody takes up."""
    broken = [files[name] for row in found.rows if row.kind == "broken_promise" for name in row.articles]
    # A date with its year comes before a month that may be a turn of phrase.
    assert {"who-counts-as-an-observer", "the-last-lighthouse-keepers"} <= set(broken[:3])


def test_a_single_source_lens(found: Gaps) -> None:
    """Fault 5: Border Lines rests on the Frontier Dispatch."""
    (row,) = [row for row in found.rows if row.kind == "single_source_lens"]
    assert (row.lens, len(row.articles)) == ("Border Lines", 5)
    assert "Frontier Dispatch" in row.why


def test_an_actor_often_named_and_never_analysed(found: Gaps) -> None:
    """Fault 6: the National Audit Chamber, in fifteen articles."""
    rows = {row.subject: row for row in found.rows if row.kind == "unanalysed_actor"}
    assert rows["National Audit Chamber"].score == 15


def test_orphan_tags(found: Gaps) -> None:
    """Fault 7: three tags used once, and no other."""
    assert {row.subject for row in found.rows if row.kind == "orphan_tag"} == {
        "chess diplomacy",
        "lighthouse keepers",
        "honey tariffs",
    }


def test_a_stale_topic(world: Coverage, found: Gaps) -> None:
    """Fault 8: the grain corridor, monthly for a year, silent since the eighth of April 2025. No other."""
    (row,) = [row for row in found.rows if row.kind == "stale_tag"]
    assert row.subject == "grain corridor"
    assert row.have == (world.as_of - dt.date(2025, 4, 8)).days


def test_promises_that_later_articles_answer(files: dict[str, str], world: Coverage) -> None:
    """Fault 9's counterpart: five promises with a date, each answered where the dictionary says."""
    answers = {
        (files[watched.item.article], files[watched.answer.article])
        for watched in world.watched
        if watched.answer and watched.item.due
    }
    assert set(ANSWERED.items()) <= answers


def test_lenses_short_of_what_their_scheme_expects(found: Gaps) -> None:
    """Four of the five lenses with a declared count; Courts and Benches has one article more than it needs."""
    assert {(row.lens, row.have, row.expected) for row in found.rows if row.kind == "lens_shortfall"} == {
        ("Border Lines", 5, 8),
        ("Records and Signals", 8, 12),
        ("Public Purse", 21, 24),
        ("Outside Pressure", 27, 28),
    }
