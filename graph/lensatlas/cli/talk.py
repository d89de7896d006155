"""Talk on standard error: what is being done, and how far along it is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lensatlas.model import Problem


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


class Complaints:
    """Faults in the data, one line each; after the first ten only how many more there are is told, by :meth:`rest`."""

    MOST = 10

    def __init__(self, said: str) -> None:
        self.said, self.heard = said, 0

    def __call__(self, problem: Problem) -> None:
        """Say one fault, or keep count of it."""
        self.heard += 1
        if self.heard <= self.MOST:
            click.echo(f"{self.said}: {problem}", err=True)

    def rest(self, file: str | None) -> None:
        """Say how many were not shown, and where all of them stand."""
        if self.heard > self.MOST:
            click.echo(f"… and {self.heard - self.MOST:,} more, all with their reasons in {file}", err=True)
