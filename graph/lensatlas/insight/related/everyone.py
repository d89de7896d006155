"""What is shown beside every article, as arrays: whom the lists reach is counted on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.related.choice import Shown, choices
from lensatlas.insight.related.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lensatlas.insight.related.choice import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyone:
    """The lists of A articles, L companions in all, in the order in which they are shown.

    ``starts``: A + 1 × int64; the companions of article a stand at ``starts[a]`` to ``starts[a + 1]``. ``ids``: L × int32.
    ``scores``: L × float64. ``roles``: L × int8, indices into :data:`~lensatlas.insight.related.roles.ROLES`. ``folded``: a
    companion's place in these → the articles it stands for. ``copies``: article → those that tell nearly its own text.
    """

    starts: np.ndarray
    ids: np.ndarray
    scores: np.ndarray
    roles: np.ndarray
    folded: Mapping[int, tuple[int, ...]]
    copies: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, question: Question, told: Callable[[int], None] = lambda _done: None) -> Everyone:
        """The lists of every article; ``told`` hears how many are done. About a millisecond each."""
        count = np.zeros(question.graph.size + 1, np.int64)
        ids: list[np.ndarray] = []
        scores: list[np.ndarray] = []
        roles: list[np.ndarray] = []
        folded: dict[int, tuple[int, ...]] = {}
        copies: dict[int, tuple[int, ...]] = {}
        place = 0
        for article, shown in enumerate(choices(question, np.arange(question.graph.size))):
            count[article + 1] = len(shown.ids)
            ids.append(np.array(shown.ids, np.int32))
            scores.append(np.array(shown.scores, np.float64))
            roles.append(np.array([ROLES.index(role) for role in shown.roles], np.int8))
            folded |= {place + i: those for i, those in enumerate(shown.folded) if those}
            copies |= {article: shown.copies} if shown.copies else {}
            place += len(shown.ids)
            told(article + 1)
        return cls(
            starts=np.cumsum(count), ids=_joined(ids, np.int32), scores=_joined(scores, np.float64),
            roles=_joined(roles, np.int8), folded=folded, copies=copies,
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.starts) - 1

    @property
    def inlinks(self) -> np.ndarray:
        """A × int64: in how many lists each article stands."""
        return np.bincount(self.ids, minlength=self.size)

    @property
    def named(self) -> np.ndarray:
        """A × bool: whether an article is told as a copy of another, in a list or beside one."""
        found = np.zeros(self.size, bool)
        for those in (*self.folded.values(), *self.copies.values()):
            found[list(those)] = True
        return found

    @property
    def never(self) -> np.ndarray:
        """A × bool: who stands in no list and is told as nobody's copy."""
        return np.asarray((self.inlinks == 0) & ~self.named)

    def shown(self) -> Iterator[tuple[int, Shown]]:
        """Each article with its list."""
        for article in range(self.size):
            at = range(int(self.starts[article]), int(self.starts[article + 1]))
            part = slice(at.start, at.stop)
            yield article, Shown(
                ids=tuple(self.ids[part].tolist()), scores=tuple(self.scores[part].tolist()),
                roles=tuple(ROLES[role] for role in self.roles[part].tolist()),
                folded=tuple(self.folded.get(place, ()) for place in at), copies=self.copies.get(article, ()),
            )  # fmt: skip


def _joined(parts: list[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
