"""The best route of so many articles from one to anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.network.layers import lowest
from lensatlas.network.pairs import summed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# Products of the same links in another order differ by less: no better route hides behind that.
_EQUAL = 1.0 + 1e-12


@dataclass(frozen=True, kw_only=True)
class OpenEnded:
    """Depth first, each article with an upper bound of what may follow it, so that little is looked into in vain.

    The bound is the best walk of so many links that does not turn back at once: it may come to an article twice in a longer round,
    so it is never too low. ``masks``: the classes of the articles that have any, a bit each.
    """

    start: int
    one: np.ndarray
    other: np.ndarray
    strength: np.ndarray
    size: int
    masks: Mapping[int, int]

    @classmethod
    def of(cls, strengths: csr_array, start: int, allowed: np.ndarray | None, classes: csr_array | None) -> OpenEnded:
        """The search from one article, with the links that a route may have."""
        one = np.repeat(np.arange(strengths.shape[0]), np.diff(strengths.indptr))
        other, strength = strengths.indices.astype(np.int64), strengths.data
        able = (strength > 0) & (other != start) & (one != other)
        if allowed is not None:
            able &= allowed[other] & (allowed[one] | (one == start))
        one, other, strength = one[able], other[able], strength[able]
        masks: dict[int, int] = {}
        if classes is not None:
            apart = summed(classes, one, other, lambda p, _: np.ones(len(p))) == 0
            one, other, strength = one[apart], other[apart], strength[apart]
            masks = _masks(classes, np.union1d(other, start))
        return cls(start=start, one=one, other=other, strength=strength, size=strengths.shape[0], masks=masks)

    def best(self, hops: int) -> tuple[int, ...] | None:
        """The articles of the best route of so many links."""
        width = _Climb(self, hops, np.minimum).best()
        if not width:
            return None
        wide = self.strength >= width
        able = OpenEnded(
            start=self.start, one=self.one[wide], other=self.other[wide], strength=self.strength[wide],
            size=self.size, masks=self.masks,
        )  # fmt: skip
        climb = _Climb(able, hops, np.multiply)
        return climb.first(lowest(climb.best(), hops))


class _Climb:
    """One search, for the greatest minimum or product of links."""

    def __init__(self, ground: OpenEnded, hops: int, joined: Callable[..., np.ndarray]) -> None:
        self.ground, self.hops, self.joined = ground, hops, joined
        self.starts = np.searchsorted(ground.one, np.arange(ground.size + 1))
        self.following = [np.ones(len(ground.one))]
        while len(self.following) < hops:
            self.following.append(self._before(self.following[-1]))

    def _before(self, following: np.ndarray) -> np.ndarray:
        """For each link the best that may follow it, one link more: not back to where it comes from."""
        ground = self.ground
        value = self.joined(ground.strength, following)
        held = np.flatnonzero(np.diff(self.starts))
        best, second = np.zeros(ground.size), np.zeros(ground.size)
        best[held] = np.maximum.reduceat(value, self.starts[held]) if len(held) else 0.0
        via = np.full(ground.size, -1)
        top = np.flatnonzero(value == best[ground.one])[::-1]
        via[ground.one[top]] = ground.other[top]
        others = np.where(ground.other == via[ground.one], 0.0, value)
        second[held] = np.maximum.reduceat(others, self.starts[held]) if len(held) else 0.0
        return np.asarray(np.where(via[ground.other] == ground.one, second[ground.other], best[ground.other]))

    def best(self) -> float:
        """The value of the best route, 0 where there is none."""
        start = self.ground.start
        return self._best((start,), 1.0, self.ground.masks.get(start, 0), 0.0)

    def _best(self, way: tuple[int, ...], value: float, used: int, best: float) -> float:
        """The better of ``best`` and the best route that begins this way."""
        bound, others, links = self._onward(way, value)
        for i in np.lexsort((others, -bound)).tolist():
            if bound[i] <= best * _EQUAL:
                break
            other = int(others[i])
            mask = self.ground.masks.get(other, 0)
            if other in way or used & mask:
                continue
            if len(way) == self.hops:
                return float(bound[i])
            further = float(self.joined(value, links[i]))
            best = self._best((*way, other), further, used | mask, best)
        return best

    def first(self, least: float) -> tuple[int, ...] | None:
        """The first route by numbers of at least this value."""
        start = self.ground.start
        return next(self._routes((start,), 1.0, self.ground.masks.get(start, 0), least), None)

    def _routes(self, way: tuple[int, ...], value: float, used: int, least: float) -> Iterator[tuple[int, ...]]:
        if len(way) > self.hops:
            yield way
            return
        bound, others, links = self._onward(way, value)
        for i in np.flatnonzero(bound >= least).tolist():
            other = int(others[i])
            mask = self.ground.masks.get(other, 0)
            if other not in way and not used & mask:
                yield from self._routes((*way, other), float(self.joined(value, links[i])), used | mask, least)

    def _onward(self, way: Sequence[int], value: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of every link onward the bound of a route that takes it, where it leads, and its strength."""
        at = slice(self.starts[way[-1]], self.starts[way[-1] + 1])
        links = self.ground.strength[at]
        bound = self.joined(value, self.joined(links, self.following[self.hops - len(way)][at]))
        return bound, self.ground.other[at], links


def _masks(classes: csr_array, articles: np.ndarray) -> dict[int, int]:
    """The classes of each article as the bits of a number."""
    held = csr_array(classes[articles])
    return {
        article: sum(1 << column for column in held.indices[held.indptr[i] : held.indptr[i + 1]].tolist())
        for i, article in enumerate(articles.tolist())
    }
