"""The fixed wordings of a publication's pages, in the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.config import Profile


LONGEST = 120  # characters of a heading or label


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """``headings``, ``labels`` and ``marks``: folded wording → section, fact or mark; ``written`` are the labels unfolded.

    ``opening`` finds a heading and ``leading`` a label at the start of a line, ``joined`` a label inside one that runs
    together, ``calls`` the calls that end the page.
    """

    headings: Mapping[str, str]
    labels: Mapping[str, str]
    marks: Mapping[str, str]
    written: frozenset[str]
    intros: frozenset[str]
    originals: tuple[str, ...]
    calls: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    leading: re.Pattern[str] | None
    joined: re.Pattern[str] | None

    @classmethod
    def of(cls, profile: Profile) -> Wordings:
        """The wordings of a profile."""
        return _wordings(tuple(profile.headings.items()), tuple(profile.labels.items()), tuple(profile.marks.items()))


_Items = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=16)  # made anew for each page, they would take a tenth of its time
def _wordings(heading_items: _Items, label_items: _Items, mark_items: _Items) -> Wordings:
    headings, named, marks = dict(heading_items), dict(label_items), dict(mark_items)
    labels = [w for words in named.values() for w in words if w]
    calls = marks.get("calls", ())
    return Wordings(
        headings=folded(headings),
        labels=folded(named),
        marks=folded({name: marks.get(name, ()) for name in ("attribution", "tags")}),
        written=frozenset(labels),
        intros=frozenset(map(fold, marks.get("tags_intro", ()))),
        originals=tuple(w.casefold() for w in marks.get("original", ())),
        calls=re.compile(rf"(?:(?:{_any(calls)})[\s.|·→»>]*)+$", re.IGNORECASE) if calls else None,
        opening=_leading(w for words in headings.values() for w in words),
        leading=_leading(labels),
        # A label in the middle of a line that runs together: PlaysTypeReporting.
        joined=re.compile(rf"(?<=[a-z0-9])(?:{_any(labels)})(?=[A-Z0-9“])") if labels else None,
    )


@lru_cache(maxsize=4096)  # the same labels and headings stand on every page
def folded_line(text: str) -> str:
    """A line as wordings are compared; a paragraph is no wording, and folding it costs more than all the rest."""
    return fold(text) if len(text) < LONGEST else ""


def folded(wordings: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    """Folded wording → the name it stands for; where two names share a wording, the first keeps it."""
    return _folded(tuple(wordings.items()))


@lru_cache(maxsize=64)  # the same headings and labels for every article
def _folded(items: _Items) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, words in items:
        for wording in words:
            found.setdefault(fold(wording), name)
    return found


def _any(wordings: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, wordings), key=len, reverse=True))


def _leading(wordings: Iterable[str]) -> re.Pattern[str] | None:
    """A wording at the start of a line, longest first, and what parts it from the rest."""
    known = _any(w for w in wordings if w)
    between = r"\s*[:：]\s*|\s+[–—|·-]\s+|\t\s*|\s{2,}|\s|"
    return re.compile(rf"({known})({between})(?=\S)", re.IGNORECASE) if known else None
