"""How files of a format begin: each sign looks at the first bytes, as UTF-8 without a byte order mark and white space."""

from __future__ import annotations

import codecs
import json
import re
import zlib

_HTML = re.compile(
    rb"<(!doctype|html|head|body|meta|title|article|main|div|section|h1|p|!--|\?xml)\b|<!--", re.IGNORECASE
)
_HEADING = re.compile(r"#{1,6}\s|\*\*[^*]*\*\*:?$|<")
# A bullet or number with a link to another site, or a line that is nothing but one.
_LINK_ITEM = re.compile(
    r"(?:[-*+]|\d{1,3}[.)])\s[^\n]{0,300}?\]\(\s?<?https?://|\[[^\n]{1,300}\]\(https?://[^\s()]*\)$"
)
_FEWEST_LINKS = 3
_ADDRESS = re.compile(r"\]\([^\s]{0,2000}")
_FENCE = re.compile(rb"(?:---|\+\+\+)(?:yaml|toml|json)?[ \t]*\r?\n")
_WORDPRESS = re.compile(rb"<rss\b[^<>]{0,4000}wordpress\.org/export/")
_GHOST = re.compile(
    rb'\{\s*"(?:db"\s*:\s*\[\s*\{\s*"(?:meta|data)"|(?:meta|data)"\s*:\s*\{\s*"(?:exported_on|version|posts)")'
)
_OPENING = re.compile(rb"\s*<(?:\?|!--|(?:!doctype\s+)?(?:[\w.-]+:)?([a-z][\w.-]*))", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
_NYT = re.compile(rb'"(?:des|geo|per|org)_facet"\s*:|"uri"\s*:\s*"nyt:')
_GKG = re.compile(rb"\d{14}-T?\d+\t\d{14}\t|DATE\tNUMARTS\tCOUNTS\tTHEMES\t|\d{8}\t\d+\t[^\t\n]*\t[A-Z0-9_;]*\t")
_KNOWN_COLUMNS = frozenset({b"headline", b"title", b"url"})


def front_matter(begun: bytes) -> bool:
    """YAML, TOML or JSON front matter between its fences."""
    return _FENCE.match(begun) is not None


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


def link_list(begun: bytes) -> bool:
    """A digest in Markdown: nearly every line below its front matter is a list item that links to another site."""
    if begun.count(b"](") < _FEWEST_LINKS:
        return False
    text = begun.decode("utf-8", "ignore").replace("\r\n", "\n")
    if text.startswith(("---\n", "+++\n")):
        text = text[4:].partition(f"\n{text[:3]}\n")[2]
    lines = [line.strip() for line in text.split("\n")]
    links = [line for line in lines if _LINK_ITEM.match(line)]
    told = [line for line in lines if not (_HEADING.match(line) or _LINK_ITEM.match(line))]
    linked, prose = (
        sum(n for line in some if (n := len(_ADDRESS.sub("", line).split())) >= least)
        for some, least in ((links, 0), (told, 9))
    )
    # A line of a few words is a legend or the name of a list. The one page of 758 that is no digest and comes near
    # has a sixth as many words in prose as in its links.
    return len(links) >= _FEWEST_LINKS and prose <= 0.1 * linked


def html(begun: bytes) -> bool:
    """A page, or a part of one."""
    return _HTML.match(begun) is not None


def nyt(begun: bytes) -> bool:
    """Facets, or an address beside a day of publication, under the names of the New York Times."""
    return _NYT.search(begun) is not None or (b'"web_url"' in begun and b'"pub_date"' in begun)


def guardian(begun: bytes) -> bool:
    """A title and an address under the Guardian's names."""
    return b'"webTitle"' in begun and b'"webUrl"' in begun and b'"sectionId"' in begun


def gkg(begun: bytes) -> bool:
    """A row of GKG 2.1 or 1, or the header of the latter."""
    return _GKG.match(begun) is not None


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
    """An object alone on the first line, with more below it; broken or not, it does not go on there."""
    first, _, rest = begun.partition(b"\n")
    if not rest.strip() or not first.startswith(b"{") or first.rstrip().endswith((b"[", b"{", b",", b":")):
        return False
    return rest.lstrip().startswith(b"{") or _is_object(first)


def json_line(begun: bytes) -> bool:
    """One line that is an object, and nothing below it yet."""
    first, _, rest = begun.partition(b"\n")
    return not rest.strip() and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
