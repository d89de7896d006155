"""Other ways from one article to another, and what a way is worth: what `benchmarks.paths` sets ours beside.

Plain Python and dense arrays, written apart from the engine that is measured.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lensatlas.network.graph import Graph
    from lensatlas.network.links import Links

    Adjacency = Sequence[Mapping[int, float]]

T = TypeVar("T")
MOST = 6  # articles of a path


def adjacency(strengths: csr_array) -> Adjacency:
    """Each article's neighbours and the strengths of the links to them."""
    ends = pairwise(strengths.indptr.tolist())
    indices, data = strengths.indices.tolist(), strengths.data.tolist()
    return [dict(zip(indices[first:last], data[first:last], strict=True)) for first, last in ends]


def hop_shortest(
    graph: Adjacency, start: int, end: int, draw: np.random.Generator, *, floor: float = 0.0, most: int = MOST
) -> list[int]:
    """One of the ways of fewest articles, three at least, drawn at random; empty where none has at most so many."""
    distance = {start: 1}
    waiting = deque([start])
    while waiting and end not in distance:
        here = waiting.popleft()
        for other, strength in graph[here].items() if distance[here] < most else ():
            if other not in distance and strength >= floor and (here, other) != (start, end):
                distance[other] = distance[here] + 1
                waiting.append(other)
    way = [end] if end in distance else []
    while way and way[-1] != start:
        before = [
            other for other, strength in graph[way[-1]].items()
            if strength >= floor and distance.get(other, MOST) == distance[way[-1]] - 1 and (other, way[-1]) != (start, end)
        ]  # fmt: skip
        way.append(int(draw.choice(sorted(before))))
    return way[::-1]


def strongest(
    graph: Adjacency, start: int, end: int, draw: np.random.Generator, *, thresholds: Sequence[float], most: int = MOST
) -> list[int]:
    """A way of three to so many articles with the strongest weakest link: the threshold at which one appears, by halving.

    ``thresholds``: all strengths there are, rising.
    """
    top = bisect_right(thresholds, min(max(graph[article].values(), default=0.0) for article in (start, end)))
    low, high, best = max(top - 1, 0), top, list[int]()
    # Downwards in growing steps: few links are strong, and those are soon looked through.
    while low < high and not best:
        best = hop_shortest(graph, start, end, draw, floor=thresholds[low], most=most)
        low, high = (low, high) if best else (max(low - 2 * (top - low), 0), low)
    while best and high - low > 1:
        middle = (low + high) // 2
        if found := hop_shortest(graph, start, end, draw, floor=thresholds[middle], most=most):
            low, best = middle, found
        else:
            high = middle
    return best


def random_walk(graph: Adjacency, start: int, end: int, draw: np.random.Generator, articles: int) -> list[int]:
    """So many articles: from one end on by links drawn by strength, to none twice, and at last to the other end."""
    way = [start]
    while len(way) < articles - 1:
        able = {other: strength for other, strength in graph[way[-1]].items() if other not in way and other != end}
        if not able:
            break
        pull = np.array(list(able.values()))
        way.append(int(draw.choice(list(able), p=pull / pull.sum())))
    return [*way, end]


def complete(dense: np.ndarray, start: int, end: int, known: float) -> float:
    """The strongest weakest link of any way of two to five links among all links there are, A × A; ``known`` is reached."""
    layer, last = dense[start].copy(), dense[end].copy()
    layer[[start, end]] = last[[start, end]] = 0.0
    best = max(known, float(np.minimum(layer, last).max()))
    for _ in range(MOST - 3):
        able = np.flatnonzero(layer > best)
        if not len(able):
            break
        layer = np.minimum(layer[able, None], dense[able]).max(axis=0)
        layer[[start, end]] = 0.0
        best = max(best, float(np.minimum(layer, last).max()))
    return best


def processor(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds of processor that a call takes, and what it returns: milliseconds by the clock tell of the neighbours."""
    start = time.thread_time()
    answer = work()
    return time.thread_time() - start, answer


@dataclass(frozen=True, kw_only=True)
class Judge:
    """What ways are judged by: our strengths, and a plain TF-IDF cosine of single words that is no part of them."""

    graph: Graph
    links: Links

    @cached_property
    def plain(self) -> csr_array:
        """Rows of tf · (ln((1 + N) / (1 + df)) + 1), brought to length 1: what scikit-learn makes by default."""
        words = [i for i, term in enumerate(self.graph.terms) if " " not in term]
        counts = csr_array(self.graph.term_counts[:, words]).astype(np.float64)
        holders = np.bincount(counts.indices, minlength=counts.shape[1])
        weighed = csr_array(counts @ diags_array(np.log((1 + self.graph.size) / (1 + holders)) + 1.0))
        length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)))
        return csr_array(diags_array(1.0 / np.where(length > 0, length, 1.0)) @ weighed)

    @cached_property
    def topics(self) -> Sequence[frozenset[int]]:
        """The tags, actors and lenses of each article."""
        held = csr_array(hstack([self.graph.links[kind] for kind in ("tag", "actor", "lens")], format="csr"))
        return [frozenset(held.indices[first:last].tolist()) for first, last in pairwise(held.indptr.tolist())]

    def of(self, way: Sequence[int]) -> Mapping[str, float]:
        """Weakest link and geometric mean under both measures, likeness of steps that are no neighbours, coverage, length.

        Coverage: the share of the two ends' tags, actors and lenses that an article between them has too.
        """
        one, other = np.array(way[:-1]), np.array(way[1:])
        strength, cosine = self.links.between(one, other), self._cosine(one, other)
        apart = np.array([pair for pair in combinations(way, 2) if pair not in set(pairwise(way))])
        ends = self.topics[way[0]] | self.topics[way[-1]]
        met = frozenset[int]().union(*(self.topics[article] for article in way[1:-1]))
        return {
            "weakest link": float(strength.min()), "reliability": float(np.prod(strength) ** (1 / len(strength))),
            "plain weakest": float(cosine.min()), "plain mean": float(cosine.mean()),
            "redundancy": float(self._cosine(apart[:, 0], apart[:, 1]).mean()),
            "coverage": len(ends & met) / len(ends) if ends else 0.0, "articles": len(way),
        }  # fmt: skip

    def _cosine(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.asarray(self.plain[one].multiply(self.plain[other]).sum(axis=1))
