"""A surname alone: whose it is depends on the article and on the years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lensatlas.model import Actor, ActorId, DeclaredActor
from lensatlas.tagging import tag
from lensatlas.tagging.akin.people import surnames
from lensatlas.tagging.surnames import Surnames, surname_alone, surname_forms
from tests.tagging.worlds import article, lexicon

if TYPE_CHECKING:
    from lensatlas.model import Article

# Two people of one name, a decade apart, and a third beside the second.
MARLS = Surnames.of(
    [
        ("Ada Marl", 2001),
        ("Ada Marl", 2004),
        ("Oskar Marl", 2020),
        ("Ida van der Berg", 2020),
        ("Jan Berg", 2021),
        ("Lund", 2020),
    ]
)


@pytest.mark.parametrize(
    ("surname", "own", "year", "meant", "rule", "among"),
    [
        ("Marl", ("Ada Marl",), 2020, "Ada Marl", "article", ("Ada Marl",)),
        ("Marl", (), 1999, "Ada Marl", "years", ("Ada Marl",)),
        ("Marl", (), 2022, "Oskar Marl", "years", ("Oskar Marl",)),
        ("Marl", (), 2012, None, "unknown", ()),
        ("Marl", (), None, None, "ambiguous", ("Ada Marl", "Oskar Marl")),
        ("Marl", ("Oskar Marl", "Ida Marl"), 2020, None, "ambiguous", ("Ida Marl", "Oskar Marl")),
        ("Berg", (), 2020, None, "ambiguous", ("Ida van der Berg", "Jan Berg")),
        ("van der Berg", (), 2020, "Ida van der Berg", "years", ("Ida van der Berg",)),
        ("Tern", (), 2020, None, "unknown", ()),
    ],
)  # fmt: skip
def test_whom_a_surname_means(
    surname: str, own: tuple[str, ...], year: int | None, meant: str | None, rule: str, among: tuple[str, ...]
) -> None:
    assert MARLS.bearer(surname, own=own, year=year) == (meant, rule, among)


def test_a_suffix_is_no_surname() -> None:
    assert surname_forms("Ada B. Marl Jr.") == {"marl"}


def story(name: str, year: int, *actors: str, text: str = "") -> Article:
    people = tuple(DeclaredActor(name=actor, kind="person") for actor in actors)
    return replace(article(name, actors=people, text=text), published=dt.date(year, 6, 1))


def test_one_surname_in_two_decades_is_two_people() -> None:
    """Records of 1990 and 2003 say only Marl; beside them stand articles that name Ada in 1991 and Oskar in 2003."""
    corpus = [
        story("a", 1990, "Marl"), story("b", 1991, "Ada Marl"), story("c", 2003, "Marl"), story("d", 2003, "Oskar Marl"),
        story("e", 1997, "Marl"), story("f", 2003, "Marl", "Ida Marl"),
    ]  # fmt: skip
    known = lexicon(*corpus)
    found = {one.id: [use.actor for use in tag(one, known).actors] for one in corpus}
    assert found == {
        "a": ["Ada Marl"], "b": ["Ada Marl"], "c": ["Marl"], "d": ["Oskar Marl"], "e": ["Marl"], "f": ["Ida Marl"],
    }  # fmt: skip


def test_the_record_s_surname_is_whom_its_text_names() -> None:
    one = story("a", 2003, "Marl", "Ada Marl")
    other = story("b", 2003, "Oskar Marl")
    known = lexicon(one, other)
    assert [use.actor for use in tag(one, known).actors] == ["Ada Marl"]


@pytest.mark.parametrize("name", ["Don Marl", "Marshal Marl", "Prince Andrew"])
def test_a_title_that_is_a_given_name_is_one_before_a_single_surname(name: str) -> None:
    known = [Actor(id=ActorId(name), kind="person", evidence="declared"), Actor(id=ActorId("Senator Marl"))]
    assert surname_alone(name) == ""
    assert (surname_alone("Senator Marl"), surname_alone("Marshal")) == ("Marl", "Marshal")
    assert all(one != other for _, one, other in surnames(known, known))


@pytest.mark.parametrize("name", ["Assistant U.S.", "Marl DC", "Corvane D.C."])
def test_initials_are_no_surname(name: str) -> None:
    assert not surname_forms(name)
