"""Ways into an atlas, and out of it again: articles are added, updated, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.atlas import build, names, rows
from lensatlas.atlas.batches import BATCH, FETCHED, portions
from lensatlas.atlas.drawing import warned
from lensatlas.atlas.opened import Opened
from lensatlas.atlas.report import Report
from lensatlas.atlas.tally import Tally
from lensatlas.model import Problem

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from lensatlas.ingest.fetch import Policy


class Adding(Opened):
    """What changes which articles an atlas holds."""

    def add(
        self, *inputs: str | Path, form: str | None = None, stdin: BinaryIO | None = None, fetch: Policy | None = None,
        rebuild: bool = False,
    ) -> Report:  # fmt: skip
        """Read files, folders, globs, or ``-`` (``stdin``) into the atlas; ``form`` names a format that should not be detected.

        With ``fetch``, and only then, addresses are asked for: those among the inputs, and what feeds, sitemaps and outlines name.
        What is told to ``progress`` as added is on disk: a kill loses nothing of it. Rejected records are counted in the report
        and stand, with their reasons, in the file it names. With ``rebuild`` the atlas is drawn at once, under weights computed
        from all its articles; without, the next question draws what is new under the weights there are.
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
        if rebuild:
            drawing.anew()
        return tally.report()

    def remove(self, *articles: str) -> Report:
        """Take articles out, with everything that was found in them; the files they came from stay."""
        with self._drawing.corpus() as corpus:
            known = rows.directory(corpus.articles())
            return Report(removed=corpus.remove([names.listed(known, asked) for asked in articles]))
