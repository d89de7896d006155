"""How a reader can travel: asked of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.atlas import names
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.atlas.drawing import Drawn
    from lensatlas.insight.drill import Drill
    from lensatlas.insight.paths import Ground, Kind
    from lensatlas.insight.paths import Path as ReaderPath


class Travelling(Opened):
    """Reader paths, tours, and drilling tag by tag."""

    def path(self, from_article: str, to_article: str, n: int = 1) -> Answer[ReaderPath]:
        """Reader paths of 3 to 6 articles whose weakest link is as strong as can be; ``n`` alternatives that differ."""
        from lensatlas.insight.paths import connect

        drawn = self._drawing.asked()
        ends = names.article(drawn.graph, from_article), names.article(drawn.graph, to_article)
        return Answer("path", connect(self._ground(drawn), *ends, n=n))

    def paths(
        self, article: str, *, kinds: Sequence[Kind] | None = None, actor: str | None = None
    ) -> Answer[ReaderPath]:
        """Where a reader may go on from an article: one path a kind; the note says why other kinds lead nowhere.

        ``kinds``: some of next, background, actor, mechanism, lens; all of them where none is named. ``actor``: whom to follow, by default the one that tells most.
        """
        from lensatlas.insight.paths import paths

        with self._drawing.held() as (corpus, drawn):
            one = names.article(drawn.graph, article)
            followed = names.node(drawn.graph, "actor", actor, self._aliases(corpus)["actor"]) if actor else None
        found, missing = paths(self._ground(drawn), one, kinds=kinds or None, actor=followed)
        return Answer("paths", found, "\n".join(f"{way.kind}: {way.why}" for way in missing))

    def tour(self, subject: str, *, most: int = 6) -> Answer[ReaderPath]:
        """A tour of a tag or a lens, ``tag:NAME`` or ``lens:NAME`` where a name is both: few articles that show much of it."""
        from lensatlas.insight.paths import tour

        with self._drawing.held() as (corpus, drawn):
            kind, node = names.subject(drawn.graph, subject, self._aliases(corpus))
        return Answer("tour", (tour(self._ground(drawn), kind, node, most=most),))

    def drill(self, *tags: str) -> Answer[Drill]:
        """The articles that carry all the tags, and the next tags that split them best."""
        from lensatlas.insight.drill import drill

        with self._drawing.held() as (corpus, drawn):
            graph, known = drawn.graph, self._aliases(corpus)["tag"]
        found = drill(graph, [names.node(graph, "tag", tag, known) for tag in dict.fromkeys(tags)])
        return Answer("drill", (found,), found.note)

    def _ground(self, drawn: Drawn) -> Ground:
        """What every path stands on; kept while the drawing is."""
        from lensatlas.insight.paths import Ground

        if "ground" not in drawn.beside:
            links = self._drawing.links(drawn)
            drawn.beside["ground"] = Ground(graph=drawn.graph, features=drawn.features, links=links)
        found: Ground = drawn.beside["ground"]
        return found
