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
        if same := _same_words(question, article):
            told = counted(same, "other article has", "other articles have")
            return f"{told} the same words, and nothing else is left to compare."
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


def _same_words(question: Question, article: int) -> int:
    """How many others have just the article's words: so many that these are too common to weigh."""
    counts = question.graph.term_counts
    own = counts.indices[slice(*counts.indptr[[article, article + 1]])]
    if not len(own):
        return 0
    first = counts.indptr[:-1][np.diff(counts.indptr) == len(own)]
    # One word, then all: few of an archive are left after the one.
    first = first[counts.indices[first + len(own) - 1] == own[-1]]
    return int((counts.indices[first[:, None] + np.arange(len(own))] == own).all(axis=1).sum()) - 1
