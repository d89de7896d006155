"""The atlas as users hold it: articles go in, questions are asked, answers come out with their reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lensatlas.atlas import build, names, place, rows
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.batches import BATCH, FETCHED, batches, portions
from lensatlas.atlas.drawing import Drawing, warned
from lensatlas.atlas.report import Report
from lensatlas.atlas.tally import Tally
from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    import networkx as nx
    import pandas as pd
    import rdflib

    from lensatlas.atlas.build import Progress
    from lensatlas.atlas.review import Review
    from lensatlas.atlas.suggesting import Suggested
    from lensatlas.config import Config
    from lensatlas.ingest.fetch import Policy
    from lensatlas.ingest.write_back import Change
    from lensatlas.insight.drill import Drill
    from lensatlas.insight.gaps import Gap
    from lensatlas.insight.leverage import Leverage
    from lensatlas.insight.paths import Path as ReaderPath
    from lensatlas.insight.related import Companion
    from lensatlas.insight.watch import Watched
    from lensatlas.model import Article, Decision, DecisionSubject
    from lensatlas.network import Graph
    from lensatlas.publish.rdf import Triple
    from lensatlas.publish.rdf.conform import Conformance
    from lensatlas.publish.rdf.results import Found
    from lensatlas.store import Corpus
    from lensatlas.tagging.akin import ActorProposal
    from lensatlas.tagging.align import Alignment
    from lensatlas.tagging.candidates import Candidate
    from lensatlas.tagging.tags import Proposal


class Atlas:
    """One publication's atlas, in a folder.

    Articles go in with :meth:`add`; any question draws what is new first (:meth:`build` does it beforehand). Arguments that
    name an article, tag or actor accept an id, a URL, a slug, or a label that fits one only; a miss raises
    :class:`~lensatlas.errors.NotFound`, which offers the nearest known ones.
    """

    def __init__(
        self, where: place.Place, *, progress: Progress = build.silent, on_problem: Callable[[Problem], None] = warned
    ) -> None:
        self._drawing = Drawing(where, progress, on_problem)

    @classmethod
    def open(cls, folder: str | Path | None, **listeners: Any) -> Atlas:
        """The atlas in a folder (None: the nearest one); a new one where a named folder is absent or empty.

        ``progress`` is told what is being done (what, how much, of how much); ``on_problem`` is given each fault in the data,
        which without it becomes a warning.
        """
        return cls(place.found_or_made(folder), **listeners)

    @classmethod
    def find(cls, folder: str | Path | None = None, **listeners: Any) -> Atlas:
        """The atlas in a folder, else the one LENSATLAS_DIR names, else the nearest upward; it is never made."""
        return cls(place.find(folder), **listeners)

    def __repr__(self) -> str:
        return f"Atlas({str(self.folder)!r})"

    @property
    def folder(self) -> Path:
        """Where the atlas lives."""
        return self._drawing.place.folder

    @property
    def config(self) -> Config:
        """What lensatlas.toml says, read anew."""
        return self._drawing.config

    @property
    def graph(self) -> Graph:
        """The drawn graph: arrays and a node table."""
        return self._drawing.asked().graph

    def slugs(self, ids: Iterable[str]) -> list[str]:
        """The slugs of articles: what one types to name them."""
        graph = self.graph
        return [graph.slugs[graph.position["article"][name]] for name in ids]

    # ---- ways in ---------------------------------------------------------------------------------------------------

    def add(
        self, *inputs: str | Path, form: str | None = None, stdin: BinaryIO | None = None, fetch: Policy | None = None
    ) -> Report:
        """Read files, folders, globs, or ``-`` (``stdin``) into the atlas; ``form`` names a format that should not be detected.

        With ``fetch``, and only then, addresses are asked for: those among the inputs, and what feeds, sitemaps and outlines name.
        What is told to ``progress`` as added is on disk: a kill loses nothing of it. Rejected records are counted in the report
        and stand, with their reasons, in the file it names.
        """
        drawing = self._drawing
        records = build.records(
            [str(path) for path in inputs], self.config.profile, drawing.place, form, stdin, fetch, drawing.progress
        )
        # Rejects are counted in the report and kept in its file: without a listener, a warning each would say it thrice.
        tally = Tally(drawing.place, None if drawing.on_problem is warned else drawing.on_problem)
        with drawing.corpus(to_add=True) as corpus:
            # A crawl brings a page a second: what it brought shall not wait for hundreds of others.
            for batch in portions(records, BATCH if fetch is None else FETCHED):
                tally.read += len(batch)
                for record in batch:
                    if isinstance(record, Problem):
                        tally.reject(record)
                for outcome in corpus.add([record for record in batch if not isinstance(record, Problem)]):
                    tally.take(outcome)
                drawing.progress("adding", tally.read, None)
        drawing.progress("", 0, None)
        return tally.report()

    def remove(self, *articles: str) -> Report:
        """Take articles out, with everything that was found in them; the files they came from stay."""
        with self._drawing.corpus() as corpus:
            known = rows.directory(corpus.articles())
            return Report(removed=corpus.remove([names.listed(known, asked) for asked in articles]))

    def build(self) -> Report:
        """Tag what is new and draw the atlas now, whatever was drawn before; the report counts what it holds as unchanged."""
        size = self._drawing.anew().graph.size
        return Report(read=size, unchanged=size)

    # ---- what it holds ---------------------------------------------------------------------------------------------

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

    # ---- the four questions ----------------------------------------------------------------------------------------

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
        from lensatlas.insight.paths import path

        drawn = self._drawing.asked()
        ends = names.article(drawn.graph, from_article), names.article(drawn.graph, to_article)
        return Answer("path", path(drawn.graph, drawn.features, *ends, n=n, capacity=self._drawing.capacity()))

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

    # ---- the editor's desk -----------------------------------------------------------------------------------------

    def proposals(self, about: DecisionSubject = "tag") -> Answer[Proposal | ActorProposal]:
        """What an editor may want to settle about tags, actors or lenses: proposals with their reasons, never merges."""
        from lensatlas.atlas import desk

        decisions, _ = build.decisions(self.config)
        with self._drawing.held() as (corpus, drawn):
            found: tuple[Proposal | ActorProposal, ...]
            if about == "actor":
                found = desk.actor_proposals(corpus, decisions)
            elif about == "lens":
                found = desk.lens_proposals(drawn.graph, self.config, decisions)
            else:
                found = desk.tag_proposals(corpus, drawn.graph, self.config, decisions)
        return Answer("tags", found)

    def candidates(self) -> Answer[Candidate]:
        """Names that stand in three articles or more and on no list of actors: an editor may accept them."""
        from lensatlas.tagging.candidates import candidates

        with self._drawing.held() as (corpus, _):
            return Answer("candidates", candidates(corpus.settled(), corpus.actors()))

    def mark(self, decision: Decision) -> Decision:
        """Record a judgement in decisions.csv; it holds from the next question on, and :meth:`unmark` takes it back.

        Raises :class:`~lensatlas.errors.NotFound` where the atlas has no tag, actor or lens of that name.
        """
        from lensatlas.atlas import desk
        from lensatlas.tagging.decisions import record

        meant = desk.judgement(self.graph, decision)
        record(self._drawing.place.decisions, meant)
        return meant

    def unmark(self, decision: Decision) -> int:
        """Take a judgement out of decisions.csv again; how many rows went."""
        from lensatlas.tagging.decisions import withdraw

        return withdraw(self._drawing.place.decisions, decision)

    def align(self, vocabulary: str | Path, *, least: float = 0.5, language: str | None = None) -> Answer[Alignment]:
        """Tags beside the concepts of a SKOS file (RDF/XML, Turtle, N-Triples, JSON-LD) that say the same, or nearly.

        ``least`` is the lowest score; labels are read in ``language``, without one in the publication's. Raises
        :class:`~lensatlas.errors.UsageError` where the file holds no concept.
        """
        from lensatlas.atlas import desk

        concepts = desk.vocabulary(
            Path(vocabulary), language or self.config.publication.language, self._drawing.on_problem
        )
        return Answer("align", tuple(desk.alignments(self.graph, concepts, least)))

    def review(self, path: str | Path, *, most: int = 500) -> None:
        """Write what the atlas proposes (tags to add, what to settle, actors to accept) as a table for an editor: .xlsx or .csv.

        ``most`` is the number of rows of each kind. Raises :class:`~lensatlas.errors.CannotWrite`.
        """
        from lensatlas.atlas import desk
        from lensatlas.publish import workbook

        with self._drawing.held() as (corpus, drawn):
            decisions, _ = build.decisions(self.config)
            found = desk.review(corpus, drawn.graph, self.config, decisions, most=most, progress=self._drawing.progress)
        workbook.write(Path(path), found)

    def reviewed(self, path: str | Path) -> Review:
        """What the accepted rows of such a table would change; nothing is written before :meth:`apply`."""
        from lensatlas.atlas import review
        from lensatlas.publish import workbook

        today = dt.datetime.now(tz=dt.UTC).date()
        told = review.accepted(workbook.read(Path(path)), str(path), today)
        with self._drawing.corpus(readonly=True) as corpus:
            found = list(review.changes(told.tags, self.config.profile.fields.get("tags", ()), find=corpus.article))
        problems = [*told.problems, *(one for one in found if isinstance(one, Problem))]
        changes = tuple(one for one in found if not isinstance(one, Problem))
        return review.Review(decisions=told.decisions, changes=changes, problems=tuple(problems))

    def apply(self, review: Review) -> Report:
        """Patch the source files, read them again, and record the judgements; :meth:`undo` takes all of it back."""
        from lensatlas.atlas import applied

        return self._changed(*applied.apply(self._drawing.place, review))

    def undo(self) -> Report:
        """Take the review that was applied last back; a file that was changed since is left alone, and said."""
        from lensatlas.atlas import applied

        return self._changed(*applied.undo(self._drawing.place))

    def _changed(self, changed: Sequence[Change], problems: Sequence[Problem]) -> Report:
        for problem in problems:
            self._drawing.on_problem(problem)
        return self.add(*(change.path for change in changed), form="markdown") if changed else Report()

    def _aliases(self, corpus: Corpus) -> names.Aliases:
        return names.aliases(corpus.actors(), build.decisions(self.config)[0])

    # ---- ways out --------------------------------------------------------------------------------------------------

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

    # ---- care ------------------------------------------------------------------------------------------------------

    def health(self) -> Iterator[tuple[str, bool, str]]:
        """What the folder holds, read without changing anything: a name, whether it is well, and its state."""
        return self._drawing.health()

    def conformance(self) -> Conformance:
        """Whether the atlas's RDF keeps what its SHACL shapes promise, and every place where it does not."""
        from lensatlas.publish.rdf.conform import conform

        return conform(self.to_rdflib())


def _frame(table: str, records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    from lensatlas.publish.tables import frame

    return frame(table, records)
