"""What the generators of sites mean by a file's name and its front matter: Hugo, Jekyll, Eleventy, Zola, Obsidian."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Jekyll and many others name a post by its day: 2014-03-03-slug.md.
DAY_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-+[^-]")
# Hugo's translations: post.fr.md. Two letters may be anything (node.js.md): only languages many sites are written in.
_LANGUAGE = re.compile(
    r".\.(ar|bg|bn|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|id|is|it|ja|ka|ko|lt|lv|mk|ms|nb|nl|nn|no|pl|"
    r"pt|ro|ru|sk|sl|sq|sr|sv|sw|ta|th|tr|uk|ur|vi|zh)(?:-[a-zA-Z]{2,4})?$"
)
_TEMPLATES = (".njk", ".liquid", ".webc", ".11ty.js", ".vto", ".hbs", ".ejs")
# Eleventy's tags put a page into collections; these are the ones its documentation and starters name.
_COLLECTIONS = frozenset({"all", "nav", "post", "posts"})
_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


@lru_cache(maxsize=1)
def _path(origin: str) -> PurePath:
    """The parts of a file's name, which are asked for four times in a row."""
    return PurePath(origin)


def unpublished(record: Mapping[str, Any], origin: str) -> str:
    """Why a site's generator would make no page of a text, empty where it would."""
    if _said(record, "draft") in _TRUE or "_drafts" in _path(origin).parts:
        return "it is a draft"
    # Jekyll's `published: false`, Obsidian's `publish: false`; under the same name others write the day.
    if _said(record, "published") in _FALSE or _said(record, "publish") in _FALSE:
        return "it is not published"
    return "it is the page of a section, no article" if _path(origin).name.startswith("_index.") else ""


def told_by_name(origin: str) -> dict[str, Any]:
    """What a file's name tells: the day (of the folder, where the file is a bundle's ``index.md``), and the language."""
    path = _path(origin)
    language = _LANGUAGE.search(path.stem)
    name = path.stem[: language.start() + 1] if language else path.stem
    day = DAY_IN_NAME.match(path.parent.name if name == "index" else name)
    return ({"published": day[1]} if day else {}) | ({"language": language[0][2:]} if language else {})


def understood(record: Mapping[str, Any], origin: str) -> Mapping[str, Any]:
    """The record as its generator reads it: Jekyll's lists in one line, Eleventy's collections, Zola's taxonomies."""
    changed: dict[str, Any] = {}
    if isinstance(taxonomies := record.get("taxonomies"), dict):
        changed |= {key: value for key, value in taxonomies.items() if key not in record}
        changed["taxonomies"] = None
    if _said(record, "published") in _TRUE:  # it is no day
        changed["published"] = None
    if _is_jekyll(record, origin):
        changed |= {key: words for key in ("tags", "categories") if (words := _words(record.get(key)))}
    tags = record.get("tags")
    if _is_eleventy(record):
        listed = [tags] if isinstance(tags, str) else tags
        if isinstance(listed, list):
            changed["tags"] = [tag for tag in listed if tag not in _COLLECTIONS]
    elif isinstance(tags, list) or (isinstance(tags, str) and "#" in tags):
        # Obsidian shows a tag with its sign, and some write it so.
        listed = tags if isinstance(tags, list) else re.split(r"[\s,]+", tags)
        changed["tags"] = [tag.removeprefix("#") if isinstance(tag, str) else tag for tag in listed]
    return {**record, **changed} if changed else record


def _said(record: Mapping[str, Any], key: str) -> str:
    return str(record.get(key, "")).strip().lower()


def _is_jekyll(record: Mapping[str, Any], origin: str) -> bool:
    path = _path(origin)
    dated = DAY_IN_NAME.match(path.stem) is not None
    return dated and ("_posts" in path.parts or isinstance(record.get("layout"), str)) and not _is_eleventy(record)


def _is_eleventy(record: Mapping[str, Any]) -> bool:
    layout = record.get("layout")
    templated = isinstance(layout, str) and (layout.endswith(_TEMPLATES) or layout.startswith("layouts/"))
    return templated or any(key.startswith("eleventy") for key in record)


def _words(value: Any) -> list[str]:
    """Jekyll cuts a text at its spaces (``Utils.pluralized_array_from_hash``); others write commas, which stay theirs."""
    return value.split() if isinstance(value, str) and not re.search("[,;]", value) else []
