"""Legislators and committees as the project congress-legislators publishes them: https://github.com/unitedstates/congress-legislators."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from lensatlas.model import Actor, ActorId, Problem, label
from lensatlas.tagging.authority.plain_yaml import BadYaml, entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.tagging.authority import Listed

COUNTRY = "United States"
_CHAMBERS = {
    "house": ("United States House of Representatives", "U.S. House of Representatives", "House of Representatives"),
    "senate": ("United States Senate", "U.S. Senate"),
    "joint": ("United States Congress", "U.S. Congress", "Congress"),
}
_QUOTED = re.compile(r"\s*[\"“]([^\"“”]+)[\"”]")
_COMMITTEE = re.compile(
    r"^(?P<chamber>House|Senate|Joint)(?P<sort> (?:Select|Special|Permanent Select))? Committee on (?:the )?(?P<on>.+)$"
)


def read(text: str, origin: str) -> Iterator[Listed]:
    """The legislators or committees of a file, each with the line where its entry begins.

    A legislator goes by nickname or first name and family name, where no other in the file does; the official name and all forms with
    middle names, initials and suffix are aliases. A committee is part of its chamber, a subcommittee of its committee; "House Committee on
    Agriculture" is the "House Agriculture Committee" too. A file of seats (committee memberships) holds no actors.
    """
    found: list[tuple[int, Mapping[str, Any]]] = []
    for line, entry in entries(text):
        if isinstance(entry, BadYaml):
            yield Problem(
                input=origin, reason=f"this is no legislator or committee: {entry.why}", position=f"line {line}"
            )
        elif not isinstance(entry, dict) or not isinstance(entry.get("name"), dict | str):
            yield Problem(
                input=origin, reason="the entry is neither a legislator nor a committee", position=f"line {line}"
            )
        else:
            found.append((line, entry))
    people = [(line, entry["name"]) for line, entry in found if isinstance(entry["name"], dict)]
    usual = Counter(_usual(name) for _, name in people)
    for line, name in people:
        person = _person(name, alone=usual[_usual(name)] == 1)
        yield (
            (line, person)
            if person
            else Problem(input=origin, reason="the legislator has no name", position=f"line {line}")
        )
    committees = [(line, entry) for line, entry in found if isinstance(entry["name"], str)]
    if committees:
        yield from ((committees[0][0], chamber) for chamber in _chambers())
    for line, entry in committees:
        yield from ((line, body) for body in _committee(entry))


def _part(name: Mapping[str, Any], key: str) -> str:
    value = name.get(key)
    return label(value) if isinstance(value, str) else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _usual(name: Mapping[str, Any]) -> str:
    """What people call a legislator: "Bernie Sanders"; whoever goes by an initial or a middle name, as officially."""
    first, last, nick = (_part(name, key) for key in ("first", "last", "nickname"))
    if not nick and first.endswith("."):
        return _QUOTED.sub("", _part(name, "official_full")) or _joined(first, _part(name, "middle"), last)
    return _joined(nick or first, last) if last else ""


def _person(name: Mapping[str, Any], *, alone: bool) -> Actor | None:
    first, middle, last, nick, suffix = (_part(name, key) for key in ("first", "middle", "last", "nickname", "suffix"))
    official = _part(name, "official_full")
    shown = _usual(name) if alone else official or _joined(first, middle, last, suffix)
    if not shown:
        return None
    initial = f"{middle[0]}." if middle else ""
    middles = dict.fromkeys(("", middle, initial))
    forms = {_joined(given, between, last) for given in (first, nick) if given for between in middles if last}
    forms |= {_joined(form, suffix) for form in forms} | {official, _QUOTED.sub("", official)}
    if not alone:  # what two are called means neither
        forms -= {_usual(name)}
    return Actor(id=ActorId(shown), kind="person", aliases=tuple(forms), country=COUNTRY, evidence="authority")


def _chambers() -> Iterator[Actor]:
    for key, (name, *aliases) in _CHAMBERS.items():
        whole = COUNTRY if key == "joint" else _CHAMBERS["joint"][0]
        yield _body(name, aliases, whole)


def _body(name: str, aliases: list[str], whole: str) -> Actor:
    return Actor(
        id=ActorId(name),
        kind="body",
        aliases=tuple(aliases),
        part_of=ActorId(whole),
        country=COUNTRY,
        evidence="authority",
    )


def _committee(entry: Mapping[str, Any]) -> Iterator[Actor]:
    name = label(entry["name"])
    chamber = _CHAMBERS.get(str(entry.get("type")), _CHAMBERS["joint"])[0]
    shape = _COMMITTEE.match(name)
    shorter = ""
    aliases: list[str] = []
    if shape:
        shorter = f"{shape['chamber']} {shape['on'].removeprefix(shape['chamber'] + ' ')}"
        aliases = [f"{shorter} Committee", f"{shape['chamber']} Committee on {shape['on']}"]
    yield _body(name, aliases, chamber)
    parts = entry.get("subcommittees")
    for part in parts if isinstance(parts, list) else ():
        on = _part(part, "name") if isinstance(part, dict) else ""
        if on:
            yield _body(f"{shorter or name} Subcommittee on {on}", [f"{name} Subcommittee on {on}"], name)
