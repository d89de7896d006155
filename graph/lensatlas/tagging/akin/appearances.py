"""Where each actor appears, and beside what: the evidence on which two names may be one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.model import Actor, ActorId, Article, Tagged


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appearances:
    """Articles by number, in the order of their ids. Built by :func:`appearances`.

    ``known``: every actor. ``articles``: actor → the numbers of its articles, ascending. ``years``: article → its year, 0 where
    it has no date. ``beside``: article → its tags and actors, as labels that cannot be taken for each other.
    """

    known: Mapping[ActorId, Actor]
    articles: Mapping[ActorId, tuple[int, ...]]
    years: tuple[int, ...]
    beside: tuple[tuple[str, ...], ...]
    spread: Mapping[str, int]

    def span(self, actor: ActorId) -> tuple[int, int] | None:
        """The first and last year of an actor's articles, where any has a date."""
        dated = [self.years[i] for i in self.articles[actor] if self.years[i]]
        return (min(dated), max(dated)) if dated else None

    def together(self, one: ActorId, other: ActorId) -> int:
        """How many articles hold both."""
        return len(set(self.articles[one]) & set(self.articles[other]))

    def shared(self, one: ActorId, other: ActorId) -> tuple[list[str], list[str]]:
        """The tags, and the other actors, that stand beside both, the rarest first."""
        both = self._company(one).keys() & self._company(other).keys() - {f"a{one}", f"a{other}"}
        ordered = sorted(both, key=lambda name: (self.spread[name], name))
        return [name[1:] for name in ordered if name[0] == "t"], [name[1:] for name in ordered if name[0] == "a"]

    def likeness(self, one: ActorId, other: ActorId) -> float:
        """How alike the company of two actors is: the cosine of their tags and actors, weighted by rarity; 0 to 1."""
        ours, theirs = self._company(one), self._company(other)
        rare = {name: math.log(1 + len(self.years) / self.spread[name]) for name in ours.keys() | theirs.keys()}
        dot = math.fsum(ours[name] * theirs[name] * rare[name] ** 2 for name in sorted(ours.keys() & theirs.keys()))
        norms = [math.fsum((n * rare[name]) ** 2 for name, n in sorted(each.items())) for each in (ours, theirs)]
        return dot / math.sqrt(norms[0] * norms[1]) if all(norms) else 0.0

    def _company(self, actor: ActorId) -> Counter[str]:
        found = Counter(name for i in self.articles[actor] for name in self.beside[i])
        del found[f"a{actor}"]
        return found


def appearances(settled: Iterable[tuple[Article, Tagged]], actors: Iterable[Actor]) -> Appearances:
    """Where the actors appear, in one pass over the settled articles, which come by id."""
    articles: defaultdict[ActorId, list[int]] = defaultdict(list)
    years: list[int] = []
    beside: list[tuple[str, ...]] = []
    spread: Counter[str] = Counter()
    for number, (article, tagged) in enumerate(settled):
        years.append(article.published.year if article.published else 0)
        for use in tagged.actors:
            articles[use.actor].append(number)
        company = (*(f"t{use.tag}" for use in tagged.tags), *(f"a{use.actor}" for use in tagged.actors))
        beside.append(company)
        spread.update(company)
    return Appearances(
        known={actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)},
        articles={actor: tuple(articles[actor]) for actor in sorted(articles)},
        years=tuple(years),
        beside=tuple(beside),
        spread=spread,
    )
