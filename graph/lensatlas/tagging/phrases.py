"""Noun phrases: what belongs to them, and the lists they stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.nouns import heads_actor, names_actor
from lensatlas.tagging.sentences import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.tagging.sentences import Span


_LEADING = re.compile(
    r"^(?:(?:what|and|or|but|also|both|either|neither|nor|perhaps|notably|especially|mainly|chiefly|only|even|first|then|finally|meanwhile|"
    r"for now|for the moment|in turn|for once|so far|in practice|in effect|on paper|in the (?:short|long|near|medium) (?:run|term)|at first|"
    r"by contrast|overall|in the end|at home|here|today|similarly|likewise|secondly|thirdly|above all|to a lesser extent|of course|more quietly|indirectly|arguably|"
    r"(?:each|all|most|some|many|both|several|half) of|own|the|a|an|its|their|his|her|our|those|these|this|that|some|many|most|all|any|every|each|several|few|other|certain|various|"
    r"such)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:who|whom|whose|which|that|where|when|while|because|since|if|as|with|without|from|at|near|across|under|behind|via|"
    r"through|by|on|along|inside|outside|around|between|against|beyond|within|in|into|over|after|before|during|until|able|unable|"
    r"willing|eager|keen|already|now|still|alike|themselves|itself|himself|herself|alone|too|instead|to|rather|such|like|"
    r"including|seeking|holding|having|being|looking|hoping|trying|facing|using|owning|running|selling|buying|living|working|"
    r"waiting|caught|tied|linked|close|loyal|best|least|most|first|last|(?:downstream|upstream|abroad|elsewhere|today|nearby|overseas|inland)(?=\W*$))\b|\s+[a-z]{3,}ed(?=\s+by\b)|\s*[(—–]|\s+-\s|(?:(?<=[a-z]s)|(?<=ple))\s+\w{3,}ed(?=\s+(?:by|through|in|to|for|with|at|on|from|under|out)\b|\W*$)",
)  # fmt: skip
_COMMA = re.compile(
    r"[;,]\s+(?:(?:and|or|plus|as well as|along with|but also)\b\s*)?|\s+(?:and|as well as|along with|plus|or|nor)\s+"
)
_ONE_CAPITAL = re.compile(r"\b[Tt]he\s+([A-Z][a-z]+)$")
_NAME_ENDS = re.compile(r"(?:[A-Z][\w’'-]+\s+){1,3}([A-Z][a-z]+)\b")
_APPOSED = re.compile(r"(?:the|a|an|its|their)\s+[\w’'-]+")
_REGION = re.compile(
    r"the\s+(?:\w+\s+)?(?:north|south|east|west|northeast|northwest|southeast|southwest|capital|provinces|countryside|interior|suburbs)\b"
)
_ASIDE = re.compile(
    r"(?:who|whose|whom|which|where|when|while|because|although|though|including|but|especially|notably|now|once|formerly|already|long|still)\b",
    re.IGNORECASE,
)
_COORDINATED = re.compile(r"\s(?:and|or|nor|plus)\s")
# "Shoppers in Mombasa and Kampala": the second place belongs to the first.
_PLACED = re.compile(
    r"[a-z]\s+(?:in|from|around|near|outside|across|between)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}\s*$"
)
_PLACE = re.compile(r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}\s*(?=,|;|$)")
_RELATIVE = re.compile(r"\s(?:who|that|which|whose|whom|where)\s")


_PREDICATES = wordset(
    "is are was were be been has have had does do did will would can could may might must should stay stays remain remains become becomes goes go comes come"
)


def bare(text: str, start: int, end: int) -> Span:
    """The noun phrase in ``text[start:end]`` without its articles, relative clauses and trailing adverbials."""
    span = trimmed(text, start, end)
    leading = _LEADING.match(text[span.start : span.end])
    begin = span.start + (leading.end() if leading else 0)
    inner = text[begin : span.end]
    tail = _TAIL.search(inner)
    while tail and _kept(inner, tail):
        tail = _TAIL.search(inner, tail.end())
    finish = begin + (tail.start() if tail else len(inner))
    while finish > begin and not (text[finish - 1].isalnum() or text[finish - 1] in "'’)"):
        finish -= 1
    return trimmed(text, begin, finish)


def _kept(phrase: str, tail: re.Match[str]) -> bool:
    """Reads "Officials in Tehran" keeps its place; "Ministry for War on Want" its proper name."""
    following = phrase[tail.end() :].lstrip()
    return tail.group().strip() in {"in", "on", "at"} and (
        following[:1].isupper() or _REGION.match(following) is not None
    )


def listed(text: str, start: int, end: int, names: Sequence[Span]) -> list[Span]:
    """The members of a list such as "A, B who would rather wait, and C": bare phrases, known names never split.

    ``names`` are the places of known names. A coordination of modifiers ("shipping and insurance firms") stays one.
    """
    pieces = _pieces(text, start, end, names)
    found: list[Span] = []
    pending: int | None = None
    if (
        len(pieces) > 2
        and _APPOSED.match(text, pieces[1][0].start)
        and text[pieces[0][0].start].isupper()
        and not _COORDINATED.search(text, start, end)
    ):
        pieces = pieces[:1]  # "Aquagen, the French operator, for thirty years"
    if (
        len(pieces) == 2
        and pieces[0][1]
        and text[pieces[0][0].end : pieces[1][0].start].strip() == ","
        and _named(text, pieces[0][0], names)
    ):
        # "the bank, the only domestic lender": the second is the first again; of "the state oil company, Petrovar" the name stays.
        named = text[pieces[1][0].start].isupper() and re.match(
            r"(?:the|a|an|its|their)\s+[a-z]", pieces[0][0].of(text), re.IGNORECASE
        )
        pieces = pieces[1:] if named else pieces[:1]
    for piece, glued in pieces:
        span = bare(text, pending if pending is not None else piece.start, piece.end)
        words = span.of(text)
        modifier = (
            not glued and " " not in words and words.islower() and not names_actor(words) and not words.endswith("s")
        )
        if modifier and piece is not pieces[-1][0]:
            pending = pending if pending is not None else piece.start
            continue
        pending = None
        if span.end > span.start and words.split()[0] not in _PREDICATES:
            found.append(span)
    return found


def _named(text: str, piece: Span, names: Sequence[Span]) -> bool:
    return names_actor(bare(text, *piece).of(text)) or any(piece.start <= n.start and n.end == piece.end for n in names)


def _pieces(text: str, start: int, end: int, names: Sequence[Span]) -> list[tuple[Span, bool]]:
    """Stretches between the separators; True where a comma (not a bare "and") ends one. Relative clauses are left out."""
    pieces: list[tuple[Span, bool]] = []
    at, relative = start, False
    separators = [
        s
        for s in _COMMA.finditer(text, start, end)
        if not _inside(s.start(), names)
        and not _bracketed(text, start, s.start())
        and not (s.group().strip() == "and" and _halves(text, start, s, end))
        and not (
            s.group().strip() == "and" and _PLACED.search(text, start, s.start()) and _PLACE.match(text, s.end(), end)
        )
    ]
    for separator in [*separators, None]:
        stop = separator.start() if separator else end
        piece = trimmed(text, at, stop)
        words = piece.of(text)
        opens = _ASIDE.match(words)
        if words and not opens and not relative:
            pieces.append((piece, bool(separator and separator.group()[0] in ",;")))
        comma = bool(separator and separator.group()[0] in ",;")
        continues = relative or bool(opens) or bool(_RELATIVE.search(f" {words} "))
        # A relative clause runs on over a bare "and"; a comma ends it.
        relative = continues and not comma
        if separator:
            at = separator.end()
    return pieces


def _halves(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether "and" stands inside one name: "the Warehouse and Haulage League"; but "the Treasury and Harbour Ministry" are two."""
    before, after = _ONE_CAPITAL.search(text, start, mark.start()), _NAME_ENDS.match(text, mark.end(), end)
    return before is not None and after is not None and not heads_actor(before[1]) and heads_actor(after[1])


def _inside(at: int, names: Sequence[Span]) -> bool:
    return any(name.start < at < name.end for name in names)


def _bracketed(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)
