"""Markdown with front matter: Hugo, Jekyll, Eleventy, Obsidian."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import decoding, values
from lensatlas.ingest.marked import front_matter, generators, obsidian, prose
from lensatlas.ingest.marked.stretches import Stretch, body
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.marked.obsidian import Note
    from lensatlas.model import Article, Problem

_ABOUT_THE_FOLDER = frozenset({"readme", "license", "changelog", "contributing"})


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """The one article in a Markdown file, or why there is none."""
    place = Place(origin)
    try:
        record, below = front_matter.split(decoding.text(decoding.whole(file)))
        if record is None and PurePath(origin).stem.lower() in _ABOUT_THE_FOLDER:
            yield place.problem("it describes the folder", "front matter with a title would make it an article")
            return
        if reason := generators.unpublished(record or {}, origin):
            yield place.problem(reason)
            return
        told = _without_templates(generators.understood(record or {}, origin), profile)
        if obsidian.is_note(told, below):
            told, below = _noted(told, obsidian.note(below), profile)
        stretches, links = prose.stretches(below)
    except front_matter.BadFrontMatter as fault:
        yield Place(origin, fault.line).problem(fault.reason)
        return
    except ValueError as fault:
        yield place.problem(str(fault))
        return
    given, otherwise = _body(stretches, told, profile)
    if links:
        given["links"] = links
    otherwise |= generators.told_by_name(origin)
    yield article(told, profile=profile, place=place, given=given, otherwise=otherwise)


def _noted(told: Mapping[str, Any], note: Note, profile: Profile) -> tuple[Mapping[str, Any], str]:
    """The record with the fields and tags that a note's text holds; tags stand with those of the front matter."""
    record = {**note.fields, **told}
    if note.tags:
        key = next((key for key in profile.fields.get("tags", ()) if record.get(key)), "tags")
        stated = record.get(key) or []
        record[key] = [*(stated if isinstance(stated, list) else re.split(r"[,;]", str(stated))), *note.tags]
    return record, note.body


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
