"""A list as it stands in a file: its items replaced, everything between them kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lensatlas.model import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Refused(ValueError):
    """Why a file's tags cannot be changed without touching what is not theirs; ``line`` counts from 1 in the front matter."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of a list: what it says, and where it stands, from ``start`` to ``end``."""

    says: str
    start: int
    end: int


def name_of(said: str) -> str:
    """The tag that an item names: some write Obsidian's sign before it."""
    return label(said).removeprefix("#")


def bracketed(text: str, entries: Sequence[Entry], tags: Sequence[str], written: Callable[[str], str]) -> str:
    """A list in brackets, ``text`` from ``[`` to ``]``, with these tags: items that stay keep their writing and their place.

    ``entries`` are counted from the start of ``text``; ``written`` writes a new item.
    """
    if not entries:
        return f"[{', '.join(map(written, tags))}]" if tags else text
    items = [text[entry.start : entry.end] for entry in entries]
    between = [text[one.end : other.start] for one, other in pairwise(entries)]
    before, after = text[: entries[0].start], text[entries[-1].end :]
    wanted = arranged([name_of(entry.says) for entry in entries], tags)
    if not wanted:
        return "[]"
    apart = next((gap for gap in between if "#" not in gap), ", " if "\n" not in before else f",{before[1:]}")
    kept = [place for place in wanted if isinstance(place, int)]
    parts = [before]
    for number, place in enumerate(wanted):
        if number:
            # A comma goes with the item before it; behind what was the last one stands none that could be kept.
            last = wanted[number - 1]
            stays = isinstance(last, int) and last < len(between) and kept == sorted(kept)
            parts.append(between[last] if stays and isinstance(last, int) else apart)
        parts.append(items[place] if isinstance(place, int) else written(place))
    return "".join(parts) + after


def arranged(names: Sequence[str], tags: Sequence[str]) -> list[int | str]:
    """For each tag in order the number of the item that names it, or the tag itself where none does.

    Where the items that stay are in order already, one that names a tag a second time stays too: it is no harm.
    """
    places: dict[str, int] = {}
    for number, name in enumerate(names):
        places.setdefault(name, number)
    first = [places[tag] for tag in tags if tag in places]
    if first == sorted(first) and all(tag in places for tag in tags[: len(first)]):
        return [*(number for number, name in enumerate(names) if name in set(tags)), *tags[len(first) :]]
    return [places.get(tag, tag) for tag in tags]
