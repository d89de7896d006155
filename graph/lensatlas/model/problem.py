"""A fault in the data: collected and reported, never raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What was wrong, where, and what to do: ``input`` is a path or URL, ``position`` a line or record within it."""

    input: str
    reason: str
    position: str | None = None
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.input}, {self.position}" if self.position else self.input
        return f"{where}: {self.reason}" + (f" ({self.hint})" if self.hint else "")
