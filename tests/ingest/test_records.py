"""JSON Lines, JSON documents, and the field map that front matter shares with them."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.model import Article, DeclaredActor, Problem, Source
from tests.ingest.articles import PROFILE, article, as_json, of_bytes, problem


def record(**fields: Any) -> Article:
    return article(json.dumps({"headline": "A Headline", **fields}) + "\n", "jsonl")


def test_a_full_record_is_read() -> None:
    """The record that the documentation shows."""
    found = record(
        id="a-1", url="https://lamp.example/a?utm_source=x#top", dek="D", text="One.\r\n\r\n\r\n\r\nTwo.", published="2026-07-02",
        sections={"what_happened": "W", "who_gains": "G", "mechanism": "M", "why_it_matters": "Y", "what_to_watch": ""},
        updated=None, language="en_GB", type="Reporting", lenses=["Home Front"], tags=["sanctions", "sanctions", 7],
        actors=[{"name": "Ulmar", "kind": "country"}, "Ilse"], source={"name": "Post", "url": "https://post.example"},
        authors=["Orla"], links=["https://b.example", "javascript:alert(1)"], read_time="1 hour 5 min", mood={"n": [1, 2.5, None]},
    )  # fmt: skip
    assert as_json(found) == {
        "id": "a-1", "slug": "a-headline", "headline": "A Headline", "url": "https://lamp.example/a", "dek": "D", "text": "One.\n\nTwo.",
        "sections": [
            {"name": "what_happened", "heading": "What happened", "text": "W"},
            {"name": "who_gains", "heading": "Who gains leverage", "text": "G"},
            {"name": "mechanism", "heading": "What mechanism is operating", "text": "M"},
            {"name": "why_it_matters", "heading": "Why it matters", "text": "Y"},
        ],
        "published": "2026-07-02", "language": "en-GB", "type": "Reporting", "minutes": 65, "authors": ["Orla"],
        "lenses": ["Home Front"], "tags": ["sanctions", "7"],
        "actors": [{"name": "Ulmar", "kind": "country"}, {"name": "Ilse", "kind": None}],
        "sources": [{"name": "Post", "url": "https://post.example/"}], "links": ["https://b.example/"],
        "extra": {"links": ["https://b.example", "javascript:alert(1)"], "mood": {"n": [1, 2.5, None]}},
    }  # fmt: skip
    assert found.origin == "-#1"


@pytest.mark.parametrize(
    ("stated", "sources"),
    [
        ("The Post", [Source(name="The Post")]),
        ("https://www.post.example/a", [Source(name="post.example", url="https://www.post.example/a")]),
        ({"publisher": "The Post", "url": ""}, [Source(name="The Post")]),
        (
            {"title": "A report", "url": "https://post.example/a"},
            [Source(name="post.example", url="https://post.example/a")],
        ),
        ({"title": "A book", "url": ""}, []),
        ({"name": "The Post", "url": "javascript:alert(1)"}, [Source(name="The Post")]),
        ([["The Post", None], {"outlet": "The Tide"}], [Source(name="The Post"), Source(name="The Tide")]),
    ],
)
def test_an_outlet_is_named_in_many_ways(stated: Any, sources: list[Source]) -> None:
    """A text, an address, a table, lists of them; a title is no outlet."""
    assert list(record(source=stated).sources) == sources


def test_what_a_field_understood_in_part_is_kept() -> None:
    """A source with a date, an actor of an unknown kind, a tag that is a table, minutes in words."""
    odd = {
        "sources": [{"outlet": "The Tide", "date": "2031-01-01"}], "actors": [{"name": "Ulmar", "kind": "planet"}],
        "tags": ["a", {"x": 1}], "minutes": "a while",
    }  # fmt: skip
    found = record(**odd)
    assert found.extra == odd
    assert (found.tags, found.actors, found.minutes) == (("a",), (DeclaredActor(name="Ulmar"),), None)


@pytest.mark.parametrize(
    ("field", "stated", "names"),
    [
        ("tags", "sanctions, frozen funds; ports", ("sanctions", "frozen funds", "ports")),
        ("authors", "Orla Fenwick, Tam Pell and Jo Reet", ("Orla Fenwick", "Tam Pell", "Jo Reet")),
        ("authors", "Fenwick, Orla", ("Fenwick, Orla",)),
        ("authors", "Fenwick, Orla; Pell, Tam", ("Fenwick", "Orla", "Pell", "Tam")),
        ("lenses", "Bread, Rent and Work", ("Bread, Rent and Work",)),
        ("tags", [["a", ["b"]], None, "", {"name": "c"}], ("a", "b", "c")),
    ],
)
def test_a_text_is_a_list_only_where_it_clearly_is(field: str, stated: Any, names: tuple[str, ...]) -> None:
    """Commas part tags, and authors of two words each; never lenses."""
    assert getattr(record(**{field: stated}), field) == names


def test_the_first_key_with_a_value_wins_and_the_others_are_kept() -> None:
    """A profile that maps another publication's key; the empty one is passed over."""
    profile = dataclasses.replace(PROFILE, fields={**PROFILE.fields, "lenses": ("lanes", "lens")})
    line = (
        json.dumps({"title": "T", "headline": "", "lanes": [], "lens": "Home Front", "dek": "D", "summary": "S"}) + "\n"
    )
    found = article(line, "jsonl", profile)
    assert (found.headline, found.lenses, found.dek, found.extra) == ("T", ("Home Front",), "D", {"summary": "S"})


def test_an_address_alone_makes_an_article() -> None:
    """Neither headline nor id."""
    found = article('{"url": "http://Lamp.example/2031/the-mole.html"}\n', "jsonl")
    assert (found.headline, found.url) == ("http://lamp.example/2031/the-mole.html",) * 2
    assert found.slug == "the-mole"


@pytest.mark.parametrize(
    ("stated", "slug"),
    [
        ({"slug": "The_Mole-2.0"}, "The_Mole-2.0"),
        ({"slug": "../../etc/passwd"}, "etc-passwd"),
        ({"slug": ".."}, None),
        ({"slug": "a/b"}, "a-b"),
        ({"url": "https://lamp.example/2031/04/a-mole/"}, "a-mole"),
        ({"url": "https://lamp.example/story.php?id=3"}, "story"),
        ({"url": "https://lamp.example/2031/12345"}, "a-headline"),
        ({"url": "https://lamp.example/"}, "a-headline"),
        ({"headline": "港口"}, None),
    ],
)
def test_a_slug_is_safe_in_a_path(stated: dict[str, Any], slug: str | None) -> None:
    """From the record, the address, the headline; None: any name that is safe."""
    found = record(**stated).slug
    assert found == slug if slug else found
    assert not set(found) & set("/\\\0") and not found.startswith(".")  # noqa: PT018


@pytest.mark.parametrize("given_id", ["a b", "00123", "https://lamp.example/a", "Ünïcode", " x"])
def test_an_id_is_kept_verbatim(given_id: str) -> None:
    """Whatever it looks like."""
    assert record(id=given_id).id == given_id


NOTHING: tuple[Any, ...] = (None, "", "  ", [], True)


def test_numbers_are_ids_and_nothing_is_not() -> None:
    """7, zero, and the ways of giving none."""
    assert (record(id=7).id, record(id=0).id) == ("7", "0")
    made = record().id
    assert {record(id=nothing).id for nothing in NOTHING} == {made}


@pytest.mark.parametrize("bad", ["a\nb", "a\u202eb", "\ud800", "x" * 600])
def test_an_id_that_cannot_be_kept_is_a_problem(bad: str) -> None:
    """It would not be verbatim in every answer."""
    assert "cannot be kept as it is" in problem(json.dumps({"headline": "A", "id": bad}) + "\n", "jsonl").reason


def test_one_broken_line_among_a_thousand_costs_one_line() -> None:
    """Line 500 is cut off; line 501 is blank; the file has no last newline."""
    lines = [json.dumps({"headline": f"Story {n}"}) for n in range(1, 1001)]
    lines[499:500] = ['{"headline": "Story 500', ""]
    found = of_bytes("\n".join(lines).encode("utf-8-sig"))
    problems = [record for record in found if isinstance(record, Problem)]
    assert len(found) - len(problems) == 999
    assert [(p.input, p.position) for p in problems] == [("-", "line 500")]
    assert [a.origin for a in found if isinstance(a, Article)][-1] == "-#1001"


def test_a_document_is_one_article_or_a_list_of_them() -> None:
    """An article alone; a list whose records know their lines."""
    (alone,) = of_bytes(b'{\n"headline": "A"\n}\n')
    first, second = of_bytes(b'[\n {"headline": "A"},\n\n {"headline": "B"}\n]\n')
    assert isinstance(alone, Article) and isinstance(first, Article) and isinstance(second, Article)  # noqa: PT018
    assert (alone.origin, first.origin, second.origin) == ("-", "-#2", "-#4")


def test_a_fault_in_a_list_costs_what_follows_it() -> None:
    """The third record is broken: two are read, and the fault is named."""
    *articles, fault = of_bytes(b'[\n{"headline": "A"},\n{"headline": "B"},\n{"headline": C},\n{"headline": "D"}]\n')
    assert [a.headline for a in articles if isinstance(a, Article)] == ["A", "B"]
    assert isinstance(fault, Problem)
    assert fault.position == "line 4"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"headline": "A", "published": "2024-02-30"}', "published: “2024-02-30” is not a day of the calendar"),
        ('{"headline": "A", "updated": [1]}', "updated: a list is no day"),
        (json.dumps({"headline": "x" * 10_000}), "its headline has 10,000 characters"),
        ('{"headline": "A", "minutes": NaN}', "not JSON: it holds NaN"),
        ('{"headline": "A", "n": [-Infinity]}', "not JSON: it holds -Infinity"),
        ("[1, 2]", "an article is a JSON object, not a list"),
        ("null", "an article is a JSON object, not null"),
        ('{"text": "no headline"}', "neither a headline nor an http(s) address"),
        ('{"url": "javascript:alert(1)"}', "neither a headline nor an http(s) address"),
        ('{"headline": "A", "n": ' + "9" * 5000 + "}", "a number of more than 4,300 digits"),
        ('{"headline": "A", "n": ' + "[" * 100 + "]" * 100 + "}", "nested deeper than 64 levels"),
        ('{"headline": ' + '{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_a_faulty_record_says_what_is_wrong(line: str, reason: str) -> None:
    """One line each."""
    found = problem(f"{line}\n", "jsonl")
    assert reason in found.reason
    assert found.position == "line 1"


@pytest.mark.parametrize(
    "blank", ["\u200b", "\u00ad", "\u200b\u00ad ", "\u2060\u200d", "\ufe0f", "\u3164\u2800", "\U000e0041"]
)
def test_a_headline_that_nobody_can_see_is_none(blank: str) -> None:
    """Marks that join, select or fill; they stay where they stand beside letters."""
    assert "neither a headline" in problem(json.dumps({"headline": blank, "text": "T"}) + "\n", "jsonl").reason
    assert article(json.dumps({"headline": "👍"}), "jsonl").headline == "👍"
    assert article(json.dumps({"headline": "a\u200db"}), "jsonl").headline == "a\u200db"


@pytest.mark.parametrize(
    ("stated", "minutes"), [(-5, None), ("−5 min", None), ("3-5 min read", 3), (5, 5), ("1 hour 5", 65)]
)
def test_a_time_below_zero_is_no_reading_time(stated: object, minutes: int | None) -> None:
    found = article(json.dumps({"headline": "T", "minutes": stated}), "jsonl")
    assert (found.minutes, found.extra) == (minutes, {} if minutes else {"minutes": stated})


def test_nothing_unwritable_gets_in() -> None:
    """NUL, a lone surrogate, a direction mark, a number beyond every float, a number beyond 64 bits."""
    line = (
        r'{"headline": "a\u0000b\ud800 \u202ec", "tags": ["x\u0007"], "k\u0000": ["\udfff", null, 1e999, 1'
        + "0" * 30
        + "]}"
    )
    found = article(line, "jsonl")
    assert (found.headline, found.tags) == ("ab c", ("x",))
    assert found.extra == {"k": ["", None, None, str(10**30)]}


@given(
    st.dictionaries(
        st.sampled_from([key for keys in PROFILE.fields.values() for key in keys] + ["other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "kind", "x"]), inner)
            ),
            max_leaves=8,
        ),
    )
)
def test_any_record_is_an_article_or_a_problem(fields: dict[str, Any]) -> None:
    """Whatever JSON holds, nothing is raised, and what comes out can be written as UTF-8 JSON."""
    (found,) = of_bytes(json.dumps(fields).encode() + b"\n", "jsonl")
    if isinstance(found, Article):
        assert found.headline
        assert found.slug
        json.dumps(as_json(found), ensure_ascii=False, allow_nan=False).encode()
    else:
        assert found.reason
