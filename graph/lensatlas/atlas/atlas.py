"""The atlas as users hold it: articles go in, questions are asked, answers come out with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lensatlas.atlas import place
from lensatlas.atlas.holdings import Holdings
from lensatlas.atlas.judgements import Judgements
from lensatlas.atlas.publishing import Publishing
from lensatlas.atlas.questions import Questions
from lensatlas.atlas.relating import Relating
from lensatlas.atlas.report import Report
from lensatlas.atlas.travelling import Travelling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Atlas(Holdings, Relating, Travelling, Questions, Judgements, Publishing):
    """One publication's atlas, in a folder.

    Articles go in with :meth:`add`; any question draws what is new first (:meth:`build` does it beforehand). Arguments that
    name an article, tag or actor accept an id, a URL, a slug, or a label that fits one only; a miss raises
    :class:`~lensatlas.errors.NotFound`, which offers the nearest known ones.
    """

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

    def build(self) -> Report:
        """Tag what is new and draw the atlas now, whatever was drawn before; the report counts what it holds as unchanged."""
        size = self._drawing.anew().graph.size
        return Report(read=size, unchanged=size)

    def health(self) -> Iterator[tuple[str, bool, str]]:
        """What the folder holds, read without changing anything: a name, whether it is well, and its state."""
        return self._drawing.health()
