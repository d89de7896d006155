"""Whether a capitalised word is an ordinary word: how texts write it where its capital would mean something."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.names.known import is_given, is_place, surnames
from lensatlas.tagging.names.tokens import UPPER, opens
from lensatlas.tagging.names.words import INSTITUTIONS, MONTHS_AND_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lensatlas.tagging.names.tokens import Token

_SMALL = re.compile(rf"(?<![\w'’-])[^\W\d_{UPPER}][^\W\d_{UPPER}]+(?:'[a-z]+)?(?![\w])")
# Zipf 3.6, about four in a million, in the nats of frequencies.surprise; wordsegment's counts do not tell capitals.
COMMON = (9 - 3.6) * 2.302585
_ENGLISH = (9 - 2.5) * 2.302585
FUNCTION = wordset(
    "a about above across after afterwards again against ago all almost along already also although always am amid among an and another any anybody anyone anything "
    "apart are around as aside at away back be became because become been before behind being below beneath beside besides between beyond both but by can cannot "
    "could despite did do does doing done down during each earlier either else elsewhere enough even eventually ever every everybody everyone everything except "
    "few fewer finally first five following for four from further furthermore get give given had half has have having he hence her here hers herself him himself "
    "his how however hundreds if in indeed instead into is it its itself just last late later latest least less let like many may maybe me meanwhile might mine "
    "more moreover most much must my myself near nearly neither never nevertheless next nine no nobody none nor not nothing notwithstanding now of off often on once one only "
    "onto or other others otherwise our ours out outside over overall own part per perhaps please prior quite rather really recently regarding s same second "
    "seven several shall she should shortly similarly since six so some somebody someone something sometimes soon still such ten than that the their theirs them "
    "then there thereafter therefore these they third this those though thousands three through throughout thus till to today together tomorrow tonight too "
    "toward towards twice two under unless unlike until up upon us usually via was we well were what whatever when whenever where whereas wherever whether which "
    "while who whoever whom whose why will with within without would yes yesterday yet you your yours according added asked despite including based set said "
    "says told let make made take taken see seen eight new old good great"
)  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """How often words stood in small letters, and with a capital inside a sentence. Filled by :meth:`note`."""

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    def note(self, prose: str, text: str, tokens: Iterable[Token]) -> None:
        """Count the small words of the ``prose`` of a passage, and its capitalised ``tokens``, which have their places in ``text``."""
        self.small.update(_SMALL.findall(prose))
        self.capital.update([token.text for token in tokens if not opens(text, token.start)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a corpus says against the general rule: words it uses as ``common`` words, and words it uses as ``proper`` names.

    Only what the general rule would decide otherwise is kept, so that a corpus may grow without this changing.
    """

    common: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()

    @classmethod
    def of(cls, evidence: Evidence, *, least: int = 2) -> Usage:
        """The exceptions that a corpus gives evidence of, each by at least ``least`` uses and four fifths of them."""
        common, proper = set(), set()
        for word, count in evidence.small.items():
            if (
                count >= least
                and count >= 4 * evidence.capital.get(word.capitalize(), 0)
                and not general(word.capitalize())
            ):
                common.add(word)
        for word, count in evidence.capital.items():
            if count >= least and count >= 4 * evidence.small.get(word.lower(), 0) and general(word):
                proper.add(word)
        return cls(common=frozenset(common), proper=frozenset(proper))


@lru_cache(maxsize=65_536)
def general(word: str) -> bool:
    """Whether a capitalised word is an ordinary one as far as anyone knows: frequent, and no given name or place."""
    lower = word.lower()
    if lower in FUNCTION or word in MONTHS_AND_DAYS:
        return True
    if word in INSTITUTIONS or is_given(word) or is_place(word):
        return False
    if "-" in word[1:-1]:
        return all(part.isdigit() or general(part.capitalize()) for part in word.split("-") if part)
    return any(frequent(form, COMMON) for form in (lower, singular(lower))) or _is_unlisted_plural(lower)


def _is_unlisted_plural(lower: str) -> bool:
    """A rare word in the plural of those who do something: "smallholders"; its capital at a beginning says nothing."""
    return lower.endswith(("ers", "ors", "ists", "men", "women", "ings", "ions", "ees")) and len(lower) > 6


@lru_cache(maxsize=65_536)
def english(word: str) -> bool:
    """Whether a word is English at all, as far as anyone knows, and no name: what a headline's words are held against."""
    return general(word) or (
        any(frequent(form, _ENGLISH) for form in (word.lower(), singular(word.lower())))
        and not (is_given(word) or is_place(word) or word in surnames())
    )


@lru_cache(maxsize=65_536)
def frequent(lower: str, limit: float) -> bool:
    """Whether a word is among the web's frequent ones."""
    rarity = surprise(lower)
    return rarity is not None and rarity <= limit


def ordinary(word: str, small: int, capital: int, usage: Usage) -> bool:
    """Whether a capitalised word where a sentence begins is an ordinary word: by the uses at hand, then by the corpus, then in general."""
    lower = word.lower()
    if lower in FUNCTION or word in MONTHS_AND_DAYS:
        return True
    if small or capital:
        return small >= capital
    if lower in usage.common:
        return True
    return word not in usage.proper and general(word)
