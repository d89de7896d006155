from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.stats import hypergeom

from lensatlas.insight.gaps.cells import table
from lensatlas.insight.gaps.rhythm import surprise
from lensatlas.insight.gaps.significance import least_tail, lower_tail, reachable


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    size = draw(st.integers(1, 400))
    first, second = draw(st.integers(0, size)), draw(st.integers(0, size))
    return draw(st.integers(-1, min(first, second) + 1)), size, first, second


@settings(max_examples=300, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=8))
def test_the_lower_tail_is_that_of_scipy(cells: list[tuple[int, int, int, int]]) -> None:
    """Any 2 × 2 tables, impossible counts included."""
    have, size, first, second = np.array(cells).T
    expected = hypergeom.cdf(have, size, first, second)
    assert lower_tail(have, size, first, second) == pytest.approx(expected, rel=1e-9, abs=1e-300)


def test_the_lower_tail_holds_where_the_counts_are_large() -> None:
    """100,000 articles, a lens of 30,000, a tag on 5,000: p from the middle to far below what a float can hold."""
    have = np.array([1500, 1400, 1200, 0])
    found = lower_tail(have, 100_000, 30_000, 5_000)
    expected = np.exp(hypergeom.logcdf(have, 100_000, 30_000, 5_000))
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-300)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20))
def test_no_cell_can_be_rarer_than_its_margins_allow(margins: list[tuple[int, int, int]]) -> None:
    """The smallest p of a cell is the p of the emptiest table with its totals."""
    size = np.array([s for s, _, _ in margins])
    first, second = (np.minimum(np.array([m[i] for m in margins]), size) for i in (1, 2))
    emptiest = np.maximum(0, first + second - size)
    assert least_tail(size, first, second) == pytest.approx(lower_tail(emptiest, size, first, second), rel=1e-9)


def test_tests_that_cannot_be_significant_are_left_out() -> None:
    """Tarone's rule by hand: one test that can reach .001 among a hundred that cannot get below .2."""
    kept = reachable(np.array([0.001, 0.2]), np.array([1, 100]), 0.05)
    assert kept.tolist() == [True, False]


def test_how_many_are_left_depends_on_how_many_there_are() -> None:
    """Ten tests that reach .01 each: with K = 5 all ten would stay, with K = 6 none does (.05 / 6 < .01)."""
    assert reachable(np.array([0.01]), np.array([10]), 0.05).tolist() == [False]
    assert reachable(np.array([0.01]), np.array([5]), 0.05).tolist() == [True]


@given(st.lists(st.tuples(st.floats(1e-12, 1), st.integers(1, 50)), min_size=1, max_size=30))
def test_at_most_k_tests_are_kept_at_level_over_k(classes: list[tuple[float, int]]) -> None:
    """Tarone's K is the smallest that keeps at most K tests."""
    least, times = np.array([p for p, _ in classes]), np.array([n for _, n in classes])
    k = next(k for k in range(1, int(times.sum()) + 1) if times[least <= 0.05 / k].sum() <= k)
    assert reachable(least, times, 0.05).tolist() == (least <= 0.05 / k).tolist()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=40))
def test_only_cells_that_could_matter_are_made_and_each_as_when_all_are(rows: list[list[bool]]) -> None:
    """Two lenses and five topics over any articles: the cells made are those that Tarone keeps among all ten."""
    marks = np.array(rows, np.int64)
    lens, topic = marks[:, :2], marks[:, 2:]
    in_lens, in_topic, size = lens.sum(axis=0), topic.sum(axis=0), len(rows)
    cells = table(csr_array(lens.T @ topic), in_lens, in_topic, size)
    a, b = np.repeat(in_lens, 5), np.tile(in_topic, 2)
    least = least_tail(size, a, b)
    kept = np.flatnonzero(reachable(least, np.ones(10, np.int64), 0.05))
    assert (cells.lens * 5 + cells.topic).tolist() == kept.tolist()
    assert cells.p == pytest.approx(np.asarray(hypergeom.cdf((lens.T @ topic).reshape(-1), size, a, b))[kept])
    assert cells.of == 10


@given(st.lists(st.integers(1, 400), min_size=5, max_size=30), st.floats(0, 5000), st.floats(0, 5000))
def test_a_longer_silence_is_never_less_surprising(gaps: list[int], one: float, other: float) -> None:
    """Any rhythm."""
    shorter, longer = sorted((one, other))
    assert surprise(np.array(gaps), longer) <= surprise(np.array(gaps), shorter) + 1e-12


def test_a_silence_no_longer_than_usual_surprises_nobody() -> None:
    """A monthly topic, silent for a month, for a year."""
    monthly = np.array([30, 31, 28, 33, 29, 30, 32])
    assert surprise(monthly, 30) > 0.3
    assert surprise(monthly, 365) < 0.001


def test_a_bursty_topic_may_be_silent_for_long() -> None:
    """Daily for a week, then nothing for a season, twice over: another season is its habit."""
    bursts = np.array([1, 1, 1, 90, 1, 1, 1, 120, 1, 1])
    assert surprise(bursts, 100) > 0.05
