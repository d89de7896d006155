"""Alignments as RDF: one SKOS mapping from a tag of the atlas to a concept elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.publish.rdf.names import checked_base, own, vocabulary
from lensatlas.publish.rdf.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.publish.rdf.terms import Triple
    from lensatlas.tagging.align import Alignment


def mappings(alignments: Iterable[Alignment], *, base: str) -> Iterator[Triple]:
    """A triple an alignment (``skos:exactMatch`` and its like), in their order; a concept whose id is no IRI is left out.

    Raises ValueError where the base makes no legal IRIs.
    """
    checked_base(base)
    for each in alignments:
        concept = iri(each.concept)
        if concept is not None:
            yield own(base, "tag", each.tag), vocabulary(f"skos:{each.match}"), concept
