"""Names in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.model import Actor, ActorId
from lensatlas.tagging.gazetteer import Gazetteer, fold_keeping_offsets
from lensatlas.tagging.territories import territories


def actor(name: str, *aliases: str, evidence: str = "declared") -> Actor:
    return Actor(id=ActorId(name), aliases=aliases, evidence=evidence)


COUNTRIES = Gazetteer.of(territories().actors)


def named(text: str, gazetteer: Gazetteer = COUNTRIES) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.actor) for m in gazetteer.find(text)]


def test_countries_are_found_in_their_common_forms() -> None:
    text = "The U.S., the US, USA, Britain and the UAE met in Turkey; Ivory Coast did not."
    assert named(text) == [
        ("U.S.", "United States"), ("US", "United States"), ("USA", "United States"), ("Britain", "United Kingdom"),
        ("UAE", "United Arab Emirates"), ("Turkey", "Türkiye"), ("Ivory Coast", "Côte d’Ivoire"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "let us go",
        "turkey and china cups",
        "Iranians",
        "Chadwick",
        "the World",
        "New Mexico",
        "New Jersey",
        "jordan almonds",
    ],
)
def test_what_is_no_country_is_not_one(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", ["Iran's", "Iran’s", "IRAN,", "(Iran)", "Iran-led", "Iran\nand"])
def test_a_name_ends_where_the_name_ends(text: str) -> None:
    assert [surface.casefold() for surface, _ in named(text)] == ["iran"]


def test_the_longest_name_wins() -> None:
    assert named("Papua New Guinea, Guinea-Bissau and Guinea") == [
        ("Papua New Guinea", "Papua New Guinea"), ("Guinea-Bissau", "Guinea-Bissau"), ("Guinea", "Guinea"),
    ]  # fmt: skip


def test_a_longer_name_that_does_not_end_with_its_word_hides_nothing() -> None:
    """The trap of leftmost-longest matching: "Tern Bank" begins "Tern Banking", which is no bank, and Tern is still named."""
    known = Gazetteer.of([actor("Tern"), actor("Tern Bank")])
    assert named("Tern Banking and Tern Bank", known) == [("Tern", "Tern"), ("Tern Bank", "Tern Bank")]


def test_acronyms_hold_letter_for_letter() -> None:
    known = Gazetteer.of([actor("WHO"), actor("Snap")])
    assert named("who? WHO. Snap cut SNAP benefits", known) == [("WHO", "WHO"), ("Snap", "Snap")]


def test_offsets_stand_where_folding_lengthens() -> None:
    known = Gazetteer.of([actor("Straße GmbH"), actor("İzmir Port")])
    text = "ß İ: Straße GmbH pays İzmir Port"
    assert named(text, known) == [("Straße GmbH", "Straße GmbH"), ("İzmir Port", "İzmir Port")]


def test_a_form_that_two_claim_with_equal_right_names_neither() -> None:
    known = Gazetteer.of(
        [actor("Ana Lind", "Lind", evidence="authority"), actor("Per Lind", "Lind", evidence="authority")]
    )
    assert named("Lind met Ana Lind", known) == [("Ana Lind", "Ana Lind")]


def test_a_name_in_brackets_stands_for_itself_where_it_is_the_acronym() -> None:
    known = Gazetteer.of([actor("European Data Protection Board (EDPB)"), actor("Gross (Ohio)")])
    assert named("EDPB and Ohio", known) == [("EDPB", "European Data Protection Board (EDPB)")]


def test_a_record_that_declares_a_common_word_does_not_claim_it_everywhere() -> None:
    assert named("residents left", Gazetteer.of([actor("residents")])) == []
    assert named("residents left", Gazetteer.of([actor("residents", evidence="authority")])) == [
        ("residents", "residents")
    ]


@given(st.text(alphabet="aßİIranQt .’'-Σς", max_size=40))
@settings(deadline=None)
def test_the_offset_map_leads_back(text: str) -> None:
    folded, offsets = fold_keeping_offsets(text)
    places = offsets or list(range(len(text) + 1))
    assert len(places) == len(folded) + 1
    assert all(folded[at] in text[places[at]].casefold() for at in range(len(folded)))


@given(st.lists(st.sampled_from(["Iran", "Iranian", "U.S.", "us", "Niger", "Nigeria", "and", "’s", "x"]), max_size=12))
@settings(deadline=None)
def test_matches_never_overlap_and_stand_alone(words: list[str]) -> None:
    text = " ".join(words)
    done = 0
    for match in COUNTRIES.find(text):
        assert match.start >= done
        assert not text[match.end : match.end + 1].isalnum()
        done = match.end


def test_a_name_that_begins_small_and_has_inner_capitals_holds_letter_for_letter() -> None:
    listed = Gazetteer.of([actor("xQB"), actor("eTernel"), actor("eTernel Quays")])
    text = "xQB bought eTernel and eTernel Quays; xqb, XQB, Eternel and eternel are others."
    assert [surface for surface, _ in named(text, listed)] == ["xQB", "eTernel", "eTernel Quays"]
