"""Entities of FollowTheMoney, one JSON object a line: https://followthemoney.tech."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lensatlas.model import Actor, ActorId, Problem, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.model import ActorKind
    from lensatlas.tagging.authority import Listed

# Schema → kind. All others are no one who acts: payments, addresses, ownerships, memberships, documents.
SCHEMATA: Mapping[str, ActorKind | None] = {
    "Person": "person", "Company": "organization", "Organization": "organization", "PublicBody": "body", "LegalEntity": None,
}  # fmt: skip
_NAMES = ("name", "alias", "weakAlias", "previousName")


def read(text: str, origin: str) -> Iterator[Listed]:
    """The people, companies, organisations and bodies among the entities; the others are counted in one problem.

    The first ``name`` is the label; further names, ``alias``, ``weakAlias`` and ``previousName`` are aliases. Entities are not
    merged by name: of two that share one, the first counts.
    """
    passed: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        found = _entity(line)
        if isinstance(found, Actor):
            yield number, found
        elif found in passed or found.isalnum():
            passed[found] += 1
        else:
            yield Problem(input=origin, reason=found, position=f"line {number}")
    if passed:
        schemata = ", ".join(f"{name} {passed[name]:,}" for name in sorted(passed))
        yield Problem(
            input=origin, reason=f"{passed.total():,} entities are no actors and were passed over: {schemata}"
        )


def _entity(line: str) -> Actor | str:
    """An actor; or the schema of what is none, a single word; or what is wrong with the line."""
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError):
        return "the line is not a JSON object"
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        return "the line is no entity: it needs a schema and properties"
    schema = entity.get("schema")
    if not isinstance(schema, str) or not schema.isalnum():
        return "the entity names no schema"
    if schema not in SCHEMATA:
        return schema
    names = [name for key in _NAMES for name in _texts(entity["properties"], key)]
    if not names:
        return f"the {schema} has no name"
    country = next(iter(_texts(entity["properties"], "country")), "")
    return Actor(
        id=ActorId(names[0]),
        kind=SCHEMATA[schema],
        aliases=tuple(names[1:]),
        country=_country(country) if country else None,
        evidence="authority",
    )


def _texts(properties: Mapping[str, Any], key: str) -> list[str]:
    values = properties.get(key, [])
    return [
        label(value)
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, str) and label(value)
    ]


@lru_cache(maxsize=512)
def _country(code: str) -> str:
    """The English name of a country's code, as CLDR gives it; what is no code stays itself."""
    from babel import Locale

    return str(Locale.parse("en").territories.get(code.upper(), code))
