"""Acronyms that articles themselves explain: "the Federal Trade Commission (FTC)"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.forms import bare, spells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SHORT = re.compile(r"\(((?:[A-Z][.&-]?){2,9})\)")
_WORDS = re.compile(r"[\w’'.&-]+")
_LONGEST = 120  # code points before the bracket in which the long form may stand


def acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Each acronym in brackets with the words before it that spell it, after Schwartz and Hearst (2003).

    Where capitalised words stand before those that spell it, the longer phrase is given too: the whole name may be either.

    >>> list(acronyms("The U.S. Federal Trade Commission (FTC) met."))
    [('FTC', 'Federal Trade Commission'), ('FTC', 'U.S. Federal Trade Commission')]
    """
    for found in _SHORT.finditer(text):
        before = text[max(0, found.start() - _LONGEST) : found.start()]
        words = _WORDS.findall(re.split(r"(?<![A-Z])[.;:!?]\s+(?=[A-Z])|\n|[,()“”\"]", before)[-1])
        short = found[1].replace(".", "")
        start = _start(short, words)
        if start is None:
            continue
        yield short, " ".join(words[start:])
        wider = start
        while wider and words[wider - 1][0].isupper() and words[wider - 1].casefold() != "the":
            wider -= 1
        if wider < start:
            yield short, " ".join(words[wider:])


def _start(short: str, words: list[str]) -> int | None:
    """Where the words begin that spell the acronym: the latest place, at a capitalised word."""
    for start in range(len(words) - 1, max(-1, len(words) - 2 * len(short) - 3), -1):
        if words[start][0].isupper() and spells(short, words[start:]):
            return start
    return None


def explained(found: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Acronym → the bare forms of what it stands for, where all that articles say of it agrees; sorted, the longest first.

    Forms agree where each ends in the shortest of them ("U.S. Federal Trade Commission"). What stands for two things is left out.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for short, long in found:
        forms[short].add(bare(re.sub(r"['’]s?$", "", long)))
    agreed: dict[str, tuple[str, ...]] = {}
    for short in sorted(forms):
        longest_first = sorted(forms[short], key=lambda form: (-len(form), form))
        if all(form.endswith(longest_first[-1]) for form in longest_first):
            agreed[short] = tuple(longest_first)
    return agreed
