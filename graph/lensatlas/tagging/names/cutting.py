"""What is cut off the front of a name, and what is left: titles, peoples' adjectives, countries before offices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.evidence import FUNCTION, general
from lensatlas.tagging.names.known import countries, is_given, is_place, parts_of_the_world, surnames
from lensatlas.tagging.names.tokens import Chain
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.tagging.names.tokens import Token

ENDINGS = w.BODY_ENDINGS | w.ORGANIZATION_ENDINGS | w.PARTY_ENDINGS
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_NUMERAL = re.compile(r"[IVX]+")
# Every nation has one: "the Corvanian Foreign Ministry" is named by "Foreign Ministry", and is not anyone else's.
_OF_A_NATION = wordset("Ministry Ministries Parliament Cabinet Embassy Consulate")
_OF_A_PEOPLE = wordset("Republic Federation Kingdom Empire Union Emirates Confederation")
# "Corvanian Foreign Minister": before an office an unknown word that ends so is an adjective.
_PEOPLE_ENDINGS = ("ian", "ean", "ese", "ish")
_DIRECTIONS = wordset("South North West East Saudi New")


def organized(tokens: Sequence[Token], *, headed: bool) -> bool:
    """Whether the words end as organisations do."""
    return len(tokens) > 1 and (headed or tokens[-1].text in ENDINGS or tokens[-1].text in w.OUTLET_ENDINGS)


def is_demonym(word: str) -> bool:
    """An adjective of a people, a faith, a party or a part of the world."""
    return word in w.DEMONYM_LIKE or word in territories().demonyms


def is_people(word: str) -> bool:
    """A people in the plural: "Libyans", "Iraqis"."""
    return word.endswith("s") and is_demonym(word[:-1])


def trimmed(tokens: Sequence[Token], *, headed: bool, office: bool) -> Iterator[Chain]:
    """A chain without titles and adjectives; what stands before a title in its middle is a chain of its own."""
    if office:  # "Secretary of State Ana Lind"
        while tokens and tokens[0].text in w.OFFICES:
            tokens = tokens[1:]
        yield from _cut(tokens, headed=headed, titled=True)
        return
    split = _person_after(tokens) if headed else 0
    if split:  # "Office of Trade and Ports Director Ana Lind"
        yield from _cut(tokens[: _first_of_title(tokens, split - 1)], headed=headed, titled=False)
        yield from _cut(tokens[split:], headed=False, titled=True)
        return
    if not organized(tokens, headed=headed) and not (len(tokens) == 1 and tokens[0].text in w.SURNAMES_TOO):
        place = _last_title(tokens)
        if place >= 0:
            left = tokens[: _first_of_title(tokens, place)]
            if left and not (len(left) == 1 and left[0].text.endswith(_PEOPLE_ENDINGS)):
                yield from _cut(left, headed=headed, titled=False)
            right = tokens[place + 1 :]
            if right:
                yield from _cut(right, headed=headed, titled=True)
            return
    yield from _cut(tokens, headed=headed, titled=False)


def _person_after(tokens: Sequence[Token]) -> int:
    """Where a person's full name begins behind a title; 0 where none does."""
    return next((i for i in range(2, len(tokens) - 1) if _is_title(tokens[i - 1].text) and is_given(tokens[i].text)), 0)


def _last_title(tokens: Sequence[Token]) -> int:
    """The place of the last title, −1 where there is none; what is a name too is none beside a name."""
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place].text
        surname = word in w.SURNAMES_TOO and place == len(tokens) - 1 and place and _forename(tokens[place - 1].text)
        surname = surname or (place == len(tokens) - 1 == 1 and word in w.ABBREVIATED)  # "Hun Sen"
        given = place == 0 and len(tokens) == 2 and word in w.GIVEN_TOO and not _forename(tokens[1].text)  # "Don Marl"
        if _is_title(word) and not surname and not given:
            return place
    return -1


def _is_title(word: str) -> bool:
    return (
        word in w.TITLES
        or (word.endswith("s") and word[:-1] in w.TITLES and word[:-1] not in w.SURNAMES_TOO)
        or ("-" in word and all(part in w.TITLES for part in word.split("-")))
    )


def _forename(word: str) -> bool:
    return is_given(word) or len(word) == 1 or word.endswith(".")


def _first_of_title(tokens: Sequence[Token], place: int) -> int:
    while place and (tokens[place - 1].text in w.TITLES or tokens[place - 1].text in w.OFFICES):
        place -= 1
    return place


def _cut(tokens: Sequence[Token], *, headed: bool, titled: bool) -> Iterator[Chain]:
    """The chain without what describes it in front; a country or an agency there is a chain of its own."""
    demonym, nation = False, ""
    while tokens:
        whole = headed or organized(tokens, headed=headed)
        if not whole and len(tokens) > 2 and is_given(tokens[1].text) and _ACRONYM.fullmatch(tokens[0].text):
            yield Chain((tokens[0],))  # "FBI Ana Lind"
            tokens = tokens[1:]
            continue
        size, kind = _front(tokens, whole=whole)
        if kind == "nation":
            nation = tokens[0].text
        if not size:
            break
        titled, demonym, tokens = titled or kind == "office", demonym or kind == "demonym", tokens[size:]
        if kind == "nation":
            break
    lead = 0 if organized(tokens, headed=headed) else _leading_country(tokens)
    if lead:
        yield Chain(tuple(tokens[:lead]))
        yield from _cut(tokens[lead:], headed=False, titled=titled)
    elif _ends_in_country(tokens):
        yield Chain(tuple(tokens[:1]), titled=titled, demonym=demonym)
        yield Chain(tuple(tokens[1:]))
    elif tokens and (headed or not _useless(tokens)):
        yield Chain(tuple(tokens), titled=titled, demonym=demonym, headed=headed, nation=nation)


def _front(tokens: Sequence[Token], *, whole: bool) -> tuple[int, str]:
    """How many words in front are no part of the name, and what they are; ``whole`` where the rest makes an organisation."""
    word, name = tokens[0].text, _joined(tokens)
    if len(tokens) == 1:
        people = (is_demonym(word) or is_people(word)) and not is_place(word)
        return (1, "demonym") if people else (0, "")
    if word in {"The", "A", "An"} and tokens[1].start - tokens[0].end == 1:
        return 1, "article"
    if _leading_country([*tokens, tokens[-1]]) or is_place(name):  # "Saudi Arabia", "Czech Republic"
        return 0, ""
    if not whole and word in w.OFFICES and len(tokens) > 2 and is_given(tokens[1].text):  # "Intelligence Ana Lind"
        return 1, "office"
    if len(tokens) == 2 and is_given(word) and not general(tokens[1].text) and not is_demonym(tokens[1].text):
        return 0, ""  # "Christian Lind"
    if tokens[-1].text in _OF_A_NATION and word in territories().demonyms:
        return 1, "nation"
    if len(tokens) == 2 and tokens[1].text in _OF_A_PEOPLE:
        return 0, ""
    if (is_demonym(word) or is_people(word)) and (not whole or is_place(_joined(tokens[1:]))):
        return 1, "demonym"
    if word in _DIRECTIONS and is_demonym(tokens[1].text) and not whole:
        return 2, "demonym"
    return 0, ""


def _ends_in_country(tokens: Sequence[Token]) -> bool:
    """Whether a headline-like pair is a name and a country: "Lind Chechnya"."""
    if len(tokens) != 2 or not (tokens[1].text in countries() or tokens[1].text in parts_of_the_world()):
        return False
    word = tokens[0].text
    return not (is_given(word) or general(word) or word in w.PLACE_OPENINGS or word in w.NOT_ALONE)


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _leading_country(tokens: Sequence[Token]) -> int:
    """How many words of a country stand before another name: "Iraq Deputy", "Hong Kong Financial"; not "Jordan Lind"."""
    for size in range(min(3, len(tokens) - 1), 0, -1):
        name = " ".join(token.text for token in tokens[:size])
        if name in countries():
            rest = tokens[size:]
            given = size == 1 and is_given(name) and len(rest) == 1
            contest = rest[-1].text in w.CONTESTS
            return 0 if given or contest or (len(rest) == 1 and rest[0].text in w.PLACE_ENDINGS) else size
    return 0


def _useless(tokens: Sequence[Token]) -> bool:
    """Whether what is left of a chain names no one who could act; a lone title may be a surname, which the article decides."""
    word = tokens[-1].text
    if len(tokens) > 1:
        return is_alone(word) or (word in w.THINGS and not (is_given(tokens[0].text) and word in surnames()))
    if word in w.INSTITUTIONS:
        return False
    if len(word) == 1 or ("-" in word and (word[1] == "-" or general(word))):
        return True
    title = word in w.TITLES and word not in w.SURNAMES_TOO
    thing = word in w.THINGS or word in w.NOT_ALONE or word in w.OFFICES or word in w.GENERIC
    return title or thing or is_alone(word) or word.lower() in FUNCTION or _NUMERAL.fullmatch(word) is not None


def is_alone(word: str) -> bool:
    """A word that is never part of a name: a month, a day, a unit."""
    return word in w.MONTHS_AND_DAYS or word in w.NEVER
