"""Articles that belong beside this one, each with its score, its role and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lensatlas.features.weights import GROUPS
from lensatlas.insight.reasons import Reason, between
from lensatlas.network.similarity import each_nearest, random_scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.network.graph import Graph
    from lensatlas.network.weighing import Features

Role = Literal["background", "same_moment", "next", "mechanism", "lens", "pinned"]

# Days within which two articles stand in the same moment.
_MOMENT = 3
# Cosine of the words alone from which two articles tell the same text: syndicated copies and lightly edited ones. With fewer
# shared terms two short notes on one thing would pass for copies.
_COPY, _COPY_TERMS = 0.9, 10
# Of what a reader is shown, how much is likeness to the article and how much is difference from what is already chosen.
_LIKENESS = 0.95
_POOL = 3
# A publication of fewer than 300 articles has under three pairs an article above the 99th percentile.
_LINKS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One related article; ``stands_for`` are ids of others whose text is nearly the same and that it is shown for."""

    id: str
    url: str | None
    headline: str
    score: float
    role: Role
    reasons: tuple[Reason, ...]
    stands_for: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The companion as part of the row of :class:`Related`."""
        return {
            "id": self.id, "url": self.url, "headline": self.headline, "score": self.score, "role": self.role,
            "reasons": [reason.row() for reason in self.reasons], "stands_for": list(self.stands_for),
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An article and what belongs beside it, best first; ``copies`` are ids of articles that tell nearly its own text."""

    id: str
    url: str | None
    headline: str
    related: tuple[Companion, ...]
    copies: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The answer as a row of the ``related`` command."""
        return {
            "article": {"id": self.id, "url": self.url, "headline": self.headline},
            "related": [companion.row() for companion in self.related],
            "copies": list(self.copies),
        }


def related(
    graph: Graph,
    features: Features,
    article: int,
    *,
    k: int = 10,
    min_score: float | None = None,
    exact: bool = False,
) -> Related:
    """At most k articles related to one, none below ``min_score``: by default the 99th percentile of random pairs.

    Below 300 articles the percentile is lower, so that three pairs an article stay above it on average.

    What is shown differs from the bare top k, which ``exact`` gives, in two ways: an article whose text nearly repeats another's
    is folded into it, and of equally good ones those that differ from each other are chosen (maximal marginal relevance,
    Carbonell & Goldstein 1998). Either way they stand in the order of (−score, id).
    """
    return next(_answers(graph, features, np.array([article]), k=k, min_score=min_score, exact=exact))


def related_all(
    graph: Graph, features: Features, *, k: int = 10, min_score: float | None = None, exact: bool = False
) -> Iterator[Related]:
    """As :func:`related`, for every article in the order of their ids, one after the other."""
    return _answers(graph, features, np.arange(graph.size), k=k, min_score=min_score, exact=exact)


def _least(scores: np.ndarray, articles: int) -> float:
    """The score from which two articles count as related."""
    share = _LINKS / max(articles - 1, 1)
    return _percentile(scores, min(99.0, max(100.0 * (1.0 - share), 0.0)))


def _percentile(scores: np.ndarray, percentile: float) -> float:
    return round(float(np.percentile(scores, percentile)), 9) if len(scores) else 0.0


def _answers(
    graph: Graph, features: Features, rows: np.ndarray, *, k: int, min_score: float | None, exact: bool
) -> Iterator[Related]:
    chance = random_scores(features, timely=True)
    least = _least(chance, features.size) if min_score is None else min_score
    strong = _percentile(chance, 99.9)
    found = each_nearest(features, rows, k if exact else _POOL * k, min_score=least, timely=True)
    for row, (ids, scores) in zip(rows.tolist(), found, strict=True):
        chosen, copies = ([(i, ()) for i in range(len(ids))], ()) if exact else _choose(features, row, ids, scores, k)
        yield Related(
            id=graph.ids["article"][row],
            url=graph.urls[row] or None,
            headline=graph.headlines[row],
            related=tuple(
                _companion(graph, features, row, int(ids[i]), float(scores[i]), stands_for, strong)
                for i, stands_for in chosen
            ),
            copies=tuple(graph.ids["article"][copy] for copy in copies),
        )


def _choose(
    features: Features, article: int, ids: np.ndarray, scores: np.ndarray, k: int
) -> tuple[list[tuple[int, tuple[int, ...]]], tuple[int, ...]]:
    """Which of the found to show, each with those it stands for, in the order found; and which are copies of the article."""
    alike, copy = _among(features, np.append(ids, article))
    own = np.flatnonzero(copy[-1, :-1])
    left = np.ones(len(ids), bool)
    left[own] = False
    stands_for: dict[int, tuple[int, ...]] = {}
    likest = np.zeros(len(ids))
    while left.any() and len(stands_for) < k:
        value = np.round(_LIKENESS * scores - (1.0 - _LIKENESS) * likest, 9)
        best = int(np.argmax(np.where(left, value, -np.inf)))
        same = np.flatnonzero(copy[best, :-1] & left)
        left[same] = False
        left[best] = False
        stands_for[best] = tuple(ids[same].tolist())
        likest = np.maximum(likest, alike[best, :-1])
    return sorted(stands_for.items()), tuple(ids[own].tolist())


def _among(features: Features, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cosines among a few articles, and which of them tell nearly the same text.

    Dense over the columns they use: a tenth of the time of as many calls into sparse matrices.
    """
    matrix = features.matrix
    spans = [slice(matrix.indptr[row], matrix.indptr[row + 1]) for row in rows.tolist()]
    columns, place = np.unique(np.concatenate([matrix.indices[span] for span in spans]), return_inverse=True)
    held = np.zeros((len(rows), len(columns)))
    held[np.repeat(np.arange(len(rows)), [span.stop - span.start for span in spans]), place] = np.concatenate(
        [matrix.data[span] for span in spans]
    )
    alike = held @ held.T
    # The words are at least half of any row: less alike than this, and no words can be nearly the same.
    if np.count_nonzero(alike >= _COPY / 2) <= len(rows):
        return alike, np.zeros(alike.shape, bool)
    words = held[:, np.searchsorted(columns, np.searchsorted(features.groups, GROUPS.index("text"))) :]
    length = np.sqrt((words**2).sum(axis=1))
    copy = words @ words.T >= _COPY * np.maximum(np.outer(length, length), 1e-12)
    if np.count_nonzero(copy) > len(rows):
        used = (words > 0).astype(np.float32)
        copy &= used @ used.T >= _COPY_TERMS
    np.fill_diagonal(copy, val=False)
    return alike, copy


def _companion(
    graph: Graph, features: Features, article: int, other: int, score: float, stands_for: Sequence[int], strong: float
) -> Companion:
    reasons = between(features, article, other)
    folded = tuple(Reason(kind="duplicate", label=graph.headlines[copy], weight=0.0) for copy in stands_for)
    return Companion(
        id=graph.ids["article"][other],
        url=graph.urls[other] or None,
        headline=graph.headlines[other],
        score=score,
        role=_role(graph, article, other, score, reasons, strong),
        reasons=reasons + folded,
        stands_for=tuple(graph.ids["article"][copy] for copy in stands_for),
    )


def _role(graph: Graph, article: int, other: int, score: float, reasons: Sequence[Reason], strong: float) -> Role:
    """What a companion is to the article: one that shares little but a mechanism or a lens, else by time."""
    for kind in ("mechanism", "lens"):
        if sum(reason.weight for reason in reasons if reason.kind == kind) > score / 2:
            return kind
    day, other_day = int(graph.days[article]), int(graph.days[other])
    if not day or not other_day:
        return "background"
    if day == other_day or (abs(day - other_day) <= _MOMENT and score >= strong):
        return "same_moment"
    return "next" if other_day > day else "background"
