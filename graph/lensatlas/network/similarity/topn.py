"""The nearest articles by sparse_dot_topn, where it is installed and nothing could be compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy.sparse import csr_matrix

from lensatlas.network.similarity import products

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from lensatlas.network.similarity.search import Search

    Found = tuple[np.ndarray, np.ndarray]

# Rows asked at once: what is found is some tens of numbers a row.
_ROWS = 4096
# It keeps the best by cosine alone and an arbitrary one of equals: beyond k, enough for most rows to be sure.
_MORE, _MORE_TIMELY = 8, 4


def each_nearest(
    search: Search, rows: np.ndarray, k: int, least: float, *, timely: bool, threads: int
) -> Iterator[Found]:
    """The k nearest of each row. Where an article that was not found could be among them, the row is asked of scipy."""
    from sparse_dot_topn import sp_matmul_topn

    held = csr_matrix(search.matrix)
    turned = csr_matrix(held.T)
    most = min(search.size, (_MORE_TIMELY * k if timely else k) + _MORE)
    for first in range(0, len(rows), _ROWS):
        asked = rows[first : first + _ROWS]
        found = sp_matmul_topn(held[asked], turned, top_n=most, sort=True, n_threads=threads)
        near: list[Found | None] = []
        for i, row in enumerate(asked.tolist()):
            at = slice(found.indptr[i], found.indptr[i + 1])
            ids, cosines = found.indices[at], found.data[at]
            best = products.best(search, row, ids, cosines, k, least, timely=timely)
            whole = len(ids) < most or most == search.size
            near.append(best if whole or _settled(best, cosines[-1], k, least) else None)
        again = products.each_cosine(search, asked[[found is None for found in near]])
        for sure in near:
            yield sure or products.best(search, *next(again), k, least, timely=timely)


def _settled(near: Found, last: float, k: int, least: float) -> bool:
    """Whether nobody behind the last cosine that was found can be among the k best, by being as good as the k-th or the least."""
    _, scores = near
    floor = max(least, float(scores[-1])) if len(scores) == k > 0 else least
    return last < floor - 2e-9
