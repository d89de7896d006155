"""Tags on one article only, with the tag that an editor could use instead."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.tags.proposal import TAG_KINDS, Proposal, ranked
from lensatlas.tagging.tags.words import JOINING, one, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A word on so many tags says little about which of them a tag is near to.
_COMMON_WORD = 200


def orphans(uses: Mapping[str, int]) -> tuple[Proposal, ...]:
    """Tags on one article only, with the tag on more articles that is nearest by its words, if any; the nearest first.

    ``score`` is the share of their words that the two have in common, each weighted by how few tags have it (Jaccard).
    """
    of = {tag: frozenset(one(word) for word in words(tag)) - JOINING for tag in uses}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    on_tags: Counter[str] = Counter()
    for tag in sorted(uses):
        on_tags.update(of[tag])
        if uses[tag] > 1:
            for word in of[tag]:
                holders[word].append(tag)

    def weight(some: Iterable[str]) -> float:
        return math.fsum(math.log(1 + len(uses) / on_tags[word]) for word in some)

    def nearest(tag: str) -> Proposal:
        others = {o for word in of[tag] if len(holders[word]) <= _COMMON_WORD for o in holders[word]}
        scores = {o: weight(of[tag] & of[o]) / weight(of[tag] | of[o]) for o in others}
        into = min(scores, key=lambda o: (-round(scores[o], 9), -uses[o], o), default=None)
        why = f"“{tag}” {TAG_KINDS['orphan']}" + (f"; the nearest tag is “{into}”, on {uses[into]}." if into else ".")
        return Proposal(kind="orphan", from_tag=tag, into=into, score=scores[into] if into else 0.0, why=why)

    return ranked(nearest(tag) for tag in uses if uses[tag] == 1)
