"""The elements of one name in a file of many, one after another: memory does not grow with the file.

Each is cut out before it is parsed, so that one that is broken costs only itself, and each has its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest of 6,000 news stories has 13 KB; a post that holds its pictures as text may have some MB.
LONGEST = 16 * 1024 * 1024
_CHUNK = 256 * 1024
_LITERAL, _LITERAL_ENDS = b"<![CDATA[", b"]]>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """``raw`` from the opening tag to the closing one, at ``line`` from 1; ``fault`` says why it is not whole."""

    raw: bytes
    line: int
    fault: str = ""


def elements(file: BinaryIO, name: str, longest: int = LONGEST) -> Iterator[Element]:
    """What stands before the first element called ``name``, then each of them; what lies between is passed over."""
    tape = _Tape(file, name, longest)
    place = "head"
    while True:
        mark = tape.seek()
        closing = mark is not None and mark.group().startswith(b"</")
        if closing and place == "head":  # a stray one
            tape.at = mark.end() if mark else 0
            continue
        piece = tape.cut(None if mark is None else mark.end() if closing else mark.start())
        if place == "inside" and not closing:
            piece = replace(piece, fault=piece.fault or "it is never closed")
        if place != "between":
            yield piece
        if mark is None:
            return
        place = "between" if closing else "inside"
        tape.at = 0 if closing else 1  # the opening mark is the piece's own


class _Tape:
    """A file as it passes by: what is held of it begins where the last piece was cut."""

    def __init__(self, file: BinaryIO, name: str, longest: int) -> None:
        tag = re.escape(name.encode())
        # What stands in a CDATA section is text: a post may well write about an <item>.
        self.mark = re.compile(rb"<" + tag + rb"(?=[\s>])|</" + tag + rb"\s{0,8}>|<!\[CDATA\[")
        self.margin = len(name) + 16  # no mark is longer
        self.file, self.longest = file, longest
        self.held = bytearray()
        self.at, self.line, self.begun = 0, 1, 1
        self.lost = self.ended = False

    def seek(self) -> re.Match[bytes] | None:
        """The next opening or closing mark outside CDATA; None where the file ends."""
        literal = False
        while True:
            if literal:
                ends = self.held.find(_LITERAL_ENDS, self.at)
                if ends >= 0:
                    literal, self.at = False, ends + len(_LITERAL_ENDS)
                    continue
            elif found := self.mark.search(self.held, self.at):
                if found.group() != _LITERAL:
                    return found
                literal, self.at = True, found.end()
                continue
            if self.ended:
                return None
            self.at = max(self.at, len(self.held) - self.margin)
            self.more()

    def more(self) -> None:
        """Take in more of the file; of a piece that is longer than any, only the end is held."""
        if len(self.held) > self.longest:
            self.lost = True
            self.forget(self.at)
        chunk = self.file.read(_CHUNK)
        self.held += chunk
        self.ended = not chunk

    def cut(self, end: int | None) -> Element:
        """The piece up to ``end``, or all that is held."""
        size = f"it is larger than {self.longest // 1024 // 1024} MiB"
        upto = len(self.held) if end is None else end
        piece = Element(
            raw=b"" if self.lost else bytes(self.held[:upto]), line=self.begun, fault=size if self.lost else ""
        )
        self.forget(upto)
        self.lost, self.begun = False, self.line
        return piece

    def forget(self, upto: int) -> None:
        self.line += self.held.count(b"\n", 0, upto)
        del self.held[:upto]
        self.at = 0
