"""Articles as the Guardian's content API gives them: one item, or a search's results (open-platform.theguardian.com)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import values
from lensatlas.ingest.dialects import json_records
from lensatlas.ingest.jsonl import SHOWN
from lensatlas.ingest.pages.fragment import fragment
from lensatlas.ingest.record import article
from lensatlas.model import Problem, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.place import Place
    from lensatlas.model import Article

WITHIN = (("response", "content"), ("response", "results"), ("results",), ("content",))
OUTLET = "The Guardian"


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every item of an answer, of a list of them, or of JSON Lines."""
    for found in json_records.read(file, origin, WITHIN):
        yield found if isinstance(found, Problem) else _article(*found, profile)


def _article(item: Any, place: Place, profile: Profile) -> Article | Problem:
    if not isinstance(item, dict):
        return place.problem(f"an article is a JSON object, not {SHOWN.get(type(item), 'null')}")
    stated = item.get("fields")
    fields: Mapping[str, Any] = stated if isinstance(stated, dict) else {}
    tags = _tags(item)
    try:
        body, links = _body(item, fields)
        given = _given(item, fields, tags, body)
    except ValueError as fault:
        return place.problem(str(fault))
    given["links"] = links
    left = {key: value for key, value in item.items() if key not in _TAKEN}
    more = {key: value for key, value in fields.items() if key not in _TAKEN_FIELDS}
    kept = {kind: names for kind, names in sorted(tags.items()) if kind not in {"keyword", "contributor"}}
    stated_fields = {key: value for key, value in given.items() if value}
    return article(left, profile=profile, place=place, given=stated_fields, kept={**kept, "fields": more})


_TAKEN = frozenset({
    "id", "webUrl", "webTitle", "webPublicationDate", "type", "fields", "tags", "blocks",
})  # fmt: skip
_TAKEN_FIELDS = frozenset({
    "headline", "standfirst", "trailText", "body", "bodyText", "byline", "lastModified", "lang", "publication",
})  # fmt: skip


def _given(
    item: Mapping[str, Any], fields: Mapping[str, Any], tags: Mapping[str, list[str]], body: str
) -> dict[str, Any]:
    outlets = tags.get("publication") or [OUTLET]
    return {
        "id": item.get("id"),
        "url": item.get("webUrl"),
        "headline": _plain(fields.get("headline")) or _plain(item.get("webTitle")),
        "dek": _plain(fields.get("standfirst")) or _plain(fields.get("trailText")),
        "text": body,
        "published": item.get("webPublicationDate") or fields.get("firstPublicationDate"),
        "updated": fields.get("lastModified"),
        "language": fields.get("lang"),
        "type": item.get("type"),
        "authors": tags.get("contributor") or _plain(fields.get("byline")),
        "tags": tags.get("keyword"),
        "source": [label(name) for name in outlets],
    }


def _tags(item: Mapping[str, Any]) -> dict[str, list[str]]:
    """The titles of an item's tags by their type: keyword, contributor, tone, series, publication."""
    found: dict[str, list[str]] = {}
    stated = item.get("tags")
    for tag in stated if isinstance(stated, list) else ():
        name = label(values.decoded(values.text(tag.get("webTitle")) or "")) if isinstance(tag, dict) else ""
        if name:
            names = found.setdefault(label(values.text(tag.get("type")) or "keyword"), [])
            names += [name] if name not in names else []
    return found


def _body(item: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The paragraphs of the body and the addresses it links to: of its HTML, else of its blocks, else its bare text."""
    html = values.text(fields.get("body"))
    if html:
        shown = fragment(html, values.text(item.get("webUrl")))
        return shown.text, list(shown.links)
    blocks = item.get("blocks")
    parts = blocks.get("body") if isinstance(blocks, dict) else None
    texts = (
        [values.text(part.get("bodyTextSummary")) for part in parts if isinstance(part, dict)]
        if isinstance(parts, list)
        else []
    )
    return "\n\n".join(text for text in texts if text) or values.text(fields.get("bodyText")) or "", []


def _plain(value: Any) -> str:
    stated = values.text(value)
    return fragment(stated, None).text if stated else ""
