"""How much alike two articles are: the cosine of what they carry, each feature weighted by its rarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.network.weighing import Features

    Found = tuple[np.ndarray, np.ndarray]

# Cells of a block of scores held at once, each a float64 and its column: about 200 MB.
_CELLS = 1 << 24


def nearest(
    features: Features, rows: np.ndarray, k: int, *, min_score: float = 0.0, timely: bool = False
) -> list[Found]:
    """For each of the given articles, the exact k most alike others and their scores, best first.

    Scores are cosines, times what the days between the two leave where ``timely``; rounded to nine digits, equal ones in the
    order of ids. Only articles that share something (score above 0) and reach ``min_score`` are given.
    """
    return list(each_nearest(features, rows, k, min_score=min_score, timely=timely))


def each_nearest(
    features: Features, rows: np.ndarray, k: int, *, min_score: float = 0.0, timely: bool = False
) -> Iterator[Found]:
    """As :func:`nearest`, one article after the other, in memory that grows neither with the rows nor with the answers."""
    held = csr_array(features.matrix.T)
    block = max(1, _CELLS // max(features.size, 1))
    for first in range(0, len(rows), block):
        asked = rows[first : first + block]
        scores = csr_array(features.matrix[asked] @ held)
        for i, row in enumerate(asked.tolist()):
            at = slice(scores.indptr[i], scores.indptr[i + 1])
            yield _best(features, row, scores.indices[at], scores.data[at], k, min_score, timely=timely)


def random_scores(features: Features, *, pairs: int = 20_000, timely: bool = False) -> np.ndarray:
    """The scores of random pairs of different articles: what likeness means nothing.

    The pairs follow from the number of articles alone; where there are no more than ``pairs`` of them, all are taken.
    """
    one, other = _random_pairs(features.size, pairs)
    scores = np.zeros(len(one))
    for first in range(0, len(one), 2000):
        at = slice(first, first + 2000)
        scores[at] = features.matrix[one[at]].multiply(features.matrix[other[at]]).sum(axis=1)
    return scores * features.closeness(one, other) if timely else scores


def _best(
    features: Features, row: int, ids: np.ndarray, cosines: np.ndarray, k: int, least: float, *, timely: bool
) -> Found:
    """The k best of one row, out of everything it shares something with."""
    # Time leaves at least this much of a cosine: most candidates fall out before their days are looked at.
    leaves = 1.0 - features.weights.scheme.time if timely else 1.0
    floor = least
    if 0 <= k < len(cosines) - 1:  # one of the k + 1 best is the article itself
        floor = max(floor, float(np.partition(cosines, len(cosines) - k - 1)[len(cosines) - k - 1]) * leaves)
    near = cosines >= floor - 2e-9  # rounding may lift a score
    ids, scores = ids[near], cosines[near]
    if timely:
        scores = scores * features.closeness(row, ids)
    scores = np.round(scores, 9)
    able = (scores > 0) & (scores >= least) & (ids != row)
    ids, scores = ids[able], scores[able]
    order = np.lexsort((ids, -scores))[: max(k, 0)]
    return ids[order].astype(np.int64), scores[order]


def _random_pairs(size: int, most: int) -> Found:
    if size * (size - 1) // 2 <= most:
        return np.triu_indices(size, 1)
    draw = np.random.default_rng(size)
    one = draw.integers(0, size, most)
    return one, (one + draw.integers(1, size, most)) % size
