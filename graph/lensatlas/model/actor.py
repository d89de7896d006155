"""Those who can act: people, organisations, countries, bodies and named groups, and where a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lensatlas.model.identity import ActorId, ArticleId

ActorKind = Literal["person", "organization", "body", "party", "outlet", "group", "country", "region", "city", "place"]
ACTOR_KINDS: tuple[ActorKind, ...] = (
    "person", "organization", "body", "party", "outlet", "group", "country", "region", "city", "place",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredActor:
    """An actor as an article's own record names it; the kind may be left open."""

    name: str
    kind: ActorKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or something that can act; its id is its label.

    ``kind`` is None where nothing says what it is. ``part_of`` names the actor of which this one is a part: its deeds are its own.
    ``evidence`` says how it came to be known: ``authority``, ``country`` (CLDR, and houses that act for states), ``declared``, ``tag``,
    ``claim`` or ``text`` (named by articles, on no list).
    """

    id: ActorId
    kind: ActorKind | None = None
    aliases: tuple[str, ...] = ()
    part_of: ActorId | None = None
    country: str | None = None
    evidence: str = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of an article's text that names an actor; ``start`` and ``end`` are code points into the section.

    ``rule`` says how it was read: ``name`` or ``alias`` of a list, else by which rule of docs/tagging.md.
    """

    article: ArticleId
    section: str
    start: int
    end: int
    surface: str
    actor: ActorId
    rule: str
