"""Tables that people fill in and give back."""

from __future__ import annotations

import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lensatlas.model import Problem
from lensatlas.publish.workbook import Filled, Sheet, read, write

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("accept", "name", "why")


def sheet(*names: str) -> Sheet:
    return Sheet(
        name="Tags",
        columns=COLUMNS,
        rows=[{"name": name, "why": "they stand together"} for name in names],
        widths={"why": 40},
        fill_in="accept",
    )


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_was_written_comes_back(tmp_path: Path, ending: str) -> None:
    """Names that a spreadsheet would run, change or refuse."""
    names = [
        "=1+1",
        "'=1",
        "''@x",
        "@home",
        "-5",
        "+1",
        "007",
        "NO",
        "a\nb",
        "'quoted",
        "Ärzte, “und”; so",
        "2026-01-02",
    ]
    path = tmp_path / f"review.{ending}"
    write(path, [sheet(*names)])
    rows = [row for row in read(path) if isinstance(row, Filled)]
    assert [row.cells["name"] for row in rows] == names
    assert rows[1].position.endswith("row 3")


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    """A tag that begins like one."""
    path = tmp_path / "review.xlsx"
    write(path, [sheet('=HYPERLINK("http://x.example","y")')])
    cell = load_workbook(path)["Tags"]["B2"]
    assert (cell.data_type, cell.value[0]) == ("s", "=")


def test_a_csv_for_people_guards_what_would_run(tmp_path: Path) -> None:
    """And says how it is encoded, for Excel."""
    path = tmp_path / "review.csv"
    write(path, [sheet("=1+1")])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in path.read_text(encoding="utf-8-sig")


def test_semicolons_of_another_country_are_read(tmp_path: Path) -> None:
    """Saved again by a spreadsheet in German."""
    path = tmp_path / "review.csv"
    path.write_text("accept;name;why\r\nja;ports;\r\n", encoding="utf-8-sig")
    (row,) = read(path)
    assert isinstance(row, Filled)
    assert row.cells == {"accept": "ja", "name": "ports", "why": ""}


def test_control_characters_do_not_break_the_workbook(tmp_path: Path) -> None:
    """XML cannot hold them."""
    path = tmp_path / "review.xlsx"
    write(path, [sheet("a\x00b\x1fc\ufffe", "x" * 40_000)])
    first, second = (row for row in read(path) if isinstance(row, Filled))
    assert first.cells["name"] == "abc"
    assert len(second.cells["name"]) == 32_767


def test_what_is_no_table_is_a_problem(tmp_path: Path) -> None:
    """A picture, a broken archive, an archive of something else, a bomb, nothing."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 torn")
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as packed:
        packed.writestr("readme.txt", "hello")
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 65 * 1024 * 1024)
    for name in ("a.png", "b.xlsx", "c.xlsx", "d.xlsx", "absent.xlsx"):
        (found,) = read(tmp_path / name)
        assert isinstance(found, Problem), name


@given(
    st.lists(
        st.text(alphabet=st.characters(blacklist_categories=["Cs"]) | st.sampled_from("'=+@;,"), max_size=30),
        max_size=5,
    )
)
def test_any_text_survives_a_csv(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    """But white space around it, which no name has."""
    path = tmp_path_factory.mktemp("csv") / "r.csv"
    write(path, [sheet(*names)])
    rows = [row.cells["name"] for row in read(path) if isinstance(row, Filled)]
    assert rows == [name.strip() for name in names]


def patched(path: Path, old: str, new: str) -> Path:
    """A workbook of three names in whose sheet ``old`` is written as ``new``."""
    write(path, [sheet("ferry", "quay", "dam")])
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    inside = "xl/worksheets/sheet1.xml"
    assert old.encode() in members[inside]
    members[inside] = members[inside].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(("old", "new"), [
    ("</sheetData>", "</sheetDat"), ('<row r="3"', '<row r="three"'), ('r="A3"', 'r="ÅÅ3"'), ('<row r="3"', '<row r="9e999"'),
])  # fmt: skip
def test_a_sheet_that_breaks_off_is_a_problem_and_what_came_before_stands(tmp_path: Path, old: str, new: str) -> None:
    """XML that does not end, a row and a cell that are nowhere."""
    *before, last = read(patched(tmp_path / "broken.xlsx", old, new))
    assert isinstance(last, Problem)
    assert all(isinstance(row, Filled) for row in before)


def test_a_cell_in_the_last_corner_of_a_sheet_costs_no_time(tmp_path: Path) -> None:
    """Before it stand 17 billion empty cells."""
    begun = time.process_time()
    path = patched(
        tmp_path / "far.xlsx", "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    rows = [row.cells["name"] for row in read(path) if isinstance(row, Filled)]
    assert rows == ["ferry", "quay", "dam"]
    assert time.process_time() - begun < 10


def test_of_two_columns_with_one_name_the_filled_in_one_counts(tmp_path: Path) -> None:
    """An editor wrote a second column “accept” and left its cell empty."""
    (tmp_path / "twice.csv").write_text("accept,name,Accept\nyes,ferry,\n,quay,no\n", encoding="utf-8")
    rows = [row.cells["accept"] for row in read(tmp_path / "twice.csv") if isinstance(row, Filled)]
    assert rows == ["yes", "no"]


def test_a_cell_longer_than_a_spreadsheets_is_read(tmp_path: Path) -> None:
    """A note of 200,000 letters; another encoding is said with its line."""
    (tmp_path / "long.csv").write_text(f"accept,name\nyes,{'x' * 200_000}\nyes,quay\n", encoding="utf-8")
    assert len(list(read(tmp_path / "long.csv"))) == 2
    (tmp_path / "other.csv").write_bytes("accept,name\nyes,Größe\n".encode("cp1252"))
    (found,) = read(tmp_path / "other.csv")
    assert "line 2 is not UTF-8" in str(found)
