"""The records of JSON files as services give them: an answer that wraps a list, the list alone, or one of either a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

from lensatlas.ingest import json_document, jsonl, signs
from lensatlas.model import Problem

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Sequence

    from lensatlas.ingest.place import Place

_HEAD = 64 * 1024


def read(file: BinaryIO, origin: str, within: Sequence[tuple[str, ...]]) -> Iterator[tuple[Any, Place] | Problem]:
    """Each record with its place, or the problem with it; ``within`` as for :func:`json_document.values`."""
    begun = cast("io.BufferedReader", file).peek(_HEAD)[:_HEAD].lstrip()
    if not signs.json_lines(begun) and not signs.json_line(begun):
        for found in json_document.values(file, origin, within):
            yield found if isinstance(found, Problem) else found[:2]
        return
    for line in jsonl.lines(file, origin):
        if isinstance(line, Problem):
            yield line
        else:
            yield from ((value, line[1]) for value in _unwrapped(line[0], within))


def _unwrapped(value: Any, within: Sequence[tuple[str, ...]]) -> list[Any]:
    """The records of a whole answer that stands on one line."""
    for way in within:
        inside = value
        for key in way:
            inside = inside.get(key) if isinstance(inside, dict) else None
        if isinstance(inside, list | dict):
            return inside if isinstance(inside, list) else [inside]
    return [value]
