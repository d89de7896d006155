"""Work given to a process of its own, which may crash or hang without harm to this one."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Self

from lensatlas.ingest.processes import worker

if TYPE_CHECKING:
    from collections.abc import Iterator

# By the clock, for one answer: behind the worker's own limit, for what waits without working.
PATIENCE = 90.0
# Not multiprocessing: its children import the caller's script again, and run it where it has no guard. -P: not from its folder.
_CALL = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from lensatlas.ingest.processes.worker import main; main()"


class Ended(Exception):
    """The process ended before it had answered."""


class Apart:
    """One such process: started when first asked, and again after it has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()

    def ask(self, request: worker.Files | worker.Text, answers: int = 1) -> Iterator[Any]:
        """The answers to a request, as they come; raises :class:`Ended` where the process ends, or takes too long, before the last."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        alarm = threading.Timer(PATIENCE * answers, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            pickle.dump(request, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            for _ in range(answers):
                yield pickle.load(process.stdout)  # noqa: S301 — from our own process
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self._end()
            raise Ended from error
        finally:
            alarm.cancel()

    def close(self) -> None:
        """End the process; it is not started again."""
        self._closing.set()
        self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._closing.is_set() or not sys.executable:
            raise Ended
        path = json.dumps([os.path.abspath(entry) for entry in sys.path if entry])  # noqa: PTH100
        try:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _CALL, path],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise Ended from error
        self._process = process
        try:
            assert process.stdout is not None
            pickle.load(process.stdout)  # noqa: S301 — its word that it is ready
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self._end()
            raise Ended from error
        if self._closing.is_set():  # while it was started
            self._end()
            raise Ended
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was not yet written to a pipe that nobody reads any more
                continue


class TextFinder:
    """The main text of pages, found in a process apart that starts with the first page and is closed at the end."""

    def __init__(self, seconds: float = worker.SECONDS) -> None:
        self._apart, self._seconds = Apart(), seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._apart.close()

    def __call__(self, html: str) -> str:
        """The main text; empty where the page ended the process that looked for it."""
        try:
            (text,) = self._apart.ask(worker.Text(html, self._seconds))
            return str(text)
        except Ended:
            return ""
