"""What Ghost's editors hold, as HTML: Lexical since 2023, Mobiledoc before.

Sources: Ghost, ``kg-default-nodes``; Mobiledoc specification 0.3.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lensatlas.ingest.marked.prose import as_html
from lensatlas.ingest.marked.stretches import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = {
    "paragraph": "p",
    "extended-quote": "blockquote",
    "quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
# The parts of a card that hold prose, and whether it is HTML or plain text.
_CARD_TEXT = (
    ("heading", False),
    ("calloutText", True),
    ("content", True),
    ("header", True),
    ("subheader", True),
    ("html", True),
)
_CARDS = frozenset({"html", "markdown", "callout", "toggle", "header", "product", "bookmark"})
# Nested deeper than any post; each level costs the reader's own stack one.
_DEEPEST = 100
_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "aside", "pull-quote"})


def lexical(document: Any) -> str:
    """The HTML of a Lexical document; raises :class:`ValueError` where it is none."""
    match document:
        case {"root": dict(root)}:
            return "".join(_node(root, 0))
    raise ValueError("its Lexical document has no root")


def _node(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError(f"its document is nested deeper than {_DEEPEST} levels")
    kind = str(node.get("type", ""))
    if kind in {"text", "extended-text"}:
        yield html.escape(str(node.get("text", "")))
    elif kind == "linebreak":
        yield "<br>"
    elif kind in _CARDS:
        yield from _card(kind, node)
    else:
        tag = _tag(kind, node)
        yield f"<{tag}>" if tag != "a" else f'<a href="{html.escape(str(node.get("url", "")))}">'
        for child in _list(node.get("children")):
            if isinstance(child, Mapping):
                yield from _node(child, depth + 1)
        yield f"</{tag}>"


def _tag(kind: str, node: Mapping[str, Any]) -> str:
    if kind in {"heading", "extended-heading"}:
        return tag if (tag := str(node.get("tag"))) in _TAGS else "h2"
    return "a" if kind in {"link", "autolink"} else _BLOCKS.get(kind, "div" if kind != "at-link" else "span")


def _card(kind: str, card: Mapping[str, Any]) -> Iterator[str]:
    """A card's prose as blocks; pictures, buttons and code have none."""
    if kind == "markdown":
        yield as_html(str(card.get("markdown", "")))
    elif kind == "bookmark":
        yield f'<p><a href="{html.escape(str(card.get("url", "")))}">{html.escape(_title(card))}</a></p>'
    else:
        for name, is_html in _CARD_TEXT:
            if isinstance(stated := card.get(name), str) and stated:
                yield f"<div>{stated if is_html else html.escape(stated)}</div>"


def _title(card: Mapping[str, Any]) -> str:
    metadata = card.get("metadata")
    return str(metadata.get("title") or "") if isinstance(metadata, Mapping) else ""


def mobiledoc(document: Any) -> str:
    """The HTML of a Mobiledoc document; raises :class:`ValueError` where it is none."""
    match document:
        case {"sections": list(sections)}:
            return "".join(_section(section, document) for section in sections if isinstance(section, list))
    raise ValueError("its Mobiledoc document has no sections")


def _section(section: list[Any], document: Mapping[str, Any]) -> str:
    match section:
        case [1, str(tag), list(markers), *_]:
            tag = tag if tag in _TAGS else "p"
            return f"<{tag}>{_markers(markers, document)}</{tag}>"
        case [3, str(), list(items), *_]:
            return "".join(f"<li>{_markers(item, document)}</li>" for item in items if isinstance(item, list))
        case [10, int(number), *_]:
            match _at(document.get("cards"), number):
                case [str(name), dict(card), *_]:
                    return "".join(
                        _card("markdown" if name.endswith("markdown") else name, card)
                        if name.removeprefix("card-") in _CARDS
                        else ()
                    )
    return ""


def _markers(markers: list[Any], document: Mapping[str, Any]) -> str:
    """Runs of text; a link is open while its markup is, an atom is a line break."""
    parts: list[str] = []
    open_: list[bool] = []
    for marker in markers:
        match marker:
            case [int(kind), list(opening), int(closing), value, *_]:
                for number in opening:
                    href = _href(_at(document.get("markups"), number))
                    open_.append(href is not None)
                    parts += [f'<a href="{html.escape(href)}">'] if href is not None else []
                parts.append(html.escape(str(value)) if kind == 0 else "<br>")
                for _ in range(min(closing, len(open_))):
                    parts += ["</a>"] if open_.pop() else []
    return "".join(parts)


def _href(markup: Any) -> str | None:
    match markup:
        case ["a", ["href", str(address), *_], *_]:
            return address
    return None


def _at(values: Any, number: Any) -> Any:
    known = isinstance(values, list) and isinstance(number, int) and 0 <= number < len(values)
    return values[number] if known else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def paragraphs(text: str) -> list[Stretch]:
    """Plain text, a blank line between its paragraphs."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return [Stretch(paragraphs=[part for part in parts if part])]
