"""A corpus in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lensatlas.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "atlas" / "corpus.duckdb"


@pytest.fixture
def corpus(place: Path) -> Iterator[Corpus]:
    with Corpus.open(place, create=True) as opened:
        yield opened
