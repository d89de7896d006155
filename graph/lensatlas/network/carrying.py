"""A table of weights that stays as it is while a corpus grows, and how far the corpus has moved away from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.features.vocabulary import SAMPLED
from lensatlas.features.weights import GROUPS, Scheme, Weights, rarest, rarity
from lensatlas.network.draw import stacked
from lensatlas.network.weighing import parts_of, weigh, weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.features.vocabulary import Left
    from lensatlas.features.weights import Group
    from lensatlas.network.graph import Graph
    from lensatlas.network.weighing import Features

# The drift from which a table is said to be due for renewal (product: five per cent).
DRIFTED = 0.05
# A table of fewer than half the articles is none: five articles know no word that a hundred share.
OUTGROWN = 2
# Below this one article is more than five per cent of all: every addition would be a drift.
LEAST = 20


@dataclass(frozen=True, kw_only=True)
class Table:
    """Weights as they were computed from a whole corpus, by name: valid for corpora that hold other articles too.

    ``articles``: how many it was computed from. ``names``: per group, the tags, actors, mechanisms, lenses or terms of that
    corpus; ``rarity``: per group, float64, one each.
    """

    scheme: Scheme
    articles: int
    names: Mapping[Group, Sequence[str]]
    rarity: Mapping[Group, np.ndarray]

    @classmethod
    def of(cls, features: Features) -> Table:
        """The table that features stand on which were computed from all their articles."""
        spans = {group: slice(*span) for group, span in zip(GROUPS, pairwise(features.bounds.tolist()), strict=True)}
        return cls(
            scheme=features.weights.scheme,
            articles=features.weights.articles,
            names={group: features.names[span] for group, span in spans.items()},
            rarity={group: features.weights.rarity[span] for group, span in spans.items()},
        )

    def fits(self, articles: int) -> bool:
        """Whether the table is one of today's scheme, and of articles enough to weigh a corpus of that many."""
        return self.scheme == Scheme() and self.articles >= LEAST and 0 < articles <= OUTGROWN * self.articles


def carried(table: Table, graph: Graph) -> Weights:
    """The table's weights for the features of a graph that was drawn by its vocabulary.

    A tag, actor, mechanism or lens that the table does not know weighs as one that a single article has.
    """
    unknown = rarest(table.articles, table.scheme)
    parts = []
    for group in GROUPS:
        if group == "text":
            parts.append(table.rarity[group])
            continue
        known = dict(zip(table.names[group], table.rarity[group].tolist(), strict=True))
        parts.append(np.array([known.get(name, unknown) for name in graph.ids[group]], float))
    return Weights(scheme=table.scheme, articles=table.articles, rarity=np.concatenate(parts))


def drift(graph: Graph, weights: Weights, left: Left) -> float:
    """How far the corpus stands from the table that it is weighed by: 0 where a new table would be the same, 1 at most.

    Per group Σ n·|r − r′| / Σ n·max(r, r′), over features that n articles have, of rarity r in the table and r′ in a table
    computed now. A term that the table does not know, and that two articles have, has r = 0; how many there are is told by
    the sample that is ``left``. The groups are averaged by n articles with any · scale², what they can say of a score.
    """
    now, parts = weights_of(graph, weights.scheme), parts_of(graph)
    ends = np.cumsum([0, *(part.shape[1] for part in parts)])
    moved = whole = 0.0
    for group, part, (start, end) in zip(GROUPS, parts, pairwise(ends), strict=True):
        uses = np.bincount(part.indices, minlength=part.shape[1])
        one, other = weights.rarity[start:end], now.rarity[start:end]
        off, most = float(uses @ np.abs(one - other)), float(uses @ np.maximum(one, other))
        if group == "text":
            new = _new(left, graph.size, weights.scheme)
            off, most = off + new, most + new
        if most:
            holders = int(np.count_nonzero(np.diff(part.indptr)))
            say = holders * weights.scheme.scale[group] ** 2
            moved, whole = moved + say * off / most, whole + say
    return round(moved / whole, 9) if whole else 0.0


def _new(left: Left, articles: int, scheme: Scheme) -> float:
    """What the terms that a new table would know and this one does not weigh, uses counted in."""
    numbers, holders = np.unique(left.numbers, return_counts=True)
    weight = rarity(holders, articles, "text", scheme)
    weight *= np.where(numbers % np.uint64(2) == 1, scheme.pair, 1.0)
    return SAMPLED * float((holders * weight)[holders > 1].sum())


def reweighed(before: Features, came: np.ndarray, graph: Graph, weights: Weights) -> Features:
    """The features of a graph under the table of the features before it; rows that came from those are copied.

    ``came``: as in :class:`~lensatlas.network.draw.Plate`. Equal, array by array, to weighing the whole graph.
    """
    kept, fresh = np.flatnonzero(came >= 0), np.flatnonzero(came < 0)
    some = weigh(_only(graph, fresh), weights=weights)
    moved = _moved(before, came[kept], some)
    order = np.argsort(np.concatenate((kept, fresh)), kind="stable")
    return replace(some, matrix=stacked([moved, some.matrix], order), days=graph.days)


def unmoved(before: Features, rows: np.ndarray, after: Features) -> np.ndarray:
    """A × int64: the row of ``before`` whose vector and day are an article's still, −1 where they are not, or it had none.

    ``rows``: A × int64, where each article stood before, −1 for a new one. Of articles that are tagged anew most keep their vector.
    """
    known = np.flatnonzero(rows >= 0)
    old, new = _moved(before, rows[known], after), csr_array(after.matrix[known])
    same = (np.diff(old.indptr) == np.diff(new.indptr)) & (before.days[rows[known]] == after.days[known])
    one, other = csr_array(old[same]), csr_array(new[same])
    owner = np.repeat(np.arange(one.shape[0]), np.diff(one.indptr))
    off = np.bincount(owner, (one.indices != other.indices) | (one.data != other.data), one.shape[0])
    same[same] = off == 0
    return np.asarray(np.where(np.isin(np.arange(len(rows)), known[same]), rows, -1))


def _moved(before: Features, rows: np.ndarray, after: Features) -> csr_array:
    """Vectors of before over the features of after; −1 stands for a feature that is gone."""
    old, new = before.bounds.tolist(), after.bounds.tolist()
    columns = np.arange(old[-1], dtype=np.int32)
    for i, group in enumerate(GROUPS):
        if group == "text":  # the same vocabulary, in its order
            columns[old[i] : old[i + 1]] += new[i] - old[i]
            continue
        place = {after.names[at]: at for at in range(new[i], new[i + 1])}
        columns[old[i] : old[i + 1]] = [place.get(before.names[at], -1) for at in range(old[i], old[i + 1])]
    held = csr_array(before.matrix[rows])
    return csr_array((held.data, columns[held.indices], held.indptr), shape=(len(rows), after.matrix.shape[1]))


def _only(graph: Graph, rows: np.ndarray) -> Graph:
    """A graph of some of the articles, as far as weighing looks at it."""
    return replace(
        graph, ids={**graph.ids, "article": [graph.ids["article"][i] for i in rows]}, days=graph.days[rows],
        links={kind: csr_array(links[rows]) for kind, links in graph.links.items()},
        term_counts=csr_array(graph.term_counts[rows]),
    )  # fmt: skip
