"""Exact ten most alike of every article, ours beside the peers in one run: `python -m benchmarks.related [--help]`.

All get the same weighted vectors; each is timed from there to its last answer, ours with the making of its index, in turn,
three times (once at a million), and their answers are compared. Then ours alone: every article of *links*, how the time grows, the peak of memory, one
article asked of an index at hand, and a hundred new articles.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from benchmarks.generated import corpus, weighed
from benchmarks.generated import links as linked
from benchmarks.measuring import run, timed
from benchmarks.nearest_ways import MOST, WAYS, K, agree, features
from benchmarks.related_plot import plot
from lensatlas.features.weights import Scheme
from lensatlas.network.kernel import Index
from lensatlas.network.kernel.index import Queries
from lensatlas.network.kernel.threads import threads_here
from lensatlas.network.similarity import each_nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmarks.generated import Kind
    from benchmarks.related_plot import Times

KINDS: tuple[Kind, ...] = ("links", "full")
QUICK, LARGE = (1_000, 10_000), (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3
PEER = "sparse_dot_topn, 2 threads"  # the fastest
# Rows asked of large corpora, the same for all ways: what the others take for all rows of a million is half an hour to hours.
ASKED = {
    ("links", 100_000): 20_000,
    ("full", 100_000): 10_000,
    ("links", 1_000_000): 50_000,
    ("full", 1_000_000): 5_000,
}
NEW = 100


def compare(kind: Kind, size: int, rounds: int, chosen: Collection[str]) -> dict[str, float]:
    """One row of the table; microseconds a row of each way."""
    matrix = corpus(kind, size)
    asked = ASKED.get((kind, size), size)
    rows = np.arange(size) if asked >= size else np.sort(np.random.default_rng(3).permutation(size)[:asked])
    ways = {way: work for way, work in WAYS.items() if way in chosen and size <= MOST.get(way, size)}
    taken: dict[str, list[float]] = {way: [] for way in ways}
    busy: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds):
        answers = {}
        for way, work in ways.items():
            begun = time.process_time()
            seconds, answers[way] = timed(partial(work, matrix, rows))
            taken[way].append(seconds)
            busy[way].append(time.process_time() - begun)
        for way in ways if not turn else ():
            agree(matrix, rows, answers["ours"], answers[way])
    took = {way: median(seconds) for way, seconds in taken.items()}
    holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
    told = [
        kind,
        f"{size:,}",
        f"{len(rows):,}",
        f"{matrix.nnz / size:.0f}",
        f"{(holders.astype(float) ** 2).sum() / size:,.0f}",
    ]
    told += [f"{took[way]:.2f}" if way in took else "left out" for way in WAYS]
    told += [f"{took[way] / took['ours']:.1f}" if way in took else "" for way in WAYS if way != "ours"]
    told += [f"{median(busy[PEER]) / median(busy['ours']):.1f}"]
    print(f"| {' | '.join(told)} |", flush=True)
    return {way: 1e6 * seconds / len(rows) for way, seconds in took.items()}


def comparison(sizes: list[int], rounds: int, chosen: Collection[str]) -> Times:
    """The table of all ways, and what is drawn of it."""
    heads = ["corpus", "articles", "asked", "features an article", "postings a query", *(f"{way}, s" for way in WAYS)]
    heads += [f"ours is × as fast as {way}" for way in WAYS if way != "ours"] + [f"the same of {PEER} by processor"]
    times: dict[str, dict[str, dict[int, float]]] = {kind: {way: {} for way in WAYS} for kind in KINDS}
    print(f"| {' | '.join(heads)} |\n|---{'|--:' * (len(heads) - 1)}|", flush=True)
    for size in sizes:
        for kind in KINDS:
            for way, microseconds in compare(
                kind, size, rounds if size < 1_000_000 else max(1, rounds // 3), chosen
            ).items():
                times[kind][way][size] = microseconds
    return times


def growth(sizes: list[int]) -> None:
    """Seconds for the lists of all articles of *links*, of each size, each in a process of its own."""
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            matrix = corpus("links", size)
            for name in ("data", "indices", "indptr"):
                np.save(Path(folder, name), getattr(matrix, name))
            held = sum(part.nbytes for part in (matrix.data, matrix.indices, matrix.indptr)) / 2**20
            done = run(
                [sys.executable, "-m", "benchmarks.related", "--answer", folder, str(matrix.shape[1])],
                Path(folder, "out"),
            )
            if done.code:
                sys.exit(done.told)
            seconds[size], peak = map(float, done.out.read_text().split())
            print(
                f"all of {size:,} links: {seconds[size]:.2f} s, peak {peak:,.0f} MiB, the matrix {held:,.0f} of them",
                flush=True,
            )
    small, large = min(s for s in sizes if s >= min(10_000, max(sizes))), max(sizes)
    if small < large:
        slope = np.log(seconds[large] / seconds[small]) / np.log(large / small)
        print(f"slope of log time on log articles, {small:,} to {large:,}: {slope:.2f}", flush=True)


def answer(folder: Path, names: int) -> None:
    """The lists of all articles of a stored matrix, let go as they come: what a process of its own is measured by."""
    data, indices, indptr = (np.load(folder / f"{name}.npy") for name in ("data", "indices", "indptr"))
    held = features(csr_array((data, indices, indptr), shape=(len(indptr) - 1, names)))
    seconds, _ = timed(lambda: sum(len(ids) for ids, _ in each_nearest(held, np.arange(held.size), K, by="kernel")))
    # What the system tells the parent counts the parent's own peak in.
    peak = next(line for line in Path("/proc/self/status").read_text().split("\n") if line.startswith("VmHWM"))
    print(seconds, int(peak.split()[1]) / 2**10)


def alone(size: int) -> None:
    """One article, of an index at hand and without one; a hundred new ones against all, as `add` looks for whom they touch."""
    draw = np.random.default_rng(4)
    whole = weighed(linked(size + NEW))
    whole.sort_indices()
    days = draw.integers(738_000, 740_000, size + NEW).astype(np.int32)
    old = features(whole[:size], days[:size])
    cold = median(
        timed(lambda: list(each_nearest(features(old.matrix, old.days), np.array([7]), K, timely=True)))[0]
        for _ in range(9)
    )
    making, index = timed(lambda: Index.of(old.matrix, old.days, Scheme()))
    rows = draw.integers(0, size, 300)
    old.search._index = index  # noqa: SLF001  its making was measured by itself
    warm = [timed(partial(list, each_nearest(old, np.array([row]), K, timely=True)))[0] for row in rows.tolist()]
    print(f"one article of {size:,} links: without an index {1e3 * cold:.2f} ms; the index {making:.2f} s, "
          f"with it {1e3 * median(warm):.2f} ms, 99th percentile {1e3 * np.quantile(warm, 0.99):.2f} ms", flush=True)  # fmt: skip
    bars = np.zeros(size)
    for row, (ids, scores) in enumerate(each_nearest(old, np.arange(size), K, timely=True)):
        bars[row] = scores[-1] if len(ids) == K else 0.0
    new = Queries(rows=csr_array(whole[size:]), days=days[size:], own=np.full(NEW, -1, np.int32))
    among, small = timed(lambda: Index.of(csr_array(whole[size:]), days[size:], Scheme()))
    own = Queries(rows=new.rows, days=new.days, own=np.arange(NEW, dtype=np.int32))
    threads = threads_here()
    forward = timed(lambda: list(index.each_nearest(new, K, least=0.0, timely=True, threads=threads)))[0]
    scatter, reached = timed(lambda: list(index.each_reaching(new, bars, timely=True, threads=threads)))
    among += timed(lambda: list(small.each_nearest(own, K, least=0.0, timely=True, threads=threads)))[0]
    touched = len(np.unique(np.concatenate([ids for ids, _ in reached])))
    print(f"{NEW} new beside {size:,}: their own lists {forward:.3f} s, whom they reach {scatter:.3f} s ({touched:,} lists), "
          f"among themselves {among:.3f} s, together {forward + scatter + among:.2f} s", flush=True)  # fmt: skip


def main(arguments: list[str]) -> None:
    told = argparse.ArgumentParser(prog="python -m benchmarks.related", description=(__doc__ or "").split("\n\n")[0])
    told.add_argument("--large", action="store_true", help=f"sizes {LARGE}: two hours; otherwise {QUICK}: two minutes")
    told.add_argument("--sizes", type=int, nargs="+", help="other sizes")
    told.add_argument(
        "--rounds", type=int, default=ROUNDS, help="turns of which the median is told, a third of them at a million"
    )
    told.add_argument("--ways", nargs="*", choices=WAYS, default=list(WAYS), help=f"peers, besides {PEER}")
    told.add_argument("--plot", type=Path, help="draw how the times grow into this file, from this run's comparison")
    told.add_argument("--only", choices=["comparison", "growth", "alone"], help="one part of three")
    told.add_argument("--answer", nargs=2, help=argparse.SUPPRESS)
    given = told.parse_args(arguments)
    if given.answer:
        answer(Path(given.answer[0]), int(given.answer[1]))
        return
    sizes = given.sizes or list(LARGE if given.large else QUICK)
    if given.only in (None, "comparison"):
        times = comparison(sizes, given.rounds, {"ours", PEER, *given.ways})
        if given.plot:
            plot(times, given.plot)
    if given.only in (None, "growth"):
        growth(sizes)
    if given.only in (None, "alone"):
        for size in sizes:
            alone(size)


if __name__ == "__main__":
    main(sys.argv[1:])
