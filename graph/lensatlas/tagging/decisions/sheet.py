"""An editor's table as text: its rows read and changed one by one, every other byte left as it was."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.errors import CannotWrite, UsageError
from lensatlas.model import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# A spreadsheet would take a cell that begins so for a formula: an apostrophe stands before it, and is no part of the name.
_FORMULA = tuple("=+-@＝＋－＠\t")
_SEPARATORS = (",", ";", "\t")  # spreadsheets of many countries write semicolons
_LONGEST_ROW = 100  # lines of one note; without an end, every open quotation mark would read the rest of the file


class Row(NamedTuple):
    """``cells`` as they stand in lines ``first`` to ``last``, counted from 1; ``closed``: no quotation mark is left open."""

    cells: list[str]
    first: int
    last: int
    closed: bool = True


class Sheet(NamedTuple):
    """``lines`` with their line ends; ``columns`` of the header, in lower case."""

    lines: list[str]
    separator: str
    columns: list[str]
    rows: list[Row]


def read_sheet(text: str) -> Sheet:
    """The table in a text; separators are commas, semicolons or tabs, whichever the header has most of."""
    lines = list(io.StringIO(text, newline=""))
    header = lines[0].removeprefix("\ufeff") if lines else ""
    separator = max(_SEPARATORS, key=header.count)  # a tie goes to the comma
    columns = [cell.strip().casefold() for cell in next(csv.reader([header], delimiter=separator), [])]
    return Sheet(lines, separator, columns, list(_rows(lines, separator)))


def _rows(lines: Sequence[str], separator: str) -> Iterator[Row]:
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
            yield Row(cells, at + 1, at + size, closed)
        at += size


def read_cells(row: Row, columns: Sequence[str]) -> Mapping[str, str] | str:
    """A row's cells by column, or what is wrong with the row."""
    if not row.closed:
        return "a quotation mark is not closed"
    if len(row.cells) > len(columns):
        return "the row has more cells than the header has columns"
    return dict(zip(columns, row.cells, strict=False))


def plain(cell: str) -> str:
    """A cell as its editor meant it, without the apostrophe that guards against formulas."""
    shown = label(cell)
    return shown[1:] if shown.startswith("'") and shown[1:].startswith(_FORMULA) else shown


def with_rows(text: str, rows: Sequence[Mapping[str, str]]) -> str:
    """The text of a table with rows at its end, in its own columns, separator and line ends."""
    sheet = read_sheet(text)
    end = "\r\n" if sheet.lines[0].endswith("\r\n") else "\n"
    joined = text if text.endswith(("\n", "\r")) else text + end
    return joined + "".join(_line(row, sheet, end) for row in rows)


def without_rows(sheet: Sheet, rows: Sequence[Row]) -> str:
    """The text of a table without some of its rows."""
    gone = {number for row in rows for number in range(row.first, row.last + 1)}
    return "".join(line for number, line in enumerate(sheet.lines, start=1) if number not in gone)


def _line(row: Mapping[str, str], sheet: Sheet, end: str) -> str:
    cells = {name: label(cell) for name, cell in row.items()}
    guarded = {name: f"'{cell}" if cell.startswith(_FORMULA) else cell for name, cell in cells.items()}
    out = io.StringIO()
    csv.writer(out, delimiter=sheet.separator, lineterminator=end).writerow(
        guarded.get(name, "") for name in sheet.columns
    )
    return out.getvalue()


def text_of(path: Path) -> str:
    """The text of a table to be changed, empty where there is none.

    Raises :class:`~lensatlas.errors.UsageError` where it is not UTF-8, and :class:`~lensatlas.errors.CannotWrite`.
    """
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} was left alone: it is not UTF-8 ({error}). Save it as UTF-8 and try again."
        ) from error
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


def replace_file(path: Path, text: str) -> None:
    """Write the whole new file, or leave the old one. Raises :class:`~lensatlas.errors.CannotWrite`."""
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
