"""The same articles give the same bytes, whatever the hash seed, the folder or the order of the files."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

from lensatlas.atlas import sample

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from lensatlas.__main__ import main
out, *files = sys.argv[1:]
atlas = str(Path(out) / "atlas")
half = len(files) // 2
main(["add", *files[:half], "--atlas", atlas])
main(["add", *files[half:], "--atlas", atlas])
for form in ("nt", "ttl", "jsonld", "json"):
    assert main(["export", form, "-o", str(Path(out) / f"a.{form}"), "--atlas", atlas]) == 0
assert main(["export", "csv", "-o", str(Path(out) / "csv"), "--atlas", atlas]) == 0
assert main(["map", "-o", str(Path(out) / "map.html"), "--atlas", atlas]) == 0
"""


def _written(folder: Path, seed: int) -> dict[str, bytes]:
    folder.mkdir()
    pages = sorted(str(p) for part in ("pages", "posts") for p in (sample.folder() / part).iterdir())[::3]
    random.Random(seed).shuffle(pages)
    call = [sys.executable, "-c", SCRIPT, str(folder), *pages]
    subprocess.run(call, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": str(seed)})
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: content for name, content in found.items() if not name.startswith("atlas/")}


def test_three_hash_seeds_and_shuffled_files_give_the_same_bytes(tmp_path: Path) -> None:
    """A third of the sample, added in two halves, in three orders, under three hash seeds."""
    first, second, third = (_written(tmp_path / str(seed), seed) for seed in (1, 2, 3))
    assert {"a.nt", "a.ttl", "a.jsonld", "a.json", "map.html"} <= set(first)
    assert first == second == third
