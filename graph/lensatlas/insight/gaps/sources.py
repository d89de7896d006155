"""Whose reporting a lens rests on: how many outlets it effectively has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.gaps.gap import LINKS, Gap, Gaps, Note
from lensatlas.insight.words import articles, counted, rounded, several

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from lensatlas.insight.gaps.coverage import Coverage

# Fewer articles say nothing of where a lens gets its reporting.
LEAST_ARTICLES = 5
# From here a market is called highly concentrated (US Horizontal Merger Guidelines 2010, §5.3): four equal outlets.
CONCENTRATED = 0.25


def concentration(coverage: Coverage) -> Gaps:
    """Lenses with at least five sourced articles that rest on one outlet, or on few.

    An article counts once, in equal parts for each of its outlets. ``have`` is the effective number of outlets, 1 / HHI
    (Herfindahl–Hirschman: the sum of squared shares). What is judged is how likely two different articles of the lens rest on
    the same outlet: HHI without its upward bias in small lenses, where every article adds its own square.
    """
    sources, lenses = coverage.marks("source"), coverage.marks("lens").tocsc()
    sourced = np.diff(sources.indptr) > 0
    names = coverage.graph.ids["source"]
    rows: list[Gap] = []
    thin = 0
    for number, lens in enumerate(coverage.graph.ids["lens"]):
        held = lenses.indices[lenses.indptr[number] : lenses.indptr[number + 1]]
        held = held[sourced[held]]
        if len(held) < LEAST_ARTICLES:
            thin += 1
            continue
        shares, same = outlets(sources[held])
        if same < CONCENTRATED:
            continue
        order = sorted(np.flatnonzero(shares).tolist(), key=lambda i: (-round(float(shares[i]), 9), names[i]))
        alone, effective = len(order) == 1, float(1 / (shares**2).sum())
        top = [f"{names[i]} ({shares[i]:.0%})" for i in order]
        rows.append(
            Gap(
                kind="single_source_lens" if alone else "source_concentration", subject=lens, lens=lens,
                have=effective, expected=1 / CONCENTRATED, score=len(held) if alone else same,
                why=f"All {len(held)} sourced articles under {lens} rest on one outlet, {names[order[0]]}." if alone else
                f"The {len(held)} sourced articles under {lens} rest on {several(top)}: as if there were "
                f"{rounded(effective)} outlets; fewer than {1 / CONCENTRATED:.0f} is few.",
                articles=coverage.newest(held.tolist(), LINKS),
            )
        )  # fmt: skip
    fewer = counted(thin, "lens has", "lenses have")
    text = f"{articles(LEAST_ARTICLES).capitalize()} with a source are needed to judge a lens; {fewer} fewer."
    return Gaps(rows=tuple(rows), notes=(Note(kind="source_concentration", text=text),) if thin else ())


def outlets(sources: csr_array) -> tuple[np.ndarray, float]:
    """N shares of the outlets of A articles (A × N, each row at least one 1), and the chance that two articles draw the same one."""
    size = sources.shape[0]
    part = 1 / np.diff(sources.indptr)
    shares = np.bincount(sources.indices, np.repeat(part, np.diff(sources.indptr)), minlength=sources.shape[1]) / size
    own = float(part.sum())  # Σ over articles of Σ over outlets of part²
    same = (size**2 * float((shares**2).sum()) - own) / (size * (size - 1)) if size > 1 else 1.0
    return shares, same
