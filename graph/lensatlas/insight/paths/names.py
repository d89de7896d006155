"""What an article carries, by the names a reader knows it by."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lensatlas.features.weights import GROUPS
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.network.weighing import Features

# The kinds that a step names, in the order in which it does.
NAMED: tuple[NodeKind, ...] = ("tag", "actor", "mechanism", "lens")


class Name(NamedTuple):
    """A node that an article is linked to: as it is said, as it is looked up, and what it counts in the article's vector."""

    kind: NodeKind
    node: int
    said: str
    folded: str
    weight: float


def named(graph: Graph, features: Features, article: int) -> tuple[Name, ...]:
    """All names of an article, kind by kind."""
    return tuple(_named(graph, features, article))


def _named(graph: Graph, features: Features, article: int) -> Iterator[Name]:
    matrix, cases = features.matrix, _capitals(graph, article)
    row = slice(matrix.indptr[article], matrix.indptr[article + 1])
    weights = dict(zip(matrix.indices[row].tolist(), matrix.data[row].tolist(), strict=True))
    for kind in NAMED:
        held, group = graph.links[kind], next(i for i, one in enumerate(GROUPS) if one == kind)
        first = int(np.searchsorted(features.groups, group))
        for node in sorted(held.indices[held.indptr[article] : held.indptr[article + 1]].tolist()):
            said = spoken(graph.ids[kind][node], cases)
            yield Name(kind, node, said, fold(said), weights.get(first + node, 0.0))


def spoken(label: str, cases: Mapping[str, str] = MappingProxyType({})) -> str:
    """A label as one says it: a slug's hyphens are spaces, and its names are written as the texts write them (``cases``).

    >>> spoken("voter-purge"), spoken("X-ray film"), spoken("Saint-Malo"), spoken("gsa-cloud", {"gsa": "GSA"})
    ('voter purge', 'X-ray film', 'Saint-Malo', 'GSA cloud')
    """
    if not label.islower() or " " in label:
        return label
    return " ".join(cases.get(word, word) for word in label.split("-"))


def once(names: Sequence[str]) -> list[str]:
    """Names in order, each of those that differ by case or signs alone once: a tag may be an actor's name too."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return [*first.values()]


def _capitals(graph: Graph, article: int) -> Mapping[str, str]:
    """The words of an article that are written with capitals, by their lower case: “NATO” by “nato”."""
    held, labels = graph.term_counts, graph.term_labels
    if not labels:
        return {}
    terms = held.indices[held.indptr[article] : held.indptr[article + 1]].tolist()
    return {label.lower(): label for term in terms if not (label := labels[term]).islower()}
