"""What is shown beside an article: the nearest, copies folded into one, different from each other, no one role alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.related.likeness import Beside
from lensatlas.insight.related.pins import Pins
from lensatlas.insight.related.roles import in_time, named
from lensatlas.network.similarity import each_nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.insight.related.chance import Chance
    from lensatlas.insight.related.roles import Role
    from lensatlas.network.graph import Graph
    from lensatlas.network.lists import Lists
    from lensatlas.network.weighing import Features

    # Numbers of articles with their scores, best first.
    Found = tuple[np.ndarray, np.ndarray]

# Of what a reader is shown, how much is likeness to the article and how much is difference from what is already chosen.
_LIKENESS = 0.95
# How many candidates are looked at for each place; eight times as many where copies leave too few.
_POOL, _DEEPER = 3, 8
# Of a list, how much may be of one place in time where another is at least so good beside the best that is left.
_MOST, _WORTH = 0.6, 0.8
_BLOCK = 512
_PINNED: Role = "pinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: at most ``k`` companions whose score is at least ``least``; ``exact``: the bare best by score.

    ``lists``: the nearest of every article, where they are kept.
    """

    graph: Graph
    features: Features
    chance: Chance
    k: int
    least: float
    exact: bool = False
    pins: Pins = field(default_factory=Pins)
    lists: Lists | None = None

    def nearest(self, rows: np.ndarray, many: int) -> Iterator[Found]:
        """The best ``many`` of each of these articles that reach the least score, best first."""
        if self.lists is None or many > self.lists.length:
            yield from each_nearest(self.features, rows, many, min_score=self.least, timely=True)
            return
        for row in rows.tolist():
            ids, scores = self.lists.ids[row, :many], self.lists.scores[row, :many]
            near = (ids >= 0) & (scores >= self.least)
            yield ids[near].astype(np.int64), scores[near]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands beside one article, by number: pinned ones first, then best first.

    ``folded``: for each companion those whose text is nearly the same and which it stands for. ``copies``: those that tell
    nearly the article's own text.
    """

    ids: tuple[int, ...]
    scores: tuple[float, ...]
    roles: tuple[Role, ...]
    folded: tuple[tuple[int, ...], ...]
    copies: tuple[int, ...] = ()


def choices(question: Question, rows: np.ndarray) -> Iterator[Shown]:
    """What is shown beside each of these articles, one after the other."""
    room = np.zeros(question.features.matrix.shape[1])
    for first in range(0, len(rows), _BLOCK):
        block = rows[first : first + _BLOCK]
        done: dict[int, Shown] = {}
        waiting, pool = block, question.k * (1 if question.exact else _POOL)
        while len(waiting):
            short = []
            for row, found in zip(waiting.tolist(), question.nearest(waiting, pool), strict=True):
                done[row] = _bare(question, row, found) if question.exact else _chosen(question, row, found, room)
                if len(done[row].ids) < question.k and len(found[0]) == pool:
                    short.append(row)
            waiting, pool = np.array(short, np.int64), pool * _DEEPER
        yield from (done[row] for row in block.tolist())


def _bare(question: Question, article: int, found: Found) -> Shown:
    when = in_time(question.features, article, *found, question.chance).tolist()
    ids, scores = tuple(found[0].tolist()), tuple(found[1].tolist())
    return Shown(
        ids=ids, scores=scores, folded=((),) * len(ids),
        roles=named(question.features, article, ids, scores, when, question.chance),
    )  # fmt: skip


def _chosen(question: Question, article: int, found: Found, room: np.ndarray) -> Shown:
    features, pins = question.features, question.pins
    pinned = np.array(list(pins.beside(article))[: question.k], np.int64)
    free = ~np.isin(found[0], [*pinned, *pins.never(article)]) if len(pinned) or pins.never(article) else slice(None)
    ids = np.concatenate([pinned, found[0][free]])
    beside = Beside(features, ids, room)
    cosine, own = beside.alike(article)
    ahead = np.round(cosine[: len(pinned)] * features.closeness(article, pinned), 9)
    scores = np.concatenate([ahead, found[1][free]])
    when = in_time(features, article, ids, scores, question.chance)
    own[: len(pinned)] = False
    folds = _pick(question, beside, ids, scores, when, own, len(pinned))
    order = sorted(folds)
    rest = order[len(pinned) :]
    roles = named(features, article, ids[rest].tolist(), scores[rest].tolist(), when[rest].tolist(), question.chance)
    return Shown(
        ids=tuple(ids[order].tolist()), scores=tuple(scores[order].tolist()),
        roles=(_PINNED,) * len(pinned) + roles,
        folded=tuple(tuple(ids[folds[place]].tolist()) for place in order), copies=tuple(ids[own].tolist()),
    )  # fmt: skip


def _pick(
    question: Question, beside: Beside, ids: np.ndarray, scores: np.ndarray, when: np.ndarray, own: np.ndarray, pinned: int
) -> dict[int, np.ndarray]:  # fmt: skip
    """The places of those to show, in the order of choice, each with the places of its copies.

    Of equally good ones those that differ from what is chosen come first (maximal marginal relevance, Carbonell & Goldstein
    1998). Where one place in time has had its share of the list, another goes before it if it is nearly as good.
    """
    left, likest, times = ~own, np.zeros(len(ids)), when.tolist()
    most, taken = int(np.ceil(_MOST * question.k)), [0, 0, 0]
    folds: dict[int, np.ndarray] = {}
    for number in range(min(question.k, int(left.sum()))):
        if (best := number) >= pinned:
            value = np.where(left, np.round(_LIKENESS * scores - (1.0 - _LIKENESS) * likest, 9), -np.inf)
            best = int(value.argmax())
            if not left[best]:
                break
            if taken[times[best]] >= most:
                able = left & (np.array(taken)[when] < most) & (scores >= _WORTH * scores[best])
                best = int(np.where(able, value, -np.inf).argmax()) if able.any() else best
            taken[times[best]] += 1
        cosine, copy = beside.among(best)
        copy[:pinned] = False
        left[best] = False
        folds[best] = np.flatnonzero(copy & left)
        left &= ~copy
        np.maximum(likest, cosine, out=likest)
    return folds
