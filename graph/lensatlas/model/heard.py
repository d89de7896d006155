"""What articles tell of names and words, before anyone knows what the corpus makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lensatlas.model.actor import ActorKind
    from lensatlas.model.identity import ArticleId

# Two hooks → answer: what is known that concerns the articles which have both; see lensatlas.tagging.hooks.
Answers = Mapping[tuple[int, int], int]


class HeardName(NamedTuple):
    """A name that a text gives in full, and what it names; ``taken_up`` where the text goes on with the surname alone."""

    name: str
    kind: ActorKind
    taken_up: bool


class HeardLine(NamedTuple):
    """A line of tags without separators, and those of the article's words and phrases that occur in it."""

    line: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one article tells of names and words.

    ``year``: that of its publication. ``alone``: the bare surnames that stand without a given name. ``acronyms``: each with what
    the article explains it by. ``actors``: those its record names, each with its kind, empty where it has none. ``words``: how
    often a word stands in small letters, or with a capital inside a sentence. ``hooks``: the numbers of all its words.
    """

    article: ArticleId
    year: int | None = None
    names: tuple[HeardName, ...] = ()
    alone: tuple[str, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    line: HeardLine | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    hooks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearsay:
    """What all articles of a corpus tell together: the sum of what each tells, whatever their order.

    ``names``: name, kind and year → in how many articles, and how many of them take the surname up. ``actors``: name, kind and
    year → how many records name it. ``words``: word → how often.
    """

    names: Mapping[tuple[str, ActorKind, int | None], tuple[int, int]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    acronyms: frozenset[tuple[str, str]] = frozenset()
    actors: Mapping[tuple[str, str, int | None], int] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    lines: tuple[HeardLine, ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)
