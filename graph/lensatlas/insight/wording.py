"""How what two articles share is written: each name once, as the articles spell it, no words that break off."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.features.terms import STOP_WORDS, stems
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lensatlas.network.graph import Graph

# Pairs of words that are looked at to see whether their first is a name.
_AFTER = 64
# Endings of words that say how, not what: "raising serious" and "fundamentally reshaped" break off before what they are about.
_HOW = ("ly", "ed", "ous", "ional", "ful")
_THINGS = frozenset(
    ["ally", "anomaly", "assembly", "bed", "deed", "family", "feed", "fed", "greed", "hundred", "monopoly", "need", "oligopoly",
     "professional", "rally", "seed", "shed", "speed", "supply", "reply", "tally"]
)  # fmt: skip
_stem = stems()


def fragment(label: str) -> bool:
    """Whether words break off before what they are about.

    >>> fragment("raising serious"), fragment("frozen funds"), fragment("nearly")
    (True, False, True)
    """
    last = label.rsplit(maxsplit=1)[-1]
    return last.islower() and last.endswith(_HOW) and last not in _THINGS


def once(names: Sequence[str]) -> list[str]:
    """Names in order, without those that another says: by case or signs alone, as its initials, or with a word more.

    >>> once(["Fifth Circuit", "Fifth Circuit Court of Appeals", "DOJ", "Department of Justice", "doj"])
    ['Fifth Circuit Court of Appeals', 'Department of Justice']
    """
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    told = [Told.of(folded) for folded in first]
    return [
        name
        for name, one in zip(first.values(), told, strict=True)
        if not any(other.says(one) for other in told if len(other.words) > len(one.words))
    ]


def same(name: str, other: str) -> bool:
    """Whether one of two names is the initials of the other.

    >>> same("FTC", "Federal Trade Commission"), same("FTC", "Federal Reserve")
    (True, False)
    """
    one, two = Told.of(fold(name)), Told.of(fold(other))
    return any(len(few.words) == 1 and few.words <= many.initials for few, many in ((one, two), (two, one)))


class Told(NamedTuple):
    """A name as what it tells: its words, and what its initials may be."""

    words: frozenset[str]
    initials: frozenset[str]

    @classmethod
    def of(cls, folded: str) -> Told:
        """What a name tells, given in the form that names are compared in (:func:`~lensatlas.model.fold`)."""
        words = folded.split()
        initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in STOP_WORDS))
        return cls(frozenset(words), frozenset(text for text in initials if len(text) > 1))

    def says(self, other: Told) -> bool:
        """Whether it tells another too: it has all its words, or the initials that the other is."""
        return other.words < self.words or (len(other.words) == 1 and other.words <= self.initials)


def spelling(graph: Graph) -> Callable[[str], str]:
    """How the articles of a graph write a tag that stands in small letters: "cia leak" as "CIA leak", where most of them do.

    One that names an actor is written as the actor is; two words are known as a pair. Of others each word gets back the capitals
    inside it, and its first one where it has that amid a sentence too: headlines write any other word large. Terms stand in order,
    words before pairs, so that one is found without a table of all; what was looked up is remembered.
    """
    terms, labels = graph.terms, graph.term_labels
    pairs = bisect_left(terms, True, key=lambda term: " " in term)

    @cache
    def known(wording: str) -> str:
        term = " ".join(map(_stem, wording.split()))
        at = bisect_left(terms, term, *((pairs, len(terms)) if " " in term else (0, pairs)))
        found = labels[at] if at < min(len(labels), len(terms)) and terms[at] == term else wording
        return found if found.casefold() == wording else wording

    def large(word: str) -> bool:
        """Whether a word has its capital where the word after it has none."""
        term = f"{_stem(word)} "
        at = bisect_left(terms, term, pairs, len(terms))
        amid = [
            first != word
            for first, *_, last in (label.split() for label in labels[at : at + _AFTER] if " " in label)
            if first.casefold() == word and not last[0].isupper()
        ]
        return len(amid) > 1 and 3 * sum(amid) > 2 * len(amid)

    def alone(word: str) -> str:
        found = known(word)
        return found if not found[1:].islower() or (found != word and large(word)) else word

    @cache
    def spelt(tag: str) -> str:
        words = tag.split()
        written = [known(word) for word in words]
        if len(words) > 1 and written != words:
            names = [word if word in STOP_WORDS else _capital(form) for word, form in zip(words, written, strict=True)]
            for name in (" ".join(names), "-".join(names)):
                if name in graph.position["actor"]:
                    return name
            if all(known(" ".join(pair).lower()) == " ".join(pair) for pair in pairwise(names)):
                return " ".join(names)
        whole = known(tag) if len(words) == 2 else tag
        return whole if whole != tag else " ".join(map(alone, words))

    return spelt


def _capital(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"
