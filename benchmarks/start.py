"""How long the command line takes to start, from a cold process: `python -m benchmarks.start`.

Medians of fifteen runs, taken in turn beside a Python that does nothing, which is part of every figure.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measuring import LENSATLAS, corpora, lensatlas, rows, run

RUNS = 15
AIM = 0.3  # seconds for --help


def main() -> int:
    """Print the medians; 1 where --help misses its aim."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        (sample,) = corpora(["sample"])
        atlas, out = sample.atlas(folder / "atlas"), folder / "out"
        lensatlas("add", *sample.inputs, "--atlas", atlas, out=out)
        article = rows(lensatlas("articles", "--format", "jsonl", "--atlas", atlas, out=out))[0]["id"]
        ours = {
            "--help": ("--help",),
            "--version": ("--version",),
            "related": ("related", article, "--atlas", str(atlas)),
        }
        calls: dict[str, tuple[str, ...]] = {"python -c pass": (sys.executable, "-c", "pass")}
        calls |= {f"lensatlas {name}": (*LENSATLAS, *arguments) for name, arguments in ours.items()}
        runs = [{name: run(call, out) for name, call in calls.items()} for _ in range(RUNS)]
    print(f"| median of {RUNS} | wall s | CPU s | peak MiB |\n|---|--:|--:|--:|")
    for name in calls:
        done = [each[name] for each in runs]
        assert not any(one.code for one in done), done[0].told
        print(
            f"| `{name}` | {median(d.wall for d in done):.3f} | {median(d.cpu for d in done):.3f} | {median(d.peak for d in done):.0f} |"
        )
    help_ = median(each["lensatlas --help"].wall for each in runs)
    print(f"\n`--help` in {help_:.3f} s: the aim of {AIM} s {'holds' if help_ <= AIM else 'is missed'}.")
    return int(help_ > AIM)


if __name__ == "__main__":
    sys.exit(main())
