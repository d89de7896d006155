"""How an archive uses its tags: which stand on which articles, and how alike the company is that two of them keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Holders = Mapping[str, Sequence[int]]

# Pairs of co-occurring tags gathered at once: bounds memory at some 300 MB however many tags an article has.
_AT_ONCE = 20_000_000
# Random pairs of tags that say what likeness is to be expected of two tags that have nothing to do with each other.
_SAMPLE = 2000


@dataclass(frozen=True, kw_only=True, eq=False)
class Archive:
    """A articles by number, and for each tag, actor and lens the numbers of its articles, each once.

    ``prose``: A × T, how often each term of the text vocabulary stands in each article; without it, likeness rests on tags,
    actors and lenses alone.
    """

    articles: int
    tags: Holders
    actors: Holders = field(default_factory=dict)
    lenses: Holders = field(default_factory=dict)
    prose: csr_array | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The N tags in order."""
        return tuple(sorted(self.tags))

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Tag → its number in :attr:`names`."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """Tag → how many articles have it."""
        return {name: len(self.tags[name]) for name in self.names}

    @cached_property
    def counts(self) -> np.ndarray:
        """N: the same by number."""
        return np.array([len(self.tags[name]) for name in self.names], dtype=np.int64)

    @cached_property
    def marks(self) -> csr_array:
        """A × N: 1 where an article has a tag."""
        return _marks(self.tags, self.names, self.articles)

    @cached_property
    def company(self) -> csr_array:
        """A × F unit rows: the article's tags (the first N columns), actors, lenses and words, the rarer the heavier."""
        blocks = [_weighted(self.marks)]
        blocks += [_weighted(_marks(of, sorted(of), self.articles)) for of in (self.actors, self.lenses) if of]
        if self.prose is not None:
            tempered = self.prose.astype(np.float64)
            tempered.data = 1 + np.log(tempered.data)
            blocks.append(_weighted(tempered))
        return _unit(csr_array(hstack(blocks, format="csr")))

    def together(self, numbers: np.ndarray) -> Iterator[csr_array]:
        """How many articles each of these tags shares with each other tag: rows in the order of ``numbers``, a stretch at a time."""
        by_tag = csr_array(self.marks.T)
        width = np.asarray(self.marks.sum(axis=1)).ravel()
        work = (by_tag[numbers] @ width).cumsum() if len(numbers) else np.zeros(0)
        start = 0
        while start < len(numbers):
            before = work[start - 1] if start else 0.0
            end = max(start + 1, int(np.searchsorted(work, before + _AT_ONCE, side="right")))
            yield csr_array(by_tag[numbers[start:end]] @ self.marks)
            start = end

    def likeness(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """For each pair of tags the cosine of the company they keep, both tags themselves left out; 0 to 1."""
        if not pairs:
            return np.zeros(0)
        wanted = sorted({tag for pair in pairs for tag in pair})
        at = {tag: row for row, tag in enumerate(wanted)}
        columns = np.array([self.place[tag] for tag in wanted])
        means = csr_array(csr_array(self.marks.T)[columns] @ self.company)
        ours, theirs = (np.array([at[pair[side]] for pair in pairs]) for side in (0, 1))
        return _cosines(means, columns, ours, theirs)

    @cached_property
    def chance(self) -> np.ndarray:
        """The likeness of random pairs of tags with two articles or more, in ascending order."""
        often = [name for name in self.names if len(self.tags[name]) > 1]
        if len(often) < 2:
            return np.zeros(1)
        drawn = np.random.default_rng(0).integers(0, len(often), size=(_SAMPLE, 2))
        pairs = [(often[a], often[b]) for a, b in drawn.tolist() if a != b]
        return np.sort(self.likeness(pairs)) if pairs else np.zeros(1)

    def standing(self, likeness: np.ndarray) -> np.ndarray:
        """The share of random pairs that are less alike: .5 is nothing, 1 is more than any."""
        return np.searchsorted(self.chance, likeness, side="left") / len(self.chance)


def _marks(holders: Holders, names: Sequence[str], articles: int) -> csr_array:
    rows = (
        np.concatenate([np.asarray(holders[name], dtype=np.int64) for name in names])
        if names
        else np.zeros(0, np.int64)
    )
    columns = np.repeat(np.arange(len(names)), [len(holders[name]) for name in names])
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(articles, len(names)))


def _weighted(counts: csr_array) -> csr_array:
    """Unit rows, each column weighted by its rarity."""
    holders = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log(max(counts.shape[0], 1) / np.maximum(holders, 1))
    return _unit(csr_array(counts @ diags_array(rarity)))


def _unit(rows: csr_array) -> csr_array:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.where(lengths > 0, lengths, 1.0)) @ rows)


def _cosines(means: csr_array, columns: np.ndarray, ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Row by row the cosine of two rows, their own columns taken out."""
    first, second = means[ours], means[theirs]
    dots = np.asarray(first.multiply(second).sum(axis=1)).ravel()
    lengths = [np.asarray(each.multiply(each).sum(axis=1)).ravel() for each in (first, second)]
    for column in (columns[ours], columns[theirs]):
        a, b = (np.asarray(means[rows, column]).ravel() for rows in (ours, theirs))
        dots -= a * b
        lengths[0] -= a * a
        lengths[1] -= b * b
    below = np.sqrt(np.maximum(lengths[0], 0) * np.maximum(lengths[1], 0))
    return np.where(below > 1e-12, dots / np.where(below > 1e-12, below, 1.0), 0.0)
