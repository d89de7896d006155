"""What kind of thing a name names: votes from its own words and from the words around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.kinds import kind_of
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.evidence import COMMON, english, general
from lensatlas.tagging.names.known import cities, is_given, parts_of_the_world, regions, surnames, towns_of_flights

if TYPE_CHECKING:
    from lensatlas.model import ActorKind
    from lensatlas.tagging.names.tokens import Chain

_ACRONYM = re.compile(r"(?=[A-Z\d&-]*[A-Z][A-Z\d&-]*[A-Z])[A-Z][A-Z\d&-]{1,6}s?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?")
_BETWEEN = ' \t\n("“'  # what may stand between a name and the word before it
_AFTER = re.compile(r"\s*(?:'s?|’s?)?\s*(\w[\w'’-]*)")
_AGED = re.compile(r"\s*,\s*(?:aged\s+)?\d\d\s*,")
_APPOSED = re.compile(r"\s*,\s*(?:an?|the|his|her|its|their|former|then)\s+([^,.;]{2,60})")
_BRACKET = re.compile(r"\s*\(\s*([A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_WINDOW = 80  # characters to either side that are looked at
# What stands behind an organisation's name.
_OF_ORGANIZATIONS = w.ORG_NOUNS | wordset(
    "shares stock spokesman spokeswoman officials employees executives members plc chairman chief"
)

Votes = dict["ActorKind", float]


class Verdict(NamedTuple):
    """The kind with most votes, how many it has, and why."""

    kind: ActorKind
    weight: float
    why: str


def is_acronym(word: str) -> bool:
    """All capitals, two to seven of them: "NATO", "KDP", "AT&T"."""
    return _ACRONYM.fullmatch(word) is not None


@lru_cache(maxsize=65_536)
def by_words(name: str, *, headed: bool) -> tuple[ActorKind, float, str]:
    """The kind that a name's own words tell, how surely (0 to 4), and by which rule."""
    words = name.split()
    first, last = words[0], words[-1]
    if name in parts_of_the_world() or name in w.STATES or name.rstrip(".") in w.STATES:
        return "region", 6.0, "part-of-the-world"
    if headed or len(words) > 1:
        told = kind_of(name)
        if told:
            return told, 4.0, "pattern"
    if headed:
        opening = re.split(r" (?:of|for|on) ", name, maxsplit=1)[0].split()[-1]
        return (
            ("place", 3.0, "pattern")
            if opening in w.PLACE_OF_HEADS and opening not in w.OF_HEADS
            else ("organization", 3.5, "pattern")
        )
    if len(words) > 1:
        ending = by_ending(words)
        if ending and not (ending[0] == "place" and len(words) == 2 and is_given(first) and last in surnames()):
            return ending
    if len(words) > 1 and last in w.STATES:  # "Lunt, D.C."
        return "city", 3.0, "city"
    if name in regions():
        return "region", 2.5 if " " in name or not (is_given(name) or name in surnames()) else 1.5, "region"
    if name in towns_of_flights() and not (len(words) > 1 and is_given(first) and last in surnames()):
        return "city", 2.0 if len(words) > 1 or not (is_given(name) or name in surnames()) else 1.0, "city"
    if len(words) == 1:
        return _single(name)
    if is_acronym(first) and len(words) == 2 and not is_given(last):
        return "organization", 1.0, "acronym"
    return _several(words)


def by_ending(words: list[str]) -> tuple[ActorKind, float, str] | None:
    """The kind that the last word tells, where it is one that organisations or places end in."""
    last = words[-1].rstrip(".")
    if last in w.PARTY_ENDINGS:
        return "party", 3.0, "ending"
    if last in w.BODY_ENDINGS:
        return "body", 3.0, "ending"
    if last in {"City", "Town"}:
        return "city", 1.5, "ending"
    if last in {"East", "West", "Park", "Court", "Country"}:
        return "place", 1.5, "ending"
    if last in {"Bank", "Center", "Centre", "Line"}:
        return "organization", 1.5, "ending"
    if last in w.ORGANIZATION_ENDINGS:
        return "organization", 3.0, "ending"
    if last in w.OUTLET_ENDINGS:
        return "outlet", 2.0, "ending"
    if last in w.PLACE_ENDINGS:
        return "place", 2.5, "ending"
    if words[0] in {"Lake", "Mount", "Mt", "Cape", "Gulf", "Fort", "Port", "Rio", "Isle", "Bay"}:
        return "place", 2.0, "opening"
    return None


def _single(name: str) -> tuple[ActorKind, float, str]:
    if is_acronym(name) or _DOTTED.fullmatch(name):
        if len(name) > 3 and name.isalpha() and general(name.capitalize()):
            return "organization", 0.1, "shouted-word"
        return "organization", 1.5, "acronym"
    if name in w.BODY_ENDINGS:
        return "body", 1.5, "ending"
    if is_given(name):
        return "person", 1.2, "given-name"
    if name in surnames():
        return "person", 0.8, "surname"
    if name in cities():
        return "city", 0.5, "airfield"
    if (
        any(c.isupper() for c in name[1:])
        and name.isalpha()
        and not name.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Van", "O'"))
    ):
        return "organization", 1.2, "inner-capital"
    return "organization", 0.4, "unknown"


def _several(words: list[str]) -> tuple[ActorKind, float, str]:
    first, last = words[0], words[-1]
    if is_given(first) and len(words) <= 4:
        return "person", 2.6, "given-name"
    if (len(first.rstrip(".")) == 1 or _DOTTED.fullmatch(first)) and len(words) <= 4:
        return "person", 2.4, "initials"
    if last in w.SUFFIXES:
        return "person", 2.5, "suffix"
    if last in surnames() and not _common(first):
        return "person", 2.0, "surname"
    if any(word in w.PARTICLES or word.startswith(("al-", "el-", "Al-", "El-")) for word in words[1:]):
        return "person", 2.0, "particle"
    if first in w.PLACE_OPENINGS:
        return "place", 1.2, "opening"
    if last in towns_of_flights() and last not in surnames() and len(words) == 2:
        return "organization", 1.5, "named-after-a-city"
    common = sum(map(_common, words))
    if _common(last) or (english(last) and english(first)):
        return "organization", 0.8, "unknown"
    if len(words) <= 3 and common == 0:
        return "person", 1.2, "unknown"
    return ("organization", 1.0, "unknown") if common == len(words) else ("person", 0.6, "unknown")


@lru_cache(maxsize=65_536)
def _common(word: str) -> bool:
    rarity = surprise(word.lower())
    return rarity is not None and rarity <= COMMON - 1.5


def by_context(text: str, chain: Chain) -> Votes:
    """Votes from the words beside a name."""
    votes: Votes = {}
    start, end = chain.start, chain.end
    single = len(chain.tokens) == 1
    if chain.titled:
        votes["person"] = 3.0
    if chain.demonym and not single:
        votes["person"] = votes.get("person", 0.0) + 1.0
    words = text[max(0, start - 40) : start].rstrip(_BETWEEN).rsplit(None, 2)
    if words:
        of = words[-1] == "of" and len(words) > 1
        _vote_before(votes, words[-2 if of else -1].lower(), of=of, single=single)
    after = text[end : end + _WINDOW]
    if _AGED.match(after):
        votes["person"] = votes.get("person", 0.0) + 2.5
    apposed = _APPOSED.match(after)
    if apposed:
        _vote_apposed(votes, apposed[1])
    bracket = _BRACKET.match(after)
    if bracket and not single and kind_of(bracket[1]) is None:
        votes["person"] = votes.get("person", 0.0) + 0.8
    following = _AFTER.match(after)
    if following:
        _vote_after(votes, following[1], possessive="'" in after[:3] or "’" in after[:2], single=single)
    return votes


def _vote_before(votes: Votes, word: str, *, of: bool, single: bool) -> None:
    if of:
        if word in w.PLACE_NOUNS:
            votes["city"] = votes.get("city", 0.0) + 1.5
        return
    if word in {"in", "near", "outside", "inside", "around", "throughout", "across", "toward", "towards", "within"}:
        votes["city"] = votes.get("city", 0.0) + 1.0
    elif word in {"at", "from", "to", "into", "via", "off"}:
        votes["city"] = votes.get("city", 0.0) + 0.35
    elif word in {"b", "c", "lbw", "st"}:  # a scorecard of cricket
        votes["person"] = votes.get("person", 0.0) + 2.0
    elif word in w.ROLES:
        votes["person"] = votes.get("person", 0.0) + (1.8 if not single else 1.4)
    elif word in w.ORG_NOUNS:
        votes["organization"] = votes.get("organization", 0.0) + 1.5
    elif word in w.PLACE_NOUNS:
        votes["city"] = votes.get("city", 0.0) + 1.5
    elif word == "the":
        votes["organization"] = votes.get("organization", 0.0) + 0.7


def _vote_apposed(votes: Votes, phrase: str) -> None:
    words = [found.lower() for found in _WORD.findall(phrase)][:6]
    if any(word in w.ROLES for word in words):
        votes["person"] = votes.get("person", 0.0) + 1.5
    elif any(word in w.ORG_NOUNS for word in words):
        votes["organization"] = votes.get("organization", 0.0) + 1.5
    elif any(word in w.PLACE_NOUNS for word in words):
        votes["city"] = votes.get("city", 0.0) + 1.0


def _vote_after(votes: Votes, word: str, *, possessive: bool, single: bool) -> None:
    if not possessive and word in w.PERSON_VERBS:
        votes["person"] = votes.get("person", 0.0) + (0.4 if single else 0.9)
    elif not possessive and word in w.PLACE_NOUNS:
        votes["city"] = votes.get("city", 0.0) + 1.2
    elif not possessive and word in _OF_ORGANIZATIONS:
        votes["organization"] = votes.get("organization", 0.0) + 1.0
