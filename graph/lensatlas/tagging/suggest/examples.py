"""What is learnt from, and what is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Below this many tagged articles a cut that holds cannot be found.
LEAST = 50
# Learning takes time with the cube and memory with the square of this: about 15 s and 1 GB.
MOST = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article with the labels that editors gave it; ``day`` is an ISO date, empty where unknown."""

    article: str
    headline: str
    text: str
    labels: tuple[str, ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A label for an article.

    ``score``: the probability that an editor would give it, as cross-validation over the archive has it. ``suggested``:
    whether it reaches the label's cut. ``held``: whether the article carries it already. ``evidence``: the article's words
    that speak for it, strongest first.
    """

    label: str
    score: float
    suggested: bool
    held: bool = False
    evidence: tuple[str, ...] = ()


def chosen(archive: Iterable[Example], most: int = MOST) -> list[Example]:
    """The examples to learn from, by article: all that carry a label, or of a larger archive the ``most`` that serve best.

    Those are the newest, but first the newest forty of each label, so that no label is forgotten.
    """
    tagged = [example for example in archive if example.labels]
    if len(tagged) <= most:
        return sorted(tagged, key=lambda example: example.article)
    newest = sorted(tagged, key=lambda example: (example.day, example.article), reverse=True)
    seen: Counter[str] = Counter()
    first: list[Example] = []
    later: list[Example] = []
    for example in newest:
        rare = any(seen[label] < 40 for label in example.labels)
        seen.update(example.labels)
        (first if rare else later).append(example)
    return sorted((first + later)[:most], key=lambda example: example.article)
