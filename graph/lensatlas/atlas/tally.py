"""What becomes of the records of one addition, counted; the rejected ones go to a file with their reasons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lensatlas.atlas.report import Report
from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lensatlas.atlas.place import Place


class Tally:
    """Counts outcomes; the file of rejects is made with the first of them."""

    def __init__(self, place: Place, on_problem: Callable[[Problem], None] | None) -> None:
        self.read = 0
        self.rejected = 0
        self._counts = {"added": 0, "updated": 0, "unchanged": 0}
        self._place, self._on_problem = place, on_problem
        self._file: Path | None = None

    def take(self, outcome: str | Problem) -> None:
        """Count what became of one record."""
        if isinstance(outcome, Problem):
            self.reject(outcome)
        else:
            self._counts[outcome] += 1

    def reject(self, problem: Problem) -> None:
        """Count a rejected record, and keep where it was and what was wrong."""
        self.rejected += 1
        self._file = self._file or self._place.next_rejects()
        line = {"input": problem.input, "position": problem.position, "reason": problem.reason, "hint": problem.hint}
        with self._file.open("a", encoding="utf-8", errors="backslashreplace") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        if self._on_problem:
            self._on_problem(problem)

    def report(self) -> Report:
        """The counts so far."""
        file = str(self._file) if self._file else None
        return Report(read=self.read, **self._counts, rejected=self.rejected, rejects=file)
