"""Tags in order: proposals for an editor, who alone may merge, part or rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.tagging.tags.doubles import near_duplicates
from lensatlas.tagging.tags.orphans import orphans
from lensatlas.tagging.tags.proposal import MERGE_KINDS, TAG_KINDS, Proposal, TagKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MERGE_KINDS", "TAG_KINDS", "Proposal", "TagKind", "near_duplicates", "orphans", "proposals"]


def proposals(uses: Mapping[str, int]) -> tuple[Proposal, ...]:
    """What counts alone tell: near-duplicates, then the orphans among the tags that are not proposed for merging.

    ``uses``: tag → how many articles have it. :func:`~lensatlas.tagging.tags.survey.survey` tells more, from the articles.
    """
    doubles = near_duplicates(uses)
    named = {row.from_tag for row in doubles}
    return (*doubles, *(row for row in orphans(uses) if row.from_tag not in named))
