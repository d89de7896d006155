"""How much alike two articles are: the cosine of what they carry, each feature weighted by its rarity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack

from lensatlas.features.weights import GROUPS, Scheme, Weights, rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.features.weights import Group
    from lensatlas.network.graph import Graph

# Cells of a block of scores held at once, as float64 with its column: about 200 MB.
_CELLS = 1 << 24


@dataclass(frozen=True, kw_only=True)
class Features:
    """Articles as weighted vectors of length 1: the dot product of two rows is their cosine, in [0, 1].

    ``matrix``: A × F CSR float64; an article with nothing to go by has an empty row. ``groups``: F × int8, index into
    :data:`~lensatlas.features.weights.GROUPS`. ``labels``: F texts for readers. ``names``: F ids, stems for text.
    """

    matrix: csr_array
    groups: np.ndarray
    names: Sequence[str]
    labels: Sequence[str]
    weights: Weights

    @property
    def size(self) -> int:
        """How many articles there are."""
        return int(self.matrix.shape[0])

    def group(self, column: int) -> Group:
        """The kind of a feature."""
        return GROUPS[int(self.groups[column])]

    def of(self, group: Group) -> csr_array:
        """The columns of one group, A × n, as they stand in the whole."""
        first, last = np.searchsorted(self.groups, (GROUPS.index(group), GROUPS.index(group) + 1))
        return self.matrix[:, first:last]


def weigh(graph: Graph, *, scheme: Scheme | None = None, weights: Weights | None = None) -> Features:
    """The articles of a graph as weighted vectors, under a given table of weights or one computed from them.

    A feature counts (1 + ln n)·ln(N / holders) for n uses in an article (Salton & Buckley 1988). Each group's part of a row
    is brought to its length in the scheme, then the row to length 1: an article without tags is compared by the rest.
    """
    scheme = scheme or Scheme()
    parts = [graph.term_counts if group == "text" else graph.links[group] for group in GROUPS]
    weights = weights or _weights(parts, scheme)
    matrix, first = [], 0
    for group, part in zip(GROUPS, parts, strict=True):
        counted = csr_array((1.0 + np.log(part.data.astype(np.float64)), part.indices, part.indptr), shape=part.shape)
        rare = weights.rarity[first : first + part.shape[1]]
        matrix.append(_unit(counted @ diags_array(rare)) * weights.scale[group])
        first += part.shape[1]
    names = [graph.terms if group == "text" else graph.ids[group] for group in GROUPS]
    labels = [*names[:-1], graph.term_labels or graph.terms]
    return Features(
        matrix=_unit(csr_array(hstack(matrix, format="csr"))),
        groups=np.repeat(np.arange(len(GROUPS), dtype=np.int8), [part.shape[1] for part in parts]),
        names=[name for part in names for name in part],
        labels=[text for part in labels for text in part],
        weights=weights,
    )


def nearest(
    features: Features, rows: np.ndarray, k: int, *, min_score: float = 0.0
) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each of the given articles, the exact k most alike others and their scores, best first.

    Scores are rounded to nine digits; equal ones stand in order of id. Only articles that share something (score above 0)
    and reach ``min_score`` are given. Memory is bounded whatever the number of rows.
    """
    held = features.matrix.T.tocsr()
    block = max(1, _CELLS // max(features.size, 1))
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for first in range(0, len(rows), block):
        asked = rows[first : first + block]
        scores = csr_array(features.matrix[asked] @ held)
        for i, row in enumerate(asked):
            at = slice(scores.indptr[i], scores.indptr[i + 1])
            found.append(_best(scores.indices[at], scores.data[at], int(row), k, min_score))
    return found


def random_pairs_score(features: Features, percentile: float = 99.0, *, pairs: int = 20_000) -> float:
    """The given percentile of the cosine of random pairs of different articles; 0 where there is no pair.

    The pairs follow from the number of articles alone; where there are no more than ``pairs`` of them, all are taken.
    """
    one, other = _pairs(features.size, pairs)
    if not len(one):
        return 0.0
    scores = [
        features.matrix[one[i : i + 2000]].multiply(features.matrix[other[i : i + 2000]]).sum(axis=1)
        for i in range(0, len(one), 2000)
    ]
    return round(float(np.percentile(np.concatenate(scores), percentile)), 9)


def _weights(parts: Sequence[csr_array], scheme: Scheme) -> Weights:
    size = int(parts[0].shape[0])
    by_group = [
        rarity(np.bincount(part.indices, minlength=part.shape[1]), size, share=scheme.share[group], few=scheme.few)
        for group, part in zip(GROUPS, parts, strict=True)
    ]
    return Weights(version=scheme.version, articles=size, rarity=np.concatenate(by_group), scale=scheme.scale)


def _unit(matrix: csr_array) -> csr_array:
    """Rows brought to length 1, without the features that weigh nothing; empty rows stay."""
    matrix.eliminate_zeros()
    length = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    return csr_array(diags_array(1.0 / np.where(length > 0, length, 1.0)) @ matrix)


def _best(ids: np.ndarray, scores: np.ndarray, own: int, k: int, least: float) -> tuple[np.ndarray, np.ndarray]:
    """The k best of one row."""
    scores = np.round(scores, 9)
    able = (scores > 0) & (scores >= least) & (ids != own)
    ids, scores = ids[able], scores[able]
    if len(ids) > k > 0:
        cut = np.partition(scores, len(scores) - k)[len(scores) - k]
        ids, scores = ids[scores >= cut], scores[scores >= cut]
    order = np.lexsort((ids, -scores))[:k]
    return ids[order].astype(np.int64), scores[order]


def _pairs(size: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    if size * (size - 1) // 2 <= most:
        one, other = np.triu_indices(size, 1)
        return one, other
    draw = np.random.default_rng(size)
    one = draw.integers(0, size, most)
    return one, (one + draw.integers(1, size, most)) % size
