"""Questions in SPARQL: read-only, without a network, and never longer than they may take."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from lensatlas.errors import BadQuery, UsageError
from lensatlas.publish.rdf.names import prefixes
from lensatlas.publish.rdf.results import Found
from lensatlas.publish.rdf.scan import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 30.0
ROWS = 100_000
SIZE = 256 << 20  # bytes of answer
READ = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")
_WORKER = Path(__file__).with_name("worker.py")


def query(
    place: Path | Sequence[Path], text: str, *, base: str, seconds: float = SECONDS, rows: int = ROWS, size: int = SIZE
) -> Found:
    """What a query finds in a store made by :func:`~lensatlas.publish.rdf.store.build_store` (a folder), or in RDF files.

    The prefixes of :func:`~lensatlas.publish.rdf.names.prefixes` need no declaration, and relative IRIs start at ``base``.
    Past ``seconds``, ``rows`` or ``size`` (bytes) the answer is what came so far, marked as truncated.
    Raises :class:`~lensatlas.errors.BadQuery` where the query is refused, wrong, or had nothing to show in its time.
    """
    scan(text)
    files = [] if isinstance(place, Path) else [Path(path) for path in place]
    for path in files:
        if path.suffix.lower() not in READ or not path.is_file():
            raise UsageError(f"{path}: RDF is read from files that end in {', '.join(READ)}.")
    request = {
        "store": str(place) if isinstance(place, Path) else "",
        "files": [str(path) for path in files],
        "query": text,
        "base": base,
        "prefixes": prefixes(base),
        "rows": rows,
    }
    heard = _ask(request, seconds, size)
    return _judged(heard, seconds)


def needs_mentions(text: str) -> bool:
    """Whether a query looks into a named graph: the mentions are the only one there is."""
    return "GRAPH" in scan(text)


@dataclass(slots=True)
class _Heard:
    """What a worker said before it ended or was ended."""

    said: dict[str, Any]
    lines: list[str]
    stopped: Literal["", "time", "size"] = ""
    code: int = 0


def _ask(request: dict[str, Any], seconds: float, size: int) -> _Heard:
    """Run the request in a process of its own; kill it when its time is over."""
    command = [sys.executable, "-P", str(_WORKER)]  # -P: the worker's folder is no place to import from
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:  # noqa: S603
        assert worker.stdin is not None
        assert worker.stdout is not None
        heard = _Heard({}, [])

        def out_of_time() -> None:
            heard.stopped = "time"
            worker.kill()

        alarm = threading.Timer(seconds, out_of_time)
        try:
            alarm.start()
            worker.stdin.write(json.dumps(request).encode())
            worker.stdin.close()
            _hear(worker.stdout, heard, size)
        except BrokenPipeError:  # it died before it had read the request: its exit code says so
            pass
        finally:
            alarm.cancel()
            worker.kill()
        heard.code = worker.wait()
    return heard


def _hear(out: IO[bytes], heard: _Heard, size: int) -> None:
    for line in out:
        size -= len(line)
        if line.startswith(b"{"):
            heard.said.update(json.loads(line))
            if "end" in heard.said or "error" in heard.said:
                return
        elif size < 0:
            heard.stopped = "size"
            return
        elif line.endswith(b"\n"):  # a killed worker's last line may be half a row
            heard.lines.append(line[:-1].decode())


def _judged(heard: _Heard, seconds: float) -> Found:
    said = heard.said
    if "error" in said:
        raise BadQuery(
            said["error"] if said["fault"] == "query" else f"The query could not be answered: {said['error']}"
        )
    if "end" in said:
        stopped: Literal["", "rows", "time", "size"] = "rows" if said["truncated"] else ""
    elif heard.stopped and heard.lines:
        stopped = heard.stopped
    elif heard.stopped == "time":
        raise BadQuery(f"The query had no answer after {seconds:g} seconds. Narrow it, or give it more time.")
    else:
        raise BadQuery("The query needs more memory, or nests deeper, than one query may; its process ended.")
    return Found(
        kind=said["kind"], variables=tuple(said.get("variables", ())), lines=tuple(heard.lines),
        value=said.get("value", False), truncated=stopped,
    )  # fmt: skip
