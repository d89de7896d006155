"""What a corpus's texts tell of names: whom they name how often and as what, and how they write ordinary words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId
from lensatlas.tagging.forms import bare
from lensatlas.tagging.names import Evidence, Knowledge, Reading, Usage
from lensatlas.tagging.surnames import year_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lensatlas.model import ActorKind, Article
    from lensatlas.tagging.names import Named

# In how many articles a name of no list must stand to be an actor: one of several words in two, a single word in three.
SEVERAL_WORDS, ONE_WORD = 2, 3
# A name whose kind is a guess is no actor, however often it stands.
SURE = 1.0
_SHORT_FORMS = frozenset({"surname", "given-name", "acronym", "short-name", "dateline"})


@dataclass(slots=True)
class Heard:
    """The names of a corpus's texts. Filled by :meth:`note`, an article at a time; their order makes no difference."""

    knowledge: Knowledge
    evidence: Evidence = field(default_factory=Evidence)
    kinds: dict[str, Counter[ActorKind]] = field(default_factory=dict)
    years: set[tuple[str, int | None]] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)

    def note(self, article: Article) -> None:
        """Read an article by what it says itself and what is known in general."""
        reading = Reading([text for _, text in article.passages()], self.knowledge)
        self.evidence.small.update(reading.evidence.small)
        self.evidence.capital.update(reading.evidence.capital)
        year = year_of(article)
        for name, named in sorted(_best(reading.names()).items()):
            if named.kind == "person" and " " not in name:
                self.alone.add(bare(name))
            elif named.rule not in _SHORT_FORMS and named.weight >= SURE:
                self.kinds.setdefault(name, Counter())[named.kind] += 1
                if named.kind == "person":
                    self.years.add((name, year))

    def usage(self) -> Usage:
        """How the corpus writes words, where that is not how all the world does."""
        return Usage.of(self.evidence)

    def actors(self, known: Collection[str], usage: Usage) -> Iterator[Actor]:
        """The actors that texts alone tell of; names in ``known`` are left out."""
        for name in sorted(self.kinds):
            counts = self.kinds[name]
            if name in known or counts.total() < (SEVERAL_WORDS if " " in name else ONE_WORD):
                continue
            if name.lower() not in usage.common:
                yield Actor(id=ActorId(name), kind=_majority(counts), evidence="text")


def _best(named: list[Named]) -> dict[str, Named]:
    """Each full name once, as it is most surely read."""
    best: dict[str, Named] = {}
    for one in named:
        if one.full not in best or one.weight > best[one.full].weight:
            best[one.full] = one
    return best


def _majority(counts: Counter[ActorKind]) -> ActorKind:
    return max(ACTOR_KINDS, key=lambda kind: counts[kind])  # a tie goes to the earlier kind
