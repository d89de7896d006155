"""What an article says about leverage: an entity with its sentence, never just an edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lensatlas.model.identity import ActorId, ArticleId, ClaimId, MechanismId

Stance = Literal["gains", "keeps", "loses", "bears_cost", "unknown"]
STANCES: tuple[Stance, ...] = ("gains", "keeps", "loses", "bears_cost", "unknown")
Role = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """*This article says* that this actor gains, keeps, loses or pays.

    ``sentence`` is the quoted sentence, ``section[start:end]`` in code points. ``what`` is what is gained or lost, in the
    article's words, empty where it does not say. ``rule`` names the rule that read it. A wording that no rule reads is
    stance ``unknown``: a claim about this actor, its direction left to the reader.
    """

    id: ClaimId
    article: ArticleId
    actor: ActorId
    stance: Stance
    section: str
    sentence: str
    start: int
    end: int
    rule: str
    over: tuple[ActorId, ...] = ()
    role: Role | None = None
    what: str = ""
    mechanism: MechanismId | None = None
