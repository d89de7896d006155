"""XML from strangers, made safe to parse: no DOCTYPE, no entity but the five of XML, in UTF-8."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lensatlas.ingest import decoding
from lensatlas.ingest.xml import inflate

if TYPE_CHECKING:
    from typing import BinaryIO

# The sitemap protocol allows 50 MiB unpacked; no feed comes near.
LARGEST = 52_428_800
_GZIP = b"\x1f\x8b"
_DECLARATION = re.compile(r"\s*<\?xml\s[^<>]*\?>")
# A reference, or an ampersand that begins none: feeds hold “R&D” and “&nbsp;”, which no XML parser takes.
_AMPERSAND = re.compile(r"&(?:(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)?")
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
_OWN = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})


def xml_text(file: BinaryIO, largest: int = LARGEST) -> bytes:
    """A document as UTF-8 that a parser can be given; a gzip file is unpacked, its size held to ``largest``.

    Raises :class:`ValueError`, which says why, where it is too large, no text, or has a DOCTYPE: that is where entity
    bombs and the addresses of other files stand, and no feed, sitemap or OPML needs one.
    """
    raw = decoding.whole(file, largest)
    if raw.startswith(_GZIP):
        raw = inflate.unpacked(raw, largest)
    text = decoding.text(raw)
    name, _ = opening(text.lstrip("\ufeff").lstrip())
    if name.startswith("!"):
        raise ValueError("it has a DOCTYPE, which may hide entities and files; such XML is not read")
    # The declaration names the old encoding; a line end for a line end keeps the numbers of the lines.
    declaration = _DECLARATION.match(text)
    if declaration:
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    return _mended(text).encode()


def opening(text: str) -> tuple[str, int]:
    """The name of a document's first element and where it stands; ``!DOCTYPE`` where one comes before it, else empty."""
    at = 0
    while True:
        at = text.find("<", at)
        if at < 0:
            return "", len(text)
        if text.startswith(("<?", "<!--"), at):
            ending = "?>" if text[at + 1] == "?" else "-->"
            end = text.find(ending, at + 2)
            if end < 0:
                return "", len(text)
            at = end + len(ending)
        elif text.startswith("<!", at):
            return "!DOCTYPE", at
        else:
            name = re.match(r"<([^\s<>/]{1,100})", text[at : at + 102])
            return (name[1] if name else ""), at


def _mended(text: str) -> str:
    """The text with every reference one that XML knows, but in CDATA, where nothing is one."""
    if "&" not in text:
        return text
    parts: list[str] = []
    at = 0
    while at < len(text):
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) if start >= 0 else -1
        start, end = (start, end) if end >= 0 else (len(text), len(text))
        parts += [_AMPERSAND.sub(_reference, text[at:start]), text[start:end]]
        at = end
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    written = found[0]
    if written in _OWN:
        return written
    if written == "&":
        return "&amp;"
    character = html.unescape(written)
    if character == written:  # no name that HTML knows
        return f"&amp;{written[1:]}"
    # What is no character of XML (1.0, 2.2) goes; HTML has U+FFFD for it.
    return html.escape(_NO_CHARACTER.sub("", character))
