"""The editors' list of actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.model import Actor, ActorId
from lensatlas.tagging import authority

if TYPE_CHECKING:
    from pathlib import Path


def test_a_list_is_read_with_its_aliases(tmp_path: Path) -> None:
    """A list saved by a spreadsheet: byte-order mark, capitals in the header, both alias separators."""
    path = tmp_path / "actors.csv"
    path.write_text(
        '\ufeffName,Kind,Aliases,Part_of,Country\n"Tern Bank",organization,Tern|TB; The Tern ,,Velloria\n',
        encoding="utf-8",
    )
    actors, problems = authority.read(path)
    assert problems == ()
    assert actors == (
        Actor(
            id=ActorId("Tern Bank"),
            kind="organization",
            aliases=("TB", "Tern", "The Tern"),
            country="Velloria",
            evidence="authority",
        ),
    )


def test_each_faulty_row_is_a_problem_that_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,kind\nTern,bank\n,person\nLund,person\nLund,person\na,person,b\n", encoding="utf-8")
    actors, problems = authority.read(path)
    assert [actor.id for actor in actors] == ["Lund"]
    assert [(p.position, p.reason.split()[0]) for p in problems] == [
        ("line 2", "'bank'"), ("line 3", "an"), ("line 5", "the"), ("line 6", "the"),
    ]  # fmt: skip


def test_a_file_that_is_no_list_is_one_problem(tmp_path: Path) -> None:
    missing, binary, headless = tmp_path / "no.csv", tmp_path / "b.csv", tmp_path / "h.csv"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    headless.write_text("Qatar,country\n", encoding="utf-8")
    for path in (missing, binary, headless):
        actors, problems = authority.read(path)
        assert (actors, len(problems)) == ((), 1)
        assert problems[0].input == str(path)


def test_a_row_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    """A quotation mark that is never closed, one that stands alone, a line separator within a name, a very long cell."""
    path = tmp_path / "actors.csv"
    long = "|".join(f"The {n}th Tern" for n in range(20_000))
    rows = [
        "Lund,person,",
        '"Orla,person,',
        '"x"y,person,',
        "Ann\u2028Poe,person,",
        f"Tern,group,{long}",
        '"Two\nlines",,',
        "Mera,,",
    ]
    path.write_text("name,kind,aliases\n" + "\n".join(rows) + "\n", encoding="utf-8")
    actors, problems = authority.read(path)
    assert [actor.id for actor in actors] == ["Ann Poe", "Lund", "Mera", "Tern", "Two lines"]
    assert [problem.position for problem in problems] == ["line 3", "line 4"]
