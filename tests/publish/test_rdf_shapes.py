"""The shapes let the atlas pass and catch every fault that was planted."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD, Literal, Namespace, URIRef
from tests.publish import rdf_world as world

from lensatlas.errors import MissingExtra
from lensatlas.publish.rdf import conform, to_rdflib, triples
from lensatlas.publish.rdf.names import OWN

LA, SCHEMA, OA = Namespace(OWN), Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/oa#")
SKOS, PROV = Namespace("http://www.w3.org/2004/02/skos/core#"), Namespace("http://www.w3.org/ns/prov#")
HERE = Namespace(world.PUBLICATION.base)
ARTICLE, CLAIM, WATCH, WATCHED = HERE["article/port-strike"], HERE["claim/c1"], HERE["watch/w2"], HERE["watch/w1"]
PASSAGE, REPORT = HERE["article/port-strike#dek"], HERE["article/port-strike#report1"]
MENTION = HERE["mention/port-strike/headline/0-10"]
PLACE, POSITION, QUOTE = MENTION + "#target", MENTION + "#position", MENTION + "#quote"
ACTOR, TAG, LENS = HERE["actor/Dock_Union"], HERE["tag/strike"], HERE["lens/Quiet_Money"]
STORY = list(
    triples(world.settled(), actors=world.ACTORS, lenses=world.LENSES, publication=world.PUBLICATION, watch=world.WATCH)
)


def number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.nonNegativeInteger)


# (node, predicate, what it says instead; nothing: left out)
PLANTED: list[tuple[URIRef, URIRef, list[Any]]] = [
    (ARTICLE, SCHEMA.headline, []),
    (ARTICLE, SCHEMA.headline, [Literal("one"), Literal("two")]),
    (ARTICLE, SCHEMA.headline, [Literal("2026-01-01", datatype=XSD.date)]),
    (ARTICLE, SCHEMA.identifier, []),
    (ARTICLE, SCHEMA.datePublished, [Literal("2026-03-01")]),
    (ARTICLE, SCHEMA.timeRequired, [Literal("P3D", datatype=XSD.duration)]),
    (ARTICLE, SCHEMA.genre, []),
    (ARTICLE, SCHEMA.about, [ACTOR]),
    (ARTICLE, SCHEMA.mentions, [TAG]),
    (ARTICLE, LA.lens, [TAG]),
    (ARTICLE, SCHEMA.citation, [Literal("https://other.example/a")]),
    (ARTICLE, RDFS.seeAlso, [URIRef("https://other.example/")]),
    (PASSAGE, SCHEMA.text, []),
    (PASSAGE, SCHEMA.isPartOf, [HERE["article/nowhere"]]),
    (PASSAGE, SCHEMA.position, [number(0)]),
    (REPORT, SCHEMA.url, []),
    (CLAIM, LA.claimant, []),
    (CLAIM, LA.claimant, [TAG]),
    (CLAIM, LA.stance, [LA.wins]),
    (CLAIM, LA.role, [LA.tertiary]),
    (CLAIM, LA.sentence, []),
    (CLAIM, LA.sentence, [Literal("It was never written.", lang="en-gb")]),
    (CLAIM, LA.start, [number(3)]),
    (CLAIM, LA.start, [number(90)]),
    (CLAIM, LA.start, [Literal("-1", datatype=XSD.nonNegativeInteger)]),
    (CLAIM, LA.passage, [PASSAGE]),
    (CLAIM, LA.passage, [HERE["article/port-strike#gone"]]),
    (CLAIM, LA.rule, []),
    (CLAIM, LA.mechanism, [TAG]),
    (CLAIM, PROV.wasDerivedFrom, []),
    (CLAIM, PROV.wasDerivedFrom, [HERE["article/strike_settled%2F2"]]),
    (WATCH, LA.state, [LA.forgotten]),
    (WATCH, LA.end, [number(9000)]),
    (WATCH, LA.due, [Literal("tomorrow")]),
    (WATCH, SCHEMA.text, []),
    (WATCHED, LA.state, [LA.open]),
    (WATCHED, LA.answeredBy, [ARTICLE]),
    (ACTOR, SCHEMA.name, []),
    (ACTOR, LA.kind, [Literal("club")]),
    (ACTOR, LA.partOf, [TAG]),
    (ACTOR, RDF.type, [LA.Actor]),
    (HERE["author/A._Writer"], SCHEMA.name, []),
    (HERE["source/Wire"], SCHEMA.name, []),
    (TAG, SKOS.prefLabel, [Literal("strike", lang="en"), Literal("strikes", lang="en")]),
    (TAG, SKOS.notation, []),
    (TAG, SKOS.inScheme, [TAG]),
    (LENS, SKOS.topConceptOf, [HERE["scheme/tags"]]),
    (LENS, LA.expected, [Literal("many")]),
    (MENTION, OA.hasBody, []),
    (MENTION, OA.hasBody, [TAG]),
    (MENTION, OA.motivatedBy, []),
    (PLACE, OA.hasSource, [ARTICLE]),
    (PLACE, OA.hasSelector, [POSITION]),
    (POSITION, OA.end, [number(0)]),
    (POSITION, OA.start, [number(1)]),
    (QUOTE, OA.exact, [Literal("Dock Onion")]),
    (HERE[""], SCHEMA.name, []),
]  # fmt: skip


def test_the_story_conforms() -> None:
    """Two articles with claims, promises and mentions, one of them from 1142 in no known language."""
    assert conform(to_rdflib(STORY)).breaches == ()


def planted() -> rdflib.Graph:
    """As many copies of the story as there are faults, one fault in each, and one atlas around them all."""
    everything = rdflib.Graph()
    for copy, (node, predicate, values) in enumerate(PLANTED):

        def moved(term: Any, copy: int = copy) -> Any:
            inside = isinstance(term, URIRef) and term.startswith(HERE)
            return URIRef(f"https://copy.example/{copy}/{term[len(HERE) :]}") if inside else term

        broken = to_rdflib(STORY)
        broken.remove((node, predicate, None))
        for value in values:
            broken.add((node, predicate, value))
        if node != HERE[""]:
            broken.remove((HERE[""], None, None))
        for s, p, o in broken:
            everything.add((moved(s), p, moved(o)))
    return everything


def test_each_planted_fault_is_caught() -> None:
    """Something missing, doubled, of the wrong type, out of its value set, or not where it says it stands."""
    breaches = conform(planted()).breaches
    caught = {int(breach.node.split("/")[3]) for breach in breaches}
    assert not [PLANTED[copy] for copy in range(len(PLANTED)) if copy not in caught]


def test_a_breach_names_the_node_the_path_and_the_reason() -> None:
    """The sentence that nobody wrote."""
    broken = to_rdflib(STORY)
    broken.set((CLAIM, LA.sentence, Literal("It was never written.")))
    (breach,) = conform(broken).breaches
    assert breach.node == str(CLAIM)
    assert breach.message.startswith("The sentence of a claim must stand")


def test_without_pyshacl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not part of the core."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtra, match=r"lensatlas\[shacl\]"):
        conform(to_rdflib([]))


def test_the_ontology_and_shapes_name_the_same_values() -> None:
    """The stances, roles and states that the shapes allow are those that the ontology defines."""
    from lensatlas.publish.rdf import ontology, shapes

    known = rdflib.Graph().parse(data=ontology(), format="turtle")
    sh = Namespace("http://www.w3.org/ns/shacl#")
    rules = rdflib.Graph().parse(data=shapes(), format="turtle")
    allowed = {
        v
        for head in rules.objects(None, sh["in"])
        for v in rdflib.collection.Collection(rules, head)
        if isinstance(v, URIRef)
    }
    defined = {v for cls in (LA.Stance, LA.Role, LA.State) for v in known.subjects(RDF.type, cls)}
    assert allowed == defined
    assert set(known.subjects(RDF.type, OWL.Class)) > {LA.Stance, LA.LeverageClaim}
