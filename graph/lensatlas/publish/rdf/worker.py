"""The process in which one query runs, so that it can be killed: request in as JSON, answer out line by line.

Run as a file, it needs nothing but pyoxigraph and the standard library. What it writes: a line of JSON that says what kind of
answer follows; the rows, as lines of SPARQL TSV or N-Triples; a last line of JSON. Lines of JSON start with a brace, rows never do.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

# Oxigraph's parser and planner recurse; with this stack no query that passes the scan was seen to end the process.
STACK = 512 << 20
# So that an ORDER BY over a cross product takes this process down, not the machine. At most half of what it has, where the system
# enforces it (Linux).
MEMORY = 6 << 30
_FLUSH = 0.05  # seconds


def main() -> None:
    """Answer the one request on standard input."""
    request = json.load(sys.stdin)
    sys.stdin.close()
    _limit_memory()
    _leave_the_network()
    threading.stack_size(STACK)
    running = threading.Thread(target=_guarded, args=(request, sys.stdout.buffer))
    running.start()
    running.join()


def _limit_memory() -> None:
    try:
        import os
        import resource

        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
        limit = min(MEMORY, half)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, ValueError, OSError):  # Windows; macOS refuses some sizes
        return


def _leave_the_network() -> None:
    """Move this process into a network of its own that leads nowhere, where the system lets it (Linux).

    The scan before this refuses every query that would fetch; this stands behind it.
    """
    try:
        import ctypes

        leave = ctypes.CDLL(None, use_errno=True).unshare
    except (ImportError, OSError, AttributeError):
        return
    new_network, new_user = 0x40000000, 0x10000000  # CLONE_NEWNET, CLONE_NEWUSER of <sched.h>
    if leave(new_network) != 0:
        leave(new_user | new_network)


def _guarded(request: dict[str, Any], out: IO[bytes]) -> None:
    try:
        truncated = _answer(request, out)
        _say(out, end=True, truncated=truncated)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        _say(out, error=str(error), fault="query" if isinstance(error, SyntaxError) else "engine")


def _answer(request: dict[str, Any], out: IO[bytes]) -> bool:
    store = _opened(request)
    found = store.query(request["query"], base_iri=request["base"], prefixes=request["prefixes"])
    if isinstance(found, ox.QueryBoolean):
        _say(out, kind="boolean", value=bool(found))
        return False
    if isinstance(found, ox.QuerySolutions):
        names = [str(variable) for variable in found.variables]
        _say(out, kind="rows", variables=names)
        lines = ("\t".join("" if term is None else str(term) for term in row) for row in found)
    else:
        _say(out, kind="triples")
        lines = (f"{t.subject} {t.predicate} {t.object} ." for t in found)
    return _stream(lines, request["rows"], out)


def _opened(request: dict[str, Any]) -> ox.Store:
    if request["store"]:
        return ox.Store.read_only(request["store"])
    store = ox.Store()
    for path in request["files"]:
        try:
            store.bulk_load(path=path, base_iri=request["base"])
        except SyntaxError as error:
            raise ValueError(f"{path}: {error}") from error
    return store


def _stream(lines: Iterable[str], most: int, out: IO[bytes]) -> bool:
    """Write at most so many lines; whether there were more."""
    flushed = 0.0
    for number, line in enumerate(lines):
        if number == most:
            return True
        out.write(line.encode() + b"\n")
        if (now := time.monotonic()) - flushed > _FLUSH:
            out.flush()
            flushed = now
    return False


def _say(out: IO[bytes], **what: Any) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
