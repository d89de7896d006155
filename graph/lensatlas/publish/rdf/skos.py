"""A vocabulary in SKOS, read from RDF/XML, Turtle, N-Triples, N-Quads, TriG or JSON-LD: untrusted, and nothing it names is fetched.

Oxigraph reads; what would hurt it is refused before: a DOCTYPE (entities), depth (RDF/XML and JSON-LD take quadratic time in
it), a size beyond the budget. What a file gets wrong is a :class:`~lensatlas.model.Problem`, never raised.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.model import Concept, Problem, clean, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyoxigraph as ox

SIZE = 256 << 20  # bytes; the largest vocabulary in wide use, in every language, is about that
STATEMENTS = 20_000_000
DEPTH = 100
# Attributes of one element, and contexts of one JSON-LD file: the parsers compare each with each.
ATTRIBUTES = 1000
CONTEXTS = 20
_NOTE = 4000  # characters of one note; longer ones are cut: they only help to tell two senses apart

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ROLES = {
    _SKOS + "prefLabel": "preferred",
    _SKOS + "altLabel": "alternative",
    _SKOS + "hiddenLabel": "hidden",
    "http://www.w3.org/2000/01/rdf-schema#label": "name",
    **{_SKOS + kind: "notes" for kind in ("definition", "scopeNote", "note", "example")},
}
_LINKS = {
    **{_SKOS + kind: ("broader", False) for kind in ("broader", "broaderTransitive")},
    **{_SKOS + kind: ("broader", True) for kind in ("narrower", "narrowerTransitive")},
    _SKOS + "related": ("related", False),
    **{_XL + role: (role, False) for role in ("prefLabel", "altLabel", "hiddenLabel")},
}
# One pattern for both would keep a note for every letter: 4 GB for a text of 40 MB.
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_STRING = re.compile(r'"[^"]*"?')  # an end that is missing must not make it look again from every quote
_ENDINGS = {
    "rdf": "RDF_XML", "xml": "RDF_XML", "owl": "RDF_XML", "skos": "RDF_XML", "ttl": "TURTLE", "turtle": "TURTLE", "n3": "TURTLE",
    "nt": "N_TRIPLES", "nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "json": "JSON_LD",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Concepts by id, and what was wrong with the file; ``languages``: each with the number of concepts that have a label in it."""

    concepts: tuple[Concept, ...] = ()
    problems: tuple[Problem, ...] = ()
    languages: tuple[tuple[str, int], ...] = ()


def read(file: BinaryIO, origin: str, *, language: str = "en", ending: str | None = None) -> Vocabulary:
    """The concepts of a SKOS file, with their labels and notes in one language.

    A concept is what is typed ``skos:Concept`` and has an IRI. Of its labels those in ``language`` are taken ("en" takes
    en-GB too, the exact one first), else those of no language; ``rdfs:label`` stands in where there is no preferred one, and
    SKOS-XL labels count. Broader and narrower are read as one relation. ``ending``: that of the file's name, if it is not origin's.
    """
    content = file.read(SIZE + 1)
    if len(content) > SIZE:
        return _refused(origin, f"The file is larger than {SIZE >> 20} MB.", "Give the part of it that you need.")
    kind = _kind(content, ending or origin.rpartition(".")[2])
    why = _harmful(content, kind)
    if why:
        return _refused(origin, why, "Ask its publisher for a plain export.")
    sheet = _Sheet()
    try:
        for statement in _statements(content, kind):
            sheet.note(statement)
    except (SyntaxError, ValueError, OverflowError, MemoryError) as error:  # the last: one text of more than 16 MiB
        found = re.search(r"line (\d+)", str(error))
        fault = Problem(
            input=origin,
            position=f"line {found[1]}" if found else None,
            reason=f"This is no {kind.replace('_', ' ')}: {error}",
        )
        return Vocabulary(problems=(fault,))
    return _vocabulary(sheet, origin, language.casefold().replace("_", "-"))


def _refused(origin: str, why: str, hint: str) -> Vocabulary:
    return Vocabulary(problems=(Problem(input=origin, reason=why, hint=hint),))


def _kind(content: bytes, ending: str) -> str:
    """The format, by what the file begins with where that is clear, else by its ending."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE", b"<!--")):
        return "RDF_XML"
    if start.startswith((b"{", b"[{")) or (start.startswith(b"[") and ending in {"json", "jsonld"}):
        return "TRIG" if ending == "trig" else "JSON_LD"
    found = _ENDINGS.get(ending.casefold(), "TURTLE")
    return "TURTLE" if found in {"RDF_XML", "JSON_LD"} else found


def _harmful(content: bytes, kind: str) -> str:
    """Why a file is not handed to the parser, empty where it is."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return f"Byte {error.start:,} is not UTF-8."
    if "\0" in text:
        return "The file holds null characters."
    if kind == "RDF_XML":
        return _harmful_xml(content)
    if kind == "JSON_LD":
        if text.count("@context") + text.casefold().count("\\u0040") > CONTEXTS:
            return f"The file holds more than {CONTEXTS} contexts."
        return "" if _depth(text) <= DEPTH else f"The file nests more than {DEPTH} deep."
    return ""


def _harmful_xml(content: bytes) -> str:
    """Expat's look at the file: linear in its size, it stops at the first DOCTYPE and at too much depth."""
    from xml.parsers import expat

    parser, depth = expat.ParserCreate("utf-8"), 0

    def refuse(*_: object) -> None:
        raise _HarmError("The file declares a DOCTYPE, whose entities can grow without end; none is read.")

    def down(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if len(attributes) > ATTRIBUTES:
            raise _HarmError(f"An element of the file has more than {ATTRIBUTES:,} attributes.")
        if depth > DEPTH:
            raise _HarmError(f"The file nests more than {DEPTH} deep.")

    def up(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler, parser.StartElementHandler, parser.EndElementHandler = refuse, down, up
    try:
        parser.Parse(content, True)
    except _HarmError as harm:
        return str(harm)
    except expat.ExpatError as error:
        return f"This is no XML: {error}."
    return ""


class _HarmError(Exception):
    """What a look at a file found."""


def _depth(text: str) -> int:
    """How deep brackets stand in one another, strings left out."""
    deepest = depth = 0
    for sign in re.finditer(r"[\[\]{}]", _STRING.sub("", _ESCAPED.sub("", text))):
        depth += 1 if sign[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _statements(content: bytes, kind: str) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    form = getattr(ox.RdfFormat, kind)
    # Vocabularies use relative IRIs now and then; this base can never be fetched.
    for number, found in enumerate(ox.parse(content, format=form, base_iri="urn:lensatlas:vocabulary/")):
        if number >= STATEMENTS:
            raise ValueError(f"the file holds more than {STATEMENTS:,} statements")
        yield found


@dataclass(slots=True)
class _Sheet:
    """What the statements say, gathered in any order."""

    concepts: set[str] = field(default_factory=set)
    nameless: set[str] = field(default_factory=set)
    texts: defaultdict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    links: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    tops: set[str] = field(default_factory=set)

    def note(self, found: ox.Quad) -> None:
        """Take down one statement, if it is one of those that count."""
        subject, verb, value = (
            getattr(found.subject, "value", ""),
            found.predicate.value,
            getattr(found.object, "value", ""),
        )
        blank = str(found.subject).startswith("_:")
        if verb == _TYPE and value == _SKOS + "Concept":
            (self.nameless if blank else self.concepts).add(subject)
        elif verb == _SKOS + "topConceptOf":
            self.tops.add(subject)
        elif verb == _SKOS + "hasTopConcept":
            self.tops.add(value)
        elif verb in _LINKS and not hasattr(found.object, "language"):
            role, turned = _LINKS[verb]
            self.links[(value, role) if turned else (subject, role)].add(subject if turned else value)
        elif (verb in _ROLES or verb == _XL + "literalForm") and hasattr(found.object, "language"):
            self.texts[subject, _ROLES.get(verb, "form")].append(((found.object.language or "").lower(), value))


def _vocabulary(sheet: _Sheet, origin: str, language: str) -> Vocabulary:
    for concept in sorted(sheet.concepts):
        for role in ("prefLabel", "altLabel", "hiddenLabel"):
            for node in sorted(sheet.links.get((concept, role), ())):
                name = {"prefLabel": "preferred", "altLabel": "alternative"}.get(role, "hidden")
                sheet.texts[concept, name] += sheet.texts.get((node, "form"), [])
    concepts = tuple(_concept(sheet, name, language) for name in sorted(sheet.concepts))
    spoken = Counter(tongue for concept in concepts for tongue in concept.languages)
    return Vocabulary(
        concepts=concepts,
        problems=tuple(_problems(sheet, concepts, spoken, origin, language)),
        languages=tuple(sorted(spoken.items(), key=lambda item: (-item[1], item[0]))),
    )


def _concept(sheet: _Sheet, name: str, language: str) -> Concept:
    texts = {
        role: sheet.texts.get((name, role), []) for role in ("preferred", "alternative", "hidden", "name", "notes")
    }
    labels = [pair for role in ("preferred", "alternative", "hidden", "name") for pair in texts[role]]
    preferred = _in_language(texts["preferred"], language) or _in_language(texts["name"], language)[:1]
    return Concept(
        id=name,
        preferred=preferred,
        alternative=_in_language(texts["alternative"], language),
        hidden=_in_language(texts["hidden"], language),
        broader=tuple(sorted(sheet.links.get((name, "broader"), ()))),
        related=tuple(sorted(sheet.links.get((name, "related"), ()))),
        notes=tuple(clean(note)[:_NOTE].strip() for note in _in_language(texts["notes"], language, line=False)),
        top=name in sheet.tops,
        languages=tuple(sorted({tongue for tongue, _ in labels})),
    )


def _in_language(texts: Iterable[tuple[str, str]], language: str, *, line: bool = True) -> tuple[str, ...]:
    """The texts of the best language there is: exactly this, its relatives, none stated; in order."""
    ranks: defaultdict[int, set[str]] = defaultdict(set)
    for tongue, text in texts:
        same = tongue.partition("-")[0] == language.partition("-")[0]
        rank = 0 if tongue == language else 1 if same else 2 if not tongue else 3
        if rank < 3:
            ranks[rank].add(label(text) if line else text)
    return tuple(sorted(ranks[min(ranks)])) if ranks else ()


def _problems(
    sheet: _Sheet, concepts: tuple[Concept, ...], spoken: Mapping[str, int], origin: str, language: str
) -> Iterator[Problem]:
    if not concepts:
        yield Problem(input=origin, reason="The file holds no skos:Concept.", hint="Is it a SKOS vocabulary?")
        return
    if sheet.nameless:
        yield Problem(input=origin, reason=f"{len(sheet.nameless):,} concepts have no IRI and were left out.")
    without = sum(not (each.preferred or each.alternative) for each in concepts)
    if without:
        others = ", ".join(
            tongue or "none stated" for tongue, _ in sorted(spoken.items(), key=lambda item: (-item[1], item[0]))[:8]
        )
        yield Problem(
            input=origin, reason=f"{without:,} of {len(concepts):,} concepts have no label in “{language}”.",
            hint=f"Languages of the labels: {others or 'there are no labels'}.",
        )  # fmt: skip
