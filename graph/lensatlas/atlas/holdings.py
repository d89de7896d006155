"""What an atlas holds: articles, tags, actors, claims, mentions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lensatlas.atlas import build, names, rows
from lensatlas.atlas.batches import batches
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd


class Holdings(Opened):
    """The tables of an atlas: data frames, and rows in the shapes of the command line's contract."""

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article; columns as :data:`lensatlas.publish.tables.TABLES` says, here and below."""
        return _frame("articles", self.article_rows())

    @property
    def tags(self) -> pd.DataFrame:
        """One row a tag: its label, how many articles carry it, the first and last day."""
        return _frame("tags", self.tag_rows())

    @property
    def actors(self) -> pd.DataFrame:
        """One row an actor: kind, aliases, how it came to be known, in how many articles."""
        return _frame("actors", self.actor_rows())

    @property
    def claims(self) -> pd.DataFrame:
        """One row a leverage claim, with its sentence and the rule that read it."""
        return _frame("claims", self.claim_rows())

    def article_rows(self, article: str | None = None) -> Iterator[dict[str, Any]]:
        """The articles, or one, in the shape of the command line's contract."""
        with self._drawing.held() as (corpus, drawn):
            wanted = names.article_id(drawn.graph, article)
            kinds = {actor.id: actor.kind for actor in corpus.actors()}
            for held, tagged in corpus.settled():
                if wanted in {None, held.id}:
                    yield rows.article(held, tagged, kinds)

    def tag_rows(self) -> Iterator[dict[str, Any]]:
        """Every tag with its use."""
        return rows.tags(self.graph)

    def actor_rows(self) -> Iterator[dict[str, Any]]:
        """Every actor that an article names or claims something of."""
        with self._drawing.held() as (corpus, drawn):
            yield from rows.actors(drawn.graph, corpus.actors())

    def claim_rows(self, article: str | None = None) -> Iterator[dict[str, Any]]:
        """The leverage claims, of all articles or of one, in the shape of the command line's contract."""
        with self._drawing.held() as (corpus, drawn):
            wanted = names.article_id(drawn.graph, article)
            kinds = {actor.id: actor.kind for actor in corpus.actors()}
            for claim in corpus.claims(wanted):
                yield rows.claim(claim, kinds, rows.day(drawn.graph, claim.article))

    def found_mentions(self) -> Iterator[dict[str, Any]]:
        """Every stretch of the articles' text that names an actor."""
        with self._drawing.held() as (corpus, _):
            yield from map(asdict, corpus.mentions())

    def mention_rows(self, texts: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        """Who is named in texts that are not of the atlas: pairs of an id and a text."""
        from lensatlas.atlas import settling
        from lensatlas.tagging.mentions import found_in
        from lensatlas.tagging.names import evidence_of

        given, problems = build.grounds(self.config)
        for problem in problems:
            self._drawing.on_problem(problem)
        with self._drawing.corpus(readonly=True) as corpus:
            lexicon = settling.known(corpus, given)
        for batch in batches(texts):
            around = evidence_of([text for _, text in batch])
            for name, text in batch:
                found = found_in([text], lexicon, around=around)
                yield {"id": name, "mentions": [rows.mention(one, text) for one in found]}


def _frame(table: str, records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    from lensatlas.publish.tables import frame

    return frame(table, records)
