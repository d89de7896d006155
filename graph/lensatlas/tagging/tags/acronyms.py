"""Abbreviations that the articles themselves spell out, and the tags that are one under them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.tagging.tags.proposal import Proposal, articles, keeping_order, never, ranked
from lensatlas.tagging.tags.words import bare, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lensatlas.tagging.tags.proposal import Apart

# "Office of the Harbour Inspector (OHI)" and "OHI (Office of the Harbour Inspector)".
_SHORT_LAST = re.compile(r"\(([A-Z][A-Za-z0-9&]{1,9})\)")
_SHORT_FIRST = re.compile(r"\b([A-Z][A-Z0-9&]{1,9}) \(([^()]{4,120})\)")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{1,9}\b")
# "Office of the Harbour Inspector" in running text: capitalised words and what joins them.
_PHRASE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+| of| and| for| the| on){1,8}")
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SKIPPED = frozenset(
    {"of", "and", "the", "for", "on", "in", "to", "de", "la", "du", "by", "with", "against", "a", "an"}
)
# How far before a bracket its words may begin: an abbreviation of n letters stands for n words and what joins them.
_REACH = 160
# One meaning must be this much of all that the articles give.
_CLEAR = 0.8
# An abbreviation that no text explains may stand beside its words, in capitals, in so many texts.
_BESIDE = 2
# This share of the articles under the short tag must write it in capitals: "ice" and "who" are words as well.
_SHOWN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What articles say of abbreviations: each with the words it stands for and how often they say so; and who writes it."""

    meanings: Mapping[str, tuple[str, int]]
    writers: Mapping[str, frozenset[int]]


def spoken(texts: Iterable[str], tags: Iterable[str]) -> Spoken:
    """Read in one pass which abbreviations that are words of tags the texts explain, and in which texts each stands.

    An abbreviation is explained where its letters are the first letters of the words before its brackets, small words left
    out or not (strict where Schwartz and Hearst 2003 are generous: a wrong meaning would merge two tags).
    """
    known = {word.upper() for tag in tags for word in bare(tag) if 2 <= len(word) <= 10}
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    writers: defaultdict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        here = known.intersection(_CAPITALS.findall(text))
        for short, long in sorted(set(_explained(text))):
            if short.upper() in known:
                said[short.upper()][long.casefold()] += 1
        for short, long in _in_full(text, here):
            beside[short][long] += 1
        for word in here:
            writers[word].add(number)
    clear = {short: found for short, counts in beside.items() if (found := _clear(counts)) and found[1] >= _BESIDE}
    clear |= {short: found for short, counts in said.items() if (found := _clear(counts))}
    return Spoken(meanings=clear, writers={word: frozenset(found) for word, found in writers.items()})


def _clear(counts: Counter[str]) -> tuple[str, int] | None:
    """The one meaning that nearly all texts give, and in how many; wordings that differ in number or small words are one."""
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for long, times in counts.items():
        groups[" ".join(sorted(spelled(long)))][long] += times
    best = min(groups.values(), key=lambda group: (-group.total(), min(group)))
    if best.total() < _CLEAR * counts.total():
        return None
    return min(best, key=lambda long: (-best[long], long)), best.total()


def _in_full(text: str, shorts: Iterable[str]) -> set[tuple[str, str]]:
    """Abbreviations of three letters or more that a text writes, with capitalised words of the same text that begin alike."""
    wanted = {short for short in shorts if len(short) > 2}
    found = set()
    for phrase in _PHRASE.findall(text) if wanted else ():
        words = phrase.split()
        while words and words[0].casefold() in _SKIPPED:
            words.pop(0)
        while words and words[-1] in _SKIPPED:
            words.pop()
        every = "".join(word[0] for word in words).upper()
        great = "".join(word[0] for word in words if word not in _SKIPPED)
        found |= {(short, " ".join(words).casefold()) for short in (every, great) if short in wanted and len(words) > 1}
    return found


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for found in _SHORT_LAST.finditer(text):
        before = _PLAIN_WORD.findall(text[max(0, found.start() - _REACH) : found.start()])
        if long := _stands_for(found[1], before):
            yield found[1], long
    for found in _SHORT_FIRST.finditer(text):
        inside = _PLAIN_WORD.findall(found[2])
        long = _stands_for(found[1], inside)
        if long and long.split()[0] == inside[0]:
            yield found[1], long


def _stands_for(short: str, before: Sequence[str]) -> str | None:
    """The last words of a text whose first letters are the abbreviation's, or None."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    if (
        len(letters) < 2
        or sum(letter.isupper() for letter in short) < 2
        or len(letters) != sum(map(str.isalnum, short))
    ):
        return None
    # "Office of Special Counsel" is OSC with its *of* left out; "Department of Justice" is DOJ with it.
    for skipping in (True, False):
        start = _first_letters(letters, before, skipping=skipping)
        if start is not None and len(before) - start > 1:
            return " ".join(before[start:])
    return None


def _first_letters(letters: Sequence[str], before: Sequence[str], *, skipping: bool) -> int | None:
    """Where the words begin whose first letters these are, read from the last; None where they are not."""
    left, taken = len(letters), len(before)
    while left and taken:
        word = before[taken - 1].casefold()
        small = word in _SKIPPED
        if word[0] == letters[left - 1] and not (skipping and small):
            left -= 1
        elif not small:
            return None
        taken -= 1
    return None if left else taken


def abbreviated(
    holders: Mapping[str, Sequence[int]],
    said: Spoken,
    *,
    is_apart: Apart = never,
    preferred: Iterable[str] = (),
) -> tuple[Proposal, ...]:
    """Tags that are one when their abbreviations are spelled out as the articles do.

    ``holders``: tag → the numbers of its articles, those of the texts that :func:`spoken` read. A tag counts as abbreviated
    only where half of its articles write the letters in capitals.
    """
    uses = {tag: len(found) for tag, found in holders.items()}
    kept = sorted(uses, key=keeping_order(uses, preferred))
    groups: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for tag in kept:
        short = next((word for word in bare(tag) if _written(word, tag, holders, said)), "")
        long = bare(said.meanings[short.upper()][0]) if short else []
        key = spelled(" ".join(w for word in bare(tag) for w in (long if word == short else [word])))
        groups[tuple(sorted(key))].append((tag, short))
    rows = []
    for group in groups.values():
        for place, (tag, short) in enumerate(group):
            match = next((o for o in group[:place] if o[1] != short and not is_apart(tag, o[0])), None)
            if match:
                rows.append(_row(tag, match[0], short or match[1], uses, said))
    return ranked(rows)


def _written(word: str, tag: str, holders: Mapping[str, Sequence[int]], said: Spoken) -> bool:
    return word.upper() in said.meanings and _in_capitals(word, tag, holders, said)


def _in_capitals(word: str, tag: str, holders: Mapping[str, Sequence[int]], said: Spoken) -> bool:
    writers = said.writers.get(word.upper(), frozenset())
    return sum(number in writers for number in holders[tag]) >= _SHOWN * len(holders[tag])


def _row(tag: str, into: str, short: str, uses: Mapping[str, int], said: Spoken) -> Proposal:
    long, times = said.meanings[short.upper()]
    why = (
        f"{articles(times)} give{'s' if times == 1 else ''} {short.upper()} as “{long}”: "
        f"“{tag}” (on {articles(uses[tag])}) and “{into}” (on {uses[into]:,}) are one."
    )
    score = 0.97 - 0.3 / (1 + times)
    return Proposal(kind="acronym", from_tag=tag, into=into, score=score, why=why[:1].upper() + why[1:])
