"""The formats that are read, by name; a format's reader is loaded when it is first used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, cast

from lensatlas.ingest import signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way in. ``module`` is the file of this package that reads it; ``endings`` are those of its files' names.

    ``sign`` tells by the first bytes of a file whether it is in this format; without one the ending alone decides.
    """

    name: str
    help: str
    endings: tuple[str, ...]
    module: str
    sign: Callable[[bytes], bool] | None = None

    def read(self, file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
        """Each record in an open file as an article, or as the problem with it."""
        reader = import_module(f"lensatlas.ingest.{self.module}").read
        return cast("Iterator[Article | Problem]", reader(file, origin, profile))


# What shares an ending stands in the order it is tried in: the particular before the general, and last what needs no sign.
_KNOWN = (
    Format(
        name="wxr",
        help="a WordPress export (WXR), its published posts",
        endings=(".xml", ".wxr"),
        module="wxr",
        sign=signs.wordpress,
    ),
    Format(
        name="ghost",
        help="a Ghost export, its published posts",
        endings=(".json",),
        module="ghost",
        sign=signs.ghost,
    ),
    Format(
        name="reuters",
        help="Reuters-21578 SGML, many stories",
        endings=(".sgm", ".sgml"),
        module="reuters",
        sign=signs.reuters,
    ),
    Format(
        name="markdown",
        help="Markdown with front matter, one article",
        endings=(".md", ".markdown"),
        module="markdown",
        sign=signs.front_matter,
    ),
    Format(
        name="json-feed",
        help="JSON Feed, an article an item",
        endings=(".json",),
        module="json_feed",
        sign=signs.json_feed,
    ),
    Format(
        name="opml",
        help="OPML, an outline that names feeds (to be read with --fetch)",
        endings=(".opml",),
        module="opml",
        sign=signs.opml,
    ),
    Format(
        name="sitemap",
        help="a sitemap or sitemap index, plain or gzip; its pages are read with --fetch",
        endings=(".xml", ".gz"),
        module="sitemap",
        sign=signs.sitemap,
    ),
    Format(
        name="feed",
        help="RSS or Atom, an article an entry",
        endings=(".rss", ".atom", ".xml"),
        module="feed",
        sign=signs.feed,
    ),
    Format(
        name="jsonl",
        help="JSON Lines, one article a line",
        endings=(".jsonl", ".ndjson"),
        module="jsonl",
        sign=signs.json_lines,
    ),
    Format(
        name="json",
        help="JSON, an article or a list of them",
        endings=(".json",),
        module="json_document",
        sign=signs.json_value,
    ),
    Format(
        name="csv",
        help="a table with a header, one article a row: CSV in any dialect",
        endings=(".csv",),
        module="rows",
        sign=signs.table,
    ),
    Format(
        name="tsv",
        help="a table with a header whose cells stand between tabs, one article a row",
        endings=(".tsv", ".tab"),
        module="rows",
    ),
    Format(
        name="page-html",
        help="a page as HTML, one article",
        endings=(".html", ".htm", ".xhtml"),
        module="page_html",
        sign=signs.html,
    ),
    Format(
        name="page-text",
        help="a page copied as plain text, one article",
        endings=(".txt", ".text"),
        module="page_text",
    ),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _KNOWN}
