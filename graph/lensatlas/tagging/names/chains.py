"""Capitalised words that stand together: which of them are one name, and where one name ends and the next begins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.evidence import COMMON, FUNCTION, general
from lensatlas.tagging.names.known import countries, given_names, is_given, is_place, parts_of_the_world, surnames
from lensatlas.tagging.names.words import INSTITUTIONS
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lensatlas.tagging.names.tokens import Token

_LINKS = {
    " ": "space", "\u00a0": "space", " & ": "space", "&": "space", ". ": "dot", " of ": "of", " of the ": "of", " in ": "in", " for ": "for", " for the ": "for",
    " on ": "on", " on the ": "on", " and ": "and", " and the ": "and", ", and ": "and", "'s ": "poss", " 's ": "poss", "’s ": "poss",
    "' ": "poss", "’ ": "poss", " ' ": "poss", ", ": "comma", " , ": "comma", ",": "comma", " and for ": "and",
}  # fmt: skip
# No chain of capitalised words is longer: what goes on is a list or an attack.
LONGEST = 16
# Function words with a capital inside a sentence: after a dash or an inserted heading one begins.
_NEVER_FIRST = w.wordset("In On At For By From To With But And If As When While After Before Since Although Though He She They We It His Her Their Its This That These Those There "
                         "Who What Why How Is Are Was Were Our My Your Of Or So Not A An")  # fmt: skip
# Every nation has one: "the Corvanian Foreign Ministry" is named by "Foreign Ministry", and is not anyone else's.
_OF_A_NATION = w.wordset("Ministry Ministries Parliament Cabinet Embassy Consulate")
_OF_A_PEOPLE = w.wordset("Republic Federation Kingdom Empire Union Emirates Confederation")
_ENDINGS = w.BODY_ENDINGS | w.ORGANIZATION_ENDINGS | w.PARTY_ENDINGS
_HEADED = {"of": w.OF_HEADS | w.PLACE_OF_HEADS, "for": w.FOR_HEADS, "on": w.ON_HEADS}
# Endings that are no sign of an organisation after one word alone: "New City", "Phone Company".
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_NUMERAL = re.compile(r"[IVX]+")
# After these a list of an institution's concerns may go on with "and".
_CONCERNS = w.OF_HEADS & w.wordset(
    "Ministry Department Committee Subcommittee Office Board Institute Bureau Council Commission Center Centre School College Academy Organisation Organization Conference Fund Agency"
)


class Chain(NamedTuple):
    """``tokens`` that are read as one name; ``titled`` where a person's title, ``demonym`` where a people's name stood before them.

    ``headed`` where "of", "for" or "on" joins its parts. ``nation``: the adjective that says whose the ministry or parliament is.
    """

    tokens: tuple[Token, ...]
    titled: bool = False
    demonym: bool = False
    headed: bool = False
    nation: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[-1].end


def chains(text: str, tokens: Sequence[Token], doubtful: Callable[[Token], bool]) -> Iterator[Chain]:
    """The names that a line's capitalised words could make, titles and peoples' adjectives cut off their fronts.

    ``doubtful`` says of a word whether its capital comes from its place alone: such a word begins no name but an organisation's.
    """
    segment: list[Token] = []
    links: list[str] = []
    for token in tokens:
        if segment:
            link = _link(text, segment[-1], token)
            if link and len(segment) < LONGEST and not _parts(segment, link, token):
                links.append(link)
                segment.append(token)
                continue
            yield from _certain(segment, links, doubtful)
            segment, links = [], []
        segment.append(token)
    if segment:
        yield from _certain(segment, links, doubtful)


def _certain(segment: list[Token], links: list[str], doubtful: Callable[[Token], bool]) -> Iterator[Chain]:
    """The chains of a segment whose first word may be capitalised by its place alone."""
    initial = len(segment) > 1 and segment[1].start - segment[0].end == 2  # "A. Lind"
    if (segment[0].text in _NEVER_FIRST and not initial) or doubtful(segment[0]):
        stretch = _stretch(segment, links)
        if any(is_place(" ".join(token.text for token in stretch[:size])) for size in (2, 3)):
            yield from _read(segment, links)
            return
        whole = (
            len(stretch) > 1
            and segment[0].text.lower() not in FUNCTION
            and (stretch[-1].text in _ENDINGS or segment[0].text in w.TITLES)
        )
        whole = whole or (
            len(stretch) in {2, 3}
            and segment[0].text in given_names()
            and segment[0].text.lower() not in FUNCTION
            and not general(stretch[1].text)
        )
        headed = len(segment) > 1 and links[0] in _HEADED and segment[0].text in _HEADED[links[0]]
        if not (whole or headed):
            segment, links = segment[1:], links[1:]
    if segment:
        yield from _read(segment, links)


def _link(text: str, left: Token, right: Token) -> str:
    """How two neighbours are joined, or nothing where they are not."""
    if left.describes or right.start - left.end > 24:
        return ""
    gap = text[left.end : right.start]
    link = _LINKS.get(gap)
    if link is None:
        between = gap.split(" ")
        if (
            len(between) > 2
            and not between[0]
            and not between[-1]
            and all(word in w.PARTICLES for word in between[1:-1])
        ):
            return "space"
        return ""
    if link == "dot":
        return "space" if left.text in w.ABBREVIATED or len(left.text) == 1 else ""
    if link == "comma":
        return "space" if right.text in {"Jr", "Sr", "Inc", "Ltd", "LLC", "LLP", "Inc.", "Corp"} else ""
    return link


def _parts(segment: list[Token], link: str, token: Token) -> bool:
    """Whether a word ends the chain before it, or the chain's last word ends it."""
    last = segment[-1].text
    if _alone(token.text):
        return not (
            link == "space" and len(segment) == 1 and is_given(last) and token.text in {"May", "March", "April", "June"}
        )
    return _alone(last)


def _alone(word: str) -> bool:
    return word in w.MONTHS_AND_DAYS or word in w.NEVER


def _read(segment: list[Token], links: list[str]) -> Iterator[Chain]:
    """The chains of a segment: parted at the links that do not hold."""
    current, headed, office, thing = [segment[0]], False, False, False
    for position, (link, token) in enumerate(zip(links, segment[1:], strict=True), start=1):
        if link != "space" and not _holds(current, link, segment[position:], links[position:], headed=headed):
            if not thing:  # the "Golf" of a "World Series of Golf" is no one
                yield from _trimmed(current, headed=headed, office=office)
            office = link == "of" and current[-1].text in w.TITLES and token.text in w.OFFICES
            current, headed, thing = [token], False, link == "of" and (thing or current[-1].text in w.THINGS | w.CONTESTS)
            continue
        headed = headed or link in _HEADED
        current.append(token)
    if not thing:
        yield from _trimmed(current, headed=headed, office=office)


def _holds(current: list[Token], link: str, rest: list[Token], links: list[str], *, headed: bool) -> bool:
    """Whether "of", "for", "on", "and" or a possessive goes on with the same name."""
    last, right = current[-1].text, _stretch(rest, links)
    if link in _HEADED:
        return last in _HEADED[link] and not (len(current) == 1 and last in w.TITLES and last not in w.OF_HEADS)
    if link == "in":  # "Organisation for Security and Cooperation in Europe"
        return headed and current[0].text in w.FOR_HEADS and is_place(right[0].text)
    if link == "poss":
        return last in w.POSSESSED and right[-1].text in _ENDINGS
    if headed and any(token.text in _CONCERNS for token in current):
        return right[0].text not in _ENDINGS and _plain(right[0].text)
    return (
        len(current) <= 3
        and (right[-1].text in _ENDINGS or right[-1].text in {"Affairs", "Sciences"})
        and len(right) > 1
        and _plain(last)
        and last not in w.TITLES
        and (len(current) == 1 or last not in _ENDINGS)
        and _plain(right[0].text)
    )


def _stretch(rest: list[Token], links: list[str]) -> list[Token]:
    """The words up to the next link that is no plain space."""
    end = next((i + 1 for i, link in enumerate(links) if link != "space"), len(rest))
    return rest[:end]


@lru_cache(maxsize=16_384)
def _plain(word: str) -> bool:
    """A word that is English before it is a name: the parts of institutions' names."""
    rarity = surprise(word.lower())
    return rarity is not None and rarity <= COMMON and not is_given(word) and word not in territories().demonyms


def organized(tokens: Sequence[Token], *, headed: bool) -> bool:
    """Whether the words end as organisations do."""
    return len(tokens) > 1 and (headed or tokens[-1].text in _ENDINGS or tokens[-1].text in w.OUTLET_ENDINGS)


def is_demonym(word: str) -> bool:
    """An adjective of a people, a faith, a party or a part of the world."""
    return word in w.DEMONYM_LIKE or word in territories().demonyms


def is_people(word: str) -> bool:
    """A people in the plural: "Libyans", "Iraqis"."""
    return word.endswith("s") and is_demonym(word[:-1])


def _trimmed(tokens: list[Token], *, headed: bool, office: bool) -> Iterator[Chain]:
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
            if left:
                yield from _cut(left, headed=headed, titled=False)
            right = tokens[place + 1 :]
            if right:
                yield from _cut(right, headed=headed, titled=True)
            return
    yield from _cut(tokens, headed=headed, titled=False)


def _person_after(tokens: Sequence[Token]) -> int:
    """Where a person's full name begins behind a title; 0 where none does."""
    return next((i for i in range(2, len(tokens) - 1) if _is_title(tokens[i - 1].text) and is_given(tokens[i].text)), 0)


def _last_title(tokens: list[Token]) -> int:
    """The place of the last title, −1 where there is none; a surname that is also a title is none after a given name."""
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place].text
        surname = word in w.SURNAMES_TOO and place == len(tokens) - 1 and place and _forename(tokens[place - 1].text)
        surname = surname or (place == len(tokens) - 1 == 1 and word in w.ABBREVIATED)  # "Hun Sen"
        if _is_title(word) and not surname:
            return place
    return -1


def _is_title(word: str) -> bool:
    return word in w.TITLES or (word.endswith("s") and word[:-1] in w.TITLES and word[:-1] not in w.SURNAMES_TOO) or ("-" in word and all(part in w.TITLES for part in word.split("-")))


def _forename(word: str) -> bool:
    return is_given(word) or len(word) == 1 or word.endswith(".")


def _first_of_title(tokens: list[Token], place: int) -> int:
    while place and (tokens[place - 1].text in w.TITLES or tokens[place - 1].text in w.OFFICES):
        place -= 1
    return place


def _cut(tokens: list[Token], *, headed: bool, titled: bool) -> Iterator[Chain]:
    """The chain without what describes it in front: articles, peoples, former offices."""
    demonym, nation = False, ""
    while tokens:
        word = tokens[0].text
        if _leading_country([*tokens, tokens[-1]]):
            break
        if len(tokens) > 2 and is_given(tokens[1].text) and not organized(tokens, headed=headed):
            if word in w.OFFICES:  # "Intelligence Ana Lind"
                tokens, titled = tokens[1:], True
                continue
            if _ACRONYM.fullmatch(word):  # "FBI Ana Lind"
                yield Chain((tokens[0],))
                tokens = tokens[1:]
                continue
        if word in {"The", "A", "An"} and len(tokens) > 1 and tokens[1].start - tokens[0].end == 1:
            tokens = tokens[1:]
        elif len(tokens) == 2 and is_given(word) and not general(tokens[1].text) and not is_demonym(tokens[1].text):
            break  # "Christian Lind"
        elif len(tokens) > 1 and tokens[-1].text in _OF_A_NATION and word in territories().demonyms and not headed:
            nation, tokens = word, tokens[1:]
            break
        elif is_place(_joined(tokens)) or (len(tokens) == 2 and tokens[1].text in _OF_A_PEOPLE):
            break  # "Czech Republic", "Balkans"
        elif (is_demonym(word) or is_people(word)) and (
            not organized(tokens, headed=headed) or is_place(_joined(tokens[1:]))
        ):
            tokens, demonym = tokens[1:], True
        elif (
            word in {"South", "North", "West", "East", "Saudi", "New"}
            and len(tokens) > 1
            and is_demonym(tokens[1].text)
            and not organized(tokens, headed=headed)
        ):
            tokens, demonym = tokens[2:], True
        else:
            break
    if (
        len(tokens) == 2
        and tokens[1].text in countries() | parts_of_the_world()
        and not is_given(tokens[0].text)
        and tokens[0].text not in w.PLACE_OPENINGS | w.NOT_ALONE
        and not general(tokens[0].text)
    ):
        yield Chain((tokens[0],), titled=titled, demonym=demonym)
        yield Chain((tokens[1],))
        return
    lead = 0 if organized(tokens, headed=headed) else _leading_country(tokens)
    if lead:
        yield Chain(tuple(tokens[:lead]))
        yield from _cut(tokens[lead:], headed=False, titled=titled)
    elif tokens and not _useless(tokens):
        yield Chain(tuple(tokens), titled=titled, demonym=demonym, headed=headed, nation=nation)


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _leading_country(tokens: list[Token]) -> int:
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
    if len(tokens) == 1:
        if word in INSTITUTIONS:
            return False
        if "-" in word and (word[1] == "-" or general(word)):
            return True
        alone = (
            word in w.THINGS
            or word in w.NOT_ALONE
            or word in w.OFFICES
            or (word in w.TITLES and word not in w.SURNAMES_TOO)
        )
        return (
            alone or _alone(word) or word.lower() in FUNCTION or len(word) == 1 or _NUMERAL.fullmatch(word) is not None
        )
    return _alone(word) or (word in w.THINGS and not (is_given(tokens[0].text) and word in surnames()))
