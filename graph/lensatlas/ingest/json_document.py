"""A JSON document: one article, or a list of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest import decoding
from lensatlas.ingest.jsonl import DECODER, fault_of, of_value
from lensatlas.ingest.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

LARGEST = 256 * 1024 * 1024
_BETWEEN = re.compile(r"\s*")


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every record of the document; what stands before a fault in a list is still read."""
    try:
        text = decoding.text(decoding.whole(file, LARGEST))
    except ValueError as fault:
        yield Place(origin).problem(str(fault), "larger collections go into JSON Lines")
        return
    start = _past(text, 0)
    if text.startswith("[", start):
        yield from _list(text, start + 1, origin, profile)
        return
    try:
        value, end = DECODER.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        yield _broken(error, origin)
        return
    if _past(text, end) < len(text):
        yield Place(origin, _line(text, end)).problem(
            "more follows after the JSON value", "is this JSON Lines? Read it with --from jsonl"
        )
        return
    yield of_value(value, Place(origin), profile)


def _list(text: str, at: int, origin: str, profile: Profile) -> Iterator[Article | Problem]:
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
        yield of_value(value, Place(origin, line), profile)
        at = _past(text, at)
        if text.startswith("]", at):
            return
        if not text.startswith(",", at):
            yield Place(origin, _line(text, at)).problem("the list is not closed: what follows could not be read")
            return
        at = _past(text, at + 1)


def _past(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _broken(error: Exception, origin: str) -> Problem:
    line = error.lineno if isinstance(error, json.JSONDecodeError) else None
    return Place(origin, line).problem(f"it is not JSON: {fault_of(error)}")
