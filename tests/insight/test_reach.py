"""Whom related lists reach, and how those whom they do not reach are brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corpora import folder
from tests.features.toy import corpora, drawn, story

from lensatlas import Atlas
from lensatlas.errors import UsageError
from lensatlas.insight.related import Pins, question, related_all
from lensatlas.insight.related.answers import told
from lensatlas.insight.related.reach import gini, reach
from lensatlas.network.similarity import nearest
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.insight.related import Question
    from lensatlas.insight.related.everyone import Everyone
    from lensatlas.model import Article, Tagged
    from lensatlas.network.graph import Graph

    Stories = list[tuple[Article, Tagged]]

CROWD = [story(f"x{i:02}", f"filler{i} filler{i + 1}", day="2020-01-01") for i in range(40)]
# A hub that shares one word with each of six, who share nothing with one another.
STAR = [
    story("hub", "ferry tariff grain court ledger canal"),
    *(
        story(word, f"{word} {word} {word} alone{word}")
        for word in ("ferry", "tariff", "grain", "court", "ledger", "canal")
    ),
]


def ask(graph: Graph, *, k: int = 10, min_score: float | None = 0.0, pins: Pins | None = None) -> Question:
    return question(graph, weigh(graph), k=k, min_score=min_score, pins=pins)


def listed(lists: Everyone) -> dict[int, list[int]]:
    return {article: list(shown.ids) for article, shown in lists.shown()}


def test_the_lists_are_those_that_are_shown() -> None:
    """Read back from the arrays, each list is the answer that a reader gets."""
    graph = drawn(*CROWD, *STAR)
    asked = ask(graph)
    _, lists = reach(asked)
    assert list(told(asked, lists.shown())) == list(related_all(graph, asked.features, min_score=0.0))


def test_what_is_counted_of_a_hub_and_its_six() -> None:
    """One place a list: all six name the hub, the hub names one of them."""
    found, _ = reach(ask(drawn(*STAR), k=1))
    assert (found.articles, found.links, len(found.never), found.empty) == (7, 7, 5, 0)
    assert (found.most, found.median, found.top[0]) == (6, 0.0, ("hub", 6))
    assert found.gini == gini(np.array([6, 1, 0, 0, 0, 0, 0]))
    assert found.row()["reached"] == 2
    assert found.roles["background"] == 7
    assert found.sentences()[0] == "7 links lead to 2 of 7 articles; 5 are never recommended (71.4%)."


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([], 0.0), ([0, 0], 0.0), ([5], 0.0), ([3, 3, 3], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25)],
)
def test_gini_is_nothing_where_all_have_the_same_and_nears_one_where_one_has_all(
    counts: list[int], expected: float
) -> None:
    assert gini(np.array(counts, int)) == expected


def test_nobody_is_told_to_be_missing_who_is_told_as_a_copy() -> None:
    """Three times the same report, and a note on it: one of the three stands for the others."""
    text = "ferry strike tugs harbour crew pay dispute talks minister offer union vote picket delay cargo"
    graph = drawn(*CROWD, *(story(name, text, headline="-") for name in "abc"), story("note", "ferry strike tugs"))
    found, _ = reach(ask(graph))
    assert found.copies == 2
    assert not {"a", "b", "c"} & set(found.never)


@given(corpora(), st.integers(1, 4), st.floats(0.0, 0.6), st.data())
@settings(deadline=None, max_examples=30)
def test_a_rescue_brings_in_all_that_can_be_and_loses_nobody(
    stories: Stories, k: int, least: float, data: st.DataObject
) -> None:
    graph = drawn(*stories)
    numbers = st.integers(0, max(graph.size - 1, 0))
    pairs = data.draw(st.lists(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]), max_size=2))
    if graph.size < 2:
        pairs = []
    pinned = {one: {other: ""} for one, other in pairs[:1]}
    excluded = {}
    if pairs[1:] and set(pairs[1]) != set(pairs[0]):
        one, other = pairs[1]
        excluded = {one: {other: ""}, other: {one: ""}}
    asked = ask(graph, k=k, min_score=least, pins=Pins(pinned=pinned, excluded=excluded))
    (before, old), (after, new) = reach(asked), reach(asked, rescue=True)
    assert after.rescue is not None
    common = nearest(asked.features, np.arange(graph.size), graph.size, timely=True)
    can = [bool(set(ids.tolist()) - set(excluded.get(article, ()))) for article, (ids, _) in enumerate(common)]
    missing = {graph.position["article"][name] for name in after.never}
    assert missing == {a for a in range(graph.size) if not can[a] and not old.inlinks[a] and not old.named[a]}
    assert sorted(graph.position["article"][name] for name, _ in after.rescue.lost) == sorted(missing)
    for article, ids in listed(new).items():
        assert len(ids) == len(set(ids))
        assert article not in ids
        assert not set(ids) & set(excluded.get(article, ()))
        assert list(pinned.get(article, {}))[:k] == [i for i, _ in zip(ids, pinned.get(article, {}), strict=False)]
    done = after.rescue
    over = sum(max(len(ids) - k, 0) for ids in listed(new).values())
    assert over == done.beyond
    assert after.links - before.links == done.filled + done.beyond
    assert done.replaced + done.filled + done.beyond == len(before.never) - len(after.never)
    assert abs(before.score - after.score - done.cost) < 2e-9
    gone = {(a, i) for a, ids in listed(old).items() for i in ids} - {
        (a, i) for a, ids in listed(new).items() for i in ids
    }
    assert len(gone) == done.replaced
    assert all(new.inlinks[i] for _, i in gone)


def test_where_nobody_can_give_way_a_full_list_grows() -> None:
    """Three of the hub's six stand in its list and nowhere else: the other three come behind them."""
    graph = drawn(*STAR)
    found, lists = reach(ask(graph, k=3), rescue=True)
    assert (found.never, len(listed(lists)[graph.position["article"]["hub"]])) == ((), 6)
    assert found.rescue is not None
    assert (found.rescue.replaced, found.rescue.filled, found.rescue.beyond) == (0, 0, 3)


def test_who_gives_way_stands_elsewhere_too() -> None:
    """Two places: the hub's list holds the harbour twins, who stand in each other's lists as well; the echo has the hub only."""
    graph = drawn(
        *CROWD,
        story("hub", "harbour crew harbour crew echo"),
        story("t1", "harbour crew"),
        story("t2", "harbour crew"),
        story("echo", "echo"),
    )
    asked = ask(graph, k=2)
    before, _ = reach(asked)
    after, lists = reach(asked, rescue=True)
    number = graph.position["article"]
    assert "echo" in before.never
    assert set(listed(lists)[number["hub"]]) == {number["t1"], number["echo"]}
    assert after.rescue is not None
    assert (after.rescue.replaced, after.never) == (1, ())


def test_who_cannot_be_brought_in_is_named_with_the_reason() -> None:
    """One that carries nothing, one that shares nothing, two that an editor keeps apart."""
    graph = drawn(
        *CROWD,
        story("bare", "", headline="-"),
        story("lone", "opera", headline="opera", tags=["opera"]),
        story("p", "tug ledger", headline="-"),
        story("q", "tug ledger", headline="-"),
    )
    p, q = graph.position["article"]["p"], graph.position["article"]["q"]
    asked = ask(graph, pins=Pins(excluded={p: {q: ""}, q: {p: ""}}))
    found, _ = reach(asked, rescue=True)
    assert found.rescue is not None
    assert dict(found.rescue.lost) == {
        "bare": "It carries nothing to compare.",
        "lone": "It has nothing in common with any other article.",
        "p": "An editor excluded all that have something in common with it.",
        "q": "An editor excluded all that have something in common with it.",
    }


@pytest.mark.parametrize("count", [0, 1])
def test_few_articles_are_no_trouble(count: int) -> None:
    found, lists = reach(ask(drawn(*CROWD[:count]), min_score=None), rescue=True)
    assert (found.articles, found.links, len(found.never), len(lists.ids)) == (count, 0, count, 0)


def test_lists_of_nobody_reach_nobody() -> None:
    with pytest.raises(UsageError, match="1 or more"):
        reach(ask(drawn(*CROWD), k=0))


def test_hundreds_of_copies_are_reached_as_copies() -> None:
    """The same report three hundred times, a note on it, and a thousand others: one copy stands for the rest."""
    text = "ferry strike tugs harbour crew pay dispute talks minister offer union vote picket delay cargo"
    graph = drawn(
        *(story(f"c{i:03}", text, headline="-") for i in range(300)),
        story("note", "ferry strike", headline="-"),
        *(story(f"x{i:03}", f"filler{i} filler{i + 1}") for i in range(1000)),
    )
    found, lists = reach(ask(graph, min_score=0.2), rescue=True)
    assert (found.never, found.copies) == ((), 299)
    shown, number = dict(lists.shown()), graph.position["article"]
    assert len(shown[number["c150"]].copies) == 299
    assert [len(those) for those in shown[number["note"]].folded] == [299]
    (answer,) = [one for one in told(ask(graph), lists.shown()) if one.id == "note"]
    assert len(answer.related[0].stands_for) == 20
    assert answer.related[0].why == "Both about ferry strike; also published as https://example.org/c001 and 298 more."


def test_it_reaches_further_than_the_public_case(tmp_path: Path) -> None:
    """As many real events as a site had whose 879 links reached 16 of 294 articles, .129 alike where random pairs are .113."""
    events = sorted(folder("kleptocracy-timeline").glob("events/2*.md"))[:294]
    atlas = Atlas.open(tmp_path / "atlas")
    atlas.add(*events)
    found, _ = reach(ask(atlas.graph, min_score=None))
    assert len(found.never) < found.articles / 4
    assert found.score > 4 * found.chance
    assert found.gini < 0.7  # sixteen of 294 alone make .95
    rescued, _ = reach(ask(atlas.graph, min_score=None), rescue=True)
    assert rescued.rescue is not None
    assert rescued.never == tuple(name for name, _ in rescued.rescue.lost)
    assert rescued.rescue.cost < found.score / 10
