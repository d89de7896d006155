"""What is related, and why: asked of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lensatlas.atlas import names
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.insight.related import Companion, Question, Related
    from lensatlas.insight.related.explain import Explained
    from lensatlas.insight.related.reach import Reach
    from lensatlas.model import Pin


class Relating(Opened):
    """Related articles, why two of them are linked, and what an editor pins beside one."""

    def related(
        self, article: str, k: int = 10, *, min_score: float | None = None, exact: bool = False
    ) -> Answer[Companion]:
        """The articles that belong beside this one, best first, each with its role and the reasons for its score."""
        import numpy as np

        from lensatlas.insight.related import answers

        asked = self._related(k=k, min_score=min_score, exact=exact)
        found = next(answers(asked, np.array([names.article(asked.graph, article)])))
        return Answer("related", found.related, found.note, whole=found)

    def related_rows(
        self, *, k: int = 10, min_score: float | None = None, exact: bool = False, rescue: bool = False
    ) -> Iterator[dict[str, Any]]:
        """The related articles of every article as they are found, in the shape of the command line's contract.

        ``rescue``: every article that has anything in common with another stands in one list at least (:meth:`reach`).
        """
        import numpy as np

        from lensatlas.insight.related import answers

        asked = self._related(k=k, min_score=min_score, exact=exact, everywhere=True)
        found = self._reach(asked, rescue=True)[1] if rescue else answers(asked, np.arange(asked.graph.size))
        for number, beside in enumerate(found, start=1):
            self._drawing.progress("relating", number, asked.graph.size)
            yield beside.row()
        self._drawing.progress("", 0, None)

    def reach(self, k: int = 10, *, min_score: float | None = None, rescue: bool = False) -> Answer[Reach]:
        """Whom the related lists reach, how evenly, and how far above chance; with ``rescue``, after a place was found for all.

        The places that a rescue finds, and what they cost, are told; :meth:`related_rows` gives the lists.
        """
        found, _ = self._reach(self._related(k=k, min_score=min_score, everywhere=True), rescue=rescue)
        return Answer("reach", (found,), "\n".join(found.sentences()))

    def _reach(self, asked: Question, *, rescue: bool) -> tuple[Reach, Iterator[Related]]:
        from lensatlas.insight.related.answers import told
        from lensatlas.insight.related.reach import reach

        found, lists = reach(
            asked, rescue=rescue, told=lambda done: self._drawing.progress("choosing", done, asked.graph.size)
        )  # fmt: skip
        self._drawing.progress("", 0, None)
        return found, told(asked, lists.shown())

    def explain(self, article: str, other: str) -> Answer[Explained]:
        """Why two articles are linked, or why not: feature by feature, adding up to the score."""
        from lensatlas.insight.related.explain import explain

        asked = self._related()
        found = explain(asked, names.article(asked.graph, article), names.article(asked.graph, other))
        return Answer("explain", (found,), "\n".join(found.sentences()))

    def pin(self, pin: Pin) -> Pin | None:
        """Record in pins.csv what shall stand beside an article, or never; None where it is recorded already.

        Raises :class:`~lensatlas.errors.NotFound` for an unknown article and :class:`~lensatlas.errors.UsageError` for one
        beside itself or an action that is none.
        """
        from lensatlas.atlas import pins

        return pins.record(self._drawing.place.pins, self.graph, pin)

    def unpin(self, pin: Pin) -> int:
        """Take a pin out of pins.csv again; how many rows went."""
        from lensatlas.atlas import pins

        return pins.withdraw(self._drawing.place.pins, self.graph, pin)

    def _related(
        self, *, k: int = 10, min_score: float | None = None, exact: bool = False, everywhere: bool = False
    ) -> Question:
        """The related question, with the editor's pins; asked of every article, with the lists that are kept."""
        from lensatlas.atlas import pins
        from lensatlas.insight.related import question

        drawn = self._drawing.asked()
        k = min(k, max(drawn.graph.size, 1))  # no list holds more, and room is made for k
        pinned, problems = pins.applied(self._drawing.place.pins, drawn.graph)
        for problem in problems:
            self._drawing.on_problem(problem)
        return question(
            drawn.graph, drawn.features, k=k, min_score=min_score, exact=exact, pins=pinned, chance=self._drawing.chance(drawn),
            lists=self._drawing.lists(drawn) if everywhere else None,
        )  # fmt: skip
