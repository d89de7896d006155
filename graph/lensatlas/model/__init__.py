"""The nouns: frozen records that every floor of the house passes on."""

from __future__ import annotations

from lensatlas.model.actor import ACTOR_KINDS, Actor, ActorKind, DeclaredActor, Mention
from lensatlas.model.article import SECTIONS, Article, Section, Source
from lensatlas.model.claim import STANCES, Claim, Role, Stance
from lensatlas.model.concept import Concept
from lensatlas.model.decision import VERDICTS, Decision, DecisionSubject, Verdict
from lensatlas.model.heard import Answers, Heard, HeardLine, HeardName, Hearsay
from lensatlas.model.identity import (
    ActorId,
    ArticleId,
    ClaimId,
    LensId,
    MechanismId,
    SourceId,
    TagId,
    WatchId,
    article_id,
    canonical_url,
    clean,
    digest,
    fold,
    label,
    link_url,
    page_url,
    slugify,
)
from lensatlas.model.lens import Lens
from lensatlas.model.months import MONTH, MONTHS
from lensatlas.model.pin import PIN_ACTIONS, Pin, PinAction
from lensatlas.model.problem import Problem
from lensatlas.model.tagged import ActorUse, Tagged, TagUse
from lensatlas.model.watch import WATCH_CALL, WATCH_SECTION, WatchItem, WatchState

__all__ = [
    "ACTOR_KINDS",
    "MONTH",
    "MONTHS",
    "PIN_ACTIONS",
    "SECTIONS",
    "STANCES",
    "VERDICTS",
    "WATCH_CALL",
    "WATCH_SECTION",
    "Actor",
    "ActorId",
    "ActorKind",
    "ActorUse",
    "Answers",
    "Article",
    "ArticleId",
    "Claim",
    "ClaimId",
    "Concept",
    "Decision",
    "DecisionSubject",
    "DeclaredActor",
    "Heard",
    "HeardLine",
    "HeardName",
    "Hearsay",
    "Lens",
    "LensId",
    "MechanismId",
    "Mention",
    "Pin",
    "PinAction",
    "Problem",
    "Role",
    "Section",
    "Source",
    "SourceId",
    "Stance",
    "TagId",
    "TagUse",
    "Tagged",
    "Verdict",
    "WatchId",
    "WatchItem",
    "WatchState",
    "article_id",
    "canonical_url",
    "clean",
    "digest",
    "fold",
    "label",
    "link_url",
    "page_url",
    "slugify",
]
