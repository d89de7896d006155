"""docs/corpus.md describes the tables there are, and its questions have answers."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import duckdb
import pytest

from lensatlas.model import Actor, ActorId, Section, Source
from lensatlas.store import Corpus
from tests.store.world import article, tagged

TOLD = (Path(__file__).resolve().parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8")
# What the document calls each type.
WORDS = {
    "VARCHAR": "text", "DATE": "day", "INTEGER": "number", "UHUGEINT": "wide number", "JSON": "JSON",
    "VARCHAR[]": "list of text", "UINTEGER[]": "list of number",
}  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One tagged article."""
    place = tmp_path_factory.mktemp("told") / "corpus.duckdb"
    section = Section(name="who_gains", heading="Who gains leverage", text="Qatar gains.")
    with Corpus.open(place, create=True) as corpus:
        corpus.add(
            [
                article(
                    "doha", published=dt.date(2026, 7, 2), sections=(section,), sources=(Source(name="Morning Post"),)
                )
            ]
        )
        corpus.settle([tagged("doha")], [Actor(id=ActorId("Qatar"), kind="country")], stamp="s")
    return place


def word(kind: str) -> str:
    """A type as the document writes it."""
    if kind.startswith("STRUCT("):
        fields = re.findall(r'[(,] *"?(\w+)"?', kind.removeprefix("STRUCT"))
        return f"{'list of ' if kind.endswith('[]') else ''}({', '.join(fields)})"
    return WORDS[kind]


def test_every_table_and_column_is_described_as_it_is(file: Path) -> None:
    with duckdb.connect(str(file), read_only=True) as plain:
        columns = plain.execute(
            "select table_name, column_name, data_type, is_nullable from duckdb_columns()"
            " where not internal order by table_name, column_index"
        ).fetchall()
    there = [(table, name, word(kind) + (" or null" if null else "")) for table, name, kind, null in columns]
    told = []
    for part in TOLD.split("\n## `")[1:]:
        table, body = part.split("`", 1)
        told += [(table, name, kind) for name, kind in re.findall(r"^\| `(\w+)` \| (.+?) \|", body, re.MULTILINE)]
    assert sorted(told, key=lambda row: row[0]) == there


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.+?)```", TOLD, re.DOTALL))
def test_every_question_has_an_answer(file: Path, query: str) -> None:
    with duckdb.connect(str(file), read_only=True) as plain:
        assert plain.execute(query).fetchall()


def test_the_schema_version_is_the_one_told(file: Path) -> None:
    with duckdb.connect(str(file), read_only=True) as plain:
        ((key, value),) = plain.execute("select key, value from about").fetchall()
    assert f"| `key` | text | `{key}` |" in TOLD
    assert f"| `value` | text | `{value}` |" in TOLD
