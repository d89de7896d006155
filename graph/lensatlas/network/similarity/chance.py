"""What likeness means nothing: the scores of articles taken at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from lensatlas.network.weighing import Features

# Enough that a 99.9th percentile rests on twenty.
PAIRS = 20_000


def random_scores(features: Features, *, pairs: int = PAIRS, timely: bool = False) -> np.ndarray:
    """The scores of random pairs of different articles: what likeness means nothing.

    The pairs follow from the number of articles alone; where there are no more than ``pairs`` of them, all are taken.
    """
    one, other = random_pairs(features.size, pairs)
    scores = np.zeros(len(one))
    for first in range(0, len(one), 2000):
        at = slice(first, first + 2000)
        scores[at] = features.matrix[one[at]].multiply(features.matrix[other[at]]).sum(axis=1)
    return scores * features.closeness(one, other) if timely else scores


def random_pairs(size: int, most: int = PAIRS) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of different articles out of so many, the same for the same number; all of them where there are no more."""
    if size * (size - 1) // 2 <= most:
        return np.triu_indices(size, 1)
    draw = np.random.default_rng(size)
    one = draw.integers(0, size, most)
    return one, (one + draw.integers(1, size, most)) % size
