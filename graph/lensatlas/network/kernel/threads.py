"""Work shared out among threads, its results in order."""

from __future__ import annotations

import os
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

# Memory is the limit from there on.
_MOST = 8


def threads_here() -> int:
    """One for each processor this process may use, eight at most."""
    if sys.version_info >= (3, 13):
        return min(os.process_cpu_count() or 1, _MOST)
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


def shared_out(work: Callable[[Asked], Answer], asked: Sequence[Asked], threads: int) -> Iterator[Answer]:
    """The work on each, in their order, at most twice as many begun as there are threads: answers never heap up.

    Where whoever asks leaves early or is interrupted, what has not begun does not begin.
    """
    if threads < 2 or len(asked) < 2:
        yield from map(work, asked)
        return
    waiting: deque[Future[Answer]] = deque()
    pool = ThreadPoolExecutor(threads, thread_name_prefix="nearest")
    try:
        for each in asked:
            waiting.append(pool.submit(work, each))
            if len(waiting) >= 2 * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
