"""Reader paths beside other ways between the same articles: `python -m benchmarks.paths [CORPUS…]`.

500 random pairs a corpus. Ours has to equal an independent program's optimum on the same links, and on small generated graphs
what trying every way finds; the run fails where it does not.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from itertools import pairwise, permutations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from benchmarks.measuring import corpora, timed
from benchmarks.ways import Judge, adjacency, complete, hop_shortest, processor, random_walk, strongest
from lensatlas.atlas import Atlas
from lensatlas.network.links import Links
from lensatlas.network.routes import widest
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.measuring import Corpus
    from lensatlas.network.graph import Graph

PAIRS = 500
SMALL = 200
WAYS = ("ours", "hop-shortest", "strongest of those", "random walk")
COLUMNS = ("weakest link", "reliability", "plain weakest", "plain mean", "redundancy", "coverage", "articles")


def drawn(corpus: Corpus, folder: Path) -> Graph:
    """The corpus as an atlas draws it."""
    atlas = Atlas.open(corpus.atlas(folder / corpus.name))
    atlas.add(*corpus.inputs)
    return atlas.graph


def compare(name: str, graph: Graph) -> bool:
    """The tables of one corpus; whether every answer was the optimum."""
    features = weigh(graph)
    seconds, links = timed(lambda: Links.of(graph, features))
    judge, near = Judge(graph=graph, links=links), adjacency(links.strengths)
    thresholds = np.unique(links.strengths.data).tolist()
    dense = links.capacity.links(np.arange(graph.size)).toarray()
    draw = np.random.default_rng(11)
    ways: dict[str, list[Mapping[str, float]]] = {way: [] for way in WAYS}
    bounds: dict[str, list[float]] = {bound: [] for bound in ("independent", "complete graph", "any length")}
    times, none, right = [], 0, True
    for one, other in _pairs(graph.size, draw):
        took, route = processor(partial(widest, links.strengths, one, other))
        times.append(took * 1e3)
        other_way = strongest(near, one, other, draw, thresholds=thresholds)
        if route is None:
            none += 1
            right &= not other_way
            continue
        bounds["complete graph"].append(complete(dense, one, other, route.bottleneck))
        bounds["any length"].append(links.unlimited(one, other)[0])
        ways["ours"].append(judge.of(route.articles))
        bounds["independent"].append(judge.of(other_way)["weakest link"])
        shortest = hop_shortest(near, one, other, draw)
        ways["hop-shortest"].append(judge.of(shortest))
        tight = strongest(near, one, other, draw, thresholds=thresholds, most=len(shortest))
        ways["strongest of those"].append(judge.of(tight))
        ways["random walk"].append(judge.of(random_walk(near, one, other, draw, len(route.articles))))
    print(f"\n### {name}: {graph.size:,} articles, {links.strengths.nnz / graph.size:.0f} links an article\n")
    print(f"Links made in {seconds:.2f} s; {len(times)} pairs, {none} without a path of 3 to 6 articles; an answer takes "
          f"{np.median(times):.1f} ms of processor, 99 of 100 at most {np.percentile(times, 99):.1f} ms.\n")  # fmt: skip
    return _told(ways, bounds) and right


def _told(ways: Mapping[str, list[Mapping[str, float]]], bounds: Mapping[str, list[float]]) -> bool:
    """Print the means and the ratios."""
    print(f"| way | {' | '.join(COLUMNS)} |\n|---|{'--:|' * len(COLUMNS)}")
    for way, judged in ways.items():
        print(
            f"| {way} | " + " | ".join(f"{np.mean([row[column] for row in judged]):.3f}" for column in COLUMNS) + " |"
        )
    ours = {column: np.array([row[column] for row in ways["ours"]]) for column in COLUMNS}
    print("\n| ours ÷ … | mean of ratios | ratio of means | least ratio | equal |\n|---|--:|--:|--:|--:|")
    ratios = {
        f"{way}, {column}": (ours[column], np.array([row[column] for row in ways[way]]))
        for way in WAYS[1:3] for column in COLUMNS[:4]
    }  # fmt: skip
    ratios |= {f"{bound}, weakest link": (ours["weakest link"], np.array(held)) for bound, held in bounds.items()}
    for name, (one, other) in ratios.items():
        held = other > 0
        ratio = one[held] / other[held]
        equal = np.mean(np.round(one, 9) == np.round(other, 9))
        print(f"| {name} | {ratio.mean():.3f} | {one.mean() / other.mean():.3f} | {ratio.min():.3f} | {equal:.1%} |")
    return bool(np.array_equal(np.round(ours["weakest link"], 9), np.round(bounds["independent"], 9)))


def _pairs(size: int, draw: np.random.Generator) -> list[tuple[int, int]]:
    one = draw.integers(0, size, PAIRS)
    return list(zip(one.tolist(), ((one + draw.integers(1, size, PAIRS)) % size).tolist(), strict=True))


def exhaustive() -> bool:
    """On small graphs: against every way there is, tried in turn."""
    draw, equal = np.random.default_rng(5), 0
    for _ in range(SMALL):
        dense = np.triu(draw.random((9, 9)).round(2) * (draw.random((9, 9)) < 0.4), 1)
        dense += dense.T
        every = ((0, *middle, 8) for count in range(1, 5) for middle in permutations(range(1, 8), count))
        best = max(min(dense[pair] for pair in pairwise(way)) for way in every)
        route = widest(csr_array(dense), 0, 8)
        equal += (route.bottleneck if route else 0.0) == best
    print(f"\nExhaustive: {equal} of {SMALL} generated graphs of nine articles have the same weakest link.")
    return equal == SMALL


def main(names: list[str]) -> int:
    """Run it; 1 where an answer was not the optimum."""
    right = exhaustive()
    with tempfile.TemporaryDirectory() as folder:
        for corpus in corpora(names or ["digitalgov", "kleptocracy-timeline"]):
            right &= compare(corpus.name, drawn(corpus, Path(folder)))
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
