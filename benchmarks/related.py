"""Exact ten most alike of every article, ours beside the peers in one run: `python -m benchmarks.related [--large]`.

Two generated corpora: *links*, about 14 tags, actors, mechanisms and lenses an article; *full*, the same and words, Zipf by topic, so
that articles have real neighbours. All get the same weighted vectors; each is timed from there to its last answer, in turn, three times.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, csr_matrix, hstack
from sklearn.neighbors import NearestNeighbors
from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped,import-not-found,unused-ignore]

from benchmarks.measuring import timed
from lensatlas.features.weights import Scheme, Weights
from lensatlas.network.similarity import each_nearest
from lensatlas.network.weighing import Features

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

K = 10
ROUNDS = 3
SAME = 1e-8  # ours are rounded to nine digits
LARGE, ASKED = 100_000, 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """R × K ids and cosines, best first; 0 where nothing more is shared."""

    ids: np.ndarray
    scores: np.ndarray


def ours(matrix: csr_array, rows: np.ndarray) -> Found:
    blank = np.zeros(0)
    features = Features(
        matrix=matrix, groups=np.zeros(matrix.shape[1], np.int8), names=(), labels=(), days=blank,
        weights=Weights(scheme=Scheme(), articles=matrix.shape[0], rarity=blank),
    )  # fmt: skip
    found = Found(ids=np.zeros((len(rows), K), np.int64), scores=np.zeros((len(rows), K)))
    for i, (ids, scores) in enumerate(each_nearest(features, rows, K)):
        found.ids[i, : len(ids)], found.scores[i, : len(ids)] = ids, scores
    return found


def scikit_learn(matrix: csr_array, rows: np.ndarray) -> Found:
    held = csr_matrix(matrix)
    near = NearestNeighbors(n_neighbors=K + 1, metric="cosine", algorithm="brute").fit(held)
    distances, ids = near.kneighbors(held[rows])
    return _others(rows, ids, 1.0 - distances)


def sparse_dot_topn(matrix: csr_array, rows: np.ndarray) -> Found:
    held = csr_matrix(matrix)
    best = sp_matmul_topn(held[rows], held.T.tocsr(), top_n=K + 1, sort=True, n_threads=2)
    ids, scores = np.zeros((len(rows), K + 1), np.int64), np.zeros((len(rows), K + 1))
    place = np.arange(K + 1) < np.diff(best.indptr)[:, None]
    ids[place], scores[place] = best.indices, best.data
    return _others(rows, ids, scores)


def _others(rows: np.ndarray, ids: np.ndarray, scores: np.ndarray) -> Found:
    """The K best without the article itself, which comes among the first."""
    own = (ids == rows[:, None]) & (scores > SAME)
    own[~own.any(axis=1), -1] = True
    order = np.argsort(own, axis=1, kind="stable")[:, :K]
    return Found(ids=np.take_along_axis(ids, order, 1), scores=np.take_along_axis(scores, order, 1))


WAYS: Mapping[str, Callable[[csr_array, np.ndarray], Found]] = {
    "ours": ours, "scikit-learn": scikit_learn, "sparse_dot_topn, 2 threads": sparse_dot_topn,
}  # fmt: skip
PEERS = [way for way in WAYS if way != "ours"]


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


def drawn(draw: np.random.Generator, articles: int, each: int, names: int, power: float) -> np.ndarray:
    """``each`` names an article, out of so many, the i-th as likely as 1 / i^power."""
    reach = np.cumsum(1.0 / np.arange(1, names + 1) ** power)
    return np.asarray(np.searchsorted(reach, draw.random((articles, each)) * reach[-1]))


def counts(numbers: np.ndarray, names: int) -> csr_array:
    """How often each name stands in each article."""
    articles, each = numbers.shape
    rows = np.repeat(np.arange(articles), each)
    return csr_array((np.ones(numbers.size), (rows, numbers.ravel())), shape=(articles, names))


def links(articles: int, seed: int = 1) -> csr_array:
    """One of 8 lenses, a mechanism, 6 tags and 6 actors an article: fewer where one is drawn twice."""
    draw = np.random.default_rng(seed)
    parts = []
    for each, names, power in ((1, 8, 0.5), (1, 40, 0.8), (6, articles // 3, 0.8), (6, articles // 3, 0.8)):
        parts.append(counts(drawn(draw, articles, each, names, power), names))
    held = csr_array(hstack(parts, format="csr"))
    held.data[:] = 1.0
    return held


def words(articles: int, seed: int = 2) -> csr_array:
    """60 words an article, half from its topic, which some 60 articles share, half from the whole language.

    A word that more than a tenth of the articles use is left out.
    """
    draw = np.random.default_rng(seed)
    names, topics = 40 * int(articles**0.6), max(articles // 60, 4)
    topic = draw.integers(0, topics, articles)[:, None]
    own = (topic * 7919 + drawn(draw, articles, 30, 300, 0.8) * 104_729) % names
    held = counts(np.hstack([own, drawn(draw, articles, 30, names, 0.9)]), names)
    return csr_array(held[:, np.bincount(held.indices, minlength=names) <= articles / 10])


def weighed(held: csr_array) -> csr_array:
    """Rows of (1 + ln n) · ln(N / holders), brought to length 1."""
    holders = np.bincount(held.indices, minlength=held.shape[1])
    weight = (1.0 + np.log(held.data)) * np.log(held.shape[0] / np.maximum(holders, 1))[held.indices]
    row = np.repeat(np.arange(held.shape[0]), np.diff(held.indptr))
    length = np.sqrt(np.bincount(row, weight**2, held.shape[0]))
    return csr_array((weight / length[row], held.indices, held.indptr), shape=held.shape)


def compare(name: str, matrix: csr_array, asked: int) -> None:
    """One row of the table."""
    size = matrix.shape[0]
    rows = np.arange(size) if asked >= size else np.sort(np.random.default_rng(3).permutation(size)[:asked])
    rounds = [{way: timed(partial(work, matrix, rows)) for way, work in WAYS.items()} for _ in range(ROUNDS)]
    took = {way: median(done[way][0] for done in rounds) for way in WAYS}
    for way in PEERS:
        agree(matrix, rows, rounds[0]["ours"][1], rounds[0][way][1])
    holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
    print(f"| {name} | {size:,} | {len(rows):,} | {matrix.nnz / size:.0f} | {(holders**2).sum() / size:,.0f} | "
          + " | ".join(f"{seconds:.2f}" for seconds in took.values()) + " | "
          + " | ".join(f"{took[way] / took['ours']:.2f}" for way in PEERS) + " |", flush=True)  # fmt: skip


def main(*, large: bool) -> None:
    print("| corpus | articles | asked | features an article | postings a query | " + " | ".join(f"{way}, s" for way in WAYS)
          + " | " + " | ".join(f"ours is × as fast as {way}" for way in PEERS) + " |")  # fmt: skip
    print("|---|" + "--:|" * (4 + len(WAYS) + len(PEERS)), flush=True)
    for size in (2_000, 10_000, *([LARGE] if large else [])):
        compare("links", weighed(links(size)), ASKED if size == LARGE else size)
        both = csr_array(hstack([links(size), words(size)], format="csr"))
        compare("full", weighed(both), ASKED if size == LARGE else size)


if __name__ == "__main__":
    main(large="--large" in sys.argv[1:])
