"""An editor's own list of actors: who counts, under which names, as part of whom."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId, Problem, label

if TYPE_CHECKING:
    from pathlib import Path


COLUMNS = ("name", "kind", "aliases", "part_of", "country")
_SEPARATORS = str.maketrans({";": "|"})


def read(path: Path) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """The actors of a CSV file with the columns ``name, kind, aliases, part_of, country``; only ``name`` is required.

    Aliases are parted by ``|`` or ``;``. Each row becomes an actor or a problem that names its line: no name, a kind that
    is none of :data:`~lensatlas.model.ACTOR_KINDS`, a name given twice, more cells than columns. A file that cannot be
    read is one problem and no actors.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(_rows(text))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return (), (Problem(input=str(path), reason=f"the actor list cannot be read: {error}"),)
    header = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    if "name" not in header:
        hint = f"begin with the line {','.join(COLUMNS)}"
        return (), (
            Problem(input=str(path), reason="an actor list needs a column called name", position="line 1", hint=hint),
        )
    actors: dict[str, Actor] = {}
    problems: list[Problem] = []
    for line, cells in rows[1:]:
        found = _actor(dict(zip(header, cells, strict=False)), extra=len(cells) > len(header), known=actors)
        if isinstance(found, Actor):
            actors[found.id] = found
        elif found:
            problems.append(Problem(input=str(path), reason=found, position=f"line {line}"))
    return tuple(actors[name] for name in sorted(actors)), tuple(problems)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


def _actor(row: dict[str, str], *, extra: bool, known: dict[str, Actor]) -> Actor | str:
    """An actor, or what is wrong with its row."""
    name, kind = label(row.get("name", "")), row.get("kind", "").strip().casefold()
    if not name:
        return "an actor needs a name"
    if extra:
        return f"the row of {name!r} has more cells than the header has columns"
    if name in known:
        return f"the actor {name!r} is listed twice; the first row counts"
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
