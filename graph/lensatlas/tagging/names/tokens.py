"""The capitalised words of a passage, and how each stands: where a sentence begins, in a table, in a headline."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import NamedTuple

from lensatlas.tagging.names.words import ABBREVIATED, DESCRIBING

# Capital letters as a character class: the regular expressions of the standard library know no \p{Lu}.
UPPER = "".join(chr(code) for code in range(0x590) if unicodedata.category(chr(code)) == "Lu")
# Begins with one class of characters, which the standard library looks for three times as fast as for what may stand before it.
_WORD = rf"[{UPPER}]\w*(?:[-'’&.]\w+)*"
_CAPITAL = re.compile(rf"[{UPPER}]\.(?:[{UPPER}]\.)+[{UPPER}]?(?!\w)|{_WORD}")  # U.S., J.P.; O'Neill, Hewlett-Packard
_AFTER_PREFIX = re.compile(_WORD)
_PREFIX = re.compile(r"(?<![\w&])(?<!\w['’\-.])(?:al|el|ad|an|ar|as|ash|at|d|l|e|i)[-'’]?$")  # al-Assad, iPhone
_POSSESSIVE = re.compile(r"['’][sS]?$")
# A lower-case ending after a hyphen describes: "Iran-led", "Moscow-based"; "Stoke-on-Trent" and "al-Assad" are names.
_DESCRIBES = re.compile(rf"-[^\W{UPPER}]\w*(?:-[^\W{UPPER}]\w*)*$")
_DASHED = re.compile(r"\s+(?:-{1,3}|[–—])\s+")
_OPENING = "\"'“‘«([{*_#>•–—- \t\u00a0"
_ENDING = frozenset(".!?:;…")
_QUOTES = frozenset('"“«`')


class Token(NamedTuple):
    """A capitalised word at ``text[start:end]``; ``describes`` where it goes on in small letters after a hyphen ("Iran-led")."""

    start: int
    end: int
    text: str
    describes: bool


class Chain(NamedTuple):
    """``tokens`` that are read as one name; ``titled`` where a person's title, ``demonym`` where a people's name stood before them.

    ``headed`` where "of", "for" or "on" joins its parts. ``nation``: the adjective that says whose the ministry or parliament is.
    """

    tokens: tuple[Token, ...]
    titled: bool = False
    demonym: bool = False
    headed: bool = False
    nation: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[-1].end


def capitals(text: str) -> list[Token]:
    """The capitalised words of a text, without a possessive ending.

    >>> [token.text for token in capitals("Iran’s U.S.-led talks with O'Neill and Hewlett-Packard")]
    ['Iran', 'U.S.', "O'Neill", 'Hewlett-Packard']
    """
    found = []
    for match in _CAPITAL.finditer(text):
        start, word, describes = match.start(), match.group(), False
        if start and _goes_on(text, start):
            prefix = _PREFIX.search(text, max(0, start - 4), start)
            if prefix is None:
                continue
            start = prefix.start()
            word = prefix.group() + _AFTER_PREFIX.match(text, match.start()).group()  # type: ignore[union-attr]
        if not word.isalnum():
            if word[-1] in "sS'’":
                word = _POSSESSIVE.sub("", word)
            if "-" in word:
                tail = _DESCRIBES.search(word)
                if tail and tail.start() > 0 and _is_describing(tail.group()):
                    word, describes = word[: tail.start()], True
        found.append(Token(start, start + len(word), sys.intern(word), describes))
    return found


def _goes_on(text: str, at: int) -> bool:
    """Whether a capital stands inside a word, or behind what joins it to one."""
    before = text[at - 1]
    if before.isalnum() or before in "_&":
        return True
    return at > 1 and before in "'’-." and (text[at - 2].isalnum() or text[at - 2] == "_")


def _is_describing(tail: str) -> bool:
    ending = tail.rpartition("-")[2]
    return ending in DESCRIBING or ending.endswith(("ed", "ing"))


def opens(text: str, at: int) -> bool:
    """Whether a word at this place begins a sentence, a line or a quotation, so that its capital says nothing."""
    back = at - 1
    quoted = False
    while back >= 0 and text[back] in _OPENING:
        quoted = quoted or text[back] in _QUOTES
        back -= 1
    if back < 0 or quoted or text[back] == "\n":
        return True
    if text[back] not in _ENDING:
        return _DASHED.fullmatch(text, back + 1, at) is not None
    if text[back] != ".":
        return True
    word = text[:back].rpartition(" ")[2] if back < 40 else text[back - 40 : back].rpartition(" ")[2]
    word = word.rpartition("\n")[2].lstrip("(\"'“‘[")
    return not (word in ABBREVIATED or (len(word) == 1 and word.isupper()))


def is_initial(text: str, token: Token) -> bool:
    """A letter that stands for a given name: "R. Lind"."""
    return token.end - token.start == 1 and text[token.end : token.end + 2] == ". "
