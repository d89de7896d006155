"""Which pairs of actors stand together beyond chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from scipy.stats import binom, false_discovery_control
from tests.corpora import folder

from lensatlas.network.backbone import backbone, chances, discovery

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.network.backbone import Backbone


def drawn(pattern: np.ndarray) -> csr_array:
    return csr_array(pattern.astype(np.float32))


def spread(pattern: np.ndarray) -> np.ndarray:
    """The null model's chance for every article and actor."""
    rows, row, row_times = np.unique(pattern.sum(axis=1), return_inverse=True, return_counts=True)
    columns, column, times = np.unique(pattern.sum(axis=0), return_inverse=True, return_counts=True)
    return np.asarray(chances(rows, row_times, columns, times)[np.ix_(row, column)])


def circles(articles: int = 120) -> np.ndarray:
    """Four circles of four actors take turns, three actors an article; actor 16 is everywhere, actor 17 in two."""
    held = np.zeros((articles, 18), bool)
    for article in range(articles):
        held[article, [4 * (article % 4) + (article // 4 + i) % 4 for i in range(3)]] = True
    held[:, 16] = True
    held[[0, 4], 17] = True
    return held


def kept(found: Backbone) -> set[tuple[int, int]]:
    return set(zip(found.first[found.kept].tolist(), found.second[found.kept].tolist(), strict=True))


def test_circles_are_found_and_the_one_who_is_everywhere_joins_nobody() -> None:
    """Being named with everyone says nothing: actor 16 is in every article."""
    found = backbone(drawn(circles()))
    assert kept(found) == {(i + c, j + c) for c in (0, 4, 8, 12) for i in range(4) for j in range(i + 1, 4)}


def test_actors_in_fewer_than_three_articles_take_no_part() -> None:
    """Actor 17 is in two articles, always with the first circle."""
    found = backbone(drawn(circles()))
    assert not found.took_part[17]
    assert 17 not in set(found.first) | set(found.second)
    assert found.tested == 17 * 16 // 2


def test_mentions_count_once_an_article() -> None:
    """An article that names an actor twelve times is still one article."""
    held = drawn(circles())
    loud = held.copy()
    loud.data = loud.data * 12.0
    assert np.array_equal(backbone(held).p, backbone(loud).p)


def test_pairs_never_seen_together_count_in_the_correction() -> None:
    """Four hundred actors, each in three of four hundred articles by lot: over the pairs seen alone, nearly all would be kept."""
    random = np.random.default_rng(7)
    held = np.zeros((400, 400), bool)
    for actor in range(400):
        held[random.choice(400, 3, replace=False), actor] = True
    found = backbone(drawn(held))
    seen_alone = np.sort(found.p) <= 0.05 * np.arange(1, len(found.p) + 1) / len(found.p)
    assert found.tested == 400 * 399 // 2
    assert np.flatnonzero(seen_alone).max() + 1 > 0.9 * len(found.p)
    assert not found.kept.any()


def test_the_chance_of_a_pair_is_the_exact_poisson_binomial_tail() -> None:
    """Against adding one article at a time, on uneven degrees."""
    random = np.random.default_rng(3)
    held = random.random((80, 30)) < random.beta(1, 4, 30)[None, :] * random.random(80)[:, None] * 2
    found = backbone(drawn(held), least=1)
    able = np.flatnonzero(found.took_part)
    null = spread(held[:, able])
    place = {actor: i for i, actor in enumerate(able.tolist())}
    for at in range(len(found.p)):
        both = null[:, place[int(found.first[at])]] * null[:, place[int(found.second[at])]]
        mass = np.zeros(82)
        mass[0] = 1.0
        for chance in both:
            mass[1:] = mass[1:] * (1 - chance) + mass[:-1] * chance
            mass[0] *= 1 - chance
        assert found.p[at] == pytest.approx(mass[found.together[at] :].sum(), abs=1e-12)


def test_equal_articles_make_it_a_binomial() -> None:
    """Forty articles of two actors each: every chance is the same, so the tail is binomial."""
    ring = np.zeros((40, 8), bool)
    for article in range(40):
        ring[article, [article % 8, (article + 1) % 8]] = True
    found = backbone(drawn(ring))
    assert np.allclose(found.p, binom.sf(found.together - 1, 40, (2 / 8) ** 2), atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_expected_degrees_are_the_given_ones(held: np.ndarray) -> None:
    """Whatever the graph, also one that leaves chance no choice."""
    null = spread(held)
    assert np.abs(null.sum(axis=1) - held.sum(axis=1)).max() < 1e-6
    assert np.abs(null.sum(axis=0) - held.sum(axis=0)).max() < 1e-6


@settings(max_examples=60, deadline=None)
@given(arrays(bool, st.tuples(st.integers(0, 14), st.integers(0, 9))), st.integers(0, 99))
def test_order_of_articles_changes_nothing(held: np.ndarray, seed: int) -> None:
    """The same articles in another order are the same corpus; and what is needed is what was kept."""
    order = np.random.default_rng(seed).permutation(len(held))
    one, other = backbone(drawn(held), least=1), backbone(drawn(held[order]), least=1)
    assert np.array_equal(one.p, other.p)
    assert np.array_equal(one.kept, other.kept)
    assert np.array_equal(one.kept, one.together >= one.needed)


def test_nothing_to_compare_keeps_nothing() -> None:
    """No actors, no articles, or one actor: an empty backbone, not a fault."""
    for shape in ((0, 0), (5, 0), (0, 5), (5, 1)):
        found = backbone(csr_array(np.ones(shape, np.float32)))
        assert not found.kept.any()
        assert found.took_part.shape == (shape[1],)


def test_real_events_keep_hundreds_of_ties_not_thousands() -> None:
    """Some 1,900 events and the actors they name: over the pairs seen alone, more than twice as many would be kept."""
    named = [
        {" ".join(actor.split()) for actor in front.get("actors") or () if isinstance(actor, str)}
        for front in map(front_matter, sorted(folder("kleptocracy-timeline").glob("events/*.md")))
    ]
    place = {actor: i for i, actor in enumerate(sorted(set().union(*named)))}
    pairs = np.array([(article, place[actor]) for article, actors in enumerate(named) for actor in actors])
    found = backbone(csr_array((np.ones(len(pairs)), pairs.T), shape=(len(named), len(place))))
    seen_alone = np.sort(found.p) <= 0.05 * np.arange(1, len(found.p) + 1) / len(found.p)
    assert 300 < found.kept.sum() < 1000
    assert np.flatnonzero(seen_alone).max() + 1 > 2 * found.kept.sum()


def front_matter(page: Path) -> dict[str, Any]:
    """The YAML head of an event, all scalars as text; nothing where it does not parse."""
    try:
        head = yaml.load(page.read_text(encoding="utf-8").split("\n---", 1)[0][3:], Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}
    return head if isinstance(head, dict) else {}


@given(st.lists(st.floats(0, 1), max_size=40))
def test_believing_is_benjamini_and_hochberg(p: list[float]) -> None:
    """scipy adjusts the values; we compare them with the level's steps."""
    adjusted = false_discovery_control(p) if p else np.zeros(0)
    clear = np.abs(adjusted - 0.05) > 1e-12
    assert (np.array(p) <= discovery(np.array(p), 0.05))[clear].tolist() == (adjusted <= 0.05)[clear].tolist()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.data())
def test_a_smaller_p_never_loses_a_finding(p: list[float], data: st.DataObject) -> None:
    """Making one test stronger keeps all that was believed."""
    before = np.array(p) <= discovery(np.array(p), 0.05)
    i = data.draw(st.integers(0, len(p) - 1))
    p[i] *= data.draw(st.floats(0, 1))
    after = np.array(p) <= discovery(np.array(p), 0.05)
    assert after[before].all()
