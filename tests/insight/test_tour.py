"""Tours of a tag or a lens."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.insight.worlds import Piece, atlas

from lensatlas.errors import TooFewArticles, UsageError
from lensatlas.insight.paths import Ground, NoTour, tour
from lensatlas.network.links import Links
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths import Path
    from lensatlas.network.graph import Graph

FLOOR = 0.05


def toured(graph: Graph, tag: str, *, most: int = 6, floor: float = FLOOR) -> Path:
    features = weigh(graph)
    links = replace(Links.of(graph, features), floor=floor)
    return tour(Ground(graph=graph, features=features, links=links), "tag", graph.position["tag"][tag], most=most)


def harbour(*more: Piece) -> Graph:
    """Six articles on a harbour under dues, crews and court; three of them show all there is; ten on other things."""
    return atlas(
        Piece(id="dues", tags="harbour dues tariffs", text="harbour dues and tariffs", day=1),
        Piece(id="dues2", tags="harbour dues", text="harbour dues once more", day=2),
        Piece(id="crews", tags="harbour crews wages", text="harbour crews and wages and dues", day=3),
        Piece(id="crews2", tags="harbour crews", text="harbour crews once more", day=4),
        Piece(id="court", tags="harbour court tariffs wages", text="harbour crews in court over dues", day=5),
        Piece(id="court2", tags="harbour court", text="harbour court once more", day=6),
        *(Piece(id=f"other{i}", headline=f"Other{i}", tags=f"other{i}", text=f"Other {i}") for i in range(10)),
        *more,
    )


def test_a_tour_shows_all_subtopics_with_few_articles_in_the_order_of_time() -> None:
    """Three of the six show dues, tariffs, crews, wages and court; the rest add nothing and stay out."""
    found = toured(harbour(), "harbour")
    assert [step.id for step in found.steps] == ["dues", "crews", "court"]
    assert found.coverage is not None
    assert (found.coverage.reached, found.coverage.bound, found.coverage.missed) == (1.0, 1.0, ())
    assert set(found.coverage.shown) == {"dues", "tariffs", "crews", "wages", "court"}
    assert found.title == "A tour of harbour: court, crews, dues and 2 more"
    assert found.purpose == (
        "Three of the 6 stories about harbour: between them they show all that two or more of these share."
    )
    assert found.certificate[0].endswith("no choice of 6 articles, linked or not, shows more.")
    assert found.certificate[1] == "The articles stand in the order of time."


def test_the_row_says_what_is_covered() -> None:
    """Beyond the contract's names: coverage."""
    row = toured(harbour(), "harbour").row()
    assert row["kind"] == "tour"
    assert list(row["coverage"]) == ["reached", "bound", "shown", "missed"]


def test_a_lens_can_be_toured_too() -> None:
    """The same articles under one lens: their tags are its subtopics."""
    graph = atlas(
        *(
            Piece(id=name, tags=f"{name} common{i % 2}", lenses="Power", text=f"harbour dues {name}")
            for i, name in enumerate(("a", "b", "c", "d"))
        ),
        *(Piece(id=f"other{i}", headline=f"Other{i}", lenses="Money", tags=f"x{i}") for i in range(6)),
    )
    features = weigh(graph)
    links = replace(Links.of(graph, features), floor=FLOOR)
    found = tour(Ground(graph=graph, features=features, links=links), "lens", graph.position["lens"]["Power"])
    assert found.coverage is not None
    assert set(found.coverage.shown) == {"common0", "common1"}


def test_what_cannot_be_toured_is_refused_in_plain_words() -> None:
    """A tag on two articles; a tag whose articles share nothing else; a tour of two; a thousand copies of one article."""
    with pytest.raises(TooFewArticles, match="a tour of “tariffs” may lead: 2 here, 3 needed"):
        toured(harbour(), "tariffs")
    with pytest.raises(NoTour, match="of the 6 articles about it, no three"):
        toured(harbour(), "harbour", floor=0.999)
    with pytest.raises(UsageError, match="3 to 6 articles, not 2"):
        toured(harbour(), "harbour", most=2)
    copies = [Piece(id=f"s{i:03}", headline="Notice", tags="notice", text="The usual notice") for i in range(400)]
    with pytest.raises(TooFewArticles, match="1 here, 3 needed"):
        toured(harbour(*copies), "notice")


def test_a_tag_on_every_article_can_be_toured() -> None:
    """It tells nothing apart, but what else they carry does."""
    graph = atlas(
        *(
            Piece(id=f"p{i}", headline=f"P{i}", tags=f"all x{i % 3} y{i % 2}", text=f"x{i % 3} y{i % 2}")
            for i in range(12)
        )
    )
    found = toured(graph, "all")
    assert found.coverage is not None
    assert found.coverage.reached == 1.0


WORLDS = st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4), min_size=4, max_size=8)


def subject(tags: Sequence[set[str]]) -> Graph:
    return atlas(
        *(
            Piece(
                id=f"p{i}", headline=f"Story{i}", tags=" ".join(["subject", *sorted(own)]), text=". ".join(sorted(own))
            )
            for i, own in enumerate(tags)
        ),
        *(Piece(id=f"z{i}", headline=f"Filler{i}", tags="z") for i in range(9)),
    )


@settings(max_examples=60, deadline=None)
@given(WORLDS)
def test_where_all_are_linked_the_greedy_choice_is_near_the_best(tags: list[set[str]]) -> None:
    """At least 1 − 1/e of the best three of all (Nemhauser, Wolsey & Fisher 1978); the bound is never below the best."""
    graph = subject(tags)
    found = _found(graph, floor=0.0)
    assume(found is not None)
    assert found is not None
    assert found.coverage is not None
    best = max(_covered(graph, tags, choice) for choice in combinations(range(len(tags)), 3))
    assert found.coverage.bound >= best - 1e-9
    if (np.asarray(Links.of(graph, weigh(graph)).strengths.toarray())[: len(tags), : len(tags)] > 0).sum() == len(
        tags
    ) ** 2 - len(tags):
        assert found.coverage.reached >= (1 - 1 / np.e) * best - 1e-9


@settings(max_examples=40, deadline=None)
@given(WORLDS)
def test_links_are_honest_and_the_order_is_in_reach(tags: list[set[str]]) -> None:
    """Whatever the world: no link below the floor, no article twice, and no order of these articles is stronger than said."""
    graph = subject(tags)
    found = _found(graph, floor=0.3)
    if found is None:
        return
    strengths = [step.strength for step in found.steps if step.strength is not None]
    assert min(strengths) >= 0.3
    names = [step.id for step in found.steps]
    assert len(set(names)) == len(names)
    links, place = Links.of(graph, weigh(graph)), graph.position["article"]
    at = [place[name] for name in names]
    between = {pair: float(links.between(np.array(pair[:1]), np.array(pair[1:]))[0]) for pair in permutations(at, 2)}
    assert found.upper_bound == max(min(between[pair] for pair in pairwise(order)) for order in permutations(at))


def _found(graph: Graph, *, floor: float) -> Path | None:
    try:
        return toured(graph, "subject", most=3, floor=floor)
    except (NoTour, TooFewArticles):
        return None


def _covered(graph: Graph, tags: Sequence[set[str]], choice: Sequence[int]) -> float:
    """The share of what the articles are filed under, of tags that two of them carry."""
    held = {tag: sum(tag in own for own in tags) for own in tags for tag in own}
    shown = {tag: count for tag, count in held.items() if count > 1}
    met = set().union(*(tags[article] for article in choice))
    return sum(count for tag, count in shown.items() if tag in met) / max(sum(shown.values()), 1)
