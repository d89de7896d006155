"""Talk on standard error: what is being done, and how far along it is."""

from __future__ import annotations

import sys
import time


class Talk:
    """Progress for a person: one line that moves on a terminal; elsewhere a line a stage, and only for work that lasts."""

    PAUSE = 0.15  # seconds between two states of the line: faster flickers
    PATIENCE = 2.0  # seconds of silence that nobody minds where the output is not a terminal

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.shown = 0.0
        self.began: dict[str, float] = {}

    def __call__(self, what: str, done: int, of: int | None) -> None:
        """Say that ``done`` of ``of`` (None: not known) is done; an empty ``what`` ends the line."""
        now = time.monotonic()
        began = self.began.setdefault(what, now)
        if not self.live:
            if now - max(began, self.shown) >= self.PATIENCE and what:
                self.shown = now
                sys.stderr.write(f"{self._state(what, done, of)}\n")
            return
        if not what:
            sys.stderr.write("\r\x1b[K")
        elif now - self.shown >= self.PAUSE or done == of:
            self.shown = now
            sys.stderr.write(f"\r\x1b[K{self._state(what, done, of)}")
        sys.stderr.flush()

    @staticmethod
    def _state(what: str, done: int, of: int | None) -> str:
        amount = f" {done:,} of {of:,}" if of else f" {done:,}" if done else ""
        return f"{what}{amount} …"
