"""Whom the related lists reach: who is never recommended, how evenly, and how far above chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lensatlas.errors import UsageError
from lensatlas.insight.related.everyone import Everyone
from lensatlas.insight.related.rescue import rescue as rescued
from lensatlas.insight.related.roles import ROLES
from lensatlas.insight.words import articles, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lensatlas.insight.related.choice import Question
    from lensatlas.insight.related.rescue import Rescue
    from lensatlas.network.graph import Graph

_TOP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the lists of a publication come to.

    ``links``: companions in all. ``never``: ids of those in no list; ``copies``: how many are only told as copies of another, and
    count as reached. ``empty``: lists without a companion. ``gini``: of the numbers of lists that articles stand in, 0 where all
    stand in as many, near 1 where a few have them all (Gini 1912). ``median``, ``most``, ``top``: of the same numbers.
    ``score`` and ``chance``: the mean score of the links, and that of random pairs. ``roles``: links by role. ``rescue``: what a
    rescue did, where one was asked for; all else is then as it is after it.
    """

    articles: int
    links: int
    never: tuple[str, ...]
    copies: int
    empty: int
    gini: float
    median: float
    most: int
    top: tuple[tuple[str, int], ...]
    score: float
    chance: float
    roles: Mapping[str, int]
    rescue: Rescued | None = None

    def row(self) -> dict[str, Any]:
        """The audit as the row of the ``reach`` command."""
        return {
            "articles": self.articles, "links": self.links, "reached": self.articles - len(self.never),
            "never": list(self.never), "share_never": _share(len(self.never), self.articles), "copies": self.copies,
            "empty": self.empty, "gini": self.gini, "median": self.median, "most": self.most,
            "top": [{"id": name, "links": count} for name, count in self.top],
            "score": self.score, "chance": self.chance, "roles": dict(self.roles),
            "rescue": self.rescue.row() if self.rescue else None, "sentences": list(self.sentences()),
        }  # fmt: skip

    def sentences(self) -> tuple[str, ...]:
        """The same for people to read."""
        if not self.articles:
            return ("There are no articles.",)
        never = counted(len(self.never), "is", "are")
        links = counted(self.links, "link leads", "links lead")
        said = [
            f"{links} to {self.articles - len(self.never):,} of {articles(self.articles)}; {never} never recommended ({_share(len(self.never), self.articles):.1%}).",
            f"An article stands in {self.median:g} lists in the middle and in {self.most:,} at most; the Gini is {self.gini:.2f}.",
        ]
        if self.links:
            times = f", {self.score / self.chance:.1f} times as much" if self.chance else ""
            said.append(f"Linked articles score {self.score:.3f}, random pairs {self.chance:.3f}{times}.")
        return (*said, *(self.rescue.sentences() if self.rescue else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """What a rescue did: :class:`~lensatlas.insight.related.rescue.Rescue` in numbers.

    ``score_before``, ``links_before``, ``never_before``: of the lists without it. ``lost``: id and reason of each article that no
    list can have.
    """

    replaced: int
    filled: int
    beyond: int
    never_before: int
    links_before: int
    score_before: float
    cost: float
    lost: tuple[tuple[str, str], ...]

    @property
    def rescued(self) -> int:
        """How many articles stand in a list that stood in none."""
        return self.replaced + self.filled + self.beyond

    def row(self) -> dict[str, Any]:
        """The rescue as part of the row of :class:`Reach`; ``cost`` is what the mean score lost."""
        return {
            "rescued": self.rescued, "replaced": self.replaced, "filled": self.filled,
            "beyond": self.beyond, "never_before": self.never_before, "links_before": self.links_before,
            "score_before": self.score_before, "cost": self.cost,
            "lost": [{"id": name, "why": why} for name, why in self.lost],
        }  # fmt: skip

    def sentences(self) -> tuple[str, ...]:
        """The same for people to read."""
        if not self.rescued:
            done = "There was nobody to rescue."
        else:
            fell = f"{self.cost / self.score_before:.2%}" if self.score_before else "nothing"
            done = (
                f"Rescued: {self.replaced:,} in the place of a companion that stands elsewhere too, {self.filled:,} in free"
                f" places, {self.beyond:,} behind full lists. The mean score was {self.score_before:.3f}, and fell by {fell}."
            )
        lost = [f"{name} cannot be rescued. {why}" for name, why in self.lost]
        return (done, *lost)


def reach(
    question: Question, *, rescue: bool = False, told: Callable[[int], None] = lambda _done: None
) -> tuple[Reach, Everyone]:
    """Whom the lists of all articles reach, and the lists; with ``rescue``, after a place was found for all that can have one.

    :func:`~lensatlas.insight.related.answers.told` puts the lists into words. ``told`` hears how many lists are made. Raises
    :class:`~lensatlas.errors.UsageError` where no companions are asked for.
    """
    if question.k < 1:
        raise UsageError("Whom lists reach can be said of lists of one companion or more: give k of 1 or more.")
    lists = Everyone.of(question, told)
    if not rescue:
        return _counted(question, lists, None), lists
    after = rescued(question, lists)
    return _counted(question, after.lists, _cost(question.graph, lists, after)), after.lists


def _counted(question: Question, lists: Everyone, rescue: Rescued | None) -> Reach:
    ids, inlinks, never = question.graph.ids["article"], lists.inlinks, lists.never
    count = np.diff(lists.starts)
    top = np.lexsort((np.arange(len(inlinks)), -inlinks))[:_TOP].tolist()
    used = np.bincount(lists.roles, minlength=len(ROLES)).tolist()
    return Reach(
        articles=lists.size, links=len(lists.ids), empty=int((count == 0).sum()),
        never=tuple(ids[i] for i in np.flatnonzero(never).tolist()), copies=int(((inlinks == 0) & ~never).sum()),
        gini=gini(inlinks), median=float(np.median(inlinks)) if lists.size else 0.0, most=int(inlinks.max(initial=0)),
        top=tuple((ids[i], int(inlinks[i])) for i in top if inlinks[i]),
        score=_mean(lists.scores), chance=question.chance.mean, roles=dict(zip(ROLES, used, strict=True)), rescue=rescue,
    )  # fmt: skip


def _cost(graph: Graph, before: Everyone, after: Rescue) -> Rescued:
    ids = graph.ids["article"]
    return Rescued(
        replaced=after.replaced, filled=after.filled, beyond=after.beyond,
        never_before=int(before.never.sum()), links_before=len(before.ids),
        score_before=_mean(before.scores), cost=round(_mean(before.scores) - _mean(after.lists.scores), 9),
        lost=tuple((ids[i], why) for i, why in sorted(after.lost.items())),
    )  # fmt: skip


def gini(counts: np.ndarray) -> float:
    """The Gini coefficient of how many each has, in [0, 1); 0 where there is nothing to share (Gini 1912).

    >>> gini(np.array([1, 1, 1])), gini(np.array([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    held = np.sort(counts).astype(np.float64)
    size, whole = len(held), float(held.sum())
    if not whole:
        return 0.0
    return round(float(2.0 * (np.arange(1, size + 1) * held).sum() / (size * whole) - (size + 1) / size), 9)


def _mean(scores: np.ndarray) -> float:
    return round(float(scores.mean()), 9) if len(scores) else 0.0


def _share(part: int, whole: int) -> float:
    return round(part / whole, 9) if whole else 0.0
