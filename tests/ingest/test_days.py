from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.ingest.days import day


@pytest.mark.parametrize(
    "text",
    [
        "2014-03-03", "2014-3-3", "2014/03/03", "20140303", "2014-03-03 8:47:36 -0400", "2014-03-03T08:47:36.123+05:30",
        "2014-03-03T23:59:59Z", "2014-03-03 08:47 PM (EST)", "March 3, 2014", "Mar. 3rd, 2014", "3 March 2014",
        "Monday, March 3, 2014", "Mon, 03 Mar 2014 10:00:00 GMT", "March 3, 2014 at 10:30 am EDT", "  MARCH 3,\n2014 ",
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    """One day in many hands; no zone moves it."""
    assert day(text) == dt.date(2014, 3, 3)


@pytest.mark.parametrize(
    "text", ["2024-02-30", "February 30, 2024", "2023-02-29T10:00Z", "2024-13-01", "0000-01-01", "31 April 2024"]
)
def test_an_impossible_day_is_named(text: str) -> None:
    """A wrong date misleads every judgement of time, so it is refused, never moved to the next day."""
    with pytest.raises(ValueError, match=f"“{text}” is not a day of the calendar"):
        day(text)


@pytest.mark.parametrize(
    "text", ["", "TBA", "2014", "2014-03", "03/04/2014", "2014-03-03/2014-03-09", "2014-03-03 draft", "1394000000"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """Ranges, months, and orders of day and month that nobody can tell."""
    with pytest.raises(ValueError, match="names no day"):
        day(text)


@given(st.dates())
def test_every_day_is_read_back(date: dt.date) -> None:
    """From year 1 to 9999, in ISO form and in English."""
    assert day(date.isoformat()) == date
    assert day(f"{date.day} {date:%B} {date.year:04}") == date


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    """No other error escapes."""
    try:
        assert isinstance(day(text), dt.date)
    except ValueError as refused:
        assert "“" in str(refused)  # noqa: PT017
