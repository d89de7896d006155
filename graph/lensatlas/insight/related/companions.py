"""What the related question answers with: companions, each with its score, its role and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lensatlas.insight.reasons import Reason
    from lensatlas.insight.related.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One related article. ``why`` is one sentence of the reasons.

    ``stands_for`` are ids of others whose text is nearly the same and that it is shown for.
    """

    id: str
    url: str | None
    headline: str
    score: float
    role: Role
    reasons: tuple[Reason, ...]
    why: str = ""
    stands_for: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The companion as part of the row of :class:`Related`."""
        return {
            "id": self.id, "url": self.url, "headline": self.headline, "score": self.score, "role": self.role,
            "reasons": [reason.row() for reason in self.reasons], "why": self.why, "stands_for": list(self.stands_for),
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An article and what belongs beside it: pinned ones, then best first.

    ``copies`` are ids of articles that tell nearly its own text. ``note`` says why nothing stands beside it, where nothing does.
    """

    id: str
    url: str | None
    headline: str
    related: tuple[Companion, ...]
    copies: tuple[str, ...] = ()
    note: str = ""

    def row(self) -> dict[str, Any]:
        """The answer as a row of the ``related`` command."""
        return {
            "article": {"id": self.id, "url": self.url, "headline": self.headline},
            "related": [companion.row() for companion in self.related],
            "copies": list(self.copies), "note": self.note,
        }  # fmt: skip
