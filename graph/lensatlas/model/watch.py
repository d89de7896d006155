"""What an article tells its readers to watch next: a promise, open until a later article answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from lensatlas.model.identity import ActorId, ArticleId, TagId, WatchId

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
