"""Addresses that a feed, a sitemap or an outline names: what stands there is read only when asked to fetch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lensatlas.ingest.place import Place
    from lensatlas.model import Article, Problem

Kind = Literal["page", "feed", "sitemap", "outline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """``url`` is absolute; ``place`` is where it is named; ``article`` is what is said of it there, if that makes one."""

    url: str
    kind: Kind
    place: Place
    article: Article | None = None

    def unfetched(self) -> Article | Problem:
        """What it counts as where nothing is fetched."""
        return self.article or self.place.problem(
            f"it names a {self.kind}, {self.url}, and nothing is fetched unasked", "read it with --fetch"
        )
