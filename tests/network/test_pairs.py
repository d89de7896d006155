"""What very many pairs of rows have in common."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from lensatlas.network.pairs import entries, summed


@settings(max_examples=100, deadline=None)
@given(
    arrays(float, (6, 4), elements=st.sampled_from([0.0, 0.0, 1.0, 2.5])), st.lists(st.tuples(*[st.integers(0, 5)] * 2))
)
def test_a_sum_is_over_the_columns_where_both_hold_something(dense: np.ndarray, pairs: list[tuple[int, int]]) -> None:
    """Any pairs, in any order, some twice, some of a row with itself, or none at all."""
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T
    found = summed(csr_array(dense), one, other, np.add)
    both = (dense[one] > 0) & (dense[other] > 0)
    assert found.tolist() == pytest.approx(np.where(both, dense[one] + dense[other], 0.0).sum(axis=1).tolist())


def test_of_more_pairs_than_are_looked_at_at_a_time_none_is_lost() -> None:
    """300 rows of forty columns, all 90,000 pairs, drawn in a random order: their products are those of the matrix."""
    draw = np.random.default_rng(1)
    held = csr_array(draw.random((300, 40)) * (draw.random((300, 40)) < 0.2))
    one, other = np.divmod(draw.permutation(300 * 300), 300)
    found = summed(held, one, other, np.multiply)
    assert np.allclose(found, (held @ held.T).toarray()[one, other])
    assert np.array_equal(found, summed(held, other, one, np.multiply))


def test_entries_are_those_of_the_rows_in_the_order_asked() -> None:
    """Row 2, the empty row 1, and row 0."""
    held = csr_array(np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.0, 3.0, 0.0]]))
    at, count = entries(held, np.array([2, 1, 0]))
    assert held.data[at].tolist() == [3.0, 1.0, 2.0]
    assert count.tolist() == [1, 0, 2]
    assert len(entries(held, np.zeros(0, np.int64))[0]) == 0
