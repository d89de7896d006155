"""Which format a file is in: by the ending of its name, and where several share it or none says, by how it begins."""

from __future__ import annotations

import codecs

from lensatlas.ingest import signs
from lensatlas.ingest.formats import FORMATS

# What these endings promise, files of them do not always keep.
_LOOSE = frozenset({"", ".txt", ".text", ".json"})


def form_of(ending: str, head: bytes) -> str | None:
    """The format's name, or None where neither the ending (``.md``) nor the first bytes tell.

    Of the formats of one ending the first whose sign fits is taken, else the last of them. A ``.txt`` may hold HTML,
    Markdown with front matter or JSON Lines, and a ``.json`` JSON Lines; a file without an ending is what it begins like.
    """
    ending = ending.lower()
    begun = _plain(head)
    named = [form for form in FORMATS.values() if ending in form.endings]
    asked = named if named and ending not in _LOOSE else FORMATS.values()
    found = next((form for form in asked if form.sign and form.sign(begun)), None)
    if found and found.name == "json" and not ending and signs.json_line(begun):
        return "jsonl"  # a pipe: more lines may be on their way
    if found:
        return found.name
    return named[-1].name if named else "page-text" if not ending else None


def _plain(head: bytes) -> bytes:
    """The first bytes as UTF-8 without a byte order mark and white space."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8).lstrip()
