"""One published piece, as it was read: nothing here is guessed from other articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from lensatlas.model.actor import DeclaredActor
    from lensatlas.model.identity import ArticleId

# The sections of a civic analysis, in reading order. Other publications map their headings onto these names.
SECTIONS = ("what_happened", "who_gains", "mechanism", "why_it_matters", "what_to_watch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of an article under one heading; ``name`` is one of :data:`SECTIONS` or a slug of the heading."""

    name: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The outlet whose reporting an article analyses."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as its record gives it.

    ``text`` is the body outside the named sections. ``tag_line`` is a line of tags that stand without separators;
    which tags it holds is decided where the whole corpus is known. ``sources`` are in the order given, the first is *the*
    source. ``extra`` keeps the keys that no field takes, as JSON values. ``origin`` is the path or URL it was read from.
    """

    id: ArticleId
    slug: str
    headline: str
    url: str | None = None
    dek: str = ""
    text: str = ""
    sections: tuple[Section, ...] = ()
    published: dt.date | None = None
    updated: dt.date | None = None
    language: str | None = None
    type: str | None = None
    minutes: int | None = None
    authors: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tag_line: str = ""
    actors: tuple[DeclaredActor, ...] = ()
    sources: tuple[Source, ...] = ()
    links: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""

    def section(self, name: str) -> str:
        """The text of a section, empty where the article has none by that name."""
        return next((s.text for s in self.sections if s.name == name), "")

    def passages(self) -> Iterator[tuple[str, str]]:
        """Every stretch of prose with its name: headline, dek, text, then the sections; empty ones are left out."""
        for name, prose in (("headline", self.headline), ("dek", self.dek), ("text", self.text)):
            if prose:
                yield name, prose
        yield from ((s.name, s.text) for s in self.sections if s.text)

    def words(self) -> int:
        """How many words of prose the article has, headline and dek included."""
        return sum(len(prose.split()) for _, prose in self.passages())
