"""How things are measured here: one process from start to end, one call, and the corpora on which both are tried.

Nothing heavy is imported: at exec the system counts the peak memory of a parent as its child's (Linux, ``exec_mmap``).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample"
# Real corpora by others stand beside the project or not at all, as for the tests.
PLACE = Path(os.environ.get("LENSATLAS_CORPORA", ROOT.parent / "shared" / "corpora"))
LIMIT = 900.0  # seconds after which a process is ended: a command that takes longer is a finding, not a figure
LENSATLAS = (sys.executable, "-m", "lensatlas")
_NAMES = ("sample", "noligarchy", "digitalgov", "kleptocracy-timeline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process: exit code, seconds by the clock and of processors, peak MiB; those it waited for are counted in.

    ``out``: the file with its standard output; ``told``: its standard error.
    """

    code: int
    wall: float
    cpu: float
    peak: float
    out: Path
    told: str


def run(command: Sequence[str | Path], out: Path) -> Run:
    """Run a command to its end, its standard output in the file ``out``."""
    told = out.with_name(f"{out.name}.told")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "graph", ROOT)))}
    with out.open("wb") as stdout, told.open("wb") as stderr:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment)  # fmt: skip
        alarm = threading.Timer(LIMIT, process.kill)
        alarm.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(
        code=process.returncode, wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / unit,
        out=out, told=told.read_text(encoding="utf-8", errors="replace"),
    )  # fmt: skip


def lensatlas(*arguments: str | Path, out: Path) -> Run:
    """Run the command line, of this checkout, in a process of its own."""
    return run((*LENSATLAS, *arguments), out)


def rows(done: Run) -> list[dict[str, Any]]:
    """The JSON Lines that a process wrote."""
    with done.out.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds a call takes, and what it returns."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Articles to try things on: what is added, and the text of the ``lensatlas.toml`` they need with the files it names."""

    name: str
    inputs: tuple[Path, ...]
    config: str
    lists: tuple[Path, ...] = ()

    def atlas(self, folder: Path) -> Path:
        """An empty atlas for this corpus, in a folder that is made."""
        folder.mkdir(parents=True)
        (folder / "lensatlas.toml").write_text(self.config, encoding="utf-8")
        for listed in self.lists:
            shutil.copy(listed, folder / listed.name)
        return folder


def corpora(names: Sequence[str] = ()) -> list[Corpus]:
    """The corpora of these names, or all; one that is not at hand is named and left out. An unknown name ends the run."""
    if unknown := set(names) - set(_NAMES):
        sys.exit(f"There is no corpus {', '.join(sorted(unknown))}; known: {', '.join(_NAMES)}.")
    found = []
    for name in names or _NAMES:
        if name == "sample" or (PLACE / name).is_dir():
            found.append(_corpus(name))
        else:
            print(f"{name}: left out, it is not at {PLACE} (set LENSATLAS_CORPORA)\n", flush=True)
    return found


def _corpus(name: str) -> Corpus:
    config = f'[publication]\nname = "{name}"\n'
    if name == "sample":
        config = (SAMPLE / "lensatlas.toml").read_text(encoding="utf-8")
        return Corpus(
            name=name, inputs=(SAMPLE / "pages", SAMPLE / "posts"), config=config, lists=(SAMPLE / "actors.csv",)
        )
    if name == "digitalgov":  # its other folder holds descriptions of topics, which are no articles
        return Corpus(name=name, inputs=tuple(sorted((PLACE / name).glob("20*"))), config=config)
    if name == "kleptocracy-timeline":
        return Corpus(
            name=name, inputs=(PLACE / name / "events",), config=f'{config}\n[fields]\nlenses = ["capture_lanes"]\n'
        )
    return Corpus(name=name, inputs=(PLACE / name,), config=config)
