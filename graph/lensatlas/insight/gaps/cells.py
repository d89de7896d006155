"""Topics and actors that a lens leaves out: what stands under it less often than chance would put there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from lensatlas.insight.gaps.gap import LINKS, Gap, Gaps, Note
from lensatlas.insight.gaps.significance import LEVEL, least_tail, lower_tail, reachable
from lensatlas.insight.words import articles, counted, quoted, rounded
from lensatlas.network.backbone import discovery

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from lensatlas.insight.gaps.coverage import Coverage
    from lensatlas.insight.gaps.gap import GapKind

_KIND: dict[str, GapKind] = {"tag": "lens_tag", "actor": "lens_actor"}
_VERB = {"tag": "carry", "actor": "name"}


@dataclass(frozen=True, slots=True)
class Cells:
    """C tested cells of a lens × topic table: numbers of lens and topic, articles in both, p; and how many cells there are in all."""

    lens: np.ndarray
    topic: np.ndarray
    have: np.ndarray
    p: np.ndarray
    of: int


def missing(coverage: Coverage, kind: Literal["tag", "actor"]) -> Gaps:
    """Cells of lens × tag, or lens × actor, below expectation.

    Each cell is a 2 × 2 table over the articles that have a lens; p is the lower tail of the hypergeometric distribution
    (Fisher's exact test, one-sided). Only cells that could be significant are tested (Tarone), with the false discovery rate
    controlled over those at 5 %.
    """
    lens, topic = coverage.marks("lens"), coverage.marks(kind)
    filed = np.flatnonzero(np.diff(lens.indptr))
    lens, topic = lens[filed], topic[filed]
    in_lens, in_topic, size = lens.sum(axis=0), topic.sum(axis=0), len(filed)
    cells = table(lens.T.tocsr() @ topic, in_lens, in_topic, size)
    expected = in_lens[cells.lens] * in_topic[cells.topic] / max(size, 1)
    shown = np.flatnonzero((cells.p <= discovery(cells.p, LEVEL)) & (cells.have < expected))
    holders = topic.tocsc()
    rows = []
    for i in shown:
        lens_name = coverage.graph.ids["lens"][cells.lens[i]]
        name = coverage.graph.ids[kind][cells.topic[i]]
        have, all_in_topic, all_in_lens = int(cells.have[i]), int(in_topic[cells.topic[i]]), int(in_lens[cells.lens[i]])
        held = holders.indices[holders.indptr[cells.topic[i]] : holders.indptr[cells.topic[i] + 1]]
        rows.append(
            Gap(
                kind=_KIND[kind], subject=name, lens=lens_name, have=have, expected=float(expected[i]),
                score=float(-np.log10(max(cells.p[i], 1e-300))), p=float(cells.p[i]),
                why=f"{articles(all_in_topic)} {_VERB[kind]} {quoted(name)}; about {rounded(float(expected[i]))} would be expected "
                f"among the {all_in_lens} under {lens_name}; there {_there(have)}.",
                articles=coverage.newest((int(filed[row]) for row in held), LINKS),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows), notes=_notes(kind, cells, size))


def table(together: csr_array, in_lens: np.ndarray, in_topic: np.ndarray, size: int) -> Cells:
    """The cells of a table that could be significant, and their p.

    ``together``: L × N sparse counts of articles in both; ``in_lens``: L, ``in_topic``: N totals; ``size``: articles in all.
    What a cell could reach depends on its two totals only, so that is worked out once per pair of distinct totals; of the
    L · N cells only those kept are ever made.
    """
    lenses, lens_class, lens_times = np.unique(in_lens, return_inverse=True, return_counts=True)
    topics, topic_class, topic_times = np.unique(in_topic, return_inverse=True, return_counts=True)
    least = least_tail(size, np.repeat(lenses, len(topics)), np.tile(topics, len(lenses)))
    keep = reachable(least, np.outer(lens_times, topic_times).reshape(-1), LEVEL).reshape(len(lenses), len(topics))
    lens, topic = [], []
    for number, of_class in enumerate(lens_class):
        found = np.flatnonzero(keep[of_class][topic_class])
        lens.append(np.full(len(found), number))
        topic.append(found)
    rows, columns = np.concatenate([*lens, np.zeros(0, int)]), np.concatenate([*topic, np.zeros(0, int)])
    have = np.asarray(together[rows, columns]).reshape(-1).astype(np.int64) if len(rows) else np.zeros(0, np.int64)
    p = lower_tail(have, size, in_lens[rows], in_topic[columns]) if len(rows) else np.zeros(0)
    return Cells(rows, columns, have, p, len(in_lens) * len(in_topic))


def _there(have: int) -> str:
    return "is none" if have == 0 else "is 1" if have == 1 else f"are {have}"


def _notes(kind: Literal["tag", "actor"], cells: Cells, size: int) -> tuple[Note, ...]:
    thin = cells.of - len(cells.p)
    if not thin:
        return ()
    pairs = counted(cells.of, f"pair of lens and {kind}", f"pairs of lens and {kind}")
    text = f"Of {pairs}, {counted(thin, 'has', 'have')} too few articles to judge (among {articles(size)} with a lens)."
    return (Note(kind=_KIND[kind], text=text),)


def shortfalls(coverage: Coverage) -> Gaps:
    """Lenses with fewer articles than their scheme expects: the plain difference, untested."""
    in_lens = dict(zip(coverage.graph.ids["lens"], coverage.marks("lens").sum(axis=0).tolist(), strict=True))
    rows = []
    for lens in coverage.lenses:
        have = int(in_lens.get(lens.id, 0))
        if lens.expected is not None and have < lens.expected:
            rows.append(
                Gap(
                    kind="lens_shortfall", subject=lens.id, lens=lens.id, have=have, expected=lens.expected,
                    score=1 - have / lens.expected,
                    why=f"{lens.id} has {articles(have)}; the lens scheme expects {lens.expected}.",
                )
            )  # fmt: skip
    return Gaps(rows=tuple(rows))
