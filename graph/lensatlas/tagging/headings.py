"""Sentences that announce who gains or loses and then list them: "The primary beneficiaries are …", "Losers: …"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from lensatlas.tagging.sentences import Span, trimmed

if TYPE_CHECKING:
    from lensatlas.model import Role
    from lensatlas.tagging.plain import Plain

_GAIN = r"beneficiar(?:y|ies)|winners?|gainers?|victors?|winning side"
_LOSE = r"losers?|losing side"
_HURT = r"casualt(?:y|ies)|victims?"
_LINK = r"(?:is|are|was|were|remain|remains|include|includes|included|stands?|sits?|comes?|will be|start with|starts with|begin with|begins with)\b(?:\s+(?:also|again|still|likely|clearly|above all|chiefly|mainly|first))*,?"
_NOUN = re.compile(
    rf"^(?P<before>(?:[\w’'-]+,?\s+){{0,7}}?)(?P<noun>{_GAIN}|{_LOSE})\b(?P<mid>[^:;,.?]{{0,60}}?)\s*(?P<link>\b{_LINK}|:|\?|—|–|$)\s*",
    re.IGNORECASE,
)
_THOSE = re.compile(
    r"^(?P<before>(?:also\s+|(?:chief |first |foremost )?among\s+)?)(?:those(?: who| that)?|the ones?|who|also|(?:the|any) (?:ones?|part(?:y|ies)|sides?|actors?|groups?|players?|camps?|people|institutions?) (?:who|that)|(?:those|the \w+) with|(?:the )?(?:first|ones?) to)\s+"
    r"(?:(?:really|actually|ultimately|also|else|now|will|stands? to|stand to|the|most|more|comes?|emerges?|ends? up|out|does|do|\w+ly)\s+)*"
    r"(?P<noun>benefit|benefits|gain|gains|gaining|win|wins|benefiting|profits?|ahead|stronger|better off|on top|to gain|lose|loses|losing|weaker|behind|worse off|to lose|"
    r"profiting|winning|paying|bearing the (?:costs?|burden|brunt|risks?|losses|price)|footing the bill|pays?|bears? the (?:costs?|burden|brunt|risks?|losses|price)|foots? the bill|carr(?:y|ies) the (?:costs?|burden|risks?|bill)|shoulders? the (?:costs?|burden|risks?))(?!\w)"
    rf"(?P<mid>[^:;,.?]{{0,40}}?)\s*(?P<link>\b{_LINK}|:|\?|—|–|$)\s*",
    re.IGNORECASE,
)
# "First in line is the bank", "Losing out are the suppliers."
_PLACED = re.compile(
    r"^(?P<before>)(?P<noun>first in (?:line|the queue)|at the (?:front|head|top)(?: of the (?:queue|line|table|list|pile|heap))?|last in (?:line|the queue)|at the (?:back|end|bottom)(?: of the (?:queue|line|table|list|pile|heap))?|"
    r"losing(?: out)?|missing out|winning|gaining|benefiting|profiting|advantage(?=:)|paying(?: the (?:price|bill|costs?))?)\b(?P<mid>[^:;,.]{0,30}?)\s*"
    rf"(?P<link>\b{_LINK}|:)\s*",
    re.IGNORECASE,
)
# A bare label: "Primary: the treasury."
_LABEL = re.compile(
    r"^(?P<before>primary|secondary|indirect|direct)(?P<mid>)\s*(?P<link>:)(?P<noun>)\s+", re.IGNORECASE
)
_COPULA = re.compile(
    rf"\s+(?P<link>(?:is|are|was|were|remains?|(?:will|may|could) be|(?:emerges?|counts?|ranks?|stands?) as|becomes?|counts?|ranks?|belongs?|stands?|sits?|features?)\b(?:\s+(?:also|again|still|likely|clearly|perhaps|arguably|therefore))*)"
    rf"\s+(?:(?:among|with)\s+)?(?:the|a|an|its|one of the|another)?\s*(?P<adjectives>(?:(?!(?:of|for|by|to|than)\b)[\w’'-]+\s+){{0,3}}?)(?P<noun>{_GAIN}|{_LOSE}|{_HURT})\b",
    re.IGNORECASE,
)
_PRIMARY = re.compile(
    r"\b(?:primary|main|principal|chief|biggest|largest|greatest|immediate|direct|most direct|first|foremost|clear|clearest|leading|top|obvious|big|outright|most|prime)\b",
    re.IGNORECASE,
)
_SECONDARY = re.compile(
    r"\b(?:secondary|second|indirect|lesser|smaller|further|other|additional|quieter|minor|next|downstream|secondarily|third|less obvious|also)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"^(?:not|no one|nobody|none|never|neither)\b|^(?:are|is)\s+not\b", re.IGNORECASE)


Side = Literal["gains", "loses", "bears_cost"]


def side_of(noun: str) -> Side:
    """What is said of those who are called so: winners gain, losers lose, payers pay."""
    word = noun.casefold()
    if word.startswith(("pay", "bear", "foot", "carr", "shoulder")):
        return "bears_cost"
    loses = (
        "casualt",
        "victim",
        "los",
        "missing",
        "weaker",
        "behind",
        "worse",
        "to los",
        "last",
        "at the back",
        "at the end",
        "at the bottom",
    )
    return "loses" if word.startswith(loses) else "gains"


class Announced(NamedTuple):
    """A list that a heading opens: ``listed`` is what follows it; ``labelled`` where only a colon links the two."""

    side: Side
    role: Role | None
    listed: Span
    labelled: bool
    denied: bool


@lru_cache(maxsize=8)  # asked of a sentence by all who read it
def announced(text: str, sentence: Span) -> Announced | None:
    """The list that a sentence announces, or None where it announces none."""
    words = sentence.of(text)
    found = _NOUN.match(words) or _THOSE.match(words) or _PLACED.match(words) or _LABEL.match(words)
    if (
        not found
        or re.search(r"\b(?:no|without|there)\s", found["before"], re.IGNORECASE)
        or _has_verb(found["before"])
    ):
        return None
    start = sentence.start + found.end()
    listed = trimmed(text, start, sentence.end)
    if not found["link"] and len(words.split()) > 8:
        return None
    side = side_of(found["noun"])
    role = role_of(f"{found['before']} {found['mid']}")
    return Announced(side, role, listed, found["link"] in {":", "?"}, bool(_DENIED.match(listed.of(text))))


# "Three parties come out ahead": whoever is told of next does.
_COUNTED = re.compile(
    r"(?:one|two|three|four|five|six|several|some|many|few|certain|various|at least \w+)\s+(?:[\w-]+\s+){0,2}?(?:part(?:y|ies)|groups?|actors?|players?|"
    r"sides?|camps?|institutions?|interests?|people|constituenc(?:y|ies)|names?|kinds? of \w+|sets? of \w+|others?|things?)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:the\s+)?(?:first|second|third|fourth|fifth|then|next|last|finally|another|one|the other|a (?:second|third|fourth))\b(?:,|\s+(?:is|are|was|were|come|comes|stands?|there is|there are|,)\b)*,?\s+"
    r"|(?:further down|below|behind|after|beside|next to)(?:\s+(?:it|them|these|him|her))?,?\s+(?:come|comes|is|are|stand|stands)\s+"
    r"|(?:[-*•–·▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"\n\s*(?:(?:[-*•–·▪]|\(?\d{1,2}[.)])\s+)?$")


def is_counted(phrase: str) -> bool:
    """Whether a subject only counts those who are named next: "three parties"."""
    return _COUNTED.fullmatch(phrase.strip()) is not None


_FIRST = re.compile(r"(?:first|firstly|first of all|first and foremost)(?:,|\s+comes?\b)\s+", re.IGNORECASE)
_ILL = re.compile(
    r"\b(?:fewer|less|los(?:e|es|t|ing|s)|cut|cuts|pays?|costs?|without|not|excluded|burden|risks?|weaker|worse|shut|denied|stripped|victims?|squeezed|blow)\b",
    re.IGNORECASE,
)


def is_first(text: str, sentence: Span) -> bool:
    """Whether a sentence opens a list by its first member."""
    return _FIRST.match(text, *sentence) is not None


def is_ill(words: str) -> bool:
    """Whether words speak of a loss or a cost, so that nobody can be taken to gain by them."""
    return _ILL.search(words) is not None


_NEXT = re.compile(
    r"(?:next|then|second|third|(?:further down|below|behind|after)(?:\s+(?:it|them))?),?\s+(?:come|comes|stand|stands)\b",
    re.IGNORECASE,
)


def comes_next(text: str, sentence: Span) -> bool:
    """Whether a sentence goes on with a list that stood in the one before: "Below it come the shipyards."."""
    return _NEXT.match(text, *sentence) is not None


def starts_counting(text: str, sentence: Span) -> bool:
    """Whether a sentence begins with such a count."""
    return _COUNTED.match(text, *sentence) is not None


def without_ordinal(said: Plain) -> Plain:
    """A member of a list without "the first is"."""
    found = _ORDINAL.match(said.text)
    return said.changed(0, found.end()) if found else said


def member_of(text: str, sentence: Span, *, lines: bool) -> Span | None:
    """The sentence without its ordinal or bullet, where it is one of a list that runs over sentences.

    ``lines``: the list's heading stands on a line of its own, and so does each member.
    """
    mark = _ORDINAL.match(text, *sentence)
    if not mark and not (lines and _LINE_START.search(text, max(0, sentence.start - 20), sentence.start)):
        return None
    return Span(mark.end() if mark else sentence.start, sentence.end)


def role_of(words: str) -> Role | None:
    """Primary or secondary, where the words before a heading's noun say so."""
    if _SECONDARY.search(words):
        return "secondary"
    return "primary" if _PRIMARY.search(words) else None


def called(text: str, clause: Span) -> tuple[Span, Side, Role | None, bool] | None:
    """Reads "Permit holders are the clear winners": who is called so, what, in which role, and whether it is denied."""
    found = _COPULA.search(text, *clause)
    if not found or found.start() <= clause.start:
        return None
    side = side_of(found["noun"])
    denied = bool(re.search(r"\b(?:not|no|never|hardly)\b", found.group(), re.IGNORECASE))
    return trimmed(text, clause.start, found.start()), side, role_of(found["adjectives"]), denied


def _has_verb(words: str) -> bool:
    return (
        re.search(r"\b(?:is|are|was|were|has|have|gives|makes|leaves|will|may|can)\b", words, re.IGNORECASE) is not None
    )
