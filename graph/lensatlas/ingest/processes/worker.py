"""The process that reads for another one, and may end: requests in, answers out, as pickles over its pipes.

Started by :mod:`~lensatlas.ingest.processes.apart`. A page that crashes a parser, or keeps it busy beyond :data:`SECONDS`, ends this
process and nothing else.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest.opening import read_file
from lensatlas.ingest.processes import extraction

if TYPE_CHECKING:
    from lensatlas.config import Profile
    from lensatlas.ingest.inputs import Input

# Of the processor, for the text of one page: the slowest of 139 news pages takes 0.4. Not by the clock, so that a page gives the
# same on a busy machine.
SECONDS = 5.0
# And for a whole file. Whoever waits for it gives up earlier; this ends a process whose starter is gone while a parser is busy.
MOST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Files:
    """Read these files: an answer each, the list of its records.

    ``seconds`` of the processor may go into the text of a page; with none its paragraphs are taken as they are.
    """

    found: tuple[Input, ...]
    profile: Profile
    form: str | None
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Text:
    """Find the main text of a page, in so many ``seconds`` of the processor."""

    html: str
    seconds: float = SECONDS


def main() -> None:
    """Answer requests until there are none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for whoever started this; then the pipe closes
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123
        # What a library may print must not come between the answers.
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    sys.stdout = sys.stderr
    try:
        _say("ready", answers)
        while True:
            _answer(pickle.load(requests), answers)  # noqa: S301 — from the process that started this one
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        return


def _answer(request: Files | Text, answers: BinaryIO) -> None:
    if isinstance(request, Text):
        _say(main_text(request.html, request.seconds), answers)
        return
    finder = partial(main_text, seconds=request.seconds) if request.seconds else None
    for found in request.found:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        _say(list(read_file(found, request.profile, request.form, finder)), answers)


def main_text(html: str, seconds: float) -> str:
    """The main text of a page, found in its time or not at all: beyond it this process ends."""
    timed = hasattr(signal, "setitimer")  # not on Windows, where the one that waits has a clock
    if timed:
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return extraction.main_text(html)
    except Exception:  # noqa: BLE001 — whatever a page makes the library raise, the page's own paragraphs stand in
        return ""
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _say(answer: object, answers: BinaryIO) -> None:
    pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()
