"""How a table is written down: its encoding, what parts its cells, and what quotes them."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.ingest import decoding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

DELIMITERS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = bytes(range(128))
_JUDGED = 200  # rows by which a delimiter is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """``encoding`` is UTF-8 also where some lines are not. ``quote`` is None where quotation marks are letters like others; ``escaped`` where a backslash stands before them.

    ``skipped``: lines above the header, which is what Excel's ``sep=;`` is. ``returns``: a carriage return ends a line.
    """

    encoding: str
    delimiter: str
    quote: str | None = '"'
    escaped: bool = False
    skipped: int = 0
    returns: bool = False

    def rows(self, lines: Iterable[str], *, strict: bool = True) -> Iterator[list[str]]:
        """The rows in some lines; where ``strict``, :class:`csv.Error` is raised at a quote that cannot be."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar="\\" if self.escaped else None,
            strict=strict,
        )


def compared(name: str) -> str:
    """A column's name without regard to case, spaces, hyphens and underscores.

    >>> compared("Read_Time") == compared("read time")
    True
    """
    return _NOT_WORD.sub("", name.casefold())


def told(head: bytes, known: Collection[str]) -> Dialect:
    """The dialect of a table that begins with ``head``; ``known`` are names of columns as :func:`compared`.

    The delimiter is the one under which most of the header is known, then the most rows are as wide as it, then it is widest.
    Raises :class:`ValueError`, saying why, where the bytes are no text.
    """
    encoding = _encoding(head)
    text = head.decode(encoding, "ignore")
    returns = "\n" not in text and "\r" in text
    text = text.replace("\r", "\n") if returns else one_end(text)
    *lines, last = (f"{line}\n" for line in text.split("\n"))
    lines += [] if lines else [last]  # the last one may be cut off where the head ends
    sep = _SEP.fullmatch(lines[0]) if lines else None
    lines = lines[1:] if sep else lines
    choices = [
        _quoted(
            "".join(lines), Dialect(encoding=encoding, delimiter=delimiter, skipped=int(bool(sep)), returns=returns)
        )
        for delimiter in (sep[1] if sep else DELIMITERS)
    ]
    return max(choices, key=lambda dialect: _fit(dialect, lines, known))


def _encoding(head: bytes) -> str:
    if not head.strip():
        raise ValueError("it is empty")
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    # Without a mark, every other byte of UTF-16 is NUL where the letters are Latin.
    if head[1::2].count(0) * 3 > len(head[1::2]):
        return "utf-16-le"
    if head[::2].count(0) * 3 > len(head[::2]):
        return "utf-16-be"
    if what := decoding.binary(head):
        raise ValueError(f"it is {what}, not text")
    lines = [line for line in head.split(b"\n")[:-1] or [head] if not line.isascii()]
    other = [line for line in lines if not _is_utf8(line)]
    if len(other) * 2 > len(lines) and not is_western(b"".join(other)):
        raise ValueError("its encoding cannot be told: it is not UTF-8; save it as UTF-8")
    return "utf-8"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_western(raw: bytes) -> bool:
    """Whether the bytes beyond ASCII are as rare as in a Western language: text of another script is mostly such bytes."""
    return len(raw.translate(None, _ASCII)) * 3 < len(raw)


def one_end(text: str) -> str:
    """The text with a line feed at the end of its lines, and no carriage return elsewhere, which would end a row."""
    return text.replace("\r\n", "\n").replace("\r", " ") if "\r" in text else text


def _quoted(text: str, dialect: Dialect) -> Dialect:
    """The dialect with the quotes that its cells show."""
    delimiter, encoding = dialect.delimiter, dialect.encoding
    edge = re.escape(delimiter)
    header = [cell.strip() for cell in text.partition("\n")[0].split(delimiter)]
    opened = [cell for line in text.split("\n") for cell in line.split(delimiter) if cell.startswith('"')]
    quote: str | None = '"'
    if not opened and all(len(cell) > 2 and cell[0] == cell[-1] == "'" for cell in header):
        quote = "'"
    elif delimiter == "\t" and any(map(_goes_on, opened)) and not any(map(_is_quoted, opened)):
        quote = None  # “"Yes," he said” begins a cell that no quote ends
    escaped = bool(quote and re.search(rf"\\{quote}(?!{edge}|$)", text, re.MULTILINE))
    return Dialect(
        encoding=encoding, delimiter=delimiter, quote=quote, escaped=escaped, skipped=dialect.skipped, returns=dialect.returns,
    )  # fmt: skip


def _is_quoted(cell: str) -> bool:
    return len(cell) > 1 and cell.endswith('"')


def _goes_on(cell: str) -> bool:
    """Whether a cell that begins with a quote has another inside, which neither ends it nor stands twice."""
    return '"' in cell[1:].replace('""', "")[:-1]


def _fit(dialect: Dialect, lines: list[str], known: Collection[str]) -> tuple[int, float, int]:
    reader = dialect.rows(lines, strict=False)
    rows = [row for _, row in zip(range(_JUDGED), reader, strict=False) if row]
    if not rows:
        return 0, 0.0, 0
    width = len(rows[0])
    same = sum(len(row) == width for row in rows) / len(rows)
    return sum(compared(name) in known for name in rows[0]), same, width
