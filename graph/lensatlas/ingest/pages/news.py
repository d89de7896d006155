"""Any news page: what it says of itself, and its text, stated, found, or as its paragraphs stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lensatlas.ingest.pages.html_blocks import blocks_of
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser

    from lensatlas.ingest.pages.blocks import Block
    from lensatlas.ingest.pages.fields import PageFields

_SHORTEST = 250  # characters of a page below which there is nothing to look for: all of it is its text
_TOP = 6  # lines among which the headline may stand above the text that was found
_LINKS = "article p a[href], main p a[href]"


def fields_of(said: PageFields, main_text: Callable[[], str]) -> dict[str, Any]:
    """The fields of the page's article; no headline, where it has none.

    The text is the one it states, else what ``main_text`` finds, else its own paragraphs.
    """
    shown = _Shown(said.page)
    headline = said.headline() or (shown.heading.text if shown.heading else "")
    if not headline:
        return {"headline": ""}
    stated = said.body()
    found = "" if stated or shown.size <= _SHORTEST else _beneath(headline, main_text())
    return {
        "headline": headline,
        "dek": said.dek(),
        "text": stated or found or "\n\n".join(block.text for block in shown.prose),
        "published": said.published() or ("" if stated else shown.day),
        "updated": said.updated(),
        "authors": said.authors(),
        "tags": said.topics(),
        "type": said.kind(),
        "source": said.source(),
        "language": said.language(),
        "links": shown.linked() if stated else [link.address for block in shown.prose for link in block.links],
    }


@dataclass(frozen=True)
class _Shown:
    """What a reader sees of a page, walked through only where it is asked for: that takes most of the time."""

    page: LexborHTMLParser

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks_of(self.page)

    @cached_property
    def own(self) -> list[Block]:
        """The prose of the article, where an element holds it, else all."""
        prose = [block for block in self.blocks if block.is_prose]
        return [block for block in prose if not block.outside] or prose

    @cached_property
    def heading(self) -> Block | None:
        return next((block for block in self.own if block.level == 1), None)

    @cached_property
    def prose(self) -> list[Block]:
        """The paragraphs below the heading."""
        above = self.own.index(self.heading) + 1 if self.heading else 0
        below = [block for block in self.own[above:] if not block.is_links()]
        return below or [b for b in self.blocks if b.is_prose and not b.is_links() and not b.level]

    @property
    def size(self) -> int:
        return sum(len(block.text) for block in self.blocks)

    @property
    def day(self) -> str:
        return next((block.day for block in self.own if block.day), "")

    def linked(self) -> list[str]:
        """Where the links in the article's paragraphs lead, without walking through the page."""
        return [(node.attributes.get("href") or "").strip() for node in self.page.css(_LINKS)]


def _beneath(headline: str, text: str) -> str:
    """A text without the headline that stands near its beginning, and what is above it."""
    lines = text.split("\n\n")
    at = next((n for n, line in enumerate(lines[:_TOP]) if fold(line) == fold(headline)), None)
    return text if at is None else "\n\n".join(lines[at + 1 :])
