"""Names that are another name but for one letter."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.forms import bare
from lensatlas.tagging.names.known import is_given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.model import Actor
    from lensatlas.tagging.akin.people import Pair

# Letters of the word that differs: below, "Xi" and "Li", "Iran" and "Iraq" are one letter apart.
_WORD = 5
_NAME = 8


def slips(actors: Iterable[Actor]) -> Iterator[Pair]:
    """Pairs whose names differ by one letter, in a word that only one of the two actors has.

    Found by their neighbourhood of deletions (Garbe's SymSpell): names within one insertion, deletion, substitution or swap
    share a form with one letter less.
    """
    spelled: dict[str, tuple[str, ...]] = {actor.id: tuple(bare(word) for word in actor.id.split()) for actor in actors}
    holders: Counter[str] = Counter(word for words in spelled.values() for word in dict.fromkeys(words))
    near: defaultdict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    found: set[tuple[str, str]] = set()
    for name, words in spelled.items():
        if sum(map(len, words)) < _NAME:
            continue
        for i, word in enumerate(words):
            if len(word) >= _WORD and word.isalpha():
                rest = (*words[:i], "", *words[i + 1 :])
                for form in sorted({word, *(word[:j] + word[j + 1 :] for j in range(1, len(word)))}):
                    near[rest, form].append(name)
    for (rest, _), names in near.items():
        place = rest.index("")
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                if _slip(spelled[one][place], spelled[other][place], holders):
                    found.add((min(one, other), max(one, other)))
    for one, other in sorted(found):
        yield "spelling", one, other  # type: ignore[misc]


def _slip(word: str, other: str, holders: Counter[str]) -> bool:
    """Whether one is the other misspelt: a letter apart, the rarer in no second name, not one and many; of given names, Viktor and Victor but not Robert and Roberta."""
    from rapidfuzz.distance import OSA

    if word == other or OSA.distance(word, other, score_cutoff=1) > 1 or min(holders[word], holders[other]) > 1:
        return False
    if abs(len(word) - len(other)) == 1 and sorted((word, other), key=len)[1].endswith("s"):
        return False
    ends_alike = (word[0], word[-1]) == (other[0], other[-1])
    return ends_alike or not (is_given(word.title()) and is_given(other.title()))
