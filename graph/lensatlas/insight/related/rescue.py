"""A list for whom no list had a place: each takes the place it costs least, of a companion that stands elsewhere too."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.related.everyone import Everyone
from lensatlas.insight.related.roles import ROLES, in_time
from lensatlas.network.similarity import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.insight.related.choice import Question

# Lists looked at for a place, the most alike first; all of them where these have none.
_LOOKED_AT = 32
_PINNED = ROLES.index("pinned")
_EMPTY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """The lists after a rescue, and what it cost.

    Of the rescued ``replaced`` took a companion's place, ``filled`` a free one, and ``beyond`` were added to full lists that held
    nobody who stands elsewhere. ``lost``: article → why no list can have it.
    """

    lists: Everyone
    replaced: int
    filled: int
    beyond: int
    lost: Mapping[int, str]


def rescue(question: Question, lists: Everyone) -> Rescue:
    """The same lists with every article in one at least that has something in common with another.

    An article that no list names, not even as a copy, goes into the list where its score falls least short of what it takes the
    place of: the lowest companion there that is in another list too, is not pinned and stands for no copies. A free place
    counts as the minimum score. The cheapest goes first; nobody rescued is displaced again, so that what is left only grows
    dearer and a cost that still holds when its turn comes is the least there is (lazy greedy, Minoux 1978).
    """
    places = _Places(question, lists)
    waiting = np.flatnonzero(lists.never)
    near = dict(zip(waiting.tolist(), _hosts(question, waiting, _LOOKED_AT), strict=True))
    heap = [(cost, article) for article, hosts in near.items() if (cost := places.best(*hosts)[0]) < np.inf]
    heapq.heapify(heap)
    while heap:
        cost, article = heapq.heappop(heap)
        now, host, score = places.best(*near[article])
        if now == cost:
            places.take(article, host, score)
            del near[article]
        elif now < np.inf:
            heapq.heappush(heap, (now, article))
    lost = {article: why for article in sorted(near) if (why := _last(question, places, article))}
    return Rescue(
        lists=places.lists(), replaced=places.replaced, filled=places.filled, beyond=len(places.beyond), lost=lost
    )  # fmt: skip


def _last(question: Question, places: _Places, article: int) -> str:
    """Look in all lists for a place, and give a new one where there is none; why that cannot be, where it cannot."""
    ((hosts, scores),) = _hosts(question, np.array([article]), places.size)
    if not len(hosts):
        return _why_lost(question, article)
    cost, host, score = places.best(hosts, scores)
    if cost < np.inf:
        places.take(article, host, score)
    else:
        places.add(article, int(hosts[0]), float(scores[0]))
    return ""


def _hosts(question: Question, articles: np.ndarray, many: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """In whose lists each article could stand, with the scores, the highest first: likeness is the same both ways."""
    found = nearest(question.features, articles, many, timely=True)
    for article, (ids, scores) in zip(articles.tolist(), found, strict=True):
        free = ~np.isin(ids, list(question.pins.never(article)))
        yield ids[free], scores[free]


def _why_lost(question: Question, article: int) -> str:
    first, last = question.features.matrix.indptr[[article, article + 1]]
    if first == last:
        return "It carries nothing to compare."
    if question.pins.never(article):
        return "An editor excluded all that have something in common with it."
    return "It has nothing in common with any other article."


class _Places:
    """The places of all lists while some change hands: A × k, the free ones −1."""

    def __init__(self, question: Question, lists: Everyone) -> None:
        self._question, self._before = question, lists
        count = np.diff(lists.starts)
        self._width = max(question.k, int(count.max(initial=0)))
        row = np.repeat(np.arange(lists.size), count)
        column = np.arange(len(row)) - lists.starts[row]
        self._origin = np.full((lists.size, self._width), _EMPTY, np.int64)
        self._origin[row, column] = np.arange(len(row))
        self._ids = np.full(self._origin.shape, _EMPTY, np.int64)
        self._ids[row, column] = lists.ids
        # What it takes to displace somebody: a free place counts as the minimum score.
        self._scores = np.full(self._origin.shape, max(question.least, 0.0))
        self._scores[row, column] = lists.scores
        self._fixed = np.zeros(self._origin.shape, bool)
        self._fixed[row, column] = lists.roles == _PINNED
        bearing = np.array(sorted(lists.folded), np.int64)
        self._fixed[row[bearing], column[bearing]] = True
        self._inlinks = lists.inlinks
        self.replaced = self.filled = 0
        self.beyond: list[tuple[int, int, float]] = []

    @property
    def size(self) -> int:
        """How many lists there are."""
        return len(self._ids)

    def best(self, hosts: np.ndarray, scores: np.ndarray) -> tuple[float, int, float]:
        """The least cost of a place in one of these lists, whose list it is, and the score there; infinite where there is none."""
        if not len(hosts) or not self._width:
            return np.inf, _EMPTY, 0.0
        costs = np.round(np.take_along_axis(self._price(hosts), self._cheapest(hosts)[:, None], 1)[:, 0] - scores, 9)
        least = int(np.lexsort((hosts, costs))[0])
        return float(costs[least]), int(hosts[least]), float(scores[least])

    def take(self, article: int, host: int, score: float) -> None:
        """Give an article the cheapest place of a list."""
        at = int(self._cheapest(np.array([host]))[0])
        before = int(self._ids[host, at])
        if before == _EMPTY:
            self.filled += 1
        else:
            self.replaced += 1
            self._inlinks[before] -= 1
        self._inlinks[article] += 1
        self._ids[host, at], self._scores[host, at], self._origin[host, at] = article, score, _EMPTY

    def add(self, article: int, host: int, score: float) -> None:
        """Give an article a place of its own behind a full list."""
        self._inlinks[article] += 1
        self.beyond.append((article, host, score))

    def _price(self, hosts: np.ndarray) -> np.ndarray:
        """What each place of these lists would cost to take, H × k: infinite where nobody may be displaced."""
        ids = self._ids[hosts]
        able = (ids == _EMPTY) | ((self._inlinks[ids] > 1) & ~self._fixed[hosts])
        return np.where(able, self._scores[hosts], np.inf)

    def _cheapest(self, hosts: np.ndarray) -> np.ndarray:
        """The place that costs least in each of these lists; of equal ones the last."""
        return np.asarray(self._width - 1 - np.argmin(self._price(hosts)[:, ::-1], axis=1))

    def lists(self) -> Everyone:
        """The lists as they now are, each in its order."""
        row, column = np.nonzero(self._ids != _EMPTY)
        added = np.array([host for _, host, _ in self.beyond], np.int64)
        host = np.concatenate([row, added])
        ids = np.concatenate([self._ids[row, column], np.array([one for one, _, _ in self.beyond], np.int64)])
        scores = np.concatenate([self._scores[row, column], np.array([score for _, _, score in self.beyond])])
        origin = np.concatenate([self._origin[row, column], np.full(len(added), _EMPTY, np.int64)])
        roles = np.full(len(ids), _EMPTY, np.int8)
        held = origin != _EMPTY
        roles[held] = self._before.roles[origin[held]]
        for place in np.flatnonzero(~held).tolist():
            at = slice(place, place + 1)
            roles[place] = in_time(
                self._question.features, int(host[place]), ids[at], scores[at], self._question.chance
            )[0]
        pinned = roles == _PINNED
        # Pinned ones stay in the editor's order, the others stand by score.
        order = np.lexsort((ids, np.where(pinned, origin, -np.round(scores, 9)), ~pinned, host))
        now = {int(was): place for place, was in enumerate(origin[order].tolist()) if was != _EMPTY}
        return Everyone(
            starts=np.concatenate([[0], np.cumsum(np.bincount(host, minlength=self._before.size))]),
            ids=ids[order].astype(np.int32), scores=scores[order], roles=roles[order],
            folded={now[was]: those for was, those in self._before.folded.items()}, copies=self._before.copies,
        )  # fmt: skip
