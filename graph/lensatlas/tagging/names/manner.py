"""How a line of text is written: as prose, in a table, as a headline with capitals on every word, or all in capitals."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.evidence import general

Manner = Literal["prose", "table", "titled", "shouted"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?][\"'”’)]*\s+[^\W\d_]")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?: ?, ?[A-Z][\w .]{1,24}?)? *(?:\d{4}-\d\d-\d\d|\(\w+\)|--|—|, \w{3,9} \d)"
)
_MONTH_OR_DAY = re.compile("|".join(sorted(word.upper() for word in w.MONTHS_AND_DAYS)))
_WRAPPED = re.compile(r"[^\n]{20}[^\n.!?:;]\n(?=[a-z])")
_SHORTEST_WRAPPED = 30
# A headline is short; a longer line with many capitals is a list of names.
_LONGEST_HEADLINE = 240


class Line(NamedTuple):
    """``text[start:end]`` is a line, written in this manner."""

    start: int
    end: int
    manner: Manner


def lines(text: str) -> list[Line]:
    """The lines of a passage that hold anything, each with its manner; lines of one wrapped paragraph stay apart."""
    found = []
    start = 0
    rows = text.split("\n")
    for line, below in zip(rows, [*rows[1:], ""], strict=True):
        if line and not line.isspace():
            written = manner(line)
            # What goes on in small letters below is no headline.
            found.append(
                Line(start, start + len(line), "prose" if written == "titled" and below[:1].islower() else written)
            )
        start += len(line) + 1
    return found


def manner(line: str) -> Manner:
    """How one line is written.

    >>> [manner(x) for x in ("Talks fail again.", "TALKS FAIL", "Court Stays Order on Ports", "Lodz 3 2 1 0 7")]
    ['prose', 'shouted', 'titled', 'table']
    """
    if len(line) > _LONGEST_HEADLINE:
        return "prose"
    words = _WORD.findall(line)
    if not words:
        return "prose"
    shouted = sum(word.isupper() for word in words)
    small = sum(word.islower() for word in words)
    if shouted > 0.7 * len(words) and (small == 0 or shouted > 3):
        return "shouted"
    numbers = len(_DIGITS.findall(line))
    if numbers >= 2 and numbers > len(words) * 0.5 and small <= len(words) * 0.4:
        return "table"
    long = [word for word in words if len(word) > 3]
    capital = [word for word in long if word[0].isupper()]
    if (
        len(words) < 4
        or len(capital) < 0.75 * len(long)
        or line.rstrip().endswith((",", ";", "."))
        or _ENDS.search(line)
    ):
        return "prose"
    # Every name has a capital: only ordinary words that have one make a headline.
    plain = sum(general(word) for word in capital)
    return "titled" if plain >= 2 and plain >= 0.3 * len(long) else "prose"


def unwrapped(text: str) -> str:
    r"""The text with its soft line breaks turned into spaces, each character in its place: "Ken\nGreen" is one name.

    A break is soft between two lines of prose, the first of them long, where no sentence ends; and only in a text that has
    such breaks before small letters.

    >>> unwrapped("The port is now run by the firm of Ana\nLind, who has owned it since\nlast year.\nThe end.")
    'The port is now run by the firm of Ana Lind, who has owned it since\nlast year.\nThe end.'
    """
    if not _WRAPPED.search(text):
        return text
    letters = list(text)
    before: Line | None = None
    for line in lines(text):
        if (
            before
            and before.manner == line.manner == "prose"
            and before.end + 1 == line.start
            and before.end - before.start >= _SHORTEST_WRAPPED
            and text[before.end - 1] not in ".!?:;"
        ):
            letters[before.end] = " "
        before = line
    return "".join(letters)


def is_dateline(text: str, at: int) -> bool:
    """Whether a report's place and day, or place and agency, begin here: "CAIRO (Agency) -", "VENICE, Italy 2031-08-31"."""
    begins = at == 0 or text[at - 1] == "\n"
    return begins and _DATELINE.match(text, at) is not None and not _MONTH_OR_DAY.match(text, at)
