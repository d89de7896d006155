"""The nearest articles out of the scores with all: by scipy, without an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.network.similarity.search import Search

    Found = tuple[np.ndarray, np.ndarray]

# Cells of a block of scores held at once, each a float64 and its column: about 200 MB.
_CELLS = 1 << 24


def each_cosine(search: Search, rows: np.ndarray) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """For each row the articles it shares something with, itself too, and their cosines, in blocks of products."""
    held = csr_array(search.matrix.T)
    block = max(1, _CELLS // max(search.size, 1))
    for first in range(0, len(rows), block):
        asked = rows[first : first + block]
        scores = csr_array(search.matrix[asked] @ held)
        for i, row in enumerate(asked.tolist()):
            at = slice(scores.indptr[i], scores.indptr[i + 1])
            yield row, scores.indices[at], scores.data[at]


def each_scanned(search: Search, rows: np.ndarray) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """The same, one row at a time against the whole matrix as it lies: the quickest for the first few.

    Sums run over the other article's columns in their order, those not shared adding 0: the same bits as any other way.
    """
    for row in rows.tolist():
        at = slice(search.matrix.indptr[row], search.matrix.indptr[row + 1])
        spread = np.zeros(search.matrix.shape[1])
        spread[search.matrix.indices[at]] = search.matrix.data[at]
        cosines = search.matrix @ spread
        ids = np.flatnonzero(cosines)
        yield row, ids, cosines[ids]


def best(
    search: Search, row: int, ids: np.ndarray, cosines: np.ndarray, k: int, least: float, *, timely: bool
) -> Found:
    """The k best of one row, out of everything it shares something with."""
    # Time leaves at least this much of a cosine: most candidates fall out before their days are looked at.
    leaves = 1.0 - search.scheme.time if timely else 1.0
    floor = least
    if 0 <= k < len(cosines) - 1:  # one of the k + 1 best is the article itself
        floor = max(floor, float(np.partition(cosines, len(cosines) - k - 1)[len(cosines) - k - 1]) * leaves)
    near = cosines >= floor - 2e-9  # rounding may lift a score
    ids, scores = ids[near], search.scores(row, ids[near], cosines[near], timely=timely)
    able = (scores > 0) & (scores >= least) & (ids != row)
    ids, scores = ids[able], scores[able]
    order = np.lexsort((ids, -scores))[: max(k, 0)]
    return ids[order].astype(np.int64), scores[order]


def reaching(
    search: Search, row: int, ids: np.ndarray, cosines: np.ndarray, bars: np.ndarray, *, timely: bool
) -> Found:
    """All that reach their bar, out of everything one row shares something with."""
    near = cosines >= bars[ids] - 2e-9
    ids, scores = ids[near], search.scores(row, ids[near], cosines[near], timely=timely)
    able = (scores > 0) & (scores >= bars[ids]) & (ids != row)
    order = np.argsort(ids[able])
    return ids[able][order].astype(np.int64), scores[able][order]
