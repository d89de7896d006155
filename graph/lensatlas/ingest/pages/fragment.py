"""A piece of HTML inside a feed as plain text: paragraphs, and the addresses its links lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lensatlas.ingest.pages.html_blocks import blocks
from lensatlas.model import label, link_url

# What blog software appends to each entry of its feed; it says nothing about the article.
_APPENDED = re.compile(r"The post .{1,400} (?:appeared first|first appeared) on .{1,200}", re.DOTALL)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w{1,31};")


@dataclass(frozen=True, slots=True)
class Fragment:
    """``paragraphs`` in reading order, ``links`` absolute."""

    paragraphs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, parted by blank lines."""
        return "\n\n".join(self.paragraphs)


def fragment(html: str, base: str | None) -> Fragment:
    """What a reader sees of it; scripts, styles and markup are gone. Raises :class:`ValueError` where it is nested too deeply."""
    if not _MARKUP.search(html):
        return Fragment(tuple(line for part in re.split(r"\n\s*\n", html) if (line := label(part))))
    shown = [block for block in blocks(html) if block.is_prose and not _APPENDED.fullmatch(block.text)]
    stated = (link.address for block in shown for link in block.links)
    links = dict.fromkeys(url for address in stated if (url := absolute(address, base)))
    return Fragment(tuple(block.text for block in shown), tuple(links))


def absolute(address: str, base: str | None) -> str | None:
    """An address as an absolute http(s) one, or None where it is none, nor leads to one from ``base``."""
    address = address.strip()
    try:
        return link_url(urljoin(base, address) if base and not address.startswith(("http://", "https://")) else address)
    except ValueError:
        return None
