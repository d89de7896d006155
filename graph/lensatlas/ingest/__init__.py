"""Pages and records of many forms, read into articles: one format, one file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.errors import UsageError
from lensatlas.ingest.formats import FORMATS, Format
from lensatlas.ingest.inputs import STANDARD_INPUT, Input, expand
from lensatlas.ingest.opening import read_file, read_stream
from lensatlas.ingest.processes import parallel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

__all__ = ["FORMATS", "Format", "read"]


def read(
    inputs: Sequence[str], *, profile: Profile, form: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem]:
    """Every record of the inputs, as an article or as the problem with it; nothing in the data is ever raised.

    ``inputs`` are files, folders (with those below, hidden ones passed over), patterns (``pages/*.html``) and ``-`` for
    ``stdin``. Files come in the order of their paths; many are read by several processes, with the results of one. ``form``
    names one of :data:`FORMATS`; without it each file's is detected. Raises :class:`~lensatlas.errors.UsageError` at once
    for an unknown ``form``.
    """
    if form is not None and form not in FORMATS:
        raise UsageError(f"No format is called {form!r}. There are: {', '.join(FORMATS)}.")
    return _read(inputs, profile, form, stdin)


def _read(
    inputs: Sequence[str], profile: Profile, form: str | None, stdin: BinaryIO | None
) -> Iterator[Article | Problem]:
    from lensatlas.ingest.processes.apart import TextFinder

    with TextFinder() as main_text:

        def here(found: Input | Problem) -> Iterator[Article | Problem]:
            """What is not worth another process, or may not leave this one, is read in it."""
            if not isinstance(found, Input):
                yield found
            elif found.path == STANDARD_INPUT:
                yield from read_stream(stdin or sys.stdin.buffer, found.name, "", profile, form, main_text)
            else:
                yield from read_file(found, profile, form, main_text)

        named = list(expand(inputs))
        processes = min(parallel.cores(), parallel.MOST_PROCESSES)
        if processes == 1 or not parallel.is_worth(named):
            for found in named:
                yield from here(found)
            return
        crew = parallel.Crew(profile, form, processes)
        try:
            yield from parallel.in_order(named, crew, here)
        finally:
            crew.close()
