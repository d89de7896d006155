"""What holds of the nearest whatever the corpus."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, hstack, vstack
from tests.network.vectors import corpora, features

from lensatlas.network.kernel import compiled_here
from lensatlas.network.similarity import each_nearest, each_reaching, nearest

if TYPE_CHECKING:
    from lensatlas.network.weighing import Features

Lists = list[tuple[list[int], list[float]]]


def lists(corpus: Features, k: int, *, threads: int = 1, timely: bool = True) -> Lists:
    found = each_nearest(corpus, np.arange(corpus.size), k, timely=timely, threads=threads)
    return [(ids.tolist(), values.tolist()) for ids, values in found]


@given(corpora(), st.integers(0, 8))
@settings(deadline=None, max_examples=60)
def test_the_first_k_are_the_beginning_of_the_first_k_and_one(corpus: Features, k: int) -> None:
    shorter, longer = lists(corpus, k), lists(corpus, k + 1)
    assert shorter == [(ids[:k], values[:k]) for ids, values in longer]


@given(corpora(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_who_is_near_does_not_depend_on_the_order_of_articles(corpus: Features, random: np.random.Generator) -> None:
    order = np.arange(corpus.size)
    random.shuffle(order)
    turned = replace(corpus, matrix=corpus.matrix[order], days=corpus.days[order])
    whole, again = lists(corpus, corpus.size), lists(turned, corpus.size)
    for place, row in enumerate(order.tolist()):
        ids, values = again[place]
        named = sorted(zip(np.negative(values), order[ids].tolist(), strict=True))
        assert named == list(zip(np.negative(whole[row][1]), whole[row][0], strict=True))


@given(corpora(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_who_is_near_does_not_depend_on_the_order_of_features(corpus: Features, random: np.random.Generator) -> None:
    """Columns and the entries of each row turned round: sums in another order differ by less than is told."""
    order = np.arange(corpus.matrix.shape[1])
    random.shuffle(order)
    turned = lists(replace(corpus, matrix=corpus.matrix[:, order]), 5)
    for (ids, values), (other_ids, other_values) in zip(lists(corpus, 5), turned, strict=True):
        assert np.allclose(values, other_values, rtol=0, atol=1.1e-9)
        last = values[-1] if values else 0.0
        sure = {i for i, value in zip(ids, values, strict=True) if value > last + 2e-9}
        assert sure <= set(other_ids)


@given(corpora())
@settings(deadline=None, max_examples=60)
def test_an_unrelated_article_changes_nothing(corpus: Features) -> None:
    """Under the same weights, one comes that shares nothing with anybody."""
    wide = csr_array(hstack([corpus.matrix, csr_array((corpus.size, 1))], format="csr"))
    alone = csr_array(([1.0], ([0], [wide.shape[1] - 1])), shape=(1, wide.shape[1]))
    more = replace(corpus, matrix=csr_array(vstack([wide, alone], format="csr")), days=np.append(corpus.days, 730_001))
    assert lists(more, 5) == [*lists(corpus, 5), ([], [])]


@given(corpora(most=30))
@settings(deadline=None, max_examples=40)
def test_one_is_as_near_to_the_other_as_the_other_to_it(corpus: Features) -> None:
    """To the last bit."""
    whole = lists(corpus, corpus.size)
    pairs = {(row, i): value for row, (ids, values) in enumerate(whole) for i, value in zip(ids, values, strict=True)}
    assert all(pairs[other, one] == value for (one, other), value in pairs.items())


def test_any_number_of_threads_gives_the_same() -> None:
    """Five thousand articles: more than one thread takes at a time."""
    draw = np.random.default_rng(5)
    weights = csr_array((np.ones(40_000), (draw.integers(0, 5000, 40_000), draw.integers(0, 900, 40_000))), (5000, 900))
    corpus = features(weights, 730_000 + draw.integers(0, 50, 5000))
    one = lists(corpus, 4)
    assert lists(corpus, 4, threads=2) == one
    assert lists(corpus, 4, threads=5) == one


@given(corpora())
@settings(deadline=None, max_examples=30)
def test_lists_without_time_are_those_of_a_corpus_of_one_day(corpus: Features) -> None:
    same = replace(corpus, days=np.full(corpus.size, 730_000, np.int32))
    assert lists(corpus, 6, timely=False) == lists(same, 6)


def test_entries_may_lie_in_any_order() -> None:
    """A matrix as a product leaves it, the columns of its rows not in order."""
    tidy = features(np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0], [3.0, 0.0, 1.0]]))
    loose = csr_array(tidy.matrix @ csr_array(np.eye(3)[::-1])) @ csr_array(np.eye(3)[::-1])
    loose = csr_array((loose.data, loose.indices, loose.indptr), shape=loose.shape)
    assert lists(replace(tidy, matrix=loose), 2) == lists(tidy, 2)


@given(corpora())
@settings(deadline=None, max_examples=30)
def test_nothing_reaches_a_bar_that_nothing_can_reach(corpus: Features) -> None:
    assume(corpus.size)
    found = each_reaching(corpus, np.arange(corpus.size), np.full(corpus.size, np.inf))
    assert all(not len(ids) for ids, _ in found)


@pytest.mark.skipif(not compiled_here(), reason="the kernel was not compiled here")
def test_an_index_is_made_once_enough_has_been_asked() -> None:
    """One article after the other: the first thirty-two are looked for in the matrix, the next needs an index and has it."""
    corpus = features(np.random.default_rng(1).integers(0, 2, (50, 8)))
    found = [nearest(corpus, np.array([row]), 3)[0] for row in range(32)]
    made = [corpus.search._index is not None]
    found.append(nearest(corpus, np.array([32]), 3)[0])
    made.append(corpus.search._index is not None)
    assert made == [False, True]
    expected = list(each_nearest(corpus, np.arange(33), 3, by="scipy"))
    assert [ids.tolist() for ids, _ in found] == [ids.tolist() for ids, _ in expected]
