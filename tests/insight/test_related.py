"""What belongs beside an article, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.features.toy import corpora, drawn, story

from lensatlas.errors import UsageError
from lensatlas.insight.reasons import REASON_KINDS, Reason
from lensatlas.insight.related import related, related_all
from lensatlas.insight.related.why import why
from lensatlas.insight.wording import spelling
from lensatlas.network.lists import lists
from lensatlas.network.similarity import nearest, random_scores
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from lensatlas.insight.reasons import ReasonKind
    from lensatlas.insight.related import Related
    from lensatlas.model import Article, Tagged
    from lensatlas.network.graph import Graph

    Stories = list[tuple[Article, Tagged]]

CROWD = [story(f"x{i:02}", f"filler{i} filler{i + 1}", day="2020-01-01") for i in range(40)]


def ask(graph: Graph, name: str, *, k: int = 10, min_score: float | None = 0.0, exact: bool = False) -> Related:
    return related(graph, weigh(graph), graph.position["article"][name], k=k, min_score=min_score, exact=exact)


def roles(found: Related) -> dict[str, str]:
    return {companion.id: companion.role for companion in found.related}


def test_the_answer_has_the_promised_shape() -> None:
    """Two articles on a port strike."""
    graph = drawn(*CROWD, story("a", "ferry strike", tags=["port"]), story("b", "ferry strike of tugs", tags=["port"]))
    row = ask(graph, "a", exact=True).row()
    assert row["article"] == {"id": "a", "url": "https://example.org/a", "headline": "a"}
    (companion,) = row["related"]
    assert list(companion)[:6] == ["id", "url", "headline", "score", "role", "reasons"]
    assert [list(reason) for reason in companion["reasons"]] == [["kind", "label", "weight"]] * len(
        companion["reasons"]
    )
    assert {reason["kind"] for reason in companion["reasons"]} == {"tag", "text"}


def test_reasons_are_words_not_stems_and_a_phrase_takes_in_its_words() -> None:
    """Both write of frozen funds."""
    graph = drawn(*CROWD, story("a", "frozen funds"), story("b", "frozen funds"))
    reasons = ask(graph, "a", exact=True).related[0].reasons
    assert [(reason.kind, reason.label) for reason in reasons] == [("text", "frozen funds")]
    assert abs(reasons[0].weight - 0.75) < 1e-9  # undated: time leaves three quarters of the cosine


def test_a_reason_is_not_given_twice_nor_made_of_glue() -> None:
    """Two stories of Port Merrow's berths: the name is an actor, and “berths at Port” is half of it."""
    graph = drawn(
        *CROWD,
        *(story(name, "berths at Port Merrow. mechanism is guarantee", actors=["Port Merrow"]) for name in ("a", "b")),
    )
    reasons = ask(graph, "a", exact=True).related[0].reasons
    assert {(reason.kind, reason.label) for reason in reasons} == {
        ("actor", "Port Merrow"),
        ("text", "berths"),
        ("text", "guarantee"),
    }


def test_words_of_form_are_a_reason_where_there_is_no_other() -> None:
    """All that two stories share is the word leverage."""
    graph = drawn(*CROWD, story("a", "leverage"), story("b", "leverage"))
    assert [reason.label for reason in ask(graph, "a", exact=True).related[0].reasons] == ["leverage"]


def test_older_is_background_newer_is_next() -> None:
    """The same strike in January, in March, and long before."""
    days = {"old": "2024-01-01", "now": "2026-01-10", "new": "2026-03-01"}
    graph = drawn(*CROWD, *(story(name, f"ferry strike {name}", day=day) for name, day in days.items()))
    assert roles(ask(graph, "now")) == {"old": "background", "new": "next"}


def test_strongly_alike_within_days_is_the_same_moment_and_weakly_alike_is_not() -> None:
    """Two reports two days apart, and one of the same week that shares a word."""
    graph = drawn(
        *CROWD,
        story("a", "ferry strike tugs harbour crew", day="2026-01-01"),
        story("b", "ferry strike tugs harbour pay", day="2026-01-03"),
        story("c", "ferry filler1 filler2 filler3 filler4 filler5", day="2026-01-03"),
    )
    assert roles(ask(graph, "a")) == {"b": "same_moment", "c": "next"}


def test_the_same_mechanism_without_a_common_actor_is_the_same_elsewhere() -> None:
    """A delay at a bridge, at a clinic, and once more at the bridge."""
    graph = drawn(
        *CROWD,
        story("a", "bridge toll", mechanism="delay", actors=["Merrow"], day="2026-01-01"),
        story("b", "vaccine queue", mechanism="delay", actors=["Ostrow"], day="2026-02-01"),
        story("c", "bridge toll", mechanism="delay", actors=["Merrow"], day="2026-03-01"),
    )
    assert roles(ask(graph, "a")) == {"b": "mechanism", "c": "next"}


def test_the_same_story_through_another_lens_says_through_which() -> None:
    """A strike seen through power, through money, and through power again; the bystander has a lens but no strike."""
    graph = drawn(
        *CROWD,
        story("a", "ferry strike", tags=["strike"], lens="Power", day="2026-01-01"),
        story("b", "ferry strike costs", tags=["strike"], lens="Money", day="2026-02-01"),
        story("c", "ferry strike talks", tags=["strike"], lens="Power", day="2026-03-01"),
        story("d", "opera ticket", lens="Money", day="2026-02-01"),
    )
    found = ask(graph, "a")
    assert roles(found) == {"b": "lens", "c": "next"}
    (lens,) = [companion for companion in found.related if companion.role == "lens"]
    assert lens.why == "Both about strike and ferry; through another lens: Money; four weeks later."


def test_without_lenses_there_is_no_role_of_a_lens() -> None:
    """Two stories of one strike; only one of them is filed under a lens."""
    graph = drawn(
        *CROWD,
        story("a", "ferry strike", tags=["strike"], lens="Power", day="2026-01-01"),
        story("b", "ferry strike", tags=["strike"], day="2026-02-01"),
    )
    assert roles(ask(graph, "a")) == {"b": "next"}


LONG = "ferry strike tugs harbour crew pay dispute talks minister offer union vote picket delay cargo"


def test_a_copy_is_folded_into_the_one_it_repeats_and_named() -> None:
    """An agency report twice, and an own report that shares half of it."""
    graph = drawn(
        *CROWD,
        story("a", "ferry strike tugs harbour crew tariff grain"),
        story("b", LONG),
        story("c", LONG),
        story("d", "tariff grain"),
    )
    shown, bare = ask(graph, "a"), ask(graph, "a", exact=True)
    assert {companion.id for companion in bare.related} == {"b", "c", "d"}
    (first,) = [companion for companion in shown.related if companion.id == "b"]
    assert first.stands_for == ("c",)
    assert [(reason.kind, reason.label) for reason in first.reasons if reason.kind == "duplicate"] == [
        ("duplicate", "“c”")
    ]
    assert "c" not in roles(shown)


def test_a_copy_of_the_article_itself_is_named_beside_the_list() -> None:
    """The same report under two ids."""
    graph = drawn(*CROWD, story("a", LONG), story("b", LONG), story("c", "ferry strike tugs"))
    assert (ask(graph, "a").copies, set(roles(ask(graph, "a")))) == (("b",), {"c"})


def test_fewer_beats_irrelevant() -> None:
    """Four hundred articles about one of forty things each; ours is about none of them."""
    crowd = [story(f"x{i:03}", f"topic{i % 40} word{i} matter{i % 40}") for i in range(400)]
    graph = drawn(*crowd, story("a", "word1 word2 word3"))
    features = weigh(graph)
    least = np.percentile(random_scores(features, timely=True), 99.0)
    assert least > 0
    assert all(c.score >= least - 1e-9 for found in related_all(graph, features) for c in found.related)
    assert len(ask(graph, "a", min_score=None).related) <= 3


def test_nothing_is_related_to_an_article_alone() -> None:
    """An atlas of one article."""
    assert ask(drawn(story("a", "ferry")), "a", min_score=None).row()["related"] == []


@given(corpora(), st.integers(1, 4))
@settings(deadline=None, max_examples=30)
def test_exact_is_the_bare_top_k(stories: Stories, k: int) -> None:
    graph = drawn(*stories)
    features = weigh(graph)
    bare = nearest(features, np.arange(graph.size), k, min_score=0.0, timely=True)
    for found, (ids, scores) in zip(related_all(graph, features, k=k, min_score=0.0, exact=True), bare, strict=True):
        assert [(c.id, c.score) for c in found.related] == [
            (graph.ids["article"][i], score) for i, score in zip(ids.tolist(), scores.tolist(), strict=True)
        ]


@given(corpora(), st.booleans(), st.integers(0, 4))
@settings(deadline=None, max_examples=30)
def test_every_score_has_reasons_that_do_not_exceed_it(stories: Stories, exact: bool, k: int) -> None:
    graph = drawn(*stories)
    for found in related_all(graph, weigh(graph), k=k, min_score=0.0, exact=exact):
        assert len(found.related) <= k
        ordered = [(-companion.score, companion.id) for companion in found.related]
        assert ordered == sorted(ordered)
        for companion in found.related:
            weights = [reason.weight for reason in companion.reasons]
            assert weights[0] > 0
            assert sum(weights) <= companion.score + 1e-8
            assert all(reason.kind in REASON_KINDS for reason in companion.reasons)


@given(corpora())
@settings(deadline=None, max_examples=20)
def test_one_article_is_answered_as_among_all(stories: Stories) -> None:
    graph = drawn(*stories)
    features = weigh(graph)
    for i, found in enumerate(related_all(graph, features)):
        assert related(graph, features, i) == found


@given(corpora())
@settings(deadline=None, max_examples=30)
def test_what_is_folded_away_is_named(stories: Stories) -> None:
    graph = drawn(*stories)
    features = weigh(graph)
    bare = related_all(graph, features, k=50, min_score=0.0, exact=True)
    for shown, every in zip(related_all(graph, features, k=50, min_score=0.0), bare, strict=True):
        named = [*shown.copies, *(name for c in shown.related for name in (c.id, *c.stands_for))]
        assert sorted(named) == sorted(companion.id for companion in every.related)


def test_the_documented_reasons_are_those_there_are() -> None:
    """docs/related.md lists every kind with the words used here."""
    written = (Path(__file__).resolve().parents[2] / "docs" / "related.md").read_text(encoding="utf-8")
    for kind, meaning in REASON_KINDS.items():
        assert f"| `{kind}` | {meaning} |" in written


@pytest.mark.parametrize(
    ("stories", "name", "note"),
    [
        ([story("a", "ferry")], "a", "It is the only article."),
        (
            [*CROWD, story("a", "", headline="-")],
            "a",
            "It carries nothing to compare: no tag, actor, mechanism, lens or word that some others have and some have not.",
        ),
        ([*CROWD, story("a", "opera", tags=["opera"])], "a", "It has nothing in common with any other article."),
        (
            [story(f"c{i:03}", LONG, headline="-", tags=["all"]) for i in range(200)],
            "c007",
            "199 other articles have the same words, and nothing else is left to compare.",
        ),
        (
            [*CROWD, story("a", LONG), story("b", LONG)],
            "a",
            "1 article tells nearly its own text, and nothing else comes near enough.",
        ),
    ],
)
def test_an_empty_list_says_why(stories: Stories, name: str, note: str) -> None:
    """One article; one without words; one without company; two hundred that are one, all with one tag; a pair of copies."""
    found = ask(drawn(*stories), name, min_score=None)
    assert (found.related, found.note) == ((), note)


def test_a_minimum_that_nothing_reaches_is_told_with_what_is_nearest() -> None:
    """Scores end at 1."""
    found = ask(drawn(*CROWD), "x05", min_score=1.5)
    assert found.note.startswith("Nothing comes near enough. The nearest is “x")
    assert found.note.endswith("and 1.500 is needed.")


def test_numbers_that_cannot_be_are_refused_and_absurd_ones_answered() -> None:
    """A negative k, a score that is no number; k beyond the corpus, a minimum below all."""
    graph = drawn(*CROWD)
    for wrong in ({"k": -1}, {"min_score": float("nan")}):
        with pytest.raises(UsageError):
            ask(graph, "x05", **wrong)
    assert len(ask(graph, "x05", k=10_000, min_score=-5.0).related) == 2
    assert ask(graph, "x05", k=0).note == "None were asked for."


def test_a_tag_on_every_article_relates_nothing() -> None:
    """Forty articles under one tag; two of them are about a ferry."""
    tagged = [story(f"x{i:02}", f"filler{i} filler{i + 1}", tags=["all"]) for i in range(40)]
    graph = drawn(*tagged, story("a", "ferry", tags=["all"]), story("b", "ferry", tags=["all"]))
    assert set(roles(ask(graph, "a"))) == {"b"}


def test_a_list_is_not_all_of_one_side_of_time_where_others_are_nearly_as_good() -> None:
    """Eight older notes and two newer ones a little less alike, five places."""
    older = [
        story(f"o{i}", f"ferry strike tugs harbour old{i}", headline="-", day=f"2025-12-{i + 1:02}") for i in range(8)
    ]
    newer = [
        story(f"n{i}", f"ferry strike tugs new{i} harbour", headline="-", day=f"2026-02-{i + 1:02}") for i in range(2)
    ]
    graph = drawn(*CROWD, *older, *newer, story("a", "ferry strike tugs harbour", headline="-", day="2026-01-01"))
    bare, shown = ask(graph, "a", k=5, exact=True), ask(graph, "a", k=5)
    assert {companion.role for companion in bare.related} == {"background"}
    assert sorted(roles(shown).values()) == ["background"] * 3 + ["next"] * 2


@pytest.mark.parametrize(
    ("reasons", "sentence"),
    [
        (
            [("tag", "Qatar"), ("text", "Qatar's"), ("text", "frozen funds")],
            "Both about Qatar and frozen funds; a day later.",
        ),
        ([("tag", "judicial-capture")], "Both about judicial capture; a day later."),
        (
            [("text", "Twitter Town"), ("text", "Town Hall"), ("text", "2014")],
            "Both about Twitter Town Hall; a day later.",
        ),
        ([("actor", "Steve Orrin"), ("text", "Envoy Steve")], "Both about Steve Orrin; a day later."),
        ([("tag", "port"), ("actor", "Merrow"), ("text", "berth")], "Both about port and Merrow; a day later."),
        ([("tag", "food and drink"), ("tag", "prices")], "Both about food and drink, and prices; a day later."),
        ([("actor", "J.D. Orrin"), ("tag", "jd-orrin")], "Both about J.D. Orrin; a day later."),
        ([("mechanism", "delay")], "The same mechanism: delay; a day later."),
        ([("lens", "Money")], "The same lens: Money; a day later."),
        ([("text", "2014")], "Both about 2014; a day later."),
        ([("text", "raising serious"), ("text", "court dues")], "Both about court dues; a day later."),
        ([("tag", "FTC"), ("actor", "Federal Trade Commission")], "Both about FTC; a day later."),
        ([("text", "nearly")], "Both about nearly; a day later."),
        ([], "A day later."),
    ],
)
def test_a_sentence_says_nothing_twice(reasons: list[tuple[ReasonKind, str]], sentence: str) -> None:
    found = [Reason(kind=kind, label=label, weight=0.05 if kind == "text" else 0.1) for kind, label in reasons]
    assert why(found, 1000, 1001) == sentence


def test_a_tag_in_small_letters_is_written_as_the_articles_write_it() -> None:
    """The tag is cia-leak; every article writes CIA."""
    graph = drawn(*CROWD, *(story(name, "the CIA denied it", tags=["cia-leak"]) for name in ("a", "b")))
    assert ask(graph, "a").related[0].why == "Both about CIA leak and denied."


def test_a_name_is_written_large_only_where_it_is_so_amid_a_sentence() -> None:
    """Mellis stands large before small words; audit does so in headlines alone."""
    texts = ("Audit Office report. Mellis denied the audit again.", "Audit Office letter. Mellis denied the audit again.",
             "Audit Office reply. Mellis thanked both.", "Audit Office reply. Mellis thanked both.")  # fmt: skip
    spelt = spelling(drawn(*CROWD, *(story(f"m{i}", text) for i, text in enumerate(texts))))
    assert (spelt("mellis"), spelt("audit")) == ("Mellis", "audit")


@given(corpora(), st.data())
@settings(deadline=None, max_examples=30)
def test_the_order_in_which_articles_come_makes_no_difference(stories: Stories, data: st.DataObject) -> None:
    shuffled = drawn(*data.draw(st.permutations(stories)))
    graph = drawn(*stories)
    assert list(related_all(graph, weigh(graph))) == list(related_all(shuffled, weigh(shuffled)))


@given(corpora(), st.integers(1, 5), st.sampled_from([None, 0.0, 0.3]))
@settings(deadline=None, max_examples=30)
def test_out_of_kept_lists_come_the_same_answers(stories: Stories, k: int, least: float | None) -> None:
    """Kept are nine of each article: enough for three places, and for more they are left aside."""
    graph = drawn(*stories)
    features = weigh(graph)
    kept = lists(features, 9)
    for exact in (False, True):
        fresh = related_all(graph, features, k=k, min_score=least, exact=exact)
        assert list(related_all(graph, features, k=k, min_score=least, exact=exact, lists=kept)) == list(fresh)
