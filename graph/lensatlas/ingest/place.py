"""Where a record stands: the input it came from, and its line in a file of many."""

from __future__ import annotations

from dataclasses import dataclass

from lensatlas.model import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """``input`` as it was given (a path, ``-``), and the line from 1 on, or None for the whole of it."""

    input: str
    line: int | None = None

    @property
    def origin(self) -> str:
        """The provenance of an article that was read here: ``PATH`` or ``PATH#LINE``."""
        return self.input if self.line is None else f"{self.input}#{self.line}"

    def problem(self, reason: str, hint: str = "") -> Problem:
        """What is wrong here."""
        position = None if self.line is None else f"line {self.line}"
        return Problem(input=self.input, reason=reason, position=position, hint=hint)
