from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.gap_world import Piece, coverage, many

from lensatlas.errors import NotFound
from lensatlas.insight.gaps import GAP_KINDS, gaps
from lensatlas.model import Actor, ActorId, Lens, LensId

if TYPE_CHECKING:
    from lensatlas.insight.gaps import Gap, Gaps

# 40 articles on procurement under Purse, 40 on ferries under Sea; procurement never meets Sea.
HOLE = [
    *many(40, Piece(id="purse", tags="procurement", lenses="Purse")),
    *many(40, Piece(id="sea", tags="ferries", lenses="Sea")),
]


def found(pieces: list[Piece], kind: str, **how: Any) -> tuple[Gap, ...]:
    return gaps(coverage(pieces, **how), kinds=[kind]).rows


def test_a_tag_that_a_lens_never_carries_is_a_gap() -> None:
    """Two lenses, two tags, nothing across: both empty cells are found, and say so in words."""
    rows = found(HOLE, "lens_tag")
    assert {(row.subject, row.lens) for row in rows} == {("procurement", "Sea"), ("ferries", "Purse")}
    row = next(row for row in rows if row.lens == "Sea")
    assert (row.have, row.expected) == (0, 20)
    assert (
        row.why == "40 articles carry “procurement”; about 20 would be expected among the 40 under Sea; there is none."
    )
    assert row.p is not None
    assert row.p < 1e-20
    assert row.articles[0] == "purse-039"
    assert len(row.articles) == 10


def test_an_actor_that_a_lens_never_names_is_a_gap() -> None:
    """The Treasury is in every Purse article and in none of Sea."""
    pieces = [replace(piece, actors="Treasury" if piece.lenses == "Purse" else "") for piece in HOLE]
    (row,) = found(pieces, "lens_actor")
    assert (row.subject, row.lens, row.have) == ("Treasury", "Sea", 0)


def test_articles_without_a_lens_say_nothing_of_lenses() -> None:
    """Two hundred unfiled articles on procurement change nothing."""
    unfiled = many(200, Piece(id="none", tags="procurement"))
    assert {row.expected for row in found([*HOLE, *unfiled], "lens_tag")} == {20}


def test_a_tag_spread_by_chance_is_no_gap() -> None:
    """Twenty tags dealt at random over four lenses."""
    deal = random.Random(1)
    pieces = [
        Piece(id=f"a{i:03}", tags=f"tag {deal.randrange(20)}", lenses=f"Lens {deal.randrange(4)}") for i in range(400)
    ]
    assert found(pieces, "lens_tag") == ()


def test_what_is_too_thin_to_judge_is_counted_not_listed() -> None:
    """Three articles: no cell could be significant."""
    asked = gaps(coverage(many(3, Piece(id="a", tags="x", lenses="L"))), kinds=["lens_tag"])
    assert asked.rows == ()
    assert asked.note == "Of 1 pair of lens and tag, 1 has too few articles to judge (among 3 articles with a lens)."


def test_a_lens_below_its_declared_count_is_short_and_untested() -> None:
    """The scheme expects 50 under Sea, 40 under Purse, 5 under Air, which has no article at all."""
    scheme = [
        Lens(id=LensId(name), slug=name, expected=count) for name, count in (("Sea", 50), ("Purse", 40), ("Air", 5))
    ]
    rows = found(HOLE, "lens_shortfall", lenses=scheme)
    assert [(row.lens, row.have, row.expected, row.p) for row in rows] == [("Air", 0, 5, None), ("Sea", 40, 50, None)]


def test_a_tag_silent_against_its_rhythm_is_stale() -> None:
    """Corridor every thirty days, ten times, then a year of other things; weather goes on."""
    corridor = [Piece(id=f"c{i}", tags="corridor", day=30 * i) for i in range(10)]
    weather = [Piece(id=f"w{i:02}", tags="weather", day=20 * i) for i in range(35)]
    (row,) = found([*corridor, *weather], "stale_tag")
    assert (row.subject, row.have, row.expected) == ("corridor", 410, 30)
    assert "it has now been silent for 59 weeks" in row.why


def test_time_is_judged_as_of_the_day_that_is_asked_for() -> None:
    """The same publication on the day of the last corridor article."""
    corridor = [Piece(id=f"c{i}", tags="corridor", day=30 * i) for i in range(10)]
    weather = [Piece(id=f"w{i:02}", tags="weather", day=20 * i) for i in range(35)]
    assert found([*corridor, *weather], "stale_tag", as_of=dt.date(2026, 1, 1) + dt.timedelta(days=280)) == ()


def test_a_lens_of_one_outlet_is_single_sourced_and_one_of_few_concentrated() -> None:
    """Sea cites the Beacon alone; Purse the Ledger eight times in ten; Air five outlets once; Fog has four articles."""
    pieces = [
        *many(6, Piece(id="sea", lenses="Sea", sources="Beacon")),
        *many(8, Piece(id="purse", lenses="Purse", sources="Ledger")),
        *[Piece(id=f"purse-x{i}", lenses="Purse", sources=f"Other {i}") for i in range(2)],
        *[Piece(id=f"air-{i}", lenses="Air", sources=f"Wire {i}") for i in range(5)],
        *many(4, Piece(id="fog", lenses="Fog", sources="Beacon")),
    ]
    (alone,) = found(pieces, "single_source_lens")
    assert (alone.lens, alone.have, alone.why) == (
        "Sea",
        1,
        "All 6 sourced articles under Sea rest on one outlet, Beacon.",
    )
    (few,) = found(pieces, "source_concentration")
    assert few.lens == "Purse"
    assert few.have == pytest.approx(1 / (0.64 + 2 * 0.01))
    # Two different articles of the ten: 8·7 of 90 ordered pairs rest on the same outlet.
    assert few.score == pytest.approx(56 / 90)


def test_an_article_with_several_outlets_counts_once() -> None:
    """Five articles, each on the same two outlets: two outlets in effect."""
    (row,) = found(many(5, Piece(id="a", lenses="Sea", sources="Beacon, Ledger")), "source_concentration")
    assert row.have == pytest.approx(2)


def test_the_same_sentence_in_different_stories_is_a_template() -> None:
    """One sentence ends three stories that share no tag; another is in three articles of one story; a short one everywhere."""
    ending = "The episode shows how quietly power moves."
    story = "The tender was published on a Friday evening."
    stories = [Piece(id=f"s{i}", tags=f"tag {i}", text=f"Text {i}. {ending} It rained.") for i in range(3)]
    one = [Piece(id=f"o{i}", tags="tender", text=f"Part {i}. {story.upper()} It rained.") for i in range(3)]
    rest = many(20, Piece(id="r", tags="rest"))
    (row,) = found([*stories, *one, *rest], "templated_sentence")
    assert (row.subject, sorted(row.articles)) == (ending, ["s0", "s1", "s2"])


def test_a_tag_on_nearly_every_article_makes_no_storyline() -> None:
    """The three stories share "news", as all articles do."""
    ending = "The episode shows how quietly power moves."
    stories = [Piece(id=f"s{i}", tags=f"news, tag {i}", text=ending) for i in range(3)]
    (row,) = found([*stories, *many(9, Piece(id="r", tags="news"))], "templated_sentence")
    assert row.have == 3


def test_why_it_matters_that_repeats_the_dek_is_named() -> None:
    """One repeats it word for word, one says only part of it, one says more of its own."""
    dek = "A port changes hands. Nobody was asked."
    pieces = [
        Piece(id="same", dek=dek, why="A port changes hands — nobody was asked!", headline="Same"),
        Piece(id="part", dek=dek, why="Nobody was asked.", headline="Part"),
        Piece(id="own", dek=dek, why="Nobody was asked. Fees will rise for every household.", headline="Own"),
        Piece(id="empty", dek="", why="", headline="Empty"),
    ]
    assert {row.subject for row in found(pieces, "why_repeats_dek")} == {"Same", "Part"}


def test_an_actor_often_named_and_never_weighed_is_a_gap() -> None:
    """Six articles name the Chamber, none claims about it; the Bank is in claims; Merrow is a city; nine more are rare."""
    pieces = many(
        6, Piece(id="a", actors="Chamber, Bank, Merrow, Whole", claims=(("Bank", "gains"), ("Part", "keeps")))
    )
    rare = [Piece(id=f"r{i}", actors=f"Rare {i}") for i in range(40)]
    actors = [
        Actor(id=ActorId("Merrow"), kind="city"), Actor(id=ActorId("Whole")),
        Actor(id=ActorId("Part"), part_of=ActorId("Whole")),
    ]  # fmt: skip
    (row,) = found([*pieces, *rare], "unanalysed_actor", actors=actors)
    assert row.subject == "Chamber"
    assert row.why == "6 articles name Chamber, and none says what it gains, keeps, loses or pays."


def test_where_nothing_is_claimed_nobody_is_missed() -> None:
    """A timeline of events without analysis: a note, no rows."""
    asked = gaps(coverage(many(9, Piece(id="a", actors="Chamber"))), kinds=["unanalysed_actor", "no_cost_bearer"])
    assert asked.rows == ()
    assert [note.text for note in asked.notes] == [
        "No article says who gains or pays, so no actor is missed.",
        "No article says who gains or pays, so no cost bearer is missed.",
    ]


def test_gains_without_a_price_are_counted_by_lens() -> None:
    """Under Sea two articles of three name nobody who pays; under Purse the one article does."""
    pieces = [
        *many(2, Piece(id="bare", lenses="Sea", claims=(("Bank", "gains"),))),
        Piece(id="fair", lenses="Sea", claims=(("Bank", "gains"), ("Households", "bears_cost"))),
        Piece(id="paid", lenses="Purse", claims=(("Bank", "gains"), ("Rival", "loses"))),
    ]
    (row,) = found(pieces, "no_cost_bearer")
    assert (row.lens, row.have, row.expected, sorted(row.articles)) == ("Sea", 1, 3, ["bare-000", "bare-001"])
    assert row.why == "Of 3 articles that say who gains under Sea, 2 name nobody who loses or pays."


def test_promises_that_nobody_kept_are_gaps() -> None:
    """One had a date, one has been waiting for more than a year; a third is still young."""
    pieces = [
        Piece(id="old", tags="port", promises=(("Watch whether the lease is signed.", None),)),
        Piece(id="due", tags="port", day=300, promises=(("Watch for the audit by 1 December.", dt.date(2026, 12, 1)),)),
        Piece(id="new", tags="port", day=400, promises=(("Watch whether the crane moves.", None),)),
    ]
    rows = gaps(coverage(pieces), kinds=["broken_promise", "unanswered_watch"]).rows
    assert [(row.kind, row.articles, row.score) for row in rows] == [
        ("broken_promise", ("due",), 1 / 2),
        ("unanswered_watch", ("old",), 2 / 3),
    ]


def test_tags_to_tidy_are_listed_once() -> None:
    """A double that stands on one article is a double, not an orphan as well."""
    pieces = [
        *many(3, Piece(id="a", tags="sanctions relief")),
        Piece(id="b", tags="Sanctions Relief"),
        Piece(id="c", tags="chess"),
    ]
    rows = gaps(coverage(pieces), kinds=["near_duplicate_tag", "orphan_tag"]).rows
    assert [(row.kind, row.subject) for row in rows] == [
        ("near_duplicate_tag", "Sanctions Relief"),
        ("orphan_tag", "chess"),
    ]


def test_a_row_has_exactly_the_shape_that_is_promised() -> None:
    """One row of a cell and one of a plain count."""
    row = found(HOLE, "lens_tag")[0].row()
    assert list(row) == ["id", "kind", "subject", "lens", "have", "expected", "score", "p", "why", "articles", "state"]
    assert row["state"] == "open"
    assert isinstance(row["have"], int)


def test_an_editors_mark_survives_new_articles() -> None:
    """Ids are made of kind, subject and lens: more articles change the numbers, not the id."""
    more = [*HOLE, *many(5, Piece(id="more", tags="ferries", lenses="Sea"))]
    assert {row.id for row in found(HOLE, "lens_tag")} == {row.id for row in found(more, "lens_tag")}


def test_a_pair_of_tags_is_one_gap_whichever_is_used_more() -> None:
    """Today most articles write "audits", tomorrow "audit"."""
    today = [*many(3, Piece(id="a", tags="audits")), *many(2, Piece(id="b", tags="audit"))]
    tomorrow = [*today, *many(4, Piece(id="c", tags="audit"))]
    (before,), (after,) = found(today, "near_duplicate_tag"), found(tomorrow, "near_duplicate_tag")
    assert before.subject != after.subject
    assert before.id == after.id


def test_the_list_is_as_short_as_is_asked_and_says_what_it_cut() -> None:
    """Three orphans, one shown."""
    pieces = [Piece(id=name, tags=name) for name in ("alpha", "brook", "crane")]
    asked = gaps(coverage(pieces), kinds=["orphan_tag"], most=1)
    assert len(asked.rows) == 1
    assert asked.note == "orphan_tag: the first 1 of 3 are shown."


def test_a_kind_that_there_is_not_names_the_nearest() -> None:
    """A slip of the keyboard."""
    with pytest.raises(NotFound, match="orphan_tag"):
        gaps(coverage([Piece(id="a")]), kinds=["orphan_tags"])


def test_an_empty_atlas_has_no_gaps() -> None:
    """No article at all."""
    assert gaps(coverage([])).rows == ()


MIXED = [
    *HOLE[::3],
    *[
        Piece(id=f"s{i}", tags=f"tag {i}, Tag {i}", actors="Bank", text="The episode shows how quietly power moves.")
        for i in range(4)
    ],
    *many(
        5,
        Piece(
            id="one", lenses="Air", sources="Wire", claims=(("Bank", "gains"),), promises=(("Watch the lease.", None),)
        ),
    ),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(MIXED))
def test_the_list_does_not_depend_on_the_order_of_articles(pieces: list[Piece]) -> None:
    """The same articles, shuffled."""
    assert answers(gaps(coverage(pieces))) == answers(gaps(coverage(MIXED)))


def answers(of: Gaps) -> tuple[list[dict[str, object]], str]:
    return [row.row() for row in of.rows], of.note


def test_rows_come_by_kind_then_the_worst_first() -> None:
    """Everything there is in a mixed publication."""
    rows = gaps(coverage(MIXED)).rows
    ranks = [list(GAP_KINDS).index(row.kind) for row in rows]
    assert ranks == sorted(ranks)
    assert len({row.id for row in rows}) == len(rows)
    assert len(set(ranks)) >= 4
    within = [(rank, -round(row.score, 9), row.id) for rank, row in zip(ranks, rows, strict=True)]
    assert within == sorted(within)


def test_the_documentation_lists_every_kind_with_its_meaning() -> None:
    """docs/gaps.md and the code say the same."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "gaps.md").read_text(encoding="utf-8")
    listed = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    assert {kind.strip(" `"): says.strip() for kind, says in listed} == dict(GAP_KINDS)
