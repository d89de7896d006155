"""Actors that seem to be one: proposals with what the articles tell, never merges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from lensatlas.model import Actor, ActorId, ActorUse, Article, ArticleId, Tagged, TagId, TagUse
from lensatlas.tagging.akin import AKIN_KINDS, actor_proposals, appearances
from lensatlas.tagging.akin.organisations import country_of
from lensatlas.tagging.candidates import candidates
from tests.tagging.worlds import article, lexicon

if TYPE_CHECKING:
    from lensatlas.model import ActorKind
    from lensatlas.tagging.akin import ActorProposal, Appearances

Story = tuple[int, Sequence[str], Sequence[str]]


def world(*stories: Story, kinds: dict[str, ActorKind] | None = None, listed: Sequence[str] = ()) -> Appearances:
    """Articles as year, actors, tags."""
    names = sorted({name for _, actors, _ in stories for name in actors})
    known = [
        Actor(id=ActorId(n), kind=(kinds or {}).get(n), evidence="authority" if n in listed else "declared")
        for n in names
    ]
    return appearances([told(number, *one) for number, one in enumerate(stories)], known)


def told(number: int, year: int, actors: Sequence[str], tags: Sequence[str]) -> tuple[Article, Tagged]:
    ident = ArticleId(f"a{number:04}")
    uses = tuple(ActorUse(actor=ActorId(name), how="declared") for name in actors)
    tagged = Tagged(article=ident, actors=uses, tags=tuple(TagUse(tag=TagId(tag)) for tag in tags))
    return Article(id=ident, slug=ident, headline="A headline", published=dt.date(year, 1, 1)), tagged


def proposed(*names: str, kind: ActorKind | None = None) -> list[tuple[str, str, str]]:
    """What is proposed of names that stand in one article each, in one year."""
    found = actor_proposals(
        world(*((2030, [n], []) for n in names), kinds=dict.fromkeys(names, kind) if kind else None), least=0
    )
    return [row_of(one) for one in found]


def row_of(one: ActorProposal) -> tuple[str, str, str]:
    first, second = sorted((one.from_actor, one.into))
    return one.kind, first, second


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("order", "Harbour Ministry", "Ministry of the Harbour"), ("number", "Quay Inspector", "Quay Inspectors"),
        ("acronym", "HTB", "Harbour Toll Board"), ("acronym", "DOH", "U.S. Department of Harbours"),
        ("initials", "Ada Marl", "Ada J. Marl"), ("initials", "Ada J. Marl", "Ada Jane Marl"),
        ("short_form", "William Lund", "Bill Lund"), ("short_form", "Russ Marl", "Russell Marl"),
        ("qualifier", "U.S. Quay Board", "Quay Board"), ("qualifier", "Parliament of Iceland", "Parliament"),
        ("qualifier", "Tern Works", "Tern Works Inc."), ("spelling", "Viktor Lundqvist", "Viktor Lundquist"),
        ("office", "Marl administration", "Ada Marl administration"), ("surname", "President Marl", "Ada Marl"),
        ("part", "Harbour Toll Appeals Board", "Harbour Toll Board"),
    ],
)  # fmt: skip
def test_each_kind_of_likeness(kind: str, one: str, other: str) -> None:
    first, second = sorted((one, other))
    assert proposed(one, other) == [(kind, first, second)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xi Marl", "Li Marl"), ("Ada H. W. Marl", "Ada W. Marl"), ("Ada Marl", "Ada Marl Jr."), ("Ada Marl Sr.", "Ada Marl Jr."),
        ("Robert Lund", "Roberta Lund"), ("Ada Marl", "Oskar Marl"), ("Iran", "Iraq"), ("Pier District 14", "Pier District 15"),
        ("SNAP", "Snap"), ("French Senate", "U.S. Senate"), ("Marl administration", "Ada Marl"), ("North Quay Board", "South Quay Board"),
        ("Iceland and Oman", "Oman"), ("HTB", "Harbour Inspectorate"), ("Tern Bank", "Tern Board"), ("Lund administration", "Lund campaign"),
    ],
)  # fmt: skip
def test_near_names_that_are_two(one: str, other: str) -> None:
    assert proposed(one, other) == []


def test_shared_company_speaks_for_and_one_article_naming_both_against() -> None:
    """J. and Jane Roe stand beside the same toll and bank; J. and Joan Lund in one article."""
    seen = world(
        (2030, ["Jane Roe", "Tern Bank"], ["tolls"]), (2031, ["Jane A. Roe", "Tern Bank"], ["tolls"]),
        (2030, ["Joan Lund", "Joan B. Lund"], ["piers"]),
    )  # fmt: skip
    scores = {one.from_actor: one for one in actor_proposals(seen, least=0)}
    base = AKIN_KINDS["initials"][1]
    assert scores[ActorId("Joan Lund")].score < base < scores[ActorId("Jane Roe")].score
    assert scores[ActorId("Jane Roe")].why == (
        "“Jane Roe” (1 article, 2030) and “Jane A. Roe” (1 article, 2031) differ only in middle names or initials. "
        "One tag stands beside both: tolls. One actor stands beside both: Tern Bank."
    )
    assert scores[ActorId("Joan Lund")].why.endswith("1 article names both.")


def test_a_surname_goes_to_whom_most_articles_name_and_the_others_are_counted() -> None:
    seen = world((2030, ["Marl"], []), *[(2030, ["Ada Marl"], [])] * 3, (2030, ["Oskar Marl"], []))
    (one,) = actor_proposals(seen, least=0)
    assert (one.from_actor, one.into) == ("Marl", "Ada Marl")
    assert "1 other may be meant as well." in one.why
    assert one.score < AKIN_KINDS["surname"][1]


def test_decades_between_them_speak_against() -> None:
    near, far = (
        actor_proposals(world((1990, ["Marl"], []), (year, ["Ada Marl"], [])), least=0)[0] for year in (1991, 2003)
    )
    assert far.score < near.score
    assert "13 years lie between them." in far.why


def test_what_the_editor_keeps_apart_is_left_out_and_two_listed_actors_are_two() -> None:
    stories: list[Story] = [(2030, ["HTB"], []), (2030, ["Harbour Toll Board"], [])]
    assert (
        actor_proposals(world(*stories), apart=lambda one, other: {one, other} == {"HTB", "Harbour Toll Board"}) == ()
    )
    assert actor_proposals(world(*stories, listed=("HTB", "Harbour Toll Board"))) == ()


def test_the_row_has_the_shape_of_the_other_proposals() -> None:
    (one,) = actor_proposals(world((2030, ["HTB"], []), (2031, ["Harbour Toll Board"], [])))
    assert one.row() == {
        "kind": "acronym", "from": "HTB", "into": "Harbour Toll Board", "score": 0.8, "about": "actor",
        "why": "“HTB” (1 article, 2030) and “Harbour Toll Board” (1 article, 2031) are capitals and the words they may stand for.",
    }  # fmt: skip


def test_a_name_without_a_country_is_more_likely_the_one_at_home() -> None:
    """Most names are of Iceland: the Toll Board is Iceland's rather than Oman's."""
    seen = world(
        (2030, ["Toll Board"], []), (2030, ["Iceland Toll Board"], []), (2030, ["Oman Toll Board"], []), (2030, ["Iceland Pier Police"], [])
    )  # fmt: skip
    (one,) = (row for row in actor_proposals(seen, least=0) if row.kind == "qualifier")
    assert (one.from_actor, one.into) == ("Toll Board", "Iceland Toll Board")
    assert country_of("Parliament of Iceland") == "Iceland"


def test_names_on_no_list_are_candidates_with_a_sentence() -> None:
    """Tern Bank stands in three articles, Lund on a list, Quay Nine in two."""
    texts = ["Tolls rose. Tern Bank paid; Lund did not.", "A loan.", "TERN BANK and Quay Nine."]
    known = lexicon()
    assert known.actors
    listed = Actor(id=ActorId("Lund"), kind="person", evidence="authority")
    bank = Actor(id=ActorId("Tern Bank"), evidence="declared")
    settled = []
    for number, text in enumerate(texts):
        story = article(f"a{number}", text=text)
        names = ["Tern Bank", "Lund"] + (["Quay Nine"] if number else [])
        uses = tuple(ActorUse(actor=ActorId(name), how="declared") for name in names)
        settled.append((story, Tagged(article=story.id, actors=uses, mentions=mentions(story, text))))
    quay = Actor(id=ActorId("Quay Nine"), evidence="text")
    (found,) = candidates(settled, [listed, bank, quay])
    assert found.row() == {
        "actor": {"id": "Tern Bank", "label": "Tern Bank", "kind": "organization"}, "evidence": "declared",
        "spellings": ["TERN BANK", "Tern Bank"], "articles": 3, "first": "2030-11-05", "last": "2030-11-05",
        "article": "a0", "example": "Tern Bank paid; Lund did not.",
    }  # fmt: skip
    assert candidates(settled, [listed]) == ()


def mentions(story: Article, text: str) -> tuple:  # type: ignore[type-arg]
    from lensatlas.model import Mention

    found = text.casefold().find("tern bank")
    if found < 0:
        return ()
    end = found + len("tern bank")
    return (
        Mention(
            article=story.id, section="text", start=found, end=end, surface=text[found:end], actor=ActorId("Tern Bank"), rule="name"
        ),
    )  # fmt: skip
