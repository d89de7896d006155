"""An editor's pins and exclusions, in ``pins.csv`` beside the configuration: read, applied, added and taken back.

They change what is shown, never what was drawn: nothing is drawn again for them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, cast

from lensatlas.atlas.names import article as number_of
from lensatlas.errors import Ambiguous, NotFound, UsageError
from lensatlas.insight.related.pins import Pins
from lensatlas.model import PIN_ACTIONS, Pin, Problem, label
from lensatlas.tagging.decisions.sheet import (
    plain,
    read_cells,
    read_sheet,
    replace_file,
    text_of,
    with_rows,
    without_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lensatlas.model import PinAction
    from lensatlas.network.graph import Graph
    from lensatlas.tagging.decisions.sheet import Row, Sheet

    # A row of the file with the line it begins in.
    Placed = tuple[int, Pin]

COLUMNS = ("action", "article", "other", "note", "decided")
_HINT = f"begin with the line {','.join(COLUMNS)}"


def read(path: Path) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    """The rows of a file, each with its line, and a problem for each that is none; no file is no pin.

    The columns are :data:`COLUMNS`, in any order, more are ignored; the first three are required.
    """
    try:
        sheet = read_sheet(path.read_bytes().decode("utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        return (), (Problem(input=str(path), reason=f"the pins cannot be read: {error}"),)
    if sheet is None:
        return (), ()
    if missing := _missing(sheet):
        return (), (Problem(input=str(path), reason=missing, position="line 1", hint=_HINT),)
    found = [(row.first, _pin(row, sheet.columns)) for row in sheet.rows]
    problems = tuple(
        Problem(input=str(path), reason=why, position=f"line {n}") for n, why in found if isinstance(why, str)
    )
    return tuple((line, pin) for line, pin in found if isinstance(pin, Pin)), problems


def applied(path: Path, graph: Graph) -> tuple[Pins, tuple[Problem, ...]]:
    """What a file's rows come to in a drawn graph, and a problem for each row that cannot hold; the rest does.

    A row that names no article, or the same one twice, is a problem that names its line and the nearest known articles. A pair
    that is both pinned and excluded is neither: both rows are problems, so that none wins by standing first.
    """
    rows, problems = read(path)
    if not rows:
        return Pins(), problems
    known = _known(graph)
    pinned: defaultdict[tuple[int, int], list[Placed]] = defaultdict(list)
    excluded: defaultdict[tuple[int, int], list[Placed]] = defaultdict(list)
    faults: list[tuple[int, str, str]] = []
    for line, pin in rows:
        try:
            one, other = (known.get(asked, -1) for asked in (pin.article, pin.other))
            one = number_of(graph, pin.article) if one < 0 else one
            other = number_of(graph, pin.other) if other < 0 else other
        except (NotFound, Ambiguous) as missed:
            faults.append((line, *_missed(missed)))
            continue
        if one == other:
            faults.append((line, f"{pin.article!r} and {pin.other!r} are one article", ""))
        elif pin.action == "pin":
            pinned[one, other].append((line, pin))
        else:
            excluded[min(one, other), max(one, other)].append((line, pin))
    for pair in [pair for pair in pinned if (min(pair), max(pair)) in excluded]:
        against = excluded[min(pair), max(pair)]
        faults += [
            (line, "one row pins and one excludes this pair", "take one out")
            for line, _ in (*pinned.pop(pair), *against)
        ]
        against.clear()
    found = Pins(pinned=_beside(pinned), excluded=_apart(excluded))
    return found, problems + tuple(
        Problem(input=str(path), reason=why, position=f"line {line}", hint=hint)
        for line, why, hint in sorted(set(faults))
    )


def record(path: Path, graph: Graph, pin: Pin) -> Pin | None:
    """Add a row unless the file holds it already, and leave its other bytes alone; the row as added, or None.

    Articles are written by id, as an id outlives a slug. The file is made where it is absent. What says the opposite of the same
    pair is taken out: the last word holds. Raises :class:`~lensatlas.errors.NotFound`, :class:`~lensatlas.errors.Ambiguous`,
    :class:`~lensatlas.errors.UsageError` for one article on both sides or a file that is no list of pins, and
    :class:`~lensatlas.errors.CannotWrite`; the file is then as it was.
    """
    ids = graph.ids["article"]
    pin = replace(pin, article=ids[number_of(graph, pin.article)], other=ids[number_of(graph, pin.other)])
    if pin.article == pin.other:
        raise UsageError(f"{pin.article!r} cannot stand beside itself. Name two articles.")
    text = text_of(path) or ",".join(COLUMNS) + "\n"
    sheet, key = _usable(path, text), _keys(graph)
    both = (pin, replace(pin, article=pin.other, other=pin.article))
    against = [key(replace(one, action="exclude" if pin.action == "pin" else "pin")) for one in both]
    gone = [row for row in sheet.rows if key(_pin(row, sheet.columns)) in against]
    if not gone and any(key(_pin(row, sheet.columns)) == key(pin) for row in sheet.rows):
        return None
    replace_file(path, with_rows(without_rows(sheet, gone), [asdict(pin)]))
    return pin


def withdraw(path: Path, graph: Graph, pin: Pin) -> int:
    """Take the rows of a pin out, whatever their notes, and leave the other bytes alone; how many rows went.

    A name that no article has any more is matched letter for letter. Raises :class:`~lensatlas.errors.UsageError` for a file
    that is no list of pins, and :class:`~lensatlas.errors.CannotWrite`.
    """
    text = text_of(path)
    if not text:
        return 0
    sheet, key = _usable(path, text), _keys(graph)
    gone = [row for row in sheet.rows if key(_pin(row, sheet.columns)) == key(pin)]
    if gone:
        replace_file(path, without_rows(sheet, gone))
    return len(gone)


def _keys(graph: Graph) -> Callable[[Pin | str], tuple[str, ...]]:
    """What tells one pin from another, whichever of its names an article goes by: an exclusion is the same either way round."""
    ids, known = graph.ids["article"], _known(graph)

    def key(pin: Pin | str) -> tuple[str, ...]:
        if isinstance(pin, str):
            return ()
        found = [(known.get(name, -1), name) for name in (pin.article, pin.other)]
        names = [ids[number] if number >= 0 else label(name) for number, name in found]
        return (pin.action, *(sorted(names) if pin.action == "exclude" else names))

    return key


def _known(graph: Graph) -> dict[str, int]:
    """Id, URL and slug → number, where they fit one only; ids win."""
    found: dict[str, int] = {}
    for names in (graph.slugs, graph.urls):
        for number, name in enumerate(names):
            found[name] = -1 if name in found else number
    return found | dict(graph.position["article"])


def _missed(missed: NotFound | Ambiguous) -> tuple[str, str]:
    if isinstance(missed, NotFound):
        near = f"nearest: {', '.join(missed.near)}" if missed.near else "the atlas holds none that come near"
        return f"no article is called {missed.asked!r}", near
    return (
        f"{missed.asked!r} may mean {len(missed.candidates)} articles",
        f"give the id: {', '.join(missed.candidates[:5])}",
    )


def _beside(pairs: dict[tuple[int, int], list[Placed]]) -> dict[int, dict[int, str]]:
    """Article → those pinned beside it in the order of the file, with the first note."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for (one, other), rows in sorted(pairs.items(), key=lambda pair: pair[1][0][0]):
        found[one][other] = next((pin.note for _, pin in rows if pin.note), "")
    return dict(found)


def _apart(pairs: dict[tuple[int, int], list[Placed]]) -> dict[int, dict[int, str]]:
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for (one, other), rows in sorted(pairs.items()):
        if rows:
            found[one][other] = found[other][one] = next((pin.note for _, pin in rows if pin.note), "")
    return dict(found)


def _pin(row: Row, columns: Sequence[str]) -> Pin | str:
    """A row's pin, or what is wrong with the row."""
    cells = read_cells(row, columns)
    if isinstance(cells, str):
        return cells
    action, article, other, note, decided = (plain(cells.get(column, "")) for column in COLUMNS)
    if action.casefold() not in PIN_ACTIONS:
        return f"{action!r} is no action; write {' or '.join(PIN_ACTIONS)}"
    if not article or not other:
        return f"the row names no {'article' if not article else 'other article'}"
    return Pin(
        action=cast("PinAction", action.casefold()), article=article, other=other, note=note, decided=decided
    )  # fmt: skip


def _missing(sheet: Sheet) -> str:
    lacking = [name for name in COLUMNS[:3] if name not in sheet.columns]
    return f"a list of pins needs a column called {lacking[0]}" if lacking else ""


def _usable(path: Path, text: str) -> Sheet:
    sheet = read_sheet(text)
    if missing := _missing(sheet):
        raise UsageError(f"{path} was left alone: {missing}; {_HINT}.")
    return sheet
