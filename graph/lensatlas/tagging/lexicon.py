"""What a whole corpus knows: its actors with all their names, its tags, its lenses."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId, digest, fold, label
from lensatlas.tagging import RULES_VERSION, runs
from lensatlas.tagging.commonplace import commonplaces
from lensatlas.tagging.decisions import Decisions
from lensatlas.tagging.forms import bare
from lensatlas.tagging.gazetteer import Gazetteer
from lensatlas.tagging.heard import as_told, hear, named, together, usage, years
from lensatlas.tagging.kinds import kind_of
from lensatlas.tagging.names import Knowledge, Usage, key
from lensatlas.tagging.persons import is_person
from lensatlas.tagging.resolution import resolve
from lensatlas.tagging.spellings import Spellings
from lensatlas.tagging.surnames import Surnames, surname_alone, year_of
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lensatlas.model import ActorKind, Article, HeardLine, Hearsay, Lens, LensId
    from lensatlas.tagging.pipeline import Pipeline
    from lensatlas.tagging.resolution import Resolution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All that tagging knows beyond the article itself. Built by :meth:`learn`, or by :meth:`of`.

    ``actors`` are sorted by id. ``tags`` are the tags that cutting a run-together line may rely on, ``spellings`` the
    same to be found in it; empty where no article has such a line. ``commonplaces`` are capitalised words that name no one. ``digest`` changes exactly when tagging could change.
    """

    actors: tuple[Actor, ...]
    lenses: tuple[Lens, ...]
    tags: frozenset[str]
    spellings: Spellings
    digest: str
    gazetteer: Gazetteer
    demonyms: Mapping[str, ActorId]
    stems: Mapping[str, ActorId]
    decisions: Decisions
    merged: Mapping[str, ActorId]
    surnames: Surnames
    names: Knowledge
    commonplaces: frozenset[str]
    pipeline: Pipeline | None
    _kinds: Mapping[ActorId, ActorKind | None]
    _evidence: Mapping[ActorId, str]
    _folded: Mapping[str, ActorId]
    _lens_forms: Mapping[str, LensId]

    @classmethod
    def learn(
        cls,
        articles: Iterable[Article],
        *,
        lenses: Sequence[Lens],
        authority: Sequence[Actor],
        decisions: Decisions | None = None,
        pipeline: Pipeline | None = None,
    ) -> Lexicon:
        """The lexicon of these articles, each read once; their order makes no difference. See :meth:`of`."""
        decisions = decisions or Decisions()
        known = beforehand(authority, decisions)
        hearsay = together(hear(article, known, pipeline) for article in articles)
        return cls.of(hearsay, lenses=lenses, authority=authority, decisions=decisions, pipeline=pipeline)

    @classmethod
    def of(
        cls,
        hearsay: Hearsay,
        *,
        lenses: Sequence[Lens],
        authority: Sequence[Actor],
        decisions: Decisions,
        pipeline: Pipeline | None = None,
    ) -> Lexicon:
        """What a corpus knows, by what its articles tell together.

        Actors are those of the editors' list, CLDR's territories, those that articles declare, and those that texts name often
        enough (:func:`~lensatlas.tagging.heard.named`). Where an exact label or
        alias says that two are one, the editors' list decides over CLDR, and CLDR over a record. Which of them are one is
        decided by exact rules and by the editor's ``decisions`` (:mod:`lensatlas.tagging.resolution`). A ``pipeline`` reads names
        in place of our rules.
        """
        actors = _declared(hearsay.actors, _given((*authority, *decisions.accepted)))
        written = usage(hearsay)
        common = commonplaces({name for name, _, _ in hearsay.names}, hearsay)
        actors += tuple(named(hearsay, Gazetteer.of(actors).names, written, common))
        uses: Counter[str] = Counter()
        for (name, _, _), count in hearsay.actors.items():
            uses[name] += count
        found = resolve(actors, uses=uses, acronyms=hearsay.acronyms, decisions=decisions)
        found = replace(found, actors=as_told(found.actors, hearsay))
        lines = [_clues(line, lenses) for line in hearsay.lines]
        tags = _vocabulary(lines, hearsay.tags, found.actors) if lines else frozenset[str]()
        bearers = years(hearsay) | {(name, year) for name, _, year in hearsay.actors}
        surnames = _surnames(found, bearers, hearsay.alone)
        scheme = tuple(sorted(lenses, key=lambda lens: lens.id))
        return _assemble(found, scheme, tags, decisions, surnames, written, common, pipeline)

    def resolve(self, name: str) -> ActorId | None:
        """The actor that a record means by a name: its exact label or an exact alias."""
        name = label(name)
        return self.merged.get(name) or self.gazetteer.names.get(name)

    def declared(self, article: Article, own: Iterable[ActorId] = ()) -> tuple[ActorId, ...]:
        """The actors that an article's own record names, each once; ``own`` are those that its text names.

        A surname alone is whom the article itself names in full, else whom the corpus names in those years
        (:class:`~lensatlas.tagging.surnames.Surnames`); where that is not one, it stays the name that it is.
        """
        names = [label(actor.name) for actor in article.actors]
        found = [self.resolve(name) or (ActorId(name) if ActorId(name) in self._kinds else None) for name in names]
        full = {*own, *(actor for actor in found if actor)}
        year = year_of(article)
        return tuple(dict.fromkeys(self.bearer(actor, own=full, year=year) for actor in found if actor))

    def bearer(self, actor: ActorId, *, own: Iterable[str], year: int | None) -> ActorId:
        """Whom an actor known by a surname alone is in an article of that year; any other is itself."""
        surname = surname_alone(actor)
        if surname not in self.surnames or self._kinds.get(actor) not in {None, "person"} or self._listed(actor):
            return actor
        meant = self.surnames.bearer(surname, own=own, year=year).actor
        return actor if meant is None or self.decisions.apart("actor", actor, meant) else meant

    def _listed(self, actor: ActorId) -> bool:
        return self._evidence.get(actor) in {"authority", "country"}

    def knows(self, actor: ActorId) -> bool:
        """Whether this is an actor of the corpus."""
        return actor in self._kinds

    def kind(self, actor: ActorId) -> ActorKind | None:
        """What an actor is, where that is known."""
        return self._kinds.get(actor)

    def evidence(self, actor: ActorId) -> str:
        """How an actor came to be known; empty for one that is not."""
        return self._evidence.get(actor, "")

    def country_of(self, adjective: str) -> ActorId | None:
        """The country that only this corpus knows and that a word is the adjective of: Drennian, of Drennia."""
        if not _ADJECTIVE.search(adjective):
            return None
        sizes = range(len(adjective) - 1, 3, -1)
        return next((country for size in sizes if (country := self.stems.get(adjective[:size].casefold()))), None)

    def sole_surname(self, name: str) -> ActorId | None:
        """The person whom a list or a record knows by the surname alone in which this full name ends."""
        actor = self.resolve(name.rpartition(" ")[2])
        if actor is None or " " in actor or self._kinds[actor] not in {None, "person"}:
            return None
        alone = self._evidence[actor] == "declared" and actor not in self.surnames  # nobody else is known to bear it
        return actor if alone or self._evidence[actor] == "authority" else None

    def resolve_folded(self, name: str) -> ActorId | None:
        """The actor whose name or alias equals a tag or phrase but for case, hyphens and punctuation."""
        return self.resolve(name) or self._folded.get(fold(name))

    def lens(self, name: str) -> LensId | None:
        """The lens that a record names by label or slug; one of no scheme stays itself; None for what the editor drops."""
        judged = self.decisions.lens(label(name))
        return None if judged is None else self.decisions.lens(self._lens_forms.get(fold(judged), judged))


def beforehand(authority: Sequence[Actor], decisions: Decisions) -> Knowledge:
    """What is known before any article is read: the editors' actors and CLDR's."""
    given = _given((*authority, *decisions.accepted))
    return _knowledge(Gazetteer.of(given.values()), given.values(), Usage())


def _given(authority: Sequence[Actor]) -> dict[str, Actor]:
    """The editors' actors and CLDR's, by label; an editors' actor takes over a territory of the same name."""
    known: dict[str, Actor] = {actor.id: actor for actor in territories().actors}
    for actor in sorted(authority, key=lambda actor: actor.id):
        namesake = known.get(actor.id)
        known[actor.id] = replace(
            actor, kind=actor.kind or (namesake.kind if namesake else None) or kind_of(actor.id), evidence="authority"
        )
    return known


def _declared(declared: Mapping[tuple[str, str, int | None], int], known: dict[str, Actor]) -> tuple[Actor, ...]:
    """All actors: the known ones, and each declared name that is no label or alias of a known one."""
    names = Gazetteer.of(known.values()).names
    kinds: dict[str, Counter[str]] = {}
    for (name, kind, _), articles in declared.items():
        if name and name not in names:
            kinds.setdefault(name, Counter())[kind] += articles
    for name, counts in kinds.items():
        known[name] = Actor(id=ActorId(name), kind=_commonest(counts) or kind_of(name), evidence="declared")
    return tuple(known[name] for name in sorted(known))


def _surnames(found: Resolution, years: Iterable[tuple[str, int | None]], heard: AbstractSet[str]) -> Surnames:
    """The full names of people, for the surnames that stand alone in some record or text: of others nothing hangs on the years."""
    people = {actor.id for actor in found.actors if is_person(actor)}
    named = ((found.meant.get(name, ActorId(name)), year) for name, year in years)
    alone = {bare(surname) for actor in found.actors if (surname := surname_alone(actor.id))} | heard
    return Surnames.of(((name, year) for name, year in named if name in people), wanted=alone)


def _commonest(counts: Counter[str]) -> ActorKind | None:
    stated = [kind for kind in ACTOR_KINDS if counts[kind]]
    return max(stated, key=lambda kind: counts[kind], default=None)  # a tie goes to the earlier kind


def _clues(line: HeardLine, lenses: Iterable[Lens]) -> runs.Clues:
    return runs.Clues(
        line=line.line,
        words=frozenset(word.casefold() for word in line.words),
        spelled=frozenset(line.words),
        phrases=frozenset((*line.phrases, *(lens.slug for lens in lenses if lens.slug and lens.slug in line.line))),
    )


def _vocabulary(lines: list[runs.Clues], written: AbstractSet[str], actors: tuple[Actor, ...]) -> frozenset[str]:
    """Tags declared anywhere, actors' names, separated tags of lines, and tags that two lines agree on."""
    known = set(written) | {
        form for actor in actors if actor.evidence != "country" for form in (actor.id, *actor.aliases)
    }
    for hints in lines:
        known.update(runs.separated(hints.line) or ())
    known = {tag for tag in known if len(tag) > 1}
    return frozenset(known) | runs.learned(lines, known)


def _assemble(
    found: Resolution,
    lenses: tuple[Lens, ...],
    tags: frozenset[str],
    decisions: Decisions,
    surnames: Surnames,
    usage: Usage,
    common: frozenset[str],
    pipeline: Pipeline | None,
) -> Lexicon:
    actors = found.actors
    gazetteer = Gazetteer.of(actors)
    folded: dict[str, ActorId] = {}
    for form in sorted(gazetteer.names, key=lambda form: (form != gazetteer.names[form], form)):
        folded.setdefault(fold(form), gazetteer.names[form])
    forms: dict[str, LensId] = {}
    for lens in lenses:
        forms.setdefault(fold(lens.id), lens.id)
        forms.setdefault(fold(lens.slug), lens.id)
    parts = [RULES_VERSION, *map(repr, actors), "", *(f"{lens.id}\t{lens.slug}" for lens in lenses), "", *sorted(tags)]
    parts += [
        "",
        repr(sorted(found.meant.items())),
        decisions.stamp(),
        repr(surnames),
        *sorted(usage.common),
        "",
        *sorted(usage.proper),
        "",
        *sorted(common),
        *(("", pipeline.stamp) if pipeline else ()),
    ]
    return Lexicon(
        actors=actors,
        lenses=lenses,
        tags=tags,
        spellings=Spellings.of(tags),
        digest=digest(*parts, size=16),
        gazetteer=gazetteer,
        demonyms=territories().demonyms,
        stems=_stems(actors),
        decisions=decisions,
        merged=found.meant,
        surnames=surnames,
        names=_knowledge(gazetteer, actors, usage),
        commonplaces=common,
        pipeline=pipeline,
        _kinds={actor.id: actor.kind for actor in actors},
        _evidence={actor.id: actor.evidence for actor in actors},
        _folded=folded,
        _lens_forms=forms,
    )


def _knowledge(gazetteer: Gazetteer, actors: Iterable[Actor], usage: Usage) -> Knowledge:
    """What reading names relies on: all known names, by their words in small letters and with their kinds."""
    kinds = {actor.id: actor.kind for actor in actors}
    forms = sorted(gazetteer.names)
    told = {form: kind for form in forms if (kind := kinds.get(gazetteer.names[form]))}
    return Knowledge(listed={key(form): form for form in forms}, kinds=told, usage=usage)


_ADJECTIVE = re.compile(r"(?:ans?|ese|ish|is?|ites?)$")


def _stems(actors: tuple[Actor, ...]) -> dict[str, ActorId]:
    """What an adjective made of a country's name begins with, for countries that CLDR has no adjective for: Drennia → drenni, drenn."""
    stems: dict[str, ActorId] = {}
    for actor in actors:
        if actor.kind == "country" and actor.evidence != "country" and " " not in actor.id:
            lower = actor.id.casefold()
            for stem in {lower, lower.rstrip("aeiouy")}:
                if len(stem) >= 4:
                    stems.setdefault(stem, actor.id)
    return stems
