"""Tables of articles: the dialect is told, a broken row costs itself, and a text stays the text it was."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE, of_bytes, problem

if TYPE_CHECKING:
    from lensatlas.config import Profile

ROWS = [
    ["id", "Headline", "Published", "text"],
    ["007", "Zölle; hoch, „sehr“", "2031-07-02", "One.\nTwo, and\tthree | four."],
    ["008", 'She said "no"', "2031-07-03", "NA"],
]

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(list('\n",;|\t')))


def articles(raw: bytes, form: str = "csv", profile: Profile = PROFILE) -> list[Article]:
    found = of_bytes(raw, form, profile)
    assert not [record for record in found if isinstance(record, Problem)], found
    return [record for record in found if isinstance(record, Article)]


def outcome(raw: str) -> list[str]:
    """Headlines of articles, and of problems the position and the reason."""
    return [
        record.headline if isinstance(record, Article) else f"{record.position}: {record.reason}"
        for record in of_bytes(raw.encode(), "csv")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_any_dialect_gives_the_same_articles(delimiter: str, encoding: str) -> None:
    """Four delimiters, seven encodings; cells hold delimiters, quotes, line breaks and letters beyond ASCII."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(ROWS)
    first, second = articles(written.getvalue().encode(encoding))
    assert (first.id, first.headline, first.text) == ("007", ROWS[1][1], "One.\nTwo, and\tthree | four.")
    assert (second.id, second.headline, second.text) == ("008", 'She said "no"', "NA")
    assert (first.origin, second.origin) == ("-#2", "-#4")


@pytest.mark.parametrize(
    "raw",
    [
        b"sep=|\r\nheadline|tags\r\nA, B|x\r\n",
        b"headline\ttags\nA, B\tx\n",
        b"'headline','tags'\n'A, B','x'\n",
        b'headline,tags\n"A, B",x\n',
        b'headline,tags,\n"A, B",x,\n,,\n\n',
        b'"headline";"tags"\r"A, B";"x"\r',
    ],
)
def test_spreadsheets_and_databases_write_the_same_table_their_own_way(raw: bytes) -> None:
    """Excel's sep line, tabs, single quotes, cells and rows without anything in them, returns for line ends."""
    (found,) = articles(raw)
    assert (found.headline, found.tags, found.extra) == ("A, B", ("x",), {})


def test_a_backslash_before_a_quote_belongs_to_the_quote() -> None:
    (found,) = articles(rb"headline,dek" + b"\n" + rb'"The \"new\" port, again","C:\\docks"' + b"\n")
    assert (found.headline, found.dek) == ('The "new" port, again', r"C:\docks")


def test_columns_are_known_whatever_their_case_spaces_and_underscores() -> None:
    """Titel stands for the headline by the publication's own map; a heading names a column; a name may stand twice."""
    own = dataclasses.replace(PROFILE, fields={**PROFILE.fields, "headline": ("titel",)})
    raw = b"TITEL,Publish Date,READ_TIME,What Happened?,tag,Tags,Tags,\nA,2031-07-02,3 min,It rained.,z,x;y,w,\n"
    (found,) = articles(raw, profile=own)
    assert (str(found.published), found.minutes, found.section("what_happened")) == ("2031-07-02", 3, "It rained.")
    assert found.extra == {"tag": "z"}
    assert found.tags == ("x;y", "w")


@pytest.mark.parametrize(
    ("cell", "tags"),
    [("a;b, c", ("a", "b, c")), ("a | b", ("a", "b")), ("a, b", ("a", "b")), ('["a, b", "c"]', ("a, b", "c")), ("[a", ("[a",))],
)  # fmt: skip
def test_a_cell_may_hold_a_list(cell: str, tags: tuple[str, ...]) -> None:
    quoted = cell.replace('"', '""')
    assert articles(f'headline,tags\nA,"{quoted}"\n'.encode())[0].tags == tags


def test_the_guard_of_a_spreadsheet_is_taken_off_and_nothing_else() -> None:
    """Excel writes '=1+1 for a text that begins like a formula; NA, null and leading zeros are texts."""
    (found,) = articles(b"id,headline,dek,type,desk\n'+47,'=SUM(A1),'Tis so,null,00123\n")
    assert (found.id, found.headline, found.dek, found.type) == ("+47", "=SUM(A1)", "'Tis so", "null")
    assert found.extra == {"desk": "00123"}


def test_an_unclosed_quote_costs_its_row_alone() -> None:
    """At the start, before a row with quotes of its own, before a text of several lines, and at the end."""
    raw = 'headline,text\n"Open,t\nA,"t, t"\n"B","one\ntwo, ""three"""\nC,"open again\nD,t\n"E,t\nF,"t"\n"Last,t\n'
    assert outcome(raw) == [
        "line 2: the quote before “Open,t” in cell 1 is not closed",
        "A",
        "B",
        "line 6: the quote before “open again” in cell 2 is not closed",
        "D",
        "line 8: the quote before “E,t” in cell 1 is not closed",
        "F",
        "line 10: the quote before “Last,t” in cell 1 is not closed",
    ]


def test_shifted_columns_cost_their_row_alone() -> None:
    """Too many cells, too few, a quote inside quotes; the lines that a broken cell spills over are no rows."""
    raw = 'headline,text,id\nA,t,1\nB, and more,t,2\nC,t\n"D "d" d",t,4\nE,"x\nspilt\nspilt too",t,5,6\nF,t,7\n'
    assert outcome(raw) == [
        "A",
        "line 3: it has 4 cells where the header has 3",
        "line 4: it has 2 cells where the header has 3",
        "line 5: a quote stands alone inside a quoted cell",
        "line 6: it has 5 cells where the header has 3",
        "F",
    ]


def test_a_line_in_another_encoding_is_read_and_what_no_encoding_has_is_counted() -> None:
    raw = "headline,text\nZoë,t\n".encode() + b"Zo\xeb,t\nZo\x81\xeb,t\n"
    first, second, third = articles(raw)
    assert (first.headline, second.headline, second.extra) == ("Zoë", "Zoë", {})
    assert (third.headline, third.extra) == ("Zo\ufffdë", {"undecoded": 1})


def test_a_table_without_headlines_or_addresses_is_one_problem() -> None:
    """Not one a row."""
    (found,) = of_bytes(b"name,day\nA,2031-07-02\nB,2031-07-03\n", "csv")
    assert isinstance(found, Problem)
    assert (found.reason, found.position) == ("no column is a headline or an address", "line 1")
    assert "the header has name, day; looked for headline, title" in found.hint


@pytest.mark.parametrize("raw", ["headline,text\n", "headline,text\n,\n\n"])
def test_a_table_without_rows_is_a_problem(raw: str) -> None:
    """Not a silence."""
    assert "empty" in problem(raw, "csv").reason


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6),
    st.sampled_from(list(",;\t|")),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_table_writer_wrote_comes_out_again(
    rows: list[tuple[str, str]], delimiter: str, terminator: str
) -> None:
    """Whatever the cells hold: each row that says anything is an article or a problem of its own."""
    cells = [(f"T{head}", body) for head, body in rows]
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator=terminator, quoting=csv.QUOTE_ALL)
    writer.writerows([("headline", "text"), *cells])
    found = of_bytes(written.getvalue().encode(), "csv")
    assert len(found) == len(cells)


@given(st.binary(max_size=400))
def test_any_bytes_below_a_header_are_articles_or_problems(raw: bytes) -> None:
    """Nothing is raised; a header and a row stand above, so that the dialect is known."""
    for found in of_bytes(b"headline,text\nA,b\n" + raw, "csv"):
        assert isinstance(found, Article | Problem)


def test_quotes_that_open_on_every_line_take_time_in_proportion() -> None:
    """20,000 lines of which each opens a quote that the next one closes wrongly: each is read twice at most."""
    lines = ["headline,text", *(f'"open {n},t' for n in range(20_000))]
    assert sum(isinstance(record, Problem) for record in of_bytes("\n".join(lines).encode(), "csv")) == 20_000
