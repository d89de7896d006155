"""The tags in TOML or JSON front matter: the list is found by a scan of the file's tokens, and changed in place."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.ingest.write_back.lists import Entry, Refused, bracketed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(
    r'(?P<long>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\')'
    r'|(?P<text>"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<sign>[\[\]{},:=])|(?P<word>[^\s\"'#\[\]{},:=]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """Where the value of a key begins, and its tokens."""

    key: str
    start: int
    tokens: tuple[_Token, ...]

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def toml_replaced(stated: str, key: str | None, new_key: str, tags: Sequence[str]) -> str:
    """As :func:`~lensatlas.ingest.write_back.yaml_front.replaced`, for TOML: a new key stands above the first table."""
    tokens = list(_tokens(stated))
    values = list(_toml_values(tokens))
    if key is not None:
        (value,) = [value for value in values if value.key == key]
        return _changed(stated, value, tags, _toml_text(value))
    table = _first_table(tokens)
    newline = "\r\n" if "\r\n" in stated else "\n"
    end = max((value.end for value in values), default=0)
    above = stated.index("\n", end) + 1 if "\n" in stated[end:] else len(stated)
    at = (above if values else 0) if table is not None else len(stated)
    lead = "" if not stated[:at] or stated[:at].endswith("\n") else newline
    line = f"{_toml_key(new_key)} = {bracketed('[]', [], tags, _basic)}{newline}"
    return stated[:at] + lead + line + stated[at:]


def json_replaced(stated: str, key: str | None, new_key: str, tags: Sequence[str]) -> str:
    """As :func:`~lensatlas.ingest.write_back.yaml_front.replaced`, for a JSON object."""
    tokens = list(_tokens(stated))
    values = list(_json_values(tokens))
    if key is not None:
        found = [value for value in values if value.key == key]
        if len(found) > 1:
            raise Refused(f"it gives {key!r} twice")
        return _changed(stated, found[0], tags, _basic)
    pair = f"{_basic(new_key)}: {bracketed('[]', [], tags, _basic)}"
    if not values:
        at = stated.index("{") + 1
        return stated[:at] + pair + stated[at:]
    first, last = values[0], values[-1]
    opened = stated.index("{") + 1
    apart = stated[opened : opened + len(stated[opened:]) - len(stated[opened:].lstrip())]
    return (
        stated[: last.end]
        + ","
        + (apart if "\n" in apart or len(values) == 1 or first is last else " ")
        + pair
        + stated[last.end :]
    )


def _changed(stated: str, value: _Value, tags: Sequence[str], written: Callable[[str], str]) -> str:
    """The value with these tags; raises where it is no list of texts."""
    line = stated.count("\n", 0, value.start) + 1
    first = value.tokens[0]
    if first.text != "[":
        if first.kind != "text":
            raise Refused(f"the value of {value.key!r} is no list of texts", line)
        return stated[: value.start] + bracketed("[]", [], tags, written) + stated[value.end :]
    entries: list[Entry] = []
    for token in value.tokens[1:-1]:
        if token.kind == "text":
            entries.append(Entry(says=_said(token.text), start=token.start - value.start, end=token.end - value.start))
        elif token.kind not in {"comment", "newline"} and token.text != ",":
            raise Refused(f"{value.key!r} holds more than plain texts", line)
    return (
        stated[: value.start] + bracketed(stated[value.start : value.end], entries, tags, written) + stated[value.end :]
    )


def _tokens(stated: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(stated):
        yield _Token(kind=found.lastgroup or "", text=found[0], start=found.start(), end=found.end())


def _toml_values(tokens: Sequence[_Token]) -> Iterator[_Value]:
    """The keys above the first table; a dotted key is passed over."""
    at = 0
    while at < len(tokens):
        if tokens[at].kind in {"newline", "comment"}:
            at += 1
            continue
        if tokens[at].text == "[":
            return
        end = _line_end(tokens, at)
        if at + 2 < end and tokens[at + 1].text == "=":
            key = _said(tokens[at].text) if tokens[at].kind == "text" else tokens[at].text
            held = list(tokens[at + 2 : end])
            while held and held[-1].kind == "comment":
                held.pop()
            yield _Value(key=key, start=held[0].start, tokens=tuple(held))
        at = end


def _line_end(tokens: Sequence[_Token], at: int) -> int:
    """The token that ends the statement: a line end outside all brackets."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += (tokens[n].text in {"[", "{"}) - (tokens[n].text in {"]", "}"})
        if tokens[n].kind == "newline" and depth <= 0:
            return n
    return len(tokens)


def _first_table(tokens: Sequence[_Token]) -> int | None:
    at = 0
    while at < len(tokens):
        if tokens[at].text == "[":
            return tokens[at].start
        at = _line_end(tokens, at) + 1
    return None


def _json_values(tokens: Sequence[_Token]) -> Iterator[_Value]:
    """The keys of the outermost object."""
    depth, key, begun = 0, "", 0
    for n, token in enumerate(tokens):
        if depth == 1 and token.text == ":" and not begun:
            key, begun = _said(tokens[n - 1].text), n + 1
        elif depth == 1 and token.text in {",", "}"} and begun:
            held = [t for t in tokens[begun:n] if t.kind != "newline"]
            yield _Value(key=key, start=held[0].start, tokens=tuple(held))
            begun = 0
        depth += (token.text in {"[", "{"}) - (token.text in {"]", "}"})


def _said(text: str) -> str:
    return str(tomllib.loads(f"a = {text}")["a"]) if text.startswith("'") else str(json.loads(text))


def _toml_text(value: _Value) -> Callable[[str], str]:
    """New items in the quotes that all the others have."""
    quotes = {token.text[0] for token in value.tokens if token.kind == "text"}
    return lambda tag: f"'{tag}'" if quotes == {"'"} and "'" not in tag else _basic(tag)


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else _basic(key)


def _basic(text: str) -> str:
    """A text in double quotes, as JSON and TOML both read it."""
    return json.dumps(text, ensure_ascii=False)
