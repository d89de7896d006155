"""The atlas as RDF: made, written, checked, asked."""

from __future__ import annotations

from lensatlas.publish.rdf.facts import Watched
from lensatlas.publish.rdf.terms import Term, Triple
from lensatlas.publish.rdf.triples import triples
from lensatlas.publish.rdf.write import FORMS, save, write

__all__ = ["FORMS", "Term", "Triple", "Watched", "save", "triples", "write"]
