"""Articles that belong beside this one: related lists, why two articles are linked, and whom the lists reach."""

from __future__ import annotations

from lensatlas.insight.related.answers import answers, question, related, related_all
from lensatlas.insight.related.chance import Chance
from lensatlas.insight.related.choice import Question
from lensatlas.insight.related.companions import Companion, Related
from lensatlas.insight.related.pins import Pins
from lensatlas.insight.related.roles import ROLES, Role

__all__ = [
    "ROLES", "Chance", "Companion", "Pins", "Question", "Related", "Role", "answers", "question", "related", "related_all",
]  # fmt: skip
