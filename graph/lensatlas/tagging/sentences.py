"""Sentences, with their places in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from lensatlas.tagging.inflection import wordset

# A full stop after these ends no sentence by itself.
_ABBREVIATIONS = wordset(
    "adm al approx art assoc atty ave bros capt cf cmdr co col corp dept dr e.g eq esq est etc ex fig fr gen gov hon i.e "
    "inc jr lt ltd maj mr mrs ms mt no nos op p pp pres prof rep reps rev sen sens sgt sr st vol vs "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
# After an acronym with full stops ("U.S.") only these open a new sentence for certain.
_OPENERS = wordset(
    "A After An And As At But By For He Her His If In It Its Meanwhile No On Or Our She So That The Their These They This Those "
    "To We What When While With Yet"
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n")
_ITEM = re.compile(r"\s*(?:[-*•–·▪]|\(?\d{1,2}[.)])\s+")
_OPENING = frozenset("([“\"‘'")
_NEXT_WORD = re.compile(r"\s*[\"'“‘(\[]*(\w+)")


class Span(NamedTuple):
    """``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


def sentences(text: str) -> list[Span]:
    """The sentences of a text, trimmed and without bullets; a blank line and the end of a list's item end one too.

    >>> [s.of("The U.S. army left. It won.") for s in sentences("The U.S. army left. It won.")]
    ['The U.S. army left.', 'It won.']
    """
    found = []
    start = 0
    item = _ITEM.match(text)
    listed = bool(item)
    for end in _END.finditer(text):
        mark = end.group()
        if mark == "\n" and not listed and text[end.start() - 1] not in ":?" and not _ITEM.match(text, end.end()):
            continue
        if not mark.isspace() and not _closes(text, start, end.start(), end.end()):
            continue
        found.append(trimmed(text, item.end() if item else start, end.end()))
        start = end.end()
        item = _ITEM.match(text, start) if mark.isspace() else None
        listed = bool(item) if mark.isspace() else listed
    found.append(trimmed(text, item.end() if item else start, len(text)))
    return [span for span in found if span.end > span.start]


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without the spaces around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _closes(text: str, start: int, dot: int, end: int) -> bool:
    """Whether the mark at ``dot`` ends a sentence: before a small letter none does, after an abbreviation no full stop."""
    following = _NEXT_WORD.match(text, end)
    if following is None:
        return True
    if text[start:dot].strip().isdigit():
        return False  # "1. The first item"
    word = following[1]
    before = _word_before(text, start, dot)
    if word[0].islower() and "\n" not in text[end : following.start(1)]:
        return False
    if text[dot] != ".":
        return True
    if before.casefold() in _ABBREVIATIONS:
        return False
    if (len(before) == 1 and before.isupper()) or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", before):
        return word in _OPENERS
    return True


def _word_before(text: str, start: int, end: int) -> str:
    at = end
    while at > start and not text[at - 1].isspace() and text[at - 1] not in _OPENING:
        at -= 1
    return text[at:end]
