"""What the publication covers: all that the gaps are judged from, gathered in one reading of the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.gaps.prose import Prose
from lensatlas.insight.watch import ledger
from lensatlas.model import ArticleId

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from scipy.sparse import csr_array

    from lensatlas.insight.watch import Settled, Watched
    from lensatlas.model import Claim, Lens
    from lensatlas.network.graph import Graph, NodeKind


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A corpus as the gaps see it.

    Made by :meth:`of`. ``lenses`` is the declared scheme (it may hold lenses without articles). ``watched`` is the ledger of promises. ``repeated``
    and ``echoing`` are what :class:`~lensatlas.insight.gaps.prose.Prose` found. Articles after ``as_of`` count as covered, but
    time is judged without them.
    """

    graph: Graph
    as_of: dt.date
    lenses: tuple[Lens, ...] = ()
    claims: tuple[Claim, ...] = ()
    watched: tuple[Watched, ...] = ()
    repeated: tuple[tuple[str, tuple[ArticleId, ...]], ...] = ()
    echoing: tuple[ArticleId, ...] = ()

    @classmethod
    def of(cls, graph: Graph, settled: Settled, *, as_of: dt.date, lenses: Sequence[Lens] = ()) -> Coverage:
        """What the gaps are judged from: promises, claims and repeated prose, not the texts.

        ``graph`` is drawn from the same articles that ``settled`` gives, in any order, anew each time it is called.
        """
        prose = Prose()
        claims: list[Claim] = []
        for article, tagged in settled():
            prose.read(article)
            claims += tagged.claims
        return cls(
            graph=graph,
            as_of=as_of,
            lenses=tuple(lenses),
            claims=tuple(sorted(claims, key=lambda claim: (claim.article, claim.id))),
            watched=ledger(settled, graph=graph, as_of=as_of),
            repeated=prose.repeated(settled),
            echoing=prose.echoing(),
        )

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
