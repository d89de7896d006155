"""Actors and articles that the analysis leaves out: named but never weighed, gains without a price."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.gaps.gap import LINKS, Gap, Gaps, Note
from lensatlas.insight.words import articles, counted

if TYPE_CHECKING:
    from lensatlas.insight.gaps.coverage import Coverage

LEAST_ARTICLES = 5
TOP_SHARE = 0.1
# Where something happens, and who reports it, are named often and gain nothing.
_SETTINGS = frozenset({"city", "place", "outlet"})
_NOTHING_CLAIMED = "No article says who gains or pays, so no"


def unanalysed(coverage: Coverage) -> Gaps:
    """Actors in at least five articles and among the tenth named in most, about whom no claim says anything.

    A claim counts for its actor, for those it is over, and for what they are part of.
    """
    graph = coverage.graph
    if not coverage.claims:
        return Gaps(notes=(Note(kind="unanalysed_actor", text=f"{_NOTHING_CLAIMED} actor is missed."),))
    part_of = dict(zip(graph.ids["actor"], graph.actor_part_of, strict=True))
    analysed: set[str] = set()
    for claim in coverage.claims:
        for claimed in (claim.actor, *claim.over):
            name: str | None = claimed
            while name and name not in analysed:
                analysed.add(name)
                name = part_of.get(name)
    named = coverage.marks("actor").tocsc()
    often = np.diff(named.indptr)
    bar = max(LEAST_ARTICLES, float(np.quantile(often[often > 0], 1 - TOP_SHARE)) if often.any() else 0)
    rows = []
    for number in np.flatnonzero(often >= bar).tolist():
        actor, kind = graph.ids["actor"][number], graph.actor_kinds[number]
        if actor in analysed or kind in _SETTINGS:
            continue
        held = named.indices[named.indptr[number] : named.indptr[number + 1]]
        rows.append(
            Gap(
                kind="unanalysed_actor", subject=actor, have=0, expected=None, score=float(len(held)),
                why=f"{articles(len(held))} name {actor}, and none says what it gains, keeps, loses or pays.",
                articles=coverage.newest(held.tolist(), LINKS),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows))


def unpaid(coverage: Coverage) -> Gaps:
    """Lenses with articles that say who gains or keeps leverage but not who loses or pays, one row a lens.

    One row an article would be the longest list of all and say the least; the worst lens is where an editor starts.
    """
    stances: dict[str, set[str]] = defaultdict(set)
    for claim in coverage.claims:
        stances[claim.article].add(claim.stance)
    gaining = {name for name, found in stances.items() if found & {"gains", "keeps"}}
    without = {name for name in gaining if not stances[name] & {"bears_cost", "loses"}}
    if not gaining:
        return Gaps(notes=(Note(kind="no_cost_bearer", text=f"{_NOTHING_CLAIMED} cost bearer is missed."),))
    lenses, names = coverage.marks("lens"), coverage.graph.ids["lens"]
    under: dict[str | None, list[int]] = defaultdict(list)
    rows_of = coverage.graph.position["article"]
    for name in sorted(gaining & rows_of.keys()):
        row = rows_of[name]
        numbers = lenses.indices[lenses.indptr[row] : lenses.indptr[row + 1]]
        for lens in [names[i] for i in numbers] or [None]:
            under[lens].append(row)
    ids = coverage.graph.ids["article"]
    rows = []
    for lens, held in under.items():
        bare = [row for row in held if ids[row] in without]
        if not bare:
            continue
        where = f"under {lens}" if lens else "without a lens"
        rows.append(
            Gap(
                kind="no_cost_bearer", subject=lens or "no lens", lens=lens, have=len(held) - len(bare), expected=len(held),
                score=float(len(bare)),
                why=f"Of {counted(len(held), 'article that says', 'articles that say')} who gains {where}, "
                f"{counted(len(bare), 'names', 'name')} nobody who loses or pays.",
                articles=coverage.newest(bare, LINKS),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows))
