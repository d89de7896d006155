"""Tables that people fill in and give back: an Excel workbook or a CSV file, written without formulas, read without trust."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lensatlas.model import Problem
from lensatlas.publish.files import replaced
from lensatlas.publish.tables import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST = 64 * 1024 * 1024  # bytes, a workbook's unpacked
# One cell in the last corner of a sheet (1,048,576 rows, 16,384 columns) makes openpyxl give every cell before it: hours.
_MOST_COLUMNS, _MOST_ROWS = 64, 1_048_576
_LONGEST_CELL = 32_767  # Excel's limit
# What no XML document may hold.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A named table; ``widths``: column → characters; ``fill_in``: the column that people write into."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    widths: Mapping[str, int]
    fill_in: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that came back: its cells as text, and where it stands."""

    cells: Mapping[str, str]
    position: str


def write(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets to ``path``: a workbook (.xlsx), or one CSV of all of them (.csv).

    Raises :class:`~lensatlas.errors.CannotWrite`.
    """
    with replaced(path) as out:
        out.write(_csv(sheets) if path.suffix.lower() == ".csv" else _xlsx(sheets))


def read(path: Path) -> Iterator[Filled | Problem]:
    """The rows that people gave back, in order; a file that cannot be read is one problem."""
    try:
        if path.stat().st_size > LARGEST:
            yield Problem(input=str(path), reason=f"it is larger than {LARGEST // 1024 // 1024} MiB")
            return
        content = path.read_bytes()
    except OSError as error:
        yield Problem(input=str(path), reason=f"it cannot be read: {error.strerror}")
        return
    try:
        tables = _of_xlsx(content) if content.startswith(b"PK") else _of_csv(content)
        for place, lines in tables:
            yield from _rows(place, lines)
    except (ValueError, KeyError, OSError, csv.Error, zipfile.BadZipFile) as fault:
        yield Problem(input=str(path), reason=f"it is no table that can be read: {fault}")


def _rows(place: str, lines: Iterable[Sequence[Any]]) -> Iterator[Filled]:
    numbered = enumerate(lines, start=1)
    _, first = next(numbered, (0, ()))
    heads = [str(cell or "").strip().lower() for cell in first]
    for number, line in numbered:
        if not any(line):
            continue
        cells: dict[str, str] = {}
        for head, cell in zip(heads, line, strict=False):
            if head:  # where two columns share a name, the one that is filled in
                cells[head] = cells.get(head) or _text(cell)
        if any(cells.values()):
            yield Filled(cells, f"{place}row {number}")


def _text(cell: Any) -> str:
    return "" if cell is None else "yes" if cell is True else "" if cell is False else str(cell).strip()


def _csv(sheets: Sequence[Sheet]) -> bytes:
    out = io.StringIO()
    columns = list(dict.fromkeys(itertools.chain.from_iterable(sheet.columns for sheet in sheets)))
    writer = csv.writer(out)
    writer.writerow(columns)
    for sheet in sheets:
        writer.writerows([_guarded(row.get(column, "")) for column in columns] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")  # Excel takes a CSV without a byte order mark for Windows-1252


def _of_csv(content: bytes) -> Iterator[tuple[str, Iterable[Sequence[str]]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise ValueError(f"line {line} is not UTF-8; save it as “CSV UTF-8” or as a workbook") from None
    csv.field_size_limit(LARGEST)  # it holds for the process; the stdlib's 128 KiB would end the table at one long cell
    # Spreadsheets of half the world write semicolons.
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    yield "", ([_unguarded(cell) for cell in line] for line in lines)


def _guarded(value: Any) -> Any:
    """A cell that no spreadsheet runs; one that looks guarded already is guarded once more, so that it comes back."""
    return f"'{value}" if isinstance(value, str) and _would_run(value) else value


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _would_run(cell) else cell


def _would_run(text: str) -> bool:
    bare = text.lstrip("'")
    return bool(guarded(bare) != bare)


def _xlsx(sheets: Sequence[Sheet]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "B2"
        for number, column in enumerate(sheet.columns, start=1):
            head = page.cell(1, number, column)
            head.font = Font(bold=True)
            page.column_dimensions[get_column_letter(number)].width = sheet.widths.get(column, 18)
        for at, row in enumerate(sheet.rows, start=2):
            for number, column in enumerate(sheet.columns, start=1):
                cell = page.cell(at, number)
                _put(cell, row.get(column, ""))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if column == sheet.fill_in:
                    cell.fill = PatternFill("solid", fgColor="FFF4CC")
        page.auto_filter.ref = page.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, (int, float)):
        cell.value = value
        return
    cell.value = _FORBIDDEN.sub("", str(value))[:_LONGEST_CELL]
    # openpyxl takes a text that begins with = for a formula.
    cell.data_type = "s"
    cell.quotePrefix = str(value).startswith("=")


def _of_xlsx(content: bytes) -> Iterator[tuple[str, Iterable[Sequence[Any]]]]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(member.file_size for member in packed.infolist()) > LARGEST:
            raise ValueError(f"it unpacks to more than {LARGEST // 1024 // 1024} MiB")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as fault:  # openpyxl raises whatever its XML reader does
        raise ValueError(str(fault) or type(fault).__name__) from fault
    for page in book.worksheets:
        yield f"sheet {page.title}, ", _lines(page)


def _lines(page: Any) -> Iterator[Sequence[Any]]:
    page.reset_dimensions()  # what a sheet says of its size may be anything
    try:
        yield from itertools.islice(page.iter_rows(max_col=_MOST_COLUMNS, values_only=True), _MOST_ROWS)
    except Exception as fault:  # it reads as it goes: broken XML, references that are none, a stream that breaks off
        raise ValueError(str(fault) or type(fault).__name__) from fault
