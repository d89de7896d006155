"""How the time of reader paths grows: `python -m benchmarks.growth [FILE.svg] [ARTICLES…]`.

Generated publications; the links are made once, then 200 random pairs are asked for, warm. With a file, it is drawn there.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.publication import publication
from benchmarks.ways import processor
from lensatlas.network.links import Links
from lensatlas.network.routes import widest
from lensatlas.network.weighing import weigh

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
PAIRS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """Seconds of processor to make the links; milliseconds of an answer, median and 99th percentile; peak MiB so far."""

    articles: int
    preparing: float
    answer: float
    slowest: float
    peak: float


def measure(articles: int) -> Grown:
    """One size."""
    graph = publication(articles)
    features = weigh(graph)
    began = time.process_time()  # of all threads
    links = Links.of(graph, features)
    preparing = time.process_time() - began
    pairs = np.random.default_rng(3).integers(0, articles, (PAIRS, 2)).tolist()
    times = [processor(partial(widest, links.strengths, *pair))[0] * 1e3 for pair in pairs]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Grown(articles=articles, preparing=preparing, answer=float(np.median(times)),
                 slowest=float(np.percentile(times, 99)), peak=peak)  # fmt: skip


def draw(grown: list[Grown], file: Path) -> None:
    """Both times against the number of articles, on logarithmic scales."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "lensatlas", "svg.fonttype": "none", "font.family": "sans-serif"})
    from matplotlib import pyplot as plt

    sizes = [each.articles for each in grown]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    left.loglog(sizes, [each.preparing for each in grown], "o-", color="#1f4e79")
    left.set(title="Making the links, once", xlabel="articles", ylabel="seconds of processor")
    right.loglog(sizes, [each.answer for each in grown], "o-", color="#1f4e79", label="median")
    right.loglog(sizes, [each.slowest for each in grown], "o--", color="#b5651d", label="99 of 100 within")
    right.axhline(10, color="#888888", linewidth=0.8)
    right.set(title="One path, warm", xlabel="articles", ylabel="milliseconds of processor")
    right.legend(frameon=False)
    for axes in (left, right):
        axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    figure.savefig(file, metadata={"Date": None})


def main(arguments: list[str]) -> None:
    """Measure every size, and draw it where a file is named."""
    sizes = [int(given) for given in arguments if given.isdigit()] or SIZES
    print("| articles | links made, s | an answer, ms | 99 of 100 within, ms | peak, MiB |\n|--:|--:|--:|--:|--:|")
    grown = []
    for size in sizes:
        grown.append(measure(size))
        told = grown[-1]
        print(
            f"| {size:,} | {told.preparing:.2f} | {told.answer:.2f} | {told.slowest:.2f} | {told.peak:,.0f} |",
            flush=True,
        )
    for file in (Path(given) for given in arguments if given.endswith(".svg")):
        draw(grown, file)


if __name__ == "__main__":
    main(sys.argv[1:])
