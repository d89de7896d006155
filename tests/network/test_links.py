"""The links that reader paths go by, and what holds them together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.insight.worlds import Piece, atlas
from tests.network.test_capacity import capacities

from lensatlas.errors import AtlasUnreadable
from lensatlas.network.links import Links, load, save
from lensatlas.network.spanning import forest, joined, symmetric
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.network.capacity import Capacity

WORDS = ["harbour", "cranes", "crews", "wheat", "silo", "rain", "court", "bench", "ruling", "freight"]


def links(*pieces: Piece, neighbours: int = 30) -> Links:
    graph = atlas(*pieces)
    return Links.of(graph, weigh(graph), neighbours=neighbours)


def publication(articles: int, seed: int = 1) -> tuple[Piece, ...]:
    """So many articles of six words out of ten, two tags out of five and an actor out of three."""
    draw = np.random.default_rng(seed)
    return tuple(
        Piece(
            id=f"a{i:03}",
            tags=" ".join(f"t{tag}" for tag in draw.choice(5, 2, replace=False)),
            actors=f"Q{draw.integers(3)}",
            text=" ".join(draw.choice(WORDS, 6)),
        )
        for i in range(articles)
    )


def whole(capacity: Capacity) -> np.ndarray:
    """All links there are, dense."""
    return np.asarray(capacity.links(np.arange(capacity.size)).toarray())


@settings(max_examples=50, deadline=None)
@given(capacities(), st.integers(0, 3))
def test_parts_are_joined_by_the_strongest_links_there_are(given_: Capacity, kept: int) -> None:
    """From few links or none: joined wherever the complete graph is, by links of its maximum spanning forest."""
    dense = whole(given_)
    one, other = np.triu_indices(given_.size, 1)
    few = np.flatnonzero(dense[one, other])[:kept]
    before = symmetric(one[few], other[few], dense[one[few], other[few]], given_.size)
    after = joined(before, given_).toarray()
    complete = nx.from_numpy_array(dense)
    assert list(nx.connected_components(nx.from_numpy_array(after))) == list(nx.connected_components(complete))
    assert np.array_equal(after, after.T)
    assert np.array_equal(after[after > 0], dense[after > 0])
    assert (after >= before.toarray()).all()
    if not kept:
        trees = [nx.maximum_spanning_tree(graph) for graph in (complete, nx.from_numpy_array(after))]
        assert trees[0].size("weight") == pytest.approx(trees[1].size("weight"))


@settings(max_examples=150, deadline=None)
@given(capacities())
def test_the_way_without_limit_is_the_way_through_the_tree(given_: Capacity) -> None:
    """The best of all routes, tried one by one; where no way leads, nothing is reached."""
    strengths = csr_array(given_.links(np.arange(given_.size)))
    parent, parent_strength = forest(strengths)
    made = Links(
        strengths=strengths, parent=parent, parent_strength=parent_strength,
        copies=np.full(given_.size, -1, np.int32), floor=0.0, capacity=given_,
    )  # fmt: skip
    complete = nx.from_numpy_array(strengths.toarray())
    for end in range(1, given_.size):
        found, articles = made.unlimited(0, end)
        if not nx.has_path(complete, 0, end):
            assert (found, articles) == (0.0, 0)
            continue
        ways = nx.all_simple_paths(complete, 0, end)
        assert found == max(min(complete.edges[pair]["weight"] for pair in pairwise(way)) for way in ways)
        assert 2 <= articles <= given_.size
        assert made.unlimited(end, 0) == (found, articles)


def test_each_article_keeps_its_strongest_links_and_both_ends_know_them() -> None:
    """Forty articles, of each the three strongest links: nothing that is left out is stronger than what either end keeps."""
    found = links(*publication(40), neighbours=3)
    held, dense = found.strengths.toarray(), whole(found.capacity)
    assert np.array_equal(held, held.T)
    assert not held.diagonal().any()
    assert np.array_equal(held[held > 0], dense[held > 0])
    third = np.sort(np.where(held > 0, held, 0.0), axis=1)[:, -3]
    assert (dense[held == 0].reshape(-1) <= np.broadcast_to(third[:, None], dense.shape)[held == 0]).all()
    assert nx.is_connected(nx.from_numpy_array(held))


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    """Thirty articles, forwards and backwards."""
    one, other = links(*publication(30)), links(*reversed(publication(30)))
    assert np.array_equal(one.strengths.toarray(), other.strengths.toarray())
    assert np.array_equal(one.parent, other.parent)
    assert one.floor == other.floor


def test_links_of_any_two_articles_are_told() -> None:
    """In the graph or not: the same numbers."""
    found = links(*publication(30), neighbours=2)
    one, other = np.triu_indices(30, 1)
    assert np.array_equal(found.between(one, other), whole(found.capacity)[one, other])


def test_around_two_articles_every_honest_link_of_theirs_is_there() -> None:
    """Sixty articles that keep two links each; around a pair nothing honest is missing, and elsewhere nothing is added."""
    found = links(*publication(60), neighbours=2)
    dense, before, after = whole(found.capacity), found.strengths.toarray(), found.around([3, 41]).toarray()
    honest = np.where(dense >= found.floor, dense, 0.0)
    assert np.array_equal(after, after.T)
    assert np.array_equal(after[[3, 41]], np.maximum(before, honest)[[3, 41]])
    apart = np.setdiff1d(np.arange(60), [3, 41])
    assert np.array_equal(after[np.ix_(apart, apart)], before[np.ix_(apart, apart)])
    assert np.count_nonzero(after) > np.count_nonzero(before)


def test_one_in_forty_random_pairs_is_honest() -> None:
    """Of 420 articles, so that the floor is the 97.5th percentile of random pairs."""
    found = links(*publication(420))
    one, other = np.triu_indices(420, 1)
    assert np.mean(found.between(one, other) >= found.floor) == pytest.approx(0.025, abs=0.006)


def test_in_a_small_publication_more_is_honest() -> None:
    """Of fifty articles ten links an article stay, where the percentile would leave one."""
    found = links(*publication(50))
    one, other = np.triu_indices(50, 1)
    assert np.count_nonzero(found.between(one, other) >= found.floor) * 2 / 50 == pytest.approx(10, abs=2)


def test_copies_are_a_class_and_copies_of_copies_too() -> None:
    """Twelve words each: b repeats a, c repeats b with one word more, d has other words, e and f share a headline only."""
    words = "alpha bravo cargo delta echo foxtrot golf hotel india juliet kilo lima"
    found = links(
        Piece(id="a", text=words), Piece(id="b", text=words), Piece(id="c", text=f"{words} alpha"),
        Piece(id="d", text="mike november oscar mike november oscar"),
        Piece(id="e", text="papa quebec papa", headline="Week in brief"),
        Piece(id="f", text="romeo sierra romeo", headline="WEEK IN BRIEF!"),
    )  # fmt: skip
    assert found.copies.tolist() == [0, 0, 0, -1, 4, 4]


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    """Written to a folder and mapped from it; a folder of something else is refused."""
    graph = atlas(*publication(25))
    features = weigh(graph)
    one = Links.of(graph, features)
    save(one, tmp_path / "links")
    other = load(features, tmp_path / "links")
    assert np.array_equal(one.strengths.toarray(), other.strengths.toarray())
    for name in ("parent", "parent_strength", "copies"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
    assert one.floor == other.floor
    assert one.between(np.array([0]), np.array([7])) == other.between(np.array([0]), np.array([7]))
    with pytest.raises(AtlasUnreadable):
        load(features, tmp_path)


@pytest.mark.parametrize("pieces", [(), (Piece(id="a", text="rain"),), (Piece(id="a"), Piece(id="b"))])
def test_of_next_to_nothing(pieces: tuple[Piece, ...]) -> None:
    """No article; one; two that carry nothing: no link, and every article is its own root."""
    found = links(*pieces)
    assert found.strengths.nnz == 0
    assert found.parent.tolist() == [-1] * len(pieces)
    assert found.floor == 0.0


def test_identical_articles_by_the_hundred_stay_together() -> None:
    """Two hundred times the same text, more than an article keeps links, among five hundred others."""
    text = "marble kiln glaze clay wheel oven ash slip bisque stoneware porcelain earthenware"
    same = [Piece(id=f"same{i:03}", tags="x", text=text) for i in range(200)]
    found = links(*publication(500), *same)
    assert (found.copies[500:] == 500).all()
    assert found.unlimited(501, 699) == (1.0, 3)
