"""What was fetched, read by the ordinary readers; the page's own address is the one it was found at."""

from __future__ import annotations

import codecs
import io
from dataclasses import replace
from email.message import Message
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lensatlas.ingest import decoding
from lensatlas.ingest.detect import form_of
from lensatlas.ingest.formats import FORMATS
from lensatlas.ingest.pages.fragment import absolute
from lensatlas.ingest.pages.html_blocks import parsed
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import made_slug
from lensatlas.ingest.values import host
from lensatlas.model import Article, article_id, page_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from lensatlas.config import Profile
    from lensatlas.ingest.fetch.journal import Kept
    from lensatlas.ingest.named import Named
    from lensatlas.model import Problem

# What names others; the rest holds articles.
LISTS = ("feed", "json-feed", "opml", "sitemap")
_SINGLE = frozenset({"page-html", "page-text", "markdown"})
# What a content type promises, as the ending of a file's name; what is not here is told by its first bytes.
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/json": ".json",
    "application/feed+json": ".json",
}
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_HEAD = 64 * 1024


def listed(file: BinaryIO, form: str, origin: str, profile: Profile) -> Iterator[Named | Article | Problem]:
    """What a feed, sitemap or outline holds and names."""
    yield from import_module(f"lensatlas.ingest.{FORMATS[form].module}").named(file, origin, profile)


def records(
    body: bytes, kept: Kept, asked: str, form: str | None, profile: Profile, main_text: Callable[[str], str]
) -> Iterator[Named | Article | Problem]:
    """The articles in an answer, and the addresses that it names; ``main_text`` finds the text of a page."""
    kind, charset = _kind(kept.kind)
    body = decoding.as_stated(body, charset)
    begun = body[:_HEAD]
    form = form or _form(kind, begun)
    what = decoding.binary(begun)
    if form in LISTS:
        yield from listed(io.BytesIO(body), form, kept.location, profile)
    elif form is None or what:
        yield Place(asked).problem(f"it is {what or kind or 'of no known format'}, which holds no article")
    else:
        for record in FORMATS[form].read(io.BytesIO(body), asked, profile, main_text):
            if form not in _SINGLE:
                yield record
            elif isinstance(record, Article):
                yield found_at(record, kept.location)
            else:
                yield replace(record, hint=record.hint or _feeds(body, kept.location))


def _kind(stated: str) -> tuple[str, str]:
    """A content type and the charset that it states."""
    found = Message()
    found["content-type"] = stated
    charset = found.get_param("charset", "")
    return found.get_content_type() if stated.strip() else "", charset if isinstance(charset, str) else ""


def _feeds(body: bytes, location: str) -> str:
    """The feeds that a page without an article names, as a hint: it may be the front page of what is wanted."""
    try:
        page = parsed(decoding.text(body))
    except ValueError:
        return ""
    links = [node.attributes for node in page.css("link[rel~=alternate][type][href]")]
    feeds = [has["href"] or "" for has in links if (has["type"] or "").strip().lower() in _FEEDS]
    found = dict.fromkeys(url for href in feeds if (url := absolute(href, location)))
    return f"it names a feed, {next(iter(found))}: add that" if found else ""


def _form(kind: str, begun: bytes) -> str | None:
    """The format of an answer. Feeds and sitemaps are often served as HTML or plain text: how they begin counts first."""
    return list_of(begun) or form_of(_ENDINGS.get(kind, ""), begun)


def list_of(begun: bytes) -> str | None:
    """The format of what begins so, if that names others."""
    plain = begun.removeprefix(codecs.BOM_UTF8).lstrip()
    signs = ((name, FORMATS[name].sign) for name in LISTS)
    return next((name for name, sign in signs if sign is not None and sign(plain)), None)


def found_at(article: Article, location: str) -> Article:
    """The article with the address it was found at, unless it names one on the same site.

    A page that calls itself another site's would take that article's place.
    """
    if article.url and same_site(article.url, location):
        return article
    url = page_url(location)
    made = article_id(url=article.url, headline=article.headline, published=article.published)
    mine = article_id(url=url, headline=article.headline, published=article.published)
    unslugged = article.slug == made_slug(article.url, article.headline, made)
    return replace(
        article,
        url=url,
        id=mine if article.id == made else article.id,
        slug=made_slug(url, article.headline, mine) if unslugged else article.slug,
    )


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one host, or one's host belongs to the other's."""
    return related(host(one), host(other))


def related(a: str, b: str) -> bool:
    """Whether two hosts are one, or one belongs to the other."""
    return a == b or (a.endswith(f".{b}") and "." in b) or (b.endswith(f".{a}") and "." in a)


def filled(article: Article, told: Article) -> Article:
    """A page's article, its gaps filled with what the feed or sitemap that named it says."""
    gaps = ("dek", "text", "published", "updated", "language", "authors", "tags", "sources")
    return replace(article, **{name: getattr(told, name) for name in gaps if not getattr(article, name)})


def site_of(url: str) -> str:
    """The host by which the scope of a crawl is told, without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
