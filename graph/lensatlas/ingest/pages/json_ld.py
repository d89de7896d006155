"""JSON-LD as pages hold it: parsed where it is JSON, mended where it is nearly so; a context is never fetched."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Characters of all blocks of a page that are looked at: of 139 real pages the largest has 840,919, most have 3,000.
LARGEST = 4_000_000
_DECODER = json.JSONDecoder(strict=False)  # raw newlines in a text are the commonest fault
_OPENED = re.compile(r"\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)")
_CLOSING = ("-->", "]]>", "/*", "*/", "//", ";")
_BETWEEN = re.compile(r"[\s,;]*")
_OUTSIDE = r"""|//[^\n]*|/\*.*?(?:\*/|\Z)|[{}\[\],]|[^"/{}\[\],]+|/"""
# A text runs to its quote or to the end: a missing quote must not be looked for again from every later one.
_TOKEN = re.compile(r'"(?:[^"\\]|\\(?:.|\Z))*(?:"|\Z)' + _OUTSIDE, re.DOTALL)
# Where quotes inside texts are not escaped, one ends its text only before what may follow a text.
_LOOSE = re.compile(
    r'"(?:[^"\\]|\\(?:.|\Z)|"(?!\s{0,40}(?:[:}\]]|,\s{0,40}["{\[\dtfn}\]-]|\Z)))*(?:"|\Z)' + _OUTSIDE, re.DOTALL
)
_ESCAPED = re.compile(r'(\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]))|\\(.)|\\\Z|(")', re.DOTALL)
_CLOSER = {"{": "}", "[": "]"}


def documents(scripts: Iterable[str]) -> Iterator[Any]:
    """The JSON values of a page's blocks in order; a block that cannot be mended gives none."""
    left = LARGEST
    for script in scripts:
        left -= len(script)
        if left < 0:
            return
        yield from _values(_bare(script))


def _bare(script: str) -> str:
    """A block without the comment or CDATA section around it."""
    opened = _OPENED.match(script)
    text = script[opened.end() if opened else 0 :].strip()
    for _ in range(4):  # "*/", "]]>", "//" and ";" may all be there
        if not text.endswith(_CLOSING):
            break
        text = text.removesuffix(next(mark for mark in _CLOSING if text.endswith(mark))).rstrip()
    return text


def _values(text: str) -> list[Any]:
    found = _read(text)
    if found is None and '"' not in text[:200] and "&" in text:  # its own quotes were written as entities
        text = html.unescape(text)
        found = _read(text)
    if found is None:
        found = _read(_mended(text, _TOKEN))
    if found is None:
        found = _read(_mended(text, _LOOSE))
    return found or []


def _read(text: str) -> list[Any] | None:
    """All the values in a text, one after another; None where one of them is no JSON."""
    found, at = [], 0
    try:
        while at < len(text):
            value, at = _DECODER.raw_decode(text, at)
            found.append(value)
            between = _BETWEEN.match(text, at)
            at = between.end() if between else at
    except RecursionError:  # nested deeper than any article; nothing to be mended
        return []
    except ValueError:
        return None
    return found


def _mended(text: str, token: re.Pattern[str]) -> str:
    """The text without comments and trailing commas, with no escapes but JSON's, and closed where it breaks off."""
    pieces: list[str] = []
    opened: list[str] = []
    comma = False
    for found in token.finditer(text):
        piece = found[0]
        if piece.startswith(("//", "/*")) or piece.isspace():
            continue
        if piece == ",":
            comma = True
            continue
        if piece in "}]":
            if not opened or opened.pop() != piece:
                break
        elif comma and pieces:
            pieces.append(",")
        comma = False
        if piece in _CLOSER:
            opened.append(_CLOSER[piece])
        pieces.append(_quoted(piece) if piece[0] == '"' else piece)
    return "".join((*pieces, *reversed(opened)))


def _quoted(piece: str) -> str:
    """A text with its quotes, in which only JSON's own escapes are left."""
    inner = piece[1:-1] if len(piece) > 1 and piece[-1] == '"' else piece[1:]
    return f'"{_ESCAPED.sub(_escape, inner)}"'


def _escape(found: re.Match[str]) -> str:
    return found[1] or (found[2] or ('\\"' if found[3] else ""))
