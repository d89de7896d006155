"""Small atlases by hand: what each article carries, drawn by the real drawing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.model import (
    Actor,
    ActorId,
    ActorUse,
    Article,
    ArticleId,
    LensId,
    MechanismId,
    Tagged,
    TagId,
    TagUse,
)
from lensatlas.network.draw import draw

if TYPE_CHECKING:
    from lensatlas.network.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article by what it carries; lists are words with spaces between, ``day`` counts from the first of January 2026."""

    id: str
    tags: str = ""
    actors: str = ""
    lenses: str = ""
    mechanisms: str = ""
    text: str = ""
    headline: str = ""
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
    )
    return article, tagged
