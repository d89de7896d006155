"""Ways to the ten most alike of some rows of a matrix: ours, and those of the libraries there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.neighbors import NearestNeighbors
from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped,import-not-found,unused-ignore]

from lensatlas.features.weights import Scheme, Weights
from lensatlas.network.similarity import each_nearest
from lensatlas.network.weighing import Features

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scipy.sparse import csr_array

    from lensatlas.network.similarity import Engine

K = 10
SAME = 1e-8  # ours are rounded to nine digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """R × K ids and cosines, best first; 0 where nothing more is shared."""

    ids: np.ndarray
    scores: np.ndarray

    @classmethod
    def blank(cls, rows: np.ndarray) -> Found:
        """Nothing yet."""
        return cls(ids=np.zeros((len(rows), K), np.int64), scores=np.zeros((len(rows), K)))


def features(matrix: csr_array, days: np.ndarray | None = None) -> Features:
    """The rows as articles."""
    return Features(
        matrix=matrix, groups=np.zeros(matrix.shape[1], np.int8), names=(), labels=(),
        days=np.zeros(matrix.shape[0], np.int32) if days is None else days,
        weights=Weights(scheme=Scheme(), articles=matrix.shape[0], rarity=np.zeros(0)),
    )  # fmt: skip


def ours(matrix: csr_array, rows: np.ndarray, by: Engine = "kernel") -> Found:
    found = Found.blank(rows)
    for i, (ids, scores) in enumerate(each_nearest(features(matrix), rows, K, by=by)):
        found.ids[i, : len(ids)], found.scores[i, : len(ids)] = ids, scores
    return found


def sparse_dot_topn(matrix: csr_array, rows: np.ndarray) -> Found:
    held = csr_matrix(matrix)
    best = sp_matmul_topn(held[rows], held.T.tocsr(), top_n=K + 1, sort=True, n_threads=2)
    ids, scores = np.zeros((len(rows), K + 1), np.int64), np.zeros((len(rows), K + 1))
    place = np.arange(K + 1) < np.diff(best.indptr)[:, None]
    ids[place], scores[place] = best.indices, best.data
    return _others(rows, ids, scores)


def scikit_learn(matrix: csr_array, rows: np.ndarray) -> Found:
    held = csr_matrix(matrix)
    near = NearestNeighbors(n_neighbors=K + 1, metric="cosine", algorithm="brute").fit(held)
    distances, ids = near.kneighbors(held[rows])
    return _others(rows, ids, 1.0 - distances)


def networkx(matrix: csr_array, rows: np.ndarray) -> Found:
    """Over the features of an article, and over the articles of each."""
    graph: nx.Graph[int] = nx.Graph()
    names = [~column for column in range(matrix.shape[1])]
    for row in range(matrix.shape[0]):
        at = slice(matrix.indptr[row], matrix.indptr[row + 1])
        pairs = zip(matrix.indices[at].tolist(), matrix.data[at].tolist(), strict=True)
        graph.add_weighted_edges_from((row, names[column], weight) for column, weight in pairs)
    found = Found.blank(rows)
    for i, row in enumerate(rows.tolist()):
        shared: dict[int, float] = {}
        for feature, edge in graph.adj[row].items() if row in graph else ():
            for other, back in graph.adj[feature].items():
                if other != row:
                    shared[other] = shared.get(other, 0.0) + edge["weight"] * back["weight"]
        for j, (other, score) in enumerate(nlargest(K, shared.items(), key=lambda pair: pair[1])):
            found.ids[i, j], found.scores[i, j] = other, score
    return found


def _others(rows: np.ndarray, ids: np.ndarray, scores: np.ndarray) -> Found:
    """The K best without the article itself, which comes among the first."""
    own = (ids == rows[:, None]) & (scores > SAME)
    own[~own.any(axis=1), -1] = True
    order = np.argsort(own, axis=1, kind="stable")[:, :K]
    return Found(ids=np.take_along_axis(ids, order, 1), scores=np.take_along_axis(scores, order, 1))


WAYS: Mapping[str, Callable[[csr_array, np.ndarray], Found]] = {
    "ours": ours,
    "sparse_dot_topn, 2 threads": sparse_dot_topn,
    "scipy product": partial(ours, by="scipy"),
    "scikit-learn": scikit_learn,
    "networkx": networkx,
}
# From more articles on a way is left out, and its column says so: it takes hours, or the memory of a larger machine.
MOST: Mapping[str, int] = {"scipy product": 100_000, "scikit-learn": 100_000, "networkx": 2_000}


def agree(matrix: csr_array, rows: np.ndarray, one: Found, other: Found) -> None:
    """Both are the best: equal scores, each the cosine of the article it stands for, no article twice. Ties may be swapped."""
    assert np.allclose(one.scores, other.scores, atol=SAME), "the scores differ"
    for found in (one, other):
        shared = found.scores > SAME
        row, _ = np.nonzero(shared)
        pairs = rows[row], found.ids[shared]
        assert len(np.unique(pairs[0] * matrix.shape[0] + pairs[1])) == len(row), "an article stands twice"
        assert (pairs[0] != pairs[1]).all(), "an article is its own companion"
        cosine = matrix[pairs[0]].multiply(matrix[pairs[1]]).sum(axis=1)
        assert np.allclose(cosine, found.scores[shared], atol=SAME), "a score is not that of its article"
