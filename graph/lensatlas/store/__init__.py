"""The corpus at rest: articles and what was found in them, in one DuckDB file."""

from __future__ import annotations

from lensatlas.store.admission import Outcome
from lensatlas.store.corpus import Corpus
from lensatlas.store.opening import MEMORY, MEMORY_TO_ADD

__all__ = ["MEMORY", "MEMORY_TO_ADD", "Corpus", "Outcome"]
