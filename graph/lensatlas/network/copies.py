"""Which articles tell nearly the same text: what that means, and the classes of those that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.model import fold
from lensatlas.network.pairs import summed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.network.graph import Graph
    from lensatlas.network.weighing import Features

# Cosine of the words alone from which two articles tell the same text: syndicated copies and lightly edited ones. With fewer
# shared terms two short notes on one thing would pass for copies.
COPY, TERMS = 0.9, 10


def copies(graph: Graph, features: Features, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The class of near-copies of each article, A × int32: the smallest number in it, −1 for an article without copies.

    Two articles are copies where their words have a cosine of 0.9 or more and ten terms or more in common, among the pairs
    given, or where their headlines are the same but for case and punctuation; and so are copies of copies.
    """
    text = features.of("text")
    length = np.sqrt(np.asarray(text.multiply(text).sum(axis=1)))
    alike = summed(text, one, other, np.multiply) >= COPY * np.maximum(length[one] * length[other], 1e-12)
    one, other = one[alike], other[alike]
    enough = summed(text, one, other, lambda p, _: np.ones(len(p))) >= TERMS
    named, first = _same(graph.headlines)
    return _classes(np.append(one[enough], named), np.append(other[enough], first), graph.size)


def _same(headlines: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Articles whose headline an earlier one has, and that one."""
    seen: dict[str, int] = {}
    pairs = [(article, seen.setdefault(name, article)) for article, name in enumerate(map(fold, headlines)) if name]
    again = np.array([pair for pair in pairs if pair[0] != pair[1]], np.int64).reshape(-1, 2)
    return again[:, 0], again[:, 1]


def _classes(one: np.ndarray, other: np.ndarray, size: int) -> np.ndarray:
    """The smallest member of the component of each article that is in a pair."""
    from scipy.sparse.csgraph import connected_components

    joined = csr_array((np.ones(len(one)), (one, other)), shape=(size, size))
    _, part = connected_components(joined, directed=False)
    _, first, count = np.unique(part, return_index=True, return_counts=True)
    return np.asarray(np.where(count[part] > 1, first[part], -1).astype(np.int32))
