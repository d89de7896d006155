"""The terms that an atlas counts, and what its texts hold beside them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Of the terms that are in no column, one in this many is noted: enough to tell how many an atlas holds, some 100 bytes an article.
SAMPLED = 16
# Odd numbers with evenly spread bits, for making one number of two (SplitMix64).
_FIRST, _SECOND, _THIRD = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """T terms: words first, each in order; a pair is two stems with a space between.

    ``terms`` are stems; ``labels``, the same as most often written; ``numbers``: T × uint64, as :func:`numbered` gives them.
    """

    terms: Sequence[str]
    labels: Sequence[str]
    numbers: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Left:
    """Of the terms of D texts that are in no column, those of the sample: text d has ``numbers[starts[d]:starts[d + 1]]``.

    ``numbers``: uint64, each once a text, as :func:`numbered` gives them. The sample goes by the number, so that a term is in
    it in every text or in none.
    """

    numbers: np.ndarray
    starts: np.ndarray

    def rows(self, texts: np.ndarray) -> Left:
        """Those of some texts, in their order."""
        sizes = np.diff(self.starts)[texts]
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], sizes)
        return Left(numbers=self.numbers[np.repeat(self.starts[:-1][texts], sizes) + within], starts=starts)

    def before(self, others: Left) -> Left:
        """Those of these texts, then those of others."""
        starts = np.concatenate((self.starts, others.starts[1:] + len(self.numbers)))
        return Left(numbers=np.concatenate((self.numbers, others.numbers)), starts=starts)


def sampled(numbers: np.ndarray) -> np.ndarray:
    """Which of the numbers are in the sample: the first bit, which tells pairs from words, has no say."""
    return np.asarray((numbers >> np.uint64(1)) % np.uint64(SAMPLED) == 0)


def numbered(terms: Iterable[str]) -> np.ndarray:
    """T × uint64: a number for each term, the same in every corpus; odd for a pair.

    Two terms share one by a chance of 2⁻⁶³: of a million terms any two, one in ten million.
    """
    numbers: dict[str, int] = {}

    def number(stem: str) -> int:
        found = numbers.get(stem)
        if found is None:
            found = numbers[stem] = int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "little") & ~1
        return found

    parts = [term.partition(" ") for term in terms]
    first = np.fromiter((number(one) for one, _, _ in parts), np.uint64, len(parts))
    second = np.fromiter((number(other) if other else 0 for _, _, other in parts), np.uint64, len(parts))
    return np.where(second > 0, paired(first, second), first)


def paired(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The numbers of pairs of words, from theirs."""
    mixed = np.asarray(first * _FIRST + second * _SECOND, np.uint64)
    mixed = np.asarray((mixed ^ (mixed >> np.uint64(31))) * _THIRD, np.uint64)
    return np.asarray((mixed ^ (mixed >> np.uint64(29))) | np.uint64(1))
