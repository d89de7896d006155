"""JSON Feed 1 and 1.1 (jsonfeed.org): one article an item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import decoding
from lensatlas.ingest.json_document import LARGEST
from lensatlas.ingest.jsonl import DECODER, fault_of
from lensatlas.ingest.named import Named
from lensatlas.ingest.pages.bylines import names
from lensatlas.ingest.pages.fragment import absolute, fragment
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.ingest.values import text
from lensatlas.model import Article, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile

# What is read here; every other key of an item is kept beside the article.
_TAKEN = frozenset({
    "id", "url", "title", "content_html", "content_text", "summary", "date_published", "date_modified",
    "authors", "author", "tags", "language",
})  # fmt: skip


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Each item as an article or a problem; the position is the item's number."""
    try:
        feed = DECODER.decode(decoding.text(decoding.whole(file, LARGEST)).lstrip("\ufeff").strip())
    except json.JSONDecodeError as error:
        yield Place(origin, error.lineno).problem(f"it is not JSON: {fault_of(error)}")
        return
    except (ValueError, RecursionError) as error:
        yield Place(origin).problem(str(error) if isinstance(error, ValueError) else fault_of(error))
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        yield Place(origin).problem("the feed has no items")
        return
    for number, item in enumerate(items, start=1):
        found = _item(item, feed, Place(f"{origin}#{number}"), profile)
        yield _placed(found, origin, number) if isinstance(found, Problem) else found


def _placed(problem: Problem, origin: str, number: int) -> Problem:
    return Problem(input=origin, reason=problem.reason, position=f"item {number}", hint=problem.hint)


def _item(item: Any, feed: Mapping[str, Any], place: Place, profile: Profile) -> Article | Problem:
    if not isinstance(item, dict):
        return place.problem("an item is a JSON object")
    base = absolute(text(feed.get("home_page_url")) or "", None) or absolute(place.input.rpartition("#")[0], None)
    try:
        given = _fields(item, feed, base)
    except ValueError as fault:
        return place.problem(str(fault))
    beside = {key: value for key, value in item.items() if key not in _TAKEN}
    guid = text(item.get("id"))
    beside["guid"] = guid if given["url"] and guid != given["url"] else None
    beside["feed"] = text(feed.get("title"))
    return article({}, profile=profile, place=place, given=given, kept=beside)


def _fields(item: Mapping[str, Any], feed: Mapping[str, Any], base: str | None) -> dict[str, Any]:
    guid = text(item.get("id"))
    stated = text(item.get("url"))
    url = absolute(stated, base) if stated else absolute(guid or "", None)
    html, outlet = text(item.get("content_html")), text(feed.get("title")) or ""
    body = fragment(html, base) if html else None
    return {
        "id": guid if url is None else None,
        "url": url,
        "headline": text(item.get("title")),
        "dek": text(item.get("summary")),
        "text": body.text if body else text(item.get("content_text")),
        "published": text(item.get("date_published")) or text(item.get("date_modified")),
        "updated": text(item.get("date_modified")) if item.get("date_published") else None,
        "language": text(item.get("language")) or text(feed.get("language")),
        "authors": _authors(item, outlet) or _authors(feed, outlet),
        "tags": item.get("tags") if isinstance(item.get("tags"), list) else [],
        "links": list(body.links) if body else [],
    }


def _authors(of: Mapping[str, Any], outlet: str) -> list[str]:
    """The names in ``authors``, or in the ``author`` of version 1, but for the outlet's."""
    stated = of.get("authors") or of.get("author") or []
    people = stated if isinstance(stated, list) else [stated]
    return names(
        (name for person in people if isinstance(person, dict) and (name := text(person.get("name")))), [outlet]
    )


def named(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Named | Article | Problem]:
    """As :func:`read`, but items that have an address and no text name a page to be fetched."""
    for found in read(file, origin, profile):
        if isinstance(found, Article) and found.url and not found.text:
            yield Named(url=found.url, kind="page", place=Place(found.origin), article=found)
        else:
            yield found
