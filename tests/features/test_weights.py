"""Rare features count much, common ones little, and time fades."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lensatlas.features.weights import Scheme, closeness, rarest, rarity


def test_rarity_is_a_power_of_the_logarithm_of_the_inverse_share() -> None:
    """A hundred articles; words of 1, 10, 40 and none of them, cut above 30 %."""
    found = rarity(np.array([1, 10, 40, 0]), 100, "text", Scheme(power=0.5))
    assert found.tolist() == pytest.approx([math.sqrt(math.log(100)), math.sqrt(math.log(10)), 0.0, 0.0])


def test_each_group_has_a_share_of_its_own() -> None:
    """Of a hundred articles forty have a word and a tag, sixty a tag, and all a lens."""
    scheme = Scheme(power=1.0)
    assert rarity(np.array([40]), 100, "text", scheme).tolist() == [0.0]
    assert rarity(np.array([40, 60]), 100, "tag", scheme).tolist() == pytest.approx([math.log(2.5), 0.0])
    assert rarity(np.array([99, 100]), 100, "lens", scheme).tolist() == pytest.approx([math.log(100 / 99), 0.0])


def test_in_a_small_atlas_a_feature_of_a_few_articles_is_kept() -> None:
    """Five of eight articles are above any sensible share, and still only five."""
    found = rarity(np.array([5, 6]), 8, "text", Scheme(power=1.0, few=5))
    assert found.tolist() == pytest.approx([math.log(8 / 5), 0.0])


def test_nothing_counts_more_than_what_one_article_alone_has() -> None:
    """Features of one to ten articles out of ten, and an atlas of nothing."""
    counted = rarity(np.arange(1, 11), 10, "lens", Scheme())
    assert counted.max() == counted[0] == rarest(10, Scheme())
    assert rarest(0, Scheme()) == 0.0


def test_time_leaves_all_on_the_same_day_and_a_fixed_part_in_the_end() -> None:
    """The same day, one time constant later, an age later, and an undated article."""
    scheme = Scheme(time=0.25, days=90.0)
    left = closeness(np.array([1000, 1000, 1000, 1000]), np.array([1000, 1090, 99_999, 0]), scheme)
    assert np.allclose(left, [1.0, 0.75 + 0.25 / math.e, 0.75, 0.75])
