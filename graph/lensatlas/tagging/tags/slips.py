"""Tags that are another tag but for one mistyped word."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.tags.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# A shorter word one letter away is more often another word.
_SLIP_LENGTH = 6


def slips(tags: Iterable[str], uses: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Pairs of a tag and the tag it slipped from, by their neighbourhood of deletions (Garbe's SymSpell).

    Two words within one insertion, deletion, substitution or swap share a form with one letter less; only tags that share
    it in the same place are compared. A slip is a word no dictionary has and that stands on one article.
    """
    spelled = {tag: tuple(words(tag)) for tag in tags}
    often: Counter[str] = Counter()
    for tag, found in spelled.items():
        often.update(dict.fromkeys(found, uses[tag]))
    slipped: dict[str, str] = {}
    for place, group in _neighbours(spelled):
        for tag in group:
            word = spelled[tag][place]
            if often[word] > 1 or surprise(word) is not None:
                continue
            for into in group:
                right = spelled[into][place]
                if right != word and _one_slip(word, right) and (surprise(right) is not None or often[right] >= 3):
                    slipped[tag] = min(slipped.get(tag, into), into, key=lambda each: (-uses[each], each))
    yield from sorted(slipped.items())


def _neighbours(spelled: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, list[str]]]:
    """Tags that are alike but for one place, where their words share a form with at most one letter dropped."""
    near: defaultdict[tuple[tuple[str, ...], str, int], list[str]] = defaultdict(list)
    for tag, found in spelled.items():
        for i, word in enumerate(found):
            if len(word) >= _SLIP_LENGTH and word.isalpha():
                for form in {word, *(word[:j] + word[j + 1 :] for j in range(1, len(word)))}:
                    near[(*found[:i], "", *found[i + 1 :]), form, i].append(tag)
    yield from ((place, group) for (_, _, place), group in near.items() if len(group) > 1)


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter inserted, dropped, changed or swapped with its neighbour makes one word the other."""
    if len(word) > len(other):
        word, other = other, word
    if len(word) < len(other):
        return len(other) - len(word) == 1 and any(other[:i] + other[i + 1 :] == word for i in range(len(other)))
    wrong = [i for i in range(len(word)) if word[i] != other[i]]
    swapped = (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and word[wrong[0]] + word[wrong[1]] == other[wrong[1]] + other[wrong[0]]
    )
    return len(wrong) == 1 or swapped
