"""What nobody covers: a short list of gaps, each with its reason.

Every kind is one pure function of a :class:`Coverage`; :func:`gaps` asks them all.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from lensatlas.errors import NotFound
from lensatlas.insight.gaps.actors import unanalysed, unpaid
from lensatlas.insight.gaps.cells import missing, shortfalls
from lensatlas.insight.gaps.coverage import Coverage
from lensatlas.insight.gaps.gap import GAP_KINDS, Gap, GapKind, Gaps, Note, listed
from lensatlas.insight.gaps.promises import promises
from lensatlas.insight.gaps.rhythm import silences
from lensatlas.insight.gaps.sources import concentration
from lensatlas.insight.gaps.templates import repeating, templated
from lensatlas.insight.gaps.topics import untidy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = ["GAP_KINDS", "Coverage", "Gap", "GapKind", "Gaps", "Note", "gaps"]


# Each question about coverage, with the kinds it finds.
_ASKED: tuple[tuple[tuple[GapKind, ...], Callable[[Coverage], Gaps]], ...] = (
    (("broken_promise", "unanswered_watch"), promises),
    (("lens_tag",), lambda coverage: missing(coverage, "tag")),
    (("lens_actor",), lambda coverage: missing(coverage, "actor")),
    (("lens_shortfall",), shortfalls),
    (("unanalysed_actor",), unanalysed),
    (("no_cost_bearer",), unpaid),
    (("single_source_lens", "source_concentration"), concentration),
    (("templated_sentence",), templated),
    (("why_repeats_dek",), repeating),
    (("stale_tag",), silences),
    (("near_duplicate_tag", "orphan_tag"), untidy),
)


def gaps(coverage: Coverage, *, kinds: Collection[str] = (), most: int | None = None) -> Gaps:
    """Every gap, by kind in the order of :data:`GAP_KINDS`, then the worst first.

    ``kinds``: only these, all where none is named; ``most``: at most so many a kind, all where None. The notes say what was
    too thin to judge and how many rows were cut. Raises :class:`~lensatlas.errors.NotFound` for a kind that there is not.
    """
    for kind in kinds:
        if kind not in GAP_KINDS:
            raise NotFound("kind of gap", kind, tuple(get_close_matches(kind, GAP_KINDS)) or tuple(GAP_KINDS))
    wanted = frozenset(kinds or GAP_KINDS)
    return listed((ask(coverage) for of, ask in _ASKED if wanted.intersection(of)), kinds=wanted, most=most)
