"""A drawing that follows a corpus is the drawing of what the corpus has become, under the same table of weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.features.toy import story

from lensatlas.features.vocabulary import Vocabulary
from lensatlas.model import Actor, ActorId, ArticleId, Claim, ClaimId, Lens, LensId, Source
from lensatlas.network.carrying import DRIFTED, Table, carried, drift, reweighed, unmoved
from lensatlas.network.draw import draw_changes, draw_whole
from lensatlas.network.sheet import Sheet
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from lensatlas.model import Article, Tagged
    from lensatlas.network.draw import Plate
    from lensatlas.network.weighing import Features

    Pair = tuple[Article, Tagged]

SCHEME = (Lens(id=LensId("Money"), slug="money", scope_note="on money"),)
KNOWN = (
    Actor(id=ActorId("X"), kind="body", part_of=ActorId("Whole")),
    Actor(id=ActorId("Whole"), kind="country"),
    Actor(id=ActorId("Z"), kind="person"),
)


@st.composite
def articles(draw: st.DrawFn) -> Pair:
    """An article of few words, names and outlets, all of which others may have too, or may not."""
    words = draw(
        st.lists(st.sampled_from(["port", "ports", "strike", "of", "ferry", ".", "grain", "canal"]), max_size=9)
    )
    article, tagged = story(
        draw(st.sampled_from([f"s{n}" for n in range(9)])),
        " ".join(words),
        headline="-",
        day=draw(st.sampled_from(["", "2026-01-01", "2026-06-01"])),
        tags=draw(st.lists(st.sampled_from("ABC"), unique=True, max_size=2)),
        actors=draw(st.lists(st.sampled_from("XYZ"), unique=True, max_size=2)),
        lens=draw(st.sampled_from(["", "Power", "Money"])),
        mechanism=draw(st.sampled_from(["", "Tolls"])),
    )
    urls = draw(st.lists(st.sampled_from(["https://a.example", "https://b.example", None]), max_size=2))
    over = draw(st.lists(st.sampled_from(["Rival", "Y"]), unique=True, max_size=1))
    claim = Claim(
        id=ClaimId("c"), article=article.id, actor=ActorId("Gainer"), over=tuple(map(ActorId, over)), stance="gains",
        section="text", sentence="…", start=0, end=1, rule="r",
    )  # fmt: skip
    article = dataclasses.replace(article, sources=tuple(Source(name="Daily", url=url) for url in urls))
    return article, dataclasses.replace(tagged, claims=(claim,) if draw(st.booleans()) else ())


WORLDS = st.lists(articles(), max_size=9, unique_by=lambda pair: pair[0].id)


def plain(held: object) -> object:
    """Arrays as bytes with their types, matrices as their three arrays, all else as it is."""
    if isinstance(held, np.ndarray):
        return held.dtype.str, held.tolist()
    if isinstance(held, csr_array):
        return held.shape, plain(held.data), held.indices.tolist(), held.indptr.tolist()
    if dataclasses.is_dataclass(held) and not isinstance(held, type):
        return {field.name: plain(getattr(held, field.name)) for field in dataclasses.fields(held)}
    if isinstance(held, dict):
        return {name: plain(value) for name, value in held.items()}
    return list(held) if isinstance(held, Sequence) and not isinstance(held, str) else held


def whole(pairs: Sequence[Pair], vocabulary: Vocabulary | None = None) -> Plate:
    return draw_whole(pairs, actors=KNOWN, lenses=SCHEME, vocabulary=vocabulary)


def followed(before: Plate, changed: Sequence[Pair], gone: set[str]) -> Plate:
    """The drawing after some articles changed or came, and others went."""
    out = gone | {article.id for article, _ in changed}
    kept = [row for row, name in enumerate(before.graph.ids["article"]) if name not in out]
    sheet, vocabulary = Sheet.of(before.graph, before.notes), vocabulary_of(before)
    return draw_changes(sheet, np.array(kept, np.int64), changed, actors=KNOWN, lenses=SCHEME, vocabulary=vocabulary)


def vocabulary_of(plate: Plate) -> Vocabulary:
    return Vocabulary(terms=plate.graph.terms, labels=plate.graph.term_labels, numbers=plate.notes.term_numbers)


@given(
    WORLDS, st.lists(st.tuples(WORLDS, st.sets(st.sampled_from([f"s{n}" for n in range(9)]))), min_size=1, max_size=3)
)
@settings(deadline=None, max_examples=50)
def test_a_drawing_that_follows_changes_is_a_whole_one_under_the_same_table(
    first: list[Pair], steps: list[tuple[list[Pair], set[str]]]
) -> None:
    """Articles that come, change and go, in up to three steps, from a corpus that may be empty."""
    plate = whole(first)
    vocabulary, features = vocabulary_of(plate), weigh(plate.graph)
    table, now = Table.of(features), {article.id: (article, tagged) for article, tagged in first}
    for changed, gone in steps:
        now |= {article.id: (article, tagged) for article, tagged in changed}
        now = {name: pair for name, pair in now.items() if name not in gone}
        plate = followed(plate, [pair for pair in changed if pair[0].id in now], gone)
        weights = carried(table, plate.graph)
        features = reweighed(features, plate.came, plate.graph, weights)
        at_once = whole(list(now.values()), vocabulary)
        assert plain(plate.graph) == plain(at_once.graph)
        assert plain(plate.notes) == plain(at_once.notes)
        assert plain(features) == plain(weigh(at_once.graph, weights=carried(table, at_once.graph)))


@given(WORLDS, WORLDS)
@settings(deadline=None, max_examples=50)
def test_who_has_the_vector_and_the_day_that_it_had_is_unmoved(first: list[Pair], then: list[Pair]) -> None:
    """Articles that all are drawn again: some with other words, tags or days, some with nothing but another claim."""
    before = whole(first)
    old, place = weigh(before.graph), {name: row for row, name in enumerate(before.graph.ids["article"])}
    after = followed(before, then, set())
    new = weigh(after.graph, weights=carried(Table.of(old), after.graph))
    rows = np.array([place.get(name, -1) for name in after.graph.ids["article"]], np.int64)
    expected = []
    for row, was in enumerate(rows.tolist()):
        same = was >= 0 and named(old, was) == named(new, row) and old.days[was] == new.days[row]
        expected.append(was if same else -1)
    assert unmoved(old, rows, new).tolist() == expected


def test_a_feature_that_is_gone_is_no_other() -> None:
    """One of three articles, each with a tag of its own, takes the tag of the second; its own is gone."""
    before = whole([story("s0", tags=["X"]), story("s1", tags=["A"]), story("s2", tags=["B"])])
    after = followed(before, [story("s0", tags=["A"])], set())
    old = weigh(before.graph)
    new = weigh(after.graph, weights=carried(Table.of(old), after.graph))
    assert unmoved(old, np.arange(3), new).tolist() == [-1, 1, 2]


def named(features: Features, row: int) -> dict[tuple[str, str], float]:
    """A vector by the names of its features."""
    at = slice(features.matrix.indptr[row], features.matrix.indptr[row + 1])
    columns = features.matrix.indices[at].tolist()
    return {
        (features.group(i), features.names[i]): v
        for i, v in zip(columns, features.matrix.data[at].tolist(), strict=True)
    }


@given(WORLDS)
@settings(deadline=None, max_examples=20)
def test_a_table_gives_the_corpus_it_was_computed_from_its_own_weights(pairs: list[Pair]) -> None:
    plate = whole(pairs)
    features = weigh(plate.graph)
    again = carried(Table.of(features), plate.graph)
    assert again.rarity.tolist() == features.weights.rarity.tolist()
    assert drift(plate.graph, again, plate.notes.left) == 0.0


@given(WORLDS, WORLDS)
@settings(deadline=None, max_examples=20)
def test_drift_is_a_share(first: list[Pair], then: list[Pair]) -> None:
    table = Table.of(weigh(whole(first).graph))
    plate = followed(whole(first), then, set())
    assert 0.0 <= drift(plate.graph, carried(table, plate.graph), plate.notes.left) <= 1.0


def test_what_the_table_does_not_know_weighs_as_what_one_article_has() -> None:
    """Four articles with a tag each; a fifth with a new tag and a new word."""
    first = [story(f"s{n}", "port strike", tags=[tag]) for n, tag in enumerate("AABB")]
    before = whole(first)
    plate = followed(before, [story("s4", "port ferry", tags=["C", "A"])], set())
    weights = carried(Table.of(weigh(before.graph)), plate.graph)
    assert plate.graph.ids["tag"] == ["A", "B", "C"]
    assert weights.rarity[:3] == pytest.approx(np.log([2, 2, 4]) ** weights.scheme.power)
    assert "ferri" not in plate.graph.terms


def test_a_tag_that_went_and_came_back_weighs_what_it_did() -> None:
    """Two of four articles carry it; both go, one comes again."""
    first = [story(f"s{n}", tags=[tag]) for n, tag in enumerate("AABB")]
    table = Table.of(weigh(whole(first).graph))
    without = followed(whole(first), [], {"s0", "s1"})
    assert without.graph.ids["tag"] == ["B"]
    again = followed(without, [first[0]], set())
    assert carried(table, again.graph).rarity[0] == pytest.approx(np.log(2) ** table.scheme.power)


def test_new_words_and_shifted_tags_are_drift() -> None:
    """Twenty articles of ports; ten more of the same move nothing much, eight of orchards do, and so do ten of another tag."""
    ports = [
        story(f"p{n:02}", f"port strike quay {'ferry' if n % 2 else 'grain'}", tags=["A" if n % 3 else "B"])
        for n in range(20)
    ]
    words = " ".join(f"orchard{a}{b}" for a in "abcdefgh" for b in "abcdefgh")
    orchards = [story(f"q{n:02}", words, tags=["A" if n % 3 else "B"]) for n in range(8)]
    other = [(dataclasses.replace(article, id=ArticleId(f"r{article.id}")), tagged) for article, tagged in ports[:10]]
    retagged = [story(f"r{n:02}", f"port strike quay {'ferry' if n % 2 else 'grain'}", tags=["C"]) for n in range(10)]
    table = Table.of(weigh(whole(ports).graph))

    def drifted(more: Sequence[Pair]) -> float:
        plate = followed(whole(ports), more, set())
        return drift(plate.graph, carried(table, plate.graph), plate.notes.left)

    assert drifted(other) < DRIFTED < min(drifted(orchards), drifted(retagged))
