"""JSON Lines: one article a line, read one at a time whatever the size of the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

LONGEST_LINE = 64 * 1024 * 1024


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every line as an article or a problem; blank lines are passed over."""
    for found in lines(file, origin):
        yield of_value(*found, profile) if isinstance(found, tuple) else found


def lines(file: BinaryIO, origin: str) -> Iterator[tuple[Any, Place] | Problem]:
    """The value on every line with its place, or the problem with the line."""
    number, empty = 0, True
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        empty = empty and not line.strip()
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            yield Place(origin, number).problem(f"the line is longer than {LONGEST_LINE // 1024 // 1024} MiB")
        elif line.strip():
            yield _value(line, Place(origin, number))
    if empty:
        yield Place(origin).problem("it is empty")


def _value(line: bytes, place: Place) -> tuple[Any, Place] | Problem:
    try:
        # A byte order mark may open the file; only \n ends a line, U+2028 may stand in a text.
        return DECODER.decode(line.decode("utf-8-sig").strip()), place
    except UnicodeDecodeError:
        return place.problem("the line is not UTF-8")
    except (ValueError, RecursionError) as error:
        return place.problem(f"the line is not JSON: {fault_of(error)}")


def fault_of(error: Exception) -> str:
    """Why a text is not JSON that can be read, in words."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}"
    if isinstance(error, _Constant):
        return str(error)
    return "it holds a number of more than 4,300 digits"


def of_value(value: Any, place: Place, profile: Profile) -> Article | Problem:
    """The article in a JSON value, which must be an object."""
    if not isinstance(value, dict):
        return place.problem(f"an article is a JSON object, not {SHOWN.get(type(value), 'null')}")
    return article(value, profile=profile, place=place)


SHOWN = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}


class _Constant(ValueError):
    """A word that Python takes for a number and JSON does not."""


def _refuse(word: str) -> None:
    raise _Constant(f"it holds {word}, which is no JSON value; write null")


# NaN, Infinity and -Infinity: Python's own writer makes them, nothing else reads them (RFC 8259, section 6).
DECODER = json.JSONDecoder(parse_constant=_refuse)
