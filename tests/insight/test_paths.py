"""Reader paths from one article to another, with their reasons."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.worlds import Piece, atlas

from lensatlas.errors import TooFewArticles, UsageError
from lensatlas.insight.paths import Ground, NoPath, connect
from lensatlas.insight.paths.subjects import cut
from lensatlas.network.links import Links
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from lensatlas.insight.paths import Path
    from lensatlas.network.graph import Graph

WORDS = ["frozen funds", "grain silos", "night ferries", "copper cables", "river tolls", "port cranes", "salt pans",
         "tin roofs", "coal barges", "glass works", "wool sheds"]  # fmt: skip


def chain(length: int = 9, *, bridge: str = "") -> Graph:
    """Stories 0, 1, 2 … in a row: each shares a tag, an actor and a phrase with the next, every fourth carries the bridge."""
    return atlas(
        *(
            Piece(
                id=f"s{i}",
                headline=f"Story {i}",
                tags=f"t{i} t{i + 1} {bridge if i % 4 == 0 else ''}",
                actors=f"A{i} A{i + 1}",
                lenses="Power",
                mechanisms=f"m{i} m{i + 1}",
                text=f"They traded {WORDS[i]}. Later {WORDS[i + 1]} followed.",
            )
            for i in range(length)
        )
    )


def told(graph: Graph, one: str, other: str, n: int = 1, *, floor: float = 0.0) -> tuple[Path, ...]:
    place, features = graph.position["article"], weigh(graph)
    links = replace(Links.of(graph, features), floor=floor)
    return connect(Ground(graph=graph, features=features, links=links), place[one], place[other], n=n)


def ids(found: Path) -> list[str]:
    return [step.id for step in found.steps]


def test_a_path_says_why_each_step_follows() -> None:
    """Two steps along the chain: what each link shares, what the later article adds, and which link is weakest."""
    found = told(chain(), "s2", "s4")[0]
    first, second, last = found.steps
    assert ids(found) == ["s2", "s3", "s4"]
    assert (first.strength, first.why) == (None, ())
    assert second.why[:6] == (
        "Both carry t3.",
        "Both name A3.",
        "Both describe the mechanism m3.",
        "Both look through the lens Power.",
        "Both speak of “copper cables”.",
        "New here: t4, m4 and A4.",
    )
    weakest = min((second, last), key=lambda step: step.strength or 0)
    assert weakest.why[-1] == f"The weakest link of this path ({found.bottleneck:.2f})."


def test_the_row_has_the_contracts_shape() -> None:
    """Steps are articles, both ends included; an article without address has null; what is new stands after the contract's names."""
    row = told(chain(), "s0", "s3")[0].row()
    assert list(row) == [
        "kind", "steps", "bottleneck", "reliability", "optimal", "upper_bound", "certificate", "title", "purpose", "minutes",
    ]  # fmt: skip
    assert row["kind"] == "connect"
    assert [list(step) for step in row["steps"]] == [
        ["id", "url", "headline", "strength", "why", "published", "minutes"]
    ] * 4
    assert row["steps"][0] == {
        "id": "s0", "url": None, "headline": "Story 0", "strength": None, "why": [], "published": None, "minutes": 1,
    }  # fmt: skip
    assert row["minutes"] == 4
    assert row["optimal"] is True
    assert row["upper_bound"] >= row["bottleneck"] > 0


def test_title_and_purpose_come_from_what_the_ends_and_the_way_carry() -> None:
    """Three stories about the ferry fund, the first on a strike, the last on a verdict, as their headlines say."""
    graph = atlas(
        Piece(id="a", headline="Ferry strike begins", tags="ferry-strike ferry-fund", text="harbour crews", day=0),
        Piece(id="b", headline="The fund is opened", tags="ferry-fund court-verdict", text="harbour crews", day=40),
        Piece(id="c", headline="A verdict at last", tags="court-verdict ferry-fund", text="harbour judges", day=60),
        Piece(id="d", tags="opera", text="opera singers"),
    )
    found = told(graph, "a", "c")[0]
    assert found.title == "From ferry strike to court verdict"
    assert found.purpose == (
        "Three stories that lead from “Ferry strike begins” to “A verdict at last”, from January to March 2026, "
        "held together by ferry fund and court verdict."
    )
    assert "Six weeks later." in found.steps[1].why


def test_a_step_names_nothing_twice_and_words_only_where_they_say_more() -> None:
    """Two stories under grain dues, and under grain too; the text of both adds nothing to that but how."""
    graph = atlas(
        *(Piece(id=name, tags="grain-dues grain", actors="Board", text="harbour dues nearly") for name in "ab"),
        Piece(id="c", headline="Dues end", tags="grain-dues", actors="Board", text="harbour dues nearly"),
        Piece(id="d", tags="opera", text="opera singers"),
    )
    why = told(graph, "a", "c")[0].steps[1].why
    assert why[:2] == ("Both carry grain dues.", "Both name Board.")
    assert not any("nearly" in said for said in why)


@pytest.mark.parametrize(
    ("headline", "most", "shown"),
    [
        ("Press pool is restructured, wire agencies lose their seat", 40, "Press pool is restructured…"),
        ("Staff who looked into Elon Musk are offered money", 29, "Staff who looked…"),
        ("Case study: the registers of the moor", 40, "Case study: the registers of the moor"),
    ],
)
def test_a_headline_is_cut_where_it_may_end(headline: str, most: int, shown: str) -> None:
    assert cut(headline, most) == shown


def test_a_title_does_not_name_both_ends_alike() -> None:
    """One end is filed under gas transit, the other under transit gas."""
    graph = atlas(
        Piece(id="a", headline="Gas transit dearer", tags="gas-transit fund", text="harbour crews"),
        Piece(id="b", headline="The fund is opened", tags="fund", text="harbour crews"),
        Piece(id="c", headline="Transit gas runs out", tags="transit-gas fund", text="harbour crews"),
        Piece(id="d", tags="opera", text="opera singers"),
    )
    assert told(graph, "a", "c")[0].title == "From gas transit to “Transit gas runs out”"


def test_numbers_are_those_of_the_links() -> None:
    """Strength by strength, weakest link and geometric mean."""
    graph = chain()
    found = told(graph, "s0", "s5")[0]
    links, place = Links.of(graph, weigh(graph)), graph.position["article"]
    strengths = [step.strength for step in found.steps[1:] if step.strength is not None]
    for (one, other), strength in zip(pairwise(found.steps), strengths, strict=True):
        assert strength == links.between(np.array([place[one.id]]), np.array([place[other.id]]))[0]
    assert found.bottleneck == min(strengths)
    assert found.reliability == pytest.approx(np.prod(strengths) ** (1 / len(strengths)), abs=1e-9)


def test_neighbours_still_get_a_story_between() -> None:
    """A path has three articles even where the two ends are linked directly, and says so."""
    texts = ("harbour strike pay", "harbour strike vote", "harbour strike ends")
    graph = atlas(
        *(Piece(id=name, tags="x y", text=text) for name, text in zip("abc", texts, strict=True)),
        Piece(id="d", text="opera"),
    )
    found = told(graph, "a", "b")[0]
    assert ids(found) == ["a", "c", "b"]
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
    assert ids(best) == ["from", "high", "to"]
    assert ids(second) == ["from", "low", "to"]
    assert (best.optimal, second.optimal) == (True, False)
    assert best.upper_bound == second.upper_bound
    assert second.certificate[0].startswith("An alternative to the 1 above")


def test_an_article_without_topics_is_judged_by_its_words_and_says_so() -> None:
    """The story between has neither tag nor actor nor lens."""
    graph = atlas(
        Piece(id="a", tags="x", text="harbour strike spreads"),
        Piece(id="b", headline="A bare note", text="harbour strike and grain tariff"),
        Piece(id="c", tags="y", text="grain tariff falls"),
        Piece(id="d", tags="y", text="opera review"),
    )
    found = told(graph, "a", "c")[0]
    assert ids(found) == ["a", "b", "c"]
    assert any(text.startswith("No tag, actor or lens to compare in A bare note") for text in found.steps[1].why)


def test_nothing_is_told_twice() -> None:
    """A copy of either end, and two stories of one day under one headline: of these the path meets the one with the smaller id."""
    graph = atlas(
        Piece(id="a", headline="Strike", tags="x", text="harbour strike spreads among crews"),
        Piece(id="a2", headline="Strike", tags="x", text="harbour strike spreads among crews"),
        Piece(id="m1", headline="Grain", tags="x y", text="harbour strike meets grain tariff"),
        Piece(id="m2", headline="Grain", tags="x y", text="harbour strike meets grain tariff"),
        Piece(id="z", headline="Tariff", tags="y", text="grain tariff falls in council"),
        Piece(id="far", tags="w", text="opera review"),
    )
    assert ids(told(graph, "a", "z")[0]) == ["a", "m1", "z"]
    with pytest.raises(NoPath):
        told(graph, "m1", "m2", floor=0.999)


def test_where_every_path_is_weak_it_says_so_and_offers_what_can_be_reached() -> None:
    """To the far end only the thin bridge leads in time; of what can be reached honestly, s4 at the bridge is most like it."""
    graph = chain(bridge="bridge")
    strong = told(graph, "s0", "s5")[0].bottleneck
    with pytest.raises(NoPath, match="No honest path") as refused:
        told(graph, "s0", "s8", floor=strong)
    error = refused.value
    assert 0 < error.weakest < error.floor
    assert error.floor == strong
    assert error.nearest is not None
    assert error.nearest.bottleneck >= strong
    assert (error.nearest.steps[0].id, error.nearest.steps[-1].id) == ("s0", "s4")
    assert "The nearest to it that can be reached is 's4'" in str(error)
    assert f"the best one has a link of {error.weakest:.2f}" in str(error)


def test_what_cannot_be_answered_is_refused_in_plain_words() -> None:
    """One article twice, an atlas of two, two islands, an article with nothing in it, and a way that is too long."""
    graph, pair = chain(), chain(2)
    with pytest.raises(UsageError, match="both ends are 's1'"):
        told(graph, "s1", "s1")
    with pytest.raises(UsageError, match="1 or more"):
        told(graph, "s1", "s2", n=0)
    with pytest.raises(TooFewArticles, match="2 here, 3 needed"):
        told(pair, "s0", "s1")
    islands = atlas(
        *(
            Piece(id=f"{side}{i}", headline=f"{side}{i}", tags=side, text=f"{side} {side}")
            for side in ("left", "right")
            for i in range(3)
        ),
        Piece(id="bare", headline="…"),
    )
    with pytest.raises(NoPath, match=r"from 'left0' to 'right0'.*share nothing"):
        told(islands, "left0", "right0")
    with pytest.raises(NoPath, match=r"to 'bare'.*share nothing"):
        told(islands, "left0", "bare")


def test_a_hundred_identical_articles_are_one_on_the_way() -> None:
    """Among three hundred others: from one of them over the only bridge; from one to another there is no way to go."""
    same = [
        Piece(id=f"s{i:03}", headline="Notice", tags="notice", text="The usual notice of the port") for i in range(100)
    ]
    graph = atlas(
        *same,
        Piece(id="t", headline="Bridge", tags="notice bridge", text="The port bridge"),
        Piece(id="u", headline="End", tags="bridge", text="A bridge is closed"),
        *(Piece(id=f"other{i}", headline=f"Other {i}", tags=f"other{i}") for i in range(300)),
    )
    assert ids(told(graph, "s050", "u")[0]) == ["s050", "t", "u"]
    with pytest.raises(NoPath, match="tell the same thing") as refused:
        told(graph, "s003", "s050")
    assert refused.value.alike


def test_a_thousand_copies_lead_nowhere_and_say_so() -> None:
    """Every article is the same notice."""
    graph = atlas(*(Piece(id=f"s{i:04}", headline="Notice", tags="notice", text="The notice") for i in range(1000)))
    with pytest.raises(NoPath, match=r"the two tell the same thing, and nothing lies between them\.$"):
        told(graph, "s0003", "s0500")


TEXTS = st.lists(
    st.sampled_from(["port", "grain", "ferry", "toll", "salt", "coal", "glass", "wool"]), min_size=1, max_size=5
)
TAGS = st.sets(st.sampled_from("uvwxyz"), max_size=3)
PIECES = st.lists(st.tuples(TEXTS, TAGS), min_size=4, max_size=9)


def world(pieces: list[tuple[list[str], set[str]]]) -> Graph:
    return atlas(
        *(
            Piece(id=f"p{i}", text=". ".join(words), tags=" ".join(sorted(tags)))
            for i, (words, tags) in enumerate(pieces)
        )
    )


@settings(max_examples=40, deadline=None)
@given(PIECES)
def test_a_shortcut_past_a_story_would_weaken_the_path(pieces: list[tuple[list[str], set[str]]]) -> None:
    """In every path of more than three articles, and in every alternative; and no path meets an article twice."""
    graph = world(pieces)
    try:
        found = told(graph, "p0", "p1", n=3)
    except NoPath:
        return
    links, place = Links.of(graph, weigh(graph)), graph.position["article"]
    for one in found:
        at = [place[step.id] for step in one.steps]
        assert 3 <= len(at) <= 6
        assert len(set(at)) == len(at)
        if len(at) > 3:
            assert (links.between(np.array(at[:-2]), np.array(at[2:])) < one.bottleneck).all()


@settings(max_examples=15, deadline=None)
@given(PIECES)
def test_the_way_back_is_as_strong_as_the_way_there(pieces: list[tuple[list[str], set[str]]]) -> None:
    """Links have no direction."""
    graph = world(pieces)
    try:
        there = told(graph, "p0", "p1")[0]
    except NoPath:
        with pytest.raises(NoPath):
            told(graph, "p1", "p0")
        return
    assert told(graph, "p1", "p0")[0].bottleneck == there.bottleneck
