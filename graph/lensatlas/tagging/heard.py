"""What a corpus's texts tell of names: whom they name how often and as what, and how they write ordinary words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId
from lensatlas.tagging.forms import bare
from lensatlas.tagging.names import Evidence, Reading, Usage, names_of
from lensatlas.tagging.names.words import SUFFIXES
from lensatlas.tagging.surnames import YEARS, year_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lensatlas.model import ActorKind, Article
    from lensatlas.tagging.names import Knowledge, Named
    from lensatlas.tagging.pipeline import Pipeline

# In how many articles a name of no list must stand to be an actor: one of several words in two, a single word in three.
SEVERAL_WORDS, ONE_WORD = 2, 3
# A name whose kind is a guess is no actor, however often it stands.
SURE = 1.0
# From this weight on a kind is no guess.
STRONG = 2.0
# A namesake with less than a tenth of the weight is not whom a surname means. An article that goes on with the surname alone
# weighs ten times as much as one that names a person in full only, as families do beside their head.
NEGLIGIBLE = 10
TAKEN_UP = 10
_SHORT_FORMS = frozenset({"surname", "first-name", "short-acronym", "short-name", "dateline", "club"})


@dataclass(slots=True)
class Heard:
    """The names of a corpus's texts. Filled by :meth:`note`, an article at a time; their order makes no difference."""

    knowledge: Knowledge
    pipeline: Pipeline | None = None
    evidence: Evidence = field(default_factory=Evidence)
    kinds: dict[str, Counter[ActorKind]] = field(default_factory=dict)
    bearers: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    alone: set[str] = field(default_factory=set)

    def note(self, article: Article) -> None:
        """Read an article by what it says itself and what is known in general."""
        passages = [text for _, text in article.passages()]
        reading = Reading(passages, self.knowledge)
        self.evidence.small.update(reading.evidence.small)
        self.evidence.capital.update(reading.evidence.capital)
        year = year_of(article)
        read = self.pipeline.names(reading) if self.pipeline else names_of(reading, passages)
        taken_up = {one.full for one in read if one.rule == "surname" and " " in one.full}
        for name, named in sorted(_best(read).items()):
            if " " not in name and named.weight < STRONG:
                self.alone.add(bare(name))
            if named.weight >= SURE and (" " in name or named.kind != "person"):
                self.kinds.setdefault(name, Counter())[named.kind] += 1
                if named.kind == "person":
                    self.bearers[name, year] += TAKEN_UP if name in taken_up else 1

    def usage(self) -> Usage:
        """How the corpus writes words, where that is not how all the world does."""
        return Usage.of(self.evidence)

    def actors(self, known: Collection[str], usage: Usage) -> Iterator[Actor]:
        """The actors that texts alone tell of; names in ``known`` are left out, and so is a surname of someone named in full."""
        surnames = {name.split()[-1] for name, _ in self.bearers}
        for name in sorted(self.kinds):
            counts = self.kinds[name]
            if name in known or counts.total() < (SEVERAL_WORDS if " " in name else ONE_WORD):
                continue
            if name.lower() not in usage.common and name not in surnames:
                yield Actor(id=ActorId(name), kind=_majority(counts), evidence="text")

    def years(self) -> set[tuple[str, int | None]]:
        """People's full names with the years in which they are whom their surname alone would mean.

        Beside one with ten times the weight in articles of about those years, a namesake would not go by the surname.
        """
        told: dict[str, Counter[tuple[str, int | None]]] = {}
        shorter = _spelled_out([name for name, _ in self.bearers])
        for (name, year), count in self.bearers.items():
            if name.split()[-1] not in SUFFIXES:  # a lone surname is never the son's
                told.setdefault(name.split()[-1], Counter())[shorter.get(name, name), year] += count
        return {one for counts in told.values() for one in counts if _outstanding(one, counts)}


def _spelled_out(names: Collection[str]) -> dict[str, str]:
    """Full names with a middle name → the same without, where one middle name only is known: Ana B. Lind → Ana Lind.

    Ana B. Lind and Ana C. Lind may be mother and daughter, and neither is read as Ana Lind.
    """
    middles: dict[str, set[str]] = {}
    for name in names:
        first, *middle, last = name.split()
        if middle and last.rstrip(".") not in SUFFIXES:
            middles.setdefault(f"{first} {last}", set()).add(name)
    plain = set(names)
    return {next(iter(full)): short for short, full in middles.items() if len(full) == 1 and short in plain}


def _outstanding(one: tuple[str, int | None], counts: Counter[tuple[str, int | None]]) -> bool:
    name, year = one
    near: Counter[str] = Counter()
    for (other, then), count in counts.items():
        if year is None or then is None or abs(year - then) <= YEARS:
            near[other] += count
    return near[name] * NEGLIGIBLE > max(near.values())


def _best(named: list[Named]) -> dict[str, Named]:
    """Each name once, as it is most surely read where it stands in full."""
    best: dict[str, Named] = {}
    for one in named:
        if one.rule not in _SHORT_FORMS and (one.full not in best or one.weight > best[one.full].weight):
            best[one.full] = one
    return best


def _majority(counts: Counter[ActorKind]) -> ActorKind:
    return max(ACTOR_KINDS, key=lambda kind: counts[kind])  # a tie goes to the earlier kind
