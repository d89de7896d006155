"""By which words what is known hangs together with articles: nothing about a name matters where one of its words does not stand.

A hook is a number of 32 bits for a word, or for a year. An article has the hooks of all its words and of its year; whatever is
known of a name or word hangs on two hooks, and concerns the articles that have both. What tagging an article depends on is
then the sum of what hangs on its hooks: where that stands, tagging it again would find the same, however much the corpus has
grown. Two words of one number cost a tagging, never a result.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache, reduce
from operator import xor
from typing import TYPE_CHECKING
from zlib import crc32

from lensatlas.model import label
from lensatlas.tagging.forms import bare
from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.names import FUNCTION
from lensatlas.tagging.names.tokens import capitals
from lensatlas.tagging.surnames import year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lensatlas.model import Answers, Article

Hooks = tuple[int, int]
# What concerns every article, and what concerns those that have a line of tags without separators.
EVERY, LINED = 0, 1
_ASCII_WORD = re.compile(r"[a-z]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_JOINED = re.compile(r"(?<!\w)[^\W\d_]\w*(?:['’.&-]\w+)+")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# What is no letter and stands in most texts: without it they are ASCII, which is folded twenty times as fast.
_TYPOGRAPHY = str.maketrans(dict.fromkeys("’‘“”–—…•«»€£\u00a0", " "))
# Words too many articles hold for anything to hang on them; and what tagging itself adds to a name ("Lodz (club)").
_TOO_COMMON = FUNCTION | {"club"}
_RAREST = 99.0


def hooks_of(article: Article) -> tuple[int, ...]:
    """The hooks of an article: of the words of its passages, of the actors and tags of its record, of its year; sorted."""
    words: set[str] = set()
    for _, text in article.passages():
        words.update(_words(text))
        words.update(_squeezed(text))
    for name in (*(actor.name for actor in article.actors), *article.tags):
        words.update(_words(label(name)))
        words.update(_folded(bare(part)) for part in label(name).split())
    hooks = {_number(word) for word in words if word not in _TOO_COMMON}
    lined = {LINED} if article.tag_line else set()
    return tuple(sorted(hooks | lined | {EVERY, hook_of_year(year_of(article))}))


@lru_cache(maxsize=65_536)
def hooks_of_name(name: str) -> Hooks:
    """Those of a name's two rarest words; of every article where it has none but the commonest."""
    if len(name) == 1:
        return hook_of_word(name), EVERY
    rare = sorted(_words(name) - _TOO_COMMON, key=lambda word: (surprise(word) or _RAREST, word), reverse=True)
    first, second, *_ = (*map(_number, rare[:2]), EVERY, EVERY)
    return first, second


def hook_of_word(word: str) -> int:
    """That of one word however it is written: a bare surname, a letter, a word with an apostrophe or a number in it."""
    one = _folded(bare(word))
    return EVERY if not one or one in _TOO_COMMON else _number(one)


@lru_cache(maxsize=4_096)
def hook_of_year(year: int | None) -> int:
    """That of the articles published in a year, or of those without a date."""
    return _number(f"{year}")


def answers(facts: Iterable[tuple[Hooks, str]]) -> Answers:
    """All that hangs on the same two hooks, as one number; the order of the facts makes no difference."""
    hanging: defaultdict[Hooks, set[str]] = defaultdict(set)
    for at, fact in facts:
        hanging[at].add(fact)
    return {at: _digest(hanging[at]) for at in sorted(hanging)}


def stamps(base: str, known: Answers) -> Callable[[Iterable[int]], str]:
    """What an article rests on, by its hooks: ``base``, and the answers that hang on them taken together."""
    by_first: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, second), answer in known.items():
        by_first[first].append((second, answer))

    def stamp(hooks: Iterable[int]) -> str:
        own = frozenset(hooks)
        found = (answer for at in own for second, answer in by_first.get(at, ()) if second in own)
        return f"{base}-{reduce(xor, found, 0)}"

    return stamp


def _digest(facts: set[str]) -> int:
    text = "\0".join(sorted(facts)).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def _number(word: str) -> int:
    return max(crc32(word.encode("utf-8", "replace")), LINED + 1)


def _words(text: str) -> set[str]:
    """The runs of letters, folded so that every spelling by which a name may be found has the same."""
    folded = _folded(text)
    return set((_ASCII_WORD if folded.isascii() else _WORD).findall(folded))


def _folded(text: str) -> str:
    plain = text if text.isascii() else text.translate(_TYPOGRAPHY)
    if plain.isascii():
        return plain.lower()
    return " ".join([word.lower() if word.isascii() else _apart(word) for word in plain.split()])


@lru_cache(maxsize=16_384)
def _apart(word: str) -> str:
    """A word without case and marks, its ligatures and compatibility forms taken apart."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join([c for c in apart if not unicodedata.combining(c)]).translate(_PLAIN)


def _squeezed(text: str) -> Iterator[str]:
    """Capitalised words that are no run of letters, as surnames are looked up: O'Neill, Al-Noor, X."""
    written = {token.text for token in capitals(text)}
    written.update(found[0] for found in _JOINED.finditer(text) if found[0][0].isupper())
    return (_folded(bare(word)) for word in written if len(word) == 1 or not word.isalpha())
