"""A text under its headings, whatever it was written in: which of it is the article's text, and which its sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lensatlas.ingest.pages.headings import folded
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(slots=True)
class Stretch:
    """A heading and the paragraphs under it, up to the next heading; ``level`` is 0 before the first heading."""

    level: int = 0
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)


def of_html(html: str) -> tuple[list[Stretch], list[str]]:
    """The stretches of a post's HTML, and the addresses it links to; the cells of a table row stand in one line.

    Raises :class:`ValueError` as :func:`~lensatlas.ingest.pages.html_blocks.blocks` does.
    """
    from lensatlas.ingest.pages.html_blocks import blocks

    found, links = [Stretch()], list[str]()
    row = None
    for block in blocks(html):
        is_cell = block.kind in {"td", "th"}
        if not (block.is_prose or is_cell):  # WordPress wraps a table in a figure
            continue
        links += [link.address for link in block.links]
        if block.level:
            found.append(Stretch(level=block.level, heading=" ".join(block.text.split())))
        elif is_cell and block.within == row:
            found[-1].paragraphs[-1] += f" | {block.text}"
        else:
            found[-1].paragraphs.append(block.text)
        row = block.within if is_cell else None
    return found, links


def plain(html: str) -> str:
    """A short piece of HTML as text, a paragraph a block; text without markup is returned as it is."""
    if "<" not in html and "&" not in html:
        return html
    return "\n\n".join(text for stretch in of_html(html)[0] for text in (stretch.heading, *stretch.paragraphs) if text)


def body(stretches: Sequence[Stretch], headings: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """``text`` and ``sections`` as :func:`~lensatlas.ingest.record.article` takes them; what is empty is not there.

    A heading of the profile opens a section; what stands before the first is the text. Deeper headings stay inside, an
    unknown one of the same level opens a section named after itself.
    """
    known = folded(headings)
    text: list[str] = []
    into, level = text, 0
    parts: dict[str, list[str]] = {}
    for stretch in stretches:
        name = known.get(fold(stretch.heading)) if stretch.heading else None
        if name or (parts and 0 < stretch.level <= level):
            into, level = parts.setdefault(stretch.heading, []), stretch.level
        elif stretch.heading:
            into.append(stretch.heading)
        into += stretch.paragraphs
    sections = {heading: "\n\n".join(paragraphs) for heading, paragraphs in parts.items()}
    given: dict[str, Any] = {"text": "\n\n".join(text)} if text else {}
    return given | ({"sections": sections} if sections else {})
