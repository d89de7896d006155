"""Who has leverage: what articles claim of each actor, beside what the network of actors shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lensatlas.errors import UsageError
from lensatlas.insight.evidence import CLAIMED, Ledger, Network
from lensatlas.insight.ranks import deciding, ranges, ranked, without
from lensatlas.model import digest
from lensatlas.network.centrality import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.model import Claim
    from lensatlas.network.graph import Graph

RESAMPLES = 200
# Betweenness is dear: a resample takes about as many steps as there are actors times actors and ties.
# At most this many in all, about four seconds; a range from twenty resamples is coarse but honest.
_STEPS, _FEWEST = 60_000_000, 20
# Whether one article decides a rank is asked for the first ranks, of those articles that hold most of what it rests on.
_LEADING, _CANDIDATES = 10, 4
_TIES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie of the backbone: another actor, and in how many articles both are named."""

    id: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The article that decides a rank, and the rank without it."""

    article: str
    headline: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """One actor's leverage.

    ``claims``: how many claims of each stance. ``structure``: measure → value on the backbone, None where the actor is in too
    few articles to say (or, for Burt's measures, has no tie). ``rank`` is by ``by``, None where that has no value;
    ``rank_range`` holds nine resamples of ten. ``decided_by``: the one article without which the rank would at least
    double. ``claim_ids``: the claims counted, by stance; ``ties``: the strongest ties that the measures rest on.
    """

    id: str
    kind: str | None
    articles: int
    claims: Mapping[str, int]
    structure: Mapping[str, float | int | None]
    by: str
    rank: int | None
    rank_range: tuple[int, int]
    decided_by: Decided | None
    claim_ids: tuple[str, ...]
    ties: tuple[Tie, ...]

    def row(self) -> dict[str, Any]:
        """The record in the shape of the command line's contract; ``by``, ``decided_by``, ``claim_ids``, ``ties`` are added."""
        one = self.decided_by
        return {
            "actor": {"id": self.id, "label": self.id, "kind": self.kind},
            "articles": self.articles,
            "claims": dict(self.claims),
            "structure": dict(self.structure),
            "rank": self.rank,
            "rank_range": [*self.rank_range],
            "by": self.by,
            "decided_by": {"id": one.article, "headline": one.headline, "rank": one.rank} if one else None,
            "claim_ids": [*self.claim_ids],
            "ties": [{"actor": tie.id, "articles": tie.articles} for tie in self.ties],
        }


def leverage(
    graph: Graph, claims: Sequence[Claim], *, actors: Sequence[int] | None = None, by: str | None = None
) -> tuple[Leverage, ...]:
    """Every actor that an article holds or claims something of (or only the given ones), the first rank first.

    ``by``: a stance (gains, keeps, loses, bears_cost) or a measure of the backbone (degree, strength, betweenness, constraint,
    effective_size); by default gains where anyone is said to gain, else betweenness. An actor is itself alone: what is
    claimed of a part is not counted again for the whole. Raises :class:`~lensatlas.errors.UsageError` for another ``by``.
    """
    ledger = Ledger.of(graph, claims)
    by = by or ("gains" if ledger.claims["gains"] else "betweenness")
    if by not in CLAIMED and by not in MEASURES:
        raise UsageError(f"Leverage cannot be ranked by {by!r}. Rank by one of: {', '.join((*CLAIMED, *MEASURES))}.")
    table = _Table(graph=graph, ledger=ledger, network=Network.of(graph), by=by)
    rank, (low, high) = table.rank, table.ranges()
    articles = np.bincount(graph.links["actor"].indices, minlength=len(rank))
    first_to_last = np.lexsort((np.arange(len(rank)), np.where(rank > 0, rank, len(rank) + 1)))
    asked = (articles > 0) | ledger.named if actors is None else np.isin(np.arange(len(rank)), [*actors])
    leading = set(first_to_last[:_LEADING].tolist()) if actors is None else set(actors)
    return tuple(
        Leverage(
            id=graph.ids["actor"][actor],
            kind=graph.actor_kinds[actor],
            articles=int(articles[actor]),
            claims={stance: len(ledger.claims[stance].get(actor, ())) for stance in CLAIMED},
            structure=table.network.structure(actor),
            by=by,
            rank=int(rank[actor]) or None,
            rank_range=(int(low[actor]), int(high[actor])),
            decided_by=table.decided(actor) if actor in leading else None,
            claim_ids=tuple(claim.id for stance in CLAIMED for claim in ledger.claims[stance].get(actor, ())),
            ties=table.ties(actor),
        )
        for actor in first_to_last[asked[first_to_last]].tolist()
    )


class _Table:
    """A ranking by one measure, and what it rests on."""

    def __init__(self, *, graph: Graph, ledger: Ledger, network: Network, by: str) -> None:
        self.graph, self.ledger, self.network, self.by = graph, ledger, network, by
        self.value = ledger.value(by) if by in CLAIMED else network.value(by)
        self.rank = ranked(self.value(np.ones(graph.size)))
        self.without = without(self.value, graph.size)

    def ranges(self) -> tuple[np.ndarray, np.ndarray]:
        """Every actor's lowest and highest rank."""
        resamples = RESAMPLES
        if self.by == "betweenness":
            size = int(self.network.backbone.took_part.sum())
            resamples = max(_FEWEST, min(RESAMPLES, _STEPS // max(1, size * (size + len(self.network.first)))))
        seed = int(digest(self.by, *self.graph.ids["article"], size=8), 16)
        return ranges(self.value, self.graph.size, resamples=resamples, seed=seed)

    def decided(self, actor: int) -> Decided | None:
        """The one article that decides an actor's rank, where one does."""
        at = self.ledger.witnesses(self.by, actor) if self.by in CLAIMED else self.network.witnesses(actor)
        found = deciding(self.without, actor, int(self.rank[actor]), at[:_CANDIDATES].tolist())
        if found is None:
            return None
        article, rank = found
        return Decided(article=self.graph.ids["article"][article], headline=self.graph.headlines[article], rank=rank)

    def ties(self, actor: int) -> tuple[Tie, ...]:
        """An actor's strongest ties."""
        strongest = self.network.strongest(actor, _TIES_SHOWN)
        return tuple(Tie(id=self.graph.ids["actor"][other], articles=together) for other, together in strongest)
