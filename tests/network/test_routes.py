"""The routes whose weakest link is strongest: between two articles, and with an open end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from tests.network.routings import best, linked, routes

from lensatlas.network.routes import Route, alternatives, open_ended, widest

if TYPE_CHECKING:
    from collections.abc import Sequence

# Few strengths, so that routes tie; more often none than any one of them.
STRENGTH = st.sampled_from([0.0, 0.0, 0.0, 0.2, 0.5, 0.7, 0.7, 1.0])


@st.composite
def graphs(draw: st.DrawFn, *, directed: bool = False, least: int = 2) -> np.ndarray:
    """Two to eight articles."""
    size = draw(st.integers(least, 8))
    dense = draw(arrays(float, (size, size), elements=STRENGTH))
    dense = dense if directed else np.triu(dense, 1) + np.triu(dense, 1).T
    np.fill_diagonal(dense, 0.0)
    return dense


def between(dense: np.ndarray, start: int, end: int, allowed: np.ndarray | None = None) -> list[Route]:
    """Every route of 3 to 6 articles from one to the other."""

    def may(way: Sequence[int]) -> bool:
        return way[-2] != end and (way[-1] == end or allowed is None or bool(allowed[way[-1]]))

    return [route for route in routes(dense, start, 6, may) if route.articles[-1] == end and len(route.articles) > 2]


@settings(max_examples=150, deadline=None)
@given(graphs(directed=True), st.lists(st.booleans(), min_size=8, max_size=8), st.sampled_from([0.0, 0.2, 0.6]))
def test_of_a_directed_graph_and_some_articles_closed(dense: np.ndarray, open_: list[bool], floor: float) -> None:
    """Links lead one way; some articles may not be met, nor links below the floor be taken."""
    allowed = np.array(open_[: len(dense)])
    found = [route for route in between(dense, 0, 1, allowed) if route.bottleneck >= floor]
    assert widest(linked(dense), 0, 1, allowed=allowed, floor=floor, directed=True) == best(found)


@settings(max_examples=100, deadline=None)
@given(graphs(), st.permutations(range(8)))
def test_neither_the_direction_nor_the_numbering_changes_how_good_the_best_is(
    dense: np.ndarray, order: list[int]
) -> None:
    """There and back; and with the articles numbered anew."""
    order = [article for article in order if article < len(dense)]
    one, back = widest(linked(dense), 0, 1), widest(linked(dense), 1, 0)
    anew = widest(linked(dense[np.ix_(order, order)]), order.index(0), order.index(1))
    values = [(route.bottleneck, len(route.articles), route.reliability) for route in (one, back, anew) if route]
    assert len(values) in {0, 3}
    for value in values[1:]:
        assert value == pytest.approx(values[0], abs=2e-9)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_an_unrelated_article_changes_nothing(dense: np.ndarray) -> None:
    """One more article without a link."""
    more = np.pad(dense, (0, 1))
    assert widest(linked(more), 0, 1) == widest(linked(dense), 0, 1)
    assert open_ended(linked(more), 0, articles=4) == open_ended(linked(dense), 0, articles=4)


@pytest.mark.parametrize("dense", [np.zeros((3, 3)), np.array([[0, 0.5], [0.5, 0]])])
def test_no_route_is_none(dense: np.ndarray) -> None:
    """Nothing is linked; only the two ends are, and a route has an article between them."""
    assert widest(linked(dense), 0, 1) is None
    assert alternatives(linked(dense), 0, 1, 3) == ()
    assert open_ended(linked(dense), 0, articles=3) is None


def test_from_an_article_to_itself_no_route_leads() -> None:
    """Three articles, all linked: 0–1–0 comes to one twice."""
    assert widest(linked(1.0 - np.eye(3)), 0, 0) is None


def test_a_longer_route_only_where_it_is_stronger() -> None:
    """0–1–4 has a link of .5; 0–2–3–4 has .6; the direct link of .9 is no route of three."""
    dense = np.zeros((5, 5))
    for one, other, strength in ((0, 1, 0.9), (1, 4, 0.5), (0, 2, 0.6), (2, 3, 0.8), (3, 4, 0.7), (0, 4, 0.9)):
        dense[one, other] = dense[other, one] = strength
    assert widest(linked(dense), 0, 4) == Route(articles=(0, 2, 3, 4), strengths=(0.6, 0.8, 0.7))
    dense[1, 4] = dense[4, 1] = 0.6
    assert widest(linked(dense), 0, 4) == Route(articles=(0, 1, 4), strengths=(0.9, 0.6))


@settings(max_examples=120, deadline=None)
@given(graphs(directed=True), st.integers(2, 6), arrays(bool, (8, 3)), st.lists(st.booleans(), min_size=8, max_size=8))
def test_an_open_end_keeps_classes_apart(
    dense: np.ndarray, articles: int, classes: np.ndarray, open_: list[bool]
) -> None:
    """Links lead one way, articles are in up to three classes each, and no two of a route share one."""
    size = len(dense)
    allowed = np.array(open_[:size])

    def may(way: Sequence[int]) -> bool:
        return bool(allowed[way[-1]]) and not (classes[list(way[:-1])].any(axis=0) & classes[way[-1]]).any()

    found = [route for route in routes(dense, 0, articles, may) if len(route.articles) == articles]
    held = csr_array(classes[:size].astype(float))
    assert open_ended(linked(dense), 0, articles=articles, allowed=allowed, classes=held) == best(found)


@settings(max_examples=150, deadline=None)
@given(graphs(least=3), st.integers(1, 5))
def test_alternatives_are_the_best_that_differ(dense: np.ndarray, most: int) -> None:
    """First no article between the ends in common with any before; then at most one with each, and not its only one."""
    every, expected = between(dense, 0, 1), list[Route]()
    for apart in (True, False):
        while len(expected) < most:
            differing = [
                route
                for route in every
                if all(
                    not route.between & other.between
                    if apart
                    else len(route.between & other.between) <= min(1, len(other.between) - 1)
                    for other in expected
                )
            ]
            if not differing:
                break
            expected.append(best(differing))  # type: ignore[arg-type]
    assert list(alternatives(linked(dense), 0, 1, most)) == expected


def test_identical_articles_by_the_thousand_are_no_trap() -> None:
    """A thousand articles, every fifth linked to all at full strength: 10¹² routes tie, the smallest numbers are taken at once."""
    dense = np.zeros((1000, 1000))
    dense[::5] = dense[:, ::5] = 1.0
    np.fill_diagonal(dense, 0.0)
    links, start = linked(dense), time.perf_counter()
    assert widest(links, 998, 999) == Route(articles=(998, 0, 999), strengths=(1.0, 1.0))
    assert open_ended(links, 999, articles=6) == Route(articles=(999, 0, 1, 5, 2, 10), strengths=(1.0,) * 5)
    assert len(alternatives(links, 998, 999, 20)) == 20
    assert time.perf_counter() - start < 10
