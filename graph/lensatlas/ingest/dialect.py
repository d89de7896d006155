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
_JUDGED = 200  # rows by which a delimiter is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """``quote`` is None where quotation marks are letters like others; ``escaped`` where a backslash stands before them.

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
    lines = text.replace("\r", "\n").splitlines(keepends=True) if returns else text.splitlines(keepends=True)
    if len(lines) > 1 and not text.endswith(("\n", "\r")):
        lines.pop()  # cut off where the head ends
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
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        decoding.text(head)  # refuses what is no Western text either
        return "cp1252"
    return "utf-8"


def _quoted(text: str, dialect: Dialect) -> Dialect:
    """The dialect with the quotes that its cells show."""
    delimiter, encoding = dialect.delimiter, dialect.encoding
    edge = re.escape(delimiter)
    opened = len(re.findall(rf'(?:^|{edge})"', text, re.MULTILINE))
    closed = len(re.findall(rf'"(?={edge}|\r?$)', text, re.MULTILINE))
    quote: str | None = '"'
    header = [cell.strip() for cell in text.partition("\n")[0].split(delimiter)]
    if not opened and all(len(cell) > 2 and cell[0] == cell[-1] == "'" for cell in header):
        quote = "'"
    elif delimiter == "\t" and opened and not closed:
        quote = None  # “"Yes," he said” begins a cell that no quote ends
    escaped = bool(quote and re.search(rf"\\{quote}(?!{edge}|\r?$)", text, re.MULTILINE))
    return Dialect(
        encoding=encoding, delimiter=delimiter, quote=quote, escaped=escaped, skipped=dialect.skipped, returns=dialect.returns,
    )  # fmt: skip


def _fit(dialect: Dialect, lines: list[str], known: Collection[str]) -> tuple[int, float, int]:
    reader = dialect.rows(lines, strict=False)
    rows = [row for _, row in zip(range(_JUDGED), reader, strict=False) if row]
    if not rows:
        return 0, 0.0, 0
    width = len(rows[0])
    same = sum(len(row) == width for row in rows) / len(rows)
    return sum(compared(name) in known for name in rows[0]), same, width
