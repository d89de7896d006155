"""Engine by engine: the nearest articles are the same to the last digit, and those of comparing every pair."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, hstack
from tests.network.vectors import corpora, features, scores

from lensatlas.network.kernel import compiled_here
from lensatlas.network.similarity import each_nearest, each_reaching

if TYPE_CHECKING:
    from lensatlas.network.similarity import Engine
    from lensatlas.network.weighing import Features

Lists = list[tuple[list[int], list[float]]]
THERE: dict[Engine, bool] = {
    "kernel": compiled_here(), "sparse_dot_topn": find_spec("sparse_dot_topn") is not None, "scipy": True,
}  # fmt: skip
ENGINES: list[Engine] = [engine for engine, there in THERE.items() if there]


@pytest.mark.parametrize("engine", THERE)
def test_every_engine_is_here(engine: Engine) -> None:
    """Where one is absent, its agreement is not shown, and the report of the tests says so."""
    if not THERE[engine]:
        pytest.skip(f"{engine} is not installed: not compared")
    assert engine in ENGINES


def asked(corpus: Features, k: int, *, least: float = 0.0, timely: bool = False, by: Engine, threads: int = 1) -> Lists:
    rows = np.arange(corpus.size)
    found = each_nearest(corpus, rows, k, min_score=least, timely=timely, by=by, threads=threads)
    return [(ids.tolist(), values.tolist()) for ids, values in found]


def scanned(corpus: Features, k: int, *, timely: bool) -> Lists:
    """Each article looked up alone, as the first few are, before an index is made."""
    found = [next(each_nearest(corpus, np.array([row]), k, timely=timely)) for row in range(min(corpus.size, 30))]
    return [(ids.tolist(), values.tolist()) for ids, values in found]


def assert_best(found: Lists, expected: np.ndarray, k: int, least: float = 0.0) -> None:
    """The k best by dense arithmetic, up to swaps among scores that are equal within 1e-9."""
    for row, (ids, values) in enumerate(found):
        able = np.sort(expected[row][(expected[row] > 0) & (expected[row] >= least)])[::-1][:k]
        assert np.allclose(values, able, rtol=0, atol=1.1e-9)
        assert np.allclose(expected[row][ids], values, rtol=0, atol=1.1e-9)
        assert len(set(ids)) == len(ids)
        assert list(zip(np.negative(values), ids, strict=True)) == sorted(zip(np.negative(values), ids, strict=True))


@given(corpora(), st.sampled_from([0, 1, 2, 5, 39, 100]), st.sampled_from([0.0, 0.3, 0.75, 1.0]), st.booleans())
@settings(deadline=None, max_examples=120)
def test_all_engines_give_the_same_lists(corpus: Features, k: int, least: float, timely: bool) -> None:
    lists = {by: asked(corpus, k, least=least, timely=timely, by=by) for by in ENGINES}
    assert all(found == lists["scipy"] for found in lists.values())
    if least not in (0.75, 1.0):  # scores of exactly these may be rounded to either side by dense arithmetic
        assert_best(lists["scipy"], scores(corpus, timely=timely), k, least)
    if not least:
        assert scanned(corpus, k, timely=timely) == lists["scipy"][:30]


def generated(articles: int) -> Features:
    """Articles about topics, in words of any rarity; each has a lens, which one of four has; some stand there twice."""
    draw = np.random.default_rng(articles)
    topic = draw.integers(0, articles // 20, articles)
    own = (topic[:, None] * 31 + (50 * draw.random((articles, 12)) ** 3).astype(int)) % (4 * articles)
    all_ = (4 * articles * draw.random((articles, 12)) ** 6).astype(int)
    words = np.hstack([own, all_])
    rows = np.repeat(np.arange(articles), words.shape[1])
    held = csr_array((np.ones(words.size), (rows, words.ravel())), shape=(articles, 4 * articles))
    lens = csr_array(
        (np.full(articles, 0.2), (np.arange(articles), draw.integers(0, 4, articles))), shape=(articles, 4)
    )
    again = np.where(draw.random(articles) < 0.05, draw.integers(0, articles, articles), np.arange(articles))
    return features(csr_array(hstack([lens, held], format="csr"))[again], 730_000 + draw.integers(0, 400, articles))


@pytest.mark.parametrize("timely", [False, True])
def test_engines_agree_where_lists_are_left_early(timely: bool) -> None:
    """Fifteen hundred articles: lists of hundreds, left after a few; forty in every list of the first hundred."""
    corpus = generated(1500)
    lists = {by: asked(corpus, 10, timely=timely, by=by) for by in ENGINES}
    assert all(found == lists["scipy"] for found in lists.values())
    assert_best(lists["scipy"][:300], scores(corpus, timely=timely), 10)
    deep = [list(each_nearest(corpus, np.arange(100), 40, timely=timely, by=by)) for by in ENGINES]
    assert all([ids.tolist() for ids, _ in one] == [ids.tolist() for ids, _ in deep[0]] for one in deep)


@pytest.mark.parametrize("first", range(0, 1253, 180))
def test_engines_agree_on_every_small_graph(first: int) -> None:
    """The 1,253 graphs of the networkx atlas: vertices are articles, edges what two of them share."""
    for number, shape in enumerate(nx.graph_atlas_g()[first : first + 180], first):
        corpus = features(csr_array(nx.incidence_matrix(shape)) if shape.size() else np.zeros((len(shape), 1)))
        expected = scores(corpus, timely=False)
        lists = [asked(corpus, 3, by=by) for by in ENGINES if by != "sparse_dot_topn" or number % 9 == 0]
        assert all(found == lists[0] for found in lists), number
        assert_best(lists[0], expected, 3)


@pytest.mark.skipif(not compiled_here(), reason="the kernel was not compiled here")
@given(corpora(), st.sampled_from([0.0, 0.2, 0.6]), st.booleans())
@settings(deadline=None, max_examples=80)
def test_reaching_finds_whoever_has_a_score_at_its_bar(corpus: Features, bar: float, timely: bool) -> None:
    """A bar of its own for every article, some of them out of reach."""
    draw, rows = np.random.default_rng(corpus.size), np.arange(corpus.size)
    bars = np.where(draw.random(corpus.size) < 0.2, np.inf, bar * draw.random(corpus.size))
    ways = [partial(each_reaching, by=by) for by in ("kernel", "scipy")]
    found = [[(i.tolist(), s.tolist()) for i, s in way(corpus, rows, bars, timely=timely)] for way in ways]
    assert found[0] == found[1]
    whole = asked(corpus, corpus.size, timely=timely, by="scipy")
    for (ids, values), (near, near_scores) in zip(found[0], whole, strict=True):
        at_bar = sorted((i, s) for i, s in zip(near, near_scores, strict=True) if s >= bars[i])
        assert list(zip(ids, values, strict=True)) == at_bar


@pytest.mark.parametrize("by", ENGINES)
def test_identical_articles_by_the_thousand(by: Engine) -> None:
    """Four thousand that say the same, and three that say something else: the first by id, for everybody."""
    weights = csr_array(np.array([[1.0, 2.0, 0.0]] * 4000 + [[0.0, 1.0, 3.0]] * 3))
    corpus = features(weights)
    found = list(each_nearest(corpus, np.array([0, 2, 3999, 4001]), 3, by=by))
    assert [ids.tolist() for ids, _ in found] == [[1, 2, 3], [0, 1, 3], [0, 1, 2], [4000, 4002, 0]]
    assert found[0][1].tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("by", ENGINES)
def test_a_feature_on_every_article_relates_them_all(by: Engine) -> None:
    """A hundred articles with one tag, and nothing else."""
    found = list(each_nearest(features(np.ones((100, 1))), np.arange(100), 200, by=by))
    assert all(len(ids) == 99 and set(values.tolist()) == {1.0} for ids, values in found)


@pytest.mark.parametrize("by", ENGINES)
@pytest.mark.parametrize("articles", [0, 1])
def test_one_article_or_none_has_no_neighbours(by: Engine, articles: int) -> None:
    corpus = features(np.ones((articles, 2)))
    assert [ids.tolist() for ids, _ in each_nearest(corpus, np.arange(articles), 5, by=by)] == [[]] * articles
    assert [ids.tolist() for ids, _ in each_nearest(corpus, np.arange(articles), -3, by=by)] == [[]] * articles
