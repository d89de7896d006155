"""An open atlas, before any verb: its folder, its configuration, its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.atlas import build, names
from lensatlas.atlas.drawing import Drawing, warned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from lensatlas.atlas.build import Progress
    from lensatlas.atlas.place import Place
    from lensatlas.config import Config
    from lensatlas.model import Problem
    from lensatlas.network import Graph
    from lensatlas.store import Corpus


class Opened:
    """What every verb of an atlas starts from."""

    def __init__(
        self, where: Place, *, progress: Progress = build.silent, on_problem: Callable[[Problem], None] = warned
    ) -> None:
        self._drawing = Drawing(where, progress, on_problem)

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

    def _aliases(self, corpus: Corpus) -> names.Aliases:
        return names.aliases(corpus.actors(), build.decisions(self.config)[0])
