"""What articles share: each label met once, with its IRI; described when the last article has gone by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lensatlas.model import TagId, slugify
from lensatlas.publish.rdf.names import SCHEMES, own, vocabulary
from lensatlas.publish.rdf.terms import Term, count, suffix, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lensatlas.config import Publication
    from lensatlas.model import Actor, Lens
    from lensatlas.publish.rdf.terms import Triple
    from lensatlas.tagging.decisions import Decisions

MERGED: tuple[Literal["tag", "lens"], ...] = ("tag", "lens")  # an actor's old names are among its aliases
TYPE = vocabulary("rdf:type")
NAME = vocabulary("schema:name")
LABEL = vocabulary("skos:prefLabel")
ALTERNATIVE = vocabulary("skos:altLabel")
NOTATION = vocabulary("skos:notation")
PART_OF = vocabulary("la:partOf")
SLUG = vocabulary("la:slug")

# What an actor of a kind is besides an actor and an agent. A public body may be international, so no GovernmentOrganization;
# a named group ("arms suppliers") is nothing that schema.org knows.
ACTOR_CLASSES = {
    "person": "schema:Person",
    "organization": "schema:Organization",
    "body": "schema:Organization",
    "party": "schema:PoliticalParty",
    "outlet": "schema:NewsMediaOrganization",
    "country": "schema:Country",
    "region": "schema:AdministrativeArea",
    "city": "schema:City",
    "place": "schema:Place",
}
_ORGANISED = frozenset({"organization", "body", "party", "outlet"})
_PLACES = frozenset({"country", "region", "city", "place"})


class Shared:
    """The tags, actors, lenses, mechanisms, sources and authors met so far: kind → id → IRI. Grows with the vocabulary, not with the text."""

    def __init__(self, publication: Publication, decisions: Decisions | None = None) -> None:
        self.base = publication.base
        self.language = suffix(publication.language)
        self.met: dict[str, dict[str, Term]] = {
            kind: {} for kind in ("actor", "author", "lens", "mechanism", "source", "tag")
        }
        self.groups: dict[str, Actor] = {}
        self.merged: Mapping[str, Mapping[str, tuple[str, ...]]] = (
            {kind: decisions.names(kind) for kind in MERGED} if decisions else {}
        )
        self.broader: Mapping[TagId, tuple[TagId, ...]] = decisions.broader if decisions else {}

    def iri(self, kind: str, name: str) -> Term:
        """The IRI of a shared thing, remembered as met."""
        known = self.met[kind]
        found = known.get(name)
        if found is None:
            found = known[name] = own(self.base, kind, name)
        return found

    def describe(self, publication: Publication, actors: Sequence[Actor], lenses: Sequence[Lens]) -> Iterator[Triple]:
        """Everything met, kind by kind and id by id, and the lenses, which are described whether met or not."""
        yield from self._actors(actors)
        for kind, cls in (("author", vocabulary("la:Author")), ("source", vocabulary("schema:NewsMediaOrganization"))):
            for name, one in sorted(self.met[kind].items()):
                yield one, TYPE, cls
                if kind == "author":
                    yield one, TYPE, vocabulary("prov:Agent")
                yield one, NAME, text(name)
        yield from self._concepts("tag")
        yield from self._concepts("mechanism")
        for lens in lenses:
            self.iri("lens", lens.id)
        yield from self._lenses({lens.id: lens for lens in lenses})
        yield from self._schemes(publication)

    def _actors(self, actors: Iterable[Actor]) -> Iterator[Triple]:
        known: dict[str, Actor] = {**self.groups}
        known.update((actor.id, actor) for actor in actors)
        for name in list(self.met["actor"]):
            self._meet_wholes(name, known)
        kinds = {name: actor.kind for name, actor in known.items()}
        for name, one in sorted(self.met["actor"].items()):
            yield one, TYPE, vocabulary("la:Actor")
            yield one, TYPE, vocabulary("prov:Agent")
            if name in known:
                yield from self._actor(one, known[name], kinds)
            else:
                yield one, NAME, text(name, self.language)

    def _meet_wholes(self, name: str, known: Mapping[str, Actor]) -> None:
        """Remember the actors of which one that was met is a part, as far up as is known; a circle ends it."""
        above: set[str] = set()
        while name in known and (whole := known[name].part_of) and whole not in above:
            above.add(whole)
            self.iri("actor", whole)
            name = whole

    def _actor(self, one: Term, actor: Actor, kinds: Mapping[str, str | None]) -> Iterator[Triple]:
        if cls := ACTOR_CLASSES.get(actor.kind or ""):
            yield one, TYPE, vocabulary(cls)
        yield one, NAME, text(actor.id, self.language)
        if actor.kind:
            yield one, vocabulary("la:kind"), text(actor.kind)
        for alias in sorted({*actor.aliases} - {actor.id}):
            yield one, ALTERNATIVE, text(alias, self.language)
        if actor.country:
            yield one, vocabulary("la:country"), text(actor.country)
        yield one, vocabulary("la:evidence"), text(actor.evidence)
        if actor.part_of:
            whole = self.iri("actor", actor.part_of)
            yield one, PART_OF, whole
            kind, of = actor.kind or "", kinds.get(actor.part_of) or ""
            if of in _ORGANISED and (kind == "person" or kind in _ORGANISED):
                yield one, vocabulary("schema:memberOf"), whole
            elif kind in _PLACES and of in _PLACES:
                yield one, vocabulary("schema:containedInPlace"), whole

    def _concepts(self, kind: str) -> Iterator[Triple]:
        waiting = list(self.met["tag"]) if kind == "tag" else []
        while waiting:  # wider tags are described too, though no article may have them
            for wider in self.broader.get(TagId(waiting.pop()), ()):
                if wider not in self.met["tag"]:
                    self.iri("tag", wider)
                    waiting.append(wider)
        for name, one in sorted(self.met[kind].items()):
            yield from self._concept(kind, name, one)
            for wider in self.broader.get(TagId(name), ()) if kind == "tag" else ():
                yield one, vocabulary("skos:broader"), self.iri("tag", wider)

    def _concept(self, kind: str, name: str, one: Term) -> Iterator[Triple]:
        yield one, TYPE, vocabulary("skos:Concept")
        yield one, TYPE, vocabulary(f"la:{kind.capitalize()}")
        yield one, vocabulary("skos:inScheme"), own(self.base, "scheme", SCHEMES[kind])
        yield one, NOTATION, text(name)
        yield one, LABEL, text(name, self.language)
        for old in self.merged.get(kind, {}).get(name, ()):
            yield one, ALTERNATIVE, text(old, self.language)

    def _lenses(self, declared: Mapping[str, Lens]) -> Iterator[Triple]:
        for name, one in sorted(self.met["lens"].items()):
            lens = declared.get(name)
            yield from self._concept("lens", name, one)
            yield one, vocabulary("skos:topConceptOf"), own(self.base, "scheme", SCHEMES["lens"])
            yield one, SLUG, text(lens.slug if lens else slugify(name))
            if lens and lens.scope_note:
                yield one, vocabulary("skos:scopeNote"), text(lens.scope_note, self.language)
            if lens and lens.expected is not None:
                yield one, vocabulary("la:expected"), count(lens.expected)

    def _schemes(self, publication: Publication) -> Iterator[Triple]:
        for kind, segment in SCHEMES.items():
            scheme = own(self.base, "scheme", segment)
            yield scheme, TYPE, vocabulary("skos:ConceptScheme")
            yield scheme, LABEL, text(f"{publication.name}: {segment}", self.language)
            if kind == "lens":
                for _, one in sorted(self.met["lens"].items()):
                    yield scheme, vocabulary("skos:hasTopConcept"), one
        atlas = Term(f"<{self.base}>")
        yield atlas, TYPE, vocabulary("la:Atlas")
        yield atlas, TYPE, vocabulary("schema:Dataset")
        yield atlas, NAME, text(publication.name, self.language)
