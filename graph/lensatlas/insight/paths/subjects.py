"""What an article, or a whole path, is about in two or three words: taken from what it carries, or from its headline."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.features.terms import STOP_WORDS
from lensatlas.features.weights import GROUPS
from lensatlas.insight.words import quoted
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.network.graph import NodeKind

_SUBJECTS: tuple[NodeKind, ...] = ("tag", "actor", "mechanism")
# A longer name is a sentence; a title with two of these and their glue fits a line.
_LONGEST = 40
_HEADLINE = 56
_PARTING = (": ", " — ", " – ", " - ", "; ", " | ", "? ", ". ", ", ")
# Letters by which a word of a label is known in a headline: "sanctions" in "Sanctioned".
_STEM = 5
# What a name counts more if the headline says it.
_SAID = 3.0


def spoken(label: str, cases: Mapping[str, str] = MappingProxyType({})) -> str:
    """A label as one says it: a slug's hyphens are spaces, and its names are written as the texts write them (``cases``).

    >>> spoken("voter-purge"), spoken("X-ray film"), spoken("Saint-Malo"), spoken("gsa-cloud", {"gsa": "GSA"})
    ('voter purge', 'X-ray film', 'Saint-Malo', 'GSA cloud')
    """
    if not label.islower() or " " in label:
        return label
    return " ".join(cases.get(word, word) for word in label.split("-"))


def weight(ground: Ground, article: int, kind: NodeKind, node: int) -> float:
    """What a node counts in the vector of an article."""
    groups, matrix = ground.features.groups, ground.features.matrix
    column = int(np.searchsorted(groups, [group == kind for group in GROUPS].index(True))) + node
    row = slice(matrix.indptr[article], matrix.indptr[article + 1])
    place = int(np.searchsorted(matrix.indices[row], column))
    return (
        float(matrix.data[row][place]) if place < row.stop - row.start and matrix.indices[row][place] == column else 0.0
    )


def subject(ground: Ground, article: int, others: Collection[int] = (), *, but: str = "") -> str:
    """What sets an article apart from others: the tag that weighs most, above all if its headline says it.

    Actors and mechanisms only if it does: a text names many actors in passing, and a mechanism says how, not what. Without
    any, the headline, cut and in quotation marks.
    ``but``: a name that is told already.
    """
    headline = {word[:_STEM] for word in fold(ground.graph.headlines[article]).split()}
    cases = ground.cases([article])
    found: list[tuple[float, str]] = []
    for kind in _SUBJECTS:
        foreign = [ground.carried(other, kind) for other in others]
        nodes = np.setdiff1d(ground.carried(article, kind), np.concatenate(foreign) if foreign else [])
        for node in nodes.astype(int).tolist():
            label = spoken(ground.graph.ids[kind][node], cases)
            words = [word for word in fold(label).split() if word not in STOP_WORDS]
            said = bool(words) and all(word[:_STEM] in headline for word in words)
            if names(label) and fold(label) != fold(but) and (said or kind == "tag"):
                found.append((-round(weight(ground, article, kind, node) * (_SAID if said else 1.0), 9), label))
    return min(found)[1] if found else quoted(cut(ground.graph.headlines[article]))


def names(label: str) -> bool:
    """Whether a label can stand in a title: short, without brackets and signs."""
    return len(label) <= _LONGEST and fold(label) == fold("".join(c for c in label if c not in "()[]{}$%/\\|<>:;#@"))


def thread(ground: Ground, articles: Sequence[int], *, most: int = 2) -> list[str]:
    """What runs through a path: names that more than half of its articles carry, the most common there first, then the rarest."""
    found: list[tuple[int, int, str]] = []
    cases = ground.cases(articles)
    for kind in _SUBJECTS:
        times = Counter(node for article in articles for node in ground.carried(article, kind).tolist())
        for node, count in times.items():
            label = spoken(ground.graph.ids[kind][node], cases)
            if 2 * count > len(articles) and names(label):
                found.append((-count, int(ground.counts[kind][node]), label))
    return once([label for *_, label in sorted(found)])[:most]


def once(names: Sequence[str]) -> list[str]:
    """Names in order, each of those that differ by case or signs alone once: a tag may be an actor's name too."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return [*first.values()]


def cut(headline: str, most: int = _HEADLINE) -> str:
    """A headline that fits: whole, else its longest clause that does, else its first words without a dangling one.

    >>> cut("Trends on Tuesday: Meet the Mobile Power Users", 30)
    'Meet the Mobile Power Users'
    >>> cut("The ministry puts the last of its terminals up for sale", 40)
    'The ministry puts the last…'
    """
    if len(headline) <= most:
        return headline
    clauses = [headline]
    for mark in _PARTING:
        clauses = [part.strip() for clause in clauses for part in clause.split(mark)]
    fitting = [clause for clause in clauses if len(clause) <= most and len(clause.split()) >= 3]
    if fitting:
        return max(fitting, key=len)
    words = headline[: most + 1].split()[:-1] or [headline[:most]]
    while len(words) > 1 and fold(words[-1]) in STOP_WORDS:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-") + "…"
