"""By which words what is known hangs together with articles: nothing about a name matters where its rarest word does not stand.

A hook is a number of 32 bits for a word. An article has the hooks of all its words; whatever is known of a name or word hangs on
one hook. What tagging an article depends on is then the sum of what hangs on its hooks: where that stands, tagging it
again would find the same, however much the corpus has grown. Two words of one number cost a tagging, never a result.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from lensatlas.model import label
from lensatlas.tagging.forms import bare
from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.names import FUNCTION
from lensatlas.tagging.names.tokens import capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.model import Answers, Article

# What concerns every article, and what concerns those that have a line of tags without separators.
EVERY, LINED = 0, 1
_ASCII_WORD = re.compile(r"[a-z]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_JOINED = re.compile(r"[^\W\d_]\w*(?:['’.&-]\w+)+")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# Words too many articles hold for anything to hang on them; and what tagging itself adds to a name ("Lodz (club)").
_TOO_COMMON = FUNCTION | {"club"}
_RAREST = 99.0


def hooks_of(article: Article) -> tuple[int, ...]:
    """The hooks of an article: of the words of its passages, of the actors and tags that its record names; sorted."""
    words: set[str] = set()
    for _, text in article.passages():
        words.update(_words(text))
        words.update(_squeezed(text))
    for name in (*(actor.name for actor in article.actors), *article.tags):
        words.update(_words(label(name)))
        words.update(_folded(bare(part)) for part in label(name).split())
    hooks = {_number(word) for word in words if word not in _TOO_COMMON}
    return tuple(sorted(hooks | {EVERY} | ({LINED} if article.tag_line else set())))


@lru_cache(maxsize=65_536)
def hook(name: str) -> int:
    """The hook of a name or word: that of its rarest word; of every article where it has none but the commonest."""
    words = _words(name) - _TOO_COMMON
    return _number(max(words, key=lambda word: (surprise(word) or _RAREST, word))) if words else EVERY


def hook_of_surname(form: str) -> int:
    """The hook of a bare surname, which is looked for as one word however it is written."""
    word = _folded(form)
    return _number(word) if word.isalpha() and len(word) > 1 and word not in _TOO_COMMON else EVERY


def answers(facts: Iterable[tuple[int, str]]) -> Answers:
    """All that hangs on each hook, as one number; the order of the facts makes no difference."""
    hanging: defaultdict[int, set[str]] = defaultdict(set)
    for at, fact in facts:
        hanging[at].add(fact)
    return {at: _digest(hanging[at]) for at in sorted(hanging)}


def stamp(base: str, known: Answers, hooks: Iterable[int]) -> str:
    """What one article rests on: ``base``, and the answers on its hooks taken together."""
    together = 0
    for at in hooks:
        together ^= known.get(at, 0)
    return f"{base}-{together}"


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
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join([c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c)]).translate(_PLAIN)


def _squeezed(text: str) -> Iterator[str]:
    """Words of several parts written as one, as surnames are looked up: O'Neill, Al-Noor."""
    for token in capitals(text):
        if not token.text.isalpha():
            yield _folded(bare(token.text))
    for found in _JOINED.finditer(text):
        if found[0][0].isupper():
            yield _folded(bare(found[0]))
