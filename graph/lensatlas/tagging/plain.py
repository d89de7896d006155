"""A sentence as it is read: its words, and the names in them, wherever words are taken out or put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lensatlas.tagging.sentences import Span

if TYPE_CHECKING:
    from lensatlas.model import ActorId, Role


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence as it is read: ``names`` are the places of known names in ``text``, ``actors`` whom they name.

    ``role`` is what its opening says of rank ("to a lesser degree"), ``apparent`` whether it tells of what is so on paper only;
    ``aside`` marks what was a relative clause.
    """

    text: str
    names: tuple[Span, ...]
    actors: tuple[ActorId, ...]
    role: Role | None = None
    aside: bool = False
    apparent: bool = False

    @property
    def whole(self) -> Span:
        """All of it."""
        return Span(0, len(self.text))

    def changed(self, start: int, end: int, instead: str = "") -> Plain:
        """The sentence with other words in a place; names there are no longer known."""
        kept: list[tuple[Span, ActorId]] = []
        shift = len(instead) - (end - start)
        for name, actor in zip(self.names, self.actors, strict=True):
            if name.end <= start:
                kept.append((name, actor))
            elif name.start >= end:
                kept.append((Span(name.start + shift, name.end + shift), actor))
        text = self.text[:start] + instead + self.text[end:]
        return replace(self, text=text, names=tuple(n for n, _ in kept), actors=tuple(a for _, a in kept))

    def part(self, *places: tuple[int, int]) -> Plain:
        """Stretches of the sentence, one after the other, as a sentence of their own."""
        text, names, actors = "", [], []
        for start, end in places:
            for name, actor in zip(self.names, self.actors, strict=True):
                if start <= name.start and name.end <= end:
                    names.append(Span(name.start - start + len(text), name.end - start + len(text)))
                    actors.append(actor)
            text += self.text[start:end]
        return replace(self, text=text, names=tuple(names), actors=tuple(actors), aside=True)
