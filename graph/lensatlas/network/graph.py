"""The drawn graph: articles and what they share, as arrays.

One :class:`Graph` is drawn from a corpus and never changed. Nodes of a kind are numbered from 0 in the order of their ids,
so the same corpus gives the same numbers whatever order it was read in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from scipy.sparse import csr_array

    from lensatlas.model import ActorKind

NodeKind = Literal["article", "tag", "actor", "lens", "mechanism", "source"]
# The kinds an article is linked to, in the order in which reasons name them.
LINKED: tuple[NodeKind, ...] = ("tag", "actor", "mechanism", "lens", "source")


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Everything the four questions ask, drawn once.

    For A articles and N nodes of a kind:

    - ``ids[kind]``: N ids in order; an id of any kind but article is its label.
    - ``headlines``, ``urls``, ``slugs``: A texts each (``""`` where an article has no URL).
    - ``days``: A × int32, publication day as a proleptic ordinal (:meth:`datetime.date.toordinal`), 0 where undated.
    - ``links[kind]``: A × N CSR; 1.0 a link, for actors the number of times the text names it (at least 1).
    - ``terms``: the text vocabulary, as stems; ``term_labels``: the same as a reader knows them; ``term_counts``: A × T CSR of
      how often each stands in an article.
    - ``actor_kinds``, ``actor_part_of``: one an actor; ``source_urls``: one a source; ``lens_notes``: one scope note a lens.
    - ``deks``, ``types``: A texts; ``minutes``, ``words``: A × int32, 0 where unknown.

    Only those without a default are needed to ask a question.
    """

    ids: Mapping[NodeKind, Sequence[str]]
    headlines: Sequence[str]
    urls: Sequence[str]
    slugs: Sequence[str]
    days: np.ndarray
    links: Mapping[NodeKind, csr_array]
    terms: Sequence[str]
    term_counts: csr_array
    actor_kinds: Sequence[ActorKind | None]
    actor_part_of: Sequence[str | None]
    term_labels: Sequence[str] = ()
    source_urls: Sequence[str] = ()
    lens_notes: Sequence[str] = ()
    deks: Sequence[str] = ()
    types: Sequence[str] = ()
    minutes: np.ndarray | None = None
    words: np.ndarray | None = None

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.ids["article"])

    @cached_property
    def position(self) -> Mapping[NodeKind, Mapping[str, int]]:
        """Kind → id → number."""
        return {kind: {name: i for i, name in enumerate(names)} for kind, names in self.ids.items()}
