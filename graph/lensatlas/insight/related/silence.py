"""Why nothing stands beside an article: what was looked for, and what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.words import counted, quoted
from lensatlas.network.similarity import nearest

if TYPE_CHECKING:
    from lensatlas.insight.related.choice import Question


def silence(question: Question, article: int, copies: int) -> str:
    """The reason in a sentence or two; ``copies`` were found that tell the article's own text."""
    graph, features = question.graph, question.features
    if question.k == 0:
        return "None were asked for."
    if graph.size == 1:
        return "It is the only article."
    if copies:
        told = counted(copies, "article tells", "articles tell")
        return f"{told} nearly its own text, and nothing else comes near enough."
    if features.matrix.indptr[article] == features.matrix.indptr[article + 1]:
        return "It carries nothing to compare: no tag, actor, mechanism, lens or word that some others have and some have not."
    ids, scores = nearest(features, np.array([article]), 1 + len(question.pins.never(article)), timely=True)[0]
    if not len(ids):
        return "It has nothing in common with any other article."
    for other, score in zip(ids.tolist(), scores.tolist(), strict=True):
        if other not in question.pins.never(article):
            return (
                f"Nothing comes near enough. The nearest is {quoted(graph.headlines[other])}: it scores {score:.3f},"
                f" and {question.least:.3f} is needed."
            )
    return "An editor excluded the only articles that have something in common with it."
