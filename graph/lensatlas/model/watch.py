"""What an article tells its readers to watch next: a promise, open until a later article answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from lensatlas.model.identity import ActorId, ArticleId, TagId, WatchId

# The section of an article that tells what to watch, by its name in :data:`~lensatlas.model.SECTIONS`.
WATCH_SECTION = "what_to_watch"
# How a sentence calls to watch something, as a pattern without regard to case; what it calls to watch follows.
WATCH_CALL = (
    r"(?:watch(?:\s+for)?|track|see|note|follow|expect|ask|look(?:\s+out)?\s+for|monitor|mark|pay\s+(?:\w+\s+)?attention\s+to|"
    r"keep\s+(?:an?\s+)?(?:\w+\s+)?eye\s+on)"
)
WatchState = Literal["open", "answered", "overdue", "expired", "closed", "dismissed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem:
    """One promise, ``section[start:end]`` in code points; ``due`` is the date the text gives, if any."""

    id: WatchId
    article: ArticleId
    text: str
    section: str
    start: int
    end: int
    actors: tuple[ActorId, ...] = ()
    tags: tuple[TagId, ...] = ()
    due: dt.date | None = None
