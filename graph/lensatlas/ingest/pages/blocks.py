"""A page as the stretches a reader sees, one after another, whatever it was written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """The words of a link and where it leads, as written."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item, table cell or line.

    ``kind`` is the element's name in HTML, ``line`` in plain text. ``parts`` are its stretches between inline elements.
    ``region`` is the ``nav``, ``footer``, ``aside``, ``header`` … it stands in, else empty; ``outside`` says that no
    ``article`` or ``main`` holds it. ``within`` tells the element around it. ``day`` is what a ``<time datetime>`` in it says.
    """

    text: str
    kind: str = "line"
    parts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    region: str = ""
    outside: bool = False
    within: int = 0
    day: str | None = None

    @property
    def level(self) -> int:
        """1 to 6 for a heading, else 0."""
        return int(self.kind[1]) if len(self.kind) == 2 and self.kind[0] == "h" and self.kind[1].isdecimal() else 0

    @property
    def is_prose(self) -> bool:
        """Whether it may be part of the article's text."""
        return self.region == "" or (self.region == "header" and not self.outside)

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the site, not to the page: navigation, and headers and footers around the article."""
        return self.region == "nav" or (self.region in {"header", "footer"} and self.outside)

    def is_links(self) -> bool:
        """Whether nearly all of it is links: a list of other pages, not prose."""
        return sum(len(link.text) for link in self.links) > 0.8 * len(self.text)
