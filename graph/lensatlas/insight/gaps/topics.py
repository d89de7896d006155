"""Tags that an editor could tidy: pairs that seem to be one, and tags that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.insight.gaps.gap import LINKS, Gap, Gaps, Note
from lensatlas.tagging.tags import proposals

if TYPE_CHECKING:
    from lensatlas.insight.gaps.coverage import Coverage


def untidy(coverage: Coverage) -> Gaps:
    """Near-duplicate tags, the surest first; then tags on one article only, those nearest another tag first.

    A tag that seems to be another is not listed again as an orphan. Both are proposals: nothing is merged. Of one
    article alone nothing can be said: each of its tags stands once.
    """
    alone = coverage.graph.size < 2
    tags = coverage.marks("tag").tocsc()
    names = coverage.graph.ids["tag"]
    uses = {name: int(tags.indptr[i + 1] - tags.indptr[i]) for i, name in enumerate(names)}
    rows = []
    for proposal in proposals(uses):
        column = coverage.graph.position["tag"][proposal.from_tag]
        held = tags.indices[tags.indptr[column] : tags.indptr[column + 1]].tolist()
        lonely = proposal.kind == "orphan"
        if lonely and alone:
            continue
        # Which of two tags has more articles may turn round with the next one: the pair is the same gap either way.
        about = (proposal.from_tag,) if lonely else tuple(sorted((proposal.from_tag, proposal.into or "")))
        rows.append(
            Gap(
                kind="orphan_tag" if lonely else "near_duplicate_tag", subject=proposal.from_tag, have=len(held),
                expected=2 if lonely else None, score=proposal.score, why=proposal.why,
                articles=coverage.newest(held, LINKS), about=about,
            )
        )  # fmt: skip
    said = "One article is too few to call its tags orphans."
    return Gaps(rows=tuple(rows), notes=(Note(kind="orphan_tag", text=said),) if alone else ())
