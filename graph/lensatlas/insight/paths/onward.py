"""Paths with an open end: the longest whose every link is honest, and of those the one whose weakest link is strongest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.insight.paths.path import LEAST
from lensatlas.network.routes import Route, open_ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.insight.paths.ground import Ground

# Six is for those who know where they want to arrive; without a goal, five.
MOST_ONWARD = 5
# So few articles that all links between them are computed in about a millisecond.
_FEW = 64


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a kind asks of its paths.

    ``follows``: of links, given as arrays of their two ends, which may be taken from the one to the other. ``allowed``: A × bool,
    what may be met. ``apart``: A × N; no two articles of a path share an entry in a column. ``subject``: whether every article is
    to be linked honestly with the first too, so that the path does not stray from it. ``floor``: what every link is to have, None for the coherence floor. ``complete``: whether all links between the allowed are
    looked at where these are few, not only those among each article's strongest.
    """

    follows: Callable[[np.ndarray, np.ndarray], np.ndarray]
    allowed: np.ndarray
    apart: csr_array | None = None
    subject: bool = False
    floor: float | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """The best path found, None where none is honest; ``limit``: the best weakest link of three articles, 0 where none are.

    A longer path begins with three articles, so no path of that kind can exceed the limit. ``most``: the articles it may have.
    """

    route: Route | None
    limit: float
    most: int = MOST_ONWARD


def onward(ground: Ground, start: int, rule: Rule, *, most: int = MOST_ONWARD) -> Onward:
    """The longest honest path of 3 to ``most`` articles from one under a rule, the strongest weakest link of that length.

    Exact: no path of that length that keeps to the rule has a stronger weakest link.
    """
    floor = ground.links.floor if rule.floor is None else rule.floor
    honest = Region.of(ground, start, rule, hops=most - 1, floor=floor)
    three = honest.best(LEAST)
    if three is None:
        weak = Region.of(ground, start, rule, hops=LEAST - 1).best(LEAST)
        return Onward(route=None, limit=weak.bottleneck if weak else 0.0)
    longer = (honest.best(articles) for articles in range(most, LEAST, -1))
    return Onward(route=next((route for route in longer if route), three), limit=three.bottleneck)


@dataclass(frozen=True, kw_only=True)
class Region:
    """What a rule lets one reach from an article in a few links, none below a floor.

    ``nodes``: N articles, rising. ``strengths``: N × N CSR, the links that may be taken, from row to column.
    """

    start: int
    nodes: np.ndarray
    strengths: csr_array
    apart: csr_array | None

    @classmethod
    def of(cls, ground: Ground, start: int, rule: Rule, *, hops: int, floor: float = 0.0) -> Region:
        """Everything within so many links."""
        nodes = frontier = np.array([start])
        parts = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        for _ in range(hops):
            if not len(frontier):
                break
            one, other, strength = _links(ground, frontier, rule)
            able = (strength >= floor) & (strength > 0) & rule.follows(one, other)
            if rule.subject:
                able &= np.isin(other, _about(ground, start, np.unique(other[able])))
            parts.append((one[able], other[able], strength[able]))
            frontier = np.setdiff1d(other[able], nodes)
            nodes = np.union1d(nodes, frontier)
        one, other, strength = (np.concatenate(part) for part in zip(*parts, strict=True))
        places = (np.searchsorted(nodes, one), np.searchsorted(nodes, other))
        return cls(
            start=start,
            nodes=nodes,
            strengths=csr_array((strength, places), shape=(len(nodes), len(nodes))),
            apart=None if rule.apart is None else csr_array(rule.apart[nodes]),
        )

    def best(self, articles: int) -> Route | None:
        """The best path of exactly so many articles."""
        if len(self.nodes) < articles:
            return None
        start = int(np.searchsorted(self.nodes, self.start))
        found = open_ended(self.strengths, start, articles=articles, classes=self.apart)
        return found and Route(
            articles=tuple(int(self.nodes[article]) for article in found.articles), strengths=found.strengths
        )


def _links(ground: Ground, articles: np.ndarray, rule: Rule) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The links from some articles to those that may be met, one entry a link."""
    allowed = np.flatnonzero(rule.allowed) if rule.complete else np.zeros(0, np.int64)
    if 0 < len(allowed) <= _FEW:
        one, other = np.repeat(articles, len(allowed)), np.tile(allowed, len(articles))
        one, other = one[one != other], other[one != other]
        return one, other, ground.links.between(one, other)
    rows = csr_array(ground.links.strengths[articles])
    able = rule.allowed[rows.indices]
    return np.repeat(articles, np.diff(rows.indptr))[able], rows.indices[able], rows.data[able]


def _about(ground: Ground, start: int, articles: np.ndarray) -> np.ndarray:
    """Those of the articles that are linked honestly with the start, in the graph or not."""
    return articles[ground.links.between(np.full(len(articles), start), articles) >= ground.links.floor]
