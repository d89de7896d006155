"""What the constants of a score are worth, on every corpus of which people have said what belongs together.

`python -m benchmarks.weights [--atlases DIR]`: plain TF-IDF, the scheme, and the scheme with one constant changed; then the
constants chosen without one corpus, on that corpus. Corpora stand beside the project or are left out, by name.
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from benchmarks.judged import judged
from lensatlas.features.weights import Scheme
from lensatlas.network.similarity import each_nearest
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.judged import Judged, Task
    from lensatlas.network.weighing import Features

    # Per task: its score for each article that was asked.
    Scores = Mapping[str, np.ndarray]

SCHEME = Scheme()
# Every constant with what else it could be: one is changed at a time.
CHANGES: Mapping[str, Sequence[float]] = {
    "power": (1.0, 0.7, 0.6, 0.5), "pair": (0.0, 0.5, 0.9), "time": (0.0, 0.15, 0.35), "days": (30.0, 180.0),
    "scale.tag": (0.0, 0.3, 0.6), "scale.actor": (0.0, 0.1, 0.3), "scale.lens": (0.2, 0.6), "share.text": (0.1, 0.2, 0.5),
}  # fmt: skip
# A measure of the very first is taken again on so many random samples of the corpus.
SAMPLES, SAMPLE = 60, 0.4
# What is chosen anew without one corpus; the others stand in a flat middle.
CHOSEN: Mapping[str, Sequence[float]] = {"power": (1.0, 0.85, 0.7, 0.6, 0.5), "pair": (0.5, 0.6, 0.7, 0.85)}


def changed(scheme: Scheme, constant: str, value: float) -> Scheme:
    """The scheme with one constant changed; ``scale.tag`` is one of a mapping."""
    name, _, group = constant.partition(".")
    other: Any = {**getattr(scheme, name), group: value} if group else value
    return replace(scheme, **{name: other})


def scores(corpora: Sequence[Judged], scheme: Scheme) -> Scores:
    """How the scheme does on each task."""
    found = {}
    for corpus in corpora:
        for task in corpus.tasks:
            seen = scheme
            for group in task.hidden:
                seen = changed(seen, f"scale.{group}", 0.0)
            features = weigh(corpus.graph, scheme=seen)
            found[_title(task)] = _scored(corpus, task, features, timely=True)
    return found


def plain(corpora: Sequence[Judged]) -> Scores:
    """How plain TF-IDF does: words of three letters, (1 + ln n)·ln(N / holders), those of 30 % of the articles left out."""
    found = {}
    for corpus in corpora:
        features = replace(weigh(corpus.graph), matrix=_tfidf(corpus))
        for task in corpus.tasks:
            found[_title(task)] = _scored(corpus, task, features, timely=False)
    return found


def _title(task: Task) -> str:
    return f"{task.corpus}: {task.name}"


def _scored(corpus: Judged, task: Task, features: Features, *, timely: bool) -> np.ndarray:
    """The measure of a task, for each article that is asked."""
    place = corpus.graph.position["article"]
    asked = sorted(task.right.keys() & place.keys())
    rows = np.array([place[one] for one in asked], np.int64)
    found = each_nearest(features, rows, task.k, timely=timely)
    return np.array([
        len({corpus.graph.ids["article"][i] for i in near.tolist()} & task.right[one])
        / (len(task.right[one]) if task.measure == "recall" else task.k)
        for one, (near, _) in zip(asked, found, strict=True)
    ])  # fmt: skip


def _tfidf(corpus: Judged) -> csr_array:
    texts = (corpus.text(one) for one in corpus.graph.ids["article"])
    counts = [Counter(re.findall(r"[^\W\d_]{3,}", text.lower())) for text in texts]
    holders = Counter(word for row in counts for word in row)
    size = len(counts)
    column = {word: i for i, word in enumerate(sorted(w for w, n in holders.items() if n < 0.3 * size))}
    cells = [(i, column[w], (1 + math.log(n)) * math.log(size / holders[w]))
             for i, row in enumerate(counts) for w, n in row.items() if w in column]  # fmt: skip
    row, place, value = zip(*cells, strict=True)
    matrix = csr_array((value, (row, place)), shape=(size, len(column)))
    length = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    matrix.data /= np.repeat(length, np.diff(matrix.indptr))
    return matrix


def interval(gains: np.ndarray, draws: int = 2000) -> tuple[float, float]:
    """Where the mean of paired gains lies, 95 %, by bootstrap with a fixed seed."""
    pick = np.random.default_rng(1)
    means = np.sort([gains[pick.integers(0, len(gains), len(gains))].mean() for _ in range(draws)])
    return float(means[draws // 40]), float(means[-draws // 40])


def _gain(corpora: Sequence[Judged], one: Scores, other: Scores) -> float:
    """The mean gain over corpora, each the mean of its tasks."""
    per_corpus = [
        np.mean([one[_title(task)].mean() - other[_title(task)].mean() for task in corpus.tasks]) for corpus in corpora
    ]
    return float(np.mean(per_corpus))


def _table(corpora: Sequence[Judged]) -> Iterator[str]:
    base, ours, before = plain(corpora), scores(corpora, SCHEME), scores(corpora, changed(SCHEME, "power", 1.0))
    yield "| task | articles | plain TF-IDF | ours | gain on plain | gain on power 1 |\n|---|---|---|---|---|---|"
    for name, found in ours.items():
        gains = [found - base[name], found - before[name]]
        told = " | ".join(f"{g.mean():+.3f} [{low:+.3f}, {high:+.3f}]" for g in gains for low, high in (interval(g),))
        yield f"| {name} | {len(found)} | {base[name].mean():.3f} | {found.mean():.3f} | {told} |"
    yield "\n| changed | " + " | ".join(ours) + " |\n|---|" + "---|" * len(ours)
    for constant, values in CHANGES.items():
        for value in values:
            other = scores(corpora, changed(SCHEME, constant, value))
            told = " | ".join(f"{other[name].mean() - ours[name].mean():+.3f}" for name in ours)
            yield f"| {constant} {value} | {told} |"


def _left_out(corpora: Sequence[Judged]) -> Iterator[str]:
    """Each corpus under the constants that the others choose, and under ours, beside power 1."""
    before = scores(corpora, changed(SCHEME, "power", 1.0))
    schemes = [
        changed(changed(SCHEME, "power", power), "pair", pair) for power in CHOSEN["power"] for pair in CHOSEN["pair"]
    ]
    tried = [(scheme, scores(corpora, scheme)) for scheme in schemes]
    ours = scores(corpora, SCHEME)
    yield "\n| left out | chosen on the others | gain there | gain of ours |\n|---|---|---|---|"
    for corpus in corpora:
        others = [one for one in corpora if one is not corpus]
        best, found = max(tried, key=lambda one: round(_gain(others, one[1], before), 9))
        mine, theirs = (_gain([corpus], answer, before) for answer in (ours, found))
        yield f"| {corpus.name} | power {best.power}, pair {best.pair} | {theirs:+.4f} | {mine:+.4f} |"


def _sampled(corpus: Judged, task: Task) -> str:
    """Whether the nearest is right, of each article's nearest among random samples of the corpus: less hangs on the single case."""
    graph, features = corpus.graph, weigh(corpus.graph)
    kept = np.random.default_rng(1).random((SAMPLES, graph.size)) < SAMPLE
    ids, place = graph.ids["article"], graph.position["article"]
    asked = sorted(task.right.keys() & place.keys())
    rows = np.array([place[one] for one in asked], np.int64)

    def means(features: Features, *, timely: bool) -> np.ndarray:
        found = each_nearest(features, rows, graph.size, timely=timely)
        shares = []
        for one, (near, _) in zip(asked, found, strict=True):
            right = np.array([ids[i] in task.right[one] for i in near.tolist()])
            able = kept[:, near]
            first = np.argmax(able, axis=1)
            shares.append((able.any(axis=1) & right[first]).mean())
        return np.array(shares)

    ours, theirs = means(features, timely=True), means(replace(features, matrix=_tfidf(corpus)), timely=False)
    low, high = interval(ours - theirs)
    return (
        f"\n{_title(task)}, {SAMPLES} samples of {SAMPLE:.0%}: plain {theirs.mean():.3f}, ours {ours.mean():.3f}, "
        f"gain {(ours - theirs).mean():+.3f} [{low:+.3f}, {high:+.3f}]"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlases", type=Path, help="where atlases are kept from one run to the next")
    parser.add_argument("--corpus", action="append", default=[], help="only this one; may be given again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpora = judged(asked.atlases or Path(folder), asked.corpus)
        for line in _table(corpora):
            print(line, flush=True)
        for corpus in corpora:
            for task in corpus.tasks:
                if task.k == 1:
                    print(_sampled(corpus, task), flush=True)
        if len(corpora) > 2:
            for line in _left_out(corpora):
                print(line, flush=True)


if __name__ == "__main__":
    main()
