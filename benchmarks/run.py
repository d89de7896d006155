"""Every benchmark, one after the other, each in a process of its own: `python benchmarks/run.py [--large]`.

Small sizes, some minutes in all, unless ``--large``; what fails does not hold up the rest, and is named at the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL = (
    ("start",),
    ("journey", "sample", "noligarchy", "digitalgov"),
    ("ingest",),
    ("feeds",),
    ("suggest",),
    ("tag_lines",),
    ("related",),
    ("paths",),
    ("growth", "1000", "3000", "10000"),
    ("leverage", "600", "3000"),
    ("rdf", "500"),
)
LARGE = (
    ("start",),
    ("journey",),
    ("ingest", "--gigabyte"),
    ("feeds",),
    ("suggest",),
    ("related", "--large"),
    ("weights",),
    ("paths",),
    ("growth", "docs/paths-growth.svg"),
    ("leverage",),
    ("rdf", "2000"),
)


def main(*, large: bool) -> int:
    """Run them; 1 where one of them failed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "graph"), str(ROOT)))}
    failed = []
    for name, *arguments in LARGE if large else SMALL:
        print(f"\n## {name} {' '.join(arguments)}\n", flush=True)
        command = (sys.executable, "-m", f"benchmarks.{name}", *arguments)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nFailed, or missed an aim: {', '.join(failed)}", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(large="--large" in sys.argv[1:]))
