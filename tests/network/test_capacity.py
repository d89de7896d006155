"""How strong the link between two articles is."""

from __future__ import annotations

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
