"""The atlas as tables: nothing runs in a spreadsheet, nothing is lost for a machine."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.errors import UsageError
from lensatlas.publish.tables import TABLES, cells, columns, csv_lines, frame, json_lines, write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PORT = {
    "id": "port", "slug": "port", "url": None, "headline": '=HYPERLINK("http://x.example")', "dek": 'a,\n"b"', "published": "1142-05-01",
    "type": "Reporting", "minutes": 3, "language": "en", "authors": ["＝1", "B"], "lenses": [], "tags": ["port; fees", "NO"],
    "actors": [{"id": "Dock Union", "label": "Dock Union", "kind": "organization"}], "mechanisms": [],
    "source": {"name": "-1+1", "url": "https://ledger.example/1"}, "words": 12, "origin": "pages/port.txt", "sections": {},
}  # fmt: skip
QUAY: dict[str, Any] = {
    **PORT,
    "id": "quay",
    "headline": "NA",
    "published": None,
    "minutes": None,
    "source": None,
    "words": 0,
    "dek": "",
}
CLAIM: dict[str, Any] = {
    "id": "c1", "article": "port", "published": "2026-03-01", "actor": {"id": "Dock Union", "label": "Dock Union", "kind": "organization"},
    "over": [{"id": "Port Council", "label": "Port Council", "kind": "body"}], "stance": "gains", "role": None, "what": "", "mechanism": None,
    "section": "who_gains", "sentence": "It gains.", "start": 0, "end": 9, "rule": "gains-verb",
}  # fmt: skip


def read(lines: Iterator[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


def test_a_cell_for_people_never_starts_as_a_formula_does() -> None:
    """A headline that is a formula, a source "-1+1", a full-width equals sign."""
    (row,) = read(csv_lines("articles", [PORT]))
    assert row["headline"] == '\'=HYPERLINK("http://x.example")'
    assert (row["source"], row["authors"]) == ("'-1+1", "'＝1; B")
    assert (row["minutes"], row["tags"]) == ("3", "port; fees; NO")


@given(st.text(max_size=20))
def test_no_text_becomes_a_formula_and_for_machines_none_is_changed(text: str) -> None:
    """Any headline."""
    (shown,) = read(csv_lines("articles", [{**PORT, "headline": text}]))
    assert not shown["headline"].startswith(tuple("=+-@\t\r\n＝＋－＠"))
    (exact,) = read(csv_lines("articles", [{**PORT, "headline": text}], people=False))
    assert exact["headline"] == text


def test_csv_for_machines_gives_everything_back() -> None:
    """Commas, quotes, line breaks; lists as JSON; records end in CR LF (RFC 4180)."""
    text = "".join(csv_lines("articles", [PORT, QUAY], people=False))
    assert text.startswith("id,slug,url,headline,dek,published,")
    assert text.endswith("\r\n")
    first, second = read(iter([text]))
    assert (first["dek"], json.loads(first["tags"]), json.loads(first["actors"])) == (
        'a,\n"b"',
        ["port; fees", "NO"],
        ["Dock Union"],
    )
    assert (second["headline"], second["published"], second["source"]) == ("NA", "", "")


def test_a_frame_has_the_documented_columns_and_types() -> None:
    """A headline "NA" is a headline; a missing number is missing; 1142 is a date."""
    made = frame("articles", [PORT, QUAY])
    assert list(made.columns) == [column.name for column in TABLES["articles"]]
    assert str(made["minutes"].dtype) == "Int64"
    assert made["headline"].tolist()[1] == "NA"
    assert made["published"].dt.year[0] == 1142
    assert made["published"].isna().tolist() == [False, True]
    assert made["actors"][0] == ["Dock Union"]
    claims = frame("claims", [CLAIM])
    assert claims[["actor", "actor_kind", "start"]].to_numpy().tolist() == [["Dock Union", "organization", 0]]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_its_columns(table: str) -> None:
    """So code that reads it works before there is data."""
    names = [column.name for column in columns(table)]
    assert list(frame(table, []).columns) == names
    assert "".join(csv_lines(table, [])) == ",".join(names) + "\r\n"
    assert json.loads("".join(json_lines(table, []))) == []
    assert all(column.says for column in columns(table))


def test_json_has_one_record_a_line() -> None:
    """Lists stay lists, nothing is null that has a value."""
    text = "".join(json_lines("articles", [PORT, QUAY]))
    assert len(text.splitlines()) == 4
    assert json.loads(text)[0] == cells("articles", PORT)


def test_a_folder_of_tables_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """The second table breaks off: what was there stays, and so does the editor's own file."""
    write_folder(tmp_path, {"articles": [PORT], "claims": [CLAIM]})
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(before) == {"articles.csv", "claims.csv", "notes.txt"}
    assert before["articles.csv"].startswith(b"\xef\xbb\xbfid,slug")

    def breaking() -> Iterator[dict[str, Any]]:
        yield CLAIM
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_folder(tmp_path, {"articles": [QUAY], "claims": breaking()})
    with pytest.raises(UsageError, match="articles, tags, actors"):
        write_folder(tmp_path, {"../evil": []})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
