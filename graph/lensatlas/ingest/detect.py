"""Which format a file is in: by the ending of its name, and where that says too little, by how it begins."""

from __future__ import annotations

import codecs
import json
import re

from lensatlas.ingest.formats import FORMATS

_ENDINGS = {ending: form.name for form in FORMATS.values() for ending in form.endings}
_HTML = re.compile(
    rb"<(!doctype|html|head|body|meta|title|article|main|div|section|h1|p|!--|\?xml)\b|<!--", re.IGNORECASE
)


def form_of(ending: str, head: bytes) -> str | None:
    """The format's name, or None where neither the ending (``.md``) nor the first bytes tell.

    A ``.txt`` may hold HTML, Markdown with front matter or JSON Lines, and a ``.json`` JSON Lines.
    """
    named = _ENDINGS.get(ending.lower())
    if named not in {None, "page-text", "json"}:
        return named
    begun = _plain(head)
    if begun.startswith(b"["):
        return "json"
    if begun.startswith(b"{"):
        return _json(begun, alone="json" if named == "json" else "jsonl")
    if named == "json":
        return named
    if _HTML.match(begun):
        return "page-html"
    if begun.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
        return "markdown"
    return "page-text" if named or not ending else None


def _plain(head: bytes) -> bytes:
    """The first bytes as UTF-8 without a byte order mark and white space."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _json(begun: bytes, alone: str) -> str:
    """JSON Lines where the first line is an object by itself and more follows; ``alone`` where nothing does."""
    first, _, rest = begun.partition(b"\n")
    if rest.lstrip().startswith(b"{"):
        return "jsonl"
    try:
        whole = isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return "json"
    return alone if whole and not rest.strip() else "jsonl" if whole else "json"
