"""Words of a text, and the stem under which two forms of one word are the same term."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from Stemmer import Stemmer

if TYPE_CHECKING:
    from collections.abc import Callable

# Initials ("U.S."), numbers with separators ("1,000.5"), words with inner apostrophes; then whatever ends a sentence.
_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?!\w)|\d+(?:[.,]\d+)+(?!\w)|[^\W_]+(?:['’][^\W_]+)*|[.!?;:…]|\n\s*\n",
)
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ENDS = frozenset(".!?;:…")

_STOP_LIST = """
a about above after again against all also although am among an and any are aren't as at be became because been
before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down
during each either else ever every few for from further had hadn't has hasn't have haven't having he he'd he'll her
here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it its itself just let's
may me might more most much must my myself neither no nor not now of off often on once one only onto or other our
ours ourselves out over own per rather said same say says shall she she'd she'll should shouldn't since so some
still such than that the their theirs them themselves then there therefore these they they'd they'll they're
they've this those though through thus to too toward towards under until up upon us very via was wasn't we we'd
we'll we're we've were weren't what when where whether which while who whom whose why will with within without won't
would wouldn't yet you you'd you'll you're you've your yours yourself yourselves
"""
# Single letters are what is left of initials, contractions and lists.
STOP_WORDS = frozenset(_STOP_LIST.split()) | frozenset("abcdefghijklmnopqrstuvwxyz")


def tokens(text: str) -> list[str]:
    """The words of a text as they stand, in order, and what ends its sentences and paragraphs (:func:`is_break`).

    >>> tokens("Qatar's ports reopened. The U.S. paid 1,000")
    ["Qatar's", 'ports', 'reopened', '.', 'The', 'U.S', '.', 'paid', '1,000']
    """
    return _TOKEN.findall(text)


def is_break(token: str) -> bool:
    """Whether a token of :func:`tokens` ends a sentence or paragraph."""
    return token in _ENDS or token.isspace()


def surface(token: str) -> str:
    """A token as a reader would name it: without its possessive ending.

    >>> surface("Qatar's"), surface("don't")
    ('Qatar', "don't")
    """
    return _POSSESSIVE.sub("", token)


def stems() -> Callable[[str], str]:
    """A function from a token to its stem, ``""`` for stop words and breaks (Porter 2, Snowball's English).

    It remembers what it stemmed: a corpus repeats its words a hundred times.

    >>> stem = stems()
    >>> stem("Sanctions"), stem("sanction's"), stem("the"), stem("2026"), stem("U.S")
    ('sanction', 'sanction', '', '2026', 'u.s')
    """
    stemmer = Stemmer("english")

    @lru_cache(maxsize=1 << 20)
    def stem(token: str) -> str:
        word = surface(token).casefold().replace("’", "'")
        if is_break(token) or word in STOP_WORDS:
            return ""
        return word if "." in word or not word.isalpha() else stemmer.stemWord(word)

    return stem
