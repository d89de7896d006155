"""Which actors are one: merged by exact rule or by the editor's judgement, never by likeness.

===========  ==========================================================================  ===============================
rule         two names are one actor where                                               example
===========  ==========================================================================  ===============================
``spelling`` they differ in case, hyphens, punctuation, spaces, diacritics, a leading    "U.S. Senate", "us-senate"
             "the", "&" and "and", full stops of initials
``title``    they differ in titles before a full name                                    "Sen. Jane Roe", "Jane Roe"
``alias``    one is, but for spelling, an alias on a list                                "TB", where a list says so
``acronym``  an article, or one's own name, explains one by the other                    "Tern Bank Board (TBB)", "TBB"
``editor``   the editor has recorded it                                                  a row of ``decisions.csv``
===========  ==========================================================================  ===============================

A rule merges nothing where two listed actors, or two explanations, have equal right to a name, where stated kinds
contradict each other, and where the editor keeps the two apart. Short names that are all capitals or are not
("SNAP", "Snap") are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from lensatlas.model import ACTOR_KINDS, ActorId
from lensatlas.tagging.acronyms import explained
from lensatlas.tagging.decisions import Decisions
from lensatlas.tagging.forms import bare, bracketed, shouted, untitled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lensatlas.model import Actor, ActorKind

MergeRule = Literal["spelling", "title", "alias", "acronym", "editor"]

_LISTED: Mapping[str, int] = {"authority": 0, "country": 1}
# Kinds that records and patterns give for one and the same actor; any other two contradict each other.
_ORGANISED = frozenset({"organization", "body", "party", "outlet", "group"})
_PLACES = frozenset({"country", "region", "city", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """``name`` is the actor ``into``, by ``rule``."""

    name: str
    into: ActorId
    rule: MergeRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """``actors``: each once, by id, with all its names as aliases. ``merges``: by name. ``meant``: every merged name → its actor."""

    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...]
    meant: Mapping[str, ActorId]


def resolve(
    actors: Iterable[Actor],
    *,
    uses: Mapping[str, int],
    acronyms: Iterable[tuple[str, str]] = (),
    decisions: Decisions | None = None,
) -> Resolution:
    """The actors, those that are one merged into one.

    ``uses``: actor → in how many articles; the name used most is kept, a listed one before all. ``acronyms``: what articles
    explain by what (:func:`~lensatlas.tagging.acronyms.acronyms`). The order of the actors makes no difference.
    """
    decisions = decisions or Decisions()
    known: dict[str, Actor] = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}
    joined = _Joined(known, uses, decisions)
    joined.judged()
    for rule, keys in (("spelling", _spellings), ("title", _titles)):
        joined.by_form(rule, keys)  # type: ignore[arg-type]
    own = ((pair[1], pair[0]) for name in known if (pair := bracketed(name)))
    joined.by_acronym(explained((*acronyms, *own)))
    return joined.resolution()


class _Joined:
    """Names being joined: each name's way to the actor it is part of."""

    def __init__(self, known: Mapping[str, Actor], uses: Mapping[str, int], decisions: Decisions) -> None:
        self.known, self.uses, self.decisions = known, uses, decisions
        self.renamed = decisions.names("actor")
        self.merges: dict[str, Merge] = {}
        self.kinds: dict[str, set[str]] = {name: _stated(actor) for name, actor in known.items()}

    def judged(self) -> None:
        """What the editor has recorded, before any rule."""
        homes: defaultdict[str, set[str]] = defaultdict(set)
        for name, actor in self.known.items():
            for alias in actor.aliases:
                homes[alias].add(name)
        for name in self.known:
            into = self.decisions.actor(name)
            if into is None or into == name:
                continue
            home = homes[into] - {name} if into not in self.known else set()
            self._join(name, home.pop() if len(home) == 1 else into, "editor")

    def by_form(self, rule: MergeRule, keys: Callable[[str, Actor], Iterator[tuple[str, int]]]) -> None:
        """Join the names that share a form; ``keys`` gives an actor's forms, each with its rank, the surest lowest."""
        claims: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for name, actor in self.known.items():
            for form, rank in keys(name, actor):
                claims[form].append((rank, name))
        for form in sorted(claims):
            best = min(rank for rank, _ in claims[form])
            first = dict.fromkeys(self._end(name) for rank, name in claims[form] if rank == best)
            others = dict.fromkeys(self._end(name) for rank, name in claims[form] if rank == _OPEN)
            if best < _OPEN and len(first) > 1:
                continue  # two lists, or two aliases, with equal right
            into = min(first, key=self._preferred)
            cases = {shouted(name) for name in (*first, *others)}
            for name in sorted(others):
                both = {True, False} <= cases and name == name.casefold()  # "snap" may be SNAP or Snap
                if name != into and name in self.known and not both and self._agree(name, into):
                    self._join(name, into, "alias" if best in _ALIASES else rule)

    def by_acronym(self, acronyms: Mapping[str, Sequence[str]]) -> None:
        """Join an acronym to what articles explain it by, where one actor has that name."""
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.known:
            for form in _forms(name):
                forms[form].add(self._end(name))
        shorts = {short.casefold(): short for short in acronyms}
        for name in self.known:
            short = shorts.get(name.replace(".", "").casefold())
            if short is None or self._listed(self._end(name)) or not (name.isupper() or name.islower()):
                continue
            into = next((sorted(forms[form]) for form in acronyms[short] if form in forms), [])
            if len(into) == 1 and into[0] != self._end(name) and self._agree(self._end(name), into[0]):
                self._join(self._end(name), into[0], "acronym")

    def resolution(self) -> Resolution:
        """Everything joined, with the dropped left out."""
        members: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.known:
            members[self._end(name)].append(name)
        dropped = {name for name in (*self.known, *members) if self.decisions.actor(name) is None}
        meant = {name: ActorId(self._end(name)) for name in sorted(self.merges)}
        actors = tuple(
            self._actor(into, members[into], dropped, meant) for into in sorted(members) if into not in dropped
        )
        return Resolution(actors=actors, merges=tuple(self.merges[name] for name in sorted(self.merges)), meant=meant)

    def _actor(self, into: str, members: Sequence[str], dropped: set[str], meant: Mapping[str, ActorId]) -> Actor:
        ordered = sorted(members, key=lambda name: (name != into, *self._preferred(name)))
        found = [self.known[name] for name in ordered]
        first = found[0]
        names = {*members, *self.renamed.get(into, ()), *(alias for actor in found for alias in actor.aliases)}
        part_of = next((actor.part_of for actor in found if actor.part_of), None)
        kind = self.decisions.kinds.get(into) or (first.kind if self._listed(into) else self._commonest(found))
        return replace(
            first,
            id=ActorId(into),
            kind=kind or next((actor.kind for actor in found if actor.kind), None),
            aliases=tuple(sorted(alias for alias in names - {into} - dropped if self._own(alias, into))),
            part_of=meant.get(part_of, part_of) if part_of else None,
            country=next((actor.country for actor in found if actor.country), None),
        )

    def _own(self, alias: str, into: str) -> bool:
        """Whether an alias stays: the editor may have given it to another, or dropped it."""
        judged = self.decisions.actor(alias)
        return judged is not None and judged in {alias, into}

    def _commonest(self, found: Sequence[Actor]) -> ActorKind | None:
        counts: Counter[ActorKind] = Counter()
        for actor in found:
            if actor.kind:
                counts[actor.kind] += max(self.uses.get(actor.id, 0), 1)
        return max((kind for kind in ACTOR_KINDS if counts[kind]), key=lambda kind: counts[kind], default=None)

    def _end(self, name: str) -> str:
        while name in self.merges:
            name = self.merges[name].into
        return name

    def _join(self, name: str, into: str, rule: MergeRule) -> None:
        self.merges[name] = Merge(name=name, into=ActorId(into), rule=rule)
        self.kinds.setdefault(into, set()).update(self.kinds.get(name, ()))

    def _listed(self, name: str) -> bool:
        return name in self.known and self.known[name].evidence in _LISTED

    def _agree(self, name: str, into: str) -> bool:
        """Whether nothing speaks against joining them: lists, kinds, capitals, the editor."""
        cases = {shouted(each) for each in (name, into)}
        return (
            not (self._listed(name) and self._listed(into))
            and not self.decisions.apart("actor", name, into)
            and not _contradict(self.kinds.get(name, set()), self.kinds.get(into, set()))
            and cases != {True, False}
        )

    def _preferred(self, name: str) -> tuple[bool, int, bool, bool, bool, bool, int, str]:
        """The name to keep comes first: listed, plain, written as a name, used most."""
        rank = _LISTED.get(self.known[name].evidence, 2) if name in self.known else -1
        return (
            rank == 2, rank, bracketed(name) is not None, name == name.casefold(), untitled(name) != name,
            name.casefold().startswith("the "), -self.uses.get(name, 0), name,
        )  # fmt: skip


# How sure a form is: a label of the editor's list, one of CLDR's, an alias of either; then all that no list holds.
_ALIASES = (2, 3)
_OPEN = 4


def _spellings(name: str, actor: Actor) -> Iterator[tuple[str, int]]:
    rank = _LISTED.get(actor.evidence, _OPEN)
    yield from ((form, rank) for form in _forms(name))
    if rank < _OPEN:
        for form in sorted({bare(alias) for alias in actor.aliases} - {"", bare(name)}):
            yield form, _ALIASES[rank]


def _forms(name: str) -> list[str]:
    """A name's bare form, and that of its long part where it explains an acronym of its own."""
    pair = bracketed(name)
    return [form for form in dict.fromkeys((bare(name), bare(pair[0]) if pair else "")) if form]


def _titles(name: str, actor: Actor) -> Iterator[tuple[str, int]]:
    if actor.kind in {None, "person"} and " " in untitled(name):
        yield bare(untitled(name)), _LISTED.get(actor.evidence, _OPEN)


def _stated(actor: Actor) -> set[str]:
    """The kind that a list or a record gives; what a text's wording suggests contradicts nobody."""
    return {actor.kind} if actor.kind and actor.evidence != "text" else set()


def _contradict(ours: set[str], theirs: set[str]) -> bool:
    families = [{"organised" if k in _ORGANISED else k for k in kinds} for kinds in (ours, theirs)]
    return bool(families[0] and families[1]) and not families[0] & families[1]
