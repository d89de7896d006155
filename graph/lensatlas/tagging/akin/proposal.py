"""One proposal about two actors, and the kinds of proposal there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lensatlas.model import ActorId

AkinKind = Literal[
    "order", "acronym", "initials", "short_form", "qualifier", "spelling", "number", "surname", "office", "part"
]

# Kind → what it says of two actors and how sure it is by itself: a judgement, made while reading the proposals over the 3,635
# names of real events, not a share that was counted.
AKIN_KINDS: Mapping[AkinKind, tuple[str, float]] = {
    "order": ("hold the same words in another order", 0.85),
    "acronym": ("are capitals and the words they may stand for", 0.8),
    "initials": ("differ only in middle names or initials", 0.8),
    "short_form": ("differ only in a given name and a short form of it", 0.75),
    "qualifier": ("differ only in a country's name or a company's legal form", 0.7),
    "spelling": ("differ by one letter, in a word of no other actor", 0.65),
    "number": ("differ only in number, one and many", 0.6),
    "surname": ("are a surname and a full name", 0.5),
    "office": ("are one office under a surname and a full name", 0.8),
    "part": ("share their words, and one of them has more", 0.3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorProposal:
    """Two actors that may be one; ``into`` is the one to keep. Nothing is changed by it.

    ``score`` is 0 to 1: how sure the kind is, raised where the two stand beside the same tags and actors, lowered where
    one article names both, decades lie between them, or others may be meant as well. ``why`` is said with the numbers.
    """

    kind: AkinKind
    from_actor: ActorId
    into: ActorId
    score: float
    why: str

    def row(self) -> dict[str, Any]:
        """The proposal as a line of ``tags --about actor --format jsonl``."""
        return {
            "kind": self.kind, "from": self.from_actor, "into": self.into, "score": round(self.score, 9), "why": self.why,
            "about": "actor",
        }  # fmt: skip
