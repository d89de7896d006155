"""A JSON document: one article, a list of them, or a list that stands somewhere inside."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import decoding
from lensatlas.ingest.jsonl import DECODER, fault_of, of_value
from lensatlas.ingest.place import Place
from lensatlas.model import Article, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.config import Profile

LARGEST = 256 * 1024 * 1024
_BETWEEN = re.compile(r"[ \t\n\r\v\f]*")

Within = tuple[str, ...]


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every record of the document; what stands before a fault in a list is still read."""
    for found in values(file, origin, [profile.records] if profile.records else []):
        if isinstance(found, Problem):
            yield found
            continue
        value, place, inside = found
        if profile.records and not inside:
            yield place.problem(
                f"nothing stands at {'.'.join(profile.records)}", "[records] path says that its records do"
            )
            continue
        article = of_value(value, place, profile)
        list_at = _list_in(value) if not isinstance(article, Article) else ""
        if list_at and isinstance(article, Problem):
            hint = f'do its records stand in {list_at}? Say so in lensatlas.toml: [records] path = "{list_at}"'
            article = dataclasses.replace(article, hint=hint)
        yield article


def values(file: BinaryIO, origin: str, within: Sequence[Within]) -> Iterator[tuple[Any, Place, bool] | Problem]:
    """The records of a document, each with its place, and whether it stood at one of the places named ``within``.

    ``within`` are keys that lead from the outermost object to a list of records, or to a single one; the first that is met counts.
    Without any, or where none is met, the records are the items of the document, or it is one itself.
    """
    try:
        text = decoding.text(decoding.whole(file, LARGEST))
    except ValueError as fault:
        yield Place(origin).problem(str(fault), "larger collections go into JSON Lines")
        return
    start = _past(text, 0)
    try:
        at = _inside(text, start, within) if within else None
    except (ValueError, RecursionError) as error:
        yield _broken(error, origin)
        return
    begin = start if at is None else at
    if text.startswith("[", begin):
        for found in _list(text, begin + 1, origin):
            yield found if isinstance(found, Problem) else (*found, at is not None)
        return
    try:
        value, end = DECODER.raw_decode(text, begin)
    except (ValueError, RecursionError) as error:
        yield _broken(error, origin)
        return
    if at is None and _past(text, end) < len(text):
        yield Place(origin, _line(text, end)).problem(
            "more follows after the JSON value", "is this JSON Lines? Read it with --from jsonl"
        )
        return
    yield value, Place(origin), at is not None


def _inside(text: str, at: int, within: Sequence[Within]) -> int | None:
    """Where the value begins to which one of the ways leads, or None; what lies beside the ways is skipped."""
    if not text.startswith("{", at):
        return None
    at = _past(text, at + 1)
    while text.startswith('"', at):
        key, at = DECODER.raw_decode(text, at)
        at = _past(text, _past(text, at) + 1)  # the colon; where there is none, what follows is no value
        ways = [way[1:] for way in within if way[0] == key]
        if () in ways:
            return at
        if found := _inside(text, at, ways) if ways else None:
            return found
        _, at = DECODER.raw_decode(text, at)
        at = _past(text, _past(text, at) + 1)  # the comma, or the end
    return None


def _list(text: str, at: int, origin: str) -> Iterator[tuple[Any, Place] | Problem]:
    """The records one by one, so that each has its line and a fault costs only what follows it."""
    line, counted = 1, 0
    at = _past(text, at)
    if text.startswith("]", at):
        yield Place(origin).problem("the list is empty")
        return
    while True:
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _broken(error, origin)
            return
        yield value, Place(origin, line)
        at = _past(text, at)
        if text.startswith("]", at):
            return
        if not text.startswith(",", at):
            yield Place(origin, _line(text, at)).problem("the list is not closed: what follows could not be read")
            return
        at = _past(text, at + 1)


def _list_in(value: Any, depth: int = 3) -> str:
    """The way to the first list of objects in an object, in points, or nothing."""
    items: dict[str, Any] = value if isinstance(value, dict) and depth else {}
    for key, item in items.items():
        if "." in key or "[" in key:
            continue
        if isinstance(item, list) and item and all(isinstance(one, dict) for one in item):
            return key
        if below := _list_in(item, depth - 1):
            return f"{key}.{below}"
    return ""


def _past(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _broken(error: Exception, origin: str) -> Problem:
    line = error.lineno if isinstance(error, json.JSONDecodeError) else None
    return Place(origin, line).problem(f"it is not JSON: {fault_of(error)}")
