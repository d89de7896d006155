"""What an atlas publishes: maps, graphs, triples, answers to SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.atlas import build, names, rows
from lensatlas.atlas.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd
    import rdflib

    from lensatlas.publish.rdf import Triple
    from lensatlas.publish.rdf.conform import Conformance
    from lensatlas.publish.rdf.results import Found


class Publishing(Opened):
    """The atlas in the forms that others read."""

    def map(self, around: str | None = None) -> str:
        """The interactive map as one HTML page: of the whole atlas, or around one article, tag, actor, lens, mechanism, source."""
        from lensatlas.publish import map as maps

        with self._drawing.held() as (corpus, drawn):
            graph, claims = drawn.graph, tuple(corpus.claims())
            aliases = self._aliases(corpus)
        title = self.config.publication.name
        if around is None:
            return maps.render(maps.whole(graph, claims, title=title))
        kind, number = names.anything(graph, around, aliases)
        shown = graph.headlines[number] if kind == "article" else graph.ids[kind][number]
        return maps.render(maps.around(graph, claims, kind, number, title=f"{title}: around {shown}"))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph with typed nodes and edges and all their attributes."""
        from lensatlas.network.views import to_networkx

        with self._drawing.held() as (corpus, drawn):
            return to_networkx(drawn.graph, tuple(corpus.claims()))

    def to_rdflib(self) -> rdflib.Graph:
        """The atlas as an rdflib graph."""
        from lensatlas.publish.rdf.conform import to_rdflib

        return to_rdflib(self.triples())

    def triples(self, *, mentions: bool = True) -> Iterator[Triple]:
        """The atlas as RDF, article by article, in a fixed order."""
        from lensatlas.insight.watch import ledger
        from lensatlas.publish.rdf import triples

        with self._drawing.held() as (corpus, drawn):
            found = ledger(corpus.settled, graph=drawn.graph, as_of=rows.newest(drawn.graph))
            yield from triples(
                corpus.settled(), actors=corpus.actors(), lenses=self.config.lenses,
                publication=self.config.publication, mentions=mentions, decisions=build.decisions(self.config)[0],
                watch={one.item.id: (one.state, one.answer.article if one.answer else None) for one in found},
            )  # fmt: skip

    def sparql(self, query: str, *, seconds: float = 30.0, rows: int = 100_000) -> pd.DataFrame:
        """What a SPARQL query finds, as a data frame with typed columns; read-only, and cut at the limits."""
        return self.query(query, seconds=seconds, rows=rows).to_frame()

    def query(self, query: str, *, seconds: float = 30.0, rows: int = 100_000) -> Found:
        """What a SPARQL query finds: rows, a boolean or triples, and whether a limit cut it short.

        The triples are loaded into a store once per drawing, those of the mentions only for a query that looks into their graph.
        """
        from lensatlas.publish.rdf.sparql import needs_mentions
        from lensatlas.publish.rdf.sparql import query as ask
        from lensatlas.publish.rdf.store import build_store

        mentions = needs_mentions(query)
        folder = self._drawing.asked().folder / ("rdf-with-mentions" if mentions else "rdf")
        base = self.config.publication.base
        if not folder.exists():
            self._drawing.progress("loading the triples", 0, None)
            build_store(self.triples(mentions=mentions), folder, base=base)
            self._drawing.progress("", 0, None)
        return ask(folder, query, base=base, seconds=seconds, rows=rows)

    def conformance(self) -> Conformance:
        """Whether the atlas's RDF keeps what its SHACL shapes promise, and every place where it does not."""
        from lensatlas.publish.rdf.conform import conform

        return conform(self.to_rdflib())
