"""Narrowing by tag upon tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.insight.worlds import Piece, atlas

from lensatlas.insight.drill import drill

if TYPE_CHECKING:
    from lensatlas.insight.drill import Drill
    from lensatlas.network.graph import Graph


def tagged(*articles: str, days: tuple[int | None, ...] = ()) -> Graph:
    """Articles named a0, a1 … by their one-letter tags."""
    when = days or (None,) * len(articles)
    pieces = [Piece(id=f"a{i}", tags=" ".join(sorted(set(own))), day=when[i]) for i, own in enumerate(articles)]
    return atlas(*pieces)


def asked(graph: Graph, tags: str) -> Drill:
    return drill(graph, [graph.position["tag"][tag] for tag in tags])


def offered(found: Drill) -> list[tuple[str, int]]:
    return [(step.label, step.articles) for step in found.next]


def test_it_starts_from_everything_with_the_evenest_split_first() -> None:
    """x is on half of four articles, y on three, z on one; of y and z, which split alike, y leaves more; w is on all."""
    found = asked(tagged("wxy", "wxyz", "wy", "w"), "")
    assert found.articles == ("a0", "a1", "a2", "a3")
    assert offered(found) == [("x", 2), ("y", 3), ("z", 1)]


def test_all_tags_must_be_carried() -> None:
    """x and y: the first two articles; only z tells them apart."""
    found = asked(tagged("wxy", "wxyz", "wy", "w"), "yx")
    assert found.row() == {
        "tags": ["y", "x"],
        "articles": ["a0", "a1"],
        "next": [{"label": "z", "articles": 1}],
        "left_out": [],
    }
    assert not found.note


def test_a_tag_that_all_carry_is_offered_only_where_nothing_else_is() -> None:
    """Both carry w and x: after w there is only x to go on with."""
    assert offered(asked(tagged("wx", "wx"), "w")) == [("x", 2)]


def test_an_empty_combination_answers_for_the_largest_that_is_not() -> None:
    """x, y and z stand on no article together; x with z do on two, y with z on one."""
    found = asked(tagged("xz", "xzw", "yz", "y"), "xyz")
    assert (found.tags, found.left_out, found.articles) == (("x", "z"), ("y",), ("a0", "a1"))
    assert found.note == "No article carries x + z + y: this is x + z, the most of them that any article carries."
    assert offered(found) == [("w", 1)]


def test_of_combinations_alike_the_one_asked_for_first_answers() -> None:
    """x and y never meet, and stand on one article each."""
    assert asked(tagged("x", "y"), "yx").tags == ("y",)


def test_newest_articles_come_first_and_undated_ones_last() -> None:
    """Days 5, none, 9."""
    assert asked(tagged("x", "x", "x", days=(5, None, 9)), "x").articles == ("a2", "a0", "a1")


def test_an_empty_atlas_has_nothing_to_offer() -> None:
    """No articles at all."""
    assert asked(tagged(), "").row() == {"tags": [], "articles": [], "next": [], "left_out": []}


@given(st.lists(st.text("uvwxyz", max_size=5), min_size=1, max_size=12), st.permutations("uvwxyz"), st.integers(0, 4))
def test_every_step_offered_leads_somewhere(articles: list[str], order: list[str], depth: int) -> None:
    """Whatever is asked: articles remain, all carry the tags, and each next tag leaves as many as it says."""
    graph = tagged(*articles)
    known = graph.position["tag"]
    found = drill(graph, [known[tag] for tag in order[:depth] if tag in known])
    assert found.articles
    for name in found.articles:
        assert set(found.tags) <= set(articles[int(name[1:])])
    for step in found.next:
        further = drill(graph, [known[tag] for tag in (*found.tags, step.label)])
        assert further.left_out == ()
        assert len(further.articles) == step.articles
    assert len(found.articles) == sum(set(found.tags) <= set(own) for own in articles)
