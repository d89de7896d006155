"""Who has many ties, who sits between, and who is hemmed in: structural measures of an undirected network, on arrays.

Every function takes an N × N symmetric CSR of ties without loops, weights above 0, and returns N × float64.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Callable

# Cells of a dense block held at once; 2²⁰ float64 stay within the processor's cache better than more.
_CELLS = 1 << 20


def degree(ties: csr_array) -> np.ndarray:
    """How many ties each has (Freeman 1979)."""
    return np.diff(ties.indptr).astype(np.float64)


def strength(ties: csr_array) -> np.ndarray:
    """The summed weight of each one's ties (Barrat, Barthélemy, Pastor-Satorras & Vespignani 2004)."""
    return np.asarray(ties.sum(axis=1), np.float64)


def betweenness(ties: csr_array) -> np.ndarray:
    """The share of shortest paths between others that lead through each one (Freeman 1977), in [0, 1].

    Weights are not looked at. Exact, after Brandes (2001), for a block of starting points at a time: the paths found and
    what depends on them are dense blocks, and a step outward or back is one sparse product. A column of a block starts
    in every component at once, so a network of many small ones is done in a few. Divided by (N − 1)(N − 2), as networkx
    does; 0 where N < 3.
    """
    size = ties.shape[0]
    total = np.zeros(size)
    if size < 3:
        return total
    linked = csr_array((np.ones(ties.nnz), ties.indices, ties.indptr), shape=ties.shape)
    _, component = connected_components(linked, directed=False)
    order = np.argsort(component, kind="stable")
    column = np.empty(size, np.int64)
    column[order] = np.arange(size) - np.searchsorted(component[order], component[order])
    width = max(1, _CELLS // size)
    for first in range(0, int(column.max()) + 1, width):
        starts = np.flatnonzero((column >= first) & (column < first + width))
        total += _dependence(linked, starts, column[starts] - first)
    return total / ((size - 1) * (size - 2))


def _dependence(linked: csr_array, starts: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Summed over the starting points, each in its column: how far the paths from there to all others depend on each one."""
    own = (starts, column)
    paths = np.zeros((linked.shape[0], int(column.max()) + 1))
    depth = np.full(paths.shape, -1, np.int32)
    paths[own], depth[own] = 1.0, 0
    front, far = paths, 0
    while True:
        front = np.where(depth < 0, linked @ front, 0.0)
        if not front.any():
            break
        far += 1
        depth[front > 0] = far
        paths += front
    depends = np.zeros_like(paths)
    for layer in range(far, 0, -1):
        share = np.divide(1.0 + depends, paths, out=np.zeros_like(paths), where=depth == layer)
        depends += np.where(depth == layer - 1, paths * (linked @ share), 0.0)
    depends[own] = 0.0
    return np.asarray(depends.sum(axis=1))


def constraint(ties: csr_array) -> np.ndarray:
    """How far each one's ties lead back to one another (Burt 1992, *Structural Holes*, ch. 2); NaN for one without ties.

    Σ_j (p_ij + Σ_q p_iq·p_qj)², p being the share of i's weight that goes to j; j runs over those tied to i.
    """
    share = _shared_out(ties)
    start = _starts(ties)
    direct_and_not = share.data + _along_ties(share, share.T.tocsr(), ties)
    return _per_node(direct_and_not**2, start, ties)


def effective_size(ties: csr_array) -> np.ndarray:
    """How many of each one's ties are not redundant (Burt 1992, ch. 2); NaN for one without ties.

    Σ_j (1 − Σ_q p_iq·m_jq), m being j's weight to q over j's largest weight. With equal weights this is n − 2t/n for n ties
    and t ties among those tied (Borgatti 1997, *Structural holes: unpacking Burt's redundancy measures*).
    """
    redundant = _along_ties(_shared_out(ties), _against_largest(ties), ties)
    return _per_node(1.0 - redundant, _starts(ties), ties)


MEASURES: dict[str, Callable[[csr_array], np.ndarray]] = {
    "degree": degree,
    "strength": strength,
    "betweenness": betweenness,
    "constraint": constraint,
    "effective_size": effective_size,
}


def _starts(ties: csr_array) -> np.ndarray:
    return np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr))


def _shared_out(ties: csr_array) -> csr_array:
    """Each row divided by its sum."""
    total = strength(ties)
    return csr_array((ties.data / np.repeat(total, np.diff(ties.indptr)), ties.indices, ties.indptr), shape=ties.shape)


def _against_largest(ties: csr_array) -> csr_array:
    """Each row divided by its largest."""
    count = np.diff(ties.indptr)
    largest = np.zeros(ties.shape[0])
    tied = count > 0
    largest[tied] = np.maximum.reduceat(ties.data, ties.indptr[:-1][tied]) if tied.any() else 0.0
    return csr_array((ties.data / np.repeat(largest, count), ties.indices, ties.indptr), shape=ties.shape)


def _along_ties(left: csr_array, right: csr_array, ties: csr_array) -> np.ndarray:
    """For every tie i–j, in CSR order, Σ_q left_iq·right_jq: only at ties, where the whole product would be mostly waste."""
    rows, columns = _starts(ties), ties.indices
    found = np.empty(len(rows))
    ends = np.cumsum(np.diff(left.indptr)[rows] + np.diff(right.indptr)[columns])
    cuts = np.searchsorted(ends, np.arange(_CELLS, (ends[-1] if len(ends) else 0) + _CELLS, _CELLS), side="right")
    low = 0
    for high in np.unique(np.append(cuts, len(rows))).tolist():
        if high > low:
            found[low:high] = left[rows[low:high]].multiply(right[columns[low:high]]).sum(axis=1)
            low = high
    return found


def _per_node(values: np.ndarray, starts: np.ndarray, ties: csr_array) -> np.ndarray:
    """Values of ties summed by where they start; NaN for those without ties."""
    summed = np.bincount(starts, values, minlength=ties.shape[0])
    return np.where(np.diff(ties.indptr) > 0, summed, np.nan)
