"""The records of JSON files as services give them: an answer that wraps a list, the list alone, or one record a line."""

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
    begun = cast("io.BufferedReader", file).peek(_HEAD)[:_HEAD]
    if signs.json_lines(begun.lstrip()):
        yield from jsonl.lines(file, origin)
        return
    for found in json_document.values(file, origin, within):
        yield found if isinstance(found, Problem) else found[:2]
