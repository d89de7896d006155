"""Texts as numbers: which words stand where in them, and beside which."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.features.terms import is_break, stems, surface, tokens
from lensatlas.features.vocabulary import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]

# Tokens sorted at once: bounds memory at about 100 MB however large the corpus.
_CHUNK = 1 << 21
_STOP, _BREAK = -1, -2


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Texts as numbers: ``stream`` holds form numbers, text d is ``stream[starts[d]:starts[d + 1]]``.

    ``stem_of`` maps a form to its stem, or :data:`_STOP`, or :data:`_BREAK`. A word's key is its stem, a pair's is :meth:`pair`.
    """

    forms: Sequence[str]
    stems: Sequence[str]
    stream: np.ndarray
    starts: np.ndarray
    stem_of: np.ndarray

    @property
    def width(self) -> int:
        """How many stems there are."""
        return len(self.stems)

    @cached_property
    def stop_number(self) -> np.ndarray:
        """Per form: which stop word it is, from 1; 0 for what is none."""
        stop = self.stem_of == _STOP
        return np.where(stop, np.cumsum(stop), 0)

    @property
    def keys(self) -> int:
        """One more than the largest key."""
        return self.width + self.width**2

    def pair(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The keys of pairs of stems: above those of all words."""
        return np.asarray(self.width + first * self.width + second)

    @cached_property
    def numbers(self) -> np.ndarray:
        """Per stem: its number in every corpus."""
        return numbered(self.stems)

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Runs of texts [low, high) of about :data:`_CHUNK` tokens."""
        low = 0
        while low < len(self.starts) - 1:
            high = int(np.searchsorted(self.starts, self.starts[low] + _CHUNK, side="right")) - 1
            yield low, max(high, low + 1)
            low = max(high, low + 1)

    def placed(self, low: int, high: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Forms and stems of texts [low, high), and which text, counted from low, each stands in."""
        forms = self.stream[self.starts[low] : self.starts[high]]
        where = np.repeat(np.arange(high - low, dtype=np.int64), np.diff(self.starts[low : high + 1]))
        return forms, self.stem_of[forms], where

    def counted(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Per chunk: ``text·keys + key`` of every word and pair, each once and in order, and how often it stands there."""
        for low, high in self.chunks():
            _, stem, where = self.placed(low, high)
            words, (first, second) = np.flatnonzero(stem >= 0), neighbours(stem, where)
            word_keys = (where[words] + low) * self.keys + stem[words]
            pair_keys = (where[first] + low) * self.keys + self.pair(stem[first], stem[second])
            yield tally(np.concatenate((word_keys, pair_keys)))


def read(texts: Iterable[str]) -> Reading:
    """Texts as numbers, in one pass; of the texts themselves nothing is held but each form once."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    stream, starts = array("i"), array("q", (0,))
    for text in texts:
        stream.extend(map(numbers.__getitem__, tokens(text)))
        starts.append(len(stream))
    form_of = {token: token if is_break(token) else surface(token) for token in numbers}
    # Lower case first: between two equally common forms the plainer one is shown.
    forms = sorted(set(form_of.values()), key=lambda form: (form != form.lower(), form))
    place = {form: i for i, form in enumerate(forms)}
    renumber = np.fromiter((place[form_of[token]] for token in numbers), np.int32, len(numbers))
    stem = stems()
    stem_by_form = [stem(form) for form in forms]
    names = sorted(set(stem_by_form) - {""})
    number = {name: i for i, name in enumerate(names)}
    stem_of = [
        number[name] if name else _BREAK if is_break(form) else _STOP
        for form, name in zip(forms, stem_by_form, strict=True)
    ]
    return Reading(
        forms=forms,
        stems=names,
        stream=renumber[np.frombuffer(stream, np.int32)] if stream else np.zeros(0, np.int32),
        starts=np.frombuffer(starts, np.int64),
        stem_of=np.array(stem_of, np.int64),
    )


def neighbours(stem: np.ndarray, where: np.ndarray) -> tuple[Numbers, Numbers]:
    """Where the first and the second of two neighbouring stems of one text stand."""
    beside = np.flatnonzero((stem[:-1] >= 0) & (stem[1:] >= 0) & (where[:-1] == where[1:]))
    over = (stem[:-2] >= 0) & (stem[1:-1] == _STOP) & (stem[2:] >= 0) & (where[:-2] == where[2:])
    apart = np.flatnonzero(over)
    return np.concatenate((beside, apart)), np.concatenate((beside + 1, apart + 2))


def tally(keys: np.ndarray) -> tuple[Numbers, Numbers]:
    """Each key once, in order, and how often it stands there."""
    distinct, counts = np.unique(keys, return_counts=True)
    return distinct, counts
