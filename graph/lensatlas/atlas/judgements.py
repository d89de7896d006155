"""The editor's desk: what may be one, what an editor says of it, and how that is taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from lensatlas.atlas import build
from lensatlas.atlas.adding import Adding
from lensatlas.atlas.answers import Answer
from lensatlas.atlas.report import Report
from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.atlas.review import Review
    from lensatlas.ingest.write_back import Change
    from lensatlas.model import Decision, DecisionSubject
    from lensatlas.tagging.akin import ActorProposal
    from lensatlas.tagging.align import Alignment
    from lensatlas.tagging.candidates import Candidate
    from lensatlas.tagging.tags import Proposal


class Judgements(Adding):
    """Proposals, and the judgements that an editor makes of them."""

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
