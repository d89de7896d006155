"""Answers of newspapers' APIs in their several shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lensatlas import ingest
from lensatlas.ingest.dialects.indexed import cased, person
from lensatlas.model import Article, DeclaredActor, Problem
from tests.corpora import folder
from tests.ingest.articles import PROFILE, of_bytes

SEARCHED: dict[str, Any] = {
    "web_url": "https://wire.example/a",
    "headline": {"main": "A"},
    "pub_date": "2031-07-02T00:00:00Z",
}
ITEM = {"id": "world/a", "sectionId": "world", "webTitle": "A", "webUrl": "https://guard.example/world/a"}


def only(value: Any, form: str | None = None) -> Article:
    (found,) = of_bytes(json.dumps(value).encode(), form)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("indexed", "name"),
    [
        ("Obama, Barack", "Barack Obama"),
        ("Bush, George W", "George W Bush"),
        ("King, Martin Luther Jr", "Martin Luther King Jr"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("Putin, Vladimir V", "Vladimir V Putin"),
        ("Mueller, Robert S III", "Robert S Mueller III"),
        ("De Blasio, Bill", "Bill De Blasio"),
        ("Russell, Molly (d 2017)", "Molly Russell"),
        ("Elizabeth II, Queen of Great Britain", "Elizabeth II, Queen of Great Britain"),
        ("Duke, David", "David Duke"),
        ("Reimann, Jr", "Reimann Jr"),
        ("Madonna", "Madonna"),
        ("Venn,", "Venn,"),
    ],
)
def test_a_name_of_an_index_is_turned_round(indexed: str, name: str) -> None:
    assert person(indexed) == name


def test_capitals_are_undone_for_names_alone() -> None:
    assert [cased(name) for name in ("D. T. MAX", "e. e. cummings", "McKay", "ANN POE and KIM de VENN", "")] == [
        "D. T. Max", "e. e. cummings", "McKay", "Ann Poe and Kim de Venn", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrapped",
    [
        SEARCHED,
        [SEARCHED],
        {"response": {"docs": [SEARCHED]}},
        {"copyright": "c", "response": {"meta": {}, "docs": [SEARCHED]}},
    ],
)
def test_an_article_is_found_however_it_is_wrapped(wrapped: Any) -> None:
    """Alone, in a list, in an answer of the search or the archive; and on a line of its own."""
    assert only(wrapped).headline == "A"
    assert only(wrapped, "nyt").headline == "A"
    first, second = of_bytes(json.dumps(SEARCHED).encode() + b"\n" + json.dumps(SEARCHED | {"headline": "B"}).encode())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.headline, second.headline, second.origin) == ("A", "B", "-#2")


def test_facets_of_the_newer_search_have_other_names() -> None:
    """Since 2025: Person, Organization, Location, Subject, Title."""
    words = [
        ("Person", "Poe, Ann"),
        ("Organization", "Dockers"),
        ("Location", "Peru"),
        ("Subject", "Ports"),
        ("Title", "Quay (Play)"),
    ]
    found = only({**SEARCHED, "keywords": [{"name": name, "value": value} for name, value in words]})
    assert found.actors == (
        DeclaredActor(name="Ann Poe", kind="person"),
        DeclaredActor(name="Dockers", kind="organization"),
        DeclaredActor(name="Peru", kind="country"),
    )
    assert (found.tags, found.extra["creative_works"]) == (("Ports",), ["Quay (Play)"])


def test_the_publications_own_field_map_reaches_what_an_answer_keeps() -> None:
    """A section is a lens where lensatlas.toml says so."""
    fields = {**PROFILE.fields, "lenses": ("section_name",)}
    own = type(PROFILE)(
        name="own", headings=PROFILE.headings, labels=PROFILE.labels, marks=PROFILE.marks, fields=fields
    )
    (found,) = of_bytes(json.dumps({**SEARCHED, "section_name": "World"}).encode(), "nyt", own)
    assert isinstance(found, Article)
    assert (found.lenses, "section_name" in found.extra) == (("World",), False)


@pytest.mark.parametrize("wrapped", [ITEM, {"response": {"content": ITEM}}, {"response": {"results": [ITEM]}}])
def test_an_item_is_found_however_it_is_wrapped(wrapped: Any) -> None:
    found = only(wrapped)
    assert (found.id, found.headline, found.sources[0].name) == ("world/a", "A", "The Guardian")


@pytest.mark.parametrize("form", ["nyt", "guardian"])
@pytest.mark.parametrize(
    "odd",
    [
        "7", "null", "[[]]", '{"headline": {"main": 7}, "webTitle": [], "byline": [1], "keywords": {"a": 1}, "fields": [], "tags": {}}',
        '{"title": "A", "webTitle": "A", "keywords": [1, {"value": []}], "tags": [1, {"webTitle": 7, "type": {}}], "blocks": {"body": 3}, "byline": {"person": [2]}}',
    ],
)  # fmt: skip
def test_odd_answers_are_articles_or_problems(form: str, odd: str) -> None:
    """Values of the wrong kind anywhere."""
    (found,) = of_bytes(odd.encode(), form)
    assert isinstance(found, Article | Problem)


def test_every_article_of_both_families_has_its_facets() -> None:
    """220 articles in five shapes: all are read, with day, outlet and facets; no person is left in an index's order."""
    found = list(ingest.read([str(folder("nyt") / "all_articles.json")], profile=PROFILE))
    articles = [record for record in found if isinstance(record, Article)]
    assert len(articles) == len(found) == 220
    assert all(article.published and article.sources and article.url for article in articles)
    people = [actor.name for article in articles for actor in article.actors if actor.kind == "person"]
    assert len(people) > 200
    assert {name for name in people if "," in name} == {
        "Cyrus, Prince of Oudh", "Andrew, Duke of York", "Charles, Prince of Wales", "Elizabeth II, Queen of Great Britain",
    }  # fmt: skip
    assert not [name for name in people if name.isupper()]
