"""Every article's list, and lists that follow a corpus as it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from lensatlas.features.weights import Scheme, Weights
from lensatlas.network.lists import lists, renewed
from lensatlas.network.similarity import nearest
from lensatlas.network.weighing import Features

if TYPE_CHECKING:
    from lensatlas.network.lists import Lists

WIDTH = 6
# Few values, so that many scores are equal; an article may have nothing at all.
ROW = st.tuples(
    st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0]), min_size=WIDTH, max_size=WIDTH),
    st.sampled_from([0, 738000, 738040]),
)


def world(rows: list[tuple[list[float], int]]) -> Features:
    """Features of a few articles, as made up."""
    values = np.array([row for row, _ in rows], float).reshape(len(rows), WIDTH)
    length = np.linalg.norm(values, axis=1, keepdims=True)
    names = [f"w{i}" for i in range(WIDTH)]
    return Features(
        matrix=csr_array(values / np.where(length > 0, length, 1.0)), groups=np.zeros(WIDTH, np.int8), names=names,
        labels=names, days=np.array([day for _, day in rows], np.int32),
        weights=Weights(scheme=Scheme(), articles=len(rows), rarity=np.ones(WIDTH)),
    )  # fmt: skip


def same(one: Lists, other: Lists) -> bool:
    return one.ids.tobytes() == other.ids.tobytes() and one.scores.tobytes() == other.scores.tobytes()


@given(st.lists(ROW, max_size=14), st.integers(0, 5))
def test_a_list_is_what_the_article_is_asked_for_alone(rows: list[tuple[list[float], int]], k: int) -> None:
    features = world(rows)
    made = lists(features, k)
    for row in range(len(rows)):
        (ids, scores), (held, value) = nearest(features, np.array([row]), k, timely=True)[0], made.of(row)
        assert held.tolist() == ids.tolist()
        assert value.tolist() == scores.tolist()


@given(
    st.lists(st.tuples(ROW, st.sampled_from(["stays", "goes", "comes", "changes"]), ROW), max_size=16),
    st.integers(1, 4),
)
@settings(deadline=None, max_examples=200)
def test_renewed_lists_are_those_made_from_nothing(
    articles: list[tuple[tuple[list[float], int], str, tuple[list[float], int]]], k: int
) -> None:
    """Articles that stay, go, come and change between two states of a corpus."""
    before = [row for row, fate, _ in articles if fate != "comes"]
    after = [other if fate == "changes" else row for row, fate, other in articles if fate != "goes"]
    old = np.cumsum([fate != "comes" for _, fate, _ in articles]) - 1
    came = np.array(
        [at if fate == "stays" else -1 for at, (_, fate, _) in zip(old, articles, strict=True) if fate != "goes"], int
    )
    features = world(after)
    assert same(renewed(lists(world(before), k), came, features), lists(features, k))


def test_an_atlas_emptied_and_refilled_has_the_lists_of_the_new_one() -> None:
    """Three articles, then none, then two others."""
    rows = [([1.0, 0, 0, 0, 0, 0], 0)] * 3
    nobody = renewed(lists(world(rows)), np.zeros(0, int), world([]))
    assert nobody.size == 0
    refilled = world(rows[:2])
    assert same(renewed(nobody, np.array([-1, -1]), refilled), lists(refilled))


def test_a_newcomer_of_equal_score_stands_where_its_id_puts_it() -> None:
    """Four equal articles with lists of two; a fifth of the same comes second."""
    rows = [([1.0, 0, 0, 0, 0, 0], 0)] * 4
    grown = renewed(lists(world(rows), 2), np.array([0, -1, 1, 2, 3]), world([*rows, rows[0]]))
    assert grown.ids.tolist() == [[1, 2], [0, 2], [0, 1], [0, 1], [0, 1]]


def test_telling_counts_the_lists() -> None:
    """Three articles."""
    told: list[int] = []
    lists(world([([1.0, 0, 0, 0, 0, 0], 0)] * 3), told=told.append)
    assert told == [1, 2, 3]


def test_scores_lie_between_0_and_1_and_fall() -> None:
    """Articles that share some of their words."""
    made = lists(world([([1.0, 1, 0, 0, 0, 0], 0), ([1.0, 0, 0, 0, 0, 0], 0), ([0, 1.0, 1, 0, 0, 0], 0)]))
    assert made.ids[0, :3].tolist() == [1, 2, -1]
    assert made.scores[0, :3] == pytest.approx([0.75 * 0.5**0.5, 0.75 * 0.5, 0.0])
