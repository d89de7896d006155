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
