"""Where the nodes of a map stand: the same places on every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def places(count: int, links: Sequence[tuple[int, int]], *, anchors: Sequence[int] = (), rounds: int = 150) -> np.ndarray:
    """Positions for ``count`` nodes, a count × 2 array in [-1, 1]: linked nodes near, others apart.

    A force-directed layout (Fruchterman & Reingold 1991, by networkx) from fixed starting places, never from chance:
    ``anchors`` (the lenses, say) start on a circle, every other node beside the mean of its neighbours.
    """
    if count == 0:
        return np.zeros((0, 2))
    start = _start(count, links, anchors)
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted(links))
    gap = 2.2 / np.sqrt(count)
    moved = nx.spring_layout(graph, pos=dict(enumerate(start)), iterations=rounds, k=gap, seed=0)
    found = np.array([moved[i] for i in range(count)])
    found -= np.median(found, axis=0)
    # A few nodes without links fly far out; the eye wants the rest to fill the page.
    reach = np.quantile(np.abs(found), 0.98) or 1.0
    return np.clip(found / reach, -1.15, 1.15)


def _start(count: int, links: Sequence[tuple[int, int]], anchors: Sequence[int]) -> np.ndarray:
    golden = np.pi * (3 - np.sqrt(5))
    turn = golden * np.arange(count)
    spread = np.sqrt((np.arange(count) + 0.5) / count)
    start = np.column_stack((spread * np.cos(turn), spread * np.sin(turn)))
    ring = 2 * np.pi * np.arange(len(anchors)) / max(1, len(anchors))
    fixed = np.zeros(count, dtype=bool)
    for anchor, angle in zip(anchors, ring, strict=True):
        start[anchor] = 0.7 * np.cos(angle), 0.7 * np.sin(angle)
        fixed[anchor] = True
    for _ in range(3):  # three steps carry the anchors' places to nodes three links away
        total, weight = 0.15 * start, np.full(count, 0.15)
        for a, b in links:
            total[a] += start[b]
            total[b] += start[a]
            weight[a] += 1
            weight[b] += 1
        start = np.where(fixed[:, None], start, total / weight[:, None])
    return start
