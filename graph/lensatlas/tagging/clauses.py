"""The clauses of a sentence: each has a verb of leverage, and what has none stays with its neighbour."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lensatlas.tagging import verbs
from lensatlas.tagging.grammar import tokens, verb_in
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.nouns import names_actor
from lensatlas.tagging.phrases import listed
from lensatlas.tagging.sentences import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENING_VERBS = verbs.BE | verbs.MODALS | wordset("come comes emerge emerges end ends")
_CUTS = re.compile(
    r";\s*(?:and\s+|but\s+|while\s+)?|,?\s+(?:while|whereas)\s+|,\s+(?:and|but|yet|so|as|even as|though|although)\s+|"
    r"\s+(?:and|but)\s+|\s*[—–]\s*|:\s+|,\s+"
)
_LEADING = re.compile(r"^(?:(?:while|whereas|and|but|yet|so|although|though|as)\b,?\s+)+", re.IGNORECASE)
# A sentence with more joints than this is a list, not prose; looking behind each would take quadratic time.
MOST_CUTS = 24
# What holds only under a condition is no claim; what follows from it, after the comma, is.
_CONDITION = re.compile(r"(?:if|unless|until|whether|when|once|where|wherever)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)


def clauses(text: str, span: Span, names: Sequence[Span]) -> Iterator[Span]:
    """The clauses of a sentence: each has a verb of leverage; what has none stays with its neighbour."""
    parts: list[Span] = []
    start = span.start
    for mark in islice(_CUTS.finditer(text, *span), MOST_CUTS):
        if any(name.start < mark.start() < name.end for name in names):
            continue
        left, right = trimmed(text, start, mark.start()), trimmed(text, mark.end(), span.end)
        word = mark.group().strip(" ,")
        weak = word in {"", "and", "but"} and ";" not in mark.group()
        follows = mark.group().startswith(",") and (word in {"so", "yet"} or bool(word and verb_in(text, left, names)))
        if mark.start() <= start or not _opens_clause(text, right, names, weak=weak, follows=follows):
            continue
        told = word[:1] in {";", ":"} or word in {"while", "whereas"} or verb_in(text, left, names) is not None
        if not told and not (
            mark.group().startswith(",")
            and (word in {"so", "yet"} or (word in {"and", "but"} and _is_clause(text, left, right, names)))
        ):
            continue
        parts.append(left)
        start = mark.end()
    parts.append(trimmed(text, start, span.end))
    for part in parts:
        yield from _fronted(text, part, names)


def _auxiliary(text: str, span: Span) -> int | None:
    """Where a verb begins that is none of leverage but may open a fixed wording: "is left with", "come out ahead"."""
    return next((word.start for word in tokens(text, *span) if word.lower in _OPENING_VERBS), None)


def _is_clause(text: str, left: Span, right: Span, names: Sequence[Span]) -> bool:
    """Whether what stands before ", and" is a clause of its own rather than the beginning of a list of subjects."""
    members = listed(text, *left, names)
    if len(members) == 1 and len(left.of(text).split()) >= 5:
        return _opens_clause(text, right, names, weak=True)
    return _opens_clause(text, right, names, weak=True) and not all(
        names_actor(member.of(text)) or any(member.start <= n.start and n.end <= member.end for n in names)
        for member in members
    )


def _fronted(text: str, part: Span, names: Sequence[Span]) -> Iterator[Span]:
    """Splits "Whereas exporters pocket the advance, the air force surrenders its say" holds two clauses."""
    leading, condition = _LEADING.match(text[part.start : part.end]), _CONDITION.match(text[part.start : part.end])
    if not leading and not condition:
        yield part
        return
    rest = Span(part.start + (leading.end() if leading else 0), part.end)
    for comma in re.finditer(r",\s+", text[rest.start : rest.end]):
        left, right = Span(rest.start, rest.start + comma.start()), Span(rest.start + comma.end(), rest.end)
        if _opens_clause(text, right, names, weak=not condition) and verb_in(text, right, names):
            if condition:
                yield right
                return
            if verb_in(text, left, names):
                yield left
                yield right
                return
    if not condition:
        yield rest


def _opens_clause(text: str, right: Span, names: Sequence[Span], *, weak: bool, follows: bool = False) -> bool:
    """Whether a clause begins here: a verb at once (the subject runs on), or a subject and then a verb.

    ``follows``: a clause with a verb and ", and" stand before it, so that anything may be its subject.
    """
    if not weak:
        return True
    verb = verb_in(text, right, names)
    begins = verb.start if verb else _auxiliary(text, right)
    if begins is None:
        return False
    if begins <= right.start:
        return verb is not None
    subject = trimmed(text, right.start, begins)
    words = _DETERMINER.sub("", subject.of(text))
    known = any(name.start >= subject.start and name.end <= subject.end for name in names)
    return len(words.split()) <= 8 and ", " not in words and (known or follows or names_actor(words))
