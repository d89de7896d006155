"""What a SPARQL query found, and the forms it is shown in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from lensatlas.errors import UsageError
from lensatlas.publish.rdf.names import VOCABULARIES
from lensatlas.publish.rdf.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

W3C = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
RESULTS = ("table", "jsonl", *W3C)
Value = str | int | float | bool | None

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_INTEGERS = {
    XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "negativeInteger",
        "nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
}  # fmt: skip
_FLOATS = {XSD + name for name in ("decimal", "double", "float")}
_DAYS = {XSD + "date", XSD + "dateTime"}
_WIDEST = 60  # characters of a cell in a table
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer: rows (SELECT), a boolean (ASK) or triples (CONSTRUCT, DESCRIBE).

    ``lines`` are rows of SPARQL TSV or N-Triples. ``truncated`` says what cut the answer short, and is empty where it is whole.
    """

    kind: Literal["rows", "boolean", "triples"]
    variables: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    value: bool = False
    truncated: Literal["", "rows", "time", "size"] = ""

    def __len__(self) -> int:
        return len(self.lines)

    def rows(self) -> Iterator[dict[str, Value]]:
        """Each row as variable → value: numbers and booleans as such, IRIs and all else as text, None where unbound."""
        if self.kind == "triples":
            yield from self._triple_rows()
            return
        if self.kind == "boolean":
            yield {"boolean": self.value}
            return
        names = [name[1:] for name in self.variables]
        for row in self._solutions():
            yield {name: _value(row[name]) for name in names}

    def serialise(self, form: str) -> bytes:
        """The answer as one of :data:`RESULTS`: json, xml, csv and tsv as the W3C defines; triples are always N-Triples."""
        if form not in RESULTS:
            raise UsageError(f"Results come as {', '.join(RESULTS)}, not as {form!r}.")
        if self.kind == "triples":
            return "".join(line + "\n" for line in self.lines).encode()
        if form == "jsonl":
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows()).encode()
        if form == "table":
            return self._table().encode()
        written: bytes = self._solutions().serialize(format=W3C[form]) or b""
        # Oxigraph writes control characters as they are, which XML forbids even as references.
        return _NOT_XML.sub("\ufffd".encode(), written) if form == "xml" else written

    def to_frame(self) -> pd.DataFrame:
        """The rows as a data frame whose columns have types: Int64, Float64, boolean, dates to the second, else string.

        A column with a value that its type cannot hold ("x" or a thousand digits as an integer, 2026-99-99) is of objects.
        """
        import pandas as pd

        types = self._types()
        rows = list(self.rows())
        names = list(types) if self.kind == "rows" else list(rows[0] if rows else ("subject", "predicate", "object"))

        def column(name: str) -> pd.Series[Any]:
            values = [row[name] for row in rows]
            try:
                return pd.Series(values, dtype=types.get(name, "object"))
            except (ValueError, OverflowError, TypeError):  # data may claim any datatype for any text
                return pd.Series(values, dtype="object")

        return pd.DataFrame({name: column(name) for name in names}, index=range(len(rows)))

    def _solutions(self) -> Any:
        if self.kind == "boolean":
            said = json.dumps({"head": {}, "boolean": self.value}).encode()
            return ox.parse_query_results(said, ox.QueryResultsFormat.JSON)
        lines = "\n".join(("\t".join(self.variables), *self.lines)) + "\n"
        return ox.parse_query_results(lines.encode(), ox.QueryResultsFormat.TSV)

    def _triple_rows(self) -> Iterator[dict[str, Value]]:
        for triple in ox.parse("\n".join(self.lines).encode(), ox.RdfFormat.N_TRIPLES, lenient=True):
            yield {part: _value(getattr(triple, part)) for part in ("subject", "predicate", "object")}

    def _types(self) -> dict[str, str]:
        """Variable → the one type that all its values share, else object."""
        kinds: dict[str, set[str]] = {name[1:]: set() for name in self.variables}
        if self.kind == "rows":
            for row in self._solutions():
                for name, met in kinds.items():
                    if row[name] is not None:
                        met.add(_kind(row[name]))
        return {name: met.pop() if len(met) == 1 else "object" if met else "string" for name, met in kinds.items()}

    def _table(self) -> str:
        names = ["boolean"] if self.kind == "boolean" else [name[1:] for name in self.variables]
        cells = [[_shown(row[name]) for name in names] for row in self.rows()]
        widths = [max(len(line[i]) for line in (names, *cells)) for i in range(len(names))]
        lines = [names, ["-" * width for width in widths], *cells]
        table = "".join(
            "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
        )
        return table + (f"… cut short by the limit of {self.truncated}\n" if self.truncated else "")


def _kind(term: Any) -> str:
    if not isinstance(term, ox.Literal):
        return "string"
    datatype = term.datatype.value
    if datatype in _INTEGERS:
        return "Int64"
    if datatype in _FLOATS:
        return "Float64"
    if datatype in _DAYS and "Z" not in term.value and "+" not in term.value:
        return "datetime64[s]"
    return "boolean" if datatype == XSD + "boolean" else "string"


def _value(term: Any) -> Value:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
    kind = _kind(term)
    try:
        if kind == "Int64":
            return int(term.value)
        if kind == "Float64":
            return float(term.value)
    except ValueError:  # a form that its datatype does not allow
        return term.value
    return term.value in {"true", "1"} if kind == "boolean" else term.value


def _shown(value: Value) -> str:
    """A cell on one line: known namespaces shortened, nothing that steers a terminal."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else _CONTROL.sub(" ", str(value))
    for prefix, namespace in VOCABULARIES.items():
        if text.startswith(namespace):
            text = f"{prefix}:{text[len(namespace) :]}"
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
