"""Routes from one article to another whose weakest link is as strong as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Collection

    from lensatlas.network.capacity import Capacity

# How many articles' links are computed at a time.
_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Articles in order, and the strengths of the links between them: one fewer."""

    articles: tuple[int, ...]
    strengths: tuple[float, ...]

    @property
    def bottleneck(self) -> float:
        """The strength of the weakest link."""
        return min(self.strengths)

    @property
    def reliability(self) -> float:
        """The geometric mean of the links' strengths, in nine digits."""
        return round(float(np.exp(np.mean(np.log(self.strengths)))), 9)


class Links:
    """The links of a capacity, computed for an article when they are first asked for and kept while one question is answered."""

    def __init__(self, capacity: Capacity) -> None:
        self.capacity = capacity
        self._known: dict[int, tuple[float, np.ndarray, np.ndarray]] = {}

    def has(self, article: int, floor: float) -> bool:
        """Whether the article's links down to ``floor`` are known."""
        return article in self._known and self._known[article][0] <= floor

    def fetch(self, articles: np.ndarray, floor: float) -> None:
        """Have the links of these articles that are at least ``floor``."""
        missing = np.array([article for article in articles.tolist() if not self.has(article, floor)], np.int64)
        for first in range(0, len(missing), _BATCH):
            batch = missing[first : first + _BATCH]
            found = self.capacity.links(batch, floor)
            for i, article in enumerate(batch.tolist()):
                at = slice(found.indptr[i], found.indptr[i + 1])
                self._known[article] = (floor, found.indices[at], found.data[at])

    def of(self, article: int) -> tuple[np.ndarray, np.ndarray]:
        """The other ends of an article's known links, and their strengths."""
        _, others, strengths = self._known[article]
        return others, strengths

    def row(self, article: int) -> np.ndarray:
        """An article's links to all, A × float64, 0 where there is none."""
        self.fetch(np.array([article]), 0.0)
        others, strengths = self.of(article)
        dense = np.zeros(self.capacity.size)
        dense[others] = strengths
        return dense

    def matrix(self, floor: float) -> csr_array:
        """All known links that are at least ``floor``, A × A, symmetric."""
        parts = [(article, *self.of(article)) for article in sorted(self._known)]
        rows = np.concatenate([np.full(len(others), article) for article, others, _ in parts])
        columns, strengths = (np.concatenate([part[i] for part in parts]) for i in (1, 2))
        kept = strengths >= floor
        shape = (self.capacity.size, self.capacity.size)
        known = csr_array((strengths[kept], (rows[kept], columns[kept])), shape=shape)
        return csr_array(known.maximum(known.T.tocsr()))


def widest(links: Links, start: int, end: int, *, closed: Collection[int] = (), view: int = 64) -> Route | None:
    """The route of 3 to 6 articles whose weakest link is strongest, none of ``closed`` in between; None where none leads there.

    Of several the one with fewest articles, then the most reliable, then the one with the smallest numbers. Exact: the
    best routes of 2, 3, 4 and 5 links in turn, each found only where it beats the ones before, from both ends inwards. With
    F and G the articles that one end's link admits at the weakest link reached so far, a route of 3 links needs the links
    of the smaller of F and G, one of 4 those of both, one of 5 also those of the smaller of what F and G lead on to.
    A first, inexact look at the ``view`` best articles of each side sets that weakest link high; it changes the work, never
    the answer.
    """
    search = _Search(links, start, end, closed, view)
    search.deepen()
    return search.trace() if search.best else None


class _Search:
    """One search for a widest route: ``near`` and ``far`` are A × float64, each end's links to the articles in between."""

    def __init__(self, links: Links, start: int, end: int, closed: Collection[int], view: int) -> None:
        self.links, self.ends, self.view = links, (start, end), view
        self.open = np.ones(links.capacity.size, bool)
        self.open[[start, end, *closed]] = False
        self.near, self.far = links.row(start) * self.open, links.row(end) * self.open
        # No route can be better than the best link of either end.
        self.limit = float(min(self.near.max(initial=0.0), self.far.max(initial=0.0)))
        self.best, self.floor, self.hops = 0.0, 0.0, 2
        self._meet(self.near, self.far, 2)

    def deepen(self) -> None:
        """Look for better routes of 3, 4 and 5 links."""
        if self.best < self.limit:
            self.floor = self._glimpse()
        small, large = sorted((self.near, self.far), key=lambda reach: len(self._able(reach)))
        beyond_small = self._onward(small, self._able(small))
        self._meet(beyond_small, large, 3)
        beyond_large = self._onward(large, self._able(large))
        self._meet(beyond_small, beyond_large, 4)
        small, large = sorted((beyond_small, beyond_large), key=lambda reach: len(self._able(reach)))
        self._meet(self._onward(small, self._able(small)), large, 5)

    def _meet(self, one: np.ndarray, other: np.ndarray, hops: int) -> None:
        """Take the best article to meet at, if it beats what there is."""
        found = float(np.minimum(one, other).max(initial=0.0))
        if found > self.best:
            self.best, self.hops = found, hops

    def _able(self, reach: np.ndarray) -> np.ndarray:
        """The articles through which a better route than the best may lead."""
        if self.best >= self.limit:
            return np.zeros(0, np.int64)
        return np.flatnonzero((reach > self.best) & (reach >= self.floor))

    def _onward(self, reach: np.ndarray, articles: np.ndarray) -> np.ndarray:
        """How well every article is reached one link beyond these, A × float64."""
        floor = max(self.best, self.floor)
        self.links.fetch(articles, floor)
        beyond = np.zeros(len(reach))
        for article in articles.tolist():
            others, strengths = self.links.of(article)
            np.maximum.at(beyond, others, np.minimum(reach[article], strengths))
        return beyond * self.open

    def _glimpse(self) -> float:
        """The weakest link of a good route, found among the best articles of each side: what a better one has to beat."""
        near, far = (self._onward(reach, _top(reach, self.view)) for reach in (self.near, self.far))
        middle = self._onward(near, _top(near, self.view))
        pairs = ((near, self.far), (self.near, far), (near, far), (middle, far))
        return max(float(np.minimum(one, other).max()) for one, other in pairs)

    def trace(self) -> Route:
        """The most reliable of the best routes, the smallest numbers first where several are."""
        known = self.links.matrix(self.best)
        rest = [np.where(self.far >= self.best, self.far, 0.0)]
        while len(rest) < self.hops - 1:
            rest.append(np.asarray(known.multiply(rest[-1]).max(axis=1).toarray()).ravel() * self.open)
        here, strengths = [self.ends[0]], []
        onward = np.where(self.near >= self.best, self.near, 0.0)
        for remaining in reversed(rest):
            product = onward * remaining
            following = int(np.flatnonzero(product >= product.max() * (1.0 - 1e-9))[0])
            strengths.append(float(onward[following]))
            here.append(following)
            onward = known[[following]].toarray()[0]
        return Route(articles=(*here, self.ends[1]), strengths=(*strengths, float(self.far[here[-1]])))


def _top(reach: np.ndarray, most: int) -> np.ndarray:
    """The best reached articles."""
    best = np.argsort(-reach, kind="stable")[:most]
    return np.asarray(best[reach[best] > 0])


def unlimited(links: Links, start: int, end: int, floor: float) -> tuple[float, int]:
    """The strongest weakest link of any route, however long, and how many articles such a route has.

    ``floor``: a weakest link that is known to be reached; where nothing beats it, it is given back with 0. The value is that
    of the path in the maximum spanning tree (Hu 1961), found without the tree: both ends grow by the strongest link that
    leads out (Prim), until what one end has reached can grow no further than a meeting already found.
    """
    near, far = _Growth(links, start), _Growth(links, end)
    known, meeting = floor, -1
    while known < min(near.next(), far.next()):
        side, other = sorted((near, far), key=lambda growth: growth.grown)
        changed = side.grow(known)
        width = np.minimum(side.reach[changed], other.reach[changed])
        if len(width) and width.max() > known:
            known, meeting = float(width.max()), int(changed[np.argmax(width)])
    return (known, near.steps(meeting) + far.steps(meeting) + 1) if meeting >= 0 else (known, 0)


class _Growth:
    """What one end reaches: the weakest link on the best way to each article, as far as it has grown."""

    def __init__(self, links: Links, end: int) -> None:
        self.links, self.grown = links, 0
        self.reach = np.zeros(links.capacity.size)
        self.reach[end] = 1.0
        self._waiting = self.reach.copy()
        self._from = np.full(len(self.reach), -1)

    def next(self) -> float:
        """The weakest link of the best way to an article not grown from yet."""
        return float(self._waiting.max())

    def grow(self, floor: float) -> np.ndarray:
        """Grow by the best article that waits; the articles that are now reached better, or at all."""
        article = int(np.argmax(self._waiting))
        if not self.links.has(article, floor):
            able = _top(np.where(self._waiting > floor, self._waiting, 0.0), _BATCH)
            self.links.fetch(able, floor)
        others, strengths = self.links.of(article)
        width = np.minimum(self.reach[article], strengths)
        better = width > self.reach[others]
        changed = others[better]
        self.reach[changed] = self._waiting[changed] = width[better]
        self._from[changed] = article
        self._waiting[article] = 0.0
        self.grown += 1
        return np.append(changed, article)

    def steps(self, article: int) -> int:
        """How many links lead from the end to an article."""
        count = 0
        while self._from[article] >= 0:
            article, count = int(self._from[article]), count + 1
        return count
