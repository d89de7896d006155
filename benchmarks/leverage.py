"""Structural leverage beside networkx, in one run on one network: `python -m benchmarks.leverage [ACTORS TIES]`.

networkx takes minutes to hours for all nodes, so it is timed on a sample of them and its time is scaled up; every line that
was scaled says so. The answers are compared on the sample. Ours is timed on the whole network, median of three.
"""

from __future__ import annotations

import sys
from statistics import median
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from benchmarks.measuring import timed
from lensatlas.network.backbone import backbone, joined
from lensatlas.network.centrality import betweenness, constraint, effective_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from scipy.sparse import csr_array

SAMPLE = 8


def network(actors: int, ties: int, seed: int = 1) -> tuple[csr_array, nx.Graph[Any]]:
    """A network whose degrees are as uneven as those of real actors, weights 1 to 5; the same for both."""
    draw = np.random.default_rng(seed)
    pull = 1.0 / np.arange(1, actors + 1) ** 0.6
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        one, other = draw.choice(actors, (2, ties), p=pull / pull.sum())
        pairs.update((min(a, b), max(a, b)) for a, b in zip(one.tolist(), other.tolist(), strict=True) if a != b)
    known = np.array(sorted(pairs), np.int64)
    first, second = known[np.sort(draw.permutation(len(known))[:ties])].T
    weights = draw.integers(1, 6, ties)
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(range(actors))
    graph.add_weighted_edges_from(zip(first.tolist(), second.tolist(), weights.tolist(), strict=True))
    return joined(first, second, weights, actors), graph


def compare(
    name: str, ours: Callable[[], np.ndarray], theirs: Callable[[list[int]], dict[int, float]], size: int
) -> None:
    """One line: our time for all, networkx's for the sample scaled to all, and how many times that is."""
    some = np.random.default_rng(2).choice(size, min(SAMPLE, size), replace=False).tolist()
    runs = [timed(ours) for _ in range(3)]
    seconds, values = median(run[0] for run in runs), runs[0][1]
    peer, answer = timed(lambda: theirs(some))
    assert np.allclose([values[node] for node in answer], list(answer.values()), equal_nan=True)
    whole = peer * size / len(some)
    print(
        f"{name:<16} ours {seconds:8.3f} s   networkx {whole:10.1f} s (scaled from {len(some)} of {size})   {whole / seconds:9,.0f}×"
    )


def main(actors: int = 2287, ties: int = 17_769) -> None:
    of, graph = network(actors, ties)
    print(f"{actors} actors, {ties} ties, networkx {nx.__version__}")
    compare(
        "constraint", lambda: constraint(of), lambda some: nx.constraint(graph, nodes=some, weight="weight"), actors
    )
    compare(
        "effective size",
        lambda: effective_size(of),
        lambda some: nx.effective_size(graph, nodes=some, weight="weight"),
        actors,
    )
    seconds, _ = timed(lambda: betweenness(of))
    peer, _ = timed(lambda: nx.betweenness_centrality(graph, k=SAMPLE, seed=3))
    whole = peer * actors / SAMPLE
    print(
        f"{'betweenness':<16} ours {seconds:8.3f} s   networkx {whole:10.1f} s (scaled from {SAMPLE} of {actors})   {whole / seconds:9,.0f}×"
    )
    draw = np.random.default_rng(4)
    held = joined(
        draw.integers(0, actors, 4 * actors),
        actors + draw.integers(0, actors, 4 * actors),
        np.ones(4 * actors),
        2 * actors,
    )
    seconds, found = timed(lambda: backbone(held[actors:, :actors]))
    print(
        f"{'backbone':<16} ours {seconds:8.3f} s   {len(found.p)} pairs seen of {found.tested}, {int(found.kept.sum())} kept"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
