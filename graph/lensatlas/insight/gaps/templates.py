"""Text that was written once and stands under many stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.gaps.gap import Gap, Gaps
from lensatlas.insight.words import articles, quoted

if TYPE_CHECKING:
    from lensatlas.insight.gaps.coverage import Coverage

# A tag on more of the articles than this makes no storyline of them.
BROAD = 0.25


def templated(coverage: Coverage) -> Gaps:
    """Sentences of six words or more under at least three articles that are no one storyline.

    A storyline is a tag that all of them carry and that at most a quarter of all articles have.
    """
    tags = coverage.marks("tag")
    narrow = np.asarray(tags.sum(axis=0)) <= max(BROAD * tags.shape[0], 1)
    rows_of = coverage.graph.position["article"]
    rows = []
    for sentence, ids in coverage.prose.repeated(coverage.settled):
        held = [rows_of[name] for name in ids if name in rows_of]
        shared = np.asarray(tags[held].sum(axis=0)) == len(held)
        if not held or (shared & narrow).any():
            continue
        rows.append(
            Gap(
                kind="templated_sentence", subject=sentence, have=len(ids), expected=1, score=float(len(ids)),
                why=f"{articles(len(ids))} that share no storyline say: {quoted(sentence)}",
                articles=coverage.newest(held),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows))


def repeating(coverage: Coverage) -> Gaps:
    """Articles whose *why it matters* says no more than their dek."""
    rows_of, headlines = coverage.graph.position["article"], coverage.graph.headlines
    return Gaps(
        rows=tuple(
            Gap(
                kind="why_repeats_dek", subject=headlines[rows_of[name]], score=1.0, articles=(name,), about=(name,),
                why=f"Under {quoted(headlines[rows_of[name]])}, “why it matters” says what the dek says, and no more.",
            )
            for name in coverage.prose.echoing()
            if name in rows_of
        )
    )  # fmt: skip
