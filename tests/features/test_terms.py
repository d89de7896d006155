"""Words are read as a reader reads them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.features.terms import is_break, stems, surface, tokens


def words(text: str) -> list[str]:
    stem = stems()
    return [name for token in tokens(text) if (name := stem(token))]


def test_two_forms_of_a_word_are_one_term() -> None:
    """Sanctions; sanctioned; SANCTION'S; sanction’s"""
    assert set(words("Sanctions sanctioned SANCTION'S sanction’s")) == {"sanction"}


def test_digits_are_kept() -> None:
    """A year, a sum and an ordinal tell stories apart."""
    assert words("In 2026 it paid 1,000.50 for the 3rd time") == ["2026", "paid", "1,000.50", "3rd", "time"]


def test_initials_are_one_word_and_no_stop_word() -> None:
    """The U.S. is not "us"."""
    assert words("The U.S. told us") == ["u.s", "told"]


def test_words_of_other_alphabets_are_words() -> None:
    """Côte, Ελλάδα and Київ."""
    assert words("Côte Ελλάδα Київ") == ["côte", "ελλάδα", "київ"]


def test_stop_words_fall_out_in_any_case_and_with_any_apostrophe() -> None:
    """THE, Don’t, he'll"""
    assert words("THE Don’t he'll I'm") == []


def test_sentences_and_paragraphs_end_but_lines_do_not() -> None:
    """One. Two, three\nfour\n\nfive"""
    assert [token if not is_break(token) else "|" for token in tokens("One. Two, three\nfour\n\nfive")] == [
        "One", "|", "Two", "three", "four", "|", "five",
    ]  # fmt: skip


@given(st.text())
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_and_no_term_holds_a_space(text: str) -> None:
    stem = stems()
    for token in tokens(text):
        assert is_break(token) or not any(character.isspace() for character in surface(token))
        assert " " not in stem(token)
