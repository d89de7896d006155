"""How politely, how far and how long a crawl goes."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass

from lensatlas.errors import UsageError

NAME = "Lensatlas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The limits of one crawl; times are in seconds, sizes in bytes.

    ``delay`` is the least time between two requests to a host (robots.txt may ask for more); ``hosts`` how many are asked side
    by side; ``max_pages`` how many pages are asked for that feeds, sitemaps and outlines name; ``retries`` how often one address is
    asked again after a passing fault; ``longest_wait`` what a host may ask to be left alone for before it is given up;
    ``largest`` what an answer may hold, unpacked; ``any_host`` follows addresses to hosts that nobody named;
    ``allow_private`` also asks hosts in private networks and on this machine; ``resume_within`` is how old an interrupted
    crawl may be to be continued rather than begun anew.
    """

    delay: float = 1.0
    hosts: int = 8
    max_pages: int = 1000
    retries: int = 2
    backoff: float = 2.0
    redirects: int = 5
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    longest_wait: float = 120.0
    largest: int = 52_428_800
    any_host: bool = False
    allow_private: bool = False
    resume_within: float = 86_400.0

    def __post_init__(self) -> None:
        if self.delay < 0 or self.hosts < 1 or self.max_pages < 1:
            raise UsageError("A crawl needs a delay of 0 or more seconds, at least one host and at least one page.")


def agent() -> str:
    """The name under which hosts are asked, with the version: ``Lensatlas/0.1.0``."""
    try:
        return f"{NAME}/{importlib.metadata.version('lensatlas')}"
    except importlib.metadata.PackageNotFoundError:
        return NAME
