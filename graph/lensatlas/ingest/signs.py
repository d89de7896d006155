"""How files of a format begin: each sign looks at the first bytes, as UTF-8 without a byte order mark and white space."""

from __future__ import annotations

import json
import re

_HTML = re.compile(
    rb"<(!doctype|html|head|body|meta|title|article|main|div|section|h1|p|!--|\?xml)\b|<!--", re.IGNORECASE
)


def front_matter(begun: bytes) -> bool:
    """YAML or TOML front matter."""
    return begun.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n"))


def reuters(begun: bytes) -> bool:
    """Stories of Reuters-21578."""
    return begun.startswith((b"<!DOCTYPE lewis", b"<REUTERS "))


def html(begun: bytes) -> bool:
    """A page, or a part of one."""
    return _HTML.match(begun) is not None


def json_value(begun: bytes) -> bool:
    """An object or a list."""
    return begun.startswith((b"{", b"["))


def json_lines(begun: bytes) -> bool:
    """An object alone on the first line, with more below it."""
    first, _, rest = begun.partition(b"\n")
    return bool(rest.strip()) and ((first.startswith(b"{") and rest.lstrip().startswith(b"{")) or _is_object(first))


def json_line(begun: bytes) -> bool:
    """One line that is an object, and nothing below it yet."""
    first, _, rest = begun.partition(b"\n")
    return not rest.strip() and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
