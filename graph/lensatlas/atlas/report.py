"""What became of the records that were read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts of records: ``added``, ``updated``, ``unchanged`` and ``rejected`` sum to ``read``.

    ``rejects`` is the file that says of each rejected record what was wrong, where, and what to do; None where there is none.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    removed: int = 0
    rejects: str | None = None

    def row(self) -> dict[str, Any]:
        """The report as the command line prints it."""
        return asdict(self)
