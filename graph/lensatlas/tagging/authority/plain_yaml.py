"""A long YAML list, an entry at a time: no types but text, no aliases, no depth that could hurt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# The C parser follows brackets by recursion when it builds: 100,000 of them kill the process. Events do not.
DEPTH = 20
_ENTRY = re.compile(r"^- ", re.MULTILINE)


class BadYaml(NamedTuple):
    """An entry that is not YAML, or more than a list of plain values needs."""

    why: str


def entries(text: str) -> Iterator[tuple[int, Any]]:
    """Each entry of a list whose dashes stand at the beginning of lines, with its line, as lists, dicts and texts.

    Entries are read apart, so that a broken one costs only itself. What is no such list is a :class:`BadYaml` on line 1.
    """
    starts = [found.start() for found in _ENTRY.finditer(text)]
    before = text[: starts[0]] if starts else text
    if any(line.strip() and not line.startswith(("#", "---", "%")) for line in before.splitlines()):
        under = f"; {len(starts):,} entries under its keys were passed over" if starts else ""
        yield 1, BadYaml(f"the file is no list of entries{under}")
        return
    line = 1 + before.count("\n")
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = _entry(text[start + 2 : end])
        yield line, entry
        line += text.count("\n", start, end)


def _entry(text: str) -> Any:
    import yaml

    try:
        # The dash becomes a space, so that the first key stands where the others do.
        return _built("  " + text)
    except yaml.MarkedYAMLError as error:
        return BadYaml(error.problem or "it is not YAML")
    except yaml.YAMLError as error:
        return BadYaml(str(error).splitlines()[0])


def _built(text: str) -> Any:
    import yaml

    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[str | None] = [None]
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.ScalarEvent):
            _put(stack[-1], keys, event.value)
        elif isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError("it refers to another place by an alias")
        elif isinstance(event, yaml.CollectionStartEvent):
            made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            _put(stack[-1], keys, made)
            stack.append(made)
            keys.append(None)
            if len(stack) > DEPTH:
                raise yaml.YAMLError(f"it is nested deeper than {DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
    return root[0] if root else None


def _put(to: Any, keys: list[str | None], value: Any) -> None:
    """Add a value to the open list or dict; in a dict, the first of two is the key."""
    if isinstance(to, list):
        to.append(value)
    elif keys[-1] is None:
        keys[-1] = value if isinstance(value, str) else ""
    else:
        to[keys[-1]] = value
        keys[-1] = None
