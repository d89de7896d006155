"""What the tagging of one article found: everything here can be derived again from the article and the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lensatlas.model.actor import Actor, Mention
    from lensatlas.model.claim import Claim
    from lensatlas.model.identity import ActorId, ArticleId, LensId, MechanismId, TagId
    from lensatlas.model.watch import WatchItem


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUse:
    """A tag on an article: ``declared`` by its record, or ``cut`` out of a line of run-together tags."""

    tag: TagId
    how: Literal["declared", "cut"] = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorUse:
    """An actor in an article: ``how`` it is in (``declared``, ``tag``, ``text``, ``claim``: the first that holds), named how often."""

    actor: ActorId
    how: Literal["declared", "tag", "text", "claim"]
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One article's tags, lenses, actors, mentions, claims, mechanisms and watch items, each in a fixed order.

    ``groups`` are actors that no list knows and that this article's claims name: "arms suppliers", "regional civilians".
    """

    article: ArticleId
    tags: tuple[TagUse, ...] = ()
    lenses: tuple[LensId, ...] = ()
    actors: tuple[ActorUse, ...] = ()
    mechanisms: tuple[MechanismId, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    watch: tuple[WatchItem, ...] = ()
    groups: tuple[Actor, ...] = ()
