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
    ``finds_text`` says that its reader takes a finder of a page's main text as a fourth argument.
    """

    name: str
    help: str
    endings: tuple[str, ...]
    module: str
    sign: Callable[[bytes], bool] | None = None
    finds_text: bool = False

    def read(
        self, file: BinaryIO, origin: str, profile: Profile, main_text: Callable[[str], str] | None = None
    ) -> Iterator[Article | Problem]:
        """Each record in an open file as an article, or as the problem with it; ``main_text`` is for formats that find text."""
        reader = import_module(f"lensatlas.ingest.{self.module}").read
        given = (main_text,) if self.finds_text and main_text else ()
        return cast("Iterator[Article | Problem]", reader(file, origin, profile, *given))


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
        name="link-list",
        help="a digest of links in Markdown or HTML, an article a link",
        endings=(".md", ".markdown"),
        module="link_list",
        sign=signs.link_list,
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
        help="a sitemap or sitemap index; its pages are read with --fetch",
        endings=(".xml",),
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
        name="nyt",
        help="answers of the New York Times' APIs: search, archive, top stories, most popular",
        endings=(".json", ".jsonl"),
        module="nyt",
        sign=signs.nyt,
    ),
    Format(
        name="guardian",
        help="answers of the Guardian's content API",
        endings=(".json", ".jsonl"),
        module="guardian",
        sign=signs.guardian,
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
        name="gkg",
        help="GDELT's Global Knowledge Graph, versions 1 and 2.1, an article a row",
        endings=(".csv", ".tsv", ".gkg"),
        module="gkg",
        sign=signs.gkg,
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
        finds_text=True,
    ),
    Format(
        name="page-text",
        help="a page copied as plain text, one article",
        endings=(".txt", ".text"),
        module="page_text",
    ),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _KNOWN}
