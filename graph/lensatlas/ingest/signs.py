"""How files of a format begin: each sign looks at the first bytes, as UTF-8 without a byte order mark and white space."""

from __future__ import annotations

import codecs
import json
import re
import zlib

_HTML = re.compile(
    rb"<(!doctype|html|head|body|meta|title|article|main|div|section|h1|p|!--|\?xml)\b|<!--", re.IGNORECASE
)
_WORDPRESS = re.compile(rb"<rss\b[^<>]{0,4000}wordpress\.org/export/")
_GHOST = re.compile(
    rb'\{\s*"(?:db"\s*:\s*\[\s*\{\s*"(?:meta|data)"|(?:meta|data)"\s*:\s*\{\s*"(?:exported_on|version|posts)")'
)
_OPENING = re.compile(rb"\s*<(?:\?|!--|(?:!doctype\s+)?(?:[\w.-]+:)?([a-z][\w.-]*))", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
_KNOWN_COLUMNS = frozenset({b"headline", b"title", b"url"})


def front_matter(begun: bytes) -> bool:
    """YAML or TOML front matter."""
    return begun.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n"))


def wordpress(begun: bytes) -> bool:
    """A WordPress export: RSS with WordPress's own namespace."""
    return _WORDPRESS.search(begun) is not None


def ghost(begun: bytes) -> bool:
    """A Ghost export: its tables, or when it was made."""
    return _GHOST.match(begun) is not None


def reuters(begun: bytes) -> bool:
    """Stories of Reuters-21578."""
    return begun.startswith((b"<!DOCTYPE lewis", b"<REUTERS "))


def feed(begun: bytes) -> bool:
    """RSS or Atom; WordPress's export, which is RSS too, is another format."""
    root = _root(begun)
    if root == "rdf":
        return b"purl.org/rss/1.0" in begun or b"netscape.com/rdf/simple" in begun
    return root in {"rss", "feed"} and b"wordpress.org/export/" not in begun


def sitemap(begun: bytes) -> bool:
    """A sitemap or an index of them, also under gzip."""
    if begun.startswith(b"\x1f\x8b"):
        try:
            begun = zlib.decompressobj(31).decompress(begun, 4096).removeprefix(codecs.BOM_UTF8).lstrip()
        except zlib.error:
            return False
    return _root(begun) in {"urlset", "sitemapindex"}


def opml(begun: bytes) -> bool:
    """An outline of feeds."""
    return _root(begun) == "opml"


def json_feed(begun: bytes) -> bool:
    """JSON Feed, by the version that it names."""
    return begun.startswith(b"{") and _JSON_FEED.search(begun[:4096]) is not None


def _root(begun: bytes) -> str:
    """What the first element of an XML document is called, or its DOCTYPE says it is; in lower case, without a prefix."""
    at = 0
    while found := _OPENING.match(begun, at):
        if found[1]:
            return found[1].decode("ascii").lower()
        end = begun.find(b"?>" if found[0].endswith(b"<?") else b"-->", found.end())
        if end < 0:
            break
        at = end + 2 + found[0].endswith(b"--")
    return ""


def html(begun: bytes) -> bool:
    """A page, or a part of one."""
    return _HTML.match(begun) is not None


def table(begun: bytes) -> bool:
    """A header of short names, a headline or an address among them, and a row that has as many delimiters."""
    header, _, rest = begun.partition(b"\n")
    delimiter = max(b",;\t|", key=header.count)
    names = [name.strip(b" \r\"'").lower() for name in header.split(bytes([delimiter]))]
    if len(names) < 2 or not all(len(name) < 40 for name in names):
        return False
    return not _KNOWN_COLUMNS.isdisjoint(names) and rest.partition(b"\n")[0].count(delimiter) >= len(names) - 1


def json_value(begun: bytes) -> bool:
    """An object or a list."""
    return begun.startswith((b"{", b"["))


def json_lines(begun: bytes) -> bool:
    """An object alone on the first line, with more below it."""
    first, _, rest = begun.partition(b"\n")
    return bool(rest.strip()) and ((first.startswith(b"{") and rest.lstrip().startswith(b"{")) or _is_object(first))


def json_line(begun: bytes) -> bool:
    """One line that is an object, and nothing below it yet."""
    first, _, rest = begun.partition(b"\n")
    return not rest.strip() and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
