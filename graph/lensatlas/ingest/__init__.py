"""Pages and records of many forms, read into articles: one format, one file."""

from __future__ import annotations

import io
import os
import stat
import sys
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.errors import UsageError
from lensatlas.ingest import decoding
from lensatlas.ingest.detect import form_of
from lensatlas.ingest.formats import FORMATS, Format
from lensatlas.ingest.inputs import STANDARD_INPUT, Input, expand
from lensatlas.ingest.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

__all__ = ["FORMATS", "Format", "read"]

_HEAD = 64 * 1024


def read(
    inputs: Sequence[str], *, profile: Profile, form: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem]:
    """Every record of the inputs, as an article or as the problem with it; nothing in the data is ever raised.

    ``inputs`` are files, folders (with those below, hidden ones passed over), patterns (``pages/*.html``) and ``-`` for
    ``stdin``. Files come in the order of their paths. ``form`` names one of :data:`FORMATS`; without it each file's is
    detected. Raises :class:`~lensatlas.errors.UsageError` at once for an unknown ``form``.
    """
    if form is not None and form not in FORMATS:
        raise UsageError(f"No format is called {form!r}. There are: {', '.join(FORMATS)}.")
    return _read(inputs, profile, form, stdin)


def _read(
    inputs: Sequence[str], profile: Profile, form: str | None, stdin: BinaryIO | None
) -> Iterator[Article | Problem]:
    for found in expand(inputs):
        if not isinstance(found, Input):
            yield found
        elif found.path == STANDARD_INPUT:
            yield from _records(stdin or sys.stdin.buffer, found.name, "", profile, form)
        else:
            yield from _file(found, profile, form)


def _file(found: Input, profile: Profile, form: str | None) -> Iterator[Article | Problem]:
    place = Place(found.name)
    try:
        # A pipe that is named is read; one that lies in a folder would be waited for without end.
        if found.found and not stat.S_ISREG(os.stat(found.path).st_mode):  # noqa: PTH116
            yield place.problem("it is no regular file")
            return
        file = open(found.path, "rb")  # noqa: PTH123, SIM115 — closed below; the path stays as it was given
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield place.problem(f"it cannot be read: {getattr(error, 'strerror', None) or error}")
        return
    with file:
        try:
            yield from _records(file, found.name, os.path.splitext(found.path)[1], profile, form)  # noqa: PTH122
        except OSError as error:
            yield place.problem(f"reading it broke off: {error.strerror}")


def _records(file: BinaryIO, name: str, ending: str, profile: Profile, form: str | None) -> Iterator[Article | Problem]:
    """The records of an open file in its format."""
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file, _HEAD)  # type: ignore[type-var]
    head = buffered.peek(_HEAD)
    form = form or form_of(ending, head)
    if form is None:
        what = decoding.binary(head)
        reason = f"it is {what}" if what else f"no format is known by the ending {ending}"
        yield Place(name).problem(reason, "" if what else f"name its format with --from: {', '.join(FORMATS)}")
        return
    yield from FORMATS[form].read(buffered, name, profile)
