"""Tags beside the concepts of a vocabulary: what each says there, by label, and by what its articles are about."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lensatlas.tagging.align.alignment import RULES, Alignment, Match, Rule
from lensatlas.tagging.align.candidates import candidates
from lensatlas.tagging.align.labels import Labels
from lensatlas.tagging.tags.proposal import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scipy.sparse import csr_array

    from lensatlas.model import Concept
    from lensatlas.tagging.align.context import Context

__all__ = ["RULES", "Alignment", "Match", "Rule", "align"]

# A second concept must be this near the best in score to be shown beside it.
_BESIDE = 0.6
# A standing (share of concepts farther away) is drawn in from the ends: no context is certain.
_ENDS = 0.02
# The log odds of the standing that a true alignment usually has (.9): what falls short of it lowers a score.
_USUAL = 2.2


def align(
    tags: Mapping[str, Sequence[int]],
    concepts: Iterable[Concept],
    *,
    terms: Sequence[str] = (),
    counts: csr_array | None = None,
    most: int = 3,
    least: float = 0.3,
) -> Iterator[Alignment]:
    """For each tag in order the concepts it may mean, the truest first: at most ``most``, none with a score below ``least``.

    ``tags``: tag → the numbers of its articles. ``terms`` and ``counts``: the text vocabulary, T stems, and how often each
    stands in each of A articles (A × T, rows by article number); without them only labels decide. The score is the sureness
    of the rule that leads from tag to concept, swayed (in log odds) by the share of concepts that are farther from what the
    tag's articles are about. Concepts without a label are left out.
    """
    known = sorted((each for each in concepts if each.preferred or each.alternative), key=lambda each: each.id)
    labels, context = Labels.of(known), None
    if counts is not None and counts.shape[0] and known:
        from lensatlas.tagging.align.context import Context

        context = Context.of(known, terms, counts)
    for tag in sorted(tags):
        rows = _aligned(tag, tags[tag], known, labels, context)
        best = rows[0].score if rows else 0.0
        yield from [row for row in rows if row.score >= max(least, _BESIDE * best)][:most]


def _aligned(
    tag: str, holders: Sequence[int], concepts: Sequence[Concept], labels: Labels, context: Context | None
) -> list[Alignment]:
    found = candidates(tag, labels)
    numbers = sorted(found)
    standing: Sequence[float | None] = [None] * len(numbers)
    if context is not None and holders and numbers:
        standing = context.standing(tag, holders, numbers)
    rows = [
        _row(tag, holders, concepts[number], *found[number], share)
        for number, share in zip(numbers, standing, strict=True)
    ]
    return sorted(rows, key=lambda row: (-round(row.score, 9), row.concept))


def _row(tag: str, holders: Sequence[int], concept: Concept, name: str, sure: float, share: float | None) -> Alignment:
    rule = RULES[name]
    why = f"“{concept.label}” {rule.says} (“{tag}”)"
    odds = math.log(sure / (1 - sure))
    if share is not None:
        within = min(max(share, _ENDS), 1 - _ENDS)
        odds += rule.sway * (math.log(within / (1 - within)) - _USUAL)
        why += f"; it is nearer to what its {articles(len(holders))} say than {share:.0%} of all concepts"
    return Alignment(
        tag=tag, concept=concept.id, label=concept.label, match=rule.match, score=1 / (1 + math.exp(-odds)), rule=name,
        why=why + ".",
    )  # fmt: skip
