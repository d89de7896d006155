"""What is related, and why: asked of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lensatlas.atlas import names
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.insight.related import Companion


class Relating(Opened):
    """Related articles."""

    def related(
        self, article: str, k: int = 10, *, min_score: float | None = None, exact: bool = False
    ) -> Answer[Companion]:
        """The articles that belong beside this one, best first, each with its role and the reasons for its score."""
        from lensatlas.insight.related import related

        drawn = self._drawing.asked()
        one = names.article(drawn.graph, article)
        found = related(drawn.graph, drawn.features, one, k=k, min_score=min_score, exact=exact)
        return Answer("related", found.related, whole=found)

    def related_rows(
        self, article: str | None, *, k: int, min_score: float | None, exact: bool
    ) -> Iterator[dict[str, Any]]:
        """The related articles of one article, or of each, as they are found."""
        from lensatlas.insight.related import related_all

        if article is not None:
            yield from self.related(article, k, min_score=min_score, exact=exact).rows()
            return
        drawn = self._drawing.asked()
        each = related_all(drawn.graph, drawn.features, k=k, min_score=min_score, exact=exact)
        for number, found in enumerate(each, start=1):
            self._drawing.progress("relating", number, drawn.graph.size)
            yield found.row()
        self._drawing.progress("", 0, None)
