"""Tags that stand in one line without separators, cut where the tags most probably end.

``globalUnited StatesIranfrozen funds`` holds four tags: a tag never ends at a space, inside a run of letters it may end
anywhere. The cuts are the cheapest way through the line (Viterbi): a known tag costs least, then the article's own words,
then a dictionary word by its frequency, then unknown letters; odd capitals cost extra.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.model import label, slugify
from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.spellings import Spellings, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from lensatlas.model import Article

_SEPARATED = re.compile(r"\s+[·•|/]\s+|\s*[,;|·•]\s*|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
# Possessive, and from the beginning of initials only: "A.A.A…" of 10,000 letters would take half a minute.
_PHRASE = re.compile(r"(?<![\w.&])(?<!\w['’])[A-Z][\w’'.&]*+(?:[ -](?:of the |of |and |& )?[A-Z][\w’'.&]*+)+")

# Costs in nats, settled by five-fold trials on the tags of real events joined with nothing between.
TAG = 3.0
KNOWN = 3.0
PHRASE = 5.0
OWN_WORD = 4.0
UNKNOWN, UNKNOWN_LETTER = 13.0, 2.6
SHORT_WORD = 6.0
INNER_CAPITAL = 18.0
MIXED_CASE = 7.0
AFFIX = 5.0
LONGEST_WORD = 26
# In code points: ten tags take 150. Prose that stands where tags should is not cut, at 0.1 s for every thousand.
LONGEST_LINE = 4_000
_PREFIXES = ("anti", "counter", "over", "under", "non", "pre", "post", "micro", "inter", "mis")
_SUFFIXES = (
    "ization",
    "isation",
    "izations",
    "ized",
    "ised",
    "izing",
    "ism",
    "ist",
    "ists",
    "ship",
    "ness",
    "ing",
    "ings",
    "ers",
    "s",
)
# Characters after which a known tag cannot begin: they link words of one tag.
_LINKS = frozenset(" -–/&'’_")
_CLOSING = '.)]!?”"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What one article tells about its own line: those of its words and capitalised phrases that occur in the line."""

    line: str
    words: frozenset[str]
    spelled: frozenset[str]
    phrases: frozenset[str]


class _Step(NamedTuple):
    cost: float
    start: int
    state: tuple[bool, str]


def clues(article: Article, lens_slugs: Iterable[str] = ()) -> Clues:
    """The clues of an article's tag line; small enough to keep for every article of a corpus."""
    line = article.tag_line.strip()
    folded = line.casefold()
    words: set[str] = set()
    phrases: set[str] = {slugify(lens) for lens in article.lenses} | set(lens_slugs)
    for _, prose in article.passages():
        words.update(_WORD.findall(prose))
        phrases.update(_PHRASE.findall(prose))
    there = {word for word in words if word.casefold() in folded}
    return Clues(
        line=line,
        words=frozenset(word.casefold() for word in there),
        spelled=frozenset(there),
        phrases=frozenset(phrase for phrase in phrases if phrase and phrase in line),
    )


def separated(line: str) -> tuple[str, ...] | None:
    """The tags of a line with explicit separators (commas, semicolons, ``·``, ``|``, line breaks), or None where it has none."""
    parts = [label(part) for part in _SEPARATED.split(line.strip())]
    return tuple(dict.fromkeys(part for part in parts if part)) if len(parts) > 1 else None


def cut(hints: Clues, known: Spellings) -> tuple[str, ...]:
    """The tags of a line, in its order, each once; none of one beyond :data:`LONGEST_LINE`. ``known`` are tags as they are written elsewhere."""
    if not hints.line:
        return ()
    parted = separated(hints.line)
    if parted is not None:
        return parted
    if len(hints.line) > LONGEST_LINE:
        return ()
    return tuple(dict.fromkeys(label(tag) for tag in _cheapest(hints, known)))


def learned(lines: Iterable[Clues], known: AbstractSet[str]) -> frozenset[str]:
    """Tags that two or more lines agree on when each is cut by itself; the order of the lines does not matter."""
    spelled = Spellings.of(known)
    seen = Counter(tag for hints in lines for tag in set(cut(hints, spelled)))
    return frozenset(tag for tag, count in seen.items() if count >= 2)


def _cheapest(hints: Clues, known: Spellings) -> list[str]:
    """Viterbi over the positions of the line; a state says whether a tag has just ended there and, if not, how it is spelled."""
    line = hints.line
    best: list[dict[tuple[bool, str], _Step]] = [{} for _ in range(len(line) + 1)]
    best[0][True, ""] = _Step(0.0, -1, (True, ""))
    whole = _known_spans(hints, known)
    for at in range(len(line)):
        for state in sorted(best[at]):
            cost = best[at][state].cost
            if state[0]:
                for end, price in whole.get(at, ()):
                    _offer(best[end], (True, ""), _Step(cost + TAG + price, at, state))
            for end, price, spelling in _words(line, at, hints):
                total = cost + price + (TAG if state[0] else 0.0)
                before = "" if state[0] else state[1]
                if before and spelling and before != spelling:
                    total += MIXED_CASE
                now = spelling or before
                if end == len(line) or not _joins(line[end]):
                    _offer(best[end], (True, ""), _Step(total, at, state))
                if end < len(line) and _joins(line[end]):
                    after = _after_join(line, end)
                    _offer(best[after], (after == len(line), now), _Step(total, at, state))
                    if line[after - 1] in _CLOSING:
                        _offer(best[after], (True, ""), _Step(total, at, state))
    return _walk_back(line, best)


def _offer(there: dict[tuple[bool, str], _Step], state: tuple[bool, str], step: _Step) -> None:
    if state not in there or step.cost < there[state].cost - 1e-9:
        there[state] = step


def _walk_back(line: str, best: list[dict[tuple[bool, str], _Step]]) -> list[str]:
    ends = [state for state in best[-1] if state[0]] or list(best[-1])
    at, state = len(line), min(ends, key=lambda state: (best[-1][state].cost, state))
    cuts = [len(line)]
    while at > 0:
        step = best[at][state]
        at, state = step.start, step.state
        if state[0]:
            cuts.append(at)
    cuts.reverse()
    return [line[start:end] for start, end in pairwise(cuts)]


def _joins(character: str) -> bool:
    """Characters at which no tag ends: spaces, and what stands between the words of one tag."""
    return not character.isalnum()


def _after_join(line: str, at: int) -> int:
    while at < len(line) and _joins(line[at]):
        at += 1
    return at


def _known_spans(hints: Clues, known: Spellings) -> dict[int, list[tuple[int, float]]]:
    """Where a known tag, a place or one of the article's phrases could stand: start → (end, cost)."""
    line = hints.line
    priced = dict.fromkeys((*Spellings.of(hints.phrases).within(line), *places().within(line)), PHRASE)
    priced |= dict.fromkeys(known.within(line), KNOWN)
    spans: dict[int, list[tuple[int, float]]] = {}
    for (start, end), price in priced.items():
        if not _joins(line[end : end + 1] or "x") and line[start - 1 : start] not in _LINKS:
            spans.setdefault(start, []).append((end, price))
    return spans


def _words(line: str, at: int, hints: Clues) -> Iterator[tuple[int, float, str]]:
    """The words that could stand at a position: end, cost, and spelling (``U`` capital, ``l`` lower, empty for neither)."""
    if _joins(line[at]):
        yield _after_join(line, at), 0.0, ""
        return
    inner = 0.0
    for end in range(at + 1, min(len(line), at + LONGEST_WORD) + 1):
        if _joins(line[end - 1]):
            return
        if end - at >= 2 and line[end - 1].isupper() and line[end - 2].islower():
            inner += INNER_CAPITAL
        word = line[at:end]
        if end < at + LONGEST_WORD and line[end - 1].isdigit() and line[end : end + 1].isdigit():
            continue  # a number ends where its digits do, or the line could not be cut at all
        yield end, _price(word, hints) + (0.0 if word in hints.spelled else inner), _spelling(word)


def _spelling(word: str) -> str:
    if word[0].islower():
        return "l"
    return "U" if word[0].isupper() and not (len(word) > 1 and word.isupper()) else ""


def _price(word: str, hints: Clues) -> float:
    """What it costs to read these letters as one word."""
    lower = word.casefold()
    cost = UNKNOWN + UNKNOWN_LETTER * len(word)
    if word.isdigit():
        return 6.0 if len(word) == 4 else 9.0
    if lower in hints.words:
        cost = min(cost, OWN_WORD)
    else:
        common = surprise(lower)
        cost = min(cost, common if common is not None else _derived(lower))
    if word.isupper() and len(word) > 1:
        return cost
    return cost + (3 * SHORT_WORD if len(word) == 1 else SHORT_WORD if len(word) <= 3 else 0.0)


@lru_cache(maxsize=65_536)
def _derived(word: str) -> float:
    """A word that no list holds, read as a common word with an affix: over+reach, weapon+ization; infinite where none fits."""
    costs = [
        surprise(word[len(affix) :]) for affix in _PREFIXES if word.startswith(affix) and len(word) - len(affix) >= 4
    ]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            stem = word[: -len(suffix)]
            costs += [surprise(stem), surprise(stem + "e")]
    return min((cost for cost in costs if cost is not None), default=math.inf) + AFFIX
