"""Whom an article reaches: all others that it resembles as much as each of them asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.network.similarity import Found
    from lensatlas.network.weighing import Features

# Cells of a block of scores held at once, each a float64 and its column: about 200 MB.
_CELLS = 1 << 24


def each_reaching(features: Features, rows: np.ndarray, bars: np.ndarray, *, timely: bool = False) -> Iterator[Found]:
    """For each of the given articles, all others d whose score with it is above 0 and at least ``bars[d]``, ids rising.

    ``bars``: A × float64. Scores are those of :func:`~lensatlas.network.similarity.nearest`, to the bit.
    """
    held = csr_array(features.matrix.T)
    block = max(1, _CELLS // max(features.size, 1))
    for first in range(0, len(rows), block):
        asked = rows[first : first + block]
        found = csr_array(features.matrix[asked] @ held)
        found.sort_indices()
        for i, row in enumerate(asked.tolist()):
            at = slice(found.indptr[i], found.indptr[i + 1])
            yield _above(features, row, found.indices[at], found.data[at], bars, timely=timely)


def _above(
    features: Features, row: int, ids: np.ndarray, cosines: np.ndarray, bars: np.ndarray, *, timely: bool
) -> Found:
    near = (cosines >= bars[ids] - 2e-9) & (ids != row)  # rounding may lift a score
    ids, scores = ids[near], cosines[near]
    if timely:
        scores = scores * features.closeness(row, ids)
    scores = np.round(scores, 9)
    able = (scores > 0) & (scores >= bars[ids])
    return ids[able].astype(np.int64), scores[able]
