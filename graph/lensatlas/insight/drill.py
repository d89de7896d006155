"""Tag upon tag: the articles that carry them all, and the tags that would narrow them best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.network.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrower:
    """A tag that could be added, and how many articles would remain."""

    label: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """Where a reader stands: every one of ``articles`` carries every one of ``tags``, newest first.

    ``left_out``: tags that were asked for and had to be dropped, because no article carries them all.
    ``next``: tags that would narrow the articles, the best first.
    """

    tags: tuple[str, ...]
    left_out: tuple[str, ...]
    articles: tuple[str, ...]
    next: tuple[Narrower, ...]

    @property
    def note(self) -> str:
        """What a reader should know before going on, or nothing."""
        if not self.left_out:
            return ""
        asked, kept = " + ".join((*self.tags, *self.left_out)), " + ".join(self.tags)
        rest = f"this is {kept}, the most of them that any article carries" if kept else "this is the whole atlas"
        return f"No article carries {asked}: {rest}."

    def row(self) -> dict[str, Any]:
        """The record in the shape of the command line's contract; ``left_out`` is there too."""
        steps = [{"label": step.label, "articles": step.articles} for step in self.next]
        return {"tags": [*self.tags], "articles": [*self.articles], "next": steps, "left_out": [*self.left_out]}


def drill(graph: Graph, tags: Sequence[int], *, most: int = 20) -> Drill:
    """The articles that carry all the given tags (all articles for none), and up to ``most`` next tags.

    Tags are ordered by how much a reader learns from *yes* or *no*: the entropy of the share of the articles that carry them
    (Shannon 1948), greatest for a tag on half of them; of two that learn alike, the one that leaves more. A tag that all
    of them carry narrows nothing and is offered only where no other is left. Where no article carries all the tags, the
    answer is for the largest set of them that some article does: of several, the one with most articles, then the one
    asked for first. So it is never a dead end.
    """
    asked = list(dict.fromkeys(tags))
    held = graph.links["tag"]
    kept, rest = _satisfiable(graph, asked)
    share = np.bincount(held[rest].indices, minlength=held.shape[1])
    share[kept] = 0
    offered = np.flatnonzero((share > 0) & (share < len(rest)))
    if not len(offered):
        offered = np.flatnonzero(share)
    gain = np.round(_entropy(share[offered] / max(len(rest), 1)), 9)
    order = offered[np.lexsort((offered, -share[offered], -gain))][:most]
    newest = rest[np.lexsort((rest, -graph.days[rest].astype(np.int64)))]
    label, name = graph.ids["tag"], graph.ids["article"]
    return Drill(
        tags=tuple(label[tag] for tag in kept),
        left_out=tuple(label[tag] for tag in asked if tag not in kept),
        articles=tuple(name[article] for article in newest),
        next=tuple(Narrower(label=label[tag], articles=int(share[tag])) for tag in order),
    )


def _satisfiable(graph: Graph, asked: Sequence[int]) -> tuple[list[int], np.ndarray]:
    """The asked tags that some article carries together, as many as can be, and the articles that carry them."""
    if not asked:
        return [], np.arange(graph.size)
    carried = graph.links["tag"][:, np.array(asked)].toarray() > 0
    together = carried.sum(axis=1)
    best = carried[together == together.max(initial=0)]
    sets, times = np.unique(best, axis=0, return_counts=True)
    # Rows of np.unique rise from False to True: the last of the most frequent holds the tags asked for first.
    chosen = sets[np.flatnonzero(times == times.max(initial=0))[-1]] if len(sets) else np.zeros(len(asked), bool)
    rest = np.flatnonzero(carried[:, chosen].all(axis=1))
    return [tag for tag, taken in zip(asked, chosen.tolist(), strict=True) if taken], rest


def _entropy(share: np.ndarray) -> np.ndarray:
    """Bits in a yes-or-no answer that is yes for this share; 0 for none and for all."""
    inner = np.clip(share, 1e-300, 1.0)
    outer = np.clip(1.0 - share, 1e-300, 1.0)
    return np.asarray(-(share * np.log2(inner) + (1.0 - share) * np.log2(outer)))
