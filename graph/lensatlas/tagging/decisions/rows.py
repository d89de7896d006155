"""The rows of ``decisions.csv``: read, added and taken out, every other line left as its editor wrote it."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from lensatlas.errors import CannotWrite, UsageError
from lensatlas.model import VERDICTS, Decision, DecisionSubject, Problem, label
from lensatlas.tagging.decisions.agreement import agreed, fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lensatlas.model import Verdict
    from lensatlas.tagging.decisions.judged import Decisions

FILE_NAME = "decisions.csv"
COLUMNS = ("about", "verdict", "name", "into", "note", "decided")
_ABOUT: tuple[str, ...] = get_args(DecisionSubject)
# A spreadsheet would take a cell that begins so for a formula: an apostrophe stands before it, and is no part of the name.
_FORMULA = tuple("=+-@＝＋－＠\t")
_SEPARATORS = (",", ";", "\t")  # spreadsheets of many countries write semicolons
_LONGEST_ROW = 100  # lines of one note; without an end, every open quotation mark would read the rest of the file


class _Row(NamedTuple):
    """``cells`` as they stand in lines ``first`` to ``last``, counted from 1; ``closed``: no quotation mark is left open."""

    cells: list[str]
    first: int
    last: int
    closed: bool = True


class _Sheet(NamedTuple):
    """``lines`` with their line ends; ``columns`` of the header, in lower case."""

    lines: list[str]
    separator: str
    columns: list[str]
    rows: list[_Row]


def read(path: Path) -> tuple[Decisions, tuple[Problem, ...]]:
    """The judgements of a file, and a problem for each row that cannot be applied, with its line; no file is no judgement.

    The columns are :data:`COLUMNS`, in any order, more are ignored; ``about``, ``verdict`` and ``name`` are required. The order
    of the rows makes no difference (:func:`~lensatlas.tagging.decisions.agreed`). A file that is no such list is one problem.
    """
    try:
        sheet = _sheet(path.read_bytes().decode("utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
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
    text = _text(path) or ",".join(COLUMNS) + "\n"
    sheet = _usable(path, text)
    known = {_key(row) for row in _decisions(sheet)}
    new = {_key(one): one for one in reversed(decisions) if _key(one) not in known}
    if new:
        end = "\r\n" if sheet.lines[0].endswith("\r\n") else "\n"
        joined = text if text.endswith(("\n", "\r")) else text + end
        _replace(path, joined + "".join(_line(one, sheet, end) for one in reversed(new.values())))
    return len(new)


def withdraw(path: Path, *decisions: Decision) -> int:
    """Take the rows of these judgements out, whatever their notes, and leave the other bytes alone; how many rows went.

    Raises as :func:`record` does.
    """
    text = _text(path)
    sheet = _usable(path, text) if text else None
    wanted = {_key(one) for one in decisions}
    gone: set[int] = set()
    rows = 0
    for row in sheet.rows if sheet else ():
        found = _decision(row, sheet.columns if sheet else [])
        if isinstance(found, Decision) and _key(found) in wanted:
            gone.update(range(row.first, row.last + 1))
            rows += 1
    if sheet and gone:
        _replace(path, "".join(line for number, line in enumerate(sheet.lines, start=1) if number not in gone))
    return rows


def _key(one: Decision) -> tuple[str, ...]:
    pair = sorted((one.name, one.into)) if one.verdict == "apart" else (one.name, one.into)
    return (one.about, one.verdict, *pair)


def _sheet(text: str) -> _Sheet:
    lines = list(io.StringIO(text, newline=""))
    header = lines[0].removeprefix("\ufeff") if lines else ""
    separator = max(_SEPARATORS, key=header.count)  # a tie goes to the comma
    columns = [cell.strip().casefold() for cell in next(csv.reader([header], delimiter=separator), [])]
    return _Sheet(lines, separator, columns, list(_rows(lines, separator)))


def _rows(lines: Sequence[str], separator: str) -> Iterator[_Row]:
    """The rows below the header; blank ones are none. A quotation mark that nothing closes costs its own line only."""
    at = 1
    while at < len(lines):
        reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=separator, strict=True)
        try:
            cells = next(reader)
            size, closed = reader.line_num, True
        except (csv.Error, StopIteration):
            cells, size, closed = next(csv.reader([lines[at]], delimiter=separator), []), 1, False
        if any(cell.strip() for cell in cells):
            yield _Row(cells, at + 1, at + size, closed)
        at += size


def _missing(sheet: _Sheet, columns: Sequence[str] = COLUMNS[:3]) -> str:
    lacking = [name for name in columns if name not in sheet.columns]
    return f"a list of decisions needs a column called {lacking[0]}" if lacking else ""


def _header_hint() -> str:
    return f"begin with the line {','.join(COLUMNS)}"


def _decision(row: _Row, columns: Sequence[str]) -> Decision | str:
    """A row's judgement, or what is wrong with the row."""
    if not row.closed:
        return "a quotation mark is not closed"
    if len(row.cells) > len(columns):
        return "the row has more cells than the header has columns"
    cells = dict(zip(columns, row.cells, strict=False))
    about, verdict = (label(cells.get(name, "")).casefold() for name in COLUMNS[:2])
    if about not in _ABOUT:
        return f"{about!r} is nothing to decide about; write {', '.join(_ABOUT)}"
    if verdict not in VERDICTS:
        return f"{verdict!r} is no verdict; the verdicts are {', '.join(VERDICTS)}"
    name, into, note, decided = (_plain(cells.get(column, "")) for column in COLUMNS[2:])
    return Decision(
        about=cast("DecisionSubject", about),
        verdict=cast("Verdict", verdict),
        name=name,
        into=into.casefold() if verdict in {"accept", "kind"} else into,
        note=note,
        decided=decided,
    )


def _plain(cell: str) -> str:
    shown = label(cell)
    return shown[1:] if shown.startswith("'") and shown[1:].startswith(_FORMULA) else shown


def _decisions(sheet: _Sheet) -> Iterable[Decision]:
    return (found for row in sheet.rows if isinstance(found := _decision(row, sheet.columns), Decision))


def _line(one: Decision, sheet: _Sheet, end: str) -> str:
    cells = {name: label(getattr(one, name)) for name in COLUMNS}
    guarded = {name: f"'{cell}" if cell.startswith(_FORMULA) else cell for name, cell in cells.items()}
    out = io.StringIO()
    csv.writer(out, delimiter=sheet.separator, lineterminator=end).writerow(
        guarded.get(name, "") for name in sheet.columns
    )
    return out.getvalue()


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} was left alone: it is not UTF-8 ({error}). Save it as UTF-8 and try again."
        ) from error
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


def _usable(path: Path, text: str) -> _Sheet:
    sheet = _sheet(text)
    if missing := _missing(sheet, COLUMNS[:4]):
        raise UsageError(f"{path} was left alone: {missing}; {_header_hint()}.")
    return sheet


def _replace(path: Path, text: str) -> None:
    """The whole new file or the old one."""
    making: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        making = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        making.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        making.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    finally:
        if making is not None:
            making.unlink(missing_ok=True)
