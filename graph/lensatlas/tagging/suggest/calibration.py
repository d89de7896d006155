"""What a margin is worth: the probability that a pair is true, and from which probability on a label is suggested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from lensatlas.tagging.suggest.pairs import Pairs

# A label's own cut stays this near the common one: with few examples it would follow chance (unbound, rare labels flood).
_REACH = 0.15
# The common cut counts as two more right answers beside the label's own.
_PRIOR = 2.0
_STEP = 0.01
# Squares of what lies beyond the usual would turn the sign: an article of pure evidence got .27 for its one topic.
_USUAL = (0.005, 0.995)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Logistic regression over what is known of a pair (stacked generalisation, Wolpert 1992), with a cut for each of L labels.

    It is learnt from what the archive's other articles say of each one, so its probabilities are those of articles not yet seen.
    """

    model: Any
    range: np.ndarray
    cuts: np.ndarray

    @classmethod
    def fit(cls, pairs: Pairs, truth: np.ndarray) -> Calibration:
        """Learn from P pairs over an archive; ``truth``: N × L, 0 or 1, also for the pairs that were not thought of."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import PolynomialFeatures, StandardScaler

        model = make_pipeline(
            StandardScaler(),
            PolynomialFeatures(2, include_bias=False),
            StandardScaler(),
            LogisticRegression(C=1.0, max_iter=1000),
        )
        hits = truth[pairs.article, pairs.label] > 0
        within = np.quantile(pairs.known, _USUAL, axis=0)
        known = pairs.known.clip(*within)
        model.fit(known, hits)
        cuts = _cuts(model.predict_proba(known)[:, 1], pairs.label, hits, truth.sum(axis=0))
        return cls(model=model, range=within, cuts=cuts)

    def probability(self, pairs: Pairs) -> np.ndarray:
        """P probabilities."""
        if not len(pairs.label):
            return np.zeros(0)
        return np.asarray(self.model.predict_proba(pairs.known.clip(*self.range))[:, 1])


def _cuts(probability: np.ndarray, label: np.ndarray, hits: np.ndarray, examples: np.ndarray) -> np.ndarray:
    """Per label the cut with the best F1 near the cut with the best F1 over all."""
    grid = np.arange(0.05, 0.95, _STEP)
    f1 = [_f1((hits & (probability >= cut)).sum(), (probability >= cut).sum(), examples.sum()) for cut in grid]
    common = grid[int(np.argmax(f1))]
    cuts = np.full(len(examples), common)
    near = grid[np.abs(grid - common) <= _REACH]
    order = np.argsort(label, kind="stable")
    starts = np.searchsorted(label[order], np.arange(len(examples) + 1))
    for number in np.flatnonzero(examples > 2):
        own = order[starts[number] : starts[number + 1]]
        over = probability[own][:, None] >= near
        right, said = (over & hits[own][:, None]).sum(axis=0), over.sum(axis=0)
        scores = _f1(right + _PRIOR * common, said + _PRIOR, examples[number])
        best = np.flatnonzero(scores >= scores.max() - 1e-12)
        cuts[number] = near[best[np.argmin(np.abs(near[best] - common))]]
    return cuts


def _f1(right: Any, said: Any, examples: Any) -> Any:
    return 2.0 * right / np.maximum(said + examples, 1)
