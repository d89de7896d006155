"""An input opened, told by its beginning, and read in its format."""

from __future__ import annotations

import io
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest import containers, decoding
from lensatlas.ingest.detect import form_of
from lensatlas.ingest.formats import FORMATS
from lensatlas.ingest.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lensatlas.config import Profile
    from lensatlas.ingest.inputs import Input
    from lensatlas.model import Article, Problem

_HEAD = 64 * 1024


def read_file(
    found: Input, profile: Profile, form: str | None, main_text: Callable[[str], str] | None = None
) -> Iterator[Article | Problem]:
    """The records of a file, of every member where it holds several."""
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
            ending = os.path.splitext(found.path)[1]  # noqa: PTH122
            yield from read_stream(file, found.name, ending, profile, form, main_text)
        except OSError as error:
            yield place.problem(f"reading it broke off: {error.strerror}")


def read_stream(
    file: BinaryIO,
    name: str,
    ending: str,
    profile: Profile,
    form: str | None,
    main_text: Callable[[str], str] | None = None,
) -> Iterator[Article | Problem]:
    """The records of an open stream in its format, which ``ending`` and the first bytes tell where ``form`` does not.

    Those of a container are the records of all its members.
    """
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file, _HEAD)  # type: ignore[type-var]
    head = buffered.peek(_HEAD)
    if containers.is_container(head):

        def of_member(member: BinaryIO, inside: str, end: str) -> Iterator[Article | Problem]:
            return read_stream(member, inside, end, profile, form, main_text)

        yield from containers.read(buffered, name, ending, head, of_member)
        return
    form = form or form_of(ending, head)
    if form is None:
        what = decoding.binary(head)
        reason = f"it is {what}" if what else f"no format is known by the ending {ending}"
        yield Place(name).problem(reason, "" if what else f"name its format with --from: {', '.join(FORMATS)}")
        return
    yield from FORMATS[form].read(buffered, name, profile, main_text)
