"""The best route of 3 to 6 articles between two, layer by layer from both ends."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.network.pairs import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array


class Layers:
    """How well every article is reached by so many links: the weakest link on the best way there, A × float64.

    Reached by 1, 2 and 3 links from the start, and by 1 and 2 to the end; that makes routes of 2, 3, 4 and 5 links, looked into
    in this order and only with links that beat the best so far. Both ends are closed to what lies between, and whoever
    comes twice to an article may leave out what lies between, with no weaker link and at least one article left:
    so the best at the fewest articles comes to none twice. ``hops``: its number of links, 0 where there is no route;
    ``width``: its weakest link. ``inward``: the graph turned round, where it is not symmetric.
    """

    def __init__(
        self,
        strengths: csr_array,
        start: int,
        end: int,
        *,
        allowed: np.ndarray | None,
        floor: float,
        inward: csr_array | None = None,
    ) -> None:
        self.strengths, self.start, self.end = strengths, start, end
        self.inward = strengths if inward is None else inward
        self.open = np.ones(strengths.shape[0], bool) if allowed is None else allowed.copy()
        self.open[[start, end]] = False
        self.hops, self.width = 0, float(np.nextafter(floor, -1.0)) if floor > 0 else 0.0
        self.near = self._beyond(self.strengths, np.array([start]), np.ones(1))
        self.far = self._beyond(self.inward, np.array([end]), np.ones(1))
        # No route can be better than the best link of either end.
        self.limit = min(self.near.max(initial=0.0), self.far.max(initial=0.0))
        self._deepen()

    def _deepen(self) -> None:
        self._meet(self.near, self.far, 2)
        self.onward = self._beyond(self.strengths, *self._able(self.near))
        self._meet(self.onward, self.far, 3)
        self.before = self._beyond(self.inward, *self._able(self.far))
        self._meet(self.onward, self.before, 4)
        self._meet(self._beyond(self.strengths, *self._able(self.onward)), self.before, 5)

    def _meet(self, one: np.ndarray, other: np.ndarray, hops: int) -> None:
        """Take the best article to meet at, if it beats what there is."""
        found = float(np.minimum(one, other).max(initial=0.0))
        if found > self.width:
            self.width, self.hops = found, hops

    def _able(self, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The articles through which a better route than the best may lead, and how well they are reached."""
        able = np.flatnonzero(reach > self.width) if self.width < self.limit else np.zeros(0, np.int64)
        return able, reach[able]

    def _beyond(self, links: csr_array, articles: np.ndarray, reach: np.ndarray) -> np.ndarray:
        """How well every article is reached by one link from these."""
        at, count = entries(links, articles)
        beyond = np.zeros(len(self.open))
        np.maximum.at(beyond, links.indices[at], np.minimum(links.data[at], np.repeat(reach, count)))
        return np.asarray(beyond * self.open)

    @cached_property
    def _levels(self) -> Sequence[np.ndarray]:
        """The articles that a best route may have at each place between the ends."""
        near, far = np.flatnonzero(self.near >= self.width), np.flatnonzero(self.far >= self.width)
        if self.hops == 2:
            return [np.intersect1d(near, far, assume_unique=True)]
        if self.hops == 3:
            return [near, far]
        before = np.flatnonzero(self.before >= self.width)
        if self.hops == 4:
            return [near, before, far]
        return [near, np.flatnonzero(self.onward >= self.width), before, far]

    def best(self) -> tuple[int, ...]:
        """Of the routes with the strongest weakest link and the fewest articles the most reliable, of several the first by numbers."""
        rest = [np.where(np.isin(np.arange(len(self.far)), self._levels[-1]), self.far, 0.0)]
        for level in reversed(self._levels[:-1]):
            rest.insert(0, self._product(level, rest[0]))
        row, here, product = np.where(self.near >= self.width, self.near, 0.0), [self.start], 1.0
        least = lowest(float((row * rest[0]).max()), self.hops)
        for remaining in rest:
            following = int(np.flatnonzero(product * row * remaining >= least)[0])
            product *= float(row[following])
            here.append(following)
            row = self._row(following)
        return (*here, self.end)

    def _product(self, articles: np.ndarray, rest: np.ndarray) -> np.ndarray:
        """The greatest product of links from these on, none weaker than the weakest."""
        at, count = entries(self.strengths, articles)
        link = self.strengths.data[at]
        value = np.where(link >= self.width, link, 0.0) * rest[self.strengths.indices[at]]
        product = np.zeros(len(rest))
        np.maximum.at(product, np.repeat(articles, count), value)
        return product

    def _row(self, article: int) -> np.ndarray:
        at, _ = entries(self.strengths, np.array([article]))
        row = np.zeros(len(self.open))
        row[self.strengths.indices[at]] = self.strengths.data[at]
        return np.where(row >= self.width, row, 0.0)


def lowest(product: float, hops: int) -> float:
    """The least product of so many links that has the same reliability, which has nine digits."""
    return float((round(product ** (1.0 / hops), 9) - 0.5e-9) ** hops)
