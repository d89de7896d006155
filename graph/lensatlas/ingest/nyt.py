"""Articles as the New York Times' APIs give them: search and archive, top stories and most popular.

The two families name the same things differently; both say of each facet whether it is a subject, a person, an
organisation, a place or a work (developer.nytimes.com).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import values
from lensatlas.ingest.dialects import json_records
from lensatlas.ingest.dialects.indexed import cased, has_note, person
from lensatlas.ingest.jsonl import SHOWN
from lensatlas.ingest.record import article
from lensatlas.model import Problem, fold, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.place import Place
    from lensatlas.model import Article

WITHIN = (("response", "docs"), ("results",), ("docs",))
OUTLET = "The New York Times"
# Kind of facet → its names as keys of a record, and as names of a keyword.
_FACETS: Mapping[str, tuple[str, ...]] = {
    "subject": ("des_facet", "subject"),
    "person": ("per_facet", "persons", "person"),
    "organization": ("org_facet", "organizations", "organization"),
    "place": ("geo_facet", "glocations", "location"),
    "creative_works": ("ttl_facet", "creative_works", "title"),
}
_KINDS = {name: kind for kind, names in _FACETS.items() for name in names}
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
# What their systems note among the subjects: "your-feed-fashion", "internal-sub-only".
_INTERNAL = re.compile(r"(?:your-feed|internal|vis|audio)-[a-z]")


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every article of an answer, of a list of them, or of JSON Lines."""
    for found in json_records.read(file, origin, WITHIN):
        yield found if isinstance(found, Problem) else _article(*found, profile)


def _article(doc: Any, place: Place, profile: Profile) -> Article | Problem:
    if not isinstance(doc, dict):
        return place.problem(f"an article is a JSON object, not {SHOWN.get(type(doc), 'null')}")
    fields, taken = _fields(values.decoded(doc))
    left = {key: value for key, value in doc.items() if key not in taken}
    kept: dict[str, Any] = {key: fields.pop(key) for key in ("creative_works", "persons", "keywords") if key in fields}
    return article(left, profile=profile, place=place, given=fields, kept=kept)


def _fields(doc: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The fields of an article, with three more that it keeps as extra, and the keys that they take entirely."""
    headline = doc.get("headline")
    headline = headline.get("main") if isinstance(headline, dict) else headline
    lead, snippet = _text(doc, "lead_paragraph"), _text(doc, "snippet")
    dek = _text(doc, "abstract") or (snippet if snippet != lead else "")
    stated = {
        "id": _text(doc, "uri", "_id", "id"),
        "url": _text(doc, "web_url", "url"),
        "headline": headline or _text(doc, "title"),
        "dek": dek,
        "text": lead if lead != dek else "",
        "published": _text(doc, "pub_date", "published_date"),
        "updated": _text(doc, "updated_date", "updated"),
        "type": _text(doc, "type_of_material", "material_type_facet", "document_type", "item_type", "type"),
        "authors": _authors(doc.get("byline")),
        "source": _text(doc, "source") or OUTLET,
        **_typed(_facets(doc)),
    }
    taken = {
        *(key for names in _FACETS.values() for key in names), "title", "abstract", "lead_paragraph", "pub_date",
        "published_date", "updated_date", "updated", "source", "keywords", "adx_keywords",
        "web_url" if doc.get("web_url") else "url", "type_of_material" if doc.get("type_of_material") else "",
        "snippet" if snippet in {lead, dek} else "", "uri" if doc.get("uri") else "_id" if doc.get("_id") else "id",
    }  # fmt: skip
    if isinstance(doc.get("byline"), str):
        taken.add("byline")
    if doc.get("_id") == doc.get("uri"):
        taken.add("_id")
    return {key: value for key, value in stated.items() if value}, taken


def _text(doc: Mapping[str, Any], *keys: str) -> str:
    return next((stated for key in keys if (stated := values.text(doc.get(key)))), "")


def _authors(byline: Any) -> Any:
    """The people of a byline, without “By”; in older records their surnames, or all of it, stand in capitals."""
    if isinstance(byline, dict):
        people = byline.get("person")
        parts = ("firstname", "middlename", "lastname", "qualifier")
        named = [_said(one, parts) for one in people if isinstance(one, dict)] if isinstance(people, list) else []
        return [name for name in named if name] or _authors(byline.get("original") or byline.get("organization"))
    if not isinstance(byline, str):
        return None
    return cased(_BY.sub("", byline).strip())


def _said(one: Mapping[str, Any], parts: tuple[str, ...]) -> str:
    return " ".join(cased(text) for part in parts if (text := label(values.text(one.get(part)) or "")))


def _facets(doc: Mapping[str, Any]) -> dict[str, list[str]]:
    """Kind → what the article's facets say, each once; capitals undone where the advertisers' keywords show how."""
    shown = {name.casefold(): name for name in map(str.strip, _text(doc, "adx_keywords").split(";")) if name}
    found: dict[str, list[str]] = {kind: [] for kind in _FACETS}
    stated = [(kind, item) for kind, names in _FACETS.items() for name in names for item in _items(doc.get(name))]
    for word in _items(doc.get("keywords")):
        if isinstance(word, dict) and (value := values.text(word.get("value"))):
            name = (values.text(word.get("name")) or "").lower()
            stated.append((_KINDS.get(name, "keywords"), value))
    for kind, item in stated:
        if text := values.text(item):
            name = label(text)
            found.setdefault(kind, []).append(shown.get(name.casefold(), name) if name.isupper() else name)
    return {kind: list(dict.fromkeys(names)) for kind, names in found.items()}


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _typed(facets: Mapping[str, list[str]]) -> dict[str, Any]:
    """Tags and actors of facets, and what stays extra: works, keywords of other kinds, persons of whom a note was left out."""
    people = [{"name": cased(person(name)), "kind": "person"} for name in facets["person"]]
    bodies = [{"name": name, "kind": "organization"} for name in facets["organization"]]
    places = [{"name": name, "kind": "country" if fold(name) in _countries() else "place"} for name in facets["place"]]
    return {
        "tags": [tag for tag in facets["subject"] if not _INTERNAL.match(tag)],
        "actors": people + bodies + places,
        "persons": facets["person"] if any(map(has_note, facets["person"])) else [],
        "creative_works": facets["creative_works"],
        "keywords": facets.get("keywords", []),
    }


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """The countries' names of CLDR, folded."""
    from babel import Locale

    named = Locale.parse("en").territories
    return frozenset(fold(name) for code, name in named.items() if len(code) == 2 and code not in {"AQ", "EZ", "ZZ"})
