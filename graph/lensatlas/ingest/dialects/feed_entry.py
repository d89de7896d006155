"""One entry of a feed, in any dialect, as the fields of an article.

An entry's ``guid`` never is the id of an article that has an address: the page itself, saved or fetched, knows nothing of
it, and the two would be different articles with one address. Without an address it is the only identity there is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lensatlas.ingest.pages.bylines import names
from lensatlas.ingest.pages.fragment import Fragment, absolute, fragment
from lensatlas.model import fold, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.ingest.xml.tree import Node

# A description that is longer than this, or has several paragraphs, is the text; most excerpts have 55 words.
_LONGEST_DEK = 80
_TWO_DIGIT_YEAR = re.compile(r"((?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3,9}\s+)(\d{2})(?=\s)")
_PUBLISHED = ("pubDate", "published", "issued", "dcterms:issued", "dc:date", "created", "dcterms:created")
_UPDATED = ("updated", "atom:updated", "modified", "dcterms:modified")


def fields(entry: Node, base: str | None, outlet: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the article, and what is kept beside it; ``outlet`` is the feed's title.

    Raises :class:`ValueError` where its HTML is nested as no page's is.
    """
    base = absolute(entry.attributes.get("xml:base", ""), base) or base
    guid = entry.text("guid", "id", "atom:id")
    url = _address(entry, base, guid)
    text, dek = _prose(entry, base)
    given = {
        "id": guid if url is None else None,
        "url": url,
        "headline": _headline(entry, base),
        "dek": dek.text,
        "text": text.text,
        "published": _day(entry.text(*_PUBLISHED)) or _day(entry.text(*_UPDATED)),
        "updated": _day(entry.text(*_UPDATED)) if entry.text(*_PUBLISHED) else "",
        "language": entry.attributes.get("xml:lang") or entry.text("dc:language", "language"),
        "authors": _authors(entry, outlet),
        "tags": list(_tags(entry)),
        "source": _outlet(entry, base),
        "links": [*text.links, *dek.links],
    }
    return given, _beside(entry, base, "" if guid == url or url is None else guid)


def _address(entry: Node, base: str | None, guid: str) -> str | None:
    """Where the article stands: before it was counted by a proxy, else the entry's link, else a guid that is an address."""
    links = [
        node for node in entry.children("link", "atom:link") if node.attributes.get("rel", "alternate") == "alternate"
    ]
    stated = [entry.text("feedburner:origLink"), *(node.attributes.get("href") or node.text() for node in links)]
    stated.append(entry.attributes.get("rdf:about", ""))
    found = next((url for address in stated if address and (url := absolute(address, base))), None)
    node = entry.child("guid")
    permanent = node is None or node.attributes.get("isPermaLink", "true").strip().lower() != "false"
    return found or (absolute(guid, None) if permanent else None)


def _headline(entry: Node, base: str | None) -> str:
    """The title: plain text in Atom where it says no more (RFC 4287, 3.1.1), HTML in RSS, which says nothing."""
    node = next((n for name in ("title", "dc:title", "media:title") for n in entry.children(name) if n.content), None)
    return (
        label(" ".join(_fragment(node, base, "text" if entry.name == "entry" else "html").paragraphs)) if node else ""
    )


def _fragment(node: Node | None, base: str | None, usual: str = "html") -> Fragment:
    """What a text construct says; ``usual`` is its type where it names none: many Atom feeds leave it out and hold HTML."""
    if node is None:
        return Fragment()
    kind = node.attributes.get("type", usual).lower()
    base = absolute(node.attributes.get("xml:base", ""), base) or base
    unread = "/" in kind and not kind.startswith("text/") and "xhtml" not in kind
    if unread or node.attributes.get("mode") == "base64" or node.attributes.get("src"):
        return Fragment()
    within = any(not isinstance(part, str) for part in node.content)
    if kind in {"text", "plain", "text/plain"} and not within:
        return Fragment(tuple(line for part in re.split(r"\n\s*\n", node.text()) if (line := label(part))))
    return fragment(node.markup() if within else node.text(), base)


def _prose(entry: Node, base: str | None) -> tuple[Fragment, Fragment]:
    """The text and the dek. A feed that gives only descriptions may hold whole texts there, or a sentence."""
    text = _fragment(entry.child("content:encoded", "content", "xhtml:body", "atom:content"), base)
    dek = _fragment(entry.child("description", "summary", "atom:summary", "dc:description", "media:description"), base)
    if not text.paragraphs and (len(dek.paragraphs) > 1 or len(dek.text.split()) > _LONGEST_DEK):
        return dek, Fragment()
    begins = fold(text.text).startswith(fold(dek.text.rstrip(" .…[]")))
    return text, Fragment() if begins else dek


def _day(stated: str) -> str:
    """The date as it is written, its year in full (RFC 5322, 4.3: 00 to 49 are of this century)."""
    found = _TWO_DIGIT_YEAR.match(stated)
    return f"{found[1]}{'20' if found[2] < '50' else '19'}{stated[found.end() - 2 :]}" if found else stated


def _authors(entry: Node, outlet: str) -> list[str]:
    """Names without addresses of mail, and without the outlet's."""
    stated = [node.text("name") or node.text() for node in entry.children("author", "atom:author", "contributor")]
    return names(stated + [node.text() for node in entry.children("dc:creator", "itunes:author")], [outlet])


def _tags(entry: Node) -> Iterator[str]:
    """Categories and subjects, each a tag; ``media:keywords`` and ``itunes:keywords`` are lists."""
    for node in entry.children("category", "dc:subject", "atom:category"):
        yield node.attributes.get("label") or node.attributes.get("term") or node.text()
    for node in entry.children("media:keywords", "itunes:keywords"):
        yield from node.text().split(",")


def _outlet(entry: Node, base: str | None) -> dict[str, str | None]:
    """Whose reporting it is, where the entry comes from another feed."""
    node = entry.child("source", "dc:source")
    if node is None:
        return {"name": entry.text("dc:publisher"), "url": None}
    link = node.child("link", "atom:link")
    address = (link.attributes.get("href") or link.text()) if link else node.attributes.get("url", "")
    return {"name": node.text("title") or node.text(), "url": absolute(address, base) if address else None}


def _beside(entry: Node, base: str | None, guid: str) -> dict[str, Any]:
    """What no field takes: the guid, comments, rights, and the addresses of sounds, pictures and films."""
    media = [node.attributes.get("url", "") for node in entry.children("enclosure", "media:content", "media:thumbnail")]
    for group in entry.children("media:group"):
        media += [node.attributes.get("url", "") for node in group.children("media:content")]
    links = [node for node in entry.children("link", "atom:link") if node.attributes.get("rel") == "enclosure"]
    media += [node.attributes.get("href", "") for node in links]
    return {
        "guid": guid,
        "comments": absolute(entry.text("comments"), base) if entry.text("comments") else None,
        "rights": label(entry.text("rights", "dc:rights", "copyright")),
        "media": list(dict.fromkeys(url for address in media if address and (url := absolute(address, base)))),
    }
