"""What every kind of path stands on: the articles, their links, and which of them may be met on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from lensatlas.insight.paths.names import named
from lensatlas.insight.paths.path import LEAST
from lensatlas.insight.wording import spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lensatlas.insight.paths.names import Name
    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.network.links import Links
    from lensatlas.network.weighing import Features

# The strength of a link from which two articles of one day tell one event. Read by eye on 1,935 events: nearly all above it do,
# half of those a little below.
_RETOLD = 0.3
# The share of the articles above which an actor is part of the scene.
_SCENE = 0.1


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A drawn graph, its articles as vectors, and the links between them."""

    graph: Graph
    features: Features
    links: Links
    _named: dict[int, tuple[Name, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def events(self) -> np.ndarray:
        """A × int32: the class of articles that tell the same thing, each of its own where no other does.

        Copies of a text, and what was published the same day and is linked as strongly as retellings are.
        """
        copies, held = self.links.copies, self.links.strengths
        alike = np.flatnonzero(copies >= 0)
        strong = np.flatnonzero(held.data >= _RETOLD)
        one = (np.searchsorted(held.indptr, strong, side="right") - 1).astype(np.int64)
        other = held.indices[strong].astype(np.int64)
        same = (self.graph.days[one] == self.graph.days[other]) & (self.graph.days[one] > 0)
        ends = (np.append(alike, one[same]), np.append(copies[alike], other[same]))
        pairs = csr_array((np.ones(len(ends[0])), ends), shape=(self.graph.size, self.graph.size))
        return np.asarray(connected_components(pairs, directed=False)[1])

    @cached_property
    def originals(self) -> np.ndarray:
        """A × bool: of articles that tell the same thing only the one published first, the smallest id of several.

        Paths meet no other: so none tells a thing twice, and the best path stays exact.
        """
        days = self.graph.days.astype(np.int64)
        when = np.where(days > 0, days, np.iinfo(np.int64).max)
        order = np.lexsort((np.arange(len(when)), when, self.events))
        first = np.ones(len(order), bool)
        first[1:] = np.diff(self.events[order]) > 0
        kept = np.zeros(len(order), bool)
        kept[order[first]] = True
        return kept

    def original(self, article: int) -> int:
        """The article that stands for all that tell the same as this one."""
        return int(np.flatnonzero(self.originals & (self.events == self.events[article]))[0])

    @cached_property
    def counts(self) -> Mapping[NodeKind, np.ndarray]:
        """Kind → how many articles are linked to each of its nodes."""
        links = self.graph.links
        return {kind: np.bincount(held.indices, minlength=held.shape[1]) for kind, held in links.items()}

    def open_to(self, *ends: int) -> np.ndarray:
        """A × bool: what may be met on a path with these ends: originals, but nothing that tells the same as an end."""
        return self.originals & ~np.isin(self.events, self.events[[*ends]])

    def carried(self, article: int, kind: NodeKind) -> np.ndarray:
        """The nodes of a kind that an article is linked to, rising."""
        held = self.graph.links[kind]
        return np.sort(held.indices[held.indptr[article] : held.indptr[article + 1]])

    def holders(self, kind: NodeKind, node: int) -> np.ndarray:
        """A × bool: the articles linked to a node."""
        held = self.graph.links[kind]
        marked = np.zeros(self.graph.size, bool)
        marked[np.searchsorted(held.indptr, np.flatnonzero(held.indices == node), side="right") - 1] = True
        return marked

    @cached_property
    def cast(self) -> csr_array:
        """Who is in each article, A × n, without those that are in more than a tenth of all: they are the scene."""
        return csr_array(self.graph.links["actor"][:, np.flatnonzero(self.counts["actor"] <= self.seldom)])

    @property
    def seldom(self) -> int:
        """How many articles may name an actor that is no part of the scene yet."""
        return max(int(_SCENE * self.graph.size), LEAST)

    @cached_property
    def spelt(self) -> Callable[[str], str]:
        """A name as the articles write it, where it stands in small letters; asked of what is shown alone, as it takes a look-up."""
        written = spelling(self.graph)
        return lambda name: written(name) if name.islower() else name

    def named(self, article: int) -> tuple[Name, ...]:
        """All names of an article, kept: a path asks for them several times."""
        if article not in self._named:
            self._named[article] = named(self.graph, self.features, article)
        return self._named[article]

    def headline(self, article: int) -> str:
        """The headline, or the id of an article that has none."""
        return self.graph.headlines[article] or self.graph.ids["article"][article]

    def day(self, article: int) -> int:
        """The ordinal of the day of publication, 0 where undated."""
        return int(self.graph.days[article])
