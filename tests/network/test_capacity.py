"""How strong the link between two articles is, and the routes whose weakest link is strongest."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from scipy.spatial.distance import jensenshannon
from tests.insight.worlds import Piece, atlas

from lensatlas.network.capacity import Capacity, own_topics, smoothed
from lensatlas.network.weighing import weigh
from lensatlas.network.widest import Links, Route, unlimited, widest

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_VIEW = st.sampled_from([0, 1, 2, 64])


def capacity(vectors: np.ndarray, topics: np.ndarray) -> Capacity:
    """Rows brought to length 1 and to sum 1; rows of nothing stay."""
    length, total = np.linalg.norm(vectors, axis=1, keepdims=True), topics.sum(axis=1, keepdims=True)
    return Capacity(
        vectors=csr_array(np.divide(vectors, length, out=np.zeros(vectors.shape), where=length > 0)),
        topics=csr_array(np.divide(topics, total, out=np.zeros(topics.shape), where=total > 0)),
    )


@st.composite
def capacities(draw: st.DrawFn) -> Capacity:
    """Two to seven articles; small whole weights, so that links tie and articles repeat; some without topics or words."""
    size = draw(st.integers(2, 7))
    weights = st.integers(0, 3).map(float)
    vectors = draw(arrays(float, (size, draw(st.integers(1, 5))), elements=weights))
    return capacity(vectors, draw(arrays(float, (size, draw(st.integers(1, 5))), elements=weights)))


def by_hand(given_: Capacity, one: int, other: int) -> float:
    """√(A·T) straight from its definition."""
    vectors, topics = given_.vectors.toarray(), given_.topics.toarray()
    angular = 1 - 2 * np.arccos(min(round(float(vectors[one] @ vectors[other]), 12), 1.0)) / np.pi
    if not topics[one].any() or not topics[other].any():
        return float(angular)
    return float(np.sqrt(angular * (1 - jensenshannon(topics[one], topics[other], base=2))))


@settings(max_examples=150, deadline=None)
@given(capacities(), st.floats(0, 1))
def test_links_are_the_formula_and_the_floor_only_leaves_out_weaker_ones(given_: Capacity, floor: float) -> None:
    """Every link of every article, whole and from a floor up, and pair by pair."""
    size = given_.size
    whole, upper = given_.links(np.arange(size)).toarray(), given_.links(np.arange(size), floor).toarray()
    one, other = np.nonzero(~np.eye(size, dtype=bool))
    expected = np.array([by_hand(given_, *pair) for pair in zip(one.tolist(), other.tolist(), strict=True)])
    assert np.allclose(whole[one, other], expected, atol=2e-6)
    assert np.array_equal(given_.between(one, other), whole[one, other])
    assert not whole.diagonal().any()
    assert np.array_equal(upper, np.where(whole >= floor, whole, 0.0))


@pytest.mark.parametrize(("cosine", "strength"), [(1.0, 1.0), (0.0, 0.0), (0.5, 1 / 3)])
def test_without_topics_the_angle_alone_decides(cosine: float, strength: float) -> None:
    """Two articles sixty degrees apart are a third of a right angle from being the same."""
    given_ = capacity(np.array([[1.0, 0.0], [cosine, np.sqrt(1 - cosine**2)]]), np.zeros((2, 1)))
    assert given_.between(np.array([0]), np.array([1]))[0] == pytest.approx(strength)


def test_no_topic_in_common_is_no_link() -> None:
    """The same words under different topics: T = 0."""
    assert capacity(np.ones((2, 3)), np.eye(2)).links(np.arange(2)).nnz == 0


def test_own_topics_are_tags_actors_and_lenses_in_equal_shares() -> None:
    """One article under a tag, an actor named often and a lens; one under nothing."""
    graph = atlas(Piece(id="a", tags="x", actors="Q", lenses="L", mechanisms="M"), Piece(id="b", text="loose"))
    assert own_topics(graph).toarray().tolist() == [[1 / 3, 1 / 3, 1 / 3], [0, 0, 0]]


def test_neighbours_lend_half() -> None:
    """a (x) has neighbours b (y) and c (nothing): c lends nothing; b, whose neighbour is c alone, keeps its own; c stays empty."""
    topics = csr_array(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]))
    beside = csr_array(np.array([[0.0, 1.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]]))
    assert smoothed(topics, beside).toarray().tolist() == [[0.5, 0.5], [0.0, 1.0], [0.0, 0.0]]


def test_articles_with_different_tags_meet_through_those_between() -> None:
    """ "port strike" under *ports*, "port blockade" under *shipping*: what both read like lends them topics in common."""
    words = [
        "harbour cranes idle crews",
        "harbour cranes idle freight",
        "harbour cranes freight crews",
        "wheat silo rain",
    ]
    graph = atlas(*(Piece(id=f"a{i}", tags=f"t{i}", text=f"{text}. {text}") for i, text in enumerate(words)))
    given_ = Capacity.of(graph, weigh(graph))
    links = given_.links(np.arange(4)).toarray()
    assert links[0, 1] > 0.2
    assert not links[3].any()


def routes(links: np.ndarray, start: int, end: int, closed: set[int]) -> Iterator[Route]:
    """Every route of 3 to 6 articles, by trying them all."""
    middles = [x for x in range(len(links)) if x not in {start, end, *closed}]
    for count in range(1, 5):
        for middle in permutations(middles, count):
            articles = (start, *middle, end)
            strengths = tuple(float(links[pair]) for pair in pairwise(articles))
            if min(strengths) > 0:
                yield Route(articles=articles, strengths=strengths)


def best(found: list[Route]) -> Route | None:
    """Strongest weakest link, then fewest articles, then most reliable, then smallest numbers."""
    if not found:
        return None
    wide = max(route.bottleneck for route in found)
    short = min(len(route.articles) for route in found if route.bottleneck == wide)
    left = [route for route in found if route.bottleneck == wide and len(route.articles) == short]
    product = max(np.prod(route.strengths) for route in left)
    return min((r for r in left if np.prod(r.strengths) >= product * (1 - 1e-9)), key=lambda route: route.articles)


@settings(max_examples=150, deadline=None)
@given(capacities(), st.sets(st.integers(2, 6), max_size=3), ANY_VIEW)
def test_widest_is_what_trying_every_route_finds(given_: Capacity, closed: set[int], view: int) -> None:
    """Small atlases, with and without closed articles, whatever the first look takes in."""
    links = given_.links(np.arange(given_.size)).toarray()
    links = np.maximum(links, links.T)
    closed = {article for article in closed if article < given_.size}
    assert widest(Links(given_), 0, 1, closed=closed, view=view) == best(list(routes(links, 0, 1, closed)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("view", [1, 3, 64])
def test_widest_on_a_larger_atlas_is_the_layered_optimum(seed: int, view: int) -> None:
    """300 articles of four words and two topics each: against weakest links spread layer by layer over all links."""
    random = np.random.default_rng(seed)
    vectors, topics = np.zeros((300, 60)), np.zeros((300, 12))
    for article in range(300):
        vectors[article, random.choice(60, 4, replace=False)] = random.random(4)
        topics[article, random.choice(12, 2, replace=False)] = random.random(2)
    given_ = capacity(vectors, topics)
    all_links = given_.links(np.arange(300)).toarray()
    for start, end in random.choice(300, (5, 2), replace=False).tolist():
        layer = np.where(np.isin(np.arange(300), (start, end)), 0.0, all_links[start])
        optimum = float(np.minimum(layer, all_links[end]).max())
        for _ in range(3):
            layer = np.minimum(layer[:, None], all_links).max(axis=0)
            layer[[start, end]] = 0.0
            optimum = max(optimum, float(np.minimum(layer, all_links[end]).max()))
        found = widest(Links(given_), start, end, view=view)
        assert found is not None
        assert found.bottleneck == optimum
        assert list(found.strengths) == [all_links[pair] for pair in pairwise(found.articles)]


@settings(max_examples=150, deadline=None)
@given(capacities())
def test_unlimited_is_the_way_through_the_maximum_spanning_tree(given_: Capacity) -> None:
    """networkx builds the tree; where it parts the two ends, nothing is reached."""
    links = given_.links(np.arange(given_.size)).toarray()
    tree = nx.maximum_spanning_tree(nx.from_numpy_array(np.maximum(links, links.T)))
    bound, articles = unlimited(Links(given_), 0, 1, 0.0)
    if not nx.has_path(tree, 0, 1):
        assert (bound, articles) == (0.0, 0)
        return
    way = nx.shortest_path(tree, 0, 1)
    assert bound == min(tree.edges[pair]["weight"] for pair in pairwise(way))
    assert 2 <= articles <= given_.size


@settings(max_examples=100, deadline=None)
@given(capacities(), st.permutations(range(7)))
def test_the_numbering_of_articles_changes_no_strength(given_: Capacity, order: list[int]) -> None:
    """Renumbered articles have the same best weakest link in as few steps."""
    order = [article for article in order if article < given_.size]
    other = Capacity(vectors=given_.vectors[order], topics=given_.topics[order])
    one, two = widest(Links(given_), 0, 1), widest(Links(other), order.index(0), order.index(1))
    assert (one is None) == (two is None)
    if one and two:
        assert (one.bottleneck, len(one.articles)) == (two.bottleneck, len(two.articles))
        assert one.reliability == pytest.approx(two.reliability, abs=2e-9)
