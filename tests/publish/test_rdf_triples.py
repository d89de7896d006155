"""What the atlas says of its articles in RDF."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rdflib import RDF, Literal, Namespace, URIRef
from tests.publish import rdf_world as world

from lensatlas.model import Actor, ActorId, Section
from lensatlas.publish.rdf import ontology, to_rdflib, triples
from lensatlas.publish.rdf.names import OWN

LA, SCHEMA = Namespace(OWN), Namespace("https://schema.org/")
SKOS, PROV = Namespace("http://www.w3.org/2004/02/skos/core#"), Namespace("http://www.w3.org/ns/prov#")
HERE = Namespace(world.PUBLICATION.base)
STORY = list(
    triples(world.settled(), actors=world.ACTORS, lenses=world.LENSES, publication=world.PUBLICATION, watch=world.WATCH)
)
GRAPH = to_rdflib(STORY)
STRIKE, CLAIM = HERE["article/port-strike"], HERE["claim/c1"]


def test_reporting_with_analysis_is_an_analysis() -> None:
    """The strike has a section on who gains; the old charter has none."""
    analyses = set(GRAPH.subjects(RDF.type, SCHEMA.AnalysisNewsArticle))
    assert analyses == {STRIKE}
    assert len(set(GRAPH.subjects(RDF.type, SCHEMA.NewsArticle))) == 2


def test_a_claim_is_an_entity_that_quotes_its_sentence() -> None:
    """The Dock Union gains, over the Port Council, by calibrated delay."""
    said: dict[Any, Any] = {p: o for p, o in GRAPH.predicate_objects(CLAIM) if p != RDF.type}
    assert said[LA.claimant] == HERE["actor/Dock_Union"]
    assert (said[LA.stance], said[LA.role], said[LA.over]) == (LA.gains, LA.primary, HERE["actor/Port_Council"])
    assert said[LA.mechanism] == HERE["mechanism/calibrated_delay"]
    assert said[PROV.wasDerivedFrom] == STRIKE
    prose = str(GRAPH.value(said[LA.passage], SCHEMA.text))
    assert prose[int(said[LA.start]) : int(said[LA.end])] == str(said[LA.sentence])


def test_lenses_are_top_concepts_of_their_scheme_used_or_not() -> None:
    """Two are declared, one of them unused; one is used and not declared."""
    scheme = HERE["scheme/lenses"]
    assert {str(GRAPH.value(lens, SKOS.notation)) for lens in GRAPH.objects(scheme, SKOS.hasTopConcept)} == {
        "Ports & Power", "Quiet Money", "Unplanned",
    }  # fmt: skip
    assert str(GRAPH.value(HERE["lens/Ports_%26_Power"], SKOS.scopeNote)) == "Who decides what lands."


def test_a_part_is_tied_to_its_whole_as_far_as_the_vocabulary_allows() -> None:
    """A person to a union, a city to a country; a council cannot be a schema:memberOf a country."""
    assert GRAPH.value(HERE["actor/Mara_Venn"], SCHEMA.memberOf) == HERE["actor/Dock_Union"]
    assert GRAPH.value(HERE["actor/Quayside"], SCHEMA.containedInPlace) == HERE["actor/Ostrava"]
    assert GRAPH.value(HERE["actor/Port_Council"], SCHEMA.memberOf) is None
    assert GRAPH.value(HERE["actor/Port_Council"], LA.partOf) == HERE["actor/Ostrava"]


def test_an_actor_that_no_article_names_is_left_out_but_the_whole_of_a_part_is_not() -> None:
    """Every atlas knows all countries; this one names a city of Ostrava, and nobody of Elsewhere. A circle of parts ends."""
    circle = [Actor(id=ActorId(a), part_of=ActorId(b)) for a, b in (("Quayside", "Ostrava"), ("Ostrava", "Quayside"))]
    known = [*circle, Actor(id=ActorId("Elsewhere"), kind="country")]
    graph = to_rdflib(triples(world.settled()[1:], actors=known, lenses=(), publication=world.PUBLICATION))
    assert set(graph.subjects(RDF.type, LA.Actor)) == {HERE["actor/Quayside"], HERE["actor/Ostrava"]}


def test_a_group_that_only_a_claim_names_is_an_actor() -> None:
    """Night crews."""
    assert str(GRAPH.value(HERE["actor/night_crews"], LA.kind)) == "group"
    assert (HERE["actor/night_crews"], RDF.type, PROV.Agent) in GRAPH


def test_a_watch_item_says_what_became_of_it() -> None:
    """The first was answered by the charter, the second is open."""
    assert GRAPH.value(HERE["watch/w1"], LA.state) == LA.answered
    assert GRAPH.value(HERE["watch/w1"], LA.answeredBy) == HERE["article/strike_settled%2F2"]
    assert GRAPH.value(HERE["watch/w2"], LA.state) == LA.open


def test_a_report_keeps_its_outlet_and_its_address_together() -> None:
    """The Ledger with an address, Wire without; a link that is a script is no citation."""
    (report,) = GRAPH.objects(STRIKE, SCHEMA.isBasedOn)
    assert str(GRAPH.value(report, SCHEMA.url)) == "https://ledger.example/1"
    assert GRAPH.value(report, SCHEMA.publisher) == HERE["source/The_Ledger"]
    assert len(set(GRAPH.objects(STRIKE, LA.source))) == 2
    assert list(GRAPH.objects(STRIKE, SCHEMA.citation)) == [URIRef("https://other.example/a")]


def test_two_sections_of_one_name_are_two_passages() -> None:
    """Offsets mean the first; the second is not lost."""
    (article, tagged), *_ = world.settled()
    again = replace(article, sections=(*article.sections, Section(name="who_gains", heading="Again", text="Nobody.")))
    graph = to_rdflib(triples([(again, tagged)], actors=world.ACTORS, lenses=(), publication=world.PUBLICATION))
    texts = {str(GRAPH.value(CLAIM, LA.sentence)), "Nobody."}
    assert {str(graph.value(p, SCHEMA.text)) for p in graph.subjects(LA.section, Literal("who_gains"))} == texts
    assert str(graph.value(HERE["article/port-strike#who~_gains"], SCHEMA.text)) != "Nobody."


def test_every_own_term_in_use_stands_in_the_ontology_with_label_and_comment() -> None:
    """And every property there has a use here or in the shapes."""
    known = to_rdflib([]).parse(data=ontology(), format="turtle")
    rdfs = Namespace("http://www.w3.org/2000/01/rdf-schema#")
    used = {term for triple in GRAPH for term in triple if str(term).startswith(OWN)}
    documented = {term for term in known.subjects(rdfs.comment) if known.value(term, rdfs.label)}
    assert used <= documented
    assert len({*used}) > 30
