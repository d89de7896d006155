"""What a page says about itself in its head: title, description, address, date, authors, tags."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.ingest.days import day
from lensatlas.ingest.values import host
from lensatlas.model import fold, label, page_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser

_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "pubdate",
    "publishdate", "parsely-pub-date", "sailthru.date", "citation_publication_date",
)  # fmt: skip
_SITE = re.compile(r"\s+[|–—·»-]\s+")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")  # read day first wherever it is written with points
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_BEGINNING = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Head:
    """``metas``: lower-case name or property → contents in order. ``own_hosts``: hosts that are the page's own by its word."""

    page: LexborHTMLParser
    title: str
    metas: Mapping[str, tuple[str, ...]]
    canonical: str | None
    own_hosts: frozenset[str]
    language: str | None

    @classmethod
    def of(cls, page: LexborHTMLParser) -> Head:
        """The head of a page."""
        stated: dict[str, list[str]] = {}
        for node in page.css("meta[content]"):
            has = node.attributes
            name = (has.get("property") or has.get("name") or has.get("itemprop") or "").strip().lower()
            # Many sites encode twice: &amp;#8217; is an apostrophe.
            content = label(html.unescape(has.get("content") or ""))
            if name and content:
                stated.setdefault(name, []).append(content)
        metas = {name: tuple(contents) for name, contents in stated.items()}
        links = [
            (node.attributes.get("rel") or "", node.attributes.get("href") or "") for node in page.css("link[href]")
        ]
        own = [href for rel, href in links if rel in {"alternate", "amphtml", "shortlink"}]
        own += [node.attributes.get("href") or "" for node in page.css("base[href]")] + list(metas.get("og:url", ()))
        title = page.css_first("head > title") or page.css_first("title")
        root = page.css_first("html")
        return cls(
            page=page,
            title=label(html.unescape(title.text())) if title else "",
            metas=metas,
            canonical=next((url for rel, href in links if rel == "canonical" and (url := page_url(href))), None),
            own_hosts=frozenset(host(url) for href in own if (url := page_url(href))),
            language=(root.attributes.get("lang") if root else None) or None,
        )

    def meta(self, *names: str) -> str:
        """The first content under any of the names, in the order of the names."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def url(self, outlet: str = "") -> str | None:
        """The page's address. A canonical link may name its own site only: not ``outlet``, the host of the original reporting."""
        stated = self.canonical
        if stated and host(stated) != outlet and self.is_own(host(stated)):
            return stated
        return next(
            (url for href in self.metas.get("og:url", ()) if (url := page_url(href)) and host(url) != outlet), None
        )

    def is_own(self, name: str) -> bool:
        """Whether a host is the page's own: by its own word, else unless the page links by full addresses, all elsewhere."""
        if self.own_hosts:
            return any(name == own or name.endswith("." + own) or own.endswith("." + name) for own in self.own_hosts)
        # Asked of few pages, and dear: a page has some hundred links.
        addresses = [(node.attributes.get("href") or "").strip() for node in self.page.css("a[href]")]
        linked = [host(url) for href in addresses if (url := page_url(href))]
        relative = sum(href.startswith(("/", ".", "?")) and not href.startswith("//") for href in addresses)
        return name in linked or len(linked) < max(2, relative)

    def headline(self) -> str:
        """The page's headline without the name of its site."""
        site = fold(self.meta("og:site_name"))
        stated = self.meta("og:title", "twitter:title") or self.title
        parts = _SITE.split(stated)
        cut = len(parts) > 1 and (
            fold(parts[-1]) == site or (not site and not self.meta("og:title") and len(parts[-1].split()) < 5)
        )
        return stated[: stated.rindex(parts[-1])].rstrip(" |–—·»-") if cut else stated

    def published(self) -> str:
        """The first date that can be read, else empty."""
        stated = (content for name in _DATES for content in self.metas.get(name, ()))
        return next((found for content in stated if (found := written(content))), "")

    def tags(self) -> list[str]:
        """Keywords and article tags."""
        for name in ("keywords", "news_keywords", "article:tag"):
            if stated := self.metas.get(name):
                return [part for content in stated for part in content.split(",")]
        return []


def written(stated: str) -> str:
    """The day in a machine's or a page's writing, ISO 8601; empty where there is none that can be told."""
    stated = stated.strip()[:60]
    if _EPOCH.fullmatch(stated):
        return dt.datetime.fromtimestamp(int(stated[:10]), dt.UTC).date().isoformat()
    begun = _BEGINNING.match(stated)
    dotted = _DOTTED.search(stated)
    try:
        if dotted and not begun:
            return dt.date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat()
        return day(begun[0] if begun else stated).isoformat()
    except ValueError:
        return ""
