"""The editor's recorded judgements: read from ``decisions.csv``, applied on every build, undone by removing the row."""

from __future__ import annotations

from lensatlas.tagging.decisions.agreement import agreed
from lensatlas.tagging.decisions.judged import Decisions
from lensatlas.tagging.decisions.rows import COLUMNS, FILE_NAME, read, record, withdraw

__all__ = ["COLUMNS", "FILE_NAME", "Decisions", "agreed", "read", "record", "withdraw"]
