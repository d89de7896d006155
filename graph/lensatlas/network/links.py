"""The links that reader paths go by: each article's strongest, and those that hold the corpus together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array

from lensatlas.errors import AtlasUnreadable
from lensatlas.network import files
from lensatlas.network.capacity import Capacity
from lensatlas.network.copies import copies
from lensatlas.network.similarity import each_nearest, random_pairs
from lensatlas.network.spanning import forest, joined, symmetric

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lensatlas.network.graph import Graph
    from lensatlas.network.weighing import Features

# Of its 50 nearest articles each keeps the 30 with the strongest links. On two corpora, 705 and 1,935 articles, the best path in
# this graph has .999 to 1 times the weakest link of the best among all pairs, and in 98 to 100 of 100 cases the same; with
# 20 kept .995, with 10 .91, and 100 candidates find no better ones.
_CANDIDATES, NEIGHBOURS = 50, 30
# The strength of random pairs from which a link is honest. Read by eye: at the 95th percentile two stories share nothing
# that a reader would name, at the 97.5th they have one subject in common; at the 99th half of the best paths would fall.
_HONEST = 97.5
# A publication of fewer than 400 articles has under ten pairs an article above that, and in a small one more are honest.
_LINKS = 10.0


@dataclass(frozen=True, kw_only=True)
class Links:
    """The sparse graph of the links between A articles.

    - ``strengths``: A × A CSR float64, symmetric, no diagonal, in nine digits: see :class:`Capacity`.
    - ``parent``: A × int32, the next article on the way to the root in its maximum spanning forest, −1 for a root;
      ``parent_strength``: A × float64, the strength of that link, 0 for a root.
    - ``copies``: A × int32, the class of near-copies an article is in, −1 where it has none.
    - ``floor``: the coherence floor: a weaker link is no better than chance.
    """

    strengths: csr_array
    parent: np.ndarray
    parent_strength: np.ndarray
    copies: np.ndarray
    floor: float
    capacity: Capacity

    @classmethod
    def of(cls, graph: Graph, features: Features, *, neighbours: int = NEIGHBOURS) -> Links:
        """The links of a drawn graph: the ``neighbours`` strongest of each article, and what joins the parts they leave."""
        capacity = Capacity.of(graph, features)
        one, other = _candidates(features)
        strength = capacity.between(one, other)
        kept = _strongest(one, other, strength, neighbours, graph.size)
        strengths = joined(symmetric(one[kept], other[kept], strength[kept], graph.size), capacity)
        parent, parent_strength = forest(strengths)
        return cls(
            strengths=strengths, parent=parent, parent_strength=parent_strength,
            copies=copies(graph, features, one, other), floor=_floor(capacity), capacity=capacity,
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.parent)

    def between(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """The strength of the link of each pair, whether it is in the graph or not."""
        return self.capacity.between(one, other)

    def around(self, articles: Sequence[int]) -> csr_array:
        """The graph with every honest link of these articles, not only those among the strongest of either end, A × A.

        In a large corpus two articles may be more than five of the strongest links apart, and yet joined by honest ones: of 16
        pairs of 20,000 generated articles 8 were, and with all links of both ends every pair had a path.
        """
        asked = np.asarray(articles, np.int64)
        links = coo_array(self.capacity.links(asked, self.floor))
        return csr_array(self.strengths.maximum(symmetric(asked[links.row], links.col, links.data, self.size)))

    def unlimited(self, one: int, other: int) -> tuple[float, int]:
        """The weakest link of the best route of any length in the graph, and its number of articles; (0.0, 0) where none is.

        The way through the maximum spanning tree is such a route (Hu 1961).
        """
        up, down = self._upward(one), self._upward(other)
        if up[-1] != down[-1]:
            return 0.0, 0
        while len(up) > 1 and len(down) > 1 and up[-2] == down[-2]:
            up.pop()
            down.pop()
        below = up[:-1] + down[:-1]
        return float(self.parent_strength[below].min(initial=1.0)), len(below) + 1

    def _upward(self, article: int) -> list[int]:
        """The articles from one to its root, both included."""
        way = [article]
        while (above := int(self.parent[way[-1]])) >= 0:
            way.append(above)
        return way


def save(links: Links, folder: Path) -> None:
    """Write links to a folder, with the topics that strengths of other pairs are computed from."""
    columns: dict[str, np.ndarray | csr_array | Sequence[str]] = {
        "strengths": links.strengths, "parent": links.parent, "parent_strength": links.parent_strength,
        "copies": links.copies, "topics": links.capacity.topics,
    }  # fmt: skip
    files.write("links", columns, {"floor": links.floor}, folder)


def load(features: Features, folder: Path) -> Links:
    """The links in a folder, mapped into memory; :class:`~lensatlas.errors.AtlasUnreadable` where it holds none.

    ``features``: those that the links were made from.
    """
    columns, facts = files.read("links", folder)
    capacity = Capacity(vectors=features.matrix, topics=columns.pop("topics"))
    links = Links(capacity=capacity, floor=float(facts["floor"]), **columns)
    held = {
        links.strengths.shape[0],
        links.size,
        len(links.parent_strength),
        len(links.copies),
        capacity.topics.shape[0],
    }
    if held != {features.size}:
        raise AtlasUnreadable(folder, f"it is not of the {features.size} articles that were drawn")
    return links


def _candidates(features: Features) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of articles of which one is among the nearest of the other: the smaller number of each, and the larger."""
    found = [ids for ids, _ in each_nearest(features, np.arange(features.size), _CANDIDATES)]
    one = np.repeat(np.arange(features.size), [len(ids) for ids in found])
    other = np.concatenate([np.zeros(0, np.int64), *found])
    pairs = np.unique(np.minimum(one, other) * features.size + np.maximum(one, other))
    return pairs // max(features.size, 1), pairs % max(features.size, 1)


def _strongest(one: np.ndarray, other: np.ndarray, strength: np.ndarray, most: int, size: int) -> np.ndarray:
    """Which pairs either of the two keeps: its strongest above 0, of equal ones those with the smaller ids."""
    article, its = np.append(one, other), np.append(other, one)
    order = np.lexsort((its, -np.tile(strength, 2), article))
    starts = np.cumsum(np.bincount(article, minlength=size)) - np.bincount(article, minlength=size)
    place = np.arange(len(order)) - starts[article[order]]
    kept = np.zeros(len(one), bool)
    kept[order[place < most] % max(len(one), 1)] = True
    return np.flatnonzero(kept & (strength > 0))


def _floor(capacity: Capacity) -> float:
    """The strength from which a link is honest; below 400 articles a lower percentile, so that ten an article stay."""
    size = capacity.size
    if size < 2:
        return 0.0
    chance = capacity.between(*random_pairs(size))
    return round(float(np.percentile(chance, min(_HONEST, 100.0 * max(1.0 - _LINKS / (size - 1), 0.0)))), 9)
