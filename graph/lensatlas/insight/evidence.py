"""What a rank rests on: the claims made of each actor, and the ties of the significant backbone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.network.backbone import backbone, joined
from lensatlas.network.centrality import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.insight.ranks import Value
    from lensatlas.model import Claim
    from lensatlas.network.backbone import Backbone
    from lensatlas.network.graph import Graph

CLAIMED = ("gains", "keeps", "loses", "bears_cost")
# Less of these is more leverage: whoever is hemmed in has little.
_LESS_IS_MORE = frozenset({"constraint"})
_COUNTED = frozenset({"degree", "strength"})


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The claims on N actors: ``claims[stance][actor]`` are those of a stance in order of article and id.

    ``named``: N × bool, whether anything is claimed of an actor, be it of unknown stance.
    """

    graph: Graph
    claims: Mapping[str, Mapping[int, Sequence[Claim]]]
    named: np.ndarray

    @classmethod
    def of(cls, graph: Graph, claims: Sequence[Claim]) -> Ledger:
        """The ledger of these claims."""
        place = graph.position["actor"]
        held: dict[str, dict[int, list[Claim]]] = {stance: defaultdict(list) for stance in CLAIMED}
        named = np.zeros(len(place), bool)
        for claim in sorted(claims, key=lambda claim: (claim.article, claim.id)):
            actor = place[claim.actor]
            named[actor] = True
            if claim.stance in held:
                held[claim.stance][actor].append(claim)
        return cls(graph=graph, claims=held, named=named)

    def value(self, stance: str) -> Value:
        """How many claims of a stance each actor has, articles counting as their weights say; NaN where nothing is claimed."""
        counts = self._counts[stance]
        return lambda weights: np.where(self.named, counts @ weights, np.nan)

    def witnesses(self, stance: str, actor: int) -> np.ndarray:
        """The articles with claims of a stance on an actor, those with most first."""
        return _most_first(self._counts[stance][[actor]])

    @cached_property
    def _counts(self) -> Mapping[str, csr_array]:
        """Stance → N × A, how many claims of it an article makes of an actor."""
        place, shape = self.graph.position["article"], (len(self.named), self.graph.size)
        counts = {}
        for stance, of_actor in self.claims.items():
            pairs = [(actor, place[claim.article]) for actor, held in of_actor.items() for claim in held]
            rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
            counts[stance] = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        return counts


@dataclass(frozen=True, kw_only=True)
class Network:
    """The backbone of N actors. ``shared``: K × A, which articles name both actors of each of its K ties; ``together``: how many."""

    backbone: Backbone
    first: np.ndarray
    second: np.ndarray
    needed: np.ndarray
    together: np.ndarray
    shared: csr_array

    @classmethod
    def of(cls, graph: Graph) -> Network:
        """The backbone of a drawn graph's actors."""
        found = backbone(graph.links["actor"])
        named = csr_array((graph.links["actor"].T.tocsr() > 0).astype(np.float64))
        first, second = found.first[found.kept], found.second[found.kept]
        return cls(
            backbone=found, first=first, second=second, needed=found.needed[found.kept],
            together=found.together[found.kept], shared=csr_array(named[first].multiply(named[second])),
        )  # fmt: skip

    @cached_property
    def values(self) -> Mapping[str, np.ndarray]:
        """Measure → N × float64 on the backbone as it is; NaN where there are too few articles, or no tie, to say."""
        ties = self._ties(np.ones(self.shared.shape[1]))
        return {name: self._spread(measure(ties)) for name, measure in MEASURES.items()}

    def structure(self, actor: int) -> dict[str, float | int | None]:
        """Measure → value of one actor, None where there is none."""
        told: dict[str, float | int | None] = {}
        for name, values in self.values.items():
            value = round(float(values[actor]), 9)
            told[name] = None if np.isnan(value) else int(value) if name in _COUNTED else value
        return told

    def value(self, name: str) -> Value:
        """A measure of each actor, on the ties that still have the articles together that they need.

        Weights say how often an article counts. A resample can lose ties but never make new ones: an article drawn twice is
        no second witness.
        """
        sign = -1.0 if name in _LESS_IS_MORE else 1.0
        return lambda weights: sign * self._spread(MEASURES[name](self._ties(weights)))

    def witnesses(self, actor: int) -> np.ndarray:
        """The articles in which an actor's ties are made, those that make most of them first."""
        own = csr_array(self.shared[(self.first == actor) | (self.second == actor)].sum(axis=0).reshape(1, -1))
        return _most_first(own)

    def strongest(self, actor: int, most: int) -> list[tuple[int, int]]:
        """An actor's strongest ties: the other, and the articles together."""
        own = np.flatnonzero((self.first == actor) | (self.second == actor))
        other = np.where(self.first[own] == actor, self.second[own], self.first[own])
        together = self.together[own]
        order = np.lexsort((other, -together))[:most]
        return list(zip(other[order].tolist(), together[order].tolist(), strict=True))

    def _ties(self, weights: np.ndarray) -> csr_array:
        """The network among those who took part, under these weights of articles."""
        together = self.shared @ weights
        held = together >= self.needed
        place = np.cumsum(self.backbone.took_part) - 1
        size = int(self.backbone.took_part.sum())
        return joined(place[self.first[held]], place[self.second[held]], together[held], size)

    def _spread(self, values: np.ndarray) -> np.ndarray:
        """Values of those who took part as values of all."""
        spread = np.full(len(self.backbone.took_part), np.nan)
        spread[self.backbone.took_part] = values
        return spread


def _most_first(row: csr_array) -> np.ndarray:
    """The columns of a 1 × A matrix, the largest first."""
    return np.asarray(row.indices[np.lexsort((row.indices, -row.data))])
