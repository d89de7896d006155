"""Routes from one article to another whose weakest link is as strong as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.network.layers import Layers
from lensatlas.network.open_ended import OpenEnded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_array

# Sets of closed articles that are tried for one more alternative: about a quarter of a second on 2,000 articles.
_TRIED = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Articles in order, and the strengths of the links between them: one fewer."""

    articles: tuple[int, ...]
    strengths: tuple[float, ...]

    @property
    def between(self) -> frozenset[int]:
        """The articles between the ends."""
        return frozenset(self.articles[1:-1])

    @property
    def bottleneck(self) -> float:
        """The strength of the weakest link."""
        return min(self.strengths)

    @property
    def reliability(self) -> float:
        """The geometric mean of the links' strengths, in nine digits."""
        return round(float(np.exp(np.mean(np.log(self.strengths)))), 9)

    @property
    def rank(self) -> tuple[float, int, float, tuple[int, ...]]:
        """The better of two routes has the smaller: by weakest link, fewest articles, reliability, numbers of the articles."""
        return -self.bottleneck, len(self.articles), -self.reliability, self.articles


def widest(
    strengths: csr_array,
    start: int,
    end: int,
    *,
    allowed: np.ndarray | None = None,
    floor: float = 0.0,
    directed: bool = False,
) -> Route | None:
    """The route of 3 to 6 articles whose weakest link is strongest, at least ``floor``; None where none leads there.

    Of several the one with fewest articles, then the most reliable, then the one with the smallest numbers. Exact, see
    :class:`~lensatlas.network.layers.Layers`.

    ``strengths``: A × A CSR in [0, 1], a row's columns in order; symmetric, or else ``directed``, from row to column.
    ``allowed``: A × bool, what may stand between the ends.
    """
    if start == end:
        return None
    inward = strengths.T.tocsr() if directed else None
    layers = Layers(strengths, start, end, allowed=allowed, floor=floor, inward=inward)
    return _route(strengths, layers.best()) if layers.hops else None


def open_ended(
    strengths: csr_array,
    start: int,
    *,
    articles: int,
    allowed: np.ndarray | None = None,
    classes: csr_array | None = None,
) -> Route | None:
    """The route of exactly so many articles from one to anywhere whose weakest link is strongest; None where there is none.

    Of several the most reliable, then the one with the smallest numbers. Exact, see
    :class:`~lensatlas.network.open_ended.OpenEnded`.

    ``strengths``: A × A CSR in [0, 1], from row to column, a row's columns in order. ``allowed``: A × bool, what may follow the start, the end included. ``classes``:
    A × C; no two articles of the route, the start included, have an entry in the same column.
    """
    found = OpenEnded.of(strengths, start, allowed, classes).best(articles - 1)
    return _route(strengths, found) if found else None


def alternatives(
    strengths: csr_array,
    start: int,
    end: int,
    most: int,
    *,
    allowed: np.ndarray | None = None,
    floor: float = 0.0,
) -> tuple[Route, ...]:
    """Up to ``most`` routes as :func:`widest` gives them that differ: the best, and the best that differs from all before it.

    As long as there is one, that is a route with no article between the ends that stands in one before it. Then, it shares
    at most one of them with each, and never the only one.
    """
    routes: list[Route] = []
    may = np.ones(strengths.shape[0], bool) if allowed is None else allowed.copy()
    while len(routes) < most and (route := widest(strengths, start, end, allowed=may, floor=floor)):
        routes.append(route)
        may[list(route.between)] = False
    apart = len(routes)
    may = np.ones(strengths.shape[0], bool) if allowed is None else allowed
    while apart and len(routes) < most and (found := _sharing(strengths, start, end, routes, may, floor)):
        routes.append(found)
    return tuple(routes)


def _sharing(
    strengths: csr_array, start: int, end: int, before: list[Route], allowed: np.ndarray, floor: float
) -> Route | None:
    """The best route that shares at most one article between the ends with each before it, and never the only one.

    Where the best route shares too many, one of them has to be closed: each is tried, the best route so far first. The
    first that shares few enough is the best of all, as closing an article never makes a route better. Where none of 256
    closings leads there, none is given: their number grows with a power of the routes before.
    """
    waiting: dict[frozenset[int], Route] = {}
    tried: set[frozenset[int]] = set()

    def close(articles: frozenset[int]) -> None:
        if articles not in tried:
            tried.add(articles)
            may = allowed.copy()
            may[list(articles)] = False
            if route := widest(strengths, start, end, allowed=may, floor=floor):
                waiting[articles] = route

    close(frozenset())
    while waiting and len(tried) < _TRIED:
        closed, route = min(waiting.items(), key=lambda item: (item[1].rank, sorted(item[0])))
        del waiting[closed]
        several = next(_too_many(route, before), None)
        if several is None:
            return route
        for article in sorted(several):
            close(closed | {article})
    return None


def _too_many(route: Route, before: list[Route]) -> Iterator[frozenset[int]]:
    """What a route shares with one before it, where that is too much."""
    for other in before:
        common = route.between & other.between
        if len(common) > 1 or common == other.between:
            yield common


def _route(strengths: csr_array, articles: tuple[int, ...]) -> Route:
    held = strengths[list(articles[:-1]), list(articles[1:])]
    return Route(articles=articles, strengths=tuple(np.asarray(held).ravel().tolist()))
