"""What the articles about a subject are filed under, and how much of it a few of them show: a submodular measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, hstack

from lensatlas.insight.paths.names import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.network.graph import NodeKind

_E = 1.0 - 1.0 / np.e


@dataclass(frozen=True, kw_only=True)
class Subtopics:
    """The subtopics of n articles.

    ``held``: n × T CSR, 1.0 where an article shows a subtopic. ``share``: T × float64 that sum to 1: how much of what the articles
    are filed under a subtopic is. ``labels``: T names.
    """

    held: csr_array
    share: np.ndarray
    labels: Sequence[str]

    @classmethod
    def of(cls, ground: Ground, articles: np.ndarray, kind: NodeKind, node: int) -> Subtopics:
        """The other tags and mechanisms that two of the articles or more carry; where none is, actors; where none, words."""
        graph = ground.graph
        choices: tuple[tuple[NodeKind, ...], ...] = (("tag", "mechanism"), ("actor",))
        for kinds in choices:
            held = csr_array(hstack([graph.links[one][articles] for one in kinds], format="csr"))
            own = node if kind == kinds[0] else -1
            found = _shown_twice(held, [graph.ids[one] for one in kinds], own)
            if found.labels:
                return found
        return _shown_twice(csr_array(graph.term_counts[articles]), [graph.term_labels or graph.terms], -1)

    def gains(self, covered: np.ndarray) -> np.ndarray:
        """What each article would add to the subtopics covered already, n × float64."""
        return np.asarray(np.round(self.held @ np.where(covered, 0.0, self.share), 12))

    def covered(self, articles: Sequence[int]) -> np.ndarray:
        """Which subtopics these show, T × bool."""
        met = np.zeros(len(self.share), bool)
        for article in articles:
            met[self._of(article)] = True
        return met

    def reached(self, articles: Sequence[int]) -> float:
        """The share of what all are filed under that these show."""
        return round(float(self.share[self.covered(articles)].sum()), 9)

    def bound(self, most: int, chosen: Sequence[int] = ()) -> float:
        """What no ``most`` of the articles exceed: the least of the greedy bounds, for every step of the way.

        Covering is submodular: with S covered, the best ``most`` articles cover no more than S does and the sum of the
        ``most`` greatest gains (Leskovec et al. 2007); and the greedy choice is at least 1 − 1/e of the best (Nemhauser,
        Wolsey & Fisher 1978).
        """
        greedy: list[int] = []
        bounds = [1.0, self._beyond(chosen, most)]
        for _ in range(most):
            bounds.append(self._beyond(greedy, most))
            greedy.append(int(np.argmax(self.gains(self.covered(greedy)))))
        bounds += [self._beyond(greedy, most), self.reached(greedy) / _E]
        return round(min(bounds), 9)

    def named(self, met: np.ndarray, most: int) -> tuple[str, ...]:
        """The subtopics marked, the most common first."""
        order = np.lexsort((np.arange(len(self.share)), -np.round(self.share, 12)))
        return tuple(self.labels[topic] for topic in order[met[order]][:most].tolist())

    def _beyond(self, chosen: Sequence[int], most: int) -> float:
        gains = np.sort(self.gains(self.covered(chosen)))[::-1]
        return self.reached(chosen) + float(gains[:most].sum())

    def _of(self, article: int) -> np.ndarray:
        return self.held.indices[self.held.indptr[article] : self.held.indptr[article + 1]]


def _shown_twice(held: csr_array, labels: Sequence[Sequence[str]], own: int) -> Subtopics:
    """The subtopics that two articles or more show, without the subject itself."""
    count = np.bincount(held.indices, minlength=held.shape[1])
    if own >= 0:
        count[own] = 0
    kept = np.flatnonzero(count > 1)
    marked = csr_array(held[:, kept])
    marked.data = np.ones(len(marked.data))
    return Subtopics(
        held=marked,
        share=count[kept] / max(count[kept].sum(), 1),
        labels=[spoken(_label(labels, topic)) for topic in kept.tolist()],
    )


def _label(labels: Sequence[Sequence[str]], topic: int) -> str:
    """The label of a column of matrices that stand side by side."""
    for part in labels:
        if topic < len(part):
            return part[topic]
        topic -= len(part)
    raise IndexError(topic)
