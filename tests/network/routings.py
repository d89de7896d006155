"""Routes the slow way: every one there is, tried in turn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.network.routes import Route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def linked(dense: np.ndarray) -> csr_array:
    """A matrix of strengths as the engine takes it."""
    held = csr_array(dense)
    held.eliminate_zeros()
    held.sort_indices()
    return held


def routes(dense: np.ndarray, start: int, most: int, may: Callable[[Sequence[int]], bool]) -> Iterator[Route]:
    """Every route of 2 to ``most`` articles that comes to none twice and of which each beginning may be."""
    waiting: list[tuple[int, ...]] = [(start,)]
    while waiting:
        way = waiting.pop()
        for other in np.flatnonzero(dense[way[-1]]).tolist():
            further = (*way, other)
            if other in way or not may(further):
                continue
            yield Route(articles=further, strengths=tuple(float(dense[pair]) for pair in pairwise(further)))
            if len(further) < most:
                waiting.append(further)


def best(found: list[Route]) -> Route | None:
    """Strongest weakest link, then fewest articles, then most reliable, then smallest numbers."""
    if not found:
        return None
    wide = max(route.bottleneck for route in found)
    left = [route for route in found if route.bottleneck == wide]
    short = min(len(route.articles) for route in left)
    left = [route for route in left if len(route.articles) == short]
    reliable = max(route.reliability for route in left)
    return min((route for route in left if route.reliability == reliable), key=lambda route: route.articles)
