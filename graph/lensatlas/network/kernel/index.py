"""An inverted index over articles, and what it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.features.weights import closeness
from lensatlas.network.kernel.threads import shared_out

try:
    from lensatlas.network.kernel import compiled
except ImportError:  # nothing could be compiled at installation
    _COMPILED = False
else:
    _COMPILED = True

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_array

    from lensatlas.features.weights import Scheme

    Found = tuple[np.ndarray, np.ndarray]

# Queries answered in one call: room that is made once for them all, and at most a second or two between two interruptions.
_QUERIES = 2048
# Fewer are not worth a thread.
_SHARE = 64
# Answers of one call, each an id and a score: 12 MB.
_ANSWERS = 1 << 20


def compiled_here() -> bool:
    """Whether there is a compiled kernel."""
    return _COMPILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """Articles to find the nearest of: R × F rows, their ``days`` (R × int32, 0 unknown), the ids (R × int32) not to be found.

    ``own``: −1 for an article that is not in the index.
    """

    rows: csr_array
    days: np.ndarray
    own: np.ndarray

    def part(self, first: int, last: int) -> Queries:
        """Some of them."""
        return Queries(rows=self.rows[first:last], days=self.days[first:last], own=self.own[first:last])


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What is left of a score by the time between two: ``leaves[n]`` n days apart, ``unknown`` where a day is not known."""

    days: np.ndarray
    leaves: np.ndarray
    unknown: float

    def of(self, queries: Queries) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
        """As the compiled part takes them: days of the indexed, days of the queries."""
        return self.days, np.ascontiguousarray(queries.days, np.int32), self.leaves, self.unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A × F rows with the articles that carry each feature, those with the most left to give first.

    Costs 10 bytes an entry and 12 a feature beside the matrix, which is kept and must not be changed. ``days``: A × int32, 0
    unknown; ``earliest`` and ``latest`` of those known, both 0 where none is.
    """

    days: np.ndarray
    earliest: int
    latest: int
    scheme: Scheme
    held: compiled.Index

    @classmethod
    def of(cls, matrix: csr_array, days: np.ndarray, scheme: Scheme) -> Index:
        """The index of a matrix with rising columns in every row; ValueError where it is no such matrix or not finite."""
        held = compiled.Index(*_arrays(matrix), int(matrix.shape[1]))
        days = np.ascontiguousarray(days, np.int32)
        known = days[days > 0]
        span = (int(known.min()), int(known.max())) if len(known) else (0, 0)
        return cls(days=days, earliest=span[0], latest=span[1], scheme=scheme, held=held)

    def each_nearest(self, queries: Queries, k: int, *, least: float, timely: bool, threads: int) -> Iterator[Found]:
        """The k nearest of each query: ids (int64), scores rounded to nine digits, best first."""
        shares = max(_SHARE, len(queries.own) // (2 * threads))
        stride = max(1, min(_QUERIES, _ANSWERS // max(k, 1), shares))
        times = self._times(queries.days) if timely else None

        def answered(first: int) -> Found:
            part = queries.part(first, first + stride)
            ids, scores = np.empty((len(part.own), k), np.int32), np.empty((len(part.own), k))
            self.held.nearest(_arrays(part.rows), part.own, times.of(part) if times else None, least, ids, scores)
            return ids.astype(np.int64), scores

        for ids, scores in shared_out(answered, range(0, len(queries.own), stride), threads):
            held = np.count_nonzero(ids >= 0, axis=1)
            for i, count in enumerate(held.tolist()):
                yield ids[i, :count], scores[i, :count]

    def each_reaching(self, queries: Queries, bars: np.ndarray, *, timely: bool, threads: int) -> Iterator[Found]:
        """All whose score with a query is above 0 and reaches their bar (A × float64): ids rising, scores."""
        times = self._times(queries.days) if timely else None

        def answered(query: int) -> Found:
            part = queries.part(query, query + 1)
            ids, scores = np.empty(len(bars), np.int32), np.empty(len(bars))
            count = self.held.reaching(
                _arrays(part.rows), part.own, times.of(part) if times else None, bars, ids, scores
            )
            order = np.argsort(ids[:count])
            return ids[order].astype(np.int64), scores[order]

        yield from shared_out(answered, range(len(queries.own)), threads)

    def _times(self, asked: np.ndarray) -> Times:
        """What any number of days apart leaves of a score: the same numbers as for whoever asks without an index."""
        known = [day for day in (self.earliest, self.latest, *asked[asked > 0].tolist()) if day]
        span = max(known) - min(known) + 1 if known else 1
        leaves = closeness(np.arange(1, span + 1), np.ones(span, np.int64), self.scheme)
        unknown = closeness(np.zeros(1, np.int64), np.zeros(1, np.int64), self.scheme)
        return Times(days=self.days, leaves=leaves, unknown=float(unknown[0]))


def _arrays(matrix: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where rows begin, columns and values, as the compiled part takes them."""
    return (
        np.ascontiguousarray(matrix.indptr, np.int64),
        np.ascontiguousarray(matrix.indices, np.int32),
        np.ascontiguousarray(matrix.data, np.float64),
    )
