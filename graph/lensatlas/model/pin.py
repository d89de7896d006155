"""What an editor wants beside an article, or never beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

PinAction = Literal["pin", "exclude"]
PIN_ACTIONS: tuple[PinAction, ...] = get_args(PinAction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One row of ``pins.csv``; articles are named as anywhere: by id, URL, slug, or a headline that fits one only.

    ``pin``: ``other`` stands beside ``article``, first. ``exclude``: neither ever stands beside the other. ``note`` is told to
    readers where something is pinned; ``decided`` (when, by whom) is the editor's own.
    """

    action: PinAction
    article: str
    other: str
    note: str = ""
    decided: str = ""
