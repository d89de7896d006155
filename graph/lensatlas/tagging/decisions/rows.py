"""The rows of ``decisions.csv``: read, added and taken out, every other line left as its editor wrote it."""

from __future__ import annotations

import csv
from dataclasses import asdict
from typing import TYPE_CHECKING, cast, get_args

from lensatlas.errors import UsageError
from lensatlas.model import VERDICTS, Decision, DecisionSubject, Problem, label
from lensatlas.tagging.decisions.agreement import agreed, fault
from lensatlas.tagging.decisions.sheet import (
    plain,
    read_cells,
    read_sheet,
    replace_file,
    text_of,
    with_rows,
    without_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lensatlas.model import Verdict
    from lensatlas.tagging.decisions.judged import Decisions
    from lensatlas.tagging.decisions.sheet import Row, Sheet

FILE_NAME = "decisions.csv"
COLUMNS = ("about", "verdict", "name", "into", "note", "decided")
_ABOUT: tuple[str, ...] = get_args(DecisionSubject)


def read(path: Path) -> tuple[Decisions, tuple[Problem, ...]]:
    """The judgements of a file, and a problem for each row that cannot be applied, with its line; no file is no judgement.

    The columns are :data:`COLUMNS`, in any order, more are ignored; ``about``, ``verdict`` and ``name`` are required. The order
    of the rows makes no difference (:func:`~lensatlas.tagging.decisions.agreed`). A file that is no such list is one problem.
    """
    try:
        sheet = read_sheet(path.read_bytes().decode("utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return agreed(())[0], (Problem(input=str(path), reason=f"the decisions cannot be read: {error}"),)
    if sheet is None:
        return agreed(())[0], ()
    if missing := _missing(sheet):
        return agreed(())[0], (Problem(input=str(path), reason=missing, position="line 1", hint=_header_hint()),)
    places: dict[Decision, list[int]] = {}
    faults: list[tuple[int, str]] = []
    for row in sheet.rows:
        found = _decision(row, sheet.columns)
        if isinstance(found, Decision):
            places.setdefault(found, []).append(row.first)
        else:
            faults.append((row.first, found))
    decisions, refused = agreed(places)
    faults += [(line, why) for row, why in refused for line in places[row]]
    return decisions, tuple(Problem(input=str(path), reason=why, position=f"line {n}") for n, why in sorted(faults))


def record(path: Path, *decisions: Decision) -> int:
    """Add rows for judgements the file does not hold yet, and leave its other bytes alone; how many were added.

    The file is made where it is absent. Raises :class:`~lensatlas.errors.UsageError` for a judgement that is none, or a file that
    is no list of decisions, and :class:`~lensatlas.errors.CannotWrite`; the file is then as it was.
    """
    for one in decisions:
        if why := fault(one):
            raise UsageError(f"This cannot be recorded: {why}.")
    text = text_of(path) or ",".join(COLUMNS) + "\n"
    sheet = _usable(path, text)
    known = {_key(row) for row in _decisions(sheet)}
    new = {_key(one): one for one in reversed(decisions) if _key(one) not in known}
    if new:
        replace_file(path, with_rows(text, [asdict(one) for one in reversed(new.values())]))
    return len(new)


def withdraw(path: Path, *decisions: Decision) -> int:
    """Take the rows of these judgements out, whatever their notes, and leave the other bytes alone; how many rows went.

    Raises as :func:`record` does.
    """
    text = text_of(path)
    if not text:
        return 0
    sheet = _usable(path, text)
    wanted = {_key(one) for one in decisions}
    read = [(row, _decision(row, sheet.columns)) for row in sheet.rows]
    gone = [row for row, found in read if isinstance(found, Decision) and _key(found) in wanted]
    if gone:
        replace_file(path, without_rows(sheet, gone))
    return len(gone)


def _key(one: Decision) -> tuple[str, ...]:
    pair = sorted((one.name, one.into)) if one.verdict == "apart" else (one.name, one.into)
    return (one.about, one.verdict, *pair)


def _missing(sheet: Sheet, columns: Sequence[str] = COLUMNS[:3]) -> str:
    lacking = [name for name in columns if name not in sheet.columns]
    return f"a list of decisions needs a column called {lacking[0]}" if lacking else ""


def _header_hint() -> str:
    return f"begin with the line {','.join(COLUMNS)}"


def _decision(row: Row, columns: Sequence[str]) -> Decision | str:
    """A row's judgement, or what is wrong with the row."""
    cells = read_cells(row, columns)
    if isinstance(cells, str):
        return cells
    about, verdict = (label(cells.get(name, "")).casefold() for name in COLUMNS[:2])
    if about not in _ABOUT:
        return f"{about!r} is nothing to decide about; write {', '.join(_ABOUT)}"
    if verdict not in VERDICTS:
        return f"{verdict!r} is no verdict; the verdicts are {', '.join(VERDICTS)}"
    name, into, note, decided = (plain(cells.get(column, "")) for column in COLUMNS[2:])
    return Decision(
        about=cast("DecisionSubject", about),
        verdict=cast("Verdict", verdict),
        name=name,
        into=into.casefold() if verdict in {"accept", "kind"} else into,
        note=note,
        decided=decided,
    )


def _decisions(sheet: Sheet) -> Iterable[Decision]:
    return (found for row in sheet.rows if isinstance(found := _decision(row, sheet.columns), Decision))


def _usable(path: Path, text: str) -> Sheet:
    sheet = read_sheet(text)
    if missing := _missing(sheet, COLUMNS[:4]):
        raise UsageError(f"{path} was left alone: {missing}; {_header_hint()}.")
    return sheet
