"""HTML as blocks in reading order: what is not shown (scripts, styles, templates) is not there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from lensatlas.ingest.pages.blocks import Block, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

# lexbor takes 49 s for 100,000 nested elements and 2 ms for 1,000; browsers stop at 512.
DEEPEST = 2000
# A tree takes 300 bytes for a tag and 65 for an attribute, which needs two characters: below both it stays under 600 MB.
# Of 139 news pages the largest has 2.2 million characters, the fullest 7,000 tags.
LARGEST, MOST_TAGS = 16 * 1024 * 1024, 400_000
# lexbor compares the attributes of a tag each with each: 10,000 take 0.2 s, 40,000 take 7 s.
MOST_ATTRIBUTES = 10_000
_BREAKING = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
    "select", "textarea", "datalist", "head", "title", "input", "img", "picture", "source", "track", "area", "map",
    "param",
})  # fmt: skip
_REGIONS = frozenset({"nav", "footer", "aside", "header", "form", "figure", "button", "dialog"})
_ROLES = {
    "navigation": "nav",
    "contentinfo": "footer",
    "complementary": "aside",
    "banner": "header",
    "dialog": "dialog",
}
# Neither passes a "<" nor gives letters back: 60 KB of tags that never close would take 41 s.
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*?(/?)>")
_ANY_TAG = re.compile(r"<[/a-zA-Z]")
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{2 * MOST_ATTRIBUTES},}}")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_APART = re.compile(r"[\s/]+")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option",
})  # fmt: skip
_BREAK = "\x1f"  # stands for <br>; no decoded text holds it


def parsed(html: str) -> LexborHTMLParser:
    """The page's tree; raises :class:`ValueError` where it is larger, fuller or nested deeper than any page."""
    if len(html) > LARGEST:
        raise ValueError(f"it is longer than {LARGEST:,} characters, as no page is")
    tags = html.count("<")
    if tags > MOST_TAGS:
        raise ValueError(f"it has more than {MOST_TAGS:,} tags, as no page has")
    if any(len(_APART.findall(_VALUE.sub("", tag))) > MOST_ATTRIBUTES for tag in _LONG_TAG.findall(html)):
        raise ValueError(f"one of its tags has more than {MOST_ATTRIBUTES:,} attributes, as none has")
    if tags > DEEPEST and _depth_at_most(html) > DEEPEST and _depth(html) > DEEPEST:
        raise ValueError(f"its elements are nested deeper than {DEEPEST:,} levels")
    return LexborHTMLParser(html)


def _depth_at_most(html: str) -> int:
    """A bound that counts every tag as one that opens: it clears nearly all pages, ten times as fast."""
    depth = deepest = 0
    for begun in _ANY_TAG.findall(html):
        depth = depth + 1 if begun != "</" else depth - 1 if depth else 0
        deepest = max(depth, deepest)
    return deepest


def _depth(html: str) -> int:
    depth = deepest = 0
    for close, name, itself in _OPENING.findall(html):
        if not itself and name.lower() not in _VOID:
            depth = max(0, depth - 1) if close else depth + 1
            deepest = max(deepest, depth)
    return deepest


def blocks(html: str) -> list[Block]:
    """The blocks of a piece of HTML; raises :class:`ValueError` as :func:`parsed` does."""
    return blocks_of(parsed(html))


def blocks_of(page: LexborHTMLParser) -> list[Block]:
    """The blocks of a page's body."""
    body = page.body
    if body is None:
        return []
    return _Walk().walk(body)


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What holds again when an element ends, and what it had opened."""

    kind: str
    within: int
    region: bool = False
    article: bool = False


_INLINE = _Leaving("", 0)


class _Walk:
    """One walk through the tree, without recursion: a page may be nested as deep as it likes."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.regions: list[str] = []
        self.articles = 0
        # The element whose text comes next, and the one around it.
        self.kind, self.within = "body", 0
        self.clear()

    def clear(self) -> None:
        self.pieces: list[str | None] = []  # None stands between inline elements
        self.links: list[Link] = []
        self.day: str | None = None

    def walk(self, body: LexborNode) -> list[Block]:
        stack: list[LexborNode | _Leaving] = [body]
        while stack:
            node = stack.pop()
            if isinstance(node, _Leaving):
                self.leave(node)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.pieces.append(node.text_content)
            elif tag == "br":
                self.pieces += [None, _BREAK, None]
            elif tag and tag[0] != "-" and tag not in _UNSEEN:
                leaving = self.enter(node, tag)
                if leaving is not None:
                    stack.append(leaving)
                    stack += list(node.iter(include_text=True))[::-1]
        self.flush()
        return self.found

    def enter(self, node: LexborNode, tag: str) -> _Leaving | None:
        """Note what begins here; None where nothing in it is shown."""
        has = node.attributes
        if "hidden" in has or has.get("aria-hidden") == "true":
            return None
        if tag not in _BREAKING:
            self.pieces.append(None)
            if tag == "a" and has.get("href"):
                self.links.append(Link(" ".join(node.text().split()), (has["href"] or "").strip()))
            elif tag == "time" and self.day is None:
                self.day = has.get("datetime")
            return _INLINE
        self.flush()
        region, article = _region(node, tag, has), tag in {"article", "main"} or has.get("role") == "main"
        leaving = _Leaving(self.kind, self.within, bool(region), article)
        self.kind, self.within = _heading(tag, has), node.parent.mem_id if node.parent else 0
        self.regions += [region] if region else []
        self.articles += article
        return leaving

    def leave(self, around: _Leaving) -> None:
        if around is _INLINE:
            self.pieces.append(None)
            return
        self.flush()
        if around.region:
            self.regions.pop()
        self.articles -= around.article
        self.kind, self.within = around.kind, around.within

    def flush(self) -> None:
        """End the block that has been gathered, if it has any text."""
        pieces = self.pieces
        if not any(pieces):
            self.pieces = []
            return
        whole = "".join([piece for piece in pieces if piece])
        text = "" if whole.isspace() else _tidy(whole)
        if text:
            parts = [whole] if len(pieces) == 1 else _parts(pieces)
            apart = tuple(tidied for part in parts if (tidied := _tidy(part)))
            region = self.regions[-1] if self.regions else ""
            self.found.append(
                Block(
                    text=text, kind=self.kind, parts=apart, links=tuple(self.links),
                    region=region, outside=not self.articles, within=self.within, day=self.day,
                )
            )  # fmt: skip
        self.clear()


def _parts(pieces: Iterable[str | None]) -> Iterator[str]:
    """The pieces between two Nones as one text each."""
    current: list[str] = []
    for piece in (*pieces, None):
        if piece is not None:
            current.append(piece)
        elif current:
            yield "".join(current)
            current = []


def _tidy(text: str) -> str:
    if _BREAK not in text:
        return " ".join(text.split())
    return "\n".join(line for part in text.split(_BREAK) if (line := " ".join(part.split())))


def _heading(tag: str, has: dict[str, str | None]) -> str:
    """The element's name, or that of the heading whose part it plays (WAI-ARIA)."""
    level = has.get("aria-level") or "2"
    return f"h{level}" if has.get("role") == "heading" and level in set("123456") else tag


def _region(node: LexborNode, tag: str, has: dict[str, str | None]) -> str:
    region = _ROLES.get(has.get("role") or "", tag)
    if region not in _REGIONS:
        return ""
    # The header that holds the headline belongs to the article.
    return "" if region == "header" and node.css_first("h1") is not None else region
