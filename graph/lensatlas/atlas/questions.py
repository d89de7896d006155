"""Who has leverage, what is not covered, what was promised, how to tag: asked of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.atlas import names, rows
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from lensatlas.atlas.suggesting import Suggested
    from lensatlas.insight.gaps import Gap
    from lensatlas.insight.leverage import Leverage
    from lensatlas.insight.watch import Watched
    from lensatlas.model import Article


class Questions(Opened):
    """Leverage and gaps."""

    def leverage(self, *actors: str, by: str | None = None) -> Answer[Leverage]:
        """What articles claim of each actor beside what the network shows; ``by`` names the measure that ranks."""
        from lensatlas.insight.leverage import leverage

        with self._drawing.held() as (corpus, drawn):
            aliases = self._aliases(corpus)
            claims = tuple(corpus.claims())
        wanted = [names.node(drawn.graph, "actor", asked, aliases["actor"]) for asked in actors] or None
        found = leverage(drawn.graph, claims, actors=wanted, by=by)
        return Answer("leverage", found, f"Ranked by {found[0].by.replace('_', ' ')}." if found else "")

    def gaps(self, *, as_of: dt.date | None = None, kinds: Iterable[str] = (), most: int | None = None) -> Answer[Gap]:
        """What is not covered and what was promised: rows with have, expected, and why in one sentence."""
        from lensatlas.insight import gaps

        with self._drawing.held() as (corpus, drawn):
            day = as_of or rows.newest(drawn.graph)
            world = gaps.Coverage(graph=drawn.graph, settled=corpus.settled, lenses=self.config.lenses, as_of=day)
            found = gaps.gaps(world, kinds=tuple(kinds), most=most)
        return Answer("gaps", found.rows, "\n".join(note.text for note in found.notes))

    def watch(self, article: str | None = None, *, as_of: dt.date | None = None) -> Answer[Watched]:
        """What readers were told to watch, and what became of it."""
        from lensatlas.insight.watch import ledger

        with self._drawing.held() as (corpus, drawn):
            wanted = names.article_id(drawn.graph, article)
            found = ledger(corpus.settled, graph=drawn.graph, as_of=as_of or rows.newest(drawn.graph))
        return Answer("watch", tuple(one for one in found if wanted in {None, one.item.article}))

    def suggest(self, *articles: str, others: Iterable[Article] | None = None) -> Answer[Suggested]:
        """Tags and lenses for articles of the atlas (without any named: for all), or for ``others`` that are not of it.

        Each comes with the probability that an editor would give it, and with the words that speak for it. Raises
        :class:`~lensatlas.errors.TooFewArticles` below fifty tagged articles.
        """
        from lensatlas.atlas import suggesting

        with self._drawing.held() as (corpus, drawn):
            # Looked up first: whoever mistyped a name should not wait for the learning.
            wanted = {names.article_id(drawn.graph, article) for article in articles}
            self._drawing.progress("learning from the archive", 0, None)
            archive = suggesting.Archive.of(corpus.settled)
            if others is not None:
                asked = [(suggesting.by_tags(one), suggesting.by_lenses(one)) for one in others]
            else:
                asked = [
                    (suggesting.by_tags(*held), suggesting.by_lenses(*held))
                    for held in corpus.settled()
                    if not wanted or held[0].id in wanted
                ]
        self._drawing.progress("suggesting", 0, len(asked))
        found = tuple(archive.suggest(asked))
        self._drawing.progress("", 0, None)
        return Answer("suggest", found, archive.note)
