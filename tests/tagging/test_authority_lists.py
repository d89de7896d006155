"""Lists of actors that others keep: FollowTheMoney entities, a congress, a vocabulary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lensatlas.model import Actor, ActorId
from lensatlas.model.concept import Concept
from lensatlas.tagging.authority import of_concepts, read
from tests.corpora import folder

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, text: str) -> tuple[tuple[Actor, ...], list[tuple[str | None, str]]]:
    path.write_text(text, encoding="utf-8")
    actors, problems = read(path)
    return actors, [(problem.position, problem.reason) for problem in problems]


def entity(schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": "x", "schema": schema, "properties": properties})


def test_entities_that_can_act_are_actors_with_all_their_names(tmp_path: Path) -> None:
    """A company with a former and a weak name, a ministry, a legal entity; a payment and two ownerships among them."""
    actors, problems = written(
        tmp_path / "people.ijson",
        "\n".join([
            entity("Company", name=["Tern Bank", "TB"], previousName=["Tern & Sons"], weakAlias=["Tern"], country=["se"]),
            entity("Payment", amount=["3"]), entity("PublicBody", name=["Harbour Ministry"]), "",
            entity("Ownership", owner=["x"]), entity("LegalEntity", name=["Quay 9"]), entity("Ownership"),
        ]),
    )  # fmt: skip
    assert [(a.id, a.kind, a.aliases, a.country) for a in actors] == [
        ("Harbour Ministry", "body", (), None), ("Quay 9", None, (), None),
        ("Tern Bank", "organization", ("TB", "Tern", "Tern & Sons"), "Sweden"),
    ]  # fmt: skip
    assert problems == [(None, "3 entities are no actors and were passed over: Ownership 2, Payment 1")]


def test_each_line_that_is_no_entity_is_a_problem(tmp_path: Path) -> None:
    lines = [
        "{",
        "[1]",
        '{"schema": "Person"}',
        entity("Person"),
        entity("a b", name=["x"]),
        "[" * 100_000,
        entity("Person", name=["Ada Marl"]),
    ]
    actors, problems = written(tmp_path / "people.jsonl", "\n".join([*lines, entity("Person", name=["Ada Marl"])]))
    assert [actor.id for actor in actors] == ["Ada Marl"]
    assert [position for position, _ in problems] == [f"line {n}" for n in (1, 2, 3, 4, 5, 6, 8)]


LEGISLATORS = """# kept by hand
- id:
    number: '1'
  name:
    first: Bernadette
    middle: Ann
    last: Roe
    nickname: Bernie
    suffix: Jr.
    official_full: Bernadette "Bernie" Roe, Jr.
  terms:
  - type: sen
    state: NO
- name:
    first: J.
    middle: Oskar
    last: Lund
    official_full: J. Oskar Lund
- name: [
- name:
    first: Ada
    middle: Maria
    last: Marl
- name:
    first: Ada
    last: Marl
    official_full: Ada B. Marl
- 7
"""


def test_legislators_go_by_the_name_that_people_call_them(tmp_path: Path) -> None:
    """A nickname, one who goes by an initial, two of one name, a broken entry, an entry that is a number."""
    actors, problems = written(tmp_path / "legislators.yaml", LEGISLATORS)
    assert {a.id: a.aliases for a in actors} == {
        "Ada B. Marl": (),
        "Ada Maria Marl": ("Ada M. Marl",),
        "Bernie Roe": (
            'Bernadette "Bernie" Roe, Jr.', "Bernadette A. Roe", "Bernadette A. Roe Jr.", "Bernadette Ann Roe", "Bernadette Ann Roe Jr.",
            "Bernadette Roe", "Bernadette Roe Jr.", "Bernadette Roe, Jr.", "Bernie A. Roe", "Bernie A. Roe Jr.", "Bernie Ann Roe",
            "Bernie Ann Roe Jr.", "Bernie Roe Jr.",
        ),
        "J. Oskar Lund": ("J. Lund", "J. O. Lund"),
    }  # fmt: skip
    assert {(a.kind, a.country) for a in actors} == {("person", "United States")}
    assert [position for position, _ in problems] == ["line 19", "line 28"]


def test_committees_are_part_of_their_chamber(tmp_path: Path) -> None:
    actors, problems = written(
        tmp_path / "committees.yml",
        "- type: house\n  name: House Committee on the Quays\n  phone: (202) 5\n  subcommittees:\n  - name: Tolls\n"
        "- type: senate\n  name: Senate Select Committee on Dredging\n",
    )
    found = {str(a.id): (a.part_of, a.aliases) for a in actors}
    assert found["House Committee on the Quays"] == (
        "United States House of Representatives", ("House Committee on Quays", "House Quays Committee"),
    )  # fmt: skip
    assert found["House Quays Subcommittee on Tolls"][0] == "House Committee on the Quays"
    assert "Senate Dredging Committee" in found["Senate Select Committee on Dredging"][1]
    assert found["United States Senate"][0] == "United States Congress"
    assert found["United States Congress"][0] == "United States"
    assert problems == []


@pytest.mark.parametrize("bomb", ["- a: " + "[" * 100_000, "- " * 30_000, "- &a [1]\n- [*a, *a]\n", "- {a: " * 5_000])
def test_yaml_that_could_hurt_is_refused(tmp_path: Path, bomb: str) -> None:
    """Brackets by the hundred thousand kill the C parser where it builds values."""
    actors, problems = written(tmp_path / "bomb.yaml", bomb)
    assert actors == ()
    assert problems


def test_a_list_of_seats_is_no_list_of_actors(tmp_path: Path) -> None:
    actors, problems = written(tmp_path / "seats.yaml", "HSAG:\n- name: Ada Marl\n- name: Oskar Lund\n")
    assert actors == ()
    assert problems == [
        (
            "line 1",
            "this is no legislator or committee: the file is no list of entries; 2 entries under its keys were passed over",
        )
    ]


def test_concepts_are_actors_under_all_their_labels() -> None:
    concepts = [
        Concept(
            id="b", preferred=("Harbour Police",), alternative=("HP",), hidden=("harbor police",), broader=("a", "z")
        ),
        Concept(id="a", preferred=("Harbour Ministry",)),
        Concept(id="c", preferred=("Harbour Ministry",)),
        Concept(id="d"),
    ]
    assert of_concepts(reversed(concepts)) == (
        Actor(id=ActorId("Harbour Ministry"), evidence="authority"),
        Actor(
            id=ActorId("Harbour Police"), aliases=("HP", "harbor police"), part_of=ActorId("Harbour Ministry"), evidence="authority"
        ),
    )  # fmt: skip


def test_a_real_congress_is_read_whole() -> None:
    place = folder("congress")
    people, faults = read(place / "legislators-current.yaml")
    assert (len(people), faults) == (537, ())
    committees, faults = read(place / "committees-current.yaml")
    assert len(committees) > 200
    assert faults == ()


def test_real_donations_are_read_whole() -> None:
    """474 entities: 95 that can act, 379 payments and addresses."""
    actors, problems = read(folder("ftm") / "donations.ijson")
    assert len(actors) == 95
    assert [problem.reason.split()[0] for problem in problems] == ["379"]
