"""The only network code: addresses are asked for politely, and only when a user asks for it.

robots.txt is kept (RFC 9309), a host is asked one request at a time with a pause between them, what has not changed is not
sent again, and a crawl that was cut off goes on where it stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.errors import UsageError
from lensatlas.ingest.fetch.policy import Policy
from lensatlas.ingest.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

    Progress = Callable[[str, int, int | None], None]

__all__ = ["Policy", "fetch"]


def fetch(
    inputs: Sequence[str],
    *,
    profile: Profile,
    place: Path,
    policy: Policy | None = None,
    form: str | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
) -> Iterator[Article | Problem]:
    """Every record of the inputs, those that begin with ``http://`` or ``https://`` fetched, and what they name with them.

    Other inputs are read as :func:`lensatlas.ingest.read` does, but what feeds, sitemaps and outlines among them name is
    fetched too. Entries of a feed that have no text of their own are read from their page. ``form`` and ``stdin`` are as
    there; ``form`` holds for what ``inputs`` name, not for what that names. ``place`` is a folder for the answers and the
    crawl's journal. The order of records is that of the paths, then of the addresses, whichever host answers first.

    Every address ends as an article or as a problem with the reason. Raises :class:`~lensatlas.errors.UsageError` at once
    for an unknown ``form``, and :class:`~lensatlas.errors.CannotWrite` where ``place`` cannot be written.
    """
    if form is not None and form not in FORMATS:
        raise UsageError(f"No format is called {form!r}. There are: {', '.join(FORMATS)}.")
    return _fetched(inputs, profile, place, policy or Policy(), form, stdin, progress)


def _fetched(
    inputs: Sequence[str],
    profile: Profile,
    place: Path,
    policy: Policy,
    form: str | None,
    stdin: BinaryIO | None,
    progress: Progress,
) -> Iterator[Article | Problem]:
    from lensatlas.ingest.fetch.crawl import Crawl
    from lensatlas.ingest.fetch.journal import Journal
    from lensatlas.ingest.processes.apart import TextFinder

    journal = Journal(place)
    with TextFinder() as main_text:
        crawl = Crawl(profile, policy, journal, main_text, progress)
        try:
            yield from crawl.records(inputs, form, stdin)
        finally:
            crawl.close()
