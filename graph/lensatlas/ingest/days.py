"""The day that a text names: ISO 8601, RFC 5322, and the English ways of writing one."""

from __future__ import annotations

import datetime as dt
import re

from lensatlas.model import MONTH, MONTHS

_MONTH = f"(?P<month>{MONTH})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
# What may follow a day: a time of day and a zone, in any of the usual spellings. The day counts as it is written.
_TIME = r"(?:(?:\s*,?\s+(?:at\s+)?|t)\d{1,2}(?:[:.]\d{2}){0,2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:z|[+-]\d{2}:?\d{0,2}|\(?[a-z]{2,5}\)?)?(?:\s*\([a-z ]+\))?|\s*z|\s*[+-]\d{2}:\d{2})?"
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        # With points the day comes first, wherever days are written so (DIN 5008); with slashes nothing tells.
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
    )
)


def day(text: str) -> dt.date:
    """The day that ``text`` names, as it is written there (no zone is applied), years 1 to 9999.

    Raises :class:`ValueError` that says in words what is wrong: not a day of the calendar, or no day at all.

    >>> day("2014-03-03 8:47:36 -0400"), day("July 2, 2026")
    (datetime.date(2014, 3, 3), datetime.date(2026, 7, 2))
    """
    stated = " ".join(text.split())
    for form in _FORMS:
        if found := form.fullmatch(stated):
            month = found["month"]
            number = int(month) if month.isdecimal() else MONTHS[month.rstrip(".").lower()]
            try:
                return dt.date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                raise ValueError(f"{_quoted(stated)} is not a day of the calendar") from None
    raise ValueError(f"{_quoted(stated)} names no day")


def is_written(text: str) -> bool:
    """Whether ``text`` is written as a day, be it one of the calendar or not."""
    stated = " ".join(text.split())
    return any(form.fullmatch(stated) for form in _FORMS)


def _quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
