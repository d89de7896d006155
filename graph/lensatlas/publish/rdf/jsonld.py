"""JSON-LD 1.1: one node a line, the context written out, so that no reader has to fetch one."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from lensatlas.publish.rdf.names import VOCABULARIES, vocabulary
from lensatlas.publish.rdf.turtle import Shortener

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.publish.rdf.terms import Term, Triple

_TYPE = vocabulary("rdf:type")


def jsonld(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """A JSON-LD file, piece by piece."""
    short = Shortener(base)
    yield f'{{"@context": {json.dumps(dict(VOCABULARIES))},\n"@graph": ['
    between = "\n"
    for subject, statements in groupby(triples, itemgetter(0)):
        yield between + _node(subject, list(statements), short)
        between = ",\n"
    yield "\n]}\n"


def _node(subject: Term, statements: list[Triple], short: Shortener) -> str:
    values: dict[str, list[str]] = {}
    for _, verb, value in statements:
        if verb == _TYPE:
            values.setdefault('"@type"', []).append(f'"{short.compact(value)}"')
        else:
            values.setdefault(f'"{short.predicate(verb)}"', []).append(_value(value, short))
    members = [f"{key}: {_one_or_list(found)}" for key, found in values.items()]
    return "{" + ", ".join([f'"@id": "{subject[1:-1]}"', *members]) + "}"


def _one_or_list(found: list[str]) -> str:
    return found[0] if len(found) == 1 else "[" + ", ".join(found) + "]"


def _value(term: Term, short: Shortener) -> str:
    """A value object; an IRI holds nothing that JSON escapes, and between the quotes of a literal stands a JSON string already."""
    if term[0] == "<":
        return f'{{"@id": "{short.compact(term)}"}}'
    end = term.rindex('"') + 1
    quoted, rest = term[:end], term[end:]
    if not rest:
        return quoted
    if rest[0] == "@":
        return f'{{"@value": {quoted}, "@language": "{rest[1:]}"}}'
    datatype = short.term(term).rpartition("^^")[2]
    return f'{{"@value": {quoted}, "@type": "{datatype}"}}'
