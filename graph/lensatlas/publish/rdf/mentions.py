"""Where a text names an actor, as web annotations (W3C, 2017): sixteen triples a mention, so they are a graph that can be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.publish.rdf.facts import RULE, passage
from lensatlas.publish.rdf.names import encode, own, vocabulary
from lensatlas.publish.rdf.shared import TYPE
from lensatlas.publish.rdf.terms import Term, count, text

if TYPE_CHECKING:
    from lensatlas.model import Article, Tagged
    from lensatlas.publish.rdf.shared import Shared
    from lensatlas.publish.rdf.terms import Triple

_ANNOTATION, _TARGET = vocabulary("oa:Annotation"), vocabulary("oa:SpecificResource")
_POSITION, _QUOTE = vocabulary("oa:TextPositionSelector"), vocabulary("oa:TextQuoteSelector")
_WHY, _IDENTIFYING = vocabulary("oa:motivatedBy"), vocabulary("oa:identifying")
_BODY, _HAS_TARGET = vocabulary("oa:hasBody"), vocabulary("oa:hasTarget")
_SOURCE, _SELECTOR = vocabulary("oa:hasSource"), vocabulary("oa:hasSelector")
_START, _END, _EXACT = vocabulary("oa:start"), vocabulary("oa:end"), vocabulary("oa:exact")
_PREFIX, _SUFFIX = vocabulary("oa:prefix"), vocabulary("oa:suffix")
# Code points of context either side: enough to find the place again after an edit elsewhere in the passage.
CONTEXT = 24


def mentions(piece: Article, tagged: Tagged, shared: Shared) -> list[Triple]:
    """Every mention in an article: who is named, and where, by position (code points) and by quotation."""
    me = own(shared.base, "article", piece.id)
    prose = dict(reversed(list(piece.passages())))
    start_of_iri = f"<{shared.base}mention/{encode(piece.id)}/"
    out: list[Triple] = []
    bodies: dict[tuple[str, int, int], dict[str, str]] = {}
    for found in tagged.mentions:
        bodies.setdefault((found.section, found.start, found.end), {}).setdefault(found.actor, found.rule)
    for (section, start, end), actors in bodies.items():
        text_of = prose.get(section, "")
        one = f"{start_of_iri}{encode(section)}/{start}-{end}"
        annotation, target = Term(one + ">"), Term(one + "#target>")
        position, quote = Term(one + "#position>"), Term(one + "#quote>")
        out += [(annotation, TYPE, _ANNOTATION), (annotation, _WHY, _IDENTIFYING)]
        out += [(annotation, _BODY, shared.iri("actor", actor)) for actor in actors]
        out += [(annotation, RULE, text(rule)) for rule in dict.fromkeys(actors.values())]
        out += [
            (annotation, _HAS_TARGET, target),
            (target, TYPE, _TARGET),
            (target, _SOURCE, passage(me, section)),
            (target, _SELECTOR, position),
            (target, _SELECTOR, quote),
            (position, TYPE, _POSITION),
            (position, _START, count(start)),
            (position, _END, count(end)),
            (quote, TYPE, _QUOTE),
            (quote, _EXACT, text(text_of[start:end])),
            (quote, _PREFIX, text(text_of[max(0, start - CONTEXT) : start])),
            (quote, _SUFFIX, text(text_of[end : end + CONTEXT])),
        ]
    return out


def is_mention(base: str) -> str:
    """How the subjects of all mention triples begin, and no others."""
    return f"<{base}mention/"
