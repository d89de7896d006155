"""The corpus drawn as a graph: whole, or only where it has changed since it was drawn before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array, vstack

from lensatlas.network.graph import LINKED, Graph
from lensatlas.network.sheet import NUMBERS, TEXTS, Notes, noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lensatlas.features.vocabulary import Vocabulary
    from lensatlas.model import Actor, Article, Lens, Tagged
    from lensatlas.network.graph import NodeKind
    from lensatlas.network.sheet import Sheet

    Rows = tuple[Sheet, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A graph with what is needed to draw the next one from it.

    ``came``: A × int64, which row of the graph before each article is taken from, −1 where it was drawn anew.
    """

    graph: Graph
    notes: Notes
    came: np.ndarray


def draw(settled: Iterable[tuple[Article, Tagged]], *, actors: Sequence[Actor], lenses: Sequence[Lens]) -> Graph:
    """The graph of the settled articles, in one pass over them.

    ``actors``: what is known of actors, named groups too; those that no article holds or claims about are left out, unless one that is in is
    part of them. ``lenses``: the scheme; its lenses are nodes even where no article has them. The graph is the same whatever
    order the articles come in.
    """
    return draw_whole(settled, actors=actors, lenses=lenses).graph


def draw_whole(
    settled: Iterable[tuple[Article, Tagged]],
    *,
    actors: Sequence[Actor],
    lenses: Sequence[Lens],
    vocabulary: Vocabulary | None = None,
) -> Plate:
    """As :func:`draw`; terms are those of a vocabulary, where one is given."""
    sheet, counted = noted(settled, vocabulary)
    return _plate([(sheet, np.arange(sheet.size))], 0, counted.vocabulary, actors, lenses)


def draw_changes(
    before: Sheet,
    kept: np.ndarray,
    changed: Iterable[tuple[Article, Tagged]],
    *,
    actors: Sequence[Actor],
    lenses: Sequence[Lens],
    vocabulary: Vocabulary,
) -> Plate:
    """The graph of the articles of ``before`` that are as they were (``kept``: their rows, rising) and of those that changed.

    Equal, array by array, to :func:`draw_whole` of all of them by the vocabulary in which those before were counted.
    """
    sheet, _ = noted(changed, vocabulary)
    return _plate([(before, kept), (sheet, np.arange(sheet.size))], len(kept), vocabulary, actors, lenses)


def _plate(
    parts: Sequence[Rows], kept: int, vocabulary: Vocabulary, actors: Sequence[Actor], lenses: Sequence[Lens]
) -> Plate:
    ids = [name for sheet, rows in parts for name in _of(sheet.ids, rows)]
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    known: dict[str, Actor] = {actor.id: actor for actor in actors}
    names = _nodes(parts, known, lenses)
    notes = _notes(parts, names, order, vocabulary)
    scope: dict[str, str] = {lens.id: lens.scope_note for lens in lenses}
    columns: dict[str, Any] = {
        name: _ordered([_of(sheet.texts[name], rows) for sheet, rows in parts], order) for name in TEXTS
    }
    columns |= {name: np.concatenate([sheet.numbers[name][rows] for sheet, rows in parts])[order] for name in NUMBERS}
    graph = Graph(
        ids={**names, "article": [ids[i] for i in order]},
        links={kind: _put(parts, kind, "links", names[kind], order) for kind in LINKED},
        terms=vocabulary.terms, term_labels=vocabulary.labels,
        term_counts=stacked([_taken(sheet.counts, rows) for sheet, rows in parts], order),
        actor_kinds=[known[name].kind if name in known else None for name in names["actor"]],
        actor_part_of=[known[name].part_of if name in known else None for name in names["actor"]],
        source_urls=_source_urls(notes, len(names["source"])),
        lens_notes=[scope.get(name, "") for name in names["lens"]],
        **columns,
    )  # fmt: skip
    came = np.concatenate([parts[0][1][:kept], np.full(len(ids) - kept, -1)]).astype(np.int64)[order]
    return Plate(graph=graph, notes=notes, came=came)


def _notes(
    parts: Sequence[Rows], names: Mapping[NodeKind, Sequence[str]], order: np.ndarray, vocabulary: Vocabulary
) -> Notes:
    left = parts[0][0].left.rows(parts[0][1])
    for sheet, rows in parts[1:]:
        left = left.before(sheet.left.rows(rows))
    texts, addresses = _addresses(parts, names["source"])
    return Notes(
        claimed=_put(parts, "actor", "claimed", names["actor"], order),
        addresses=stacked(addresses, order),
        address_texts=texts,
        left=left.rows(order),
        term_numbers=vocabulary.numbers,
    )


def _addresses(parts: Sequence[Rows], sources: Sequence[str]) -> tuple[list[str], list[csr_array]]:
    """The addresses that articles give outlets, in order, and which stands where, part by part."""
    taken = [_taken(sheet.addresses, rows) for sheet, rows in parts]
    used = [np.unique(part.data) for part in taken]
    held = [_of(sheet.address_texts, numbers - 1) for (sheet, _), numbers in zip(parts, used, strict=True)]
    texts = sorted({text for part in held for text in part})
    place = {text: i for i, text in enumerate(texts, start=1)}
    moved = []
    for part, numbers, own, (sheet, _) in zip(taken, used, held, parts, strict=True):
        today = np.array([place[text] for text in own], np.int32)[np.searchsorted(numbers, part.data)]
        one = csr_array((today, part.indices, part.indptr), shape=part.shape)
        moved.append(_moved(one, sheet.names["source"], sources))
    return texts, moved


def _source_urls(notes: Notes, sources: int) -> list[str]:
    """The least of each outlet's addresses: articles give different ones, and none comes first."""
    least = np.full(sources, len(notes.address_texts) + 1)
    np.minimum.at(least, notes.addresses.indices, notes.addresses.data)
    return [notes.address_texts[i - 1] if i <= len(notes.address_texts) else "" for i in least.tolist()]


def _nodes(parts: Sequence[Rows], known: Mapping[str, Actor], lenses: Sequence[Lens]) -> dict[NodeKind, list[str]]:
    """The ids of every kind but article, in order."""
    named: dict[NodeKind, set[str]] = {kind: set() for kind in LINKED}
    for sheet, rows in parts:
        for kind in LINKED:
            used = np.unique(_taken(sheet.links[kind], rows).indices)
            if kind == "actor":
                used = np.union1d(used, _taken(sheet.claimed, rows).indices)
            named[kind].update(_of(sheet.names[kind], used))
    named["lens"].update(lens.id for lens in lenses)
    waiting = list(named["actor"])
    while waiting:
        name = waiting.pop()
        whole = known[name].part_of if name in known else None
        if whole and whole not in named["actor"]:
            named["actor"].add(whole)
            waiting.append(whole)
    return {kind: sorted(names) for kind, names in named.items()}


def _of(texts: Sequence[str], rows: np.ndarray) -> Sequence[str]:
    """Some of a list of texts; where it is most of them, all are decoded at once."""
    if len(rows) == len(texts):
        return texts
    if 2 * len(rows) < len(texts):
        return [texts[i] for i in rows.tolist()]
    every = list(texts)
    return [every[i] for i in rows.tolist()]


def _ordered(parts: Sequence[Sequence[str]], order: np.ndarray) -> list[str]:
    column = [text for part in parts for text in part]
    return [column[i] for i in order]


def _put(parts: Sequence[Rows], kind: NodeKind, field: str, names: Sequence[str], order: np.ndarray) -> csr_array:
    """The rows of all parts, in order, over the nodes of today."""
    moved = []
    for sheet, rows in parts:
        held = getattr(sheet, field)
        moved.append(_moved(_taken(held[kind] if field == "links" else held, rows), sheet.names[kind], names))
    return stacked(moved, order)


def _moved(matrix: csr_array, names: Sequence[str], today: Sequence[str]) -> csr_array:
    """The same over other columns; both lists of names are in order, so that the columns of a row stay in order."""
    place = {name: i for i, name in enumerate(today)}
    columns = np.fromiter((place.get(name, -1) for name in names), np.int32, len(names))
    return csr_array((matrix.data, columns[matrix.indices], matrix.indptr), shape=(matrix.shape[0], len(today)))


def _taken(matrix: csr_array, rows: np.ndarray) -> csr_array:
    return matrix if len(rows) == matrix.shape[0] else csr_array(matrix[rows])


def stacked(parts: Sequence[csr_array], order: np.ndarray) -> csr_array:
    """Rows of several matrices under one another, then in that order."""
    whole = parts[0] if len(parts) == 1 else csr_array(vstack(parts, format="csr"))
    return whole if (np.diff(order) == 1).all() else csr_array(whole[order])
