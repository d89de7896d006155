"""Sitemaps and sitemap indexes (sitemaps.org 0.9), plain or gzip, with the news and image extensions.

An address with ``news:title`` is an article as far as the sitemap tells it; any other only names a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest.named import Named
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.ingest.xml.text import xml_text
from lensatlas.ingest.xml.tree import Broken, nodes
from lensatlas.model import Article, label, link_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.config import Profile
    from lensatlas.ingest.xml.tree import Node
    from lensatlas.model import Problem

_WANTED = frozenset({"url", "sitemap"})


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Each address as the article that is told of it, or as a problem: its page is not fetched."""
    for found in named(file, origin, profile):
        yield found.unfetched() if isinstance(found, Named) else found


def named(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Named | Problem]:
    """Each address of a sitemap or sitemap index, with its article where the sitemap tells enough of one."""
    count = 0
    try:
        for node in nodes(xml_text(file), _WANTED):
            count += 1
            yield _address(node, Place(origin, node.line), profile)
    except Broken as fault:
        after = f"; the {count:,} addresses before it are read" if count else ""
        yield Place(origin, fault.line).problem(f"{fault.reason}{after}")
    except ValueError as fault:
        yield Place(origin).problem(str(fault))
    else:
        if not count:
            yield Place(origin).problem("the sitemap names no address")


def _address(node: Node, place: Place, profile: Profile) -> Named | Problem:
    stated = label(node.text("loc"))
    url = link_url(stated)
    if url is None:
        return place.problem(f"“{stated[:200]}” is no http(s) address" if stated else "it has no address (loc)")
    if node.name == "sitemap":
        return Named(url=url, kind="sitemap", place=place)
    news = node.child("news:news")
    if news is None or not news.text("news:title"):
        return Named(url=url, kind="page", place=place)
    told = article({}, profile=profile, place=place, given=_news(news, url), kept=_beside(node, news))
    return Named(url=url, kind="page", place=place, article=told) if isinstance(told, Article) else told


def _news(news: Node, url: str) -> dict[str, Any]:
    """What Google's news extension says of an article; its stock tickers and genres are kept beside."""
    outlet = news.child("news:publication")
    return {
        "url": url,
        "headline": news.text("news:title"),
        "published": news.text("news:publication_date"),
        "language": (outlet.text("news:language") if outlet else "") or news.text("news:language"),
        "tags": news.text("news:keywords"),
        "source": outlet.text("news:name") if outlet else "",
    }


def _beside(node: Node, news: Node) -> dict[str, Any]:
    return {
        "genres": news.text("news:genres"),
        "stock_tickers": news.text("news:stock_tickers"),
        "lastmod": node.text("lastmod"),
        "images": [url for image in node.children("image:image") if (url := link_url(image.text("image:loc")))],
    }
