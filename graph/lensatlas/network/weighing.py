"""Articles as weighted vectors: what each carries, every feature weighted by its rarity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, hstack

from lensatlas.features.weights import GROUPS, Scheme, Weights, closeness, rarest, rarity
from lensatlas.network.similarity.search import Search
from lensatlas.network.texts import Chain, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.features.weights import Group
    from lensatlas.network.graph import Graph


@dataclass(frozen=True, kw_only=True)
class Features:
    """Articles as weighted vectors of length 1: the dot product of two rows is their cosine, in [0, 1].

    ``matrix``: A × F CSR float64; an article with nothing to go by has an empty row. ``groups``: F × int8, indices into
    :data:`~lensatlas.features.weights.GROUPS`, rising. ``names``: F ids, stems for text; ``labels``: F texts for readers.
    ``days``: as in the graph.
    """

    matrix: csr_array
    groups: np.ndarray
    names: Sequence[str]
    labels: Sequence[str]
    days: np.ndarray
    weights: Weights

    @property
    def size(self) -> int:
        """How many articles there are."""
        return int(self.matrix.shape[0])

    @cached_property
    def search(self) -> Search:
        """The articles as they are looked up by likeness."""
        return Search.of(self.matrix, self.days, self.weights.scheme)

    @cached_property
    def bounds(self) -> np.ndarray:
        """Where the columns of each group begin, and after the last where they end: one more than there are groups."""
        # Sought as the type that groups have: else all of them are cast.
        return np.searchsorted(self.groups, np.arange(len(GROUPS) + 1, dtype=np.int8))

    def group(self, column: int) -> Group:
        """The kind of a feature."""
        return GROUPS[int(self.groups[column])]

    def of(self, group: Group) -> csr_array:
        """The columns of one group, A × n, as they stand in the whole."""
        at = GROUPS.index(group)
        return self.matrix[:, self.bounds[at] : self.bounds[at + 1]]

    def closeness(self, article: int | np.ndarray, others: int | np.ndarray) -> np.ndarray:
        """What the time between articles leaves of their cosine."""
        return closeness(self.days[article], self.days[others], self.weights.scheme)


def weigh(graph: Graph, *, scheme: Scheme | None = None, weights: Weights | None = None) -> Features:
    """The articles of a graph as weighted vectors, under a given table of weights or one computed from them.

    A feature counts √n times its rarity for n uses in an article. Each group's part of a row is brought to the length
    s·l/√(l² + r²), with s its scale, l its length and r the most that a rarity can be: one common tag says little, several rare
    ones nearly all that tags can say. Then the row is brought to length 1: an article without tags is compared by the rest.
    """
    parts = parts_of(graph)
    weights = weights or weights_of(graph, scheme or Scheme())
    full = rarest(max(weights.articles, 2), weights.scheme)
    groups = np.repeat(np.arange(len(GROUPS), dtype=np.int8), [part.shape[1] for part in parts])
    weighed = [
        _part(part, weights.rarity[groups == i], weights.scheme.scale[group], full)
        for i, (group, part) in enumerate(zip(GROUPS, parts, strict=True))
    ]
    names = [graph.terms if group == "text" else graph.ids[group] for group in GROUPS]
    return Features(
        matrix=_unit(csr_array(hstack(weighed, format="csr"))),
        groups=groups,
        names=Chain(names),
        labels=Chain([*names[:-1], graph.term_labels or graph.terms]),
        days=graph.days,
        weights=weights,
    )


def weights_of(graph: Graph, scheme: Scheme) -> Weights:
    """The table of weights that the articles of a graph give."""
    parts = parts_of(graph)
    by_group = [
        rarity(np.bincount(part.indices, minlength=part.shape[1]), graph.size, group, scheme)
        for group, part in zip(GROUPS, parts, strict=True)
    ]
    by_group[-1] *= np.where(spaced(graph.terms), scheme.pair, 1.0)
    return Weights(scheme=scheme, articles=graph.size, rarity=np.concatenate(by_group))


def parts_of(graph: Graph) -> Sequence[csr_array]:
    """What the articles carry, group by group: A × n each."""
    return [graph.term_counts if group == "text" else graph.links[group] for group in GROUPS]


def _part(counts: csr_array, rarity: np.ndarray, scale: float, full: float) -> csr_array:
    """One group's part of every row."""
    weight = np.sqrt(counts.data.astype(np.float64)) * rarity[counts.indices]
    squared = np.bincount(_rows(counts), weight**2, counts.shape[0])
    weight *= (scale / np.sqrt(squared + full**2))[_rows(counts)]
    return csr_array((weight, counts.indices, counts.indptr), shape=counts.shape)


def _unit(matrix: csr_array) -> csr_array:
    """Rows brought to length 1, their columns in order, features of no weight left out; empty rows stay."""
    matrix.eliminate_zeros()
    matrix.sort_indices()
    length = np.sqrt(np.bincount(_rows(matrix), matrix.data**2, matrix.shape[0]))
    return csr_array((matrix.data / length[_rows(matrix)], matrix.indices, matrix.indptr), shape=matrix.shape)


def _rows(matrix: csr_array) -> np.ndarray:
    """The row of each entry."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
