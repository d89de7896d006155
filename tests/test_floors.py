"""The house stands as its floors say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_a_lower_floor_never_imports_a_higher_one() -> None:
    """The contracts in pyproject.toml, as `make check` runs them."""
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "graph")}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


def test_the_source_root_is_not_a_package() -> None:
    """`graph/` plays the part of `src/`: nothing may import through it."""
    wrong = [p for p in ROOT.glob("graph/**/*.py") if "graph.lensatlas" in p.read_text(encoding="utf-8")]
    assert not (ROOT / "graph" / "__init__.py").exists()
    assert not wrong
