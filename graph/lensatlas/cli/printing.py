"""Answers on standard output, in the form that was asked for."""

from __future__ import annotations

import csv
import io
import itertools
import json
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

from lensatlas.atlas.answers import flatten, on_screen, shown
from lensatlas.publish.tables import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

_WIDE = 160  # columns where the output is no terminal
_LEAST = 12  # columns that a cut cell keeps
_TITLE = 30  # … and a headline: of twelve letters nobody can tell which story it is
_TITLES = frozenset({"headline", "related", "article"})


def show(question: str, rows: Iterable[Row], form: str, *, empty: str = "Nothing to show.") -> None:
    """Print rows of a contract's shape; what is said when there are none goes to standard error."""
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if form == "json":
        _array(rows)
        return
    lines = flatten(question, rows)
    first = next(lines, None)
    if first is None:
        click.echo(empty, err=True)
    elif form == "csv":
        _csv(first, lines)
    else:
        click.echo(table([on_screen(question, line) for line in (first, *lines)]))


def _array(rows: Iterable[Row]) -> None:
    """One array, written as it comes: an answer for every article need not fit in memory."""
    opening = "[\n"
    for row in rows:
        click.echo(opening + json.dumps(row, ensure_ascii=False), nl=False)
        opening = ",\n"
    click.echo("[]" if opening == "[\n" else "\n]")


def _csv(first: Row, others: Iterable[Row]) -> None:
    """CSV for people, line by line: no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(first)
    for line in itertools.chain((first,), others):
        writer.writerow([guarded(value) for value in line.values()])
        click.echo(out.getvalue(), nl=False)
        out.seek(0)
        out.truncate()


def table(lines: Sequence[Row]) -> str:
    """Lines as a table that fits the terminal: the last column wraps, the widest of the others are cut with an ellipsis."""
    heads = list(lines[0])
    cells = [[_one_line(shown(line.get(head))) for head in heads] for line in lines]
    room = (shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE) - 2 * (len(heads) - 1)
    wanted = [max(len(head), *(len(row[i]) for row in cells)) for i, head in enumerate(heads)]
    widths = _fit(wanted, [_least(head, width) for head, width in zip(heads, wanted, strict=True)], room)
    numbers = [all(not isinstance(line.get(head), str) for line in lines) for head in heads]
    rows = [heads, ["─" * width for width in widths], *cells]
    return "\n".join(_row(row, widths, numbers) for row in rows)


def _least(head: str, width: int) -> int:
    """What a column keeps at least: what one copies (an id) is never cut."""
    if head in {"id", "slug"}:
        return width
    return min(width, _TITLE if head in _TITLES else _LEAST)


def _fit(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths that fit the room: the widest give way first, none below its least."""
    fitted = list(widths)
    # The last column wraps: it shall have a third of the room before the others are cut, unless they need it to be told apart.
    last = max(2 * _LEAST, min(room // 3, room - sum(least[:-1])))
    floors = (*least[:-1], min(widths[-1], last))
    while sum(fitted) > room:
        givers = [i for i, width in enumerate(fitted) if width > floors[i]]
        if not givers:
            break
        fitted[max(givers, key=lambda i: fitted[i])] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    *first, last = cells
    before = [_cell(text, width, number) for text, width, number in zip(first, widths, numbers, strict=False)]
    wrapped = [last.rjust(widths[-1])] if numbers[-1] else textwrap.wrap(last, widths[-1]) or [""]
    indent = " " * (sum(widths[:-1]) + 2 * len(first))
    return "\n".join(("  ".join((*before, wrapped[0])).rstrip(), *(indent + rest for rest in wrapped[1:])))


def _cell(text: str, width: int, number: bool) -> str:
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return cut.rjust(width) if number else cut.ljust(width)


def _one_line(text: str) -> str:
    """Text that cannot move the cursor: no control character of a headline reaches the terminal."""
    return "".join(ch if ch.isprintable() else " " for ch in text)
