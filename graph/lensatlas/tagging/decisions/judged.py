"""What the editor's judgements come to: which tag, actor or lens a label means, and which two are never one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.model import ActorId, LensId, TagId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lensatlas.model import Actor, ActorKind, DecisionSubject

Subject = tuple["DecisionSubject", str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Judgements that agree with one another, as :func:`~lensatlas.tagging.decisions.agreed` makes them.

    ``merged``: label → what it is, at the end of the chain. ``dropped``: what is none. ``broader``: tag → its wider tags.
    ``actors``: tag → the actor it really is. ``kinds``: actor → its kind. ``accepted``: actors to be looked for, by id.
    Without any judgement every label means itself.
    """

    merged: Mapping[Subject, str] = field(default_factory=dict)
    dropped: frozenset[Subject] = frozenset()
    broader: Mapping[TagId, tuple[TagId, ...]] = field(default_factory=dict)
    actors: Mapping[str, ActorId] = field(default_factory=dict)
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    accepted: tuple[Actor, ...] = ()
    kept_apart: frozenset[tuple[DecisionSubject, frozenset[str]]] = frozenset()

    def tag(self, label: str) -> TagId | None:
        """The tag that a label means; None where it is no tag."""
        found = self._meant("tag", label)
        return None if found is None or found in self.actors else TagId(found)

    def tag_actor(self, label: str) -> ActorId | None:
        """The actor that a tag really is, where the editor says so."""
        found = self._meant("tag", label)
        named = self.actors.get(found) if found is not None else None
        return self.actor(named) if named else None

    def actors_of(self, labels: Iterable[str]) -> Iterator[ActorId]:
        """The actors that some of these tags really are."""
        return (found for label in labels if (found := self.tag_actor(label)))

    def actor(self, label: str) -> ActorId | None:
        """The actor that a label means; None where it is no actor."""
        found = self._meant("actor", label)
        return None if found is None else ActorId(found)

    def lens(self, label: str) -> LensId | None:
        """The lens that a label means; None where it is no lens."""
        found = self._meant("lens", label)
        return None if found is None else LensId(found)

    def apart(self, about: DecisionSubject, one: str, other: str) -> bool:
        """Whether the editor keeps the two apart."""
        return (about, frozenset((one, other))) in self.kept_apart

    def names(self, about: DecisionSubject) -> dict[str, tuple[str, ...]]:
        """Each tag, actor or lens with the labels that were merged into it, both in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject, name in sorted(self.merged):
            into = self.merged[subject, name]
            if subject == about and (self.tag(into) if about == "tag" else self._meant(about, into)) is not None:
                found[into].append(name)
        return {into: tuple(found[into]) for into in sorted(found)}

    def stamp(self) -> str:
        """A text that changes exactly when the judgements do."""
        named = (self.merged, self.broader, self.actors, self.kinds)
        apart = sorted((about, *sorted(pair)) for about, pair in self.kept_apart)
        return repr((*(sorted(each.items()) for each in named), sorted(self.dropped), self.accepted, apart))

    def _meant(self, about: DecisionSubject, label: str) -> str | None:
        found = self.merged.get((about, label), label)
        return None if (about, found) in self.dropped else found
