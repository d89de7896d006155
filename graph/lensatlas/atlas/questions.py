"""The four questions, asked of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lensatlas.atlas import names, rows
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from lensatlas.atlas.suggesting import Suggested
    from lensatlas.insight.drill import Drill
    from lensatlas.insight.gaps import Gap
    from lensatlas.insight.leverage import Leverage
    from lensatlas.insight.paths import Path as ReaderPath
    from lensatlas.insight.related import Companion
    from lensatlas.insight.watch import Watched
    from lensatlas.model import Article


class Questions(Opened):
    """What is related, how to travel, who has leverage, what is not covered."""

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

    def path(self, from_article: str, to_article: str, n: int = 1) -> Answer[ReaderPath]:
        """Reader paths of 3 to 6 articles whose weakest link is as strong as can be; ``n`` alternatives that differ."""
        from lensatlas.insight.paths import connect
        from lensatlas.network.links import Links

        drawn = self._drawing.asked()
        ends = names.article(drawn.graph, from_article), names.article(drawn.graph, to_article)
        return Answer("path", connect(drawn.graph, drawn.features, Links.of(drawn.graph, drawn.features), *ends, n=n))

    def drill(self, *tags: str) -> Answer[Drill]:
        """The articles that carry all the tags, and the next tags that split them best."""
        from lensatlas.insight.drill import drill

        with self._drawing.held() as (corpus, drawn):
            graph, known = drawn.graph, self._aliases(corpus)["tag"]
        found = drill(graph, [names.node(graph, "tag", tag, known) for tag in dict.fromkeys(tags)])
        return Answer("drill", (found,), found.note)

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
