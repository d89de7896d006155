"""Small publications by hand, with promises, claims and sources, drawn by the real drawing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lensatlas.insight.gaps import Coverage
from lensatlas.model import (
    ActorId,
    ActorUse,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    LensId,
    Section,
    Source,
    Tagged,
    TagId,
    TagUse,
    WatchId,
    WatchItem,
)
from lensatlas.network.draw import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lensatlas.model import Actor, Lens, Stance

START = dt.date(2026, 1, 1)

Settled = tuple[Article, Tagged]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article by what it carries: ``tags``, ``actors``, ``lenses`` and ``sources`` are names with commas between.

    ``day`` counts from the first of January 2026, None for undated. ``claims``: pairs of an actor and a stance; ``promises``:
    pairs of a text and the date by which it is due.
    """

    id: str
    tags: str = ""
    actors: str = ""
    lenses: str = ""
    sources: str = ""
    headline: str = "Untitled"
    dek: str = ""
    text: str = ""
    why: str = ""
    day: int | None = 0
    claims: tuple[tuple[str, Stance], ...] = ()
    promises: tuple[tuple[str, dt.date | None], ...] = ()


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def settled(piece: Piece) -> Settled:
    """The article and its tagging."""
    name = ArticleId(piece.id)
    watch = tuple(
        WatchItem(
            id=WatchId(f"{piece.id}-{i}"), article=name, text=text, section="what_to_watch", start=i, end=i, due=due,
            actors=tuple(ActorId(actor) for actor in split(piece.actors) if actor in text),
        )
        for i, (text, due) in enumerate(piece.promises)
    )  # fmt: skip
    claims = tuple(
        Claim(
            id=ClaimId(f"{piece.id}-{i}"), article=name, actor=ActorId(actor), stance=stance, section="who_gains",
            sentence=f"{actor} {stance}.", start=0, end=1, rule="by hand",
        )
        for i, (actor, stance) in enumerate(piece.claims)
    )  # fmt: skip
    sections = [("why_it_matters", piece.why), ("what_to_watch", " ".join(text for text, _ in piece.promises))]
    article = Article(
        id=name, slug=name, headline=piece.headline, dek=piece.dek, text=piece.text,
        published=None if piece.day is None else START + dt.timedelta(days=piece.day),
        sections=tuple(Section(name=part, heading=part, text=text) for part, text in sections if text),
        sources=tuple(Source(name=source) for source in split(piece.sources)),
    )  # fmt: skip
    tagged = Tagged(
        article=name, watch=watch, claims=claims,
        tags=tuple(TagUse(tag=TagId(tag)) for tag in split(piece.tags)),
        actors=tuple(ActorUse(actor=ActorId(actor), how="declared") for actor in split(piece.actors)),
        lenses=tuple(map(LensId, split(piece.lenses))),
    )  # fmt: skip
    return article, tagged


def coverage(
    pieces: Iterable[Piece], *, lenses: Sequence[Lens] = (), actors: Sequence[Actor] = (), as_of: dt.date | None = None
) -> Coverage:
    """What the gaps see of these articles; ``as_of`` is the newest one's day where none is given."""
    pairs = [settled(piece) for piece in pieces]
    days = [article.published for article, _ in pairs if article.published]
    graph = draw(pairs, actors=actors, lenses=lenses)
    return Coverage(graph=graph, settled=lambda: pairs, lenses=tuple(lenses), as_of=as_of or max(days, default=START))


def many(count: int, like: Piece) -> list[Piece]:
    """Copies of a piece under ids of their own, a day apart."""
    return [replace(like, id=f"{like.id}-{i:03}", day=None if like.day is None else like.day + i) for i in range(count)]
