"""A reader path as it is told: its steps, its reasons and its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lensatlas.insight.paths.kinds import Kind

LEAST, MOST = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An article of a path; ``strength`` is that of the link from the step before, None for the first."""

    id: str
    url: str | None
    headline: str
    published: str | None
    minutes: int
    strength: float | None
    why: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """The step in the shape of the command line's contract."""
        return {
            "id": self.id, "url": self.url, "headline": self.headline, "strength": self.strength, "why": [*self.why],
            "published": self.published, "minutes": self.minutes,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of its subject a tour shows, as shares from 0 to 1 of what the articles about it are filed under.

    ``bound``: what no choice of that many articles, linked or not, can exceed. ``shown``: the subtopics met, the most
    common first; ``missed``: the most common of the others.
    """

    reached: float
    bound: float
    shown: tuple[str, ...]
    missed: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """The coverage as part of the row of :class:`Path`."""
        return {"reached": self.reached, "bound": self.bound, "shown": [*self.shown], "missed": [*self.missed]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A path of 3 to 6 articles.

    ``title`` and ``purpose``: what a reader gets, in a few words and in a sentence. ``minutes``: the time it takes to read.
    ``bottleneck``: its weakest link. ``reliability``: the geometric mean of its links. ``optimal``: no path that keeps to the
    same rules has a stronger weakest link (docs/paths.md says which rules, a kind). ``upper_bound``: what no such path can
    exceed, whatever its length. ``certificate``: what that means, in sentences. ``coverage``: of a tour, else None.
    """

    kind: Kind
    title: str
    purpose: str
    minutes: int
    steps: tuple[Step, ...]
    bottleneck: float
    reliability: float
    optimal: bool
    upper_bound: float
    certificate: tuple[str, ...]
    coverage: Coverage | None = None

    def row(self) -> dict[str, Any]:
        """The record in the shape of the command line's contract, and what there is beyond it."""
        return {
            "kind": self.kind, "steps": [step.row() for step in self.steps], "bottleneck": self.bottleneck,
            "reliability": self.reliability, "optimal": self.optimal, "upper_bound": self.upper_bound,
            "certificate": [*self.certificate], "title": self.title, "purpose": self.purpose, "minutes": self.minutes,
            **({"coverage": self.coverage.row()} if self.coverage else {}),
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A kind of path that leads nowhere from an article, and why."""

    kind: Kind
    why: str
