"""The atlas as tables: documented columns, as data frames, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lensatlas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

Kind = Literal["text", "texts", "integer", "date"]
# What makes a spreadsheet read a cell as a formula, full-width forms included (OWASP, CSV injection).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, what they mean, and where a record of the command line's shape holds them."""

    name: str
    kind: Kind
    says: str
    of: str = ""


def _columns(*stated: tuple[str, Kind, str] | tuple[str, Kind, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in stated)


TABLES: Mapping[str, tuple[Column, ...]] = {
    "articles": _columns(
        ("id", "text", "the article's id"),
        ("slug", "text", "the readable part of its address"),
        ("url", "text", "its address"),
        ("headline", "text", "its headline"),
        ("dek", "text", "the line under the headline"),
        ("published", "date", "the day of publication"),
        ("type", "text", "what kind of piece it says it is"),
        ("minutes", "integer", "reading time it states, in minutes"),
        ("language", "text", "its language, BCP 47"),
        ("authors", "texts", "its bylines"),
        ("lenses", "texts", "the lenses it is filed under"),
        ("tags", "texts", "its tags"),
        ("actors", "texts", "ids of the actors in it"),
        ("mechanisms", "texts", "the mechanisms it names"),
        ("source", "text", "the outlet whose reporting it analyses", "source.name"),
        ("source_url", "text", "the report's address", "source.url"),
        ("words", "integer", "how many words of prose it has"),
    ),
    "tags": _columns(
        ("id", "text", "the tag: its id is its label"),
        ("articles", "integer", "how many articles carry it"),
        ("first", "date", "day of the first of them"),
        ("last", "date", "day of the last of them"),
    ),
    "actors": _columns(
        ("id", "text", "the actor: its id is its label"),
        ("kind", "text", "person, organization, body, party, outlet, group, country, region, city or place"),
        ("aliases", "texts", "other names"),
        ("part_of", "text", "the actor of which it is a part"),
        ("country", "text", "its country, where a list gives it"),
        ("evidence", "text", "how it came to be known: authority, country, declared, tag or claim"),
        ("articles", "integer", "how many articles it is in"),
    ),
    "claims": _columns(
        ("id", "text", "the claim's id"),
        ("article", "text", "id of the article that makes it"),
        ("published", "date", "the day of that article"),
        ("actor", "text", "of whom it is said"),
        ("actor_kind", "text", "what kind of actor", "actor.kind"),
        ("stance", "text", "gains, keeps, loses, bears_cost or unknown"),
        ("role", "text", "primary or secondary"),
        ("over", "texts", "over whom"),
        ("what", "text", "what is gained or lost, in the article's words"),
        ("mechanism", "text", "by which mechanism"),
        ("section", "text", "the section it stands in"),
        ("sentence", "text", "the sentence that says so"),
        ("start", "integer", "where the sentence starts in the section, in code points"),
        ("end", "integer", "where it ends"),
        ("rule", "text", "the rule that read it"),
    ),
    "watch": _columns(
        ("id", "text", "the watch item's id"),
        ("article", "text", "id of the article that makes the promise"),
        ("text", "text", "what is to be watched"),
        ("actors", "texts", "actors it names"),
        ("tags", "texts", "tags it names"),
        ("due", "date", "the day it gives"),
        ("state", "text", "open, answered, overdue or expired"),
        ("answered_by", "text", "id of the article that answers it", "answered_by.article"),
        ("answer", "text", "the sentence that answers it", "answered_by.sentence"),
    ),
    "mentions": _columns(
        ("article", "text", "id of the article"),
        ("section", "text", "headline, dek, text or the section's name"),
        ("start", "integer", "where it starts, in code points"),
        ("end", "integer", "where it ends"),
        ("surface", "text", "the words that name the actor"),
        ("actor", "text", "the actor named"),
        ("rule", "text", "how it was matched: name or alias"),
    ),
}  # fmt: skip
_DTYPES = {"text": "string", "texts": "object", "integer": "Int64", "date": "datetime64[s]"}


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table; raises :class:`~lensatlas.errors.UsageError`, naming the tables there are, for another."""
    if table not in TABLES:
        raise UsageError(f"There is no table {table!r}; there are {', '.join(TABLES)}.")
    return TABLES[table]


def cells(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A record in the command line's shape as flat cells: column → text, number, list of texts or None."""
    return {column.name: _cell(row, column) for column in columns(table)}


def _cell(row: Mapping[str, Any], column: Column) -> Any:
    key, _, part = (column.of or column.name).partition(".")
    value = row.get(key)
    if part:
        return value.get(part) if value else None
    if column.kind == "texts":
        return [_name(one) for one in value or ()]
    return _name(value)


def _name(value: Any) -> Any:
    """An actor as its id, anything else as it is."""
    return value["id"] if isinstance(value, dict) else value


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Records as a data frame with the table's columns and types: string, Int64, datetime64[s] (1142 fits), lists as objects."""
    import pandas as pd

    flat = [cells(table, row) for row in rows]
    return pd.DataFrame(
        {c.name: pd.Series([row[c.name] for row in flat], dtype=_DTYPES[c.kind]) for c in columns(table)}
    )


def csv_lines(table: str, rows: Iterable[Mapping[str, Any]], *, people: bool = True) -> Iterator[str]:
    """A CSV file (RFC 4180), line by line, its header first.

    For people, a text that a spreadsheet would run as a formula gets a leading ``'``, and lists are joined by semicolons.
    For machines every cell is as it is, and lists are JSON arrays.
    """
    held = io.StringIO()
    write = csv.writer(held, lineterminator="\r\n").writerow
    names = [column.name for column in columns(table)]
    write(names)
    for row in rows:
        yield _taken(held)
        write([_written(value, people=people) for value in cells(table, row).values()])
    yield _taken(held)


def _taken(held: io.StringIO) -> str:
    line = held.getvalue()
    held.seek(0)
    held.truncate()
    return line


def _written(value: Any, *, people: bool) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value)) if people else json.dumps(value, ensure_ascii=False)
    return guarded(value) if people else value


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: a text that could be one gets a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def json_lines(table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array of objects with the table's columns, one a line."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(cells(table, row), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def write_folder(folder: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]], *, people: bool = True) -> None:
    """Write each table as ``NAME.csv`` (UTF-8, for people with a byte-order mark, which spreadsheets need) into a folder.

    All tables are whole before the first takes its place, so a failure leaves the folder as it was; other files are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    encoding = "utf-8-sig" if people else "utf-8"
    with tempfile.TemporaryDirectory(prefix=".tables-", dir=folder) as making:
        for name, rows in tables.items():
            columns(name)
            with (Path(making) / f"{name}.csv").open("w", encoding=encoding, newline="") as out:
                out.writelines(csv_lines(name, rows, people=people))
        for name in tables:
            (Path(making) / f"{name}.csv").replace(folder / f"{name}.csv")
