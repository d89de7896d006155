"""The atlas as triples, streamed in a fixed order: the articles by id, then what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.publish.rdf import facts
from lensatlas.publish.rdf.mentions import mentions as mentions_of
from lensatlas.publish.rdf.names import checked_base
from lensatlas.publish.rdf.shared import Shared
from lensatlas.publish.rdf.terms import suffix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lensatlas.config import Publication
    from lensatlas.model import Actor, Article, Lens, Tagged, WatchId
    from lensatlas.publish.rdf.terms import Triple
    from lensatlas.tagging.decisions import Decisions


def triples(
    settled: Iterable[tuple[Article, Tagged]],
    *,
    actors: Sequence[Actor],
    lenses: Sequence[Lens],
    publication: Publication,
    watch: Mapping[WatchId, facts.Standing] | None = None,
    mentions: bool = True,
    decisions: Decisions | None = None,
) -> Iterator[Triple]:
    """Every triple of the atlas, once; those of one subject stand together.

    ``settled`` comes by article id, as the corpus gives it, and is read once; memory grows with the number of distinct tags,
    actors and sources, never with the articles. ``watch``: what became of each watch item, as (state, answering article).
    ``decisions``: the editor's; what was merged is kept as ``skos:altLabel``, wider tags as ``skos:broader``.
    Raises ValueError where ``settled`` is out of order (the output would depend on the order) or the base makes no legal IRIs.
    """
    checked_base(publication.base)
    shared = Shared(publication, decisions)
    before: str | None = None
    for piece, tagged in settled:
        if before is not None and piece.id <= before:
            raise ValueError(f"articles must come once each, by id: {piece.id!r} came after {before!r}")
        before = piece.id
        ending = suffix(piece.language) if piece.language else shared.language
        shared.groups.update((group.id, group) for group in tagged.groups)
        yield from facts.article(piece, tagged, shared)
        for made in {made.id: made for made in tagged.claims}.values():
            yield from facts.claim(made, shared, ending)
        for item in {item.id: item for item in tagged.watch}.values():
            yield from facts.watch(item, shared, ending, watch)
        if mentions:
            yield from mentions_of(piece, tagged, shared)
    yield from shared.describe(publication, actors, lenses)
