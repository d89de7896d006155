"""The elements of an XML document one by one, as small trees, whatever its size and where it breaks off."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# No feed, sitemap or outline is nested deeper; XHTML in a feed may come near half of it.
DEEPEST = 200
_PIECE = 1 << 20
_INHERITED = ("xml:lang", "xml:base")
# What names are written with here, whatever prefix a document binds.
_PREFIXES: Mapping[str, str] = {
    "http://backend.userland.com/rss2": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://purl.org/atom/ns#": "atom:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.google.com/schemas/sitemap-image/1.1": "image:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
}


class Broken(ValueError):
    """The document cannot be read from ``line`` on."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


@dataclass(slots=True)
class Node:
    """One element: ``name`` with the prefix usual for its namespace, ``content`` its texts and elements in order."""

    name: str
    line: int
    attributes: Mapping[str, str]
    content: list[str | Node] = field(default_factory=list)

    def children(self, *names: str) -> Iterator[Node]:
        """The elements directly in this one under any of the names, in order."""
        return (part for part in self.content if isinstance(part, Node) and part.name in names)

    def child(self, *names: str) -> Node | None:
        """The first element under the first of the names that there is."""
        return next((node for name in names for node in self.children(name)), None)

    def text(self, *names: str) -> str:
        """The text of the first such child that has any, or of the element itself; not that of elements within."""
        if not names:
            return "".join(part for part in self.content if isinstance(part, str)).strip()
        return next((text for name in names for node in self.children(name) if (text := node.text())), "")

    def markup(self) -> str:
        """What the element holds, as HTML."""
        return "".join(html.escape(part) if isinstance(part, str) else part.element() for part in self.content)

    def element(self) -> str:
        """The element itself as HTML, without prefixes."""
        name = self.name.rpartition(":")[2]
        has = "".join(f' {key}="{html.escape(value)}"' for key, value in self.attributes.items() if ":" not in key)
        return f"<{name}{has}>{self.markup()}</{name}>" if self.content else f"<{name}{has}>"


def nodes(document: bytes, wanted: frozenset[str], between: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Each element under a ``wanted`` name as it ends, one within another before it; ``between`` names those outside of them.

    ``document`` comes from :func:`~lensatlas.ingest.xml.text.xml_text`. Raises :class:`Broken` where it cannot be read on,
    after everything that ended before. Memory is that of the elements that are open.
    """
    walk = _Walk(wanted, between)
    for at in range(0, max(1, len(document)), _PIECE):
        fault: Broken | None = None
        try:
            walk.parser.Parse(document[at : at + _PIECE], at + _PIECE >= len(document))
        except expat.ExpatError as error:
            fault = Broken(error.lineno, f"it is not well-formed XML: {expat.ErrorString(error.code)}")
        except Broken as error:
            fault = error
        yield from walk.ended
        walk.ended.clear()
        if fault:
            raise fault


class _Walk:
    """What expat tells, as nodes."""

    def __init__(self, wanted: frozenset[str], between: frozenset[str]) -> None:
        self.wanted, self.between = wanted, between
        self.open: list[tuple[Node, bool]] = []
        self.ended: list[Node] = []
        self.within = 0  # how many of the open elements are asked for: only what is in those is kept
        self.bound: list[Mapping[str, str]] = [{}]
        self.own = ""  # the prefix of the first element, which its children need not have
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def start(self, written: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise Broken(self.parser.CurrentLineNumber, f"its elements are nested deeper than {DEEPEST} levels")
        self.bind(attributes)
        name = self.name(written)
        if not self.open and name.startswith("atom:"):
            self.own, name = "atom:", name[5:]
        asked = name in self.wanted or (not self.within and name in self.between)
        inherited = {key: self.bound[-1][key] for key in _INHERITED if key in self.bound[-1]} if asked else {}
        node = Node(name, self.parser.CurrentLineNumber, inherited | attributes)
        if self.within:
            self.open[-1][0].content.append(node)
        self.within += asked
        self.open.append((node, asked))

    def bind(self, attributes: Mapping[str, str]) -> None:
        """Note what holds in this element: what its prefixes stand for, its language, the base of its addresses."""
        around = self.bound[-1]
        declared = {key[6:]: uri.strip() for key, uri in attributes.items() if key == "xmlns" or key[:6] == "xmlns:"}
        declared |= {key: attributes[key] for key in _INHERITED if key in attributes}
        self.bound.append({**around, **declared} if declared else around)

    def name(self, written: str) -> str:
        """An element's name with the prefix usual for its namespace; a prefix that nothing declares stands for itself."""
        prefix, _, local = written.rpartition(":")
        uri = self.bound[-1].get(prefix)
        usual = _PREFIXES.get(uri, prefix and f"{prefix}:") if uri is not None else prefix and f"{prefix}:"
        return local if usual == self.own else f"{usual}{local}"

    def end(self, _: str) -> None:
        node, asked = self.open.pop()
        self.bound.pop()
        if asked:
            self.within -= 1
            self.ended.append(node)

    def characters(self, text: str) -> None:
        if self.within:
            self.open[-1][0].content.append(text)
