"""Topics gone quiet: tags silent for longer than their own rhythm explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr

from lensatlas.insight.gaps.gap import LINKS, Gap, Gaps, Note
from lensatlas.insight.gaps.significance import LEVEL
from lensatlas.insight.words import articles, counted, quoted, span
from lensatlas.network.backbone import discovery

if TYPE_CHECKING:
    from lensatlas.insight.gaps.coverage import Coverage

# Five gaps are the fewest from which a rhythm can be told.
LEAST_ARTICLES = 6


def silences(coverage: Coverage) -> Gaps:
    """Tags on at least six dated articles, published on six days or more, that have been silent for too long at ``as_of``.

    p is that of :func:`surprise`; the false discovery rate is controlled at 5 % over all tags tested.
    """
    now, days = coverage.as_of.toordinal(), coverage.graph.days
    tags = coverage.marks("tag").tocsc()
    tested: list[tuple[int, np.ndarray, float, float]] = []
    thin = 0
    for tag in range(tags.shape[1]):
        held = days[tags.indices[tags.indptr[tag] : tags.indptr[tag + 1]]]
        on = np.unique(held[(held > 0) & (held <= now)])
        if len(on) < LEAST_ARTICLES:
            thin += 1
            continue
        gaps = np.diff(on)
        tested.append((tag, gaps, float(now - on[-1]), surprise(gaps, float(now - on[-1]))))
    cut = discovery(np.array([p for *_, p in tested]), LEVEL)
    rows = []
    for tag, gaps, silence, p in tested:
        if p > cut:
            continue
        held = tags.indices[tags.indptr[tag] : tags.indptr[tag + 1]]
        name, usual = coverage.graph.ids["tag"][tag], float(np.median(gaps))
        rows.append(
            Gap(
                kind="stale_tag", subject=name, have=silence, expected=usual, p=p, score=float(-np.log10(max(p, 1e-300))),
                why=f"{quoted(name)} stands on {articles(len(held))}, usually {span(usual)} apart and never more than "
                f"{span(float(gaps.max()))}; it has now been silent for {span(silence)}.",
                articles=coverage.newest(held.tolist(), LINKS),
            )
        )  # fmt: skip
    fewer = counted(thin, "tag has", "tags have")
    text = f"{fewer} fewer than {LEAST_ARTICLES} dated days of publication: too few to tell a rhythm."
    return Gaps(rows=tuple(rows), notes=(Note(kind="stale_tag", text=text),) if thin else ())


def surprise(gaps: np.ndarray, silence: float) -> float:
    """How likely a silence this long is after these n gaps (days, each at least 1); the larger of two predictive tails.

    A topic that comes up at random has exponential gaps: P = (1 + silence / Σ gaps)⁻ⁿ. News comes in bursts, with long gaps
    between: log-normal gaps, whose next one follows Student's t with n − 1 degrees of freedom (Hahn and Meeker, Statistical
    Intervals, ch. 4). Taking the larger, a regular topic is not held to a clock, nor a bursty one to an average.
    """
    n, logs = len(gaps), np.log(gaps)
    at_random = float((1 + silence / gaps.sum()) ** -n)
    spread = float(logs.std(ddof=1)) * float(np.sqrt(1 + 1 / n))
    if silence <= 0 or spread == 0:
        return 1.0 if silence <= 0 else at_random
    in_bursts = float(stdtr(n - 1, (logs.mean() - np.log(silence)) / spread))
    return max(at_random, in_bursts)
