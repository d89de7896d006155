"""What a tag's articles are about, beside what a concept is about: the words that tell two senses apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array

from lensatlas.features.terms import stems, tokens
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lensatlas.model import Concept

# What a concept's own labels, its notes, and the labels of what is above and below it count for.
_LABEL, _NOTE, _KIN = 3.0, 1.0, 0.5
_READ = 200  # articles of one tag
_GENERATIONS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """``articles``: A × T unit rows of the articles' words; ``concepts``: C × T unit rows of the concepts' words."""

    articles: csr_array
    concepts: csr_array
    _number: Mapping[str, int]
    _stem: Callable[[str], str]

    @classmethod
    def of(cls, concepts: Sequence[Concept], terms: Sequence[str], counts: csr_array) -> Context:
        """``terms``: T stems; ``counts``: A × T, how often each stands in each article. A word on half of all articles says nothing."""
        holders = np.bincount(counts.indices, minlength=counts.shape[1])
        rarity = np.log(max(counts.shape[0], 1) / np.maximum(holders, 1)) * (holders <= 0.5 * counts.shape[0])
        tempered = counts.astype(np.float64)
        tempered.data = 1 + np.log(tempered.data)
        weights = diags_array(rarity)
        number = {term: place for place, term in enumerate(terms)}
        described = _described(concepts, number, counts.shape[1])
        return cls(_unit(csr_array(tempered @ weights)), _unit(csr_array(described @ weights)), number, stems())

    def standing(self, tag: str, holders: Sequence[int], wanted: Sequence[int]) -> list[float]:
        """For each wanted concept (by number) the share of all concepts that are farther from what these articles are about.

        The tag's own words are left out: they are why the concept was looked at, and its articles are full of them.
        """
        rows = np.asarray(holders[:_READ], dtype=np.int64)
        mean = np.asarray(self.articles[rows].sum(axis=0)).ravel()
        mean[_numbers(fold(tag), self._number, self._stem)] = 0.0
        near = self.concepts @ mean
        ordered = np.sort(near)
        below = np.searchsorted(ordered, near[np.asarray(wanted, dtype=np.int64)] - 1e-12, side="left")
        return [float(share) for share in below / max(len(ordered) - 1, 1)]


def _described(concepts: Sequence[Concept], number: Mapping[str, int], width: int) -> csr_array:
    stem = stems()
    place = {concept.id: row for row, concept in enumerate(concepts)}
    labelled = [
        [t for label in (*c.preferred, *c.alternative) for t in _numbers(label, number, stem)] for c in concepts
    ]
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []

    def add(row: int, found: Sequence[int], weight: float) -> None:
        rows.extend([row] * len(found))
        columns.extend(found)
        values.extend([weight] * len(found))

    for row, concept in enumerate(concepts):
        add(row, labelled[row], _LABEL)
        for note in concept.notes:
            add(row, _numbers(note, number, stem), _NOTE)
        for above in _ancestors(concept, concepts, place):
            add(row, labelled[above], _KIN)
            if above in {place.get(parent) for parent in concept.broader}:
                add(above, labelled[row], _KIN)
    return csr_array((values, (rows, columns)), shape=(len(concepts), width))


def _ancestors(concept: Concept, concepts: Sequence[Concept], place: Mapping[str, int]) -> list[int]:
    """The concepts above one, a few generations up; circles end."""
    found: dict[int, None] = {}
    level = [place[parent] for parent in concept.broader if parent in place]
    for _ in range(_GENERATIONS):
        new = [row for row in dict.fromkeys(level) if row not in found]
        found |= dict.fromkeys(new)
        level = [place[parent] for row in new for parent in concepts[row].broader if parent in place]
    return list(found)


def _numbers(text: str, number: Mapping[str, int], stem: Callable[[str], str]) -> list[int]:
    read = [stem(token) for token in tokens(text)]
    pairs = [f"{a} {b}" for a, b in pairwise(read) if a and b]
    return [number[term] for term in (*read, *pairs) if term in number]


def _unit(rows: csr_array) -> csr_array:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.where(lengths > 0, lengths, 1.0)) @ rows)
