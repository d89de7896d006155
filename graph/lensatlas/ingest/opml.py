"""OPML: an outline of feeds, as feed readers export it. It holds no article itself; each outline names a feed or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest.named import Named
from lensatlas.ingest.place import Place
from lensatlas.ingest.xml.text import xml_text
from lensatlas.ingest.xml.tree import Broken, nodes
from lensatlas.model import label, link_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.config import Profile
    from lensatlas.ingest.xml.tree import Node
    from lensatlas.model import Article, Problem

_WANTED = frozenset({"outline"})


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Each feed or page that is named, as the problem that it is not fetched."""
    for found in named(file, origin, profile):
        yield found.unfetched() if isinstance(found, Named) else found


def named(file: BinaryIO, origin: str, _: Profile) -> Iterator[Named | Problem]:
    """Each feed, page or further outline that an outline names; the folders that hold others are no records."""
    count = 0
    try:
        for node in nodes(xml_text(file), _WANTED):
            found = _outline(node, Place(origin, node.line))
            if found is not None:
                count += 1
                yield found
    except Broken as fault:
        after = f"; the {count:,} outlines before it are read" if count else ""
        yield Place(origin, fault.line).problem(f"{fault.reason}{after}")
    except ValueError as fault:
        yield Place(origin).problem(str(fault))
    else:
        if not count:
            yield Place(origin).problem("the outline names no feed")


def _outline(node: Node, place: Place) -> Named | Problem | None:
    has = {name.lower(): value for name, value in node.attributes.items()}
    address = has.get("xmlurl") or has.get("url") or has.get("htmlurl") or ""
    if not address.strip():
        if node.child("outline"):
            return None
        return place.problem(f"“{label(has.get('title') or has.get('text') or '')[:200]}” names no address")
    url = link_url(_plain(address.strip()))
    if url is None:
        return place.problem(f"“{label(address)[:200]}” is no http(s) address")
    if has.get("xmlurl"):
        return Named(url=url, kind="feed", place=place)
    include = has.get("type", "").lower() == "include" or url.lower().endswith(".opml")
    return Named(url=url, kind="outline" if include else "page", place=place)


def _plain(address: str) -> str:
    """The address without the schemes that only feed readers know: ``feed://host/…``, ``feed:https://host/…``."""
    return f"https://{address[7:]}" if address.startswith("feed://") else address.removeprefix("feed:")
