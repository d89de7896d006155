"""The editor's judgements: a file that is reviewed in a diff, applied on every build, undone by taking a row out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.errors import UsageError
from lensatlas.model import Decision
from lensatlas.tagging.decisions import agreed, read, record, withdraw

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.model import DecisionSubject, Verdict
    from lensatlas.tagging.decisions import Decisions

HEADER = "about,verdict,name,into,note,decided\n"


def one(verdict: Verdict, name: str, into: str = "", about: DecisionSubject = "tag") -> Decision:
    return Decision(about=about, verdict=verdict, name=name, into=into)


def of(*rows: Decision) -> Decisions:
    return agreed(rows)[0]


def lines(path: Path, text: str) -> list[tuple[str | None, str]]:
    path.write_text(text, encoding="utf-8")
    return [(problem.position, problem.reason) for problem in read(path)[1]]


def test_no_file_is_no_judgement(tmp_path: Path) -> None:
    decisions, problems = read(tmp_path / "decisions.csv")
    assert problems == ()
    assert (decisions.tag("ports"), decisions.actor("Lund"), decisions.lens("Grain")) == ("ports", "Lund", "Grain")


def test_merges_are_followed_to_the_end_of_the_chain() -> None:
    decisions = of(one("merge", "harbours", "harbors"), one("merge", "harbors", "ports"))
    assert decisions.tag("harbours") == decisions.tag("harbors") == "ports"
    assert decisions.names("tag") == {"ports": ("harbors", "harbours")}
    assert decisions.actor("harbours") == "harbours", "a judgement about a tag is none about an actor"


def test_what_is_merged_into_a_dropped_tag_is_no_tag() -> None:
    decisions = of(one("merge", "misc.", "misc"), one("drop", "misc"))
    assert decisions.tag("misc.") is None
    assert decisions.names("tag") == {}


def test_a_tag_that_is_really_an_actor_is_no_tag() -> None:
    decisions = of(one("actor", "ada-marl", "Ada Marl"), one("merge", "A. Marl", "Ada Marl", "actor"))
    assert decisions.tag("ada-marl") is None
    assert decisions.tag_actor("ada-marl") == "Ada Marl"
    assert (
        of(one("actor", "marl", "A. Marl"), one("merge", "A. Marl", "Ada Marl", "actor")).tag_actor("marl")
        == "Ada Marl"
    )


def test_a_circle_is_refused_and_what_leads_into_it_stands() -> None:
    """a → b → c → b: the two between b and c are a circle, that of a is none."""
    decisions, refused = agreed([one("merge", "a", "b"), one("merge", "b", "c"), one("merge", "c", "b")])
    assert [(row.name, why) for row, why in refused] == [(n, "merges lead round in a circle") for n in ("b", "c")]
    assert [decisions.tag(name) for name in "abc"] == ["b", "b", "c"]


def test_rows_that_contradict_each_other_are_all_refused() -> None:
    decisions, refused = agreed(
        [one("merge", "a", "b"), one("merge", "a", "c"), one("drop", "d"), one("merge", "d", "e")]
    )
    assert len(refused) == 4
    assert (decisions.tag("a"), decisions.tag("d")) == ("a", "d")


def test_what_is_kept_apart_is_never_joined_not_even_by_a_chain() -> None:
    """Rows merge a and c into b, and one keeps a and c apart: neither moves, d may."""
    decisions, refused = agreed(
        [one("merge", "a", "b"), one("merge", "c", "b"), one("merge", "d", "b"), one("apart", "c", "a")]
    )
    assert {row.name for row, _ in refused} == {"a", "c"}
    assert [decisions.tag(name) for name in "abcd"] == ["a", "b", "c", "b"]
    assert decisions.apart("tag", "a", "c")
    assert not decisions.apart("actor", "a", "c")


def test_wider_tags_follow_merges_and_never_go_round() -> None:
    rows = [one("broader", "piers", "ports"), one("merge", "ports", "harbours"), one("broader", "harbours", "trade")]
    assert of(*rows).broader == {"piers": ("harbours",), "harbours": ("trade",)}
    decisions, refused = agreed([*rows, one("broader", "trade", "piers")])
    assert len(refused) == 3
    assert decisions.broader == {}


def test_what_is_no_tag_has_no_wider_tag_and_is_none() -> None:
    rows = [
        one("broader", "piers", "misc"),
        one("drop", "misc"),
        one("broader", "lund", "people"),
        one("actor", "lund", "Lund"),
    ]
    decisions, refused = agreed(rows)
    assert (decisions.broader, refused) == ({}, ())


def test_kinds_and_accepted_actors() -> None:
    decisions = of(one("accept", "Tern Bank", "organization", "actor"), one("kind", "Lund", "person", "actor"))
    assert [(actor.id, actor.kind, actor.evidence) for actor in decisions.accepted] == [
        ("Tern Bank", "organization", "authority")
    ]
    assert decisions.kinds["Lund"] == "person"
    assert agreed([one("kind", "Lund", "person", "actor"), one("kind", "Lund", "city", "actor")])[0].kinds == {}


def test_faulty_rows_are_problems_with_their_line_and_the_rest_holds(tmp_path: Path) -> None:
    """A note over two lines, an unknown verdict, a verdict about the wrong thing, an open quotation mark, a good row."""
    path = tmp_path / "decisions.csv"
    found = lines(
        path,
        HEADER + 'tag,merge,a,b,"so says\nthe desk",\ntag,mrege,c,d,,\nlens,kind,Grain,person,,\ntag,merge,"e,f,,\n'
        "tag,merge,,x,,\ntag,drop,z,,,,,\n\ntag,merge,g,h,,\nactor,kind,Lund,bird,,\n",
    )
    assert [position for position, _ in found] == ["line 4", "line 5", "line 6", "line 7", "line 8", "line 11"]
    assert [why.split()[0] for _, why in found] == ["'mrege'", "'kind'", "a", "the", "the", "'bird'"]
    decisions, _ = read(path)
    assert (decisions.tag("a"), decisions.tag("g"), decisions.tag("c")) == ("b", "h", "c")


def test_a_file_that_is_no_list_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    assert lines(path, "old,new\na,b\n") == [("line 1", "a list of decisions needs a column called about")]
    path.write_bytes(b"\xff\xfe\x00")
    assert len(read(path)[1]) == 1
    with pytest.raises(UsageError):
        record(path, one("drop", "a"))
    assert path.read_bytes() == b"\xff\xfe\x00"


def test_a_spreadsheet_s_own_form_is_read_and_kept(tmp_path: Path) -> None:
    """Byte-order mark, semicolons, CRLF, columns in another order, a column of the editor's own, no last line end."""
    path = tmp_path / "decisions.csv"
    before = "\ufeffName;Into;About;Verdict;Who\r\nharbours;ports;tag;merge;Ada".encode()
    path.write_bytes(before)
    assert read(path)[0].tag("harbours") == "ports"
    assert record(path, one("merge", "piers; old", "ports")) == 1
    assert path.read_bytes() == before + b'\r\n"piers; old";ports;tag;merge;\r\n'
    assert read(path)[0].tag("piers; old") == "ports"


def test_recording_and_withdrawing_leaves_every_other_byte(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    before = HEADER + 'tag,merge,"a",b,"a note,\nin two lines",2030\n\ntag , drop,  x ,,,\n'
    path.write_text(before, encoding="utf-8")
    new = one("merge", "=cmd()", "c")
    assert record(path, new, new, one("merge", "a", "b")) == 1
    assert path.read_text(encoding="utf-8") == before + "tag,merge,'=cmd(),c,,\n", "no spreadsheet may run a tag"
    assert read(path)[0].tag("=cmd()") == "c"
    assert withdraw(path, new) == 1
    assert path.read_text(encoding="utf-8") == before
    assert withdraw(path, new) == 0


def test_apart_is_one_judgement_whichever_name_stands_first(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    assert record(path, one("apart", "a", "b"), one("apart", "b", "a")) == 1
    assert path.read_text(encoding="utf-8") == HEADER + "tag,apart,a,b,,\n"
    assert withdraw(path, one("apart", "b", "a")) == 1


def test_what_is_no_judgement_is_not_recorded(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="both sides"):
        record(tmp_path / "decisions.csv", one("merge", "a", "a"))
    assert not (tmp_path / "decisions.csv").exists()


NAMES = st.sampled_from("abcde")
ROWS = st.lists(
    st.builds(one, st.sampled_from(["merge", "apart", "broader", "actor"]), NAMES, NAMES)
    | st.builds(one, st.just("drop"), NAMES),
    max_size=8,
)


@given(ROWS, st.randoms())
def test_the_order_of_rows_makes_no_difference(rows: list[Decision], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agreed(rows) == agreed(shuffled)


@given(ROWS)
def test_judgements_always_come_to_an_end(rows: list[Decision]) -> None:
    """Whatever was written: what a tag means, means itself; nothing kept apart is one."""
    decisions = of(*rows)
    for name in "abcde":
        meant = decisions.tag(name)
        assert meant is None or decisions.tag(meant) == meant
    for row in rows:
        if row.verdict == "apart" and row.name != row.into and (found := decisions.tag(row.name)):
            assert found != decisions.tag(row.into)


def test_a_long_chain_and_a_long_circle_are_gone_along_once() -> None:
    """20,000 merges one after another, and as many round: to follow each from its beginning would take minutes."""
    begun = time.process_time()
    chain = [one("merge", f"c{n}", f"c{n + 1}") for n in range(20_000)]
    circle = [one("merge", f"r{n}", f"r{(n + 1) % 20_000}") for n in range(20_000)]
    decisions, refused = agreed([*chain, *circle, one("merge", "into", "r7")])
    assert decisions.tag("c0") == "c20000"
    assert (len(refused), decisions.tag("r0"), decisions.tag("into")) == (20_000, "r0", "r7")
    assert time.process_time() - begun < 10
