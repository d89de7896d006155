from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from tests.corpora import folder

if TYPE_CHECKING:
    from lensatlas.publish.rdf.skos import Vocabulary

from lensatlas.model import Concept
from lensatlas.publish.rdf.alignments import mappings
from lensatlas.publish.rdf.skos import DEPTH, read
from lensatlas.tagging.align import align

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://vocabulary.example/> .
ex:scheme skos:hasTopConcept ex:water .
ex:water a skos:Concept ; skos:prefLabel "water"@en-GB, "Wasser"@de ; skos:definition "What rivers carry."@en-GB .
ex:dyke a skos:Concept ; skos:prefLabel "dyke"@en ; skos:altLabel "levee"@en-US, "embankment"@en ; skos:hiddenLabel "dike"@en ;
  skos:broader ex:water ; skos:related ex:tide .
ex:tide a skos:Concept ; skos:prefLabel "tide"@en ; skos:scopeNote "Of the sea."@en .
ex:water skos:narrower ex:tide .
"""
NTRIPLES = """
<https://v.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .
<https://v.example/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "dyke"@en .
"""
JSONLD = """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "https://v.example/a", "@type": "skos:Concept",
 "skos:prefLabel": {"@value": "dyke", "@language": "en"}}"""
RDFXML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="https://v.example/a"><skos:prefLabel xml:lang="en">dyke</skos:prefLabel></skos:Concept></rdf:RDF>"""
DOCTYPE = '<!DOCTYPE rdf:RDF [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def vocabulary(text: str | bytes, name: str = "v.ttl", language: str = "en") -> Vocabulary:
    """A vocabulary read from text."""
    return read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), name, language=language)


def test_labels_notes_and_both_ways_of_saying_broader() -> None:
    """Three concepts, one of them under another by *narrower* alone."""
    found = {each.id.rpartition("/")[2]: each for each in vocabulary(TURTLE).concepts}
    assert found["dyke"] == Concept(
        id="https://vocabulary.example/dyke", preferred=("dyke",), alternative=("embankment",), hidden=("dike",),
        broader=("https://vocabulary.example/water",), related=("https://vocabulary.example/tide",), languages=("en", "en-us"),
    )  # fmt: skip
    assert found["tide"].broader == ("https://vocabulary.example/water",)
    assert (found["water"].preferred, found["water"].notes, found["water"].top) == (
        ("water",),
        ("What rivers carry.",),
        True,
    )


def test_another_language_and_one_that_is_not_there() -> None:
    """German has one label; Danish none, which is said."""
    german = vocabulary(TURTLE, language="de")
    assert [each.preferred for each in german.concepts] == [(), (), ("Wasser",)]
    (problem,) = vocabulary(TURTLE, language="da").problems
    assert problem.reason == "3 of 3 concepts have no label in “da”."
    assert problem.hint == "Languages of the labels: en, de, en-gb, en-us."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (NTRIPLES, "v.nt"),
        (JSONLD, "v.jsonld"),
        (JSONLD, "v.json"),
        (RDFXML, "v.rdf"),
        (RDFXML, "v.txt"),
        (NTRIPLES, "v.json"),
    ],
)
def test_every_syntax_and_misleading_endings(text: str, name: str) -> None:
    """One concept."""
    found = vocabulary(text, name)
    assert [(each.id, each.preferred) for each in found.concepts] == [("https://v.example/a", ("dyke",))]
    assert found.problems == ()


def test_labels_of_skos_xl_and_plain_rdfs() -> None:
    """A label that is a node of its own; a concept that has only rdfs:label."""
    text = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <urn:a> a skos:Concept ; xl:prefLabel [ xl:literalForm "sluice"@en ] . <urn:b> a skos:Concept ; rdfs:label "weir" ."""
    assert [each.preferred for each in vocabulary(text).concepts] == [("sluice",), ("weir",)]


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (RDFXML.replace("<rdf:RDF", DOCTYPE + "<rdf:RDF", 1), "v.rdf", "declares a DOCTYPE"),
        (RDFXML.split("<skos:Concept", maxsplit=1)[0] + "<skos:a>" * 50_000, "v.rdf", f"nests more than {DEPTH} deep"),
        (RDFXML.split("<skos:Concept", maxsplit=1)[0] + "<skos:a " + " ".join(f'a{i}=""' for i in range(30_000)) + "/>", "v.rdf", "attributes"),
        ('{"a":' * 50_000, "v.json", f"nests more than {DEPTH} deep"),
        ("[" * 300_000, "v.json", f"nests more than {DEPTH} deep"),
        ('{"a":"' + '\\"' * 200_000, "v.json", "This is no JSON LD"),
        (JSONLD.replace('"@id"', '"x": [' + '{"@context": {}},' * 30 + '1], "@id"', 1), "v.json", "more than 20 contexts"),
        ('{"@context": "https://elsewhere.example/context", "a": 1}', "v.json", "remote contexts"),
        ("<urn:a> <urn:b> " + "[ <urn:b> " * 200_000, "v.ttl", "This is no TURTLE"),
        ("<urn:a> <urn:b>", "v.ttl", "This is no TURTLE"),
        ("<urn:a> <urn:b> <urn:c> .", "v.ttl", "holds no skos:Concept"),
        (b"\xff\xfe<\x00r\x00", "v.rdf", "not UTF-8"),
        ("<r>\0</r>", "v.rdf", "null characters"),
    ],
)  # fmt: skip
def test_what_would_hurt_is_a_problem_and_takes_no_time(text: str | bytes, name: str, reason: str) -> None:
    """Bombs, depth, breadth, remote contexts, and files that are no vocabulary."""
    start = time.monotonic()
    found = vocabulary(text, name)
    assert reason in found.problems[0].reason
    assert found.concepts == ()
    assert time.monotonic() - start < 5


def test_concepts_without_an_iri_are_counted() -> None:
    """One of two is a blank node."""
    text = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . [] a skos:Concept . <urn:a> a skos:Concept ; skos:prefLabel 'a' ."
    assert str(vocabulary(text).problems[0]) == "v.ttl: 1 concepts have no IRI and were left out."


def test_alignments_as_skos_mappings() -> None:
    """Two tags; a concept whose id is no IRI is left out."""
    concepts = (*vocabulary(TURTLE).concepts, Concept(id="no iri", preferred=("tides",)))
    found = align({"levees": [], "dykes": [], "tides": []}, concepts, least=0.5)
    assert list(mappings(found, base="https://atlas.example/")) == [
        (
            f"<https://atlas.example/tag/{tag}>",
            "<http://www.w3.org/2004/02/skos/core#exactMatch>",
            f"<https://vocabulary.example/{name}>",
        )
        for tag, name in (("dykes", "dyke"), ("tides", "tide"))
    ]


def test_a_real_vocabulary() -> None:
    """IPTC Media Topics: every concept has a label and hangs in one tree under a top concept."""
    with (folder("iptc") / "cptall-en-GB.rdf").open("rb") as file:
        found = read(file, "cptall-en-GB.rdf")
    assert found.problems == ()
    assert len(found.concepts) == 1153
    assert all(len(each.preferred) == 1 and (each.top or each.broader) for each in found.concepts)


@pytest.mark.parametrize("letters", ["x" * 20_000_000, '\\"' * 10_000_000])
def test_a_text_longer_than_the_parser_takes_is_a_problem(letters: str) -> None:
    """20 MB in one string: a pattern that kept a note for each letter took 2 GB, and the parser gives up at 16."""
    found = vocabulary(f'{{"@id": "{letters}"}}', "v.jsonld")
    assert found.concepts == ()
    assert "no JSON LD" in str(found.problems[0])
