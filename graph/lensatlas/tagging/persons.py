"""Whether an actor is a person, where nothing but its name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.tagging.forms import person, untitled
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.kinds import kind_of
from lensatlas.tagging.names.known import is_given
from lensatlas.tagging.names.words import BODY_ENDINGS, ORGANIZATION_ENDINGS, OUTLET_ENDINGS, PARTY_ENDINGS, THINGS

if TYPE_CHECKING:
    from lensatlas.model import Actor

# What a person's name never ends in: "Powell Memorandum", "Elliott Management".
_NO_FAMILY = (
    BODY_ENDINGS
    | ORGANIZATION_ENDINGS
    | PARTY_ENDINGS
    | OUTLET_ENDINGS
    | THINGS
    | wordset("Family Estate Network Team")
)


def is_person(actor: Actor) -> bool:
    """Whether an actor is a person, or is of no known kind and named like one: a given name, then a family name."""
    if actor.kind is not None and actor.evidence != "text":
        return actor.kind == "person"
    parts = person(actor.id)
    if parts is None or kind_of(actor.id) or len(actor.id.split()) > 5 or parts.family in _NO_FAMILY:
        return False
    return (
        untitled(actor.id) != actor.id
        or is_given(parts.given[0])
        or (len(parts.given) > 1 and len(parts.given[-1].rstrip(".")) == 1)
    )
