"""Who comes first, how sure that is, and whether one article decides it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # From A weights of articles (1 for each article as it is, 0 for one left out) to N values, the higher the better; NaN: none.
    Value = Callable[[np.ndarray], np.ndarray]

# A resample in twenty may lie below a range, and one in twenty above.
_TAILS = (5.0, 95.0)


def ranked(values: np.ndarray) -> np.ndarray:
    """Ranks from 1, N × int64: one more than how many are better; equal values share one; 0 where there is no value.

    >>> ranked(np.array([2.0, 5.0, 2.0, np.nan, 1.0])).tolist()
    [2, 1, 2, 0, 4]
    """
    rounded = np.round(values, 9)
    rising = np.sort(rounded[~np.isnan(rounded)])
    better = len(rising) - np.searchsorted(rising, rounded, side="right")
    return np.where(np.isnan(rounded), 0, better + 1)


def ranges(value: Value, articles: int, *, resamples: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest rank that resampling the articles gives, N × int64 each; 1 and N where there is no value.

    Bootstrap (Efron 1979): as many articles are drawn again, with replacement, and everyone ranked anew; the range holds
    nine resamples of ten, and the rank itself. The same seed gives the same range.
    """
    whole = value(np.ones(articles))
    rank = ranked(whole)
    draw = np.random.default_rng(seed)
    found = np.empty((resamples, len(whole)), np.int32)
    for i in range(resamples):
        drawn = np.bincount(draw.integers(0, articles, articles), minlength=articles).astype(np.float64)
        found[i] = ranked(_lost_last(value(drawn), whole))
    low, high = np.percentile(found, _TAILS, axis=0, method="inverted_cdf").astype(np.int64)
    unknown = rank == 0
    return np.where(unknown, 1, np.minimum(low, rank)), np.where(unknown, len(whole), np.maximum(high, rank))


def without(value: Value, articles: int) -> Callable[[int], np.ndarray]:
    """A function from an article to the ranks that are left without it; asked twice, it counts once."""
    weights = np.ones(articles)
    whole = value(weights)

    @cache
    def ranks(article: int) -> np.ndarray:
        weights[article] = 0.0
        left = ranked(_lost_last(value(weights), whole))
        weights[article] = 1.0
        return left

    return ranks


def deciding(
    ranks: Callable[[int], np.ndarray], one: int, rank: int, candidates: Iterable[int]
) -> tuple[int, int] | None:
    """The article without which ``one`` falls furthest, and its rank then, where that is at least twice its ``rank``."""
    worst: tuple[int, int] | None = None
    for article in candidates:
        left = int(ranks(article)[one])
        if left > (worst[1] if worst else 2 * rank - 1):
            worst = (article, left)
    return worst


def _lost_last(values: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Values in which whoever had one and has lost it comes last."""
    return np.where(np.isnan(values) & ~np.isnan(whole), -np.inf, values)
