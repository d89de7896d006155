"""One state of the drawing, and how the next is drawn from it: only where the corpus has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.errors import AtlasUnreadable
from lensatlas.features.vocabulary import Vocabulary
from lensatlas.network import files, kept
from lensatlas.network.carrying import DRIFTED, Table, carried, drift, reweighed, unmoved
from lensatlas.network.draw import draw_changes, draw_whole
from lensatlas.network.lists import renewed
from lensatlas.network.sheet import Sheet
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lensatlas.model import ArticleId, Lens
    from lensatlas.network import Features, Graph
    from lensatlas.network.lists import Lists
    from lensatlas.network.sheet import Notes
    from lensatlas.store import Corpus

# Where more than this share of the articles came or went, lists are made from nothing, by whoever asks for them.
_FEW = 0.25


@dataclass(frozen=True, kw_only=True)
class Generation:
    """A drawing with all that the next one needs of it.

    ``table``: the weights it stands on, computed from this corpus or an earlier state of it, and ``drift``, how far the corpus
    is from it (0 to 1). ``stamps``: A × uint64, the state in which each article was drawn. ``lists``: where they were made.
    """

    graph: Graph
    features: Features
    notes: Notes
    stamps: np.ndarray
    table: Table
    drift: float = 0.0
    lists: Lists | None = None

    @property
    def drifted(self) -> bool:
        """Whether the table is due for renewal."""
        return self.drift > DRIFTED

    @property
    def standing(self) -> str:
        """What the weights were computed from, and how far the corpus has moved since."""
        moved = f" and have drifted by {self.drift:.0%}" if self.drift >= 0.005 else ""
        return f"they were computed from {self.table.articles:,} articles{moved}".replace("%", " %")

    def save(self, folder: Path, drawing: str) -> None:
        """Write everything into an empty folder."""
        files.save(self.graph, folder / "graph")
        files.save_features(self.features, folder / "features")
        kept.save_table(self.table, self.drift, folder / "table")
        kept.save_notes(self.notes, self.stamps, drawing, folder / "notes")
        if self.lists is not None:
            kept.save_lists(self.lists, folder / "lists")

    @classmethod
    def load(cls, folder: Path, drawing: str) -> Generation:
        """The generation in a folder; :class:`~lensatlas.errors.AtlasUnreadable` where it is not whole or was drawn in another way."""
        notes, stamps = kept.load_notes(folder / "notes", drawing)
        table, drifted = kept.load_table(folder / "table")
        lists = kept.load_lists(folder / "lists") if (folder / "lists").exists() else None
        graph, features = files.load(folder / "graph"), files.load_features(folder / "features")
        if not graph.size == features.size == len(stamps) == notes.claimed.shape[0]:
            raise AtlasUnreadable(folder, "its parts are of different drawings")
        return cls(graph=graph, features=features, notes=notes, stamps=stamps, table=table, drift=drifted, lists=lists)


def following(last: Generation | None, corpus: Corpus, lenses: Sequence[Lens]) -> Generation:
    """The settled corpus drawn under the last table of weights, where there is one for it; else under one computed from it.

    What is drawn is the same whether articles are read again or taken over; those that are as they were are taken over.
    """
    ids, stamps = corpus.stamps()
    if last is None or not last.table.fits(len(ids)):
        return _from_nothing(corpus, stamps, lenses)
    before = {name: row for row, name in enumerate(last.graph.ids["article"])}
    rows = np.array([before.get(name, -1) for name in ids], np.int64)
    if not (rows >= 0).any():  # another corpus in the place of the one that the table was computed from
        return _from_nothing(corpus, stamps, lenses)
    same = rows >= 0
    same[same] = last.stamps[rows[same]] == stamps[same]
    changed = [ids[i] for i in np.flatnonzero(~same).tolist()]
    made = _grown(last, rows[same], changed, corpus, stamps, lenses)
    return replace(made, lists=_lists(last, rows, made.features))


def _from_nothing(corpus: Corpus, stamps: np.ndarray, lenses: Sequence[Lens]) -> Generation:
    plate = draw_whole(corpus.settled(), actors=corpus.actors(), lenses=lenses)
    features = weigh(plate.graph)
    return Generation(graph=plate.graph, features=features, notes=plate.notes, stamps=stamps, table=Table.of(features))


def _grown(
    last: Generation, same: np.ndarray, changed: Sequence[ArticleId], corpus: Corpus, stamps: np.ndarray,
    lenses: Sequence[Lens],
) -> Generation:  # fmt: skip
    vocabulary = Vocabulary(terms=last.graph.terms, labels=last.graph.term_labels, numbers=last.notes.term_numbers)
    plate = draw_changes(
        Sheet.of(last.graph, last.notes), same, corpus.settled(changed), actors=corpus.actors(), lenses=lenses,
        vocabulary=vocabulary,
    )  # fmt: skip
    weights = carried(last.table, plate.graph)
    features = reweighed(last.features, plate.came, plate.graph, weights)
    return Generation(
        graph=plate.graph, features=features, notes=plate.notes, stamps=stamps, table=last.table,
        drift=drift(plate.graph, weights, plate.notes.left),
    )  # fmt: skip


def _lists(last: Generation, rows: np.ndarray, features: Features) -> Lists | None:
    """The last lists, renewed; not where so many moved that to make them from nothing is no more work."""
    if last.lists is None:
        return None
    came = unmoved(last.features, rows, features)
    stayed = int(np.count_nonzero(came >= 0))
    moved = len(came) - stayed + len(last.stamps) - stayed
    return renewed(last.lists, came, features) if moved <= _FEW * len(came) else None
