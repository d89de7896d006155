"""The articles most like each one, kept for all articles, and renewed where the corpus has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.network.similarity import each_nearest, each_reaching

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.network.weighing import Features

# Articles a list holds: three times the ten that are shown, out of which variety is chosen.
LENGTH = 30


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The exact k most alike others of A articles, by cosine times what the days between two leave, best first.

    ``ids``: A × k int32, −1 where there are fewer; ``scores``: A × k float64, in [0, 1], rounded to nine digits, 0 where there
    are fewer. Equal scores stand in the order of ids; only articles that share something are listed.
    """

    ids: np.ndarray
    scores: np.ndarray

    @property
    def size(self) -> int:
        """How many articles there are."""
        return int(self.ids.shape[0])

    @property
    def length(self) -> int:
        """How many others a list holds at most."""
        return int(self.ids.shape[1])

    def of(self, article: int) -> tuple[np.ndarray, np.ndarray]:
        """The ids of one article's list, and their scores, best first."""
        held = int(np.count_nonzero(self.ids[article] >= 0))
        return self.ids[article, :held].astype(np.int64), self.scores[article, :held]


def silent(_done: int) -> None:
    """Nobody is told how many lists are made."""


def lists(features: Features, k: int = LENGTH, *, told: Callable[[int], None] = silent) -> Lists:
    """The k most alike others of every article; ``told`` hears how many lists are done."""
    ids, scores = _empty(features.size, k)
    _fill(ids, scores, features, np.arange(features.size), told)
    return Lists(ids=ids, scores=scores)


def renewed(before: Lists, came: np.ndarray, features: Features) -> Lists:
    """The lists of a corpus that has changed, equal to those of :func:`lists` for the same features.

    ``came``: A × int, the row in ``before`` of each article that is as it was (same vector, same day), −1 of one that is new
    or has changed; rising where it is not −1. Searched again are the lists of the new and the changed, and of those whose
    full list held one that is gone or has changed: whoever stands behind it is not known. All others only take in the new
    ones that reach them. Ids of equal score keep their order, as articles are numbered by their ids before and after.
    """
    ids, scores = _empty(len(came), before.length)
    kept = np.flatnonzero(came >= 0)
    ids[kept], scores[kept] = _carried(before, came)
    lost = np.zeros(len(came), bool)
    if before.length:
        whole = before.ids[came[kept], -1] >= 0
        lost[kept[whole & (ids[kept, -1] < 0)]] = True
    anew = lost | (came < 0)
    newcomers = np.flatnonzero(came < 0)
    _take_in(ids, scores, features, newcomers, anew)
    ids[anew], scores[anew] = -1, 0.0
    _fill(ids, scores, features, np.flatnonzero(anew), silent)
    return Lists(ids=ids, scores=scores)


def _empty(size: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    return np.full((size, max(k, 0)), -1, np.int32), np.zeros((size, max(k, 0)))


def _fill(
    ids: np.ndarray, scores: np.ndarray, features: Features, rows: np.ndarray, told: Callable[[int], None]
) -> None:
    """Search the lists of some rows."""
    found = each_nearest(features, rows, ids.shape[1], timely=True)
    for done, (row, (near, score)) in enumerate(zip(rows.tolist(), found, strict=True), start=1):
        ids[row, : len(near)], scores[row, : len(near)] = near, score
        told(done)


def _carried(before: Lists, came: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lists of those that are as they were, in today's numbers, without whoever is not; what is left moves up."""
    kept = np.flatnonzero(came >= 0)
    place = np.full(before.size + 1, -1, np.int32)  # the last stands for the empty end of a list
    place[came[kept]] = kept
    ids, scores = place[before.ids[came[kept]]], before.scores[came[kept]]
    holed = np.flatnonzero(((ids < 0) & (before.ids[came[kept]] >= 0)).any(axis=1))
    order = np.argsort(ids[holed] < 0, axis=1, kind="stable")
    ids[holed] = np.take_along_axis(ids[holed], order, axis=1)
    scores[holed] = np.take_along_axis(scores[holed], order, axis=1)
    return ids, np.where(ids >= 0, scores, 0.0)


def _take_in(
    ids: np.ndarray, scores: np.ndarray, features: Features, newcomers: np.ndarray, closed: np.ndarray
) -> None:
    """Put newcomers into the lists that they reach; ``closed`` ones are not asked for."""
    k = ids.shape[1]
    if not k or not len(newcomers):
        return
    bars = np.where(closed, np.inf, np.where(ids[:, -1] >= 0, scores[:, -1], 0.0))
    found = list(each_reaching(features, newcomers, bars, timely=True))
    reached = np.concatenate([there for there, _ in found])
    new_ids = np.repeat(newcomers, [len(there) for there, _ in found])
    rows, first = np.unique(reached, return_inverse=True)
    held = ids[rows] >= 0
    owner = np.concatenate((np.nonzero(held)[0], first))
    members = np.concatenate((ids[rows][held], new_ids))
    values = np.concatenate((scores[rows][held], *(score for _, score in found)))
    order = np.lexsort((members, -values, owner))
    owner, members, values = owner[order], members[order], values[order]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    able = rank < k
    ids[rows[owner[able]], rank[able]] = members[able]
    scores[rows[owner[able]], rank[able]] = values[able]
