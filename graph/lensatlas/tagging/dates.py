"""Dates by which something is due, as a text gives them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in list(_MONTHS.items())} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|2[01])\d\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SEASONS = {"mid-year": 6, "midyear": 6, "mid": 6}

_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b")
_DAY_MONTH = re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR}\b)?", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!\s*(?:percent|per cent|%|\d))(?:,?\s+{_YEAR}\b)?", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    rf"\b(?P<lead>by|before|until|in|during|through|end of|ends in|no later than|late|early|this|next|mid-|of)\s+(?:the end of\s+|late\s+|early\s+|mid-)?{_MONTH}\b(?!\s+\d{{1,2}}\b)(?:,?\s+{_YEAR}\b)?",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    rf"\b(?:by|before|at|until|through)\s+(?:the\s+)?(?:year[- ]end|end of (?:the year|{_YEAR}))(?:\s+(?P<year2>(?:1[89]|2[01])\d\d))?\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\s+of\s+{_YEAR}\b|\bQ(?P<q>[1-4])\s+(?P<year2>(?:1[89]|2[01])\d\d)\b",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(rf"\b(?P<lead>by|before|in|during)\s+{_YEAR}\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?P<lead>next|this|within (?:the|a)|by the end of the)\s+(?P<unit>week|month|year)\b|\bwithin\s+(?P<count>\d+|two|three|four|five|six|ten|thirty|sixty|ninety)\s+(?P<units>days|weeks|months)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "thirty": 30, "sixty": 60, "ninety": 90}


def due_in(text: str, published: dt.date | None) -> dt.date | None:
    """The last day that fits the first date a text gives, or None where it gives none that is unambiguous.

    "by 30 June 2031" is that day, "before March 14" the next 14 March after publication, "in May 2031" the 31st, "by the
    end of 2030" 31 December, "next month" the last day of the month after publication. Impossible dates are none.

    >>> due_in("The court rules before March 14.", dt.date(2026, 7, 2))
    datetime.date(2027, 3, 14)
    """
    found: list[tuple[int, int, dt.date]] = []
    for order, (pattern, day_of) in enumerate(_READERS):
        for match in pattern.finditer(text):
            try:
                day = day_of(match, published)
            except (ValueError, OverflowError):  # 30 February, a year beyond 9999, a count of 5,000 digits
                continue
            if day is not None:
                found.append((match.start(), order, day))
    return min(found)[2] if found else None


def _exact(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _MONTHS[groups["month"].casefold()]
    day = int(groups["day"])
    if groups["year"]:
        return dt.date(int(groups["year"]), month, day)
    if published is None:
        return None
    leapless = month == 2 and day == 29 and not calendar.isleap(published.year)
    ahead = leapless or (month, day) < (published.month, published.day)
    return dt.date(published.year + ahead, month, day)


def _month(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    month = _MONTHS[match["month"].casefold()]
    if match["month"].casefold() == "may" and not match["month"][0].isupper():
        return None
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if published is None:
            return None
        year = published.year if month >= published.month else published.year + 1
    return (
        dt.date(year, month, 1) - dt.timedelta(days=1) if match["lead"].casefold() == "before" else _last(year, month)
    )


def _year_end(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    year = match["year"] or match["year2"]
    if not year and published is None:
        return None
    return dt.date(int(year) if year else published.year, 12, 31)  # type: ignore[union-attr]


def _quarter(match: re.Match[str], _: dt.date | None) -> dt.date | None:
    number = int(match["q"]) if match["q"] else _ORDINALS[match["ordinal"].casefold()]
    return _last(int(match["year"] or match["year2"]), 3 * number)


def _by_year(match: re.Match[str], _: dt.date | None) -> dt.date | None:
    year = int(match["year"])
    return dt.date(year - 1 if match["lead"].casefold() == "before" else year, 12, 31)


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
