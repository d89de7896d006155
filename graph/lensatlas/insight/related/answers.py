"""Articles that belong beside this one, each with its score, its role and its reasons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.errors import UsageError
from lensatlas.insight.reasons import Reason, between
from lensatlas.insight.related.chance import Chance
from lensatlas.insight.related.choice import Question, choices
from lensatlas.insight.related.companions import Companion, Related
from lensatlas.insight.related.pins import Pins
from lensatlas.insight.related.roles import carried
from lensatlas.insight.related.silence import silence
from lensatlas.insight.related.why import why
from lensatlas.insight.wording import spelling
from lensatlas.insight.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lensatlas.insight.related.choice import Shown
    from lensatlas.network.graph import Graph
    from lensatlas.network.lists import Lists
    from lensatlas.network.weighing import Features

# Copies named one by one: of a thousand the rest is counted.
_COPIES = 20


def question(
    graph: Graph, features: Features, *, k: int = 10, min_score: float | None = None, exact: bool = False,
    pins: Pins | None = None, chance: Chance | None = None, lists: Lists | None = None,
) -> Question:  # fmt: skip
    """The related question, checked. ``chance`` and ``lists`` follow from the features and save making them again.

    Raises :class:`~lensatlas.errors.UsageError` for a negative ``k`` or a ``min_score`` that is no number.
    """
    if k < 0:
        raise UsageError(f"k is how many related articles to give: {k} cannot be. Give 0 or more.")
    if min_score is not None and math.isnan(min_score):
        raise UsageError("min_score must be a number; scores lie between 0 and 1.")
    chance = chance or Chance.of(features)
    return Question(
        graph=graph, features=features, chance=chance, k=k, least=chance.least if min_score is None else min_score,
        exact=exact, pins=pins or Pins(), lists=lists,
    )  # fmt: skip


def related(
    graph: Graph, features: Features, article: int, *, k: int = 10, min_score: float | None = None, exact: bool = False,
    pins: Pins | None = None, chance: Chance | None = None, lists: Lists | None = None,
) -> Related:  # fmt: skip
    """At most k articles related to one, none below ``min_score``: by default the 99th percentile of random pairs.

    What is shown differs from the bare top k, which ``exact`` gives, in four ways: an editor's ``pins`` come first, and what an
    editor excludes is left out; an article whose text nearly repeats another's is folded into it; of equally good ones those
    that differ from each other are chosen (maximal marginal relevance, Carbonell & Goldstein 1998); and a list is not all older
    or all newer where others are nearly as good. Either way they stand in the order of (−score, id), after the pinned.
    """
    asked = question(
        graph, features, k=k, min_score=min_score, exact=exact, pins=pins, chance=chance, lists=lists
    )  # fmt: skip
    return next(answers(asked, np.array([article])))


def related_all(
    graph: Graph, features: Features, *, k: int = 10, min_score: float | None = None, exact: bool = False,
    pins: Pins | None = None, chance: Chance | None = None, lists: Lists | None = None,
) -> Iterator[Related]:  # fmt: skip
    """As :func:`related`, for every article in the order of their ids, one after the other."""
    asked = question(
        graph, features, k=k, min_score=min_score, exact=exact, pins=pins, chance=chance, lists=lists
    )  # fmt: skip
    return answers(asked, np.arange(graph.size))


def answers(question: Question, rows: np.ndarray) -> Iterator[Related]:
    """The answer for each of these articles, one after the other."""
    return told(question, zip(rows.tolist(), choices(question, rows), strict=True))


def told(question: Question, shown: Iterable[tuple[int, Shown]]) -> Iterator[Related]:
    """What stands beside articles, by number, in a reader's words."""
    ids, urls, headlines = question.graph.ids["article"], question.graph.urls, question.graph.headlines
    spelt = spelling(question.graph)
    for article, beside in shown:
        yield Related(
            id=ids[article], url=urls[article] or None, headline=headlines[article],
            related=tuple(_companion(question, article, beside, place, spelt) for place in range(len(beside.ids))),
            copies=tuple(ids[copy] for copy in beside.copies[:_COPIES]),
            note="" if beside.ids else silence(question, article, len(beside.copies)),
        )  # fmt: skip


def _companion(question: Question, article: int, shown: Shown, place: int, spelt: Callable[[str], str]) -> Companion:
    graph, features, other, role = question.graph, question.features, shown.ids[place], shown.roles[place]
    folded, note = shown.folded[place], question.pins.beside(article).get(other) if role == "pinned" else None
    reasons = between(features, article, other)
    if note is not None:
        reasons = (Reason(kind="pinned", label=note or "no note", weight=0.0), *reasons)
    if folded:
        reasons = (*reasons, Reason(kind="duplicate", label=_published_as(graph, other, folded), weight=0.0))
    lenses = [features.labels[lens] for lens in sorted(carried(features, other)["lens"])] if role == "lens" else []
    return Companion(
        id=graph.ids["article"][other], url=graph.urls[other] or None, headline=graph.headlines[other],
        score=shown.scores[place], role=role, reasons=reasons,
        why=why(reasons, int(features.days[article]), int(features.days[other]), through=lenses, note=note, spelt=spelt),
        stands_for=tuple(graph.ids["article"][copy] for copy in folded[:_COPIES]),
    )  # fmt: skip


def _published_as(graph: Graph, shown: int, copies: Sequence[int]) -> str:
    """The copies by the one thing that tells them apart: their headline, or where it is the same, their address or id."""
    first = copies[0]
    same = graph.headlines[first] == graph.headlines[shown]
    name = (graph.urls[first] or graph.ids["article"][first]) if same else quoted(graph.headlines[first])
    return f"{name} and {len(copies) - 1:,} more" if len(copies) > 1 else name
