"""The atlas as users hold it: articles go in, questions are asked, answers come out with their reasons."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lensatlas import config as configuration
from lensatlas.atlas import build as work
from lensatlas.atlas import names, place, rows
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.report import Report
from lensatlas.model import Problem, digest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    import networkx as nx
    import pandas as pd
    import rdflib

    from lensatlas.atlas.build import Progress
    from lensatlas.config import Config
    from lensatlas.insight.drill import Drill
    from lensatlas.insight.gaps import Gap
    from lensatlas.insight.leverage import Leverage
    from lensatlas.insight.paths import Path as ReaderPath
    from lensatlas.insight.related import Related
    from lensatlas.insight.watch import Watched
    from lensatlas.network import Features, Graph
    from lensatlas.network.capacity import Capacity
    from lensatlas.publish.rdf import Triple
    from lensatlas.publish.rdf.results import Found
    from lensatlas.store import Corpus
    from lensatlas.tagging.tags import Proposal


class Atlas:
    """One publication's atlas, in a folder.

    Articles go in with :meth:`add`; any question draws what is new first (:meth:`build` does it beforehand). Arguments that
    name an article, tag or actor accept an id, a URL, a slug, or a label that fits one only; a miss raises
    :class:`~lensatlas.errors.NotFound`, which offers the nearest known ones.
    """

    def __init__(self, where: place.Place, *, progress: Progress = work.silent) -> None:
        self._place = where
        self._progress = progress
        self._drawn: tuple[str, Graph, Features] | None = None

    @classmethod
    def open(cls, folder: str | Path, *, progress: Progress = work.silent) -> Atlas:
        """The atlas in a folder; a new one where the folder is absent or empty."""
        return cls(place.found_or_made(folder), progress=progress)

    @classmethod
    def found_or_made(cls, folder: str | Path | None, *, progress: Progress = work.silent) -> Atlas:
        """The atlas that is named or nearest; a named folder that is absent or empty becomes one."""
        return cls(place.found_or_made(folder), progress=progress)

    @classmethod
    def find(cls, folder: str | Path | None = None, *, progress: Progress = work.silent) -> Atlas:
        """The atlas in a folder, else the one LENSATLAS_DIR names, else the nearest upward; it is never made."""
        return cls(place.find(folder), progress=progress)

    def __repr__(self) -> str:
        return f"Atlas({str(self.folder)!r})"

    @property
    def folder(self) -> Path:
        """Where the atlas lives."""
        return self._place.folder

    @property
    def config(self) -> Config:
        """What lensatlas.toml says, read anew."""
        return configuration.load(self._place.config)

    # ---- ways in ---------------------------------------------------------------------------------------------------

    def add(
        self,
        *inputs: str | Path,
        form: str | None = None,
        stdin: BinaryIO | None = None,
        on_problem: Callable[[Problem], None] | None = None,
    ) -> Report:
        """Read files, folders, globs, or ``-`` (``stdin``) into the atlas; ``form`` names the format where it should not be detected.

        What is reported through the atlas's progress as added is on disk: a kill loses nothing of it.
        """
        from lensatlas.ingest import read

        records = read([str(path) for path in inputs], profile=self.config.profile, form=form, stdin=stdin)
        tally = _Tally(self._place, on_problem)
        with self._corpus(create=True) as corpus:
            for batch in work.batches(records):
                tally.read += len(batch)
                for record in batch:
                    if isinstance(record, Problem):
                        tally.reject(record)
                for outcome in corpus.add([record for record in batch if not isinstance(record, Problem)]):
                    tally.take(outcome)
                self._progress("adding", tally.read, None)
        self._progress("", 0, None)
        return tally.report()

    def remove(self, *articles: str) -> Report:
        """Take articles out, with everything that was found in them; the files they came from stay."""
        with self._corpus() as corpus:
            known = rows.directory(corpus.articles())
            ids = [names.listed(known, asked) for asked in articles]
            return Report(removed=corpus.remove(ids))

    def build(self) -> Report:
        """Tag what is new and draw the atlas now; :class:`~lensatlas.atlas.Report` counts what it holds as unchanged."""
        graph, _ = self._asked()
        return Report(read=graph.size, unchanged=graph.size)

    # ---- what it holds ---------------------------------------------------------------------------------------------

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article; columns as in the vocabulary: id, slug, url, headline, dek, published and more."""
        return self._frame("articles", self.article_rows())

    @property
    def tags(self) -> pd.DataFrame:
        """One row a tag: its label, how many articles carry it, the first and last day."""
        return self._frame("tags", self.tag_rows())

    @property
    def actors(self) -> pd.DataFrame:
        """One row an actor: label, kind, aliases, how it came to be known, in how many articles."""
        return self._frame("actors", self.actor_rows())

    @property
    def claims(self) -> pd.DataFrame:
        """One row a leverage claim, with its sentence and the rule that read it."""
        return self._frame("claims", self.claim_rows())

    def article_rows(self, article: str | None = None) -> Iterator[dict[str, Any]]:
        """The articles, or one, in the shape of the command line's contract."""
        wanted = self._article_id(article)
        with self._settled() as corpus:
            kinds = {actor.id: actor.kind for actor in corpus.actors()}
            for held, tagged in corpus.settled():
                if wanted in {None, held.id}:
                    yield rows.article(held, tagged, kinds)

    def tag_rows(self) -> Iterator[dict[str, Any]]:
        """Every tag with its use."""
        return rows.tags(self.graph)

    def actor_rows(self) -> Iterator[dict[str, Any]]:
        """Every actor that an article names or claims something of."""
        with self._settled() as corpus:
            yield from rows.actors(self.graph, corpus.actors())

    def found_mentions(self) -> Iterator[dict[str, Any]]:
        """Every stretch of the articles' text that names an actor."""
        with self._settled() as corpus:
            yield from map(asdict, corpus.mentions())

    def claim_rows(self, article: str | None = None) -> Iterator[dict[str, Any]]:
        """The leverage claims, of all articles or of one, in the shape of the command line's contract."""
        wanted = self._article_id(article)
        graph = self.graph
        with self._settled() as corpus:
            kinds = {actor.id: actor.kind for actor in corpus.actors()}
            for claim in corpus.claims():
                if wanted in {None, claim.article}:
                    yield rows.claim(claim, kinds, rows.day(graph, claim.article))

    def mention_rows(self, texts: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        """Who is named in texts that are not of the atlas: pairs of an id and a text."""
        from lensatlas.tagging import Lexicon

        actors, _ = work.authority(self.config)
        with self._corpus(readonly=True) as corpus:
            lexicon = Lexicon.learn(corpus.articles(), lenses=self.config.lenses, authority=actors)
        kinds = {actor.id: actor.kind for actor in lexicon.actors}
        for name, text in texts:
            yield {"id": name, "mentions": [rows.mention(found, text, kinds) for found in lexicon.gazetteer.find(text)]}

    # ---- the four questions ----------------------------------------------------------------------------------------

    def related(
        self, article: str, k: int = 10, *, min_score: float | None = None, exact: bool = False
    ) -> Answer[Related]:
        """The articles that belong beside this one, best first, each with its role and the reasons for its score."""
        from lensatlas.insight.related import related

        graph, features = self._asked()
        found = related(graph, features, names.article(graph, article), k=k, min_score=min_score, exact=exact)
        return Answer("related", (found,))

    def related_rows(
        self, article: str | None, *, k: int, min_score: float | None, exact: bool
    ) -> Iterator[dict[str, Any]]:
        """The related articles of one article, or of each, as they are found."""
        from lensatlas.insight.related import related_all

        if article is not None:
            yield from self.related(article, k, min_score=min_score, exact=exact).rows()
            return
        graph, features = self._asked()
        for number, found in enumerate(related_all(graph, features, k=k, min_score=min_score, exact=exact), start=1):
            self._progress("relating", number, graph.size)
            yield found.row()
        self._progress("", 0, None)

    def path(self, from_article: str, to_article: str, n: int = 1) -> Answer[ReaderPath]:
        """Reader paths of 3 to 6 articles whose weakest link is as strong as can be; ``n`` alternatives that differ."""
        from lensatlas.insight.paths import path

        graph, features = self._asked()
        ends = names.article(graph, from_article), names.article(graph, to_article)
        return Answer("path", path(graph, features, *ends, n=n, capacity=self._capacity(graph, features)))

    def drill(self, *tags: str) -> Answer[Drill]:
        """The articles that carry all the tags, and the next tags that split them best."""
        from lensatlas.insight.drill import drill

        graph, _ = self._asked()
        return Answer("drill", (drill(graph, [names.node(graph, "tag", tag) for tag in tags]),))

    def leverage(self, *actors: str, by: str | None = None) -> Answer[Leverage]:
        """What articles claim of each actor beside what the network shows; ``by`` names the measure that ranks."""
        from lensatlas.insight.leverage import leverage

        graph, _ = self._asked()
        with self._settled() as corpus:
            known = tuple((alias, actor.id) for actor in corpus.actors() for alias in actor.aliases)
            claims = tuple(corpus.claims())
        wanted = [names.node(graph, "actor", asked, known) for asked in actors] or None
        return Answer("leverage", leverage(graph, claims, actors=wanted, **({"by": by} if by else {})))

    def gaps(self, *, as_of: dt.date | None = None, kinds: Iterable[str] = (), most: int | None = None) -> Answer[Gap]:
        """What is not covered and what was promised: rows with have, expected, and why in one sentence."""
        from lensatlas.insight import gaps

        graph, _ = self._asked()
        with self._settled() as corpus:
            world = gaps.Coverage.of(
                graph, corpus.settled, lenses=self.config.lenses, as_of=as_of or rows.newest(graph)
            )
        found = gaps.gaps(world, kinds=tuple(kinds), most=most)
        return Answer("gaps", found.rows, "\n".join(note.text for note in found.notes))

    def watch(self, article: str | None = None, *, as_of: dt.date | None = None) -> Answer[Watched]:
        """What readers were told to watch, and what became of it."""
        from lensatlas.insight.watch import ledger

        graph, _ = self._asked()
        wanted = self._article_id(article)
        with self._settled() as corpus:
            found = ledger(corpus.settled, graph=graph, as_of=as_of or rows.newest(graph))
        return Answer("watch", tuple(w for w in found if wanted in {None, w.item.article}))

    def tag_proposals(self) -> Answer[Proposal]:
        """Tags that may be one: proposals with their reasons, never merges."""
        from lensatlas.tagging.tags import proposals

        graph, _ = self._asked()
        return Answer("tags", proposals(rows.tag_counts(graph)))

    def health(self) -> Iterator[tuple[str, str]]:
        """What the folder holds, read without changing anything: pairs of a name and its state."""
        config = self.config
        yield "configuration", f"{self._place.config} ({config.publication.name}; {len(config.lenses)} lenses)"
        for path in config.authority:
            yield "authority list", f"{path} ({'found' if path.is_file() else 'missing: its actors are not known'})"
        if not self._place.corpus.exists():
            yield "corpus", "empty: lensatlas add PATH…"
            return
        with self._corpus(readonly=True) as corpus:
            yield "corpus", f"{corpus.count():,} articles"
            name = digest(corpus.state(), work.signature(config), size=10)
        current = self._place.current()
        fresh = current is not None and current.name == name
        yield "drawing", "up to date" if fresh else "older than the corpus: the next question draws it again"

    # ---- ways out --------------------------------------------------------------------------------------------------

    @property
    def graph(self) -> Graph:
        """The drawn graph: arrays and a node table."""
        return self._asked()[0]

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph with typed nodes and edges and all their attributes."""
        from lensatlas.network.views import to_networkx

        with self._settled() as corpus:
            return to_networkx(self.graph, tuple(corpus.claims()))

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
        folder = self._generation() / ("rdf-with-mentions" if mentions else "rdf")
        base = self.config.publication.base
        if not folder.exists():
            self._progress("loading the triples", 0, None)
            build_store(self.triples(mentions=mentions), folder, base=base)
            self._progress("", 0, None)
        return ask(folder, query, base=base, seconds=seconds, rows=rows)

    def to_rdflib(self) -> rdflib.Graph:
        """The atlas as an rdflib graph."""
        from lensatlas.publish.rdf.conform import to_rdflib

        return to_rdflib(self.triples())

    def triples(self, *, mentions: bool = True) -> Iterator[Triple]:
        """The atlas as RDF, article by article, in a fixed order."""
        from lensatlas.publish.rdf import triples

        promised = {
            found.item.id: (found.state, found.answer.article if found.answer else None) for found in self.watch()
        }
        with self._settled() as corpus:
            yield from triples(
                corpus.settled(), actors=corpus.actors(), lenses=self.config.lenses,
                publication=self.config.publication, watch=promised, mentions=mentions,
            )  # fmt: skip

    def map(self, around: str | None = None) -> str:
        """The interactive map as one HTML page: of the whole atlas, or around one article, tag, actor, lens or mechanism."""
        from lensatlas.publish import map as maps

        graph, _ = self._asked()
        with self._settled() as corpus:
            claims = tuple(corpus.claims())
        name = self.config.publication.name
        if around is None:
            return maps.render(maps.whole(graph, claims, title=name))
        kind, number = names.anything(graph, around)
        shown = graph.headlines[number] if kind == "article" else graph.ids[kind][number]
        return maps.render(maps.around(graph, claims, kind, number, title=f"{name}: around {shown}"))

    # ---- the order of work -----------------------------------------------------------------------------------------

    @contextmanager
    def _corpus(self, *, readonly: bool = False, create: bool = False) -> Iterator[Corpus]:
        from lensatlas.store import Corpus

        with Corpus.open(
            self._place.corpus, readonly=readonly, create=create or not self._place.corpus.exists()
        ) as corpus:
            yield corpus

    @contextmanager
    def _settled(self) -> Iterator[Corpus]:
        """The corpus with everything in it tagged, open for reading."""
        self._asked()
        with self._corpus(readonly=True) as corpus:
            yield corpus

    def _asked(self) -> tuple[Graph, Features]:
        """The drawn graph and its features, drawn again first where the corpus or the configuration has changed."""
        config = self.config
        if not self._place.corpus.exists():
            with self._corpus(create=True):
                pass
        with self._corpus(readonly=True) as corpus:
            name = digest(corpus.state(), work.signature(config), size=10)
        if self._drawn is None or self._drawn[0] != name:
            current = self._place.current()
            if current is None or current.name != name:
                current = self._draw(config, name)
            self._drawn = (name, *work.load(current))
        return self._drawn[1], self._drawn[2]

    def _capacity(self, graph: Graph, features: Features) -> Capacity:
        """What link strengths are made from; prepared by the first path that is asked for, then kept beside the drawing."""
        from lensatlas.network import files
        from lensatlas.network.capacity import Capacity

        folder = self._generation() / "topics"
        if not folder.exists():
            self._progress("preparing paths", 0, None)
            files.save_topics(Capacity.of(graph, features).topics, folder)
            self._progress("", 0, None)
        return Capacity(vectors=features.matrix, topics=files.load_topics(folder))

    def _generation(self) -> Path:
        """The folder of the drawing in use."""
        self._asked()
        found = self._place.current()
        assert found is not None
        return found

    def _draw(self, config: Config, name: str) -> Path:
        with self._corpus() as corpus:
            work.settle(corpus, config, self._progress)
            made = work.draw(corpus, config, self._place, name, self._progress)
        self._progress("", 0, None)
        return made

    def _article_id(self, asked: str | None) -> str | None:
        if asked is None:
            return None
        graph = self.graph
        return graph.ids["article"][names.article(graph, asked)]

    @staticmethod
    def _frame(table: str, records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        from lensatlas.publish.tables import frame

        return frame(table, records)


class _Tally:
    """Counts what became of records, and writes the rejected ones to a file that is made with the first."""

    def __init__(self, where: place.Place, on_problem: Callable[[Problem], None] | None) -> None:
        self.read = 0
        self.counts = {"added": 0, "updated": 0, "unchanged": 0}
        self.rejected = 0
        self._place, self._on_problem = where, on_problem
        self._file: Path | None = None

    def take(self, outcome: str | Problem) -> None:
        if isinstance(outcome, Problem):
            self.reject(outcome)
        else:
            self.counts[outcome] += 1

    def reject(self, problem: Problem) -> None:
        self.rejected += 1
        self._file = self._file or self._place.next_rejects()
        line = {"input": problem.input, "position": problem.position, "reason": problem.reason, "hint": problem.hint}
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        if self._on_problem:
            self._on_problem(problem)

    def report(self) -> Report:
        return Report(
            read=self.read, **self.counts, rejected=self.rejected, rejects=str(self._file) if self._file else None
        )
