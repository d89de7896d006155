"""What a host's robots.txt allows (RFC 9309), as protego reads it.

The standard library's reader takes the first rule that fits, not the longest, and knows no ``*`` and ``$``.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from protego import Protego

from lensatlas.ingest.fetch.asking import Answer, Failure, told
from lensatlas.ingest.fetch.policy import NAME

# A crawler must read 500 KiB at least, and may stop there (RFC 9309, 2.5).
_READ = 512 * 1024
REDIRECTS = 5  # at least as many are followed (2.3.1.2)
FRESH = 86_400.0  # seconds after which it is asked for again (2.4)


@dataclass(frozen=True, slots=True)
class Rules:
    """``rules`` is None where everything is allowed; ``closed`` says why nothing is for now."""

    rules: Protego | None = None
    closed: str = ""

    def forbid(self, url: str) -> bool:
        """Whether an address is not to be asked for."""
        return self.rules is not None and not self.rules.can_fetch(url, NAME)

    @property
    def delay(self) -> float:
        """The seconds between two requests that are asked for, 0 where none are."""
        stated = self.rules.crawl_delay(NAME) if self.rules else None
        return float(stated or 0)


def rules(text: str) -> Rules:
    """The rules in the text of a robots.txt; an empty one allows everything."""
    return Rules(Protego.parse(text)) if text.strip() else Rules()


def text_of(answer: Answer) -> str | None:
    """What a robots.txt says: nothing where there is none (400 to 499); None where that cannot be known now (2.3.1.3, .4).

    429 is no absence: the host asks to be left alone.
    """
    if answer.status == HTTPStatus.OK:
        return answer.body[:_READ].decode("utf-8", "replace").lstrip("\ufeff")
    absent = 400 <= answer.status < 500 and answer.status != HTTPStatus.TOO_MANY_REQUESTS
    return "" if absent or 300 <= answer.status < 400 else None


def closed(answer: Answer | Failure) -> Rules:
    """A host whose robots.txt cannot be had forbids everything for now."""
    if isinstance(answer, Failure) and not answer.passing:
        return Rules(closed=answer.reason)
    why = told(answer.status) if isinstance(answer, Answer) else answer.reason
    return Rules(closed=f"its robots.txt could not be read ({why}), so nothing is asked for now")
