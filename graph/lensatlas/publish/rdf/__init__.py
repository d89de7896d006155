"""The atlas as RDF: made, written, checked, asked."""

from __future__ import annotations

from lensatlas.publish.rdf.conform import Breach, Conformance, conform, ontology, shapes, to_rdflib
from lensatlas.publish.rdf.examples import Example, examples
from lensatlas.publish.rdf.facts import Standing
from lensatlas.publish.rdf.results import RESULTS, Found
from lensatlas.publish.rdf.sparql import needs_mentions, query
from lensatlas.publish.rdf.store import build_store
from lensatlas.publish.rdf.terms import Term, Triple
from lensatlas.publish.rdf.triples import triples
from lensatlas.publish.rdf.write import FORMS, save, write

__all__ = [
    "FORMS",
    "RESULTS",
    "Breach",
    "Conformance",
    "Example",
    "Found",
    "Standing",
    "Term",
    "Triple",
    "build_store",
    "conform",
    "examples",
    "needs_mentions",
    "ontology",
    "query",
    "save",
    "shapes",
    "to_rdflib",
    "triples",
    "write",
]  # fmt: skip
