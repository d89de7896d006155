"""An editor's own list of actors as a table: who counts, under which names, as part of whom."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId, Problem, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.tagging.authority import Listed

COLUMNS = ("name", "kind", "aliases", "part_of", "country")
_MOST_LINES = 20  # of one row; an open quotation mark would read the rest of the list
_LONGEST = 1 << 26  # characters of one cell
_SEPARATORS = str.maketrans({";": "|"})


def read(text: str, origin: str) -> Iterator[Listed]:
    """The actors of a CSV file with the columns ``name, kind, aliases, part_of, country``; only ``name`` is required.

    Aliases are parted by ``|`` or ``;``. Each row becomes an actor or a problem that names its line: no name, a kind that
    is none of :data:`~lensatlas.model.ACTOR_KINDS`, more cells than columns.
    """
    rows = _rows(text)
    _, first = next(rows, (1, []))
    header = [cell.strip().casefold() for cell in first] if isinstance(first, list) else []
    if "name" not in header:
        hint = f"begin with the line {','.join(COLUMNS)}"
        yield Problem(input=origin, reason="an actor list needs a column called name", position="line 1", hint=hint)
        return
    for line, cells in rows:
        told = dict(zip(header, cells, strict=False))
        found = _actor(told, extra=len(cells) > len(header)) if isinstance(cells, list) else cells
        yield (
            (line, found) if isinstance(found, Actor) else Problem(input=origin, reason=found, position=f"line {line}")
        )


def _rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows that say anything, each with its line; or what is wrong with the line, which costs no other."""
    csv.field_size_limit(_LONGEST)  # it holds for the process; the stdlib's 128 KiB is less than some lists of aliases
    lines = [f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + _MOST_LINES], strict=True)
        try:
            cells = next(reader)
        except csv.Error as error:
            yield at + 1, f"the row cannot be read: {error}"
            at += 1
            continue
        if any(cell.strip() for cell in cells):
            yield at + 1, cells
        at += reader.line_num


def _actor(row: dict[str, str], *, extra: bool) -> Actor | str:
    """An actor, or what is wrong with its row."""
    name, kind = label(row.get("name", "")), row.get("kind", "").strip().casefold()
    if not name:
        return "an actor needs a name"
    if extra:
        return f"the row of {name!r} has more cells than the header has columns"
    if kind and kind not in ACTOR_KINDS:
        return f"{kind!r} is no kind of actor; the kinds are {', '.join(ACTOR_KINDS)}"
    aliases = {label(alias) for alias in row.get("aliases", "").translate(_SEPARATORS).split("|")}
    part_of = label(row.get("part_of", ""))
    return Actor(
        id=ActorId(name),
        kind=kind or None,
        aliases=tuple(sorted(aliases - {"", name})),
        part_of=ActorId(part_of) if part_of else None,
        country=label(row.get("country", "")) or None,
        evidence="authority",
    )
