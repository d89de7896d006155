"""How well one article leads on to another: the strength of the link between two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack, vstack

from lensatlas.network.pairs import summed
from lensatlas.network.similarity import nearest

if TYPE_CHECKING:
    from lensatlas.network.graph import Graph
    from lensatlas.network.weighing import Features

# How many of its nearest articles by text lend an article half of its topics.
NEIGHBOURS = 10
# Cells of a block of cosines: about 100 MB.
_CELLS = 1 << 23


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """What link strengths are made from; a strength is in [0, 1] and rounded to nine digits.

    s(a, b) = √(A·T). A = 1 − 2·arccos(cos)/π, for the cosine of the articles' vectors, which are non-negative, so that A
    spans 0 to 1. T = 1 − Jensen–Shannon distance, logarithms to base 2, of their topic distributions. Where either article
    has no topics, s = A. (After Narrative Trails, arXiv 2503.15681; its plain forms do not discriminate here: with
    non-negative vectors 1 − arccos/π stays in .50–.55, and 63 % of pairs have T = 0.)

    ``vectors``: A × F CSR, rows of length 1. ``topics``: A × K CSR, rows that sum to 1, empty for an article without topics.
    """

    vectors: csr_array
    topics: csr_array

    @classmethod
    def of(cls, graph: Graph, features: Features) -> Capacity:
        """The capacity of a drawn graph; costs the ten nearest articles by text of every article."""
        return cls(vectors=features.matrix, topics=smoothed(own_topics(graph), _by_text(features)))

    @property
    def size(self) -> int:
        """How many articles there are."""
        return int(self.vectors.shape[0])

    @cached_property
    def held(self) -> np.ndarray:
        """A × bool: whether an article has tags, actors or a lens to compare."""
        return np.asarray(np.diff(self.topics.indptr) > 0)

    def links(self, articles: np.ndarray, floor: float = 0.0) -> csr_array:
        """Every link of the given articles that is above 0 and at least ``floor``, R × A, in bounded memory.

        Only pairs that can reach the floor are compared topic by topic. As A and T are at most 1, s ≥ t needs A ≥ t², that is
        cos ≥ sin(t²·π/2); and T ≤ 1 − √(1 − Σ√(pq)), as the divergence is never below the squared Hellinger distance
        (½·H(x) ≤ √(x(1 − x)), Lin 1991): both bounds are sparse products.
        """
        block = max(1, _CELLS // max(self.size, 1))
        parts = [self._links(articles[i : i + block], floor) for i in range(0, len(articles), block)]
        return csr_array(vstack(parts, format="csr")) if parts else csr_array((0, self.size))

    def between(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """The strength of each pair's link, the same to the last digit as in :meth:`links` and from either end."""
        return self._strength(one, other, _angular(summed(self.vectors, one, other, np.multiply)))

    def _links(self, articles: np.ndarray, floor: float) -> csr_array:
        cosine = csr_array(self.vectors[articles] @ self._by_feature)
        row = np.repeat(np.arange(len(articles)), np.diff(cosine.indptr))
        near = (cosine.data >= np.sin(floor**2 * np.pi / 2) - 1e-9) & (cosine.indices != articles[row])
        row, column, angular = row[near], cosine.indices[near], _angular(cosine.data[near])
        overlap = (self._roots[articles] @ self._by_root).toarray()[row, column]
        most = np.where(self._both(articles[row], column), angular * _similar(1.0 - overlap), angular**2)
        able = most >= floor**2 - 1e-9
        row, column, angular = row[able], column[able], angular[able]
        strength = self._strength(articles[row], column, angular)
        kept = (strength > 0) & (strength >= floor)
        return csr_array((strength[kept], (row[kept], column[kept])), shape=cosine.shape)

    def _strength(self, one: np.ndarray, other: np.ndarray, angular: np.ndarray) -> np.ndarray:
        strength = angular.copy()
        compared = np.flatnonzero(self._both(one, other) & (angular > 0))
        strength[compared] = np.sqrt(angular[compared] * self._topical(one[compared], other[compared]))
        return np.asarray(np.round(strength, 9))

    def _topical(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """T of pairs that have topics.

        With f(x) = x·log₂ x, the divergence of p and q is 1 − Σ(f(p + q) − f(p) − f(q)) / 2 (Lin 1991): what only one of
        them has cancels out.
        """
        return _similar(1.0 - summed(self.topics, one, other, _alike) / 2.0)

    def _both(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.asarray(self.held[one] & self.held[other])

    @cached_property
    def _by_feature(self) -> csr_array:
        return self.vectors.T.tocsr()

    @cached_property
    def _roots(self) -> csr_array:
        return self.topics.sqrt()

    @cached_property
    def _by_root(self) -> csr_array:
        return self._roots.T.tocsr()


# Both measures are rounded before the root or the arccos: near equal articles these turn an error of 1e-16 into 1e-8, and
# equal links must tie.
def _angular(cosine: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 - 2.0 * np.arccos(np.clip(np.round(cosine, 12), 0.0, 1.0)) / np.pi)


def _similar(divergence: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 - np.sqrt(np.clip(np.round(divergence, 12), 0.0, 1.0)))


def own_topics(graph: Graph) -> csr_array:
    """What each article is filed under, A × K: its tags, actors and lenses in equal shares; an empty row where it has none."""
    held = csr_array(hstack([graph.links["tag"], graph.links["actor"], graph.links["lens"]], format="csr"))
    count = np.diff(held.indptr)
    return csr_array((np.repeat(1.0 / np.maximum(count, 1), count), held.indices, held.indptr), shape=held.shape)


def smoothed(topics: csr_array, neighbours: csr_array) -> csr_array:
    """Half of each article's own topics, half the mean of its neighbours', so that different tags on like texts meet.

    ``neighbours``: A × A, 1.0 for each. Those without topics lend none; where none lends, an article keeps its own.
    """
    held = np.diff(topics.indptr) > 0
    lending = csr_array(neighbours @ diags_array(held.astype(np.float64)))
    lenders = np.asarray(lending.sum(axis=1))
    lent = np.where(held & (lenders > 0), 0.5, 0.0)
    mean = diags_array(lent / np.maximum(lenders, 1.0)) @ lending @ topics
    mixed = csr_array(diags_array(1.0 - lent) @ topics + mean)
    mixed.sum_duplicates()
    return mixed


def _by_text(features: Features) -> csr_array:
    """Each article's nearest others by text alone, A × A."""
    text = features.of("text")
    length = np.sqrt(text.multiply(text).sum(axis=1))
    unit = csr_array(diags_array(1.0 / np.where(length > 0, length, 1.0)) @ text)
    found = nearest(replace(features, matrix=unit), np.arange(features.size), NEIGHBOURS)
    starts = np.cumsum([0, *(len(ids) for ids, _ in found)])
    columns = np.concatenate([ids for ids, _ in found]) if found else np.zeros(0, np.int64)
    return csr_array((np.ones(len(columns)), columns, starts), shape=(features.size, features.size))


def _alike(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """What one topic that both have takes off the divergence, twice."""
    return np.asarray(_order(p + q) - (_order(p) + _order(q)))


def _order(share: np.ndarray) -> np.ndarray:
    """x·log₂ x: a share's part of an entropy, with the sign turned."""
    return np.asarray(share * np.log2(share))
