"""A digest: headlines of many outlets, each with its address, listed under the headings of a region or topic."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import days, decoding, signs, values
from lensatlas.ingest.dialects import link_items
from lensatlas.ingest.dialects.link_wording import listed
from lensatlas.ingest.marked import front_matter
from lensatlas.ingest.marked.generators import told_by_name, unpublished
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.model import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from lensatlas.config import Profile
    from lensatlas.ingest.dialects.link_items import Item
    from lensatlas.ingest.dialects.link_wording import Listed
    from lensatlas.model import Article, Problem

_DAY_WITHIN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?,? \d{4}|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Digest:
    """What stands above the list and holds for every link in it."""

    title: str
    published: str
    language: str | None

    def day(self) -> dt.date | None:
        """The day, where it is one."""
        with suppress(ValueError):
            return days.day(self.published)
        return None


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every link of the list as an article of its outlet, on the digest's day; a line of the list without one is refused."""
    place = Place(origin)
    try:
        text = decoding.text(decoding.whole(file))
        record, items = _items(text)
    except front_matter.BadFrontMatter as fault:
        yield Place(origin, fault.line).problem(fault.reason)
        return
    except ValueError as fault:
        yield place.problem(str(fault))
        return
    if reason := unpublished(record, origin):
        yield place.problem(reason)
        return
    digest = _digest(record, items, told_by_name(origin), profile)
    found = False
    for item, headings in _filed(items, digest):
        found = True
        yield from _articles(item, headings, digest, Place(origin, item.line), profile)
    if not found:
        yield place.problem("it holds no list of links")


def _items(text: str) -> tuple[Mapping[str, Any], list[Item]]:
    """The front matter, and headings and items in order."""
    if signs.html(text[:2000].lstrip().encode()):
        return {}, link_items.of_html(text)
    record, body = front_matter.split(text)
    return record or {}, link_items.of_markdown(body, text.count("\n", 0, len(text) - len(body)))


def _digest(record: Mapping[str, Any], items: Sequence[Item], named: Mapping[str, str], profile: Profile) -> _Digest:
    def stated(field: str) -> str:
        told = (values.text(record.get(key)) for key in profile.fields.get(field, ()))
        return next((text for text in told if text), "")

    tops = [item.text for item in items if item.level == 1]
    title = values.decoded(stated("headline") or (tops[0] if len(tops) == 1 else ""))
    within = _DAY_WITHIN.search(title)
    day = stated("published") or named.get("published") or (within[0] if within else "")
    return _Digest(title=title, published=day, language=stated("language") or named.get("language"))


def _filed(items: Sequence[Item], digest: _Digest) -> Iterator[tuple[Item, list[str]]]:
    """Each item with the headings it stands under, outermost first; an item with a list of its own is a heading to it."""
    above: list[tuple[int, str]] = []
    single = sum(item.level == 1 for item in items) == 1
    for n, item in enumerate(items):
        below = items[n + 1] if n + 1 < len(items) else None
        heads = item.level or (not item.links and below is not None and below.depth > item.depth and not below.level)
        rank = item.level or 10 + item.depth
        while above and above[-1][0] >= rank:
            above.pop()
        if not heads:
            yield item, [heading for _, heading in above]
        elif not (item.level == 1 and (single or fold(item.text) == fold(digest.title))):
            above.append((rank, _named(item.text)))


def _named(heading: str) -> str:
    """A heading as a tag: without the flags and signs around it."""
    kept = "".join(" " if unicodedata.category(char) in {"So", "Sk", "Cf", "Mn"} else char for char in heading)
    return kept.strip(" :–—-*_") or heading


def _articles(
    item: Item, headings: Sequence[str], digest: _Digest, place: Place, profile: Profile
) -> Iterator[Article | Problem]:
    found = listed(item.pieces, digest.day())
    if not found:
        yield place.problem(f"“{item.text[:60]}” has no link")
    for link in found:
        given: dict[str, Any] = {"url": link.address, "headline": link.headline, "dek": link.dek, "links": link.more}
        given |= {"tags": headings} if headings else {}
        given |= {"source": {"name": outlet}} if (outlet := link.outlet or _outlet(link)) else {}
        otherwise = {"language": digest.language, "published": link.day or digest.published}
        kept = {"digest": digest.title}
        yield article({}, profile=profile, place=place, given=given, otherwise=otherwise, kept=kept)


# They carry what others publish; the outlet is whoever published it there, and the address does not tell.
_PLATFORMS = frozenset({
    "youtube.com", "youtu.be", "m.youtube.com", "soundcloud.com", "open.spotify.com", "podcasts.apple.com", "vimeo.com",
    "twitter.com", "x.com", "facebook.com", "t.me", "medium.com", "bit.ly", "t.co", "archive.org", "web.archive.org",
    "archive.ph", "docs.google.com", "drive.google.com", "news.google.com", "linkedin.com", "instagram.com", "tiktok.com",
    "reddit.com", "old.reddit.com", "open.substack.com", "substack.com", "rumble.com", "odysee.com",
})  # fmt: skip
_SUBSTACK = re.compile(r"https?://open\.substack\.com/pub/([\w-]+)")


def _outlet(link: Listed) -> str:
    """The outlet that an address tells by its host, empty where that is a platform."""
    if named := _SUBSTACK.match(link.address):
        return f"{named[1]}.substack.com"
    host = values.host(link.address)
    return "" if host in _PLATFORMS else host
