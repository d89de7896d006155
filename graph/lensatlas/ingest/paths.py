"""Places inside a nested record: ``fields.headline``, ``tags[].webTitle``, ``multimedia[0].caption``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A key of a table, the number of an item, or None for every item.
Step = str | int | None

_STEP = re.compile(r"(?:^|\.)([^.\[\]]+)|\[(\d{0,9})\]")


@lru_cache(maxsize=1024)
def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path, or none where ``path`` is the name of a key and no more.

    >>> steps("tags[].webTitle"), steps("media[0].caption"), steps("headline"), steps("odd[")
    (('tags', None, 'webTitle'), ('media', 0, 'caption'), (), ())
    """
    found: list[Step] = []
    at = 0
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            return ()
        found.append(step[1] or (int(step[2]) if step[2] else None))
        at = step.end()
    return tuple(found) if len(found) > 1 else ()


def found(record: Any, path: str) -> Any:
    """What stands at a path, or None. Where it leads through every item of a list, what all of them give, in one list.

    >>> found({"tags": [{"name": "a"}, {"name": "b"}]}, "tags[].name")
    ['a', 'b']
    """
    way = steps(path)
    if not way:
        return None
    values: list[Any] = [record]
    several = False
    for step in way:
        several = several or step is None or (isinstance(step, str) and any(isinstance(v, list) for v in values))
        values = [below for value in values for below in _below(value, step)]
    if several:
        return [leaf for value in values for leaf in (value if isinstance(value, list) else [value])] or None
    return values[0] if values else None


def _below(value: Any, step: Step) -> Iterator[Any]:
    """What one step leads to; the name of a key, met on a list, is looked for in each of its items."""
    if isinstance(value, list):
        if isinstance(step, int):
            yield from value[step : step + 1]
            return
        for item in value:
            if step is None:
                yield item
            elif isinstance(item, Mapping) and item.get(step) is not None:
                yield item[step]
    elif isinstance(value, Mapping) and isinstance(step, str) and value.get(step) is not None:
        yield value[step]


def without(record: Mapping[str, Any], taken: Iterable[str]) -> dict[str, Any]:
    """The record less what stands at some paths, and less what is empty after that.

    >>> without({"fields": {"headline": "H", "lang": "en"}, "tags": [{"name": "a"}]}, ["fields.headline", "tags[].name"])
    {'fields': {'lang': 'en'}}
    """
    left: Any = record
    for path in taken:
        left = _less(left, steps(path))
    return dict(left)


def _less(value: Any, way: tuple[Step, ...]) -> Any:
    step, *rest = way
    if isinstance(value, list):
        on = tuple(rest) if not isinstance(step, str) else way
        touched = {step} if isinstance(step, int) else range(len(value))
        items = [_pruned(item, on) if n in touched else item for n, item in enumerate(value)]
        return [item for item in items if item not in (None, {}, [])]
    if isinstance(value, Mapping) and isinstance(step, str) and step in value:
        below = _pruned(value[step], tuple(rest))
        return {key: below if key == step else item for key, item in value.items() if key != step or below}
    return value


def _pruned(value: Any, way: tuple[Step, ...]) -> Any:
    return _less(value, way) if way else None
