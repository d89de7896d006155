"""How alike a few articles are to one another, and which of them tell nearly the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.features.weights import GROUPS
from lensatlas.network.copies import COPY, TERMS

if TYPE_CHECKING:
    from lensatlas.network.weighing import Features

_TEXT = GROUPS.index("text")


class Beside:
    """Some articles side by side, n of them, to be compared with one after the other.

    What one comparison costs grows with what the n carry, not with their pairs: a thousand copies are no burden. ``room`` is
    a vector of zeros, one a feature, lent for the comparisons and left as it was.
    """

    def __init__(self, features: Features, articles: np.ndarray, room: np.ndarray) -> None:
        self._features, self._room = features, room
        first, last = features.matrix.indptr[articles], features.matrix.indptr[articles + 1]
        self.size, count = len(articles), last - first
        self._starts = np.concatenate([[0], np.cumsum(count)])
        self._owner = np.repeat(np.arange(self.size), count)
        at = np.repeat(first - self._starts[:-1], count) + np.arange(len(self._owner))
        self._columns, self._values = features.matrix.indices[at], features.matrix.data[at]
        words = features.groups[self._columns] == _TEXT
        self._words = self._owner[words], self._columns[words], self._values[words]
        self._length = np.sqrt(self._each(self._words[0], self._words[2] ** 2))

    def alike(self, article: int) -> tuple[np.ndarray, np.ndarray]:
        """The n cosines with an article, and which of the n tell nearly its text."""
        row = slice(*self._features.matrix.indptr[[article, article + 1]])
        columns, values = self._features.matrix.indices[row], self._features.matrix.data[row]
        words = values[self._features.groups[columns] == _TEXT]
        return self._compared(columns, values, float(np.sqrt((words**2).sum())), None)

    def among(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """As :meth:`alike`, for the article in one of the n places; it is no copy of itself."""
        row = slice(self._starts[place], self._starts[place + 1])
        return self._compared(self._columns[row], self._values[row], float(self._length[place]), place)

    def _compared(
        self, columns: np.ndarray, values: np.ndarray, length: float, place: int | None
    ) -> tuple[np.ndarray, np.ndarray]:
        self._room[columns] = values
        cosine = self._each(self._owner, self._room[self._columns] * self._values)
        least = (COPY * length) * self._length
        copy = (cosine >= least - 1e-9) & (least > 0)  # words alone are never more alike than the whole
        if place is not None:
            copy[place] = False
        if copy.any():  # seldom, and it costs as much again
            owner, column, value = self._words
            shared = self._room[column] * value
            copy &= np.round(self._each(owner, shared), 9) >= np.round(least, 9)
            copy &= self._each(owner, shared > 0) >= TERMS
        self._room[columns] = 0.0
        return cosine, copy

    def _each(self, owner: np.ndarray, values: np.ndarray) -> np.ndarray:
        return np.bincount(owner, values, self.size)
