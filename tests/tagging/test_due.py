"""Which dates in a promise are days to come, and which tell of what was."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.tagging.dates import due_in
from tests.tagging.worlds import PUBLISHED


def due(text: str, published: dt.date | None = PUBLISHED) -> str | None:
    found = due_in(text, published)
    return found.isoformat() if found else None


@pytest.mark.parametrize(("text", "day"), [
    ("Look for an umpire before the end of December.", "2030-12-31"),
    ("Look for an umpire before December.", "2030-11-30"),
    ("Look for an umpire before November.", "2031-10-31"),
    ("Expect the toll figures early in 2031.", "2031-06-30"),
    ("Expect the toll figures in the first half of 2031.", "2031-06-30"),
    ("Expect the toll figures before early 2031.", "2030-12-31"),
    ("Watch whether the mint pays before 1 April 2031.", "2031-04-01"),
    ("Watch whether the mint pays before May 14th, 2031.", "2031-05-14"),
])  # fmt: skip
def test_the_end_of_a_month_and_half_a_year_have_their_own_last_day(text: str, day: str) -> None:
    assert due(text) == day


@pytest.mark.parametrize("text", [
    "Track who assessed the granary in 2027.", "Track who drew up the pilotage clause in 2025.", "Follow the report of 3 May 2029.",
    "Follow the pact that was initialled in June.", "Track the three lodges chartered in August.", "Track who sold the quay in May.",
    "Track who has signed since, and who signed on 3 May.", "Follow the fee that the lodges left open when they met in March.",
    "Watch the tide tables: in July a weekly mean hides more than in February.", "Follow the budget of 2031.",
])  # fmt: skip
def test_what_was_is_not_due(text: str) -> None:
    """The article is of 5 November 2030."""
    assert due(text) is None


@pytest.mark.parametrize(("text", "day"), [
    ("Track who is rehoused in March.", "2031-03-31"), ("Watch whether the lock must be reopened in March.", "2031-03-31"),
    ("Watch whether the envoys meet as planned in May.", "2031-05-31"), ("Follow the rent due in March.", "2031-03-31"),
    ("Watch whether the seized barge sails in March.", "2031-03-31"), ("Follow the lease renewal in March.", "2031-03-31"),
    ("Watch whether the crew ordered to leave by March does.", "2031-03-31"), ("Track the bill, tabled twice, in March.", "2031-03-31"),
    ("The pact signed on 3 May 2029 must be renewed by June 2031.", "2031-06-30"),
])  # fmt: skip
def test_the_present_and_the_future_look_ahead(text: str, day: str) -> None:
    assert due(text) == day


WORDS = "in by before early 2029 2030 2031 May November end of the signed is due 3 14th 2030-11-04 this week ,"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.dates(dt.date(2029, 1, 1), dt.date(2031, 12, 31)))
def test_nothing_is_due_before_it_was_promised(words: list[str], published: dt.date) -> None:
    found = due_in(" ".join(words), published)
    assert found is None or found >= published
