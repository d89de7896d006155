"""The only network code: addresses are asked for politely, and only when a user asks for it.

robots.txt is kept (RFC 9309), a host is asked one request at a time with a pause between them, what has not changed is not
sent again, and a crawl that was cut off goes on where it stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.ingest.fetch.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

__all__ = ["Policy", "fetch"]


def fetch(
    inputs: Sequence[str],
    *,
    profile: Profile,
    place: Path,
    policy: Policy | None = None,
    progress: Callable[[str, int, int | None], None] = lambda *_: None,
) -> Iterator[Article | Problem]:
    """Every record of the inputs, those that begin with ``http://`` or ``https://`` fetched, and what they name with them.

    Other inputs are read as :func:`lensatlas.ingest.read` does, but what feeds, sitemaps and outlines among them name is
    fetched too. Entries of a feed that have no text of their own are read from their page. ``place`` is a folder for the
    crawl's journal and the answers. Every address ends as an article or as a problem with the reason; nothing is raised but
    :class:`~lensatlas.errors.CannotWrite` where ``place`` cannot be written. The order of records is that of the inputs'
    paths, then of the addresses; it does not depend on which host answers first.
    """
    from lensatlas.ingest.apart import TextFinder
    from lensatlas.ingest.fetch.crawl import Crawl
    from lensatlas.ingest.fetch.journal import Journal

    journal = Journal(place)
    with TextFinder() as main_text:
        crawl = Crawl(profile, policy or Policy(), journal, main_text, progress)
        try:
            yield from crawl.records(inputs)
        finally:
            crawl.close()
