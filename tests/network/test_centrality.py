"""Who has ties, who sits between, who is hemmed in: golden values of the literature, and networkx as the oracle."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from networkx.generators.atlas import graph_atlas_g
from scipy.sparse import csr_array

from lensatlas.network.backbone import joined
from lensatlas.network.centrality import (
    MEASURES,
    betweenness,
    constraint,
    degree,
    effective_size,
    strength,
)


def ties(graph: nx.Graph[Any], weight: str | None = None) -> csr_array:
    """The graph's ties, nodes in order."""
    order = {node: number for number, node in enumerate(sorted(graph, key=str))}
    pairs = [(order[one], order[other], held[weight] if weight else 1) for one, other, held in graph.edges(data=True)]
    first, second, weights = np.array(pairs, np.int64).reshape(-1, 3).T
    return joined(first, second, weights, len(order))


def by_name(graph: nx.Graph[Any], values: np.ndarray) -> dict[str, float]:
    return dict(zip(sorted(map(str, graph)), values.tolist(), strict=True))


def test_florentine_families() -> None:
    """Padgett & Ansell's marriages: the Medici sit between, and are the least constrained."""
    graph = nx.florentine_families_graph()
    between, hemmed = by_name(graph, betweenness(ties(graph))), by_name(graph, constraint(ties(graph)))
    assert between["Medici"] == pytest.approx(0.521978, abs=1e-6)
    assert between["Guadagni"] == pytest.approx(0.254579, abs=1e-6)
    assert between["Albizzi"] == pytest.approx(0.212454, abs=1e-6)
    assert hemmed["Medici"] == pytest.approx(0.209877, abs=1e-6)
    assert hemmed["Guadagni"] == pytest.approx(0.25)
    assert hemmed["Albizzi"] == pytest.approx(1 / 3)
    assert by_name(graph, effective_size(ties(graph)))["Medici"] == pytest.approx(17 / 3)


def test_burt_and_borgatti() -> None:
    """The ten ties of Borgatti 1997."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((pair[0], pair[1]) for pair in ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])
    hemmed, wide = by_name(graph, constraint(ties(graph))), by_name(graph, effective_size(ties(graph)))
    assert (hemmed["G"], hemmed["A"], hemmed["C"]) == pytest.approx((0.400, 0.595, 1.0), abs=5e-4)
    assert (wide["G"], wide["A"], wide["C"]) == pytest.approx((4.67, 2.50, 1.0), abs=5e-3)


def test_karate_club() -> None:
    """Zachary's club, ties unweighted."""
    graph = nx.karate_club_graph()
    assert by_name(graph, betweenness(ties(graph)))["0"] == pytest.approx(0.437635, abs=1e-6)


def test_les_miserables() -> None:
    """Knuth's novel: Valjean."""
    graph = nx.les_miserables_graph()
    assert by_name(graph, betweenness(ties(graph)))["Valjean"] == pytest.approx(0.569989, abs=1e-6)


def test_every_graph_of_up_to_six_nodes_agrees_with_networkx() -> None:
    """The 208 graphs of the atlas that have nodes, loose ones among them, and every tenth of those of seven."""
    every = graph_atlas_g()
    for graph in (*every[1:209], *every[209::10]):
        of = ties(graph)
        between, wide = nx.betweenness_centrality(graph), nx.effective_size(graph)
        assert np.allclose(betweenness(of), [between[n] for n in sorted(graph)], atol=1e-12)
        assert np.allclose(effective_size(of), [wide[n] for n in sorted(graph)], atol=1e-12, equal_nan=True)
        assert np.array_equal(degree(of), [graph.degree[n] for n in sorted(graph)])


@pytest.mark.parametrize("weight", [None, "articles"])
def test_burts_measures_agree_with_networkx(weight: str | None) -> None:
    """Every eighth graph of the atlas (networkx is slow here), with and without weights of 1 to 5."""
    random = np.random.default_rng(11)
    for graph in graph_atlas_g()[1::8]:
        for one, other in graph.edges:
            graph[one][other]["articles"] = int(random.integers(1, 6))
        of, order = ties(graph, weight), sorted(graph)
        hemmed = nx.constraint(graph, weight=weight)
        # Without nodes=, networkx 3.6.1 is wrong on weighted graphs.
        wide = nx.effective_size(graph, nodes=list(graph), weight=weight)
        assert np.allclose(constraint(of), [hemmed[n] for n in order], atol=1e-12, equal_nan=True)
        assert np.allclose(effective_size(of), [wide[n] for n in order], atol=1e-12, equal_nan=True)
        assert np.allclose(strength(of), [graph.degree(n, weight=weight) for n in order])


def test_a_large_tree_is_worked_in_blocks() -> None:
    """Three branches at each of 1,093 nodes: every pair in different branches goes through."""
    tree = nx.balanced_tree(3, 6)
    between = by_name(tree, betweenness(ties(tree)))
    for node in range(0, 1093, 50):
        branches = [len(part) for part in nx.connected_components(tree.subgraph(set(tree) - {node}))]
        pairs = 1092 * 1091 - sum(part * (part - 1) for part in branches)
        assert between[str(node)] == pytest.approx(pairs / (1092 * 1091), abs=1e-12)


def test_a_large_clique_is_worked_in_blocks() -> None:
    """All 150 are tied to all: one tie in effect, and the constraint that Burt's formula gives."""
    of, share = ties(nx.complete_graph(150)), 1 / 149
    assert effective_size(of) == pytest.approx(1.0)
    assert constraint(of) == pytest.approx(149 * (share + 148 * share**2) ** 2)


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_without_ties_there_is_no_constraint_to_speak_of(size: int) -> None:
    """Nobody is tied: counts are 0, Burt's measures are undefined, and nothing fails."""
    none = csr_array((size, size))
    for name, measure in MEASURES.items():
        values = measure(none)
        assert values.shape == (size,)
        assert np.isnan(values).all() if name in {"constraint", "effective_size"} else not values.any()
