"""A WordPress export (WXR): its published posts, whatever else the site's database held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote

from lensatlas.ingest import decoding
from lensatlas.ingest.dialects.wordpress_html import html_of
from lensatlas.ingest.marked.stretches import body, of_html, plain
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.ingest.xml.elements import elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.xml.elements import Element
    from lensatlas.model import Article, Problem

_ROOT = re.compile(r"<rss\b[^<>]{0,4000}>")
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
# A title may be marked up; “<item>” in one is a word.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
# What a post that is not published is, by its status (WordPress, get_post_statuses).
_UNPUBLISHED = {
    "draft": "it is a draft",
    "auto-draft": "it is a draft",
    "pending": "it is a draft that awaits review",
    "private": "it is private",
    "future": "it is scheduled, not published",
    "trash": "it was deleted",
}
_OTHER = {"page": "a page", "attachment": "an attachment", "nav_menu_item": "a menu entry", "revision": "a revision"}
# Taxonomies that say how a post looks, or who wrote it (Co-Authors Plus), not what it is about.
_NO_TOPICS = frozenset({"post_format", "author"})


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every item of the export: a published post as an article, anything else as the reason why it is none.

    Comments, e-mail addresses, drafts and what is private or behind a password never leave the file.
    """
    items = elements(file, "item")
    try:
        export = _Export(next(items), profile)
    except ValueError as fault:
        yield Place(origin).problem(str(fault), "a feed is read with --from feed")
        return
    item = None
    for item in items:
        yield export.post(item, Place(origin, item.line))
    if item is None:
        yield Place(origin).problem("it holds no item")


class _Export:
    """What stands above the posts: the namespaces, the language, and who stands behind each login."""

    def __init__(self, head: Element, profile: Profile) -> None:
        text = decoding.text(head.raw) if not head.fault else ""
        root = _ROOT.search(text)
        if root is None:
            raise ValueError(head.fault or "it has no <rss> element")
        if _DECLARED.search(text, 0, root.start()):
            raise ValueError("it has a DOCTYPE, which may hide entities and files; such XML is not read")
        self.root, self.profile = root[0], profile
        channel = _tree(f"{text[root.start() :]}</channel></rss>", recover=True)
        self.language, self.names = "", dict[str, str]()
        for node in () if channel is None else channel.iter("{*}language", "{*}author"):
            told = _texts(node)
            if told.get("wp:author_login"):
                self.names[told["wp:author_login"]] = told.get("wp:author_display_name", "")
            elif node.prefix is None:
                self.language = (node.text or "").strip()

    def post(self, item: Element, place: Place) -> Article | Problem:
        """One item."""
        if item.fault:
            return place.problem(item.fault)
        try:
            node = _tree(f"{self.root}{decoding.text(item.raw)}</rss>")[0]
        except ValueError as fault:
            return place.problem(f"it is not well-formed XML: {fault}")
        told = _texts(node)
        if reason := _refused(told):
            return place.problem(reason)
        try:
            stretches, links = of_html(html_of(told.get("content:encoded", "")))
            dek = plain(html_of(told.get("excerpt:encoded", "")))
        except ValueError as fault:
            return place.problem(str(fault))
        return article(
            self.record(told, _terms(node)),
            profile=self.profile,
            place=place,
            given={**body(stretches, self.profile.headings), "links": links},
            otherwise={"dek": dek, "language": self.language},
        )

    def record(self, told: Mapping[str, str], terms: Mapping[str, list[str]]) -> dict[str, Any]:
        """What the profile's fields choose from; categories join the tags where no other field asks for them."""
        taxonomies = {name: labels for name, labels in terms.items() if name not in _NO_TOPICS}
        tags, categories = taxonomies.pop("post_tag", []), taxonomies.pop("category", [])
        asked = {key for field, keys in self.profile.fields.items() if field != "tags" for key in keys}
        logins = terms.get("author") or [told.get("dc:creator", "")]
        names = [self.names.get(login) or login for login in logins]
        return {
            "title": _INLINE.sub("", told.get("title", "")),
            "url": told.get("link") or told.get("guid", ""),
            "slug": unquote(told.get("wp:post_name", "")),
            "date": next(
                (day for day in map(told.get, ("wp:post_date", "wp:post_date_gmt", "pubDate")) if _is_day(day)), ""
            ),
            "modified": told.get("wp:post_modified", ""),
            "authors": [name for name in names if not _E_MAIL.search(name)],
            "tags": tags if "categories" in asked else [*tags, *categories],
            "categories": categories if "categories" in asked else [],
            "post_id": told.get("wp:post_id", ""),
            **taxonomies,
        }


def _refused(told: Mapping[str, str]) -> str:
    """Why an item is no published post, empty where it is one."""
    kind, status = told.get("wp:post_type", "post"), told.get("wp:status", "publish")
    if kind != "post":
        return f"it is {_OTHER.get(kind, f'of the type “{kind[:60]}”')}, not a post"
    if status != "publish":
        return _UNPUBLISHED.get(status, f"its status is “{status[:60]}”, not published")
    return "it is protected by a password" if told.get("wp:post_password") else ""


def _is_day(stated: str | None) -> bool:
    return bool(stated) and not (stated or "").startswith("0000")


def _terms(node: Any) -> dict[str, list[str]]:
    """The item's terms by their taxonomy; “Uncategorized” is what WordPress files under where nobody chose."""
    found: dict[str, list[str]] = {}
    for term in node.iterchildren("category"):
        if term.get("nicename") != "uncategorized" and (name := plain(term.text or "").strip()):
            found.setdefault(term.get("domain") or "category", []).append(name)
    return found


def _texts(node: Any) -> dict[str, str]:
    """The texts of an element's children, by their names as the export writes them; the first of each counts."""
    found: dict[str, str] = {}
    for child in node.iterchildren("*"):
        name = child.tag.rpartition("}")[2]
        found.setdefault(f"{child.prefix}:{name}" if child.prefix else name, (child.text or "").strip())
    return found


def _tree(xml: str, *, recover: bool = False) -> Any:
    """The parsed XML; raises :class:`ValueError`. Nothing is resolved or fetched, and no DOCTYPE comes this far."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)
    try:
        return etree.fromstring(xml.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from None
