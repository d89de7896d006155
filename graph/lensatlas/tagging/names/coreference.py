"""Who bears a short name in an article: the person of that surname, the body of that acronym, the company whose name begins so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.evidence import general
from lensatlas.tagging.names.judging import is_acronym
from lensatlas.tagging.names.known import cities, is_given, regions, surnames
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lensatlas.model import ActorKind

_CAPITALISED = re.compile(r"[^\W\d_][\w'’.-]*|&")
_SMALL = wordset("of the for and on in de du la des der und et &")
_ORGANIZED = frozenset({"organization", "body", "party", "outlet"})


@dataclass(slots=True)
class Bearers:
    """Short forms of an article's full names. A short form that two names have equal right to has no bearer."""

    surnames: dict[str, set[str]] = field(default_factory=dict)
    forenames: dict[str, set[str]] = field(default_factory=dict)
    acronyms: dict[str, set[str]] = field(default_factory=dict)
    openings: dict[str, set[str]] = field(default_factory=dict)
    _full: frozenset[str] = frozenset()
    _common: Collection[str] = ()

    @classmethod
    def of(
        cls,
        names: Iterable[tuple[str, ActorKind]],
        defined: Iterable[tuple[str, str]] = (),
        *,
        common: Collection[str] = (),
    ) -> Bearers:
        """The bearers among these full names; ``defined`` are acronyms that the article itself puts in brackets after a name.

        ``common`` are words that the corpus writes in small letters: a name that begins with one does not go by it.
        """
        names = list(names)
        bearers = cls(_full=frozenset(name for name, _ in names), _common=common)
        for name, kind in names:
            if kind == "person":
                bearers._person(name)
            elif kind in _ORGANIZED:
                bearers._organization(name)
        for acronym, name in defined:
            bearers.acronyms[acronym] = {name}
        return bearers

    def _person(self, name: str) -> None:
        words = name.split()
        if words[-1] in w.SUFFIXES and name.rpartition(" ")[0] in self._full:
            return  # "Lind" is the father where both are named
        words = [word for word in words if word.rstrip(".") not in w.SUFFIXES]
        if len(words) < 2:
            return
        if self._is_family(words):
            self.surnames.setdefault(words[-1], set()).add(name)
        if any(word in w.PARTICLES for word in words[1:-1]):
            first = next(i for i, word in enumerate(words[1:], start=1) if word in w.PARTICLES)
            self.surnames.setdefault(" ".join(words[first:]), set()).add(name)
        if len(words[0]) > 2 and "." not in words[0]:
            self.forenames.setdefault(words[0], set()).add(name)

    @staticmethod
    def _is_family(words: list[str]) -> bool:
        """Whether a name's last word may be a surname: not "U.S.", nor a common word that no given name and no list tells for one."""
        last = words[-1]
        if is_acronym(last) or "." in last:
            return False
        return not general(last) or last in surnames() or is_given(words[0]) or "." in words[0]

    def _organization(self, name: str) -> None:
        words = _CAPITALISED.findall(name)
        if len(words) < 2:
            return
        for acronym in acronyms_of(words):
            self.acronyms.setdefault(acronym, set()).add(name)
        first = words[0]
        if (
            first[0].isupper()
            and not general(first)
            and first.lower() not in self._common
            and not is_acronym(first)
            and not _place(first)
            and not is_given(first)
        ):
            self.openings.setdefault(first, set()).add(name)

    def of_name(self, name: str) -> tuple[str, str] | None:
        """The full name that a short one stands for in this article, and the rule; None where no one or several bear it."""
        for rule, table in (
            ("surname", self.surnames),
            ("short-acronym", self.acronyms),
            ("short-name", self.openings),
            ("first-name", self.forenames),
        ):
            bearers = table.get(name)
            if bearers and len(bearers) == 1:
                return next(iter(bearers)), rule
            if bearers and rule == "surname":
                longest = max(bearers, key=lambda bearer: (len(bearer), bearer))
                if all(_same(bearer, longest) for bearer in bearers):
                    return longest, rule
        return None

    def is_surname(self, name: str) -> bool:
        """Whether someone in this article bears the surname, whoever it is."""
        return name in self.surnames


def acronyms_of(words: list[str]) -> set[str]:
    """The acronyms that a name's words make: without small words, and with them where they have capitals' right."""
    capital = [word for word in words if word[0].isupper()]
    if len(capital) < 2:
        return set()
    plain = "".join(word[0] for word in capital)
    with_small = "".join(word[0].upper() for word in words if word != "&" and word not in {"the", "and"})
    dotted = ".".join(plain) + "."
    return {plain, dotted, with_small} - {""} if len(plain) > 1 else set()


def _same(short: str, full: str) -> bool:
    """Whether one spelling of a person's name is the other with a middle name left out."""
    shorter, longer = short.split(), full.split()
    return set(shorter) <= set(longer) and shorter[0] == longer[0]


def _place(word: str) -> bool:
    return word in cities() or word in regions() or word in territories().demonyms or word in w.DEMONYM_LIKE
