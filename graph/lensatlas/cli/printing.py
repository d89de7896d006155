"""Answers on standard output, in the form that was asked for."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from lensatlas.atlas.answers import flatten, shown
from lensatlas.publish.tables import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

_WHOLE = frozenset({"id", "article_id"})  # ids are there to be copied: half of one helps nobody
_DROPPED = frozenset({"gap", "where"})  # said by every other form; on a screen its reasons need the room


def show(question: str, rows: Iterable[Row], form: str, *, empty: str = "Nothing to show.") -> None:
    """Print rows of a contract's shape; what is said when there are none goes to standard error."""
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if form == "json":
        _array(rows)
        return
    lines = list(flatten(question, rows))
    if not lines:
        click.echo(empty, err=True)
    elif form == "csv":
        click.echo(_csv(lines), nl=False)
    else:
        click.echo(table(lines))


def _array(rows: Iterable[Row]) -> None:
    """One array, written as it comes: an answer for every article need not fit in memory."""
    opening = "[\n"
    for row in rows:
        click.echo(opening + json.dumps(row, ensure_ascii=False), nl=False)
        opening = ",\n"
    click.echo("[]" if opening == "[\n" else "\n]")


def _csv(lines: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(lines[0])
    writer.writerows([guarded(value) for value in line.values()] for line in lines)
    return out.getvalue()


def table(lines: Sequence[Row]) -> str:
    """Lines as a table that fits the terminal; where it cannot, the widest columns are cut with an ellipsis."""
    heads = [head for head in lines[0] if head not in _DROPPED]
    cells = [[_one_line(shown(line.get(head))) for head in heads] for line in lines]
    width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 160
    wanted = [max(len(head), *(len(row[i]) for row in cells)) for i, head in enumerate(heads)]
    widths = _fit(wanted, [head in _WHOLE for head in heads], width - 2 * (len(heads) - 1))
    numbers = [all(not isinstance(line.get(h), str) for line in lines) for h in heads]
    rows = [heads, ["─" * w for w in widths], *cells]
    return "\n".join(
        "  ".join(_cell(c, w, n) for c, w, n in zip(row, widths, numbers, strict=True)).rstrip() for row in rows
    )


def _fit(widths: list[int], whole: Sequence[bool], room: int) -> list[int]:
    """Widths that fit the room: the widest give way first, to 12 characters at least; what one copies is never cut."""
    while sum(widths) > room:
        givers = [i for i, keep in enumerate(whole) if not keep and widths[i] > 12]
        if not givers:
            break
        widest = max(givers, key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _cell(text: str, width: int, number: bool) -> str:
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return cut.rjust(width) if number else cut.ljust(width)


def _one_line(text: str) -> str:
    """Text that cannot move the cursor: no control character of a headline reaches the terminal."""
    return "".join(ch if ch.isprintable() else " " for ch in text)
