"""The labels of a vocabulary, so laid out that a tag finds those like its own without looking at all of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lensatlas.features.terms import stems
from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import american, wordset
from lensatlas.tagging.tags.words import JOINING, bare, family, one, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lensatlas.model import Concept

Words = tuple[str, ...]
Key = TypeVar("Key")

_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*")
_JOINT = re.compile(r"\s*(?:,|/|&|;|\band\b|\bor\b)\s*", re.IGNORECASE)
_SMALL = JOINING | {"in", "for", "on", "to", "with", "or"}
# Words that name what everything is: with or without them a label is much the same.
FILLER = wordset("industry sector issue matter affair activity service system field area topic news general other misc")
# A word in more labels than this is too common to bring two labels together.
_COMMON = 60
_CLIP = 3
# A single word that is rarer than this (−ln of its share of all words) is hardly a word of its own.
_RARE = 13.0
# Endings to the dictionary, but words as well.
_WORDS_TOO = frozenset({"ship", "ism"})


class Form(NamedTuple):
    """One way to write a concept's label: which concept (by number), its words, in which role, and how much of the label it is."""

    concept: int
    words: Words
    role: str
    how: str


def spelled(text: str) -> Words:
    """The words of a label in the singular and in American spelling, small words left out."""
    found = [word for word in bare(text) if word not in _SMALL]
    return tuple(american(one(word, alone=len(found) == 1)) for word in found)


def forms(number: int, concept: Concept) -> Iterator[Form]:
    """The ways in which a concept's labels may be written: whole, without a qualifier, and the subjects that they join."""
    roles = (("preferred", concept.preferred), ("alternative", concept.alternative), ("hidden", concept.hidden))
    for role, labels in roles:
        for text in labels:
            plain = _QUALIFIER.sub(" ", text)
            yield Form(number, spelled(text), role, "whole")
            if plain.strip() and plain != text:
                yield Form(number, spelled(plain), role, "qualified")
            for piece in _pieces(plain):
                yield Form(number, spelled(piece), role, "part")


def _pieces(text: str) -> list[str]:
    """The subjects that a label joins; the last may lend its last word to those before: civil and public service."""
    found = [piece for piece in _JOINT.split(text.strip()) if piece]
    if len(found) < 2:
        return []
    tail = found[-1].split()[1:]
    lent = [" ".join([piece, *tail[-1:]]) for piece in found[:-1]] if tail else []
    return list(dict.fromkeys([*found, *lent]))


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """All forms of all labels of a vocabulary, by what may lead to them. Built by :meth:`of`."""

    forms: Sequence[Form]
    exactly: Mapping[Words, Sequence[int]]
    anyhow: Mapping[Words, Sequence[int]]
    stemmed: Mapping[Words, Sequence[int]]
    akin: Mapping[Words, Sequence[int]]
    by_word: Mapping[str, Sequence[int]]
    begun: Mapping[str, Sequence[int]]
    words: Sequence[str]
    stem: Callable[[str], str]

    @classmethod
    def of(cls, concepts: Sequence[Concept]) -> Labels:
        """The labels of these concepts."""
        found = tuple(form for number, concept in enumerate(concepts) for form in forms(number, concept) if form.words)
        stem = stems()
        return cls(
            forms=found,
            exactly=_indexed(found, lambda words: words),
            anyhow=_indexed(found, lambda words: tuple(sorted(words))),
            stemmed=_indexed(found, lambda words: stemmed(words, stem)),
            akin=_indexed(found, lambda words: tuple(sorted(root(word) for word in words))),
            by_word=_by_word(found),
            begun=_indexed(found, lambda words: words[0][:_CLIP]),
            words=tuple(sorted({word for form in found for word in form.words})),
            stem=stem,
        )

    def clipped(self, words: Words) -> Iterator[Form]:
        """Forms whose words begin, one by one, with these, where no dictionary has at least one of these: acq, nat gas."""
        short = [word for word in words if word not in self.by_word]
        if not short or not all(len(word) >= _CLIP and word.isalpha() for word in words):
            return
        if len(words) == 1 and (words[0] in _WORDS_TOO or (surprise(words[0]) or _RARE) < _RARE):
            return
        for form in (self.forms[number] for number in self.begun.get(words[0][:_CLIP], ())):
            if len(form.words) == len(words) and all(
                whole_word.startswith(word) for word, whole_word in zip(words, form.words, strict=True)
            ):
                yield form


def stemmed(words: Iterable[str], stem: Callable[[str], str]) -> Words:
    """The stems of words, in order of the alphabet."""
    return tuple(sorted(stem(word) or word for word in words))


_ROOT = re.compile(r"(?:ic|ical|al|ous|ious|eous|ary|ory|ion|ation|ition|ity|ism|ist|er|or|ing|ment|ance|ence|y|e|a)$")


def root(word: str) -> str:
    """What is left of a word without its ending, and without a second: religion and religious, democracy and democratic.

    >>> root("religious") == root("religion"), root("economic") == root("economy"), root("police") == root("policy")
    (True, True, False)
    """
    cut = family(whole(word))
    if cut in _NO_FAMILY:
        return cut
    for _ in range(2):
        shorter = _ROOT.sub("", cut)
        if len(shorter) < 5:
            break
        cut = shorter
    return cut


# Words alike in their root that are two things.
_NO_FAMILY = wordset(
    "police policy organ organic organization univers university universal communism community commune general generation"
)


def _indexed(found: Sequence[Form], key: Callable[[Words], Key]) -> Mapping[Key, Sequence[int]]:
    table: defaultdict[Key, list[int]] = defaultdict(list)
    for number, form in enumerate(found):
        table[key(form.words)].append(number)
    return table


def _by_word(found: Sequence[Form]) -> Mapping[str, Sequence[int]]:
    """Word → the forms that hold it, of whole labels; empty for words that are in too many."""
    table: defaultdict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(found):
        for word in dict.fromkeys(form.words):
            table[word].append(number)
    often = Counter({word: len(numbers) for word, numbers in table.items()})
    return {word: numbers if often[word] <= _COMMON else () for word, numbers in table.items()}
