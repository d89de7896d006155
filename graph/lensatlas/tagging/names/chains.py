"""Capitalised words that stand together: which of them are one name, and where one name ends and the next begins."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.cutting import ENDINGS, is_alone, trimmed
from lensatlas.tagging.names.evidence import COMMON, FUNCTION, general
from lensatlas.tagging.names.known import given_names, is_given, is_place
from lensatlas.tagging.names.tokens import Token
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lensatlas.tagging.names.tokens import Chain

_LINKS = {
    " ": "space", "\u00a0": "space", " & ": "space", "&": "space", ". ": "dot", " of ": "of", " of the ": "of", " in ": "in", " for ": "for", " for the ": "for",
    " on ": "on", " on the ": "on", " and ": "and", " and the ": "and", ", and ": "and", "'s ": "poss", " 's ": "poss", "’s ": "poss",
    "' ": "poss", "’ ": "poss", " ' ": "poss", ", ": "comma", " , ": "comma", ",": "comma", " and for ": "and",
}  # fmt: skip
# No chain of capitalised words is longer: what goes on is a list or an attack.
LONGEST = 16
# How far apart the words of a segment are laid out to be read; only gaps of one and two characters tell anything.
_PITCH = 4
# Function words with a capital inside a sentence: after a dash or an inserted heading one begins.
_NEVER_FIRST = wordset("In On At For By From To With But And If As When While After Before Since Although Though He She They We It His Her Their Its This That These Those There "
                         "Who What Why How Is Are Was Were Our My Your Of Or So Not A An")  # fmt: skip
_HEADED = {"of": w.OF_HEADS | w.PLACE_OF_HEADS, "for": w.FOR_HEADS, "on": w.ON_HEADS}
_EVENTS = w.THINGS | w.CONTESTS
# After these a list of an institution's concerns may go on with "and".
_CONCERNS = w.OF_HEADS & wordset(
    "Ministry Department Committee Subcommittee Office Board Institute Bureau Council Commission Center Centre School College Academy Organisation Organization Conference Fund Agency"
)


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
            yield from _chained(segment, links, doubtful)
            segment, links = [], []
        segment.append(token)
    if segment:
        yield from _chained(segment, links, doubtful)


def _chained(segment: list[Token], links: list[str], doubtful: Callable[[Token], bool]) -> Iterator[Chain]:
    """The chains of a segment, made of its own tokens."""
    words = tuple([token.text for token in segment])
    gaps = tuple([min(right.start - left.end, _PITCH) for left, right in pairwise(segment)])
    for chain in _certain(words, tuple(links), gaps, doubtful(segment[0])):
        first = chain.tokens[0].start // _PITCH
        yield chain._replace(tokens=tuple(segment[first : first + len(chain.tokens)]))


# The same words stand together again and again, in this article and in others: reading each segment once halves the time of chains.
@lru_cache(maxsize=65_536)
def _certain(words: Sequence[str], links: Sequence[str], gaps: Sequence[int], doubtful: bool) -> tuple[Chain, ...]:
    """The chains of words whose first may be capitalised by its place alone; each stands at its number times the pitch."""
    places = range(0, len(words) * _PITCH, _PITCH)
    segment = [Token(at, at + _PITCH - gap, word, describes=False) for at, gap, word in zip(places, (*gaps, 0), words, strict=True)]  # fmt: skip
    initial = len(segment) > 1 and gaps[0] == 2  # "A. Lind"
    if (words[0] in _NEVER_FIRST and not initial) or doubtful:
        headed = len(segment) > 1 and links[0] in _HEADED and words[0] in _HEADED[links[0]]
        if not headed and not _begins_name(_stretch(segment, links)):
            segment, links = segment[1:], links[1:]
    return tuple(_read(segment, links)) if segment else ()


def _begins_name(stretch: Sequence[Token]) -> bool:
    """Whether words make a name although the first is a common one: "New York", "Trade Bank", "Major Lind", "Al Zelvark"."""
    first = stretch[0].text
    if any(is_place(" ".join(token.text for token in stretch[:size])) for size in (2, 3)):
        return True
    if len(stretch) < 2 or first.lower() in FUNCTION:
        return False
    named = first in given_names() and len(stretch) <= 3 and not general(stretch[1].text)
    return named or stretch[-1].text in ENDINGS or first in w.TITLES


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
    if is_alone(token.text):
        return not (
            link == "space" and len(segment) == 1 and is_given(last) and token.text in {"May", "March", "April", "June"}
        )
    return is_alone(last)


def _read(segment: Sequence[Token], links: Sequence[str]) -> Iterator[Chain]:
    """The chains of a segment: parted at the links that do not hold."""
    current, headed, office, thing = [segment[0]], False, False, False
    for position, (link, token) in enumerate(zip(links, segment[1:], strict=True), start=1):
        if link != "space" and not _holds(current, link, segment[position:], links[position:], headed=headed):
            if not thing:  # the "Golf" of a "World Series of Golf" is no one
                yield from trimmed(current, headed=headed, office=office)
            office = link == "of" and current[-1].text in w.TITLES and token.text in w.OFFICES
            thing = link == "of" and (thing or current[-1].text in _EVENTS)
            current, headed = [token], False
            continue
        headed = headed or link in _HEADED
        current.append(token)
    if not thing:
        yield from trimmed(current, headed=headed, office=office)


def _holds(current: Sequence[Token], link: str, rest: Sequence[Token], links: Sequence[str], *, headed: bool) -> bool:
    """Whether "of", "for", "on", "and" or a possessive goes on with the same name."""
    last, right = current[-1].text, _stretch(rest, links)
    if link in _HEADED:
        return last in _HEADED[link] and not (len(current) == 1 and last in w.TITLES and last not in w.OF_HEADS)
    if link == "in":  # "Organisation for Security and Cooperation in Europe"
        return headed and current[0].text in w.FOR_HEADS and is_place(right[0].text)
    if link == "poss":
        return last in w.POSSESSED and right[-1].text in ENDINGS
    if headed and any(token.text in _CONCERNS for token in current):
        return right[0].text not in ENDINGS and _plain(right[0].text)
    return (
        len(current) <= 3
        and (right[-1].text in ENDINGS or right[-1].text in {"Affairs", "Sciences"})
        and len(right) > 1
        and _plain(last)
        and last not in w.TITLES
        and (len(current) == 1 or last not in ENDINGS)
        and _plain(right[0].text)
    )


def _stretch(rest: Sequence[Token], links: Sequence[str]) -> Sequence[Token]:
    """The words up to the next link that is no plain space."""
    end = next((i + 1 for i, link in enumerate(links) if link != "space"), len(rest))
    return rest[:end]


@lru_cache(maxsize=16_384)
def _plain(word: str) -> bool:
    """A word that is English before it is a name: the parts of institutions' names."""
    rarity = surprise(word.lower())
    return rarity is not None and rarity <= COMMON and not is_given(word) and word not in territories().demonyms
