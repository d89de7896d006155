"""Numbers, names and days as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def quoted(name: str) -> str:
    """A name inside a sentence."""
    return f"“{name}”"


def counted(count: int, one: str, many: str) -> str:
    """A number of things, with the words that agree with it.

    >>> counted(1, "lens has", "lenses have"), counted(1200, "lens has", "lenses have")
    ('1 lens has', '1,200 lenses have')
    """
    return f"1 {one}" if count == 1 else f"{count:,} {many}"


def articles(count: int) -> str:
    """A number of articles.

    >>> articles(0), articles(1), articles(1200)
    ('no article', '1 article', '1,200 articles')
    """
    return counted(count, "article", "articles") if count else "no article"


def rounded(value: float) -> str:
    """A number as one says it: whole from 3 on, else with one digit.

    >>> rounded(7.43), rounded(1.26)
    ('7', '1.3')
    """
    return f"{value:,.0f}" if value >= 3 else f"{value:.1f}"


def span(days: float) -> str:
    """A length of time in the unit one would use.

    >>> span(1), span(20), span(100), span(1000)
    ('1 day', '20 days', '14 weeks', '2.7 years')
    """
    if days < 60:
        return "1 day" if round(days) == 1 else f"{days:.0f} days"
    return f"{days / 7:.0f} weeks" if days < 730 else f"{days / 365.25:.1f} years"


def several(names: Sequence[str], limit: int = 3) -> str:
    """Names in a row, the rest counted.

    >>> several(["a"]), several(["a", "b"]), several(["a", "b", "c", "d", "e"])
    ('a', 'a and b', 'a, b, c and 2 more')
    """
    shown = list(names[:limit])
    if len(names) > limit:
        return f"{', '.join(shown)} and {len(names) - limit} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def in_a_row(names: Sequence[str], limit: int = 3) -> str:
    """Names as one lists them, the rest counted; where one holds an “and” of its own, a comma tells which is which.

    >>> in_a_row(["food and drink", "prices"]), in_a_row(["ports", "prices"])
    ('food and drink, and prices', 'ports and prices')
    """
    shown = list(names[:limit])
    if len(names) > limit:
        shown.append(f"{len(names) - limit} more")
    if len(shown) == 1 or not any(" and " in name for name in shown):
        return several(shown, len(shown))
    return f"{', '.join(shown[:-1])}, and {shown[-1]}"


def apart(day: int, other: int) -> str:
    """How long after ``day`` the other one was, in words; nothing where either is 0.

    >>> apart(1000, 1000), apart(1000, 999), apart(1000, 1008), apart(1000, 970), apart(1000, 1100), apart(1000, 6000)
    ('the same day', 'a day earlier', 'eight days later', 'four weeks earlier', 'three months later', '14 years later')
    """
    if not day or not other:
        return ""
    days = abs(other - day)
    if not days:
        return "the same day"
    long, unit = ((days, "day"), (days / 7, "week"), (days / 30.44, "month"), (days / 365.25, "year"))[
        (days >= 14) + (days >= 60) + (days >= 700)
    ]
    count = round(long)
    number = "a" if count == 1 else _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {unit}{'s' if count > 1 else ''} {'later' if other > day else 'earlier'}"
