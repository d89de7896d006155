"""Turtle and TriG: statements grouped by subject and predicate, known names shortened, in the order given."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from lensatlas.publish.rdf.mentions import is_mention
from lensatlas.publish.rdf.names import MENTIONS, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.publish.rdf.terms import Term, Triple

_SUBJECT = itemgetter(0)


class Shortener:
    """Terms as Turtle writes them: ``a``, prefixed names for the known vocabularies, addresses relative to the base."""

    def __init__(self, base: str) -> None:
        self._start = f"<{base}"
        self._cut = len(self._start)
        self._namespaces = [(f"<{namespace}", f"{prefix}:") for prefix, namespace in VOCABULARIES.items()]
        self._known: dict[str, str] = {}

    def header(self, base: str) -> str:
        """The declarations that open the file."""
        lines = [f"@base <{base}> .", *(f"@prefix {p}: <{n}> ." for p, n in VOCABULARIES.items())]
        return "\n".join(lines) + "\n"

    def term(self, term: Term) -> str:
        """A subject or object."""
        if term[0] == "<":
            return "<" + term[self._cut :] if term.startswith(self._start) else self._prefixed(term)
        if term[-1] != ">":
            return term
        value, _, datatype = term.rpartition("^^")
        return f"{value}^^{self._prefixed(datatype)}"

    def predicate(self, term: Term) -> str:
        """A predicate."""
        found = self._prefixed(term)
        return "a" if found == "rdf:type" else found

    def compact(self, term: Term) -> str:
        """An IRI without brackets, as JSON-LD writes it: a prefixed name, or in full."""
        if term.startswith(self._start):
            return term[1:-1]
        found = self._prefixed(term)
        return found[1:-1] if found[0] == "<" else found

    def _prefixed(self, term: str) -> str:
        """Shortened where it is a plain word of a known vocabulary; only those few are remembered."""
        found = self._known.get(term)
        if found is None:
            for namespace, prefix in self._namespaces:
                local = term[len(namespace) : -1]
                if term.startswith(namespace) and local.isascii() and local.replace("_", "a").isalnum():
                    return self._known.setdefault(term, prefix + local)
            return term
        return found


def subjects(triples: Iterable[Triple], short: Shortener, indent: str = "") -> Iterator[str]:
    """One paragraph a subject."""
    term, predicate = short.term, short.predicate
    for subject, statements in groupby(triples, _SUBJECT):
        parts: list[str] = []
        last: Term | None = None
        for _, verb, value in statements:
            if verb == last:
                parts.append(f", {term(value)}")
            else:
                parts.append(f"{' ;' if parts else ''}\n{indent}    {predicate(verb)} {term(value)}")
                last = verb
        yield f"\n{indent}{term(subject)}{''.join(parts)} .\n"


def turtle(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """A Turtle file, piece by piece."""
    short = Shortener(base)
    yield short.header(base)
    yield from subjects(triples, short)


def trig(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """A TriG file, piece by piece: mentions in a graph of their own."""
    short, mention = Shortener(base), is_mention(base)
    yield short.header(base)
    for inside, stretch in groupby(triples, lambda triple: triple[0].startswith(mention)):
        if not inside:
            yield from subjects(stretch, short)
            continue
        yield f"\n{short.term(MENTIONS)} {{"
        yield from subjects(stretch, short, "  ")
        yield "}\n"
