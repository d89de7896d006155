"""Names in running text, of people and bodies that no list knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.tagging.names import Knowledge, Usage, evidence_of, names_in
from lensatlas.tagging.names.manner import manner
from lensatlas.tagging.names.sport import is_team_sport

if TYPE_CHECKING:
    from lensatlas.tagging.names import Evidence


def read(
    *passages: str, around: Evidence | None = None, knowledge: Knowledge | None = None
) -> list[tuple[str, str, str]]:
    """Surface, full name and kind of each name."""
    found = names_in(passages, knowledge or Knowledge(), around)
    return [(passages[one.passage][one.start : one.end], one.full, one.kind) for one in found]


def surfaces(*passages: str) -> list[str]:
    return [surface for surface, _, _ in read(*passages)]


def kinds(*passages: str) -> dict[str, str]:
    return {full: kind for _, full, kind in read(*passages)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Corvanian Foreign Minister Anna Zelvark there.", ["Anna Zelvark"]),
        ("It was Secretary of State Anna Zelvark who left.", ["Anna Zelvark"]),
        ("They saw the FBI Director Robert Telvane leave.", ["FBI", "Robert Telvane"]),
        ("A letter to Mr. J.B. Telvane and to Robert Telvane Jr. was lost.", ["J.B. Telvane", "Robert Telvane Jr"]),
        ("Then Charles de Brask and Omar bin Telvane met Joan van der Lunt.", ["Charles de Brask", "Omar bin Telvane", "Joan van der Lunt"]),
        ("A song by Robert King was sung.", ["Robert King"]),
        ("The king gave way to King Robert on Monday in March.", ["Robert"]),
    ],
)  # fmt: skip
def test_titles_are_no_part_of_a_person_s_name(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He runs the Department of Ports and Harbour Services now.", ["Department of Ports and Harbour Services"]),
        ("He sued the Grain and Water Commission over fees.", ["Grain and Water Commission"]),
        ("A grant by the Centre for Harbour Law was cut.", ["Centre for Harbour Law"]),
        ("She joined the European Harbour Union last year.", ["European Harbour Union"]),
        ("She left the Zelvark & Telvane Inc. offices.", ["Zelvark & Telvane Inc."]),
        ("Officials of Zelvark and the Tern Bank met.", ["Zelvark", "Tern Bank"]),
        ("She chairs the Teachers' Union of Lunt these days.", ["Teachers' Union of Lunt"]),
    ],
)  # fmt: skip
def test_an_organisation_keeps_its_of_for_and_and(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_whose_ministry_it_is_stands_in_its_full_name() -> None:
    assert read("She called the French Foreign Ministry twice.") == [
        ("Foreign Ministry", "French Foreign Ministry", "body")
    ]


@pytest.mark.parametrize("text", ["Meanwhile nothing moved.", "Smallholders waited.", "Monday came. Prices fell.", "The Harbour Act passed in the World Cup year.", "I said so."])  # fmt: skip
def test_a_capital_that_its_place_gives_makes_no_name(text: str) -> None:
    assert surfaces(text) == []


def test_what_a_word_is_elsewhere_decides_where_a_sentence_begins() -> None:
    """ "Marrow" is a common word in one article and a name in the other."""
    assert surfaces("Marrow is soup. They ate marrow.") == []
    assert surfaces("Marrow resigned. They backed Marrow.") == ["Marrow", "Marrow"]


def test_texts_around_an_article_count_as_well() -> None:
    text = "Marrow resigned."
    assert [one[0] for one in read(text, around=evidence_of(["They backed Marrow again."]))] == ["Marrow"]
    assert read(text, around=evidence_of(["They cooked marrow again."])) == []


def test_a_corpus_says_what_is_common_and_what_is_a_name() -> None:
    evidence = evidence_of(["We grow zelvarks and zelvarks. They met Harbour, and Harbour went."] * 2)
    usage = Usage.of(evidence)
    assert (set(usage.common), set(usage.proper)) == ({"zelvarks"}, {"Harbour"})
    assert read("Zelvarks grow.", knowledge=Knowledge(usage=usage)) == []


def test_short_names_are_whom_the_article_names_in_full() -> None:
    text = (
        "Robert Telvane of the Northern Audit Commission (NAC) met Brask Holdings. Telvane said the NAC waits; "
        "later Telvane called Brask."
    )
    full = {surface: name for surface, name, _ in read(text)}
    assert (full["Telvane"], full["NAC"], full["Brask"]) == (
        "Robert Telvane",
        "Northern Audit Commission",
        "Brask Holdings",
    )


def test_a_surname_of_two_people_is_neither() -> None:
    text = "Anna Telvane and Robert Telvane argued. Then Telvane left."
    assert read(text)[-1] == ("Telvane", "Telvane", "person")


def test_father_and_son_are_two_and_the_surname_is_the_father_s() -> None:
    text = "Robert Telvane and Robert Telvane Jr. argued. Then Telvane left."
    assert [full for _, full, _ in read(text)] == ["Robert Telvane", "Robert Telvane Jr", "Robert Telvane"]


def test_kinds_come_from_words_and_from_what_stands_beside() -> None:
    found = kinds(
        "The airline Zelvair cut jobs. He lives in Telgrad. Robert Brask, 51, of the Reform Party spoke to the Lunt Herald, "
        "the State University of Brask and the Harbour Police."
    )
    assert found == {
        "Zelvair": "organization", "Telgrad": "city", "Robert Brask": "person", "Reform Party": "party", "Lunt Herald": "outlet",
        "State University of Brask": "organization", "Harbour Police": "body",
    }  # fmt: skip


@pytest.mark.parametrize(
    "headline", ["TELVANE CALLS FOR HARBOUR VOTE", "Telvane Calls For Harbour Vote Before Winter Session"]
)
def test_headlines_are_read_by_what_the_prose_names(headline: str) -> None:
    found = read(headline, "The speech by Robert Telvane was short. They called for a vote before winter.")
    assert [name for _, name, _ in found] == ["Robert Telvane", "Robert Telvane"]


def test_a_city_is_its_club_in_a_report_of_matches_and_not_where_things_happen() -> None:
    text = (
        "BERLIN, Nov 3 - Chicago beat Boston 3-1 in the league on Sunday. The coach praised the goalkeeper after two goals in the "
        "second half. In Chicago the striker scored a penalty for his club."
    )
    found = [(surface, kind) for surface, _, kind in read(text)]
    assert found == [("BERLIN", "city"), ("Chicago", "organization"), ("Boston", "organization"), ("Chicago", "city")]
    assert not is_team_sport(["The council met in Chicago about the harbour."])


def test_results_and_standings_are_sport_and_tables_give_no_capitals() -> None:
    table = "Lodz 4 3 1 0 7 4 10\nGdynia 3 3 0 0 8 2 9\nPlock 4 3 0 1 5 3 9\nRuch 4 2 1 1 6 4 7"
    assert {kind for _, _, kind in read(table)} == {"organization"}
    assert len(read(table)) == 4


def test_a_name_that_a_line_break_parts_is_one_name_on_two_lines() -> None:
    text = "The port is now run by the old firm of one Robert\nTelvane, and the audit that was\npromised is late."
    assert read(text) == [("Robert", "Robert Telvane", "person"), ("Telvane", "Robert Telvane", "person")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Talks on the port failed again on Monday.", "prose"),
        ("TALKS ON PORT FAIL AGAIN", "shouted"),
        ("Court Stays Order on Harbour Fees", "titled"),
        ("Telvane 3 2 1 0 7", "table"),
        ("Teams : Robert Telvane , Anna Zelvark , Joan Brask", "prose"),
    ],
)
def test_the_manner_of_a_line(line: str, expected: str) -> None:
    assert manner(line) == expected


@given(st.lists(st.sampled_from(["Robert", "Telvane", "of", "the", "Bank", "and", "U.S.", "President", "said", ".", "\n", "A.", "RISE", "3", "’s", "-led", "“", ","]), max_size=40))  # fmt: skip
@settings(deadline=None, max_examples=150)
def test_names_are_in_order_inside_the_text_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = names_in([text], Knowledge())
    done = 0
    for one in found:
        assert done <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        done = one.end
    assert found == names_in([text], Knowledge())


def test_a_state_is_a_region_whatever_small_town_has_its_name() -> None:
    """Florida, Ohio and Nevada have no town of their name; New York and Ankara have, and Bari is a province elsewhere."""
    text = "She worked in Florida, in Florida again, in Ohio, in Nevada, in New York, in Ankara and in Bari."
    kinds = {one.full: one.kind for one in names_in([text], Knowledge())}
    regions = dict.fromkeys(("Florida", "Ohio", "Nevada"), "region")
    assert kinds == regions | dict.fromkeys(("New York", "Ankara", "Bari"), "city")


def test_a_preposition_does_not_make_a_city_of_a_region() -> None:
    text = "He hid in Texas, then in Texas, near Texas, across Texas and around Texas."
    assert {one.kind for one in names_in([text], Knowledge())} == {"region"}


def test_a_common_word_stands_for_no_longer_name() -> None:
    """ "Crypto" begins a fund's name and "Clauses" ends what is taken for a person's: alone they mean neither. "Orvane" does."""
    text = "He met the Crypto Quay Fund and the Orvane Quay Fund. So the Crypto of Orvane fell, by Zelvark Clauses, as Clauses do."
    blog = Knowledge(usage=Usage(common=frozenset({"crypto"})))
    meant = {surface: full for surface, full, _ in read(text, knowledge=blog)}
    assert (meant["Orvane"], meant.get("Crypto", "Crypto"), meant.get("Clauses", "Clauses")) == (
        "Orvane Quay Fund",
        "Crypto",
        "Clauses",
    )


def test_a_given_name_that_is_a_title_too_stays_before_a_single_surname() -> None:
    assert surfaces("They asked Don Telvane, and Senator Orvane, and Prince Andrew.") == [
        "Don Telvane",
        "Orvane",
        "Andrew",
    ]
