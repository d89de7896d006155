"""Bytes as text: which encoding a page is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

# Longer pages are no pages: the largest of 139 saved news pages has 3 MB.
LARGEST = 32 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"%PDF-", "a PDF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a SQLite database"),
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Controls that no text needs; tab, line feed, form feed and carriage return stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNWRITTEN = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r")
_STRAY = re.compile("[\udc80-\udcff]")  # a byte that is no UTF-8, as surrogateescape writes it
_RARE = 2  # characters beyond ASCII in UTF-8 for each stray byte: text in another encoding has hardly any by chance
_BEYOND_ASCII = bytes(range(128, 256))
# Encodings of pages that exist; Python knows others that are no encodings of text (unicode_escape, idna).
_LEGACY = re.compile(
    r"(x-)?((iso|windows|cp|koi8|euc|mac|latin|shift|sjis|big5|gb|tis)[\w.:-]*|(us-)?ascii|l[1-9]|ks_c_5601-1987)"
)
_WESTERN = re.compile(r"iso[-_]?8859[-_]1|latin-?1|l1|(us-)?ascii|windows-1252|cp1252")


def whole(file: BinaryIO, largest: int = LARGEST) -> bytes:
    """Everything in ``file``; raises :class:`ValueError` beyond ``largest`` bytes, before it fills the memory."""
    raw = file.read(largest + 1)
    if len(raw) > largest:
        raise ValueError(f"it is larger than {largest // 1024 // 1024} MiB")
    return raw


def text(raw: bytes) -> str:
    r"""What ``raw`` says: UTF-8, else as its byte order mark or charset declares, else Windows-1252 where that makes sense.

    Line ends become ``\n``; control characters are dropped. Raises :class:`ValueError` where it is empty or no text.
    """
    return told(raw)[0]


def told(raw: bytes) -> tuple[str, str]:
    """What ``raw`` says as :func:`text` reads it, and in words what had to be replaced in it; empty where nothing had to."""
    if not raw.strip():
        raise ValueError("it is empty")
    if what := binary(raw):
        raise ValueError(f"it is {what}, not text")
    said, replaced = _decoded(raw)
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    if not said.replace("\n", " ").replace("\t", " ").isprintable():  # as nearly every text is, and seen at once
        said = _CONTROLS.sub("", said)
    if not said.strip():
        raise ValueError("it is empty")
    return said, replaced


def as_stated(raw: bytes, charset: str) -> bytes:
    """``raw`` as UTF-8 where the charset that a server states for it is true; else as it is, for its own words to tell."""
    name = charset.strip(" \"'").lower()
    if not _LEGACY.fullmatch(name) or any(raw.startswith(mark) for mark, _ in _MARKS):
        return raw
    with suppress(ValueError):
        raw.decode("utf-8")
        return raw
    with suppress(LookupError, ValueError):
        return raw.decode("cp1252" if _WESTERN.fullmatch(name) else name).encode()
    return raw


def binary(head: bytes) -> str | None:
    """What kind of binary file begins with ``head``, or None where it may be text."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return None
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    sample = head[:4096]
    controls = len(sample) - len(sample.translate(None, _UNWRITTEN))
    # A stray NUL in a text is dropped; a file full of controls is something else.
    return "a binary file" if controls > 2 and controls * 50 > len(sample) else None


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, name in _MARKS[1:]:
        if raw.startswith(mark):
            if found := _nearly(raw, name):
                return found
            raise ValueError(f"its byte order mark says {name}, and it is not")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    found = _mixed(raw, line) or _declared(raw)
    if found is None:
        raise ValueError(f"its encoding cannot be told: line {line} is not UTF-8; save it as UTF-8")
    return found


def _mixed(raw: bytes, line: int) -> tuple[str, str] | None:
    """UTF-8 in which some bytes are of another encoding, as where a page quotes another: they are read as Windows-1252."""
    said = raw.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(said))
    beyond = len(said) - len(said.encode("ascii", "ignore")) - stray
    if beyond < _RARE * stray:
        return None
    bytes_are = "byte that is" if stray == 1 else "bytes that are"
    note = f"{stray:,} {bytes_are} not UTF-8, the first in line {line}, read as Windows-1252"
    return _STRAY.sub(_western, said), note


def _western(found: re.Match[str]) -> str:
    return bytes((ord(found[0]) - 0xDC00,)).decode("cp1252", "replace")


def _declared(raw: bytes) -> tuple[str, str] | None:
    """The text in the encoding that it declares, with a few bytes replaced that are not in it; Windows-1252 without a declaration."""
    declared = _CHARSET.search(raw[:2048])
    name = declared[1].decode("ascii").lower() if declared else ""
    if not _LEGACY.fullmatch(name):
        with suppress(ValueError):
            return (raw.decode("cp1252"), "") if _sensible(raw) else None
        return None
    # The web reads Latin-1 and ASCII as Windows-1252 (WHATWG Encoding, 4.2).
    for candidate in ("cp1252", "latin-1") if _WESTERN.fullmatch(name) else (name,):
        with suppress(LookupError, ValueError):
            return raw.decode(candidate), ""
    with suppress(LookupError, ValueError):
        return _nearly(raw, name)
    return None


def _nearly(raw: bytes, name: str) -> tuple[str, str] | None:
    """The text in an encoding of which at most one character in a hundred is not: those are replaced, and counted."""
    with suppress(UnicodeDecodeError):
        return raw.decode(name), ""
    said = raw.decode(name, "replace")
    lost = said.count("\ufffd")
    if lost * 100 > len(said):
        return None
    return said, f"{lost:,} character{'s' if lost > 1 else ''} that {name} does not hold, replaced by \ufffd"


def _sensible(raw: bytes) -> bool:
    """Whether the bytes beyond ASCII are as rare as in a Western language: text of another script is mostly such bytes."""
    return (len(raw) - len(raw.translate(None, _BEYOND_ASCII))) * 5 < len(raw)
