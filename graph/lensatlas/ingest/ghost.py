"""A Ghost export: its published posts, from ``db[0].data`` or ``data``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import decoding
from lensatlas.ingest.dialects import ghost_editor
from lensatlas.ingest.json_document import LARGEST
from lensatlas.ingest.jsonl import DECODER, fault_of
from lensatlas.ingest.marked.stretches import body, of_html
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.marked.stretches import Stretch
    from lensatlas.model import Article

_Row = dict[str, Any]
_UNPUBLISHED = {
    "draft": "it is a draft",
    "scheduled": "it is scheduled, not published",
    "sent": "it was sent by e-mail only",
}
# An id that no other site gives: MongoDB's, or a UUID. Old exports number their posts from 1.
_UNIQUE = re.compile(r"[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
# The export writes the site's own address so, and does not tell it.
_OWN_ADDRESS = "__GHOST_URL__"


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every post of the export: a published one as an article, any other as the reason why it is none; ``#3`` is the third.

    A page is no post. Members, e-mail addresses and drafts never leave the file.
    """
    try:
        value = DECODER.decode(decoding.text(decoding.whole(file, LARGEST)))
    except RecursionError as fault:
        yield Place(origin).problem(f"it is not JSON: {fault_of(fault)}")
        return
    except ValueError as fault:
        told = str(fault) if str(fault).startswith("it ") else f"it is not JSON: {fault_of(fault)}"
        yield Place(origin).problem(told)
        return
    tables = _tables(value)
    posts = _rows(tables, "posts")
    if not posts:
        yield Place(origin).problem("it holds no posts", "a Ghost export has them under db[0].data.posts or data.posts")
        return
    site = _Site.of(tables)
    for number, post in enumerate(posts, start=1):
        found = _post(post, site, Place(origin, number), profile)
        yield replace(found, position=f"post {number}") if isinstance(found, Problem) else found


def _tables(value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict) and isinstance(value.get("db"), list) and value["db"]:
        value = value["db"][0]
    data = value.get("data") if isinstance(value, dict) else None
    return data if isinstance(data, dict) else {}


def _rows(tables: Mapping[str, Any], name: str) -> list[_Row]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What posts refer to: the names of their tags and authors in order, and the texts kept beside them."""

    tags: Mapping[str, tuple[str, ...]]
    authors: Mapping[str, tuple[str, ...]]
    users: Mapping[str, str]
    beside: Mapping[str, _Row]

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> _Site:
        shown = {
            str(tag.get("id")): str(tag.get("name") or "")
            for tag in _rows(tables, "tags")
            if tag.get("visibility") != "internal" and not str(tag.get("name") or "#").startswith("#")
        }
        users = {str(user.get("id")): str(user.get("name") or "") for user in _rows(tables, "users")}
        users = {key: name for key, name in users.items() if name and not _E_MAIL.search(name)}
        return cls(
            tags=_joined(_rows(tables, "posts_tags"), "tag_id", shown),
            authors=_joined(_rows(tables, "posts_authors"), "author_id", users),
            users=users,
            beside={str(row.get("post_id")): row for row in _rows(tables, "posts_meta")},
        )


def _joined(links: list[_Row], to: str, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Post → the names it is linked to, in the editor's order."""
    found: dict[str, list[str]] = {}
    for link in sorted(links, key=_order):
        if name := names.get(str(link.get(to))):
            found.setdefault(str(link.get("post_id")), []).append(name)
    return {post: tuple(names) for post, names in found.items()}


def _order(link: _Row) -> float:
    place = link.get("sort_order")
    return place if isinstance(place, int | float) and not isinstance(place, bool) else 0.0


def _post(post: _Row, site: _Site, place: Place, profile: Profile) -> Article | Problem:
    status = str(post.get("status") or "published")
    if status != "published":
        return place.problem(_UNPUBLISHED.get(status, f"its status is “{status[:60]}”, not published"))
    if post.get("type") == "page" or post.get("page") in (1, True):
        return place.problem("it is a page, not a post")
    try:
        stretches, links = _body(post)
    except (ValueError, RecursionError) as fault:
        return place.problem(f"its text cannot be read: {fault}")
    key = str(post.get("id"))
    authors = site.authors.get(key) or tuple(filter(None, [site.users.get(str(post.get("author_id")))]))
    record = {
        "title": post.get("title"),
        "slug": post.get("slug"),
        "date": _day(post.get("published_at")),
        "updated": _day(post.get("updated_at")),
        "dek": post.get("custom_excerpt")
        or site.beside.get(key, {}).get("meta_description")
        or post.get("meta_description"),
        "language": post.get("locale") or post.get("language"),
        "tags": list(site.tags.get(key, ())),
        "authors": list(authors),
        "canonical_url": post.get("canonical_url"),
        "visibility": None if post.get("visibility") == "public" else post.get("visibility"),
    }
    unique = next((str(post[name]) for name in ("id", "uuid") if _UNIQUE.fullmatch(str(post.get(name)))), None)
    given = {**body(stretches, profile.headings), "links": links, **({"id": unique} if unique else {})}
    return article(record, profile=profile, place=place, given=given)


def _body(post: _Row) -> tuple[list[Stretch], list[str]]:
    """The post's text: the HTML that Ghost made, else what its editor holds, else the plain text."""
    if isinstance(html := post.get("html"), str) and html.strip():
        return of_html(html.replace(_OWN_ADDRESS, ""))
    for form, html_of in (("lexical", ghost_editor.lexical), ("mobiledoc", ghost_editor.mobiledoc)):
        if isinstance(stated := post.get(form), str) and stated.strip():
            return of_html(html_of(DECODER.decode(stated)).replace(_OWN_ADDRESS, ""))
    text = post.get("plaintext")
    return ghost_editor.paragraphs(text if isinstance(text, str) else ""), []


def _day(value: Any) -> Any:
    """Old exports count the milliseconds since 1970."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 253_402_300_800_000:
        return dt.datetime.fromtimestamp(value / 1000, dt.UTC).date().isoformat()
    return value
