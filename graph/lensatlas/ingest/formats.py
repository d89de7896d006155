"""The formats that are read, by name; a format's reader is loaded when it is first used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``read(file, origin, profile)`` yields each record in an open file as an article, or as the problem with it."""

    name: str
    help: str
    endings: tuple[str, ...]
    read: Callable[[BinaryIO, str, Profile], Iterator[Article | Problem]]


def _page_html(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    from lensatlas.ingest import page_html

    return page_html.read(file, origin, profile)


def _page_text(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    from lensatlas.ingest import page_text

    return page_text.read(file, origin, profile)


def _markdown(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    from lensatlas.ingest import markdown

    return markdown.read(file, origin, profile)


def _jsonl(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    from lensatlas.ingest import jsonl

    return jsonl.read(file, origin, profile)


def _json(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    from lensatlas.ingest import json_document

    return json_document.read(file, origin, profile)


_KNOWN = (
    Format(name="page-html", help="a page as HTML, one article", endings=(".html", ".htm", ".xhtml"), read=_page_html),
    Format(
        name="page-text", help="a page copied as plain text, one article", endings=(".txt", ".text"), read=_page_text
    ),
    Format(
        name="markdown", help="Markdown with front matter, one article", endings=(".md", ".markdown"), read=_markdown
    ),
    Format(name="jsonl", help="JSON Lines, one article a line", endings=(".jsonl", ".ndjson"), read=_jsonl),
    Format(name="json", help="JSON, an article or a list of them", endings=(".json",), read=_json),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _KNOWN}
