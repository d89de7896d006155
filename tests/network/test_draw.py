"""The corpus is drawn whole, in order, and the same whatever comes first."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.features.toy import corpora, drawn, story

from lensatlas.model import Actor, ActorId, Claim, ClaimId, Lens, LensId, Source
from lensatlas.network.draw import draw
from lensatlas.network.graph import LINKED
from lensatlas.network.sheet import prose

if TYPE_CHECKING:
    import random

    from lensatlas.model import Article, Tagged
    from lensatlas.network.graph import Graph


def as_plain(graph: Graph) -> dict[str, object]:
    held = {field.name: getattr(graph, field.name) for field in dataclasses.fields(graph)}
    plain = {kind: links.toarray().tolist() for kind, links in held.pop("links").items()}
    plain |= {"term_counts": held.pop("term_counts").toarray().tolist()}
    return plain | {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in held.items()}


def test_articles_and_nodes_are_numbered_in_the_order_of_their_ids() -> None:
    """Two articles, the second first."""
    graph = drawn(story("b", tags=["x", "a"], day="2026-01-02"), story("a", tags=["x"]))
    assert (graph.ids["article"], graph.ids["tag"]) == (["a", "b"], ["a", "x"])
    assert graph.links["tag"].toarray().tolist() == [[0.0, 1.0], [1.0, 1.0]]
    assert graph.days.tolist() == [0, dt.date(2026, 1, 2).toordinal()]


def test_an_actor_link_counts_its_mentions() -> None:
    """An actor named twice."""
    assert drawn(story("a", actors=["Qatar"])).links["actor"].toarray().tolist() == [[2.0]]


def test_a_lens_of_the_scheme_is_a_node_even_without_articles() -> None:
    """A scheme of two lenses, one used, and an article with a third."""
    scheme = [Lens(id=LensId(name), slug=name, scope_note=f"on {name}") for name in ("Power", "Money")]
    graph = draw([story("a", lens="Power"), story("b", lens="Other")], actors=(), lenses=scheme)
    assert graph.ids["lens"] == ["Money", "Other", "Power"]
    assert graph.lens_notes == ["on Money", "", "on Power"]


def test_the_whole_of_an_actor_and_whom_claims_name_are_nodes_and_strangers_are_not() -> None:
    """The executive is part of a country; a claim names a rival; a list holds a fourth."""
    claim = Claim(
        id=ClaimId("c"), article=story("a")[0].id, actor=ActorId("Executive"), over=(ActorId("Rival"),), stance="gains",
        section="text", sentence="…", start=0, end=1, rule="r",
    )  # fmt: skip
    article, tagged = story("a", actors=["Executive"])
    known = [
        Actor(id=ActorId("Executive"), kind="body", part_of=ActorId("Country")),
        Actor(id=ActorId("Country"), kind="country"),
        Actor(id=ActorId("Stranger"), kind="person"),
    ]
    graph = draw([(article, dataclasses.replace(tagged, claims=(claim,)))], actors=known, lenses=())
    assert graph.ids["actor"] == ["Country", "Executive", "Rival"]
    assert graph.actor_kinds == ["country", "body", None]
    assert graph.actor_part_of == [None, "Country", None]


def test_what_another_passage_begins_with_is_read_once() -> None:
    """The text starts with the headline, and the dek is the headline again."""
    article = story("a", "Port strike. It began.", headline="Port strike")[0]
    assert prose(dataclasses.replace(article, dek="Port strike")) == "Port strike. It began."
    assert prose(dataclasses.replace(article, headline="Ferry")) == "Port strike. It began.\n\nFerry"


def test_an_outlet_has_the_least_of_its_addresses() -> None:
    """Two articles give one outlet two addresses."""
    one, two = story("a"), story("b")
    sourced = [
        (dataclasses.replace(pair[0], sources=(Source(name="Daily", url=url),)), pair[1])
        for pair, url in ((one, "https://b.example"), (two, "https://a.example"))
    ]
    assert drawn(*sourced).source_urls == drawn(*sourced[::-1]).source_urls == ["https://a.example"]


def test_nothing_is_drawn_of_nothing() -> None:
    """No article at all."""
    graph = drawn()
    assert graph.size == 0
    assert [graph.links[kind].shape for kind in LINKED] == [(0, 0)] * 5


@given(corpora(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_the_graph_does_not_depend_on_the_order_of_articles(
    stories: list[tuple[Article, Tagged]], shuffle: random.Random
) -> None:
    mixed = list(stories)
    shuffle.shuffle(mixed)
    assert as_plain(drawn(*mixed)) == as_plain(drawn(*stories))
