"""Tags on so many articles that they tell little apart, and tags that are used for two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.tagging.tags.proposal import Proposal, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.tagging.tags.archive import Archive

# A tag on this share of at least so many articles is too broad, and on so many times the share of a middling tag: where
# there are only a few dozen tags, each has to stand on many articles.
_SHARE, _ARTICLES, _TIMES = 0.1, 50, 4
# The smallest group of articles that makes a use of a tag, and how many articles of a tag are read for it.
_GROUP, _READ = 4, 400
_ROUNDS = 20
# Tags, evenly taken, that say how alike the articles of a tag usually are.
_TYPICAL = 500


def too_broad(archive: Archive) -> tuple[Proposal, ...]:
    """Tags on a tenth of all articles or more, the broadest first, with the tags they most often stand beside."""
    if archive.articles < _ARTICLES:
        return ()
    least = max(_SHARE * archive.articles, _TIMES * float(archive.counts.mean())) if archive.names else 0.0
    wide = np.flatnonzero(archive.counts >= least)
    rows = []
    for number, beside in zip(wide.tolist(), _neighbours(archive, wide), strict=True):
        tag, count = archive.names[number], int(archive.counts[number])
        nearest = ", ".join(f"“{archive.names[other]}” ({shared:,})" for other, shared in beside[:3])
        why = f"“{tag}” is on {count:,} of {archive.articles:,} articles ({count / archive.articles:.0%}), beside {len(beside):,} other tags"
        rows.append(
            Proposal(
                kind="too_broad", from_tag=tag, into=None, score=count / archive.articles,
                why=why + (f"; most often {nearest}. One of these, or a narrower tag, would tell more." if beside else "."),
            )
        )  # fmt: skip
    return ranked(rows)


def _neighbours(archive: Archive, numbers: np.ndarray) -> list[list[tuple[int, int]]]:
    """For each tag the others it stands beside, with how often, the most often first."""
    found = []
    for block in archive.together(numbers):
        for row in range(block.shape[0]):
            low, high = block.indptr[row : row + 2]
            pairs = zip(block.indices[low:high].tolist(), block.data[low:high].astype(int).tolist(), strict=True)
            found.append(sorted(pairs, key=lambda pair: (-pair[1], archive.names[pair[0]])))
    return [[pair for pair in row if pair[0] != number] for number, row in zip(numbers.tolist(), found, strict=True)]


def ambiguous(archive: Archive) -> tuple[Proposal, ...]:
    """Tags whose articles fall into two groups that have nothing else in common.

    Spherical 2-means on the company that a tag's articles keep without the tag, from the two articles that are least alike.
    The groups count as two uses where both hold four articles, each is closer within itself than a typical tag is, and they
    are no closer to each other than random articles: not just two stories about one thing.
    """
    often = [name for name in archive.names if 2 * _GROUP <= len(archive.tags[name]) <= _SHARE * archive.articles]
    typical, random = _typical(archive, often), _random(archive)
    rows = []
    for tag in often:
        numbers = np.asarray(archive.tags[tag])[:_READ]
        own = _without(archive.company[numbers], archive.place[tag])
        alike = (own @ own.T).toarray()
        side = _parted(alike)
        sizes = np.bincount(side, minlength=2)
        if sizes.min() < _GROUP:
            continue
        within = [_mean_within(alike[np.ix_(side == g, side == g)]) for g in (0, 1)]
        across = float(alike[np.ix_(side == 0, side == 1)].mean())
        if min(within) >= typical and across <= random:
            words = [_told(archive, numbers[side == g], tag) for g in (0, 1)]
            if not all(words):
                continue
            why = (
                f"“{tag}” stands on {sizes[0]} articles beside {words[0]}, and on {sizes[1]} beside {words[1]}; the two groups "
                "have no more in common than any articles."
            )
            rows.append(Proposal(kind="ambiguous", from_tag=tag, into=None, score=1 - across / min(within), why=why))
    return ranked(rows)


def _without(rows: csr_array, column: int) -> csr_array:
    found = rows.copy()
    found.data[found.indices == column] = 0.0
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    return csr_array(found.multiply((1 / np.where(lengths > 0, lengths, 1.0))[:, None]))


def _parted(alike: np.ndarray) -> np.ndarray:
    """0 or 1 for each article: 2-means, started from the pair that is least alike; group 0 holds the first article."""
    first, second = np.unravel_index(int(np.argmin(alike.round(9))), alike.shape)
    side = (alike[second] > alike[first]).astype(np.int64)
    for _ in range(_ROUNDS):
        groups = [side == 0, side == 1]
        if not all(group.any() for group in groups):
            break
        sums = np.stack(
            [alike[:, group].sum(axis=1) / np.sqrt(max(alike[np.ix_(group, group)].sum(), 1e-12)) for group in groups]
        )
        moved = (sums[1] > sums[0] + 1e-12).astype(np.int64)
        if (moved == side).all():
            break
        side = moved
    return side if side[0] == 0 else np.asarray(1 - side)


def _mean_within(alike: np.ndarray) -> float:
    size = len(alike)
    return float((alike.sum() - np.trace(alike)) / (size * (size - 1)))


def _typical(archive: Archive, often: Sequence[str]) -> float:
    """How alike the articles of a middling tag are."""
    found = []
    for tag in often[:: 1 + len(often) // _TYPICAL]:
        own = _without(archive.company[np.asarray(archive.tags[tag])[:_READ]], archive.place[tag])
        found.append(_mean_within((own @ own.T).toarray()))
    return float(np.median(found)) if found else 1.0


def _random(archive: Archive) -> float:
    """How alike two articles are on the whole: the squared length of the mean article, less each with itself."""
    mean = np.asarray(archive.company.mean(axis=0)).ravel()
    size = max(archive.articles, 2)
    return float((mean @ mean - 1 / size) * size / (size - 1))


def _told(archive: Archive, numbers: np.ndarray, tag: str) -> str:
    """The tags that most of a group has, in words."""
    counts = np.asarray(archive.marks[numbers].sum(axis=0)).ravel()
    best = sorted(
        np.flatnonzero(counts > 1).tolist(),
        key=lambda n: (-counts[n] * np.log(archive.articles / archive.counts[n]), archive.names[n]),
    )
    return " and ".join(f"“{archive.names[n]}”" for n in [n for n in best if archive.names[n] != tag][:2])
