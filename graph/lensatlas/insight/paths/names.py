"""What an article carries, by the names a reader knows it by."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lensatlas.features.weights import GROUPS
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.network.weighing import Features

# The kinds that a step names, in the order in which it does.
NAMED: tuple[NodeKind, ...] = ("tag", "actor", "mechanism", "lens")
# The kinds of actors whose every word is a name of their own.
_OWN_WORDS = frozenset({"person", "country", "region", "city", "place"})


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
    columns, values = matrix.indices[row], matrix.data[row]
    text = int(features.bounds[GROUPS.index("text")])
    few = columns < text
    weights = dict(zip(columns[few].tolist(), values[few].tolist(), strict=True))
    for kind in NAMED:
        first = int(np.searchsorted(features.groups, next(i for i, group in enumerate(GROUPS) if group == kind)))
        for node in _nodes(graph, article, kind):
            said = spoken(graph.ids[kind][node], cases)
            yield Name(kind, node, said, fold(said), weights.get(first + node, 0.0))


def sentence(text: str) -> str:
    """Text with a full stop, which may be that of the name it ends with.

    >>> sentence("Both name Qatar"), sentence("Both name Orlo Jr.")
    ('Both name Qatar.', 'Both name Orlo Jr.')
    """
    return text if text.endswith(".") else f"{text}."


def at_least(share: float) -> str:
    """A share in whole percent that it reaches: one that is not complete is never told as complete.

    >>> at_least(1.0), at_least(0.9996), at_least(0.29)
    ('100%', '99%', '29%')
    """
    return f"{math.floor(round(100 * share, 6))}%"


def at_most(share: float) -> str:
    """A share in whole percent that it does not exceed.

    >>> at_most(0.501), at_most(0.29)
    ('51%', '29%')
    """
    return f"{math.ceil(round(100 * share, 6))}%"


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Two strengths in two digits, or in as many as tell them apart.

    >>> told_apart(0.08, 0.1346), told_apart(0.1331, 0.1346)
    (('0.08', '0.13'), ('0.133', '0.135'))
    """
    digits = next((count for count in range(2, 9) if f"{one:.{count}f}" != f"{other:.{count}f}"), 2)
    return f"{one:.{digits}f}", f"{other:.{digits}f}"


def _nodes(graph: Graph, article: int, kind: NodeKind) -> list[int]:
    held = graph.links[kind]
    return sorted(held.indices[held.indptr[article] : held.indptr[article + 1]].tolist())


def spoken(label: str, cases: Mapping[str, str] = MappingProxyType({})) -> str:
    """A label as one says it: a slug's hyphens are spaces, and its names are written as the texts write them (``cases``).

    >>> spoken("voter-purge"), spoken("X-ray film"), spoken("Saint-Malo"), spoken("gsa-cloud", {"gsa": "GSA"})
    ('voter purge', 'X-ray film', 'Saint-Malo', 'GSA cloud')
    """
    if not label.islower() or " " in label:
        return label
    if whole := cases.get(label.replace("-", " ")):
        return whole
    return " ".join(cases.get(word, word) for word in label.split("-"))


def _capitals(graph: Graph, article: int) -> Mapping[str, str]:
    """The names of an article's actors and words of them that have capitals, by their lower case: “NATO” by “nato”.

    Of people and places every word; of others only acronyms, as any word may stand in the name of a body.
    """
    found: dict[str, str] = {}
    for node in _nodes(graph, article, "actor"):
        own, name = graph.actor_kinds[node] in _OWN_WORDS, graph.ids["actor"][node]
        words = [word.strip("().,'’") for word in name.split()]
        found[name.lower()] = name
        found |= {word.lower(): word for word in words if not word.islower() and (own or word.isupper())}
    return found
