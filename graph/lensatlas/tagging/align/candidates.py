"""Which concepts a tag may mean, by its label alone: each with the surest rule that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.tagging.align.alignment import RULES
from lensatlas.tagging.align.labels import FILLER, root, spelled, stemmed
from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.tags.broader import AGAINST, head_last
from lensatlas.tagging.tags.doubles import same_endings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.tagging.align.labels import Form, Labels, Words

# A mistyped word: at least so long, in no dictionary, one slip away from a word of the vocabulary.
_SLIP_LENGTH = 6
# What a hidden or alternative label takes from the sureness of a rule.
_ROLE = {"preferred": 1.0, "alternative": 0.96, "hidden": 0.9}
# The share of both labels' words that must be the same for an overlap.
_SHARED = 0.5
# A tag that more labels begin or end with is too general to mean one of them.
_KINDS = 4


def candidates(tag: str, labels: Labels) -> dict[int, tuple[str, float]]:
    """Concept (by number) → the rule that leads to it and how sure that is without the articles; the surest of each concept."""
    best: dict[int, tuple[str, float]] = {}
    for form, rule in _found(tag, labels):
        sure = RULES[rule].sure * _ROLE[form.role]
        if form.concept not in best or sure > best[form.concept][1]:
            best[form.concept] = rule, sure
    return best


def _found(tag: str, labels: Labels) -> Iterator[tuple[Form, str]]:
    words = spelled(tag)
    if not words:
        return
    for form in _at(labels, labels.exactly.get(words, ())):
        yield form, _named(form, "same")
    for form in _at(labels, labels.anyhow.get(tuple(sorted(words)), ())):
        yield form, _named(form, "spelling")
    yield from _loosely(words, labels)
    yield from _by_ends(tag, words, labels)
    for form in labels.clipped(words):
        yield form, "clipped"
    yield from _overlapping(words, labels)


def _at(labels: Labels, numbers: Iterable[int]) -> Iterator[Form]:
    return (labels.forms[number] for number in numbers)


def _named(form: Form, rule: str) -> str:
    """The rule of an equal label: how much of the concept's label it is, and in which role."""
    if form.how != "whole":
        return form.how
    return rule if form.role == "preferred" else "alternative"


def _loosely(words: Words, labels: Labels) -> Iterator[tuple[Form, str]]:
    """Labels equal but for word forms, families, filling words and slips."""
    for form in _at(labels, labels.stemmed.get(stemmed(words, labels.stem), ())):
        if same_endings(words, form.words):
            yield form, "form"
    for form in _at(labels, labels.akin.get(tuple(sorted(root(word) for word in words)), ())):
        yield form, "akin"
    for less in {words[:-1] if words[-1] in FILLER else (), words[1:] if words[0] in FILLER else ()} - {()}:
        for form in _at(labels, labels.stemmed.get(stemmed(less, labels.stem), ())):
            yield form, "filler"
    for extra in sorted(FILLER):
        for form in _at(labels, labels.exactly.get((*words, extra), ())):
            yield form, "filler"
    corrected = tuple(_corrected(word, labels) for word in words)
    if corrected != words:
        for form in _at(labels, labels.exactly.get(corrected, ())):
            yield form, "slip"


def _corrected(word: str, labels: Labels) -> str:
    """The word of the vocabulary that a mistyped word is one slip away from."""
    if len(word) < _SLIP_LENGTH or not word.isalpha() or word in labels.by_word or surprise(word) is not None:
        return word
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, labels.words, scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else word


def _by_ends(tag: str, words: Words, labels: Labels) -> Iterator[tuple[Form, str]]:
    """Concepts that are what a tag's last words name, that end with the tag, or that begin with it."""
    ends = spelled(" ".join(head_last(tag)))
    if words[0] not in AGAINST:
        yield from ((form, "kind") for form in _longest([ends[start:] for start in range(1, len(ends))], labels))
        yield from (
            (form, "aspect") for form in _longest([words[:end] for end in range(len(words) - 1, 0, -1)], labels)
        )
    longer = [
        (form, "narrower" if form.words[-len(words) :] == words else "modifier")
        for form in _at(labels, labels.by_word.get(words[-1], ()))
        if form.how == "whole"
        and words in {form.words[-len(words) :], form.words[: len(words)]}
        and form.words != words
    ]
    if len(longer) <= _KINDS:
        yield from longer


def _longest(parts: Iterable[Words], labels: Labels) -> list[Form]:
    """The concepts of the first of these parts of a tag that is a label by itself."""
    for part in parts:
        found = [form for form in _at(labels, labels.exactly.get(part, ())) if form.how != "part"]
        if found:
            return found
    return []


def _overlapping(words: Words, labels: Labels) -> Iterator[tuple[Form, str]]:
    """Labels of which half the words are the tag's, where both have two words or more."""
    if len(words) < 2:
        return
    for number in sorted({number for word in words for number in labels.by_word.get(word, ())}):
        form = labels.forms[number]
        both = len(set(words) & set(form.words))
        if form.how == "whole" and len(form.words) > 1 and both >= _SHARED * len(set(words) | set(form.words)):
            yield form, "overlap"
