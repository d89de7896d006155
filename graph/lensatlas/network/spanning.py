"""What holds a sparse graph of links together: the links between its parts, and its strongest tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

if TYPE_CHECKING:
    from lensatlas.network.capacity import Capacity

# Strengths down to which links out of a part are looked for, one after the other: the weaker, the more pairs are compared.
_FLOORS = (0.4, 0.2, 0.1, 0.0)


def joined(strengths: csr_array, capacity: Capacity) -> csr_array:
    """A symmetric graph of links with its parts joined, wherever any two articles of two parts have a link at all.

    Each part but the largest gets its strongest link to the rest, and so on until nothing is left to join (Borůvka 1926):
    these links are in the maximum spanning forest of the complete graph. A part is searched from the top down, and no
    further than to the first strength at which it has a link out.
    """
    alone = np.zeros(capacity.size, bool)
    while True:
        _, part = connected_components(strengths, directed=False)
        searched = (part != np.argmax(np.bincount(part, minlength=1))) & ~alone
        if not searched.any():
            return strengths
        one, other, strength = _outward(capacity, part, searched)
        alone |= searched & ~np.isin(part, part[one])
        added = symmetric(one, other, strength, capacity.size)
        strengths = csr_array(strengths.maximum(added))


def symmetric(one: np.ndarray, other: np.ndarray, strength: np.ndarray, size: int) -> csr_array:
    """Links, given from one end or from both, as a matrix with both, size × size."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    _, first = np.unique(low * size + high, return_index=True)
    low, high, strength = low[first], high[first], strength[first]
    ends = np.concatenate([low, high]), np.concatenate([high, low])
    held = csr_array((np.tile(strength, 2), ends), shape=(size, size))
    held.sort_indices()
    return held


def forest(strengths: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """The maximum spanning forest of a symmetric graph: the parent of each article, and the strength of the link to it.

    A × int32, −1 for the smallest article of each part; A × float64. Of equal links those of the smaller ids are taken.
    """
    size = strengths.shape[0]
    links = coo_array(strengths)
    once = links.row < links.col
    one, other, strength = links.row[once], links.col[once], links.data[once]
    rank = np.empty(len(strength))
    rank[np.lexsort((other, one, -strength))] = np.arange(1.0, len(strength) + 1)
    # One root above all parts, so that one walk reaches every article.
    _, first = np.unique(connected_components(strengths, directed=False)[1], return_index=True)
    ends = np.append(one, np.full(len(first), size)), np.append(other, first).astype(np.int64)
    ranks = np.append(rank, np.full(len(first), len(rank) + 1.0))
    tree = minimum_spanning_tree(csr_array((ranks, ends), shape=(size + 1, size + 1)))
    _, parent = breadth_first_order(tree, size, directed=False)
    parent = np.where(parent[:size] == size, -1, parent[:size]).astype(np.int32)
    held = np.zeros(size)
    below = np.flatnonzero(parent >= 0)
    if len(below):  # scipy answers an empty question with a sparse array
        held[below] = strengths[below, parent[below]]
    return parent, held


def _outward(capacity: Capacity, part: np.ndarray, searched: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The strongest link out of each part that has searched articles, of equal ones that of the smallest ids."""
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for floor in _FLOORS:
        articles = np.flatnonzero(searched)
        links = coo_array(capacity.links(articles, floor))
        one, other, strength = articles[links.row], links.col.astype(np.int64), links.data
        out = part[one] != part[other]
        one, other, strength = one[out], other[out], strength[out]
        order = np.lexsort((other, one, -strength, part[one]))
        best = order[np.diff(part[one[order]], prepend=-1) != 0]
        found.append((one[best], other[best], strength[best]))
        searched = searched & ~np.isin(part, part[one[best]])
    one, other, strength = (np.concatenate([each[i] for each in found]) for i in range(3))
    return one, other, strength
