"""Markdown with front matter: Hugo, Jekyll, Eleventy, Obsidian."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import decoding, front_matter, prose, values
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.ingest.stretches import Stretch, body
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

# Jekyll and many others name a post by its day: 2014-03-03-slug.md.
DAY_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-+[^-]")


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """The one article in a Markdown file, or why there is none."""
    place = Place(origin)
    try:
        text = decoding.text(decoding.whole(file))
        record, below = front_matter.split(text)
        stretches, links = prose.stretches(below)
    except front_matter.BadFrontMatter as fault:
        yield Place(origin, fault.line).problem(fault.reason)
        return
    except ValueError as fault:
        yield place.problem(str(fault))
        return
    name = PurePath(origin).stem
    if record is None and name.lower() in {"readme", "license", "changelog", "contributing"}:
        yield place.problem("it describes the folder", "front matter with a title would make it an article")
        return
    if reason := unpublished(record or {}, origin):
        yield place.problem(reason)
        return
    told = _without_templates(record or {}, profile)
    given, otherwise = _body(stretches, told, profile)
    if links:
        given["links"] = links
    if day := DAY_IN_NAME.match(name):
        otherwise["published"] = day[1]
    yield article(told, profile=profile, place=place, given=given, otherwise=otherwise)


def unpublished(record: Mapping[str, Any], origin: str) -> str:
    """Why a site's generator would leave a text out, empty where it would not."""
    said = {key: str(record.get(key, "")).strip().lower() for key in ("draft", "published")}
    if said["draft"] in {"true", "yes", "on", "1"} or "_drafts" in PurePath(origin).parts:
        return "it is a draft"
    return "it is not published" if said["published"] in {"false", "no", "off"} else ""


def _without_templates(record: Mapping[str, Any], profile: Profile) -> Mapping[str, Any]:
    """The record with prose that says nothing to a generator of sites."""
    prosaic = {key for field in ("headline", "dek", "text") for key in profile.fields.get(field, ())}
    return {
        key: prose.without_templates(value) if key in prosaic and isinstance(value, str) else value
        for key, value in record.items()
    }


def _body(
    stretches: list[Stretch], record: Mapping[str, Any], profile: Profile
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The text and sections of a body, and the headline that a first-level heading above it gives."""
    otherwise: dict[str, Any] = {}
    first = next((n for n, stretch in enumerate(stretches) if stretch.level or stretch.paragraphs), 0)
    top = stretches[first]
    if top.level == 1:
        titles = [record[key] for key in profile.fields.get("headline", ()) if record.get(key)]
        if not titles or fold(values.decoded(str(titles[0]))) == fold(top.heading):
            otherwise["headline"] = top.heading
            stretches = [Stretch(paragraphs=top.paragraphs), *stretches[first + 1 :]]
    return body(stretches, profile.headings), otherwise
