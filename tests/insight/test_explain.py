"""Why two articles are linked, or why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.features.toy import corpora, drawn, story

from lensatlas.errors import UsageError
from lensatlas.insight.related import Pins, question, related
from lensatlas.insight.related.explain import explain
from lensatlas.insight.related.standing import STATES
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from lensatlas.insight.related.explain import Explained
    from lensatlas.model import Article, Tagged
    from lensatlas.network.graph import Graph

CROWD = [story(f"x{i:02}", f"filler{i} filler{i + 1}", day="2020-01-01") for i in range(40)]
LONG = "ferry strike tugs harbour crew pay dispute talks minister offer union vote picket delay cargo"


def asked(
    graph: Graph, one: str, other: str, *, k: int = 10, min_score: float = 0.0, pins: Pins | None = None
) -> Explained:
    position = graph.position["article"]
    return explain(question(graph, weigh(graph), k=k, min_score=min_score, pins=pins), position[one], position[other])


def units(weight: float) -> int:
    """A weight in whole billionths, which scores are made of."""
    return round(weight * 1_000_000_000)


@given(corpora(), st.integers(0, 30), st.data())
@settings(deadline=None, max_examples=40)
def test_what_it_is_made_of_adds_up_to_the_score_and_is_the_same_from_either_side(
    stories: list[tuple[Article, Tagged]], most: int, data: st.DataObject
) -> None:
    graph = drawn(*stories)
    if graph.size < 2:
        return
    one, other = data.draw(st.permutations(range(graph.size)))[:2]
    features = weigh(graph)
    ask = question(graph, features, min_score=0.0)
    found, turned = explain(ask, one, other, most=most), explain(ask, other, one, most=most)
    parts = [*(reason.weight for reason in found.shared), found.rest, found.time]
    assert sum(map(units, parts)) == units(found.score)
    assert (found.score, found.shared, found.rest, found.time) == (
        turned.score,
        turned.shared,
        turned.rest,
        turned.time,
    )
    scores = {c.id: c.score for c in related(graph, features, one, k=graph.size, min_score=0.0, exact=True).related}
    assert found.score == scores.get(graph.ids["article"][other], 0.0)
    assert len(found.shared) <= most


def test_every_shared_feature_is_told_with_its_share_and_what_each_has_alone() -> None:
    """Two reports eight days apart: both on a strike, one on ferries, one on tugs."""
    graph = drawn(
        *CROWD,
        story("a", "strike ferry timetable", headline="Ferries stop", tags=["port"], day="2026-01-01"),
        story("b", "strike tugs", headline="Tugs stop", tags=["port"], day="2026-01-09"),
        story("c", "ferry timetable tugs"),
    )
    found = asked(graph, "a", "b")
    assert {(reason.kind, reason.label) for reason in found.shared} == {
        ("tag", "port"),
        ("text", "strike"),
        ("text", "stop"),
    }
    assert [reason.weight for reason in found.shared] == sorted((r.weight for r in found.shared), reverse=True)
    assert (found.days, found.others, found.rest) == (8, 0, 0.0)
    assert found.time > 0
    assert {own.label for own in found.article.only} == {"ferry timetable"}
    assert {own.label for own in found.other.only} == {"tugs"}
    assert found.standing.sentence == "The second is shown beside the first, in place 2 of 2, as next."
    assert found.row()["rest"] == {"features": 0, "weight": 0.0}
    assert "for being published eight days apart" in found.sentences()[1]


def test_what_keeps_an_article_out_is_said() -> None:
    """A strike, the strike again word for word, a note on it, a distant echo, and an opera."""
    graph = drawn(
        *CROWD,
        story("strike", LONG),
        story("again", LONG),
        story("note", "ferry strike tugs harbour"),
        story("echo", "cargo filler1 filler2 filler3 filler4"),
        story("opera", "opera ticket"),
        story("rival", "opera ticket"),
    )
    number = graph.position["article"]
    pins = Pins(
        pinned={number["opera"]: {number["echo"]: ""}},
        excluded={number["opera"]: {number["rival"]: ""}, number["rival"]: {number["opera"]: ""}},
    )
    said = {
        "shown": asked(graph, "strike", "note"),
        "copy": asked(graph, "strike", "again"),
        "folded": asked(graph, "note", "again"),
        "nothing": asked(graph, "strike", "opera"),
        "below": asked(graph, "strike", "echo", min_score=0.5),
        "behind": asked(graph, "strike", "echo", k=1),
        "excluded": asked(graph, "rival", "opera", pins=pins),
        "pinned": asked(graph, "opera", "echo", pins=pins),
    }
    assert {state: found.standing.state for state, found in said.items()} == {state: state for state in said}
    assert said["below"].standing.needed == 0.5
    behind = said["behind"].standing
    assert (behind.place, behind.needed) == (3, said["shown"].score)
    assert said["nothing"].score == 0.0
    assert "folded into “strike”" in said["folded"].standing.sentence
    assert all(found.sentences()[-1].startswith("The second is ") for found in said.values())


def test_what_gave_way_to_variety_is_told_with_what_is_most_like_it() -> None:
    """Half of our story is a ferry strike, which two notes tell in the same words, half a crew's pay, which one tells."""
    notes = {
        "n0": "ferry strike tugs",
        "n1": "ferry strike tugs",
        "n2": "harbour crew pay",
        "z": "harbour crew pay opera",
    }
    graph = drawn(
        *CROWD,
        story("a", "ferry strike tugs. harbour crew pay", day="2026-01-02"),
        *(story(name, text, headline="-", day="2026-01-02") for name, text in notes.items()),
    )
    found = {name: asked(graph, "a", name, k=2).standing for name in notes}
    assert {name: one.state for name, one in found.items()} == {
        "n0": "shown",
        "n1": "varied",
        "n2": "shown",
        "z": "behind",
    }
    assert (
        found["n1"].sentence
        == "The second is not shown beside the first for variety: of those that are, “-” is most like it."
    )


def test_an_article_and_itself_are_not_two() -> None:
    with pytest.raises(UsageError, match="Name two"):
        asked(drawn(*CROWD), "x01", "x01")


def test_full_of_pins_there_is_no_score_that_would_do() -> None:
    """One place, and it is pinned."""
    graph = drawn(*CROWD)
    pins = Pins(pinned={1: {7: ""}})
    standing = explain(question(graph, weigh(graph), k=1, min_score=0.0, pins=pins), 1, 2).standing
    assert (standing.state, standing.needed) == ("behind", None)
    assert standing.sentence.endswith("no place is left for it.")


def test_the_documented_states_are_those_there_are() -> None:
    """docs/related.md lists every state with the words used here."""
    written = (Path(__file__).resolve().parents[2] / "docs" / "related.md").read_text(encoding="utf-8")
    for state, meaning in STATES.items():
        assert f"| `{state}` | {meaning} |" in written
