"""What lies on the editor's desk: what may be one, what a tag may really be, and the judgements that settle it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lensatlas.atlas import names
from lensatlas.errors import TooFewArticles, UsageError
from lensatlas.model import Concept, TagId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lensatlas.atlas.build import Progress
    from lensatlas.config import Config
    from lensatlas.model import Decision, DecisionSubject, Problem
    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.publish.workbook import Sheet
    from lensatlas.store import Corpus
    from lensatlas.tagging.akin import ActorProposal
    from lensatlas.tagging.align import Alignment
    from lensatlas.tagging.decisions import Decisions
    from lensatlas.tagging.tags import Proposal
    from lensatlas.tagging.tags.archive import Archive


def tag_proposals(corpus: Corpus, graph: Graph, config: Config, decisions: Decisions) -> tuple[Proposal, ...]:
    """Everything an editor may want to settle about tags."""
    from lensatlas.tagging.scheme import faults
    from lensatlas.tagging.tags.survey import survey

    # An actor that an article has by its tag alone is no evidence of what the tag is.
    named: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, tagged) in enumerate(corpus.settled()):
        for use in tagged.actors:
            if use.how != "tag" or use.mentions:
                named[use.actor].append(number)
    found = survey(
        replace(archive(graph), actors=named),
        texts=_texts(corpus),
        actors=corpus.actors(),
        lenses=[lens.id for lens in config.lenses] or graph.ids["lens"],
        known=dict(decisions.broader.items()),
        is_apart=_apart(decisions, "tag"),
    )
    return (*found, *faults(_concepts(graph, decisions), documented=False))


def _concepts(graph: Graph, decisions: Decisions) -> Iterator[Concept]:
    """The tags as the concepts that RDF has them as."""
    merged = decisions.names("tag")
    for tag in graph.ids["tag"]:
        wider = decisions.broader.get(TagId(tag), ())
        yield Concept(id=tag, preferred=(tag,), alternative=merged.get(tag, ()), broader=wider)


def lens_proposals(graph: Graph, config: Config, decisions: Decisions) -> tuple[Proposal, ...]:
    """The same for lenses: the spellings of each, and names that join two."""
    from lensatlas.tagging.tags.survey import survey_lenses

    return survey_lenses(archive(graph, "lens"), scheme=config.lenses, is_apart=_apart(decisions, "lens"))


def actor_proposals(corpus: Corpus, decisions: Decisions) -> tuple[ActorProposal, ...]:
    """Actors that seem to be one."""
    from lensatlas.tagging.akin import actor_proposals, appearances

    return actor_proposals(appearances(corpus.settled(), corpus.actors()), apart=_apart(decisions, "actor"))


def vocabulary(path: Path, language: str, on_problem: Callable[[Problem], None]) -> tuple[Concept, ...]:
    """The concepts of a SKOS file; raises :class:`~lensatlas.errors.UsageError` where it holds none."""
    from lensatlas.publish.rdf import skos

    try:
        with path.open("rb") as file:
            found = skos.read(file, str(path), language=language)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    for problem in found.problems:
        on_problem(problem)
    if not found.concepts:
        raise UsageError(f"{path} holds no SKOS concept.")
    return found.concepts


def alignments(graph: Graph, concepts: Iterable[Concept], least: float) -> Iterator[Alignment]:
    """The concepts of a vocabulary that this graph's tags may mean."""
    from lensatlas.tagging.align import align

    return align(_holders(graph, "tag"), concepts, terms=graph.terms, counts=graph.term_counts, least=least)


def review(
    corpus: Corpus, graph: Graph, config: Config, decisions: Decisions, *, most: int, progress: Progress
) -> list[Sheet]:
    """The tables of a review; tags are suggested where the archive is large enough to learn from."""
    from lensatlas.atlas import review, suggesting
    from lensatlas.tagging.candidates import candidates

    progress("learning from the archive", 0, None)
    asked = [(suggesting.by_tags(*held), suggesting.by_lenses(*held)) for held in corpus.settled()]
    try:
        suggested = list(suggesting.Archive.of(corpus.settled).suggest(asked))
    except TooFewArticles:
        suggested = []
    progress("comparing tags, lenses and actors", 0, None)
    found: tuple[Proposal | ActorProposal, ...] = (
        *tag_proposals(corpus, graph, config, decisions),
        *lens_proposals(graph, config, decisions),
        *actor_proposals(corpus, decisions),
    )
    proposals = sorted((one.row() for one in found), key=lambda row: -round(row["score"], 9))
    progress("", 0, None)
    offered = candidates(corpus.settled(), corpus.actors())
    return review.sheets(suggested, proposals, offered, find=corpus.article, most=most)


def judgement(graph: Graph, decision: Decision) -> Decision:
    """The judgement about the tag, actor or lens of this graph that its words mean.

    Raises :class:`~lensatlas.errors.NotFound`, naming the nearest, where there is none: a slip of the pen would be recorded
    for nothing. What names are merged into, and actors that are accepted, may be new.
    """
    if decision.verdict == "accept":
        return decision
    ids = graph.ids[decision.about]
    found = ids[names.node(graph, decision.about, decision.name)]
    other = ids[names.node(graph, decision.about, decision.into)] if decision.verdict == "apart" else decision.into
    return replace(decision, name=found, into=other)


def archive(graph: Graph, kind: NodeKind = "tag") -> Archive:
    """How a graph's articles use its tags, or nodes of another kind in their place."""
    from lensatlas.tagging.tags.archive import Archive

    return Archive(
        articles=graph.size,
        tags=_holders(graph, kind),
        actors=_holders(graph, "actor"),
        lenses=_holders(graph, "lens") if kind != "lens" else {},
        prose=graph.term_counts,
    )


def _holders(graph: Graph, kind: NodeKind) -> dict[str, list[int]]:
    columns = graph.links[kind].tocsc()
    columns.sort_indices()
    ends = zip(columns.indptr, columns.indptr[1:], strict=False)
    return {name: columns.indices[low:high].tolist() for name, (low, high) in zip(graph.ids[kind], ends, strict=True)}


def _texts(corpus: Corpus) -> Iterator[str]:
    return ("\n\n".join(prose for _, prose in article.passages()) for article in corpus.articles())


def _apart(decisions: Decisions, about: DecisionSubject) -> Callable[[str, str], bool]:
    return lambda one, other: decisions.apart(about, one, other)
