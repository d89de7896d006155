from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lensatlas.features.vectors import count
from lensatlas.model import Concept
from lensatlas.tagging.align import RULES, align

if TYPE_CHECKING:
    from lensatlas.tagging.align import Alignment


def concept(name: str, *broader: str, notes: str = "", also: tuple[str, ...] = ()) -> Concept:
    """A concept whose id is made of its label."""
    return Concept(
        id=f"urn:{name}", preferred=(name,), alternative=also, broader=tuple(f"urn:{b}" for b in broader),
        notes=(notes,) if notes else (),
    )  # fmt: skip


VOCABULARY = [
    concept("labour dispute"),
    concept("freedom of the press"),
    concept("tariff", also=("customs duty",)),
    concept("design (visual arts)"),
    concept("merger or acquisition"),
    concept("civil and public service"),
    concept("gambling and casino"),
    concept("fishery"),
    concept("natural gas"),
    concept("prison"),
    concept("freedom of religion"),
    concept("economic sanction"),
    concept("aquaculture"),
    concept("securities"),
    concept("Protestant"),
    concept("immigration"),
]


def best(tag: str) -> Alignment | None:
    """The first alignment of a tag that no article speaks for."""
    return next(align({tag: []}, VOCABULARY, least=0.1), None)


@pytest.mark.parametrize(
    ("tag", "label", "match", "rule"),
    [
        ("Tariffs", "tariff", "exactMatch", "same"),
        ("labor-disputes", "labour dispute", "exactMatch", "same"),
        ("press-freedom", "freedom of the press", "exactMatch", "spelling"),
        ("customs duties", "tariff", "exactMatch", "alternative"),
        ("design", "design (visual arts)", "exactMatch", "qualified"),
        ("acquisitions", "merger or acquisition", "closeMatch", "part"),
        ("civil service", "civil and public service", "closeMatch", "part"),
        ("religious freedom", "freedom of religion", "closeMatch", "akin"),
        ("fishery sector", "fishery", "closeMatch", "filler"),
        ("aquacultrue", "aquaculture", "closeMatch", "slip"),
        ("nat-gas", "natural gas", "closeMatch", "clipped"),
        ("private-prisons", "prison", "broadMatch", "kind"),
        ("immigration raids", "immigration", "relatedMatch", "aspect"),
        ("sanctions", "economic sanction", "narrowMatch", "narrower"),
    ],
)
def test_each_rule_has_its_match(tag: str, label: str, match: str, rule: str) -> None:
    """One tag, one vocabulary, no articles."""
    found = best(tag)
    assert found is not None
    assert (found.label, found.match, found.rule) == (label, match, rule)
    assert found.score == pytest.approx(RULES[rule].sure, rel=0.05)
    assert RULES[rule].says in found.why


@pytest.mark.parametrize("tag", ["security", "protests", "anti-immigration", "chess", "", "!!"])
def test_what_only_looks_alike_is_left_alone(tag: str) -> None:
    """Securities are no security, protests no Protestants; the opposite of a thing is no kind of it."""
    assert best(tag) is None


TWO = [
    concept("fabric"),
    concept("building", notes="Houses, walls, bricks, mortar and roofs."),
    concept("crane (building)", "building", notes="A machine that lifts bricks to the roofs."),
    concept("bird", notes="Feathers, nests, wetlands and eggs."),
    concept("crane (bird)", "bird", notes="It nests in wetlands."),
]
SITE = [
    "Bricks and mortar for the roofs and walls of houses.",
    "Mortar, bricks, walls.",
    "Roofs of houses, walls of bricks.",
]
MARSH = ["Nests and eggs in the wetlands.", "Feathers by the nests; wetlands dry out.", "Eggs, feathers, wetlands."]


def test_the_articles_decide_between_two_senses() -> None:
    """A crane on building sites and a crane in the marsh: the same label but for a qualifier."""
    read = count(SITE + MARSH)
    for holders, sense in (([0, 1, 2], "crane (building)"), ([3, 4, 5], "crane (bird)")):
        found = list(align({"crane": holders}, TWO, terms=read.terms, counts=read.counts, least=0.0))
        assert found[0].label == sense
        assert "it is nearer to what its 3 articles say" in found[0].why
        assert found[0].score > 2 * next((row.score for row in found[1:]), 0.0)


def test_at_most_so_many_and_none_below_the_least() -> None:
    """Two senses without articles to choose by."""
    assert len(list(align({"crane": []}, TWO))) == 2
    assert len(list(align({"crane": []}, TWO, most=1))) == 1
    assert list(align({"crane": []}, TWO, least=0.99)) == []


def test_the_order_of_tags_and_concepts_makes_no_difference() -> None:
    """Both turned round."""
    tags: dict[str, list[int]] = {"crane": [0], "tariffs": [1], "design": [2]}
    read = count(SITE + MARSH)
    there = list(align(tags, VOCABULARY + TWO, terms=read.terms, counts=read.counts))
    back = list(
        align(dict(reversed(tags.items())), [*reversed(VOCABULARY + TWO)], terms=read.terms, counts=read.counts)
    )
    assert there == back
    assert [row.tag for row in there] == sorted(row.tag for row in there)


def test_a_row_as_the_command_line_prints_it() -> None:
    """Rounded, without what only the rule needs."""
    found = best("tariffs")
    assert found is not None
    assert found.row() == {
        "tag": "tariffs", "concept": "urn:tariff", "label": "tariff", "match": "exactMatch", "score": 0.96,
        "why": "“tariff” has the same label (“tariffs”).",
    }  # fmt: skip


def test_a_vocabulary_without_labels_aligns_nothing() -> None:
    """Ids alone, and a circle of broader concepts."""
    assert list(align({"a": [0]}, [Concept(id="urn:a")])) == []
    circle = [concept("a port", "a quay"), concept("a quay", "a port")]
    read = count(["ports and quays", "quays and ports"])
    assert [row.label for row in align({"port": [0]}, circle, terms=read.terms, counts=read.counts)] == ["a port"]
