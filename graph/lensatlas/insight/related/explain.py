"""Why two articles are linked, or why not: every feature with what it adds to their score, and what decides on showing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lensatlas.errors import UsageError
from lensatlas.insight.reasons import Reason, telling
from lensatlas.insight.related.choice import choices
from lensatlas.insight.related.standing import standing
from lensatlas.insight.words import apart, counted, quoted, several
from lensatlas.network.similarity import nearest

if TYPE_CHECKING:
    from lensatlas.insight.related.choice import Question
    from lensatlas.insight.related.standing import Standing
    from lensatlas.network.weighing import Features

# Shared features that are told one by one, and those that only one of the two has.
_TOLD, _OWN = 20, 5
_UNIT = 1_000_000_000  # scores have nine digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two articles; ``only`` is the weightiest of what it has and the other has not, as kind and label."""

    id: str
    url: str | None
    headline: str
    only: tuple[Reason, ...]

    def row(self) -> dict[str, Any]:
        """The side as part of the row of :class:`Explained`."""
        return {
            "id": self.id, "url": self.url, "headline": self.headline,
            "only": [{"kind": own.kind, "label": own.label} for own in self.only],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The link of two articles. The weights of ``shared``, ``rest`` and ``time`` add up to the score in nine digits.

    ``shared``: features both have, weightiest first. ``rest``: what ``others`` more of them add together. ``time``: what is added
    as the two were published ``days`` apart (None where one is undated). ``standing``: whether the other one is shown beside the
    article, and what decides it. All but the standing and the sides is the same whichever of the two is asked about.
    """

    article: Side
    other: Side
    score: float
    shared: tuple[Reason, ...]
    rest: float
    others: int
    time: float
    days: int | None
    when: str
    standing: Standing

    def row(self) -> dict[str, Any]:
        """The explanation as a row of the ``explain`` command."""
        return {
            "article": self.article.row(), "other": self.other.row(), "score": self.score,
            "shared": [reason.row() for reason in self.shared], "rest": {"features": self.others, "weight": self.rest},
            "time": {"days": self.days, "weight": self.time}, **self.standing.row(), "sentences": list(self.sentences()),
        }  # fmt: skip

    def sentences(self) -> tuple[str, ...]:
        """The same for people to read: the score, what it is made of, what each has alone, and whether it is shown."""
        names = f"{quoted(self.article.headline)} and {quoted(self.other.headline)}"
        if not self.score:
            told = [f"{names} have nothing in common."]
        else:
            told = [f"{names} score {_said(self.score)} of 1.", self._made_of()]
        for which, side in (("first", self.article), ("second", self.other)):
            if side.only:
                labels = several([reason.label for reason in side.only], _OWN)
                told.append(f"Only the {which} has {labels}.")
        return (*told, self.standing.sentence)

    def _made_of(self) -> str:
        parts = [f"{reason.label} {_said(reason.weight)}" for reason in self.shared[:_OWN]]
        others = len(self.shared[_OWN:]) + self.others
        if others:
            left = sum(reason.weight for reason in self.shared[_OWN:]) + self.rest
            parts.append(f"{counted(others, 'other thing', 'other things')} {_said(left)}")
        when = f"; for being published {self.when} {_said(self.time)}" if self.time else ""
        return f"Of this, {', '.join(parts)}{when}."


def _said(weight: float) -> str:
    return f"{weight:.3f}" if weight >= 0.0005 else "under 0.001"


def explain(question: Question, article: int, other: int, *, most: int = _TOLD) -> Explained:
    """Why two articles are linked, or not; at most so many shared features are told one by one.

    The score is the one that decides on related articles: the cosine of the two vectors, times what their days leave of it. It is
    1 − ``scheme.time`` of each feature's product, and what time adds to that. Raises :class:`~lensatlas.errors.UsageError` for
    an article and itself.
    """
    graph, features = question.graph, question.features
    if article == other:
        raise UsageError(f"{graph.ids['article'][article]!r} is one article. Name two.")
    (shown,) = choices(question, np.array([article]))
    ids, scores = nearest(features, np.array([article]), features.size, timely=True)[0]
    place = next(iter(np.flatnonzero(ids == other).tolist()), None)
    score = float(scores[place]) if place is not None else 0.0
    columns, products = _products(features, article, other)
    kept = 1.0 - features.weights.scheme.time
    timely = (float(features.closeness(article, other)) - kept) * float(products.sum())
    units = _shares(np.append(kept * products, timely), score)
    order = np.lexsort((columns, -units[:-1]))
    told, left = order[:most], order[most:]
    shared = tuple(_reason(features, int(columns[i]), int(units[i]) / _UNIT) for i in told)
    dated = min(int(features.days[article]), int(features.days[other])) > 0
    return Explained(
        article=_side(question, article, other), other=_side(question, other, article), score=score, shared=shared,
        rest=int(units[left].sum()) / _UNIT, others=len(left), time=int(units[-1]) / _UNIT,
        days=abs(int(features.days[article]) - int(features.days[other])) if dated else None,
        when=apart(*sorted((int(features.days[article]), int(features.days[other])))).replace("later", "apart"),
        standing=standing(question, shown, article, other, score, place),
    )  # fmt: skip


def _shares(parts: np.ndarray, score: float) -> np.ndarray:
    """The parts in whole billionths that add up to the score: rounded down, the largest remainders up (Hamilton's method)."""
    exact = parts * _UNIT
    units: np.ndarray = np.floor(exact).astype(np.int64)
    missing = round(score * _UNIT) - int(units.sum())
    order = np.lexsort((np.arange(len(parts)), -np.round(exact - units, 3)))
    units[order[: max(missing, 0)]] += 1
    if missing < 0:  # the score was rounded down where every part was whole
        units[np.argmax(units)] += missing
    return units


def _products(features: Features, article: int, other: int) -> tuple[np.ndarray, np.ndarray]:
    """The columns both have, rising, and the product of their entries in each."""
    both = features.matrix[[article]].multiply(features.matrix[[other]]).tocsr()
    both.sort_indices()
    return both.indices, both.data


def _reason(features: Features, column: int, weight: float) -> Reason:
    return Reason(kind=features.group(column), label=features.labels[column], weight=weight)


def _side(question: Question, article: int, other: int) -> Side:
    """An article with the weightiest of what it has alone."""
    graph, features = question.graph, question.features
    first, last = features.matrix.indptr[[article, article + 1]]
    others = features.matrix.indices[slice(*features.matrix.indptr[[other, other + 1]])]
    columns, values = features.matrix.indices[first:last], features.matrix.data[first:last]
    alone = ~np.isin(columns, others)
    weighed = telling(features, columns[alone], values[alone])
    best = sorted(weighed, key=lambda column: (-round(weighed[column], 9), column))[:_OWN]
    return Side(
        id=graph.ids["article"][article], url=graph.urls[article] or None, headline=graph.headlines[article],
        only=tuple(_reason(features, column, weighed[column]) for column in best),
    )  # fmt: skip
