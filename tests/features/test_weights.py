"""Rare features count much, common ones little, and time fades."""

from __future__ import annotations

import math

import numpy as np

from lensatlas.features.weights import Scheme, closeness, rarity


def test_rarity_is_the_logarithm_of_the_inverse_share() -> None:
    """A hundred articles; features of 1, 10, 40 and none of them, cut above 30 %."""
    assert rarity(np.array([1, 10, 40, 0]), 100, share=0.3, few=5).tolist() == [math.log(100), math.log(10), 0.0, 0.0]


def test_in_a_small_atlas_a_feature_of_a_few_articles_is_kept() -> None:
    """Five of eight articles are above any sensible share, and still only five."""
    assert rarity(np.array([5, 6]), 8, share=0.3, few=5).tolist() == [math.log(8 / 5), 0.0]


def test_time_leaves_all_on_the_same_day_and_a_fixed_part_in_the_end() -> None:
    """The same day, one time constant later, an age later, and an undated article."""
    scheme = Scheme(time=0.25, days=90.0)
    left = closeness(np.array([1000, 1000, 1000, 1000]), np.array([1000, 1090, 99_999, 0]), scheme)
    assert np.allclose(left, [1.0, 0.75 + 0.25 / math.e, 0.75, 0.75])
