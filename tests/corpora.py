"""Real corpora by others, for measuring only; they stand beside the project or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PLACE = Path(os.environ.get("LENSATLAS_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "corpora"))


def folder(name: str) -> Path:
    """The folder of one corpus; the test is skipped, saying so, where it is absent."""
    found = PLACE / name
    if not found.is_dir():
        pytest.skip(f"the corpus {name} is not at {PLACE} (set LENSATLAS_CORPORA)")
    return found
