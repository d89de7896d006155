"""The articles most alike to given ones, and those that given ones are alike enough to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.network.kernel.threads import threads_here
from lensatlas.network.similarity import products, topn
from lensatlas.network.similarity.engines import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.network.similarity.engines import Engine
    from lensatlas.network.weighing import Features

    Found = tuple[np.ndarray, np.ndarray]


def nearest(
    features: Features, rows: np.ndarray, k: int, *, min_score: float = 0.0, timely: bool = False
) -> list[Found]:
    """For each of the given articles, the exact k most alike others and their scores, best first.

    Scores are cosines, times what the days between the two leave where ``timely``; rounded to nine digits, equal ones in the
    order of ids. Only articles that share something (score above 0) and reach ``min_score`` are given.
    """
    return list(each_nearest(features, rows, k, min_score=min_score, timely=timely))


def each_nearest(
    features: Features,
    rows: np.ndarray,
    k: int,
    *,
    min_score: float = 0.0,
    timely: bool = False,
    by: Engine | None = None,
    threads: int | None = None,
) -> Iterator[Found]:
    """As :func:`nearest`, one article after the other, in memory that grows neither with the rows nor with the answers.

    ``by``: the engine, else the fastest there is; ``threads``: how many share the work, else one a processor. The answers
    are the same from any engine and any number of threads.
    """
    search, rows, k = features.search, np.asarray(rows), max(0, min(k, features.size))
    if by is None and search.scans(len(rows), indexed=engine() == "kernel"):
        for row, ids, cosines in products.each_scanned(search, rows):
            yield products.best(search, row, ids, cosines, k, min_score, timely=timely)
    elif (by or engine()) == "kernel":
        yield from search.index.each_nearest(
            search.queries(rows), k, least=min_score, timely=timely, threads=threads or threads_here()
        )
    elif (by or engine()) == "sparse_dot_topn":
        yield from topn.each_nearest(search, rows, k, min_score, timely=timely, threads=threads or threads_here())
    else:
        for row, ids, cosines in products.each_cosine(search, rows):
            yield products.best(search, row, ids, cosines, k, min_score, timely=timely)


def each_reaching(
    features: Features,
    rows: np.ndarray,
    bars: np.ndarray,
    *,
    timely: bool = False,
    by: Engine | None = None,
    threads: int | None = None,
) -> Iterator[Found]:
    """For each of the given articles, all others d whose score with it is above 0 and at least ``bars[d]``, ids rising.

    ``bars``: A × float64. Scores are those of :func:`nearest`, to the bit; engines and threads as there.
    """
    search, rows = features.search, np.asarray(rows)
    bars = np.maximum(np.ascontiguousarray(bars, np.float64), 0.0)
    scanned = by is None and search.scans(len(rows), indexed=engine() == "kernel")
    if not scanned and (by or engine()) == "kernel":
        yield from search.index.each_reaching(
            search.queries(rows), bars, timely=timely, threads=threads or threads_here()
        )
        return
    way = products.each_scanned if scanned else products.each_cosine
    for row, ids, cosines in way(search, rows):
        yield products.reaching(search, row, ids, cosines, bars, timely=timely)
