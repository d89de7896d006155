"""The tags in YAML front matter, found by the parser's own marks and changed in the file's own writing."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from lensatlas.ingest.write_back.lists import Entry, Refused, arranged, bracketed, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# What a reader of YAML 1.2, or of another's 1.1, may take for a number or a truth, whatever PyYAML makes of it.
_DOUBTFUL = re.compile(r"[-+.]?\d[\w.,:+-]*|[yYnN]|\.(?:inf|nan)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*([;,])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A key and the events of its value."""

    key: Any
    value: list[Any]


def replaced(stated: str, key: str | None, new_key: str, tags: Sequence[str]) -> str:
    """The front matter with these tags under ``key``, or under ``new_key`` at its end where ``key`` is None.

    Raises :class:`Refused` where other things would change.
    """
    pairs = list(_pairs(stated))
    newline = "\r\n" if "\r\n" in stated else "\n"
    if key is None:
        return _added(stated, new_key, tags, pairs, newline)
    (pair,) = [pair for pair in pairs if pair.key.value == key]
    first, last = pair.value[0], pair.value[-1]
    _check(pair)
    start, end = first.start_mark.index, last.end_mark.index
    if isinstance(first, yaml.SequenceStartEvent):
        entries = [Entry(says=e.value, start=e.start_mark.index, end=e.end_mark.index) for e in pair.value[1:-1]]
        written = _writer(pair.value[1:-1], block=not first.flow_style)
        if first.flow_style:
            inside = [Entry(says=e.says, start=e.start - start, end=e.end - start) for e in entries]
            return stated[:start] + bracketed(stated[start:end], inside, tags, written) + stated[end:]
        return _block(stated, pair, entries, tags, written)
    after_key = stated.index(":", pair.key.end_mark.index) + 1
    lead = stated[after_key:start] if first.value else " "
    if "\n" in lead:
        raise Refused(f"the text of {key!r} stands below its key", first.start_mark.line + 1)
    text = _as_text(first, tags) or bracketed("[]", [], tags, _writer([], block=False))
    return stated[:after_key] + lead + text + stated[end if first.value else after_key :]


def _pairs(stated: str) -> Iterator[_Pair]:
    """The keys at the top, each once, with their values."""
    depth = 0
    key: Any = None
    value: list[Any] = []
    seen: set[str] = set()
    events: Iterator[Any] = yaml.parse(stated, Loader=yaml.SafeLoader)
    for event in events:
        if isinstance(event, yaml.MappingStartEvent) and not depth and event.flow_style:
            raise Refused("its front matter stands in braces", 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if depth > 1 or (depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)):
            if key is None:
                key = event
                if depth > 1 or not isinstance(event, yaml.ScalarEvent):
                    raise Refused("one of its keys is no text", event.start_mark.line + 1)
            else:
                value.append(event)
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if key is not None and value and depth == 1:
            if key.value in seen:
                raise Refused(f"it gives {key.value!r} twice", key.start_mark.line + 1)
            seen.add(key.value)
            yield _Pair(key=key, value=value)
            key, value = None, []


def _check(pair: _Pair) -> None:
    """Raise where the value is anything but plain texts that stand for themselves."""
    first = pair.value[0]
    line = first.start_mark.line + 1
    for event in (pair.key, *pair.value):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(f"other parts of the front matter share the value of {pair.key.value!r}", line)
        if getattr(event, "tag", None):
            raise Refused(f"the value of {pair.key.value!r} has a type of its own", line)
    inner = pair.value[1:-1] if isinstance(first, yaml.SequenceStartEvent) else pair.value
    if not all(isinstance(event, yaml.ScalarEvent) and event.style not in {"|", ">"} for event in inner):
        raise Refused(f"{pair.key.value!r} holds more than plain texts", line)


def _block(
    stated: str, pair: _Pair, entries: Sequence[Entry], tags: Sequence[str], written: Callable[[str], str]
) -> str:
    """A list of lines: those of items that stay are kept with their comments, new ones come behind the last."""
    lines = stated.splitlines(keepends=True) if "\x85" not in stated and "\u2028" not in stated else _split(stated)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def line_at(index: int) -> int:
        return next(n for n in range(len(lines)) if starts[n + 1] > index or n == len(lines) - 1)

    slots = [
        (line_at(entry.start), line_at(entry.end - 1 if entry.end > entry.start else entry.end) + 1)
        for entry in entries
    ]
    if len({begin for begin, _ in slots}) < len(slots) or line_at(pair.key.start_mark.index) == slots[0][0]:
        raise Refused("two of its tags stand in one line", slots[0][0] + 1)
    wanted = arranged([name_of(entry.says) for entry in entries], tags)
    if not wanted:
        at = stated.index(":", pair.key.end_mark.index) + 1
        head = line_at(at)
        rest = [line for n, line in enumerate(lines) if n > head and not any(begin <= n < end for begin, end in slots)]
        return "".join(lines[:head]) + stated[starts[head] : at] + " []" + stated[at : starts[head + 1]] + "".join(rest)
    newline = "\r\n" if lines[slots[0][0]].endswith("\r\n") else "\n"
    dash = stated[starts[slots[0][0]] : entries[0].start]
    own = {n: "".join(lines[begin:end]) for n, (begin, end) in enumerate(slots)}
    texts = [own[place] if isinstance(place, int) else f"{dash}{written(place)}{newline}" for place in wanted]
    kept = [place for place in wanted if isinstance(place, int)]
    if kept != sorted(kept) or kept != wanted[: len(kept)]:
        return _into_slots(lines, slots, texts)
    gone = [slot for n, slot in enumerate(slots) if n not in kept]
    end = slots[-1][1]
    body = [line for n, line in enumerate(lines[:end]) if not any(begin <= n < stop for begin, stop in gone)]
    return "".join([*body, *texts[len(kept) :], *lines[end:]])


def _into_slots(lines: Sequence[str], slots: Sequence[tuple[int, int]], texts: Sequence[str]) -> str:
    """The items one after another where items stood; comments between them stay where they are."""
    parts, at = list[str](), 0
    for number, (begin, end) in enumerate(slots):
        parts += lines[at:begin]
        parts += texts[number : number + 1] if number < len(slots) - 1 else texts[number:]
        at = end
    return "".join([*parts, *lines[at:]])


def _split(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def _as_text(scalar: Any, tags: Sequence[str]) -> str | None:
    """The tags as one text, as they stood; None where that could be read otherwise."""
    found = _SEPARATOR.search(scalar.value or "")
    if not found or len(tags) < 2 or any(re.search("[;,]", tag) for tag in tags):
        return None
    return _quoted(found[0].join(tags), scalar.style, block=True)


def _added(stated: str, key: str, tags: Sequence[str], pairs: Sequence[_Pair], newline: str) -> str:
    """A new key below all others, its list as the file writes its lists."""
    indent = " " * (pairs[0].key.start_mark.column if pairs else 0)
    style = next((p.value for p in pairs if isinstance(p.value[0], yaml.SequenceStartEvent) and len(p.value) > 2), None)
    if style and not style[0].flow_style:
        dash = " " * style[0].start_mark.column + "- "
        written = _writer(style[1:-1], block=True)
        body = f"{indent}{_quoted(key, None, block=True)}:{newline}" + "".join(
            f"{dash}{written(tag)}{newline}" for tag in tags
        )
    else:
        written = _writer(style[1:-1] if style else [], block=False)
        body = f"{indent}{_quoted(key, None, block=True)}: [{', '.join(map(written, tags))}]{newline}"
    return stated + ("" if not stated or stated.endswith("\n") else newline) + body


def _writer(items: Sequence[Any], *, block: bool) -> Callable[[str], str]:
    """How a new item is written: in the quotes that all the others have, else in none where none are needed."""
    styles = {getattr(item, "style", None) or None for item in items}
    style = next(iter(styles)) if len(styles) == 1 else None
    return lambda tag: _quoted(tag, style, block=block)


def _quoted(text: str, style: str | None, *, block: bool) -> str:
    analysis = _emitter().analyze_scalar(text)
    plain = analysis.allow_block_plain if block else analysis.allow_flow_plain
    if style is None and plain and not _DOUBTFUL.fullmatch(text) and _is_text(text):
        return text
    if style != '"' and analysis.allow_single_quoted:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@cache
def _emitter() -> Any:
    return yaml.emitter.Emitter(io.StringIO(), allow_unicode=True)


def _is_text(text: str) -> bool:
    resolver: Any = yaml.SafeLoader("")
    return bool(resolver.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")
