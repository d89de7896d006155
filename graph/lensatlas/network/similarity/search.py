"""What is kept of a corpus between two searches for the nearest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.features.weights import closeness
from lensatlas.network.kernel import Index
from lensatlas.network.kernel.index import Queries

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from lensatlas.features.weights import Scheme

# Articles asked for until an index is made: making it costs as much as scanning the matrix for 40 to 60 of them.
_FEW = 32


@dataclass(slots=True, kw_only=True)
class Search:
    """Articles as they are looked up: A × F rows with rising columns, days (A × int32), and an index once it pays."""

    matrix: csr_array
    days: np.ndarray
    scheme: Scheme
    _scanned: int = field(default=0, init=False)
    _index: Index | None = field(default=None, init=False)

    @classmethod
    def of(cls, matrix: csr_array, days: np.ndarray, scheme: Scheme) -> Search:
        """The search in a matrix, whose columns need not be in order."""
        if not matrix.has_canonical_format:
            matrix = matrix.copy()
            matrix.sum_duplicates()
        return cls(matrix=matrix, days=days, scheme=scheme)

    @property
    def size(self) -> int:
        """How many articles there are."""
        return int(self.matrix.shape[0])

    def scans(self, rows: int, *, indexed: bool) -> bool:
        """Whether so many articles are better looked up in the matrix as it lies; ``indexed``: else an index is made.

        Then they are counted together with those before, so that question after question comes to have one.
        """
        if self._index is not None:
            return False
        self._scanned = self._scanned + rows if indexed else rows
        return self._scanned <= _FEW

    @property
    def index(self) -> Index:
        """The inverted index, made when it is first asked for. Needs the compiled kernel."""
        if self._index is None:
            self._index = Index.of(self.matrix, self.days, self.scheme)
        return self._index

    def queries(self, rows: np.ndarray) -> Queries:
        """Articles of this corpus as queries."""
        return Queries(rows=self.matrix[rows], days=self.days[rows], own=np.asarray(rows, np.int32))

    def scores(self, row: int, ids: np.ndarray, cosines: np.ndarray, *, timely: bool) -> np.ndarray:
        """What is left of cosines by time, rounded to nine digits."""
        return np.round(cosines * closeness(self.days[row], self.days[ids], self.scheme) if timely else cosines, 9)
