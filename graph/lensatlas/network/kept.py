"""What is kept beside a drawn graph: the table of weights, what the next drawing needs of it, every article's list."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from lensatlas.errors import AtlasUnreadable
from lensatlas.features.vocabulary import Left
from lensatlas.features.weights import GROUPS, Scheme
from lensatlas.network.carrying import Table
from lensatlas.network.files import read, write
from lensatlas.network.lists import Lists
from lensatlas.network.sheet import Notes

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from lensatlas.network.files import Column


def save_table(table: Table, drift: float, folder: Path) -> None:
    """Write a table of weights, and how far the corpus has drifted from it, to a folder."""
    columns: dict[str, Column] = {f"names.{group}": table.names[group] for group in GROUPS}
    columns |= {f"rarity.{group}": table.rarity[group] for group in GROUPS}
    write("table", columns, {"scheme": asdict(table.scheme), "articles": table.articles, "drift": drift}, folder)


def load_table(folder: Path) -> tuple[Table, float]:
    """The table of weights in a folder, and the drift; :class:`~lensatlas.errors.AtlasUnreadable` where it holds none."""
    columns, facts = read("table", folder)
    try:
        table = Table(
            scheme=Scheme(**facts["scheme"]), articles=facts["articles"],
            names={group: columns[f"names.{group}"] for group in GROUPS},
            rarity={group: columns[f"rarity.{group}"] for group in GROUPS},
        )  # fmt: skip
    except (KeyError, TypeError) as error:  # a scheme of other constants
        raise AtlasUnreadable(folder, f"it is no table of today's weights ({error})") from error
    return table, facts["drift"]


def save_notes(notes: Notes, stamps: np.ndarray, drawing: str, folder: Path) -> None:
    """Write what the next drawing needs of this one.

    ``stamps``: A × uint64, the state in which each article was drawn; ``drawing``: the way in which it was.
    """
    columns: dict[str, Column] = {
        "stamps": stamps, "claimed": notes.claimed, "addresses": notes.addresses, "address_texts": notes.address_texts,
        "left": notes.left.numbers, "left_starts": notes.left.starts, "term_numbers": notes.term_numbers,
    }  # fmt: skip
    write("notes", columns, {"drawing": drawing}, folder)


def load_notes(folder: Path, drawing: str) -> tuple[Notes, np.ndarray]:
    """The notes in a folder, and the stamps; :class:`~lensatlas.errors.AtlasUnreadable` where they are of another way of drawing."""
    columns, facts = read("notes", folder)
    if facts["drawing"] != drawing:
        raise AtlasUnreadable(folder, f"it was drawn in the way {facts['drawing']}, not {drawing}")
    notes = Notes(
        claimed=columns["claimed"], addresses=columns["addresses"], address_texts=columns["address_texts"],
        left=Left(numbers=columns["left"], starts=columns["left_starts"]), term_numbers=columns["term_numbers"],
    )  # fmt: skip
    return notes, columns["stamps"]


def save_lists(lists: Lists, folder: Path) -> None:
    """Write every article's list of the most alike to a folder."""
    write("lists", {"ids": lists.ids, "scores": lists.scores}, {}, folder)


def load_lists(folder: Path, size: int | None = None) -> Lists:
    """The lists in a folder, mapped into memory; :class:`~lensatlas.errors.AtlasUnreadable` where it holds none of ``size`` articles."""
    columns, _ = read("lists", folder)
    lists = Lists(ids=columns["ids"], scores=columns["scores"])
    if lists.ids.shape != lists.scores.shape or lists.size != (lists.size if size is None else size):
        raise AtlasUnreadable(folder, f"its lists are not of the {size} articles that were drawn")
    return lists
