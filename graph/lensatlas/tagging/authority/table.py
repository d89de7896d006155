"""An editor's own list of actors as a table: who counts, under which names, as part of whom."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId, Problem, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.tagging.authority import Listed

COLUMNS = ("name", "kind", "aliases", "part_of", "country")
_SEPARATORS = str.maketrans({";": "|"})


def read(text: str, origin: str) -> Iterator[Listed]:
    """The actors of a CSV file with the columns ``name, kind, aliases, part_of, country``; only ``name`` is required.

    Aliases are parted by ``|`` or ``;``. Each row becomes an actor or a problem that names its line: no name, a kind that
    is none of :data:`~lensatlas.model.ACTOR_KINDS`, more cells than columns.
    """
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        yield Problem(input=origin, reason=f"the actor list cannot be read: {error}")
        return
    header = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    if "name" not in header:
        hint = f"begin with the line {','.join(COLUMNS)}"
        yield Problem(input=origin, reason="an actor list needs a column called name", position="line 1", hint=hint)
        return
    for line, cells in rows[1:]:
        found = _actor(dict(zip(header, cells, strict=False)), extra=len(cells) > len(header))
        yield (
            (line, found) if isinstance(found, Actor) else Problem(input=origin, reason=found, position=f"line {line}")
        )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


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
