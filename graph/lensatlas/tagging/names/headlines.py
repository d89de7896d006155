"""Names in lines whose capitals say nothing: headlines with a capital on every word, or in capitals throughout.

A headline is read by longest match: first against names of the same article, then against known names; of what is left,
words that are no ordinary English are names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.inflection import singular
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.cutting import is_demonym, is_people
from lensatlas.tagging.names.evidence import COMMON, frequent
from lensatlas.tagging.names.known import is_given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w]*(?:['’.&-](?!s\b|S\b)\w+)*")
# What a newswire's headline is about: "SOCCER - …".
_SLUG = re.compile(r"[A-Z][A-Z .-]{2,24} - ")
# No name of more words is looked for.
LONGEST = 8


def key(name: str) -> str:
    """A name's words in small letters, as headlines are compared by.

    >>> key("St. Louis"), key("U.N.")
    ('st louis', 'u.n.')
    """
    return " ".join(match.group().casefold() for match in _WORD.finditer(name))


class Hit(NamedTuple):
    """``text[start:end]`` names ``name``: as this article or a list spells it, or, where ``known`` is false, as it would be spelled in prose."""

    start: int
    end: int
    name: str
    known: bool


class Phrases:
    """Names to be found without regard to case, by their first words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], str]] = {}
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Look for these names too; the first spelling given of a name stands."""
        for name in names:
            words = tuple(match.group().casefold() for match in _WORD.finditer(name))
            if words and len(words) <= LONGEST:
                self._by_first.setdefault(words[0], {}).setdefault(words, name)

    def at(self, words: list[str], place: int) -> tuple[int, str] | None:
        """The longest name that begins at a word: how many words it has, and its spelling."""
        here = self._by_first.get(words[place])
        if here:
            for size in range(min(LONGEST, len(words) - place), 0, -1):
                name = here.get(tuple(words[place : place + size]))
                if name is not None:
                    return size, name
        return None


def in_headline(
    text: str,
    start: int,
    end: int,
    phrases: Phrases,
    listed: Callable[[str], str | None],
    doubtful: Callable[[str], bool],
) -> Iterator[Hit]:
    """The names of one headline, in order.

    ``listed`` gives the known name of these words in small letters; ``doubtful`` says of a capitalised word whether it is an
    ordinary one.
    """
    found = list(_WORD.finditer(text, start, end))
    slug = _SLUG.match(text, start, end)
    topic = slug.end() if slug else 0
    words = [match.group().casefold() for match in found]
    run: list[int] = []
    place = 0
    while place < len(words):
        listed_here = _listed(words, place, listed)
        if found[place].end() <= topic and not listed_here:  # "RUGBY UNION - "
            place += 1
            continue
        hit = phrases.at(words, place) or listed_here
        # A short word may stand for a name and be a word: "US" is written so, "us" is not.
        if hit and not (hit[0] == 1 and len(words[place]) <= 3 and not found[place].group().isupper()):
            yield from _rest(found, run)
            run = []
            yield Hit(found[place].start(), found[place + hit[0] - 1].end(), hit[1], known=True)
            place += hit[0]
            continue
        word = found[place].group()
        apart = run and text[found[run[-1]].end() : found[place].start()] not in {" ", "-"}
        plain = _as_prose(word)
        named = word[0].isupper() and not doubtful(plain) and not is_demonym(plain) and not is_people(plain)
        if not named or apart:
            yield from _rest(found, run)
            run = []
        if named:
            run.append(place)
        place += 1
    yield from _rest(found, run)


def _listed(words: list[str], place: int, listed: Callable[[str], str | None]) -> tuple[int, str] | None:
    for size in range(min(5, len(words) - place), 0, -1):
        name = listed(" ".join(words[place : place + size]))
        if name is not None:
            return size, name
    return None


def _rest(found: list[re.Match[str]], run: list[int]) -> Iterator[Hit]:
    """Words that are no ordinary ones, as one name spelled as in prose."""
    while run and (found[run[0]].group().capitalize() in w.TITLES or found[run[0]].group() in w.NEVER):
        run = run[1:]
    # What a name is followed by in a headline is a verb or a noun, whoever bears it as a surname: "Lind Fires …", "Lind Ally".
    while len(run) > 1 and not is_given(_as_prose(found[run[-2]].group())) and _frequent(found[run[-1]].group()):
        run = run[:-1]
    if run:
        start, end = found[run[0]].start(), found[run[-1]].end()
        spelled = " ".join(_as_prose(found[i].group()) for i in run)
        if len(spelled) > 2:
            yield Hit(start, end, spelled, known=False)


def _frequent(word: str) -> bool:
    lower = word.lower()
    return frequent(lower, COMMON) or frequent(singular(lower), COMMON)


def _as_prose(word: str) -> str:
    if not word.isupper() or len(word) < 3 or "." in word:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
