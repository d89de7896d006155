"""What the publication covers: all that the gaps are judged from, each part gathered when a gap first needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.gaps.prose import Prose
from lensatlas.insight.watch import ledger
from lensatlas.model import ArticleId

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from scipy.sparse import csr_array

    from lensatlas.insight.watch import Settled, Watched
    from lensatlas.model import Claim, Lens
    from lensatlas.network.graph import Graph, NodeKind


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A corpus as the gaps see it: promises, claims and repeated prose, not the texts.

    ``settled`` gives the articles that ``graph`` is drawn from, in any order, anew each time it is called; it is called
    while gaps are judged, and by those kinds only that need more than the graph. ``lenses`` is the declared scheme (it may
    hold lenses without articles). Articles after ``as_of`` count as covered, but time is judged without them.
    """

    graph: Graph
    settled: Settled
    as_of: dt.date
    lenses: tuple[Lens, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every leverage claim, by article and id."""
        found = [claim for _, tagged in self.settled() for claim in tagged.claims]
        return tuple(sorted(found, key=lambda claim: (claim.article, claim.id)))

    @cached_property
    def watched(self) -> tuple[Watched, ...]:
        """The ledger of promises."""
        return ledger(self.settled, graph=self.graph, as_of=self.as_of)

    @cached_property
    def prose(self) -> Prose:
        """What recurs in the articles' sentences."""
        return Prose.of(self.settled)

    def marks(self, kind: NodeKind) -> csr_array:
        """A × N: 1 where an article is linked to a node of a kind, however often."""
        links = self.graph.links[kind].copy()
        links.data = np.ones_like(links.data, dtype=np.int64)
        return links

    def newest(self, rows: Iterable[int], limit: int | None = None) -> tuple[ArticleId, ...]:
        """The ids of these articles, newest first, at most ``limit``."""
        ids, days = self.graph.ids["article"], self.graph.days
        ordered = sorted(rows, key=lambda row: (-int(days[row]), ids[row]))
        return tuple(ArticleId(ids[row]) for row in ordered[:limit])
