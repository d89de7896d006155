"""Likeness is the cosine it says it is, and the nearest are the nearest."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.features.toy import corpora, drawn, story

from lensatlas.features.weights import GROUPS, Scheme
from lensatlas.network.similarity import each_nearest, nearest, products, random_scores
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from lensatlas.model import Article, Tagged
    from lensatlas.network.graph import Graph
    from lensatlas.network.weighing import Features

    Stories = list[tuple[Article, Tagged]]


def by_hand(graph: Graph, scheme: Scheme) -> list[dict[tuple[str, str], float]]:
    """Every article's vector out of dictionaries, one number at a time."""
    articles = graph.size
    vectors: list[dict[tuple[str, str], float]] = [{} for _ in range(articles)]
    for group in GROUPS:
        names = graph.terms if group == "text" else graph.ids[group]
        counts = (graph.term_counts if group == "text" else graph.links[group]).toarray()
        holders = Counter(int(j) for j in np.nonzero(counts)[1])
        for i in range(articles):
            part: dict[tuple[str, str], float] = {}
            for j, name in enumerate(names):
                if counts[i, j] and holders[j] <= max(scheme.share[group] * articles, scheme.few):
                    weight = math.sqrt(counts[i, j]) * math.log(articles / holders[j]) ** scheme.power
                    part[group, name] = weight * (scheme.pair if group == "text" and " " in name else 1.0)
            full = math.hypot(*part.values(), math.log(max(articles, 2)) ** scheme.power)
            vectors[i] |= {key: weight * scheme.scale[group] / full for key, weight in part.items()}
    lengths = [math.hypot(*vector.values()) or 1.0 for vector in vectors]
    return [{k: w / length for k, w in vector.items()} for vector, length in zip(vectors, lengths, strict=True)]


def scores_by_hand(graph: Graph, features: Features, *, timely: bool) -> np.ndarray:
    vectors, scheme = by_hand(graph, features.weights.scheme), features.weights.scheme
    scores = np.zeros((graph.size, graph.size))
    for i, one in enumerate(vectors):
        for j, other in enumerate(vectors):
            cosine = math.fsum(weight * other.get(key, 0.0) for key, weight in one.items())
            dated = graph.days[i] > 0 and graph.days[j] > 0
            near = math.exp(-abs(int(graph.days[i]) - int(graph.days[j])) / scheme.days) if dated else 0.0
            scores[i, j] = cosine * (1 - scheme.time + scheme.time * near) if timely else cosine
    return scores


def assert_same(found: tuple[np.ndarray, np.ndarray], expected: list[tuple[int, float]]) -> None:
    """The same articles with the same scores, up to swaps among scores equal within 1e-9."""
    ids, scores = found
    assert np.allclose(scores, [score for _, score in expected], rtol=0, atol=1.1e-9)
    last = expected[-1][1] if expected else 0.0
    sure = {i for i, score in expected if score > last + 2e-9}
    assert sure <= set(ids.tolist())
    assert len(set(ids.tolist())) == len(expected)


@given(corpora(), st.integers(0, 5), st.sampled_from([0.0, 0.1, 0.5]), st.booleans())
@settings(deadline=None, max_examples=60)
def test_nearest_are_those_of_comparing_every_pair(stories: Stories, k: int, least: float, timely: bool) -> None:
    graph = drawn(*stories)
    features = weigh(graph)
    scores = scores_by_hand(graph, features, timely=timely)
    for i, found in enumerate(nearest(features, np.arange(graph.size), k, min_score=least, timely=timely)):
        others = [(j, round(scores[i, j], 9)) for j in range(graph.size) if j != i]
        able = [(j, score) for j, score in others if score > 0 and score >= least]
        assert_same(found, sorted(able, key=lambda pair: (-pair[1], pair[0]))[:k])


@given(corpora())
@settings(deadline=None, max_examples=60)
def test_rows_have_length_one_and_cosines_stay_between_zero_and_one(stories: Stories) -> None:
    matrix = weigh(drawn(*stories)).matrix
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    assert np.all(np.isclose(lengths, 1.0) | (lengths == 0.0))
    cosines = (matrix @ matrix.T).toarray()
    assert np.all((cosines >= 0) & (cosines <= 1 + 1e-12))


@given(corpora(), st.integers(1, 40))
@settings(deadline=None, max_examples=60)
def test_blocks_of_any_size_give_the_same(stories: Stories, cells: int) -> None:
    features = weigh(drawn(*stories))
    whole = nearest(features, np.arange(features.size), 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "_CELLS", cells)
        pieces = list(each_nearest(features, np.arange(features.size), 3, by="scipy"))
    assert [(i.tolist(), s.tolist()) for i, s in whole] == [(i.tolist(), s.tolist()) for i, s in pieces]


def test_equal_scores_stand_in_the_order_of_ids() -> None:
    """Three articles with one tag, two with none."""
    stories = [story(name, headline="-", tags=["port"]) for name in "cab"] + [story("d"), story("e")]
    found = nearest(weigh(drawn(*stories)), np.array([1]), 5)[0]
    assert found[0].tolist() == [0, 2]


def test_articles_are_compared_by_what_they_have() -> None:
    """Tags alone, words alone, and both; two articles with neither."""
    both = [story("both1", "ferry strike", tags=["port"]), story("both2", "ferry strike", tags=["port"])]
    tags = [story("tags1", tags=["port"]), story("tags2", tags=["port"])]
    words = [story("words1", "ferry strike"), story("words2", "ferry strike")]
    graph = drawn(*both, *tags, *words, story("none1"), story("none2"))
    found = dict(zip(graph.ids["article"], nearest(weigh(graph), np.arange(8), 1), strict=True))
    best = {name: (graph.ids["article"][ids[0]], scores[0]) for name, (ids, scores) in found.items() if len(ids)}
    assert best == {
        "both1": ("both2", 1.0), "both2": ("both1", 1.0), "tags1": ("tags2", 1.0), "tags2": ("tags1", 1.0),
        "words1": ("words2", 1.0), "words2": ("words1", 1.0),
    }  # fmt: skip


def test_one_common_tag_says_less_than_several_rare_ones() -> None:
    """Beside the same words, a tag that half of forty articles have, or three that two have."""
    crowd = [story(f"x{i:02}", tags=["common"] if i % 2 else []) for i in range(36)]
    pair = [story("a", "ferry strike", tags=["p", "q", "r"]), story("b", tags=["p", "q", "r"])]
    other = [story("c", "ferry strike", tags=["common"]), story("d", tags=["common"])]
    graph = drawn(*crowd, *pair, *other)
    place, matrix = graph.position["article"], weigh(graph).matrix.toarray()
    assert matrix[place["a"]] @ matrix[place["b"]] > 2 * (matrix[place["c"]] @ matrix[place["d"]]) > 0


def test_a_golden_cosine() -> None:
    """Of three articles two have tag p, of which one also has q: cos = p / √(p² + q²), p = (ln 1.5)^0.85, q = (ln 3)^0.85."""
    graph = drawn(
        story("a", headline="-", tags=["p"]), story("b", headline="-", tags=["p", "q"]), story("c", headline="-")
    )
    ids, scores = nearest(weigh(graph), np.array([0]), 2)[0]
    assert (ids.tolist(), scores.tolist()) == ([1], [0.393934214])


def test_a_table_of_weights_can_be_kept_while_articles_come() -> None:
    """The same three articles under their own weights, and again under the table they made."""
    graph = drawn(story("a", "ferry strike", tags=["p"]), story("b", "ferry", tags=["p", "q"]), story("c", "strike"))
    features = weigh(graph)
    again = weigh(graph, weights=features.weights)
    assert again.matrix.toarray().tolist() == features.matrix.toarray().tolist()
    assert again.weights.version == Scheme().version


def test_the_score_of_random_pairs_is_that_of_all_pairs_where_they_are_few() -> None:
    """Ten articles have forty-five pairs."""
    stories = [story(f"s{i}", " ".join(["ferry", "port", "strike", "tariff"][: i % 4 + 1])) for i in range(10)]
    features = weigh(drawn(*stories))
    cosines = (features.matrix @ features.matrix.T).toarray()[np.triu_indices(10, 1)]
    assert np.sort(random_scores(features)) == pytest.approx(np.sort(cosines), abs=1e-9)
    sampled = random_scores(features, pairs=40)
    assert sampled.tolist() == random_scores(weigh(drawn(*stories[::-1])), pairs=40).tolist()


def test_there_is_no_random_pair_of_one_article() -> None:
    """One article, and none."""
    assert not len(random_scores(weigh(drawn(story("a")))))
    assert not len(random_scores(weigh(drawn())))
