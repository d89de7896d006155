"""Tags that stand on nearly the same articles and share their words: two names given to one thing at one time."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.tagging.tags.proposal import Proposal, keeping_order, never, ranked
from lensatlas.tagging.tags.words import JOINING, family, spelled, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lensatlas.tagging.tags.archive import Archive
    from lensatlas.tagging.tags.proposal import Apart

# Articles that two tags must share, and the share of all their articles that this must be (Jaccard).
_SHARED, _OVERLAP = 3, 0.6
# The share of their words' weight that two tags must have in common.
_AKIN = 0.3


def alike(archive: Archive, tags: Iterable[str], *, is_apart: Apart = never) -> tuple[Proposal, ...]:
    """Pairs of these tags that are on nearly the same articles and have words in common, the likeliest first.

    Tags that merely belong to one story share its articles too, so words decide: each counts by how few tags have it.
    """
    wanted = frozenset(tags)
    order, akin = keeping_order(archive.uses), _kinship(archive.names)
    rows: dict[str, Proposal] = {}
    for tag, into, shared in sorted(_overlapping(archive), key=lambda pair: order(pair[1])):
        if order(tag) < order(into) or not {tag, into} <= wanted or is_apart(tag, into):
            continue
        both, words = archive.uses[tag] + archive.uses[into] - shared, akin(tag, into)
        if words >= _AKIN and shared >= _OVERLAP * both and tag not in rows:
            why = (
                f"“{tag}” and “{into}” are on {both:,} articles, {shared:,} of which have both, and {words:.0%} of what "
                "their words tell is the same."
            )
            score = 0.75 * shared / both * math.sqrt(words)
            rows[tag] = Proposal(kind="use", from_tag=tag, into=into, score=score, why=why)
    return ranked(rows.values())


def _overlapping(archive: Archive) -> Iterator[tuple[str, str, int]]:
    """Each ordered pair of tags that share enough articles, with how many."""
    often = np.flatnonzero(archive.counts >= _SHARED)
    start = 0
    for block in archive.together(often):
        pairs = block.tocoo()
        ours, theirs = often[start + pairs.coords[0]], pairs.coords[1]
        total = archive.counts[ours] + archive.counts[theirs] - pairs.data
        enough = (pairs.data >= np.maximum(_SHARED, _OVERLAP * total)) & (ours != theirs)
        for a, b, n in zip(ours[enough].tolist(), theirs[enough].tolist(), pairs.data[enough].tolist(), strict=True):
            yield archive.names[a], archive.names[b], int(n)
        start += block.shape[0]


def _kinship(names: Iterable[str]) -> Callable[[str, str], float]:
    """The share of two tags' words that they have in common, each word by its rarity among the tags."""
    of: Mapping[str, frozenset[str]] = {
        name: frozenset(family(whole(word)) for word in spelled(name)) - JOINING for name in names
    }
    on = Counter(word for found in of.values() for word in found)

    def weight(words: Iterable[str]) -> float:
        return math.fsum(math.log(1 + len(of) / on[word]) for word in words)

    return lambda a, b: weight(of[a] & of[b]) / (weight(of[a] | of[b]) or 1.0)
