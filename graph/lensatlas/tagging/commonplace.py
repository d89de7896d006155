"""Capitalised words that name no one: what a corpus writes in small letters as readily, "User Experience" in prose of title case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.model import fold
from lensatlas.tagging.names.judging import by_words
from lensatlas.tagging.names.words import INSTITUTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.model import Hearsay

# A word is a common one from three uses in small letters that are half as many as those in capitals inside sentences, a third
# for a name of one word. On a technical blog "mobile" has 5.0 times as many, "experience" 2.2, "practice" 0.4; in a corpus on
# politics "reserve" has 0.3, "labor" 0.06.
LEAST, SHARE, SHARE_OF_ONE = 3, 2, 3
# By these rules of ``by_words`` a name's own words tell nothing of its bearer, or only the newspapers' lists do.
_TELLING_NOTHING = frozenset({"unknown", "shouted-word", "airfield", "city", "surname"})


def commonplaces(names: Iterable[str], hearsay: Hearsay) -> frozenset[str]:
    """Those of these names that are common words of the corpus, and that neither their own words nor an acronym make a name.

    A tag in capitals is no name either, unless it is formed like a person's or an institution's: "Social Media".
    An acronym is as common as all that articles explain it by: "API".
    """
    tags = {fold(tag) for tag in hearsay.tags}
    meant: dict[str, list[str]] = {}
    for short, long in hearsay.acronyms:
        meant.setdefault(short, []).append(long)
    explained = {fold(long) for _, long in hearsay.acronyms}

    def common(name: str) -> bool:
        rule = by_words(name, headed=" of " in name)[2]
        if rule == "acronym" and name in meant:
            return all(_common_words(long.title(), hearsay.words) for long in meant[name])
        if name in INSTITUTIONS or not _common_words(name, hearsay.words):
            return False
        return (rule in _TELLING_NOTHING and fold(name) not in explained) or (rule == "ending" and fold(name) in tags)

    return frozenset(name for name in names if common(name))


def _common_words(name: str, written: Mapping[str, int]) -> bool:
    words = [word for word in name.split() if word[0].isupper()]
    share = SHARE if " " in name else SHARE_OF_ONE
    return bool(words) and all(
        (small := written.get(word.lower(), 0)) >= LEAST and small * share >= written.get(word, 0) for word in words
    )
