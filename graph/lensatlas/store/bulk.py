"""Many rows into DuckDB, and out of it, at once."""
# ruff: noqa: S608 - the names in queries are our own tables and columns; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lensatlas.store.rows import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import duckdb

    from lensatlas.store.rows import Row

_FETCHED = 1_000


def insert(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Append rows to a table: an array of Python values a column, which DuckDB scans in place.

    Measured on 300,000 mentions, rows a second: executemany 550, one bound
    list a column 110,000, one JSON document unnested 140,000, arrays 700,000.
    """
    if not rows:
        return
    arrays = {name: _array(values) for name, values in zip(columns, zip(*rows, strict=True), strict=True)}
    connection.register("batch", arrays)
    taken = ", ".join(f"{name}::json" if name in LISTS else name for name in columns)
    connection.execute(f"insert into {table} ({', '.join(columns)}) select {taken} from batch")
    connection.unregister("batch")


def _array(values: Sequence[Any]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def delete(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], articles: Sequence[str]) -> None:
    """Remove every row of these articles from tables that name their article."""
    if not articles:
        return
    connection.register("batch", {"article": _array(articles)})
    for table in tables:
        connection.execute(f"delete from {table} where article in (select article from batch)")
    connection.unregister("batch")


def rows_of(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """The rows of an executed query as they come, never all at once."""
    while rows := cursor.fetchmany(_FETCHED):
        yield from rows
