"""A mapping of values that nobody has checked, as an article.

Every way in ends here: pages give their fields by name, front matter, JSON and tables give theirs through the profile's field map.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from lensatlas.ingest import paths, values
from lensatlas.ingest.days import day
from lensatlas.model import Article, ArticleId, article_id, digest, label, link_url, page_url, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.place import Place
    from lensatlas.model import Problem, Section

T = TypeVar("T")

# Beyond this a headline is a text in the wrong field: the longest of 2,750 real ones has 255 characters.
LONGEST_HEADLINE = 1000
LONGEST_ID = 500
_SAFE_SLUG = re.compile(r"[A-Za-z0-9](?:[\w-]|\.(?!\.)){0,199}", re.ASCII)
_MEANINGFUL = re.compile(r"[a-z]{3}", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_MINUTES = re.compile(r"(?<![\d−-])(?:(\d{1,2})\s*h[a-z]*\W+)?(\d{1,4})(?!\d)")
# What is compared letter for letter, here and elsewhere.
_VERBATIM = frozenset({"id", "slug", "url", "links"})
# Letters and signs of no ink: the Hangul fillers and the empty Braille cell.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LIST = re.compile(r"[;,]")
_PEOPLE = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+")


class _Fault(ValueError):
    """Why a record is no article, and what to do about it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def article(
    record: Mapping[str, Any],
    *,
    profile: Profile,
    place: Place,
    given: Mapping[str, Any] | None = None,
    otherwise: Mapping[str, Any] | None = None,
    kept: Mapping[str, Any] | None = None,
) -> Article | Problem:
    """The article that a record gives through the profile's field map, or why it gives none.

    ``given`` are fields known from elsewhere, which come before the record's; ``otherwise`` are those that fill its gaps.
    Keys that no field takes, values that a field understood only in part, and what is ``kept`` come into ``extra``.
    """
    try:
        return _Fields(record, profile, given or {}, otherwise or {}).article(place.origin, kept or {})
    except _Fault as fault:
        return place.problem(fault.reason, fault.hint)


class _Fields:
    """The fields of one record, taken one by one; what was taken entirely is not kept as extra."""

    def __init__(
        self, record: Mapping[str, Any], profile: Profile, given: Mapping[str, Any], otherwise: Mapping[str, Any]
    ) -> None:
        self.record, self.profile, self.given, self.otherwise = record, profile, given, otherwise
        self.used: set[str] = set()

    def article(self, origin: str, kept: Mapping[str, Any]) -> Article:
        url = self.one("url", lambda value: page_url(values.text(value) or ""))
        published, updated = self.date("published"), self.date("updated")
        headline = self.headline() or url
        if headline is None:
            raise _Fault("it has neither a headline nor an http(s) address", self.wanted())
        sources = self.many("source", values.sources)
        sections: tuple[Section, ...] = self.many("sections", lambda v: values.sections(v, self.profile.headings))
        made = self.id() or article_id(url=url, headline=headline, published=published)
        return Article(
            id=made,
            slug=self.slug(url, headline, made),
            headline=headline,
            url=url,
            dek=self.one("dek", values.prose) or "",
            text=self.one("text", values.prose) or "",
            sections=sections,
            published=published,
            updated=updated,
            language=self.one("language", _language),
            type=self.one("type", _name),
            minutes=self.one("minutes", minutes),
            authors=self.many("authors", _authors),
            lenses=self.many("lenses", values.names),
            tags=self.many("tags", lambda value: values.names(value, split=_LIST)),
            tag_line=self.one("tag_line", values.prose) or "",
            actors=self.many("actors", values.actors),
            sources=sources,
            links=self.many("links", _links),
            extra=self.left(kept),
            origin=origin,
        )

    def stated(self, field: str) -> Iterator[tuple[str | None, Any]]:
        """Everything that may give the field, best first: key (None where it is not the record's) and value."""
        if field in self.given:
            yield None, self.given[field]
        for key in self.profile.fields.get(field, ()):
            if key in self.used:
                continue
            value = self.record.get(key)
            if value is None and ("." in key or "[" in key):
                value = paths.found(self.record, key)
            if value is not None:
                yield key, value if field in _VERBATIM else values.decoded(value)
        if field in self.otherwise:
            yield None, self.otherwise[field]

    def one(self, field: str, read: Callable[[Any], T | None]) -> T | None:
        for key, value in self.stated(field):
            found = read(value)
            if found is not None:
                self.used.update(() if key is None else (key,))
                return found
        return None

    def many(self, field: str, read: Callable[[Any], tuple[tuple[T, ...], bool]]) -> tuple[T, ...]:
        for key, value in self.stated(field):
            found, entire = read(value)
            if found:
                self.used.update((key,) if key is not None and entire else ())
                return found
        return ()

    def wanted(self) -> str:
        keys = [key for field in ("headline", "url") for key in self.profile.fields.get(field, ())]
        return f"looked for {', '.join(keys)}; other names go into [fields] of lensatlas.toml"

    def headline(self) -> str | None:
        headline = self.one("headline", _name)
        if headline is not None and len(headline) > LONGEST_HEADLINE:
            raise _Fault(
                f"its headline has {len(headline):,} characters: “{headline[:60]}…”",
                f"a headline has at most {LONGEST_HEADLINE:,}; is this the text?",
            )
        return headline

    def date(self, field: str) -> dt.date | None:
        for key, value in self.stated(field):
            stated = values.text(value)
            if (stated is None and value in (None, "", [], {})) or _blank(stated):
                continue
            try:
                found = day(stated or "")
            except ValueError as error:
                shown = str(error) if stated else f"a {type(value).__name__} is no day"
                raise _Fault(f"{key or field}: {shown}", "write 2026-07-02 or July 2, 2026, or leave it out") from None
            self.used.update(() if key is None else (key,))
            return found
        return None

    def id(self) -> ArticleId | None:
        stated = self.one("id", lambda value: None if isinstance(value, bool) else values.text(value))
        if stated is None:
            return None
        if len(stated) > LONGEST_ID or not stated.isprintable():
            raise _Fault(
                f"its id “{values.kept(stated[:60])}” cannot be kept as it is",
                f"an id is one line of at most {LONGEST_ID} visible characters",
            )
        return ArticleId(stated)

    def slug(self, url: str | None, headline: str, made: ArticleId) -> str:
        """The record's, else the last part of the URL where it says something, else the headline's; always safe in a path."""
        stated = self.one("slug", values.text)
        if stated:
            return stated if _SAFE_SLUG.fullmatch(stated) else slugify(stated, 200) or digest("slug", made)
        return made_slug(url, headline, made)

    def left(self, kept: Mapping[str, Any]) -> Mapping[str, Any]:
        unused = {key: value for key, value in self.record.items() if key not in self.used}
        if inner := sorted(key for key in self.used if key not in self.record):
            unused = paths.without(unused, inner)
        try:
            return {
                str(values.kept(str(key))): values.kept(value)
                for key, value in (unused | dict(kept)).items()
                if value is not None and value not in ("", [], {})
            }
        except ValueError as error:
            raise _Fault(str(error)) from None


def made_slug(url: str | None, headline: str, made: ArticleId) -> str:
    """The slug of an article whose record gives none: from its address, else its headline, else its id."""
    segment = _last_part(url) if url else ""
    if _MEANINGFUL.search(segment) and segment != "index":
        return segment
    return slugify(headline) or slugify(made) or digest("slug", made)


def _last_part(url: str) -> str:
    """The last part of the path of an address, as :func:`page_url` gives it, without an ending such as ``.html``."""
    last = url.split("/", 3)[3].partition("?")[0].rstrip("/").rpartition("/")[2]
    last = unquote(last) if "%" in last else last
    stem, _, ending = last.rpartition(".")
    return slugify(stem if stem and len(ending) < 6 else last, 200)


def _name(value: Any) -> str | None:
    stated = label(values.text(value) or "")
    return stated if _is_visible(stated) else None


def _is_visible(text: str) -> bool:
    """Whether anything of a text can be seen: not where all of it joins, selects, marks or fills."""
    if text[:1].isascii() and text[:1].isalnum():  # as nearly every one
        return True
    return any(char.isalnum() and char not in _FILLERS for char in text) or any(
        unicodedata.category(char)[0] not in "CMZ" and char not in _FILLERS for char in text
    )


def _blank(stated: str | None) -> bool:
    return stated is not None and label(stated).lower() in {"", "null", "none", "~"}


def _language(value: Any) -> str | None:
    stated = _name(value)
    return stated.replace("_", "-") if stated and _LANGUAGE.fullmatch(stated) else None


def minutes(value: Any) -> int | None:
    """The minutes in ``3``, ``3 min read`` or ``1 hour 5 minutes``."""
    found = _MINUTES.search(values.text(value) or "") if not isinstance(value, bool) else None
    return int(found[1] or 0) * 60 + int(found[2]) if found else None


def _authors(value: Any) -> tuple[tuple[str, ...], bool]:
    """Authors: “Doe, Jane” is one, “Jane Doe, John Roe” and “Jane Doe and John Roe” are two."""
    if isinstance(value, str) and ";" not in value:
        parts = _PEOPLE.split(value)
        value = parts if all(len(part.split()) > 1 for part in parts) else [value]
    return values.names(value, split=_LIST)


def _links(value: Any) -> tuple[tuple[str, ...], bool]:
    stated, entire = values.names(value)
    addresses = [link_url(name) for name in stated]
    found = dict.fromkeys(url for url in addresses if url)
    return tuple(found), entire and all(addresses)
