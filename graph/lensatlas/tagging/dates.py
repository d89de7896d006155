"""Dates by which something is due, as a text gives them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from lensatlas.model import MONTH, MONTHS
from lensatlas.tagging.tense import is_told

_MONTH = f"(?P<month>{MONTH})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|2[01])\d\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b")
_DAY_MONTH = re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!\s*(?:percent|per cent|%|\d))(?:,?\s+{_YEAR}\b)?", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    rf"\b(?P<lead>by|before|until|in|during|through|no later than|late|early|this|next|mid-|(?:end|half|middle|course|weeks?) of)\s*\b(?P<part>the end of\s+|late\s+|early\s+|mid-)?{_MONTH}(?!\s+\d{{1,2}}(?:st|nd|rd|th)?\b)(?:,?\s+{_YEAR}\b)?",
    re.IGNORECASE,
)
# "In August a daily mean hides more than in April" sets two seasons side by side, and no day.
_COMPARED = re.compile(rf"\b(?:than|as)\s+(?:in|during)\s+{_MONTH}", re.IGNORECASE)
_YEAR_END = re.compile(
    rf"\b(?:by|before|at|until|through)\s+(?:the\s+)?(?:year[- ]end|end of (?:the year|{_YEAR}))(?:\s+(?P<year2>(?:1[89]|2[01])\d\d))?\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\s+of\s+{_YEAR}\b|\bQ(?P<q>[1-4])\s+(?P<year2>(?:1[89]|2[01])\d\d)\b",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(
    rf"\b(?:(?P<half>early|first half)\s+)?(?P<lead>by|before|in|during|of)\s+(?:(?P<early>early|the first half of)\s+)?{_YEAR}\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<lead>next|this|within (?:the|a)|by the end of the)\s+(?P<unit>week|month|year)\b|\bwithin\s+(?P<count>\d+|two|three|four|five|six|ten|thirty|sixty|ninety)\s+(?P<units>days|weeks|months)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "thirty": 30, "sixty": 60, "ninety": 90}


def due_in(text: str, published: dt.date | None) -> dt.date | None:
    """The last day that fits the first date ahead that a text gives, or None where it gives none that is unambiguous.

    "by 30 June 2031" is that day and so is "before 30 June 2031"; "before March 14" the next 14 March after publication, "in
    May 2031" the 31st, "before May 2031" 30 April, "early in 2031" and "the first half of 2031" 30 June, "by the end of
    2030" 31 December, "next month" the last day of the month after publication. Impossible dates are none, and so are days
    before publication, months that a past verb places there ("signed in May") and months compared ("more than in April").

    >>> due_in("The court rules before March 14.", dt.date(2026, 7, 2))
    datetime.date(2027, 3, 14)
    """
    found: list[tuple[int, int, dt.date]] = []
    compared = _COMPARED.search(text) is not None
    for order, (pattern, day_of) in enumerate(_READERS):
        if compared and pattern is _MONTH_ONLY:
            continue
        for match in pattern.finditer(text):
            try:
                day = day_of(match, published)
            except (ValueError, OverflowError):  # 30 February, a year beyond 9999, a count of 5,000 digits
                continue
            if day is not None and not _is_behind(match, day, published):
                found.append((match.start(), order, day))
                break
    return min(found)[2] if found else None


def _is_behind(match: re.Match[str], day: dt.date, published: dt.date | None) -> bool:
    """Whether a date tells of what was: it lies before publication, or may, and its clause says so."""
    if published is not None and day < published:
        return True
    open_ended = match.re in {_MONTH_ONLY, _BY_YEAR} or (match.re in {_DAY_MONTH, _MONTH_DAY} and not match["year"])
    if not open_ended or (published is not None and match["year"] and int(match["year"]) > published.year):
        return False
    return is_told(match.string, match.start())


def _exact(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _number(groups["month"])
    day = int(groups["day"])
    if groups["year"]:
        return dt.date(int(groups["year"]), month, day)
    if published is None:
        return None
    leapless = month == 2 and day == 29 and not calendar.isleap(published.year)
    ahead = leapless or (month, day) < (published.month, published.day)
    return dt.date(published.year + ahead, month, day)


def _month(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    if match["month"].casefold() == "may" and not match["month"][0].isupper():
        return None
    month, until = _number(match["month"]), match["lead"].casefold() == "before" and not match["part"]
    if match["year"]:
        year = int(match["year"])
    elif published is None:
        return None
    else:
        year = published.year + (month < published.month + until)
    return dt.date(year, month, 1) - dt.timedelta(days=1) if until else _last(year, month)


def _number(month: str) -> int:
    return MONTHS[month.rstrip(".").casefold()]


def _year_end(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    year = match["year"] or match["year2"]
    if not year and published is None:
        return None
    return dt.date(int(year) if year else published.year, 12, 31)  # type: ignore[union-attr]


def _quarter(match: re.Match[str], _: dt.date | None) -> dt.date | None:
    number = int(match["q"]) if match["q"] else _ORDINALS[match["ordinal"].casefold()]
    return _last(int(match["year"] or match["year2"]), 3 * number)


def _by_year(match: re.Match[str], _: dt.date | None) -> dt.date | None:
    year, lead, half = int(match["year"]), match["lead"].casefold(), match["half"] or match["early"]
    if lead == "before":
        return dt.date(year - 1, 12, 31)
    if half:
        return dt.date(year, 6, 30)
    return None if lead == "of" else dt.date(year, 12, 31)


def _relative(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    if published is None:
        return None
    if match["count"]:
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        unit = match["units"].casefold()
        if unit == "months":
            return _later(published, count)
        return published + dt.timedelta(days=min(count, 5_000) * (7 if unit == "weeks" else 1))
    unit, ahead = match["unit"].casefold(), match["lead"].casefold() == "next"
    if unit == "week":
        return published + dt.timedelta(days=6 - published.weekday() + (7 if ahead else 0))
    if unit == "month":
        month = published.year * 12 + published.month - 1 + ahead
        return _last(month // 12, month % 12 + 1)
    return dt.date(published.year + ahead, 12, 31)


_READERS = (
    (_ISO, _exact),
    (_DAY_MONTH, _exact),
    (_MONTH_DAY, _exact),
    (_QUARTER, _quarter),
    (_YEAR_END, _year_end),
    (_MONTH_ONLY, _month),
    (_BY_YEAR, _by_year),
    (_RELATIVE, _relative),
)


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _later(day: dt.date, months: int) -> dt.date:
    ahead = day.year * 12 + day.month - 1 + min(months, 120)
    year, month = ahead // 12, ahead % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
