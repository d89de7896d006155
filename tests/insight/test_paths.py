"""Reader paths with their reasons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.worlds import Piece, atlas

if TYPE_CHECKING:
    from lensatlas.insight.paths import Path
    from lensatlas.network.graph import Graph

from lensatlas.errors import TooFewArticles, UsageError
from lensatlas.insight.paths import NoPath, path
from lensatlas.network.capacity import Capacity
from lensatlas.network.weighing import weigh


def chain(length: int = 9, *, bridge: str = "") -> Graph:
    """Stories 0, 1, 2 … in a row: each shares a tag, an actor and a phrase with the next, every fourth carries the bridge."""
    words = ["frozen funds", "grain silos", "night ferries", "copper cables", "river tolls", "port cranes", "salt pans",
             "tin roofs", "coal barges", "glass works", "wool sheds"]  # fmt: skip
    return atlas(
        *(
            Piece(
                id=f"s{i}",
                headline=f"Story {i}",
                tags=f"t{i} t{i + 1} {bridge if i % 4 == 0 else ''}",
                actors=f"A{i} A{i + 1}",
                lenses="Power",
                mechanisms=f"m{i} m{i + 1}",
                text=f"They traded {words[i]}. Later {words[i + 1]} followed.",
            )
            for i in range(length)
        )
    )


def told(graph: Graph, one: str, other: str, n: int = 1) -> tuple[Path, ...]:
    place = graph.position["article"]
    return path(graph, weigh(graph), place[one], place[other], n=n)


def test_a_path_says_why_each_step_follows() -> None:
    """Two steps along the chain: the shared tag, actor, mechanism, lens and words of each link, and which one is weakest."""
    found = told(chain(), "s2", "s4")[0]
    first, second, last = found.steps
    assert [step.id for step in found.steps] == ["s2", "s3", "s4"]
    assert (first.strength, first.why) == (None, ())
    assert second.why[:5] == (
        "Both carry t3.",
        "Both name A3.",
        "Both describe the mechanism m3.",
        "Both look through the lens Power.",
        "Both use the words “copper cables”.",
    )
    weakest = min((second, last), key=lambda step: step.strength or 0)
    assert weakest.why[-1] == f"The weakest link of this path ({found.bottleneck:.2f})."


def test_the_row_has_the_contracts_shape() -> None:
    """Steps are articles, both ends included; an article without address has null."""
    row = told(chain(), "s0", "s3")[0].row()
    assert list(row) == ["kind", "steps", "bottleneck", "reliability", "optimal", "upper_bound", "certificate"]
    assert row["kind"] == "connect"
    assert [list(step) for step in row["steps"]] == [["id", "url", "headline", "strength", "why", "published"]] * 4
    assert row["steps"][0] == {
        "id": "s0",
        "url": None,
        "headline": "Story 0",
        "strength": None,
        "why": [],
        "published": None,
    }
    assert row["optimal"] is True
    assert row["upper_bound"] >= row["bottleneck"] > 0


def test_numbers_are_those_of_the_links() -> None:
    """Strength by strength, weakest link and geometric mean."""
    graph = chain()
    found = told(graph, "s0", "s5")[0]
    capacity, place = Capacity.of(graph, weigh(graph)), graph.position["article"]
    strengths = [step.strength for step in found.steps[1:] if step.strength is not None]
    for (one, other), strength in zip(pairwise(found.steps), strengths, strict=True):
        assert strength == capacity.between(np.array([place[one.id]]), np.array([place[other.id]]))[0]
    assert found.bottleneck == min(strengths)
    assert found.reliability == pytest.approx(np.prod(strengths) ** (1 / len(strengths)), abs=1e-9)


def test_neighbours_still_get_a_story_between() -> None:
    """A path has three articles even where the two ends are linked directly, and says so."""
    graph = atlas(*(Piece(id=name, tags="x y", text="harbour strike") for name in "abc"), Piece(id="d", text="opera"))
    found = told(graph, "a", "b")[0]
    assert [step.id for step in found.steps] == ["a", "c", "b"]
    assert "linked directly" in found.certificate[-1]


def test_a_chain_too_long_for_readers_is_cut_short_and_the_bound_tells() -> None:
    """From one end of nine to the other over the bridge: weaker than going one by one, which would take nine."""
    found = told(chain(bridge="bridge"), "s0", "s8")[0]
    assert 3 <= len(found.steps) <= 6
    assert found.upper_bound > found.bottleneck
    assert f"by way of 9 articles: {9 - len(found.steps)} more than here" in found.certificate[1]


def test_alternatives_share_no_story_between_the_ends() -> None:
    """Two bridges of different strength between the same ends, and no third."""
    graph = atlas(
        Piece(id="from", tags="a b", text="harbour strike. harbour strike"),
        Piece(id="high", tags="a b c d", text="harbour strike meets grain tariff"),
        Piece(id="low", tags="a d", text="harbour grain"),
        Piece(id="to", tags="c d", text="grain tariff. grain tariff"),
        Piece(id="far", tags="z", text="opera review"),
    )
    best, second = told(graph, "from", "to", n=5)
    assert [step.id for step in best.steps] == ["from", "high", "to"]
    assert [step.id for step in second.steps] == ["from", "low", "to"]
    assert (best.optimal, second.optimal) == (True, False)
    assert best.upper_bound == second.upper_bound
    assert second.certificate[0].startswith("The best of 3 to 6 articles that shares none")


def test_an_article_without_topics_is_judged_by_its_words_and_says_so() -> None:
    """The story between has neither tag nor actor nor lens."""
    graph = atlas(
        Piece(id="a", tags="x", text="harbour strike spreads"),
        Piece(id="b", headline="A bare note", text="harbour strike and grain tariff"),
        Piece(id="c", tags="y", text="grain tariff falls"),
        Piece(id="d", tags="y", text="opera review"),
    )
    found = told(graph, "a", "c")[0]
    assert [step.id for step in found.steps] == ["a", "b", "c"]
    assert any(text.startswith("No tag, actor or lens to compare in A bare note") for text in found.steps[1].why)


def test_what_cannot_be_answered_is_refused_in_plain_words() -> None:
    """One article twice, an atlas of two, two islands, and a way that is too long."""
    graph, pair = chain(), chain(2)
    with pytest.raises(UsageError, match="both ends are 's1'"):
        told(graph, "s1", "s1")
    with pytest.raises(UsageError, match="1 or more"):
        told(graph, "s1", "s2", n=0)
    with pytest.raises(TooFewArticles, match="2 here, 3 needed"):
        told(pair, "s0", "s1")
    islands = atlas(
        *(Piece(id=f"{side}{i}", tags=side, text=f"{side} {side}") for side in ("left", "right") for i in range(3))
    )
    with pytest.raises(NoPath, match=r"from 'left0' to 'right0'.*share nothing"):
        told(islands, "left0", "right0")
    with pytest.raises(NoPath, match="the best way there takes 9"):
        told(graph, "s0", "s8")


WORDS = st.lists(
    st.sampled_from(["port", "grain", "ferry", "toll", "salt", "coal", "glass", "wool"]), min_size=1, max_size=5
)
TAGS = st.sets(st.sampled_from("uvwxyz"), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, TAGS), min_size=4, max_size=9))
def test_a_shortcut_past_a_story_would_weaken_the_path(pieces: list[tuple[list[str], set[str]]]) -> None:
    """In every path of more than three articles, and in every alternative."""
    graph = atlas(
        *(
            Piece(id=f"p{i}", text=". ".join(words), tags=" ".join(sorted(tags)))
            for i, (words, tags) in enumerate(pieces)
        )
    )
    try:
        found = told(graph, "p0", "p1", n=3)
    except NoPath:
        return
    capacity, place = Capacity.of(graph, weigh(graph)), graph.position["article"]
    middles = [step.id for one in found for step in one.steps[1:-1]]
    assert len(middles) == len(set(middles))
    assert {"p0", "p1"}.isdisjoint(middles)
    for one in found:
        at = [place[step.id] for step in one.steps]
        assert 3 <= len(at) <= 6
        if len(at) > 3:
            assert (capacity.between(np.array(at[:-2]), np.array(at[2:])) < one.bottleneck).all()
