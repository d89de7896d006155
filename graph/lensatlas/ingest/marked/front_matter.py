"""What stands above a Markdown text: YAML between ``---`` lines, TOML between ``+++`` lines, or JSON, read without guessing.

Every scalar stays the text it is: ``NO`` is not False, ``007`` not 7, ``12:30`` not 750, ``2024-02-30`` no error yet.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import yaml

from lensatlas.ingest.values import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_OPENING = re.compile(r"(---|\+\+\+)(yaml|toml|json)?[ \t]*")
_JSON_OBJECT = re.compile(r'\n*\{\s*"')
# Python's TOML reader takes the square of a dotted key's parts: 9.6 GB for 50,000 of them. No part begins inside a word.
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){64}""")
_FENCES = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_LARGEST = 1024 * 1024
# Values after aliases are followed: a record has hundreds, "a billion laughs" has a billion.
_MOST = 20_000
_NOTHING = frozenset({"", "~", "null"})
# Only its events are taken, never its trees: libyaml's composer recurses, and 100,000 brackets would end the process.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadFrontMatter(ValueError):
    """Front matter that does not parse; ``line`` counts from 1 in the file."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def split(text: str) -> tuple[dict[str, Any] | None, str]:
    """The front matter of a text, None where it has none, and the body below it.

    ``---`` opens YAML, ``+++`` TOML, a word behind it another of ``yaml``, ``toml`` and ``json`` (Eleventy); a text that
    begins with a JSON object has that (Hugo). Raises :class:`BadFrontMatter` where it cannot be read.
    """
    skipped = len(text) - len(text.lstrip("\n"))
    first, _, rest = text[skipped:].partition("\n")
    opening = _OPENING.fullmatch(first)
    if opening is None:
        return _json_above(text) if text.startswith("{", skipped) else (None, text)
    end = _FENCES[opening[1]].search(rest)
    if end is None:
        raise BadFrontMatter(f"the front matter that {first.rstrip()} opens is never closed", skipped + 1)
    stated, body = rest[: end.start()], rest[end.end() :]
    if len(stated) > _LARGEST:
        raise BadFrontMatter(f"the front matter is larger than {_LARGEST // 1024} KiB", skipped + 1)
    form = opening[2] or ("yaml" if opening[1] == "---" else "toml")
    return _READERS[form](stated, skipped + 2), body


def _json(stated: str, top: int) -> dict[str, Any]:
    try:
        value = json.loads(stated)
    except (ValueError, RecursionError) as error:
        line = error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
        raise BadFrontMatter(f"the front matter is not JSON: {error}", top + line) from None
    if not isinstance(value, dict):
        raise BadFrontMatter("the front matter has no keys", top)
    return value


def _json_above(text: str) -> tuple[dict[str, Any] | None, str]:
    """A JSON object with keys at the top of a text; ``{{< … >}}`` and ``{% … %}`` are none."""
    if not _JSON_OBJECT.match(text):
        return None, text
    try:
        value, end = json.JSONDecoder().raw_decode(text.lstrip("\n"))
    except (ValueError, RecursionError):
        return None, text
    return value, text.lstrip("\n")[end:]


def _yaml(stated: str, top: int) -> dict[str, Any]:
    try:
        value = _Builder(top).build(iter(_LOADER(stated).get_event, None))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        what = " ".join(part for part in (error.context, error.problem) if part)
        raise BadFrontMatter(f"the front matter is not YAML: {what}", top + line) from None
    except yaml.YAMLError as error:
        raise BadFrontMatter(f"the front matter is not YAML: {str(error).splitlines()[0]}", top) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadFrontMatter("the front matter has no keys", top)
    return value


def _toml(stated: str, top: int) -> dict[str, Any]:
    if long := _LONG_KEY.search(stated):
        raise BadFrontMatter("a key has more than 64 parts", top + stated.count("\n", 0, long.start()))
    try:
        return {key: _plain(value) for key, value in tomllib.loads(stated).items()}
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) - 1 if found else 0
        raise BadFrontMatter(f"the front matter is not TOML: {error}", top + line) from None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float) else str(value)


_READERS: Mapping[str, Callable[[str, int], dict[str, Any]]] = {"yaml": _yaml, "toml": _toml, "json": _json}


class _Builder:
    """Builds the value from the parser's events: no recursion, no types but text, a budget for what aliases repeat."""

    def __init__(self, top: int) -> None:
        self.top = top
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.spent = 0

    def build(self, events: Iterator[Any]) -> Any:
        root: list[Any] = []
        # Each open list or table: itself, its anchor, what was spent before it, and the key that waits for a value.
        stack: list[tuple[Any, str | None, int]] = [(root, None, 0)]
        keys: list[str | None] = [None]
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self.add(stack[-1][0], keys, self.scalar(event), event)
            elif isinstance(event, yaml.AliasEvent):
                self.add(stack[-1][0], keys, self.alias(event), event)
            elif isinstance(event, yaml.CollectionStartEvent):
                made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                before = self.spent
                self.add(stack[-1][0], keys, made, event)
                stack.append((made, event.anchor, before))
                keys.append(None)
                if len(stack) > DEEPEST:
                    raise self.fault(f"the front matter is nested deeper than {DEEPEST} levels", event)
            elif isinstance(event, yaml.CollectionEndEvent):
                made, anchor, before = stack.pop()
                keys.pop()
                if anchor is not None:
                    self.anchors[anchor] = made, self.spent - before
        return root[0] if root else None

    def add(self, to: Any, keys: list[str | None], value: Any, event: Any) -> None:
        self.spent += 1
        if self.spent > _MOST:
            raise self.fault(f"the front matter has more than {_MOST:,} values", event)
        if isinstance(to, list):
            to.append(value)
        elif keys[-1] is None:
            keys[-1] = self.key(value, event)
        else:
            # Twice the same is harmless; two values for one key leave open which is meant.
            if to.setdefault(keys[-1], value) != value:
                raise self.fault(f"the front matter gives {keys[-1]!r} two values", event)
            keys[-1] = None

    def key(self, value: Any, event: Any) -> str:
        if isinstance(value, dict | list):
            raise self.fault("a key of the front matter is no text", event)
        return "" if value is None else str(value)

    def scalar(self, event: Any) -> str | None:
        value = None if not event.style and event.value in _NOTHING else event.value
        if event.anchor is not None:
            self.anchors[event.anchor] = value, 1
        return value

    def alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise self.fault(f"the front matter refers to {event.anchor!r}, which it does not define before", event)
        value, size = self.anchors[event.anchor]
        self.spent += size
        return value

    def fault(self, reason: str, event: Any) -> BadFrontMatter:
        return BadFrontMatter(reason, self.top + event.start_mark.line)
