"""What likeness means nothing: the scores of random pairs, and the marks that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.network.similarity import random_scores

if TYPE_CHECKING:
    from lensatlas.network.weighing import Features

# Below 300 articles the 99th percentile leaves under three pairs an article above it: there it is lower.
_SHARE, _PAIRS = 0.01, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Marks on the scale of scores, from random pairs of different articles.

    ``least``: the score from which two articles count as related, reached by one random pair in a hundred, and in a
    publication of fewer than 300 articles by as many as make three pairs an article. ``strong``: reached by one pair in a
    thousand. ``mean``: that of random pairs. All 0 where there are no pairs.
    """

    least: float = 0.0
    strong: float = 0.0
    mean: float = 0.0

    @classmethod
    def of(cls, features: Features) -> Chance:
        """The marks of a publication; costs the scores of 20,000 pairs, and follows from the articles alone."""
        scores = random_scores(features, timely=True)
        if not len(scores):
            return cls()
        share = min(max(_SHARE, _PAIRS / max(features.size - 1, 1)), 1.0)
        least, strong = np.percentile(scores, [100.0 * (1.0 - share), 99.9])
        return cls(least=round(float(least), 9), strong=round(float(strong), 9), mean=round(float(scores.mean()), 9))
