"""One article as triples: what its record says, what was read out of it, and where its text names an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.model import SECTIONS
from lensatlas.publish.rdf.names import encode, own, vocabulary
from lensatlas.publish.rdf.shared import NAME, SLUG, TYPE
from lensatlas.publish.rdf.terms import Term, address, count, day, minutes, suffix, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lensatlas.model import Article, ArticleId, Claim, Tagged, WatchId, WatchItem, WatchState
    from lensatlas.publish.rdf.shared import Shared
    from lensatlas.publish.rdf.terms import Triple

# What became of a watch item: its state, and the article that answered it.
Standing = tuple["WatchState", "ArticleId | None"]

ABOUT, NAMES = vocabulary("schema:about"), vocabulary("schema:mentions")
LENS, MECHANISM, OUTLET = vocabulary("la:lens"), vocabulary("la:mechanism"), vocabulary("la:source")
IS_PART_OF = vocabulary("schema:isPartOf")
PROSE, PASSAGE = vocabulary("schema:text"), vocabulary("la:passage")
START, END, RULE = vocabulary("la:start"), vocabulary("la:end"), vocabulary("la:rule")
DERIVED = vocabulary("prov:wasDerivedFrom")
# A report that has more than its facts: these sections judge.
_JUDGING = frozenset(SECTIONS) - {"what_happened"}


def article(piece: Article, tagged: Tagged, shared: Shared) -> list[Triple]:
    """The article itself, its passages, and the reports it analyses."""
    me = own(shared.base, "article", piece.id)
    ending = suffix(piece.language) if piece.language else shared.language
    out: list[Triple] = [(me, TYPE, vocabulary("schema:NewsArticle"))]
    if (piece.type or "").casefold() == "reporting" and any(s.name in _JUDGING and s.text for s in piece.sections):
        out.append((me, TYPE, vocabulary("schema:AnalysisNewsArticle")))
    out += _record(me, piece, ending)
    out += [(me, vocabulary("schema:author"), shared.iri("author", a)) for a in dict.fromkeys(piece.authors)]
    out += [(me, LENS, shared.iri("lens", lens)) for lens in dict.fromkeys(tagged.lenses)]
    tags = {use.tag: use.how for use in tagged.tags}
    out += [(me, ABOUT, shared.iri("tag", tag)) for tag in tags]
    out += [(me, vocabulary("la:cutTag"), shared.iri("tag", tag)) for tag, how in tags.items() if how == "cut"]
    actors = {use.actor: use.how for use in tagged.actors}
    out += [(me, NAMES, shared.iri("actor", actor)) for actor in actors]
    declared = [actor for actor, how in actors.items() if how == "declared"]
    out += [(me, vocabulary("la:declaredActor"), shared.iri("actor", actor)) for actor in declared]
    out += [(me, MECHANISM, shared.iri("mechanism", m)) for m in dict.fromkeys(tagged.mechanisms)]
    cited = dict.fromkeys(found for link in piece.links if (found := address(link)))
    out += [(me, vocabulary("schema:citation"), link) for link in cited]
    return out + _sources(me, piece, shared) + _passages(me, piece, ending)


def _record(me: Term, piece: Article, ending: str) -> list[Triple]:
    out: list[Triple] = [
        (me, vocabulary("schema:identifier"), text(piece.id)),
        (me, SLUG, text(piece.slug)),
        (me, vocabulary("schema:headline"), text(piece.headline, ending)),
    ]
    if piece.dek:
        out.append((me, vocabulary("schema:abstract"), text(piece.dek, ending)))
    if piece.url:
        out.append((me, vocabulary("schema:url"), address(piece.url) or text(piece.url)))
    if piece.published:
        out.append((me, vocabulary("schema:datePublished"), day(piece.published)))
    if piece.updated:
        out.append((me, vocabulary("schema:dateModified"), day(piece.updated)))
    if piece.language:
        out.append((me, vocabulary("schema:inLanguage"), text(piece.language)))
    if piece.type:
        out.append((me, vocabulary("schema:genre"), text(piece.type)))
    if piece.minutes is not None:
        out.append((me, vocabulary("schema:timeRequired"), minutes(piece.minutes)))
    out.append((me, vocabulary("schema:wordCount"), count(piece.words())))
    return out


def _sources(me: Term, piece: Article, shared: Shared) -> list[Triple]:
    sources = list(dict.fromkeys(piece.sources))
    names = dict.fromkeys(source.name for source in sources if source.name)
    out: list[Triple] = [(me, OUTLET, shared.iri("source", name)) for name in names]
    reports: list[Triple] = []
    for number, source in enumerate((s for s in sources if s.url), start=1):
        report = Term(f"{me[:-1]}#report{number}>")
        out.append((me, vocabulary("schema:isBasedOn"), report))
        reports.append((report, TYPE, vocabulary("la:Report")))
        if source.name:
            reports.append((report, vocabulary("schema:publisher"), shared.iri("source", source.name)))
        reports.append((report, vocabulary("schema:url"), address(source.url) or text(source.url or "")))
    return out + reports


def passage(me: Term, name: str, time: int = 1) -> Term:
    """The IRI of one stretch of an article's prose; offsets mean the first of a name, ``~2`` (never part of a name) is the second."""
    again = f"~{time}" if time > 1 else ""
    return Term(f"{me[:-1]}#{encode(name)}{again}>")


def _passages(me: Term, piece: Article, ending: str) -> list[Triple]:
    parts = [(name, "", prose) for name, prose in piece.passages()]
    headed = [s for s in piece.sections if s.text]
    parts[len(parts) - len(headed) :] = [(s.name, s.heading, s.text) for s in headed]
    times: dict[str, int] = {}
    out: list[Triple] = []
    for number, (name, heading, prose) in enumerate(parts, start=1):
        times[name] = times.get(name, 0) + 1
        one = passage(me, name, times[name])
        out += [
            (one, TYPE, vocabulary("la:Passage")),
            (one, IS_PART_OF, me),
            (one, vocabulary("schema:position"), count(number)),
            (one, vocabulary("la:section"), text(name)),
            (one, PROSE, text(prose, ending)),
        ]
        if heading:
            out.append((one, NAME, text(heading, ending)))
    return out


def claim(made: Claim, shared: Shared, ending: str) -> list[Triple]:
    """A leverage claim as an entity of its own, with the sentence that makes it."""
    me, origin = own(shared.base, "claim", made.id), own(shared.base, "article", made.article)
    out: list[Triple] = [
        (me, TYPE, vocabulary("la:LeverageClaim")),
        (me, TYPE, vocabulary("prov:Entity")),
        (me, DERIVED, origin),
        (me, vocabulary("la:claimant"), shared.iri("actor", made.actor)),
        (me, vocabulary("la:stance"), vocabulary(f"la:{made.stance}")),
    ]
    if made.role:
        out.append((me, vocabulary("la:role"), vocabulary(f"la:{made.role}")))
    out += [(me, vocabulary("la:over"), shared.iri("actor", actor)) for actor in dict.fromkeys(made.over)]
    if made.what:
        out.append((me, vocabulary("la:what"), text(made.what, ending)))
    if made.mechanism:
        out.append((me, MECHANISM, shared.iri("mechanism", made.mechanism)))
    out += [
        (me, vocabulary("la:sentence"), text(made.sentence, ending)),
        (me, PASSAGE, passage(origin, made.section)),
        (me, START, count(made.start)),
        (me, END, count(made.end)),
        (me, RULE, text(made.rule)),
    ]
    return out


def watch(item: WatchItem, shared: Shared, ending: str, ledger: Mapping[WatchId, Standing] | None) -> list[Triple]:
    """Something the article tells its readers to watch, and what became of it where the ledger says."""
    me, origin = own(shared.base, "watch", item.id), own(shared.base, "article", item.article)
    out: list[Triple] = [
        (me, TYPE, vocabulary("la:WatchItem")),
        (me, TYPE, vocabulary("prov:Entity")),
        (me, DERIVED, origin),
        (me, PROSE, text(item.text, ending)),
        (me, PASSAGE, passage(origin, item.section)),
        (me, START, count(item.start)),
        (me, END, count(item.end)),
    ]
    out += [(me, NAMES, shared.iri("actor", actor)) for actor in dict.fromkeys(item.actors)]
    out += [(me, ABOUT, shared.iri("tag", tag)) for tag in dict.fromkeys(item.tags)]
    if item.due:
        out.append((me, vocabulary("la:due"), day(item.due)))
    if ledger and item.id in ledger:
        state, answer = ledger[item.id]
        out.append((me, vocabulary("la:state"), vocabulary(f"la:{state}")))
        if answer:
            out.append((me, vocabulary("la:answeredBy"), own(shared.base, "article", answer)))
    return out
