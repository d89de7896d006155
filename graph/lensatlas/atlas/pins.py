"""An editor's pins and exclusions, in ``pins.csv`` beside the configuration: read, applied, added and taken back.

They change what is shown, never what was drawn: nothing is drawn again for them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import asdict, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from lensatlas.atlas.names import article as number_of
from lensatlas.errors import Ambiguous, NotFound, UsageError
from lensatlas.insight.related.pins import Pins
from lensatlas.model import PIN_ACTIONS, Pin, Problem, canonical_url, fold, label
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
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from lensatlas.model import PinAction
    from lensatlas.network.graph import Graph
    from lensatlas.tagging.decisions.sheet import Row, Sheet

    # A row of the file with the line it begins in.
    Placed = tuple[int, Pin]
    # A line, what is wrong with it, and a hint.
    Fault = tuple[int, str, str]

COLUMNS = ("action", "article", "other", "note", "decided")
# Names for which the nearest known ones are looked up: each costs a look at every article.
_NEAR = 20
_HINT = f"begin with the line {','.join(COLUMNS)}"


def read(path: Path) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    """The rows of a file, each with its line, and a problem for each that is none; no file is no pin.

    The columns are :data:`COLUMNS`, in any order, more are ignored; the first three are required.
    """
    try:
        sheet = read_sheet(path.read_bytes().decode("utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
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
    found, faults = _resolved(rows, graph)
    pinned: defaultdict[tuple[int, int], list[Placed]] = defaultdict(list)
    excluded: defaultdict[tuple[int, int], list[Placed]] = defaultdict(list)
    for (one, other), placed in found:
        if placed[1].action == "pin":
            pinned[one, other].append(placed)
        else:
            excluded[min(one, other), max(one, other)].append(placed)
    both = {pair for pair in pinned if (min(pair), max(pair)) in excluded}
    against = {(min(pair), max(pair)) for pair in both}
    refused = [placed for pair in sorted(both) for placed in pinned.pop(pair)]
    refused += [placed for pair in sorted(against) for placed in excluded.pop(pair)]
    faults += [(line, "one row pins and one excludes this pair", "take one out") for line, _ in refused]
    return Pins(pinned=_beside(pinned), excluded=_apart(excluded)), problems + tuple(
        Problem(input=str(path), reason=why, position=f"line {line}", hint=hint) for line, why, hint in sorted(faults)
    )


def _resolved(rows: Iterable[Placed], graph: Graph) -> tuple[list[tuple[tuple[int, int], Placed]], list[Fault]]:
    """The rows with the numbers of their two articles, and what is wrong with the others."""
    number = _numbers(graph)
    found: list[tuple[tuple[int, int], Placed]] = []
    faults: list[Fault] = []
    for line, pin in rows:
        missing = [asked for asked in (pin.article, pin.other) if number(asked) < 0]
        if missing:
            faults.append((line, *_missed(graph, missing[0], near=len(faults) < _NEAR)))
        elif number(pin.article) == number(pin.other):
            faults.append((line, f"{pin.article!r} and {pin.other!r} are one article", ""))
        else:
            found.append(((number(pin.article), number(pin.other)), (line, pin)))
    return found, faults


def record(path: Path, graph: Graph, pin: Pin) -> Pin | None:
    """Add a row unless the file holds it already, and leave its other bytes alone; the row as added, or None.

    Articles are written by id, as an id outlives a slug. The file is made where it is absent. What says the opposite of the same
    pair is taken out: the last word holds. Raises :class:`~lensatlas.errors.NotFound`, :class:`~lensatlas.errors.Ambiguous`,
    :class:`~lensatlas.errors.UsageError` for an action that is none, one article on both sides or a file that is no list of pins, and
    :class:`~lensatlas.errors.CannotWrite`; the file is then as it was.
    """
    if pin.action not in PIN_ACTIONS:
        raise UsageError(f"{pin.action!r} is no action; give {' or '.join(PIN_ACTIONS)}.")
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
    ids, number = graph.ids["article"], _numbers(graph)

    def key(pin: Pin | str) -> tuple[str, ...]:
        if isinstance(pin, str):
            return ()
        found = [(number(name), name) for name in (pin.article, pin.other)]
        names = [ids[place] if place >= 0 else label(name) for place, name in found]
        return (pin.action, *(sorted(names) if pin.action == "exclude" else names))

    return key


def _known(graph: Graph) -> dict[str, int]:
    """Every name of an article → its number, −1 where several have it: ids win over URLs, these over slugs, headlines come last."""
    found: dict[str, int] = {}
    for names in (map(fold, graph.headlines), graph.slugs, graph.urls):
        here: dict[str, int] = {}
        for number, name in enumerate(names):
            here[name] = -1 if name in here else number
        found |= here
    return found | dict(graph.position["article"])


def _numbers(graph: Graph) -> Callable[[str], int]:
    """What :func:`_number` says of a name; each is looked up once, as a long file names few articles often."""
    known = _known(graph)
    return cache(lambda asked: _number(known, asked))


def _number(known: Mapping[str, int], asked: str) -> int:
    """The number of the article that a name means; below 0 where it means none, or several."""
    names = (asked, canonical_url(asked) or asked, fold(asked))
    return next((known[name] for name in names if name in known), -1)


def _missed(graph: Graph, asked: str, *, near: bool) -> tuple[str, str]:
    """Why a name means no article, and what is near."""
    if not near:
        return f"{asked!r} is the name of no article, or of several", ""
    try:
        number_of(graph, asked)
    except NotFound as missed:
        return (
            f"no article is called {asked!r}",
            f"nearest: {', '.join(missed.near)}" if missed.near else "the atlas holds none that come near",
        )
    except Ambiguous as several:
        return (
            f"{asked!r} may mean {len(several.candidates)} articles",
            f"give the id: {', '.join(several.candidates[:5])}",
        )
    return f"{asked!r} may mean several articles", "give the id"


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
    try:
        sheet = read_sheet(text)
    except csv.Error as error:
        raise UsageError(f"{path} was left alone: it cannot be read as a table ({error}).") from error
    if missing := _missing(sheet):
        raise UsageError(f"{path} was left alone: {missing}; {_HINT}.")
    return sheet
