"""Whom a surname alone means: the article's own full name, else the one full name of those years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from lensatlas.model import ActorId
from lensatlas.tagging.forms import bare, person, untitled
from lensatlas.tagging.names.words import GIVEN_TOO

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from lensatlas.model import Article

# "Bush" of 1990 and "Bush" of 2003 are two people: an office is held for four to eight years, a namesake comes later.
YEARS = 5
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")


class Bearer(NamedTuple):
    """Whom a surname means, and by which rule; ``actor`` is None where several may be meant, or nobody known.

    ``article``: the article itself names one full bearer. ``years``: the corpus names one in articles of about those years.
    ``ambiguous``: ``among`` have equal right. ``unknown``: nobody who bears it is named near in time.
    """

    actor: ActorId | None
    rule: Literal["article", "years", "ambiguous", "unknown"]
    among: tuple[ActorId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surnames:
    """The full names that bear each surname, with the years of the articles that name them. Built by :meth:`of`."""

    _bearers: Mapping[str, tuple[tuple[ActorId, tuple[int, ...]], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, named: Iterable[tuple[str, int | None]], *, wanted: Container[str] | None = None) -> Surnames:
        """Learn from people's full names and the year of the article that gives each; the order makes no difference.

        ``wanted``: the bare surnames to learn, all by default.
        """
        years: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for name, year in named:
            for form in surname_forms(name) if wanted is None else (f for f in surname_forms(name) if f in wanted):
                years[form][name].update(() if year is None else (year,))
        return cls(
            _bearers={
                form: tuple((ActorId(name), tuple(sorted(bearers[name]))) for name in sorted(bearers))
                for form, bearers in sorted(years.items())
            }
        )

    def __contains__(self, surname: str) -> bool:
        return bare(surname) in self._bearers

    def forms(self) -> Iterator[str]:
        """The bare surnames that someone bears, in order."""
        return iter(self._bearers)

    def bearers(self, form: str) -> tuple[tuple[ActorId, tuple[int, ...]], ...]:
        """Who bears a bare surname, with the years of the articles that name them, both in order."""
        return self._bearers.get(form, ())

    def bearer(self, surname: str, *, own: Iterable[str], year: int | None) -> Bearer:
        """Whom ``surname`` means in an article of ``year`` whose own full names are ``own``.

        The article's own full name decides; two of them are ambiguous. Else it is the only bearer whom the corpus names within
        :data:`YEARS` years; of an article without a date, the only bearer there is.
        """
        form = bare(surname)
        here = tuple(sorted({ActorId(name) for name in own if form in surname_forms(name)}))
        if here:
            return Bearer(here[0], "article", here) if len(here) == 1 else Bearer(None, "ambiguous", here)
        near = tuple(actor for actor, years in self._bearers.get(form, ()) if year is None or _near(years, year))
        if len(near) == 1:
            return Bearer(near[0], "years", near)
        return Bearer(None, "ambiguous" if near else "unknown", near)


def year_of(article: Article) -> int | None:
    """The year in which an article was published, where it says so."""
    return article.published.year if article.published else None


def surname_forms(name: str) -> frozenset[str]:
    """The bare surnames by which a full name may be taken up: "van der Berg", and "Berg" alone; none for what is no full name.

    >>> sorted(surname_forms("Anna van der Berg")), sorted(surname_forms("Marl"))
    (['berg', 'vanderberg'], [])
    """
    parts = person(name)
    if parts is None or _INITIALS.fullmatch(parts.family):  # "Assistant U.S.", "Washington DC"
        return frozenset()
    return frozenset({bare(parts.family), bare(parts.family.split()[-1])})


def surname_alone(name: str) -> str:
    """The surname of a name that is nothing else but for a title; empty for other names.

    A title that is a given name too is one before a single surname: "Don Marl" is a full name.

    >>> surname_alone("Marl"), surname_alone("President Marl"), surname_alone("Ada Marl"), surname_alone("TBB")
    ('Marl', 'Marl', '', '')
    """
    words = name.split()
    last = words[-1] if words else ""
    given = len(words) == 2 and words[0] in GIVEN_TOO
    titled = len(words) > 1 and not given and untitled(f"{' '.join(words[:-1])} Ada {last}") == f"Ada {last}"
    return last if (len(words) == 1 or titled) and last[:1].isupper() and not last.isupper() and len(last) > 2 else ""


def _near(years: tuple[int, ...], year: int) -> bool:
    at = bisect_left(years, year - YEARS)
    return at < len(years) and years[at] <= year + YEARS
