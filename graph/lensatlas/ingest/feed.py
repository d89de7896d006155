"""Feeds: RSS 0.9 to 2.0 and Atom, one article an entry.

feedparser is the oracle of the tests and does not do the work: given an entry with a ``media:title`` it took that for the
headline's own, of ``mail@site.example (Ann Poe)`` it made an author “ple (Ann Poe”, it has no lines, and it takes twice the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest.dialects import feed_entry
from lensatlas.ingest.named import Named
from lensatlas.ingest.pages.fragment import absolute
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.ingest.xml.text import LARGEST, opening, xml_text
from lensatlas.ingest.xml.tree import Broken, nodes
from lensatlas.model import Article, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.config import Profile
    from lensatlas.ingest.xml.tree import Node
    from lensatlas.model import Problem

_ENTRIES = frozenset({"item", "entry"})
_HEAD = frozenset({"title", "link", "language", "dc:language"})
_ROOTS = frozenset({"rss", "feed", "RDF", "channel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself before its entries; ``base`` is the address that relative ones start from."""

    title: str = ""
    language: str = ""
    base: str | None = None

    def told(self, node: Node) -> Channel:
        """With what one more element says; the first of a name counts, as pictures have titles and links too."""
        if node.name == "title":
            return replace(self, title=self.title or label(node.text()))
        if node.name == "link":
            stated = node.attributes.get("href", "") if node.attributes.get("rel", "alternate") == "alternate" else ""
            return replace(self, base=self.base or absolute(stated or node.text(), None))
        return replace(self, language=self.language or node.text())


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Each entry as an article or a problem; those before the place where a feed breaks off are read."""
    count = 0
    try:
        document = xml_text(file, LARGEST)
        name, _ = opening(document[:65536].decode("utf-8", "ignore"))
        if name.rpartition(":")[2] not in _ROOTS:
            yield Place(origin).problem(f"it is no feed: its first element is <{name}>")
            return
        channel = Channel(base=absolute(origin, None))
        for node in nodes(document, _ENTRIES, _HEAD):
            if node.name not in _ENTRIES:
                channel = channel.told(node)
                continue
            count += 1
            yield _entry(node, Place(origin, node.line), channel, profile)
    except Broken as fault:
        after = f"; the {count:,} entries before it are read" if count else ""
        yield Place(origin, fault.line).problem(f"{fault.reason}{after}")
    except ValueError as fault:
        yield Place(origin).problem(str(fault))
    else:
        if not count:
            yield Place(origin).problem("the feed has no entries")


def _entry(node: Node, place: Place, channel: Channel, profile: Profile) -> Article | Problem:
    try:
        given, beside = feed_entry.fields(node, channel.base, channel.title)
    except ValueError as fault:
        return place.problem(str(fault))
    return article(
        {},
        profile=profile,
        place=place,
        given=given,
        otherwise={"language": channel.language},
        kept={**beside, "feed": channel.title},
    )


def named(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Named | Article | Problem]:
    """As :func:`read`, but entries that have an address and no text of their own name a page to be fetched."""
    for found in read(file, origin, profile):
        if isinstance(found, Article) and found.url and not found.text:
            path, _, line = found.origin.rpartition("#")
            yield Named(url=found.url, kind="page", place=Place(path, int(line)), article=found)
        else:
            yield found
