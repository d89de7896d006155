"""Countries in their common forms, and cities: names from CLDR, the forms CLDR lacks from ``territories.csv``, whose houses act from ``roles.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, cast

from lensatlas.model import Actor, ActorId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.model import ActorKind

# CLDR's list also holds "World", the euro area, Antarctica and two pseudo-locales: none of them can act.
_NOT_ACTORS = frozenset({"AQ", "EZ", "QO", "XA", "XB", "ZZ"})

# Longer names that hold a country's name and are not that country.
NOT_COUNTRIES = (
    "New Mexico", "New Jersey", "Gulf of Mexico", "Gulf of Guinea", "Gulf of Oman", "Niger Delta", "Mexico City", "Panama City",
    "Kuwait City", "Guatemala City", "Indian Ocean", "Jordan River", "Lake Chad", "Sea of Japan", "South China Sea",
    "South China Morning Post", "East China Sea", "Bank of England", "Bank of Japan", "US Bank", "U.S. Bank", "U.S. Steel",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Territories:
    """``actors``: countries, dependent regions, the two unions of states, and houses that act for them; ``demonyms``: adjective → actor; ``cities``: names."""

    actors: tuple[Actor, ...]
    demonyms: Mapping[str, ActorId]
    cities: frozenset[str]


@lru_cache(maxsize=1)
def territories() -> Territories:
    """The territories of CLDR (English) that can act, sorted by id; read once."""
    from babel import Locale

    locale = Locale.parse("en")
    own = {row["code"]: row for row in _rows()}
    actors: list[Actor] = []
    demonyms: dict[str, ActorId] = {}
    cities: set[str] = set()
    for code, given in locale.territories.items():
        if len(code) != 2 or code in _NOT_ACTORS:
            continue
        row = own.get(code, {})
        name = row.get("name") or given
        # What CLDR says stays a name where ours is shown: "Congo - Kinshasa", "Myanmar (Burma)".
        aliases = {alias for alias in (*row.get("aliases", "").split("|"), given, *_spellings(name)) if alias}
        kind = cast("ActorKind", row.get("kind") or "country")
        actors.append(
            Actor(
                id=ActorId(name),
                kind=kind,
                aliases=tuple(sorted(aliases - {name})),
                country=name if kind == "country" else None,
                evidence="country",
            )
        )
        demonyms |= {word: ActorId(name) for word in row.get("demonyms", "").split("|") if word}
        cities |= {city for city in row.get("capital", "").split("|") if city}
    cities |= set(_exemplar_cities(locale.time_zones))
    actors += _roles()
    return Territories(
        actors=tuple(sorted(actors, key=lambda actor: actor.id)), demonyms=demonyms, cities=frozenset(cities)
    )


def _roles() -> list[Actor]:
    """Houses and bodies by whose name a state acts: "the Kremlin" is part of Russia. An editors' list overrides each row."""
    return [
        Actor(
            id=ActorId(row["name"]),
            kind=cast("ActorKind", row["kind"]),
            aliases=tuple(sorted(alias for alias in row["aliases"].split("|") if alias)),
            part_of=ActorId(row["part_of"]) if row["part_of"] else None,
            evidence="country",
        )
        for row in _rows("roles.csv")
    ]


def _rows(name: str = "territories.csv") -> list[dict[str, str]]:
    text = resources.files("lensatlas.tagging").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _spellings(name: str) -> Iterator[str]:
    if " & " in name:
        yield name.replace(" & ", " and ")
    if name.startswith("St. "):
        yield name.replace("St. ", "Saint ", 1)
    if name.startswith("Saint "):
        yield name.replace("Saint ", "St. ", 1)


def _exemplar_cities(zones: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Cities that stand for a time zone: CLDR's own name where it gives one, else the last part of the zone's name."""
    from babel.core import get_global

    for zone in get_global("zone_territories"):
        area, _, city = zone.rpartition("/")
        if area and area != "Etc":
            named = zones.get(zone, {}).get("city")
            yield named if isinstance(named, str) else city.replace("_", " ")
