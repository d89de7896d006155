"""Many files read over all cores, in the order and with the results of one process."""

from __future__ import annotations

import os
import stat
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from lensatlas.ingest.inputs import STANDARD_INPUT, Input
from lensatlas.ingest.place import Place
from lensatlas.ingest.processes import worker
from lensatlas.ingest.processes.apart import Apart, Ended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from lensatlas.config import Profile
    from lensatlas.model import Article, Problem

# A larger file is streamed here: its records must not all be in memory at once.
LARGEST = 8 << 20
# Bytes that are worth starting processes for (0.4 s): a file costs as many as it has and 8 KiB, a page in HTML 16 times as many.
WORTH = 8 << 20
_EACH = 8 << 10
_PAGE = 16
_PAGES = (".html", ".htm", ".xhtml")
# Archives unfold to any size: they are streamed here too.
_ARCHIVES = (".zip", ".gz", ".bz2", ".xz", ".tar", ".tgz")
_CHUNK_FILES, _CHUNK_BYTES = 32, 1 << 20
_AHEAD = 4  # chunks for each process that may be read before they are taken
MOST_PROCESSES = 8


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def size_of(found: Input | Problem) -> int | None:
    """The bytes of a plain file that another process may read, else None."""
    if not isinstance(found, Input) or found.path == STANDARD_INPUT or found.path.lower().endswith(_ARCHIVES):
        return None
    try:
        status = os.stat(found.path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST else None


def is_worth(found: Sequence[Input | Problem]) -> bool:
    """Whether reading these takes longer than starting processes for it."""
    effort = 0
    for entry in found:
        size = size_of(entry)
        if size is not None and isinstance(entry, Input):
            effort += _EACH + size * (_PAGE if entry.path.lower().endswith(_PAGES) else 1)
            if effort >= WORTH:
                return True
    return False


class Crew:
    """Processes that read files, each behind a thread that waits for it."""

    def __init__(self, profile: Profile, form: str | None, processes: int) -> None:
        self.profile, self.form = profile, form
        self.window = _AHEAD * processes
        self._threads = ThreadPoolExecutor(processes, "lensatlas-read")
        self._own = threading.local()
        self._all: list[Apart] = []
        self._closed = False

    def close(self) -> None:
        """End every process and wait for the threads."""
        self._closed = True
        for apart in list(self._all):
            apart.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def submit(self, chunk: Sequence[Input]) -> Future[list[list[Article | Problem]]]:
        """Have a chunk of files read: the records of each."""
        return self._threads.submit(self._read, tuple(chunk))

    def _read(self, chunk: tuple[Input, ...]) -> list[list[Article | Problem]]:
        done: list[list[Article | Problem]] = []
        while len(done) < len(chunk) and not self._closed:
            left = chunk[len(done) :]
            try:
                done.extend(self._apart().ask(worker.Files(left, self.profile, self.form), len(left)))
            except Ended:
                done.append(self._plainly(chunk[len(done)]))
        return done

    def _plainly(self, found: Input) -> list[Article | Problem]:
        """A file that ended the process which read it, read once more without looking for the main text of a page."""
        try:
            (records,) = self._apart().ask(worker.Files((found,), self.profile, self.form, seconds=0))
        except Ended:
            return [Place(found.name).problem("reading it ended the process that read it, twice")]
        return list(records)

    def _apart(self) -> Apart:
        if not hasattr(self._own, "apart"):
            self._own.apart = Apart()
            self._all.append(self._own.apart)
            if self._closed:
                self._own.apart.close()
        return self._own.apart  # type: ignore[no-any-return]


def in_order(
    found: Iterable[Input | Problem], crew: Crew, here: Callable[[Input | Problem], Iterable[Article | Problem]]
) -> Iterator[Article | Problem]:
    """The records of all inputs in their order: small files read by the crew, everything else ``here`` when its turn comes."""
    waiting: deque[Callable[[], Iterable[Article | Problem]]] = deque()
    for entry in _chunks(found):
        waiting.append(partial(_taken, crew.submit(entry)) if isinstance(entry, list) else partial(here, entry))
        while len(waiting) > crew.window:
            yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


def _taken(reading: Future[list[list[Article | Problem]]]) -> Iterator[Article | Problem]:
    for records in reading.result():
        yield from records


def _chunks(found: Iterable[Input | Problem]) -> Iterator[list[Input] | Input | Problem]:
    """The inputs in their order, small files gathered."""
    chunk: list[Input] = []
    weight = 0
    for entry in found:
        size = size_of(entry)
        if chunk and (size is None or len(chunk) == _CHUNK_FILES or weight + size > _CHUNK_BYTES):
            yield chunk
            chunk, weight = [], 0
        if size is not None and isinstance(entry, Input):
            chunk.append(entry)
            weight += size
        else:
            yield entry
    if chunk:
        yield chunk
