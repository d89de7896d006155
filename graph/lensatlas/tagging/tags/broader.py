"""Which tag is the broader one: it is there nearly whenever the other is, and not the other way round."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.tagging.tags.proposal import Proposal, never, ranked
from lensatlas.tagging.tags.words import bare, one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lensatlas.tagging.tags.archive import Archive
    from lensatlas.tagging.tags.proposal import Apart

# Sanderson and Croft 1999: P(broader | narrower) of .8 or more.
_GIVEN = 0.8
_SHARED = 3
# So much company by chance alone must be this rare: a tag on half of all articles is beside everything.
_CHANCE = 1e-4
# Tags that name the broader one as their last word must share this many articles with it, or its company.
_HEAD_ALIKE = 0.9
# What these begin is no kind of what it ends with: anti-corruption is no corruption.
AGAINST = frozenset(
    {"anti", "counter", "non", "un", "de", "dis", "no", "not", "pro", "post", "pre", "ex", "former", "alleged", "false"}
)
# How much each evidence counts. Of pairs read on real events, 47 of 50 by words were right and 8 of 50 by use alone (which there
# tells what makes news together); on the subject codes of a news wire, 15 of 20 by use.
_USE, _WORDS = 0.4, 0.85


def broader(
    archive: Archive,
    tags: Iterable[str],
    *,
    known: Mapping[str, Iterable[str]] | None = None,
    is_apart: Apart = never,
) -> tuple[Proposal, ...]:
    """Pairs of these tags of which ``into`` is the broader, by use, by words, or by both; no circles, no shortcuts.

    By use (Sanderson & Croft, SIGIR 1999): the broader tag is on four in five of the narrower one's articles and on more
    articles, beyond chance. By words: the narrower tag ends with the broader one ("election fraud", "fraud") and the two keep
    alike company. ``known``: tag → broader tags an editor has settled; a proposal never closes a circle with them.
    """
    wanted = frozenset(tags)
    by_use = {pair: n for *pair_, n in _subsumed(archive) if wanted.issuperset(pair := (pair_[0], pair_[1]))}
    by_words = _heads(archive, wanted)
    above: defaultdict[str, set[str]] = defaultdict(set)
    for tag, parents in sorted((known or {}).items()):
        above[tag].update(parents)
    rows = [
        _row(archive, pair, by_use.get(pair), by_words.get(pair))
        for pair in sorted({*by_use, *by_words})
        if not is_apart(*pair) and pair[1] not in above[pair[0]]
    ]
    kept = []
    for row in ranked(rows):
        if row.into and not _reaches(above, row.into, row.from_tag):
            kept.append(row)
            above[row.from_tag].add(row.into)
    return tuple(row for row in kept if not _shortcut(above, row.from_tag, row.into or ""))


def _subsumed(archive: Archive) -> Iterator[tuple[str, str, int]]:
    """Narrower tag, broader tag, and how many articles they share."""
    from scipy.stats import binom

    often = np.flatnonzero(archive.counts >= _SHARED)
    start = 0
    for block in archive.together(often):
        pairs = block.tocoo()
        found = np.stack([often[start + pairs.coords[0]], pairs.coords[1], pairs.data.astype(np.int64)])
        ours, theirs = archive.counts[found[0]], archive.counts[found[1]]
        found = found[:, (found[2] >= np.maximum(_SHARED, _GIVEN * ours)) & (theirs > ours)]
        share = archive.counts[found[1]] / archive.articles
        rare = binom.sf(found[2] - 1, archive.counts[found[0]], share) <= _CHANCE
        for narrow, broad, shared in found[:, rare].T.tolist():
            yield archive.names[narrow], archive.names[broad], shared
        start += block.shape[0]


def _heads(archive: Archive, tags: frozenset[str]) -> dict[tuple[str, str], float]:
    """Pairs of a tag and the tag that is its last words, with how much more alike they are than random pairs of tags."""
    ends = {tag: head_last(tag) for tag in sorted(tags)}
    named: dict[tuple[str, ...], str] = {}
    for tag, words in sorted(ends.items(), key=lambda item: (-archive.uses[item[0]], item[0])):
        named.setdefault(words, tag)
    pairs = []
    for tag, words in ends.items():
        if words[:1] and words[0] in AGAINST:
            continue
        tails = (named.get(words[i:]) for i in range(1, len(words)))
        into = next((tail for tail in tails if tail and archive.uses[tail] >= max(2, archive.uses[tag])), None)
        if into:
            pairs.append((tag, into))
    standing = archive.standing(archive.likeness(pairs)).tolist()
    return {pair: share for pair, share in zip(pairs, standing, strict=True) if share >= _HEAD_ALIKE}


def head_last(tag: str) -> tuple[str, ...]:
    """The words of a tag in the singular, what it is last: abuse of power as power abuse.

    >>> head_last("abuse of powers")
    ('power', 'abuse')
    """
    words = [word for word in bare(tag) if word not in {"the", "a", "an"}]
    if "of" in words[1:-1]:
        cut = words.index("of")
        words = words[cut + 1 :] + words[:cut]
    return tuple(one(word, alone=len(words) == 1) for word in words)


def _row(archive: Archive, pair: tuple[str, str], shared: int | None, alike: float | None) -> Proposal:
    tag, into = pair
    uses = archive.uses
    score, said = 0.0, []
    if shared is not None:
        score = _USE * _at_least(shared, uses[tag])
        said.append(
            f"{shared} of the {uses[tag]:,} articles on “{tag}” have “{into}” ({uses[into]:,} articles), {shared / uses[into]:.0%} the other way round"
        )
    if alike is not None:
        score = 1 - (1 - score) * (1 - _WORDS)
        said.append(
            f"“{tag}” ends with “{into}” and keeps its company, more than {alike:.0%} of random pairs of tags do"
        )
    why = "; ".join(said)
    return Proposal(kind="broader", from_tag=tag, into=into, score=score, why=f"{why[:1].upper()}{why[1:]}.")


def _at_least(shared: int, of: int) -> float:
    """The least share that these counts leave likely: Wilson's lower bound at 95 %."""
    z, p = 1.96, shared / of
    middle, spread = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of)


def _reaches(above: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Whether one tag is above another, by any number of steps, or is the same."""
    seen, waiting = {start}, [start]
    while waiting:
        tag = waiting.pop()
        if tag == goal:
            return True
        new = above.get(tag, set()) - seen
        seen |= new
        waiting += new
    return False


def _shortcut(above: Mapping[str, set[str]], tag: str, into: str) -> bool:
    """Whether another broader tag of this one is itself below that one."""
    return any(other != into and _reaches(above, other, into) for other in above[tag])
