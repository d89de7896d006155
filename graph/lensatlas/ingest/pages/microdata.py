"""Microdata and RDFa: what a page's own elements say in schema.org's terms, as the same mappings that JSON-LD gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lensatlas.model import label

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Marked elements that are looked at: a saved news page has up to 150; the climb to the thing of each costs its depth.
MOST = 1000
_HIGHEST = 300
_LONGEST = 2000  # characters of a property; the text of an article is read elsewhere
# Where the value of a property stands, by element (HTML, 5.2.4).
_VALUES = {
    "meta": "content", "a": "href", "link": "href", "area": "href", "time": "datetime", "data": "value", "meter": "value",
    "img": "src", "audio": "src", "video": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data",
}  # fmt: skip
_BODIES = frozenset({"articlebody", "text"})


def things(page: LexborHTMLParser) -> list[dict[str, Any]]:
    """The things that a page's elements mark, each with its properties; those that are a property of another stand within it."""
    found = _Marked("itemscope", "itemtype", "itemprop").read(page)
    return found or _Marked("typeof", "typeof", "property").read(page)


class _Marked:
    """One way of marking: the attributes that open a thing, give its type, and name a property."""

    def __init__(self, scope: str, kind: str, prop: str) -> None:
        self.scope, self.kind, self.prop = scope, kind, prop
        self.known: dict[int, dict[str, Any]] = {}
        self.top: list[dict[str, Any]] = []

    def read(self, page: LexborHTMLParser) -> list[dict[str, Any]]:
        scopes = page.css(f"[{self.scope}]")[:MOST]
        if not scopes:
            return []
        for node in scopes:
            kinds = (node.attributes.get(self.kind) or "").split()
            self.known[node.mem_id] = {"@type": kinds} if kinds else {}
        for node in scopes:
            if not node.attributes.get(self.prop):
                self.top.append(self.known[node.mem_id])
        for node in page.css(f"[{self.prop}]")[:MOST]:
            self.take(node)
        return self.top

    def take(self, node: LexborNode) -> None:
        """Put a property into the thing that it belongs to."""
        around = self.around(node)
        if around is None:
            return
        value: Any = self.known.get(node.mem_id)
        if value is None:
            value = _value(node, in_rdfa=self.prop == "property")
        for name in (node.attributes.get(self.prop) or "").split():
            if value and name.lower() not in _BODIES:
                around.setdefault(name, []).append(value)

    def around(self, node: LexborNode) -> dict[str, Any] | None:
        above = node.parent
        for _ in range(_HIGHEST):
            if above is None:
                return None
            if above.mem_id in self.known:
                return self.known[above.mem_id]
            above = above.parent
        return None


def _value(node: LexborNode, *, in_rdfa: bool) -> str:
    has = node.attributes
    stated = has.get("content") if in_rdfa or node.tag == "meta" else None
    stated = stated or has.get(_VALUES.get(node.tag or "", "content"))
    # The words of a link name a person better than where it leads.
    if node.tag == "a" or not stated:
        stated = node.text()[:_LONGEST] or stated
    return label(stated or "")
