"""Small atlases by hand: what each article carries, drawn by the real drawing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lensatlas.model import (
    ActorId,
    ActorUse,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    LensId,
    MechanismId,
    Tagged,
    TagId,
    TagUse,
)
from lensatlas.network.draw import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.model import Actor, Stance
    from lensatlas.network.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article by what it carries; lists are words with spaces between, ``day`` counts from the first of January 2026.

    ``claims``: "gains:Qatar loses:Iran".
    """

    id: str
    tags: str = ""
    actors: str = ""
    lenses: str = ""
    mechanisms: str = ""
    text: str = ""
    headline: str = ""
    claims: str = ""
    day: int | None = None


def atlas(*pieces: Piece, actors: tuple[Actor, ...] = ()) -> Graph:
    """The graph of these articles."""
    return draw(map(settled, pieces), actors=actors, lenses=())


def settled(piece: Piece) -> tuple[Article, Tagged]:
    """An article and its tagging."""
    name = ArticleId(piece.id)
    published = None if piece.day is None else dt.date(2026, 1, 1) + dt.timedelta(days=piece.day)
    article = Article(
        id=name, slug=name, headline=piece.headline or f"About {name}", text=piece.text, published=published
    )
    tagged = Tagged(
        article=name,
        tags=tuple(TagUse(tag=TagId(tag)) for tag in piece.tags.split()),
        actors=tuple(ActorUse(actor=ActorId(actor), how="declared") for actor in piece.actors.split()),
        lenses=tuple(map(LensId, piece.lenses.split())),
        mechanisms=tuple(map(MechanismId, piece.mechanisms.split())),
        claims=tuple(_claims(piece)),
    )
    return article, tagged


def claimed(*pieces: Piece) -> list[Claim]:
    """All claims of these articles."""
    return [claim for piece in pieces for claim in _claims(piece)]


def _claims(piece: Piece) -> Iterator[Claim]:
    for number, said in enumerate(piece.claims.split()):
        stance, actor = said.split(":")
        yield Claim(
            id=ClaimId(f"{piece.id}-{number}"),
            article=ArticleId(piece.id),
            actor=ActorId(actor),
            stance=cast("Stance", stance),
            section="who_gains",
            sentence=f"{actor} {stance}.",
            start=0,
            end=len(actor) + len(stance) + 2,
            rule="by hand",
        )
