"""Tables of articles: CSV and TSV in whatever dialect, one row an article, the columns mapped by their names."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from lensatlas.ingest.dialects import table as dialects
from lensatlas.ingest.dialects.table import compared
from lensatlas.ingest.pages.headings import folded
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.model import fold, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.config import Profile
    from lensatlas.ingest.dialects.table import Dialect
    from lensatlas.model import Article, Problem

LONGEST_LINE = 16 * 1024 * 1024
# A cell may hold an article of many lines; one with more than these, or of more characters, was never closed.
MOST_LINES, MOST_CHARACTERS = 20_000, 64 * 1024 * 1024
_HEAD = 64 * 1024
_LISTED = ("tags", "authors", "lenses", "actors")
_NESTED = (*_LISTED, "sections", "source", "links")
_BETWEEN = re.compile(r"[;|\n]")
_BETWEEN_LINKS = re.compile(r"[\s|]+|;\s")
# What keeps a spreadsheet from taking a text for a formula (OWASP, CSV injection).
_GUARDED = tuple("'" + sign for sign in "=+-@\t\r＝＋－＠")


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every row below the header as an article or a problem; blank rows are passed over."""
    buffered = cast("io.BufferedReader", file)
    known = {compared(key) for keys in profile.fields.values() for key in keys}
    try:
        dialect = dialects.told(buffered.peek(_HEAD)[:_HEAD], known)
    except ValueError as fault:
        yield Place(origin).problem(str(fault))
        return
    csv.field_size_limit(MOST_CHARACTERS)  # it holds for the process; the stdlib's 128 KiB is less than a long article
    lines = _Lines(_decoded(buffered, dialect), dialect.skipped)
    columns: Columns | None = None
    empty = True
    for row in _rows(lines, dialect):
        if isinstance(row, _Fault):
            empty = False
            yield Place(origin, lines.first).problem(row.reason, row.hint)
        elif columns is None:
            columns = Columns(row, profile)
            if not columns.can_be_articles:
                yield Place(origin, lines.first).problem(
                    "no column is a headline or an address", columns.hint(profile, row)
                )
                return
        elif any(map(str.strip, row)):
            empty = False
            yield columns.article(row, Place(origin, lines.first), lines)
    if empty:
        yield Place(origin).problem("it is empty: no row stands below the header")


class _Fault:
    """Why a row is none."""

    def __init__(self, reason: str, hint: str = "") -> None:
        self.reason, self.hint = reason, hint


class _Lines:
    """The lines of a table; those of the record last begun can be given back, all but its first."""

    def __init__(self, source: Iterator[str], skipped: int) -> None:
        self.source, self.first = source, 1
        self.again: deque[str] = deque()
        self.taken: list[str] = []
        self.characters = 0
        for _ in range(skipped):
            self.taken.append(next(source, ""))

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MOST_LINES or self.characters > MOST_CHARACTERS:
            raise StopIteration  # the csv module then says that a quote is open
        line = self.again.popleft() if self.again else next(self.source)
        self.taken.append(line)
        self.characters += len(line)
        return line

    def begin(self) -> None:
        """The next line begins a record."""
        self.first += len(self.taken)
        self.taken, self.characters = [], 0

    def give_back(self) -> None:
        """Take the record that was begun as its first line alone."""
        self.again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _decoded(file: io.BufferedReader, dialect: Dialect) -> Iterator[str]:
    """The lines of a file; where it is UTF-8, a line that is not is read as Windows-1252, if that makes sense."""
    if dialect.returns or dialect.encoding.startswith(("utf-16", "utf-32")):
        newline = None if dialect.returns else "\n"
        wrapper = io.TextIOWrapper(file, dialect.encoding, errors="replace", newline=newline)
        try:
            while line := wrapper.readline(LONGEST_LINE):
                yield dialects.one_end(line)
        finally:
            wrapper.detach()
        return
    encoding = dialect.encoding
    while raw := file.readline(LONGEST_LINE):
        try:
            line = raw.decode(encoding)
        except UnicodeDecodeError:
            line = raw.decode("cp1252" if dialects.is_western(raw) else encoding, "replace")
        yield dialects.one_end(line)
        encoding = "utf-8" if encoding == "utf-8-sig" else encoding


def _rows(lines: _Lines, dialect: Dialect) -> Iterator[list[str] | _Fault]:
    """The rows, each as wide as the header; one that is not, or whose quotes do not close, costs its own lines alone."""
    reader, width, bad = dialect.rows(lines), 0, False
    while True:
        lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _unclosed(lines, dialect, ended="end of data" in str(error))
            lines.give_back()
            reader, bad = dialect.rows(lines), True
            continue
        while len(row) > width > 0 and not row[-1].strip():
            row.pop()  # delimiters at the end of a row are harmless
        if not row or (bad and len(row) == 1 < width):
            continue  # without a delimiter, a line is the rest of the row above
        width = width or len(row)
        if bad := len(row) != width:
            if len(lines.taken) > 1 and _is_row(lines.taken[1], dialect, width):
                yield _unclosed(lines, dialect, ended=False)
                lines.give_back()
                reader = dialect.rows(lines)
            else:
                cells = f"{len(row)} cell{'s' if len(row) != 1 else ''}"
                yield _Fault(
                    f"it has {cells} where the header has {width}", "is a delimiter missing, or one not quoted?"
                )
            continue
        yield row


def _is_row(line: str, dialect: Dialect, width: int) -> bool:
    try:
        return [len(row) for row in dialect.rows([line])] == [width]
    except csv.Error:
        return False


def _unclosed(lines: _Lines, dialect: Dialect, *, ended: bool) -> _Fault:
    """The fault of a record whose quotes do not fit: one that opens and never closes, or one inside a cell.

    ``ended``: the lines ended before the quote did.
    """
    (cells,) = dialect.rows(lines.taken[:1], strict=False)
    shown = label(cells[-1])[:40] if cells else ""
    if ended or len(lines.taken) > 1:
        return _Fault(f"the quote before “{shown}” in cell {len(cells)} is not closed", "close it, or leave it out")
    return _Fault("a quote stands alone inside a quoted cell", 'write "" where a cell shows a quote')


class Columns:
    """The columns of one table: which field each gives, and which hold lists."""

    def __init__(self, header: Sequence[str], profile: Profile) -> None:
        self.names = [label(name) or f"column {number}" for number, name in enumerate(header, 1)]
        self.twice = len(set(self.names)) < len(self.names)
        as_compared: dict[str, list[str]] = {}
        for name in dict.fromkeys(self.names):
            as_compared.setdefault(compared(name), []).append(name)
        fields = {
            field: tuple(name for key in keys for name in as_compared.get(compared(key), [])) or keys
            for field, keys in profile.fields.items()
        }
        self.profile = dataclasses.replace(profile, fields=fields)
        present = set(self.names)
        self.can_be_articles = any(name in present for field in ("headline", "url") for name in fields.get(field, ()))
        taken = {name for names in fields.values() for name in names}
        known = folded(profile.headings)
        self.sections = [name for name in dict.fromkeys(self.names) if name not in taken and fold(name) in known]
        self.nested = {name: field for field in _NESTED for name in fields.get(field, ()) if name in present}

    def hint(self, profile: Profile, header: Sequence[str]) -> str:
        """What the header has, and what was looked for."""
        keys = [key for field in ("headline", "url") for key in profile.fields.get(field, ())]
        shown = ", ".join(label(name)[:40] for name in header[:12])
        return f"the header has {shown}; looked for {', '.join(keys)}; other names go into [fields] of lensatlas.toml"

    def article(self, row: list[str], place: Place, lines: _Lines) -> Article | Problem:
        """The article in one row, which is as wide as the header."""
        cells = [cell[1:] if cell.startswith(_GUARDED) else cell for cell in row]
        record: dict[str, Any] = self._several(cells) if self.twice else dict(zip(self.names, cells, strict=True))
        for name, field in self.nested.items():
            if isinstance(cell := record[name], str):
                record[name] = _items(cell, field)
        sections = {name: text for name in self.sections if (text := record.pop(name))}
        lost = sum(line.count("\ufffd") for line in lines.taken)
        return article(
            record,
            profile=self.profile,
            place=place,
            otherwise={"sections": sections} if sections else None,
            kept={"undecoded": lost} if lost else None,
        )

    def _several(self, cells: list[str]) -> dict[str, Any]:
        """The record where columns share a name: a list of what they hold."""
        found: dict[str, Any] = {}
        for name, cell in zip(self.names, cells, strict=True):
            if cell.strip():
                found.setdefault(name, []).append(cell)
        return {name: cells[0] if len(cells := found.get(name, [""])) == 1 else cells for name in self.names}


def _items(cell: str, field: str) -> Any:
    """A cell that may hold several: JSON, or parts between semicolons, bars or line breaks; commas are the record's matter."""
    stripped = cell.strip()
    if stripped[:1] in {"[", "{"} and stripped[-1:] in {"]", "}"}:
        try:
            return json.loads(stripped)
        except (ValueError, RecursionError):
            return cell
    if field == "links":
        return _BETWEEN_LINKS.split(stripped)
    if field in _LISTED and _BETWEEN.search(stripped):
        return [part for part in map(str.strip, _BETWEEN.split(stripped)) if part]
    return cell
