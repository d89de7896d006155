"""The words of a tag, and what is left of them when one difference after another is taken away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from lensatlas.features.terms import stems
from lensatlas.tagging.inflection import american, singular, wordset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lensatlas.tagging.tags.proposal import TagKind

# Words and labels whose forms are kept: a vocabulary of 100,000 tags is looked at a dozen times.
_REMEMBERED = 1 << 18

JOINING = frozenset({"a", "an", "and", "of", "the"})
# Joined to what follows, these make another word.
_NO_PREFIX = wordset("us uk eu it at so no is as or who")
_WORD = re.compile(r"[^\W_]+")
# In the plural another thing, or a name: securities fraud is no security fraud, AIDS no aid, Sanders no sander.
_NO_PLURAL = wordset(
    "securities aids mers rights lefts whites blacks greens blues papers damages contents forces letters quarters grounds spirits "
    "looks colors colours manners humanities talks works commons lords states glasses minutes adams andrews brooks daniels edwards "
    "hughes johns jones matthews michaels myers peters phillips richards roberts rogers sanders simmons stephens stevens walters "
    "watkins wells williams woods times guardians bulls bears giants eagles apples oracles amazons metas"
)
# Of those, the ones that are plain plurals beside another word: human rights, peace talks.
_PLAIN_IN_COMPOUNDS = wordset("rights papers damages talks letters forces works lords states")
# Clippings that stand for one word whatever the subject. Not "intel" or "auto": companies, and halves of other words.
_CUT_SHORT = {
    "tech": "technology", "crypto": "cryptocurrency", "gov": "government", "govt": "government", "admin": "administration",
    "info": "information", "memo": "memorandum", "intl": "international", "natl": "national", "dept": "department",
    "app": "application", "pharma": "pharmaceutical", "econ": "economy", "univ": "university", "stats": "statistics", "biz": "business",
}  # fmt: skip
# An adjective and its noun, by what comes after their common beginning; longer endings first.
_FAMILY = (
    ("ocratic", "ocracy"), ("ocrat", "ocracy"), ("ological", "ology"), ("ologic", "ology"), ("ographic", "ography"),
    ("temic", "tem"), ("tematic", "tem"), ("utional", "ution"), ("ational", "ation"), ("mental", "ment"), ("ficial", "fice"),
    ("ancial", "ance"), ("ustrial", "ustry"), ("omical", "omy"), ("omic", "omy"), ("archic", "archy"), ("orical", "ory"),
)  # fmt: skip


def words(label: str) -> list[str]:
    """The words of a label in lower case, ``&`` read as *and*, apostrophes dropped.

    >>> words("Media Capture & Control"), words("women's-rights")
    (['media', 'capture', 'and', 'control'], ['womens', 'rights'])
    """
    plain = unicodedata.normalize("NFKC", label).casefold().replace("&", " and ")
    return _WORD.findall(re.sub("['’]", "", plain))


@lru_cache(_REMEMBERED)
def bare(label: str) -> tuple[str, ...]:
    """The words of a label without accents."""
    if label.isascii():
        return tuple(words(label))
    apart = unicodedata.normalize("NFD", " ".join(words(label)))
    return tuple("".join(c for c in apart if not unicodedata.combining(c)).split())


@lru_cache(_REMEMBERED)
def one(word: str, *, alone: bool = False) -> str:
    """The singular of a word of a label; a word that means another thing in the plural stays, most of all where it stands alone.

    >>> one("sanctions"), one("securities"), one("rights"), one("rights", alone=True)
    ('sanction', 'securities', 'right', 'rights')
    """
    stays = word in _NO_PLURAL and (alone or word not in _PLAIN_IN_COMPOUNDS)
    return word if stays else singular(word)


@lru_cache(_REMEMBERED)
def spelled(label: str) -> tuple[str, ...]:
    """The words of a label in the singular and in American spelling, joining words left out, in their order."""
    found = [word for word in bare(label) if word not in JOINING]
    return tuple(_spelled(word, len(found) == 1) for word in found)


@lru_cache(_REMEMBERED)
def _spelled(word: str, alone: bool) -> str:
    return american(one(word, alone=alone))


def whole(word: str) -> str:
    """The word that a clipping is short for, in the singular; any other word as it is."""
    return _CUT_SHORT.get(word, word)


@lru_cache(_REMEMBERED)
def family(word: str) -> str:
    """The noun that an adjective is made of, where its ending tells; any other word as it is.

    >>> family("democratic"), family("technological"), family("economic"), family("judicial")
    ('democracy', 'technology', 'economy', 'judicial')
    """
    for ending, noun in _FAMILY:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + noun
    return word


def joined(parts: Iterable[str]) -> str:
    """Words without what stands between them, but for two numbers (1-6 is not 16) and short words in front (us-aid is not USAID)."""
    apart = list(parts)
    start = f"{apart.pop(0)}_" if len(apart) > 1 and apart[0] in _NO_PREFIX else ""
    return start + re.sub(r"(?<!\d) | (?!\d)", "", " ".join(apart))


def keys() -> Iterator[tuple[TagKind, Callable[[str], str]]]:
    """Each kind with what is left of a label when that difference, and those before it, are taken away."""
    stem = stems()

    def plural(label: str) -> list[str]:
        found = bare(label)
        return [one(word, alone=len(found) == 1) for word in found]

    def clipped(label: str) -> list[str]:
        return sorted(whole(word) for word in spelled(label))

    yield "case", lambda label: " ".join(unicodedata.normalize("NFKC", label).casefold().split())
    yield "hyphen", lambda label: joined(words(label))
    yield "accent", lambda label: joined(bare(label))
    yield "number", lambda label: joined(plural(label))
    yield "spelling", lambda label: joined(american(word) for word in plural(label))
    yield "order", lambda label: " ".join(sorted(spelled(label)))
    yield "clipping", lambda label: " ".join(clipped(label))
    yield "family", lambda label: " ".join(sorted(family(word) for word in clipped(label)))
    yield "form", lambda label: " ".join(sorted(stem(family(word)) or word for word in clipped(label)))
