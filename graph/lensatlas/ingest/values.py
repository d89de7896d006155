"""Single values of a record, in whatever shape they come: texts, lists, outlets, actors, sections.

Each reading returns what it understood and whether that was all of it; what was not is kept beside the article, never dropped.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lensatlas.ingest.pages.headings import folded
from lensatlas.model import (
    ACTOR_KINDS,
    DeclaredActor,
    Section,
    Source,
    clean,
    digest,
    fold,
    label,
    link_url,
    slugify,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.model import ActorKind

# A record nested deeper is no article's, and would overrun the stack of whatever writes it.
DEEPEST = 64
_KINDS: Mapping[str, ActorKind] = {kind: kind for kind in ACTOR_KINDS}
_NAMES = ("name", "outlet", "publisher", "publication", "label")
_OF_ACTOR = frozenset({"name", "kind"})
_ADDRESSES = ("url", "link", "href")
# Three or more, written so that the search jumps to the first three: "\\n{3,}" took ten times as long.
_GAPS = re.compile("\n\n\n+")
# Only what ends in a semicolon: "?a=1&copy=2" and "R&D" hold none.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def text(value: Any) -> str | None:
    """A single value as text, or None where it is a list, a table or nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    return None


def decoded(value: Any, depth: int = 0) -> Any:
    """A value whose texts have characters where they had HTML entities, as exports of blogs leave them, even twice over.

    >>> decoded(["doesn&#8217;t", "R&amp;D", "a&b; c", "AT&amp;amp;T"])
    ['doesn’t', 'R&D', 'a&b; c', 'AT&T']
    """
    if isinstance(value, str):
        return _ENTITY.sub(_character, _ENTITY.sub(_character, value)) if "&" in value else value
    if depth < DEEPEST and isinstance(value, list | tuple):
        return [item if type(item) is str and "&" not in item else decoded(item, depth + 1) for item in value]
    if depth < DEEPEST and isinstance(value, Mapping):
        return {
            key: item if type(item) is str and "&" not in item else decoded(item, depth + 1)
            for key, item in value.items()
        }
    return value


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity.group())


def _number(value: float) -> str | None:
    try:
        return str(value)
    except ValueError:  # an int of more than 4,300 digits has no decimal form
        return None


def prose(value: Any) -> str | None:
    """Text of any length: clean, lines stripped, at most one blank line between paragraphs; a list is its paragraphs."""
    if isinstance(value, list):
        parts = [text(part) for part in value]
        value = "\n\n".join(part for part in parts if part) if len(parts) == sum(map(bool, parts)) else None
    stated = text(value)
    if stated is None:
        return None
    cleaned = clean(stated)
    if "\n" not in cleaned:
        return cleaned.strip() or None
    return _GAPS.sub("\n\n", "\n".join(map(str.strip, cleaned.split("\n")))).strip() or None


def _leaves(value: Any, depth: int = 0) -> Iterator[Any]:
    """The items of a list, of lists in it and so on; a single value is a list of one."""
    for item in value if isinstance(value, list | tuple) else (value,):
        if isinstance(item, list | tuple) and depth < DEEPEST:
            yield from _leaves(item, depth + 1)
        elif item is not None and item != "":
            yield item


def names(value: Any, *, split: re.Pattern[str] | None = None) -> tuple[tuple[str, ...], bool]:
    """The names in a text or list, each once; ``split`` cuts a text that stands for a list."""
    if isinstance(value, list) and set(map(type, value)) == {str}:  # as nearly all are: a third of the time
        return tuple(filter(None, dict.fromkeys(map(label, value)))), True
    found: dict[str, None] = {}
    entire = True
    parts: Iterable[Any] = split.split(value) if split and isinstance(value, str) else _leaves(value)
    for part in parts:
        stated = part if type(part) is str else text(part)
        if stated is None and isinstance(part, Mapping):
            stated = next((text(part[key]) for key in (*_NAMES, "title") if text(part.get(key))), None)
            entire = entire and len(part) == 1
        name = label(stated) if stated else ""
        if name:
            found[name] = None
        elif not isinstance(part, str):
            entire = False
    return tuple(found), entire


def sources(value: Any) -> tuple[tuple[Source, ...], bool]:
    """Outlets: a name, an address, or a table with ``outlet``, ``name`` or ``publisher`` and ``url``; any number of them.

    Where no outlet is named, the host of the address stands for it.
    """
    found: dict[Source, None] = {}
    entire = True
    for part in _leaves(value):
        if isinstance(part, Mapping):
            name = next((text(part[key]) for key in _NAMES if text(part.get(key))), None)
            address = next((text(part[key]) for key in _ADDRESSES if text(part.get(key))), None)
            entire = entire and part.keys() <= {"name", "url"}
        else:
            stated = text(part)
            is_address = stated is not None and ":" in stated and link_url(stated) is not None
            name, address = (None, stated) if is_address else (stated, None)
        url = link_url(address) if address else None
        outlet = label(name) if name else host(url)
        if outlet:
            found[Source(name=outlet, url=url)] = None
        entire = entire and bool(outlet) and (url is not None or not address)
    return tuple(found), entire


def host(url: str | None) -> str:
    """The host of an address without its ``www.``."""
    return ((urlsplit(url).hostname or "") if url else "").removeprefix("www.")


def actors(value: Any) -> tuple[tuple[DeclaredActor, ...], bool]:
    """Actors by name, or by name and kind; a text with semicolons names several. What is an actor already stays as it is."""
    found: dict[str, DeclaredActor] = {}
    entire = True
    for part in value.split(";") if isinstance(value, str) else _leaves(value):
        kind: ActorKind | None = None
        if isinstance(part, DeclaredActor):
            found.setdefault(part.name, part)
            continue
        if isinstance(part, Mapping):
            stated = text(part.get("name")) or text(part.get("label"))
            given = part.get("kind")
            kind = _kind(given)
            entire = entire and part.keys() <= _OF_ACTOR and (kind is not None or not given)
        else:
            stated = text(part)
        name = label(stated) if stated else ""
        if name and (name not in found or found[name].kind is None):
            found[name] = DeclaredActor(name=name, kind=kind)
        entire = entire and (bool(name) or isinstance(part, str))
    return tuple(found.values()), entire


def _kind(value: Any) -> ActorKind | None:
    if not isinstance(value, str):
        return None
    return _KINDS.get(value) or _KINDS.get(fold(value).replace("organisation", "organization"))


def sections(value: Any, headings: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Section, ...], bool]:
    """Sections as a table name → text; a name is one of the profile's sections or a heading, others become slugs of themselves."""
    if not isinstance(value, Mapping):
        return (), value is None
    known = folded({name: (name, *wordings) for name, wordings in headings.items()})
    found: dict[str, Section] = {}
    entire = True
    for key, content in value.items():
        stated = prose(content)
        if stated is None:
            entire = entire and content in (None, "")
            continue
        name = known.get(fold(key)) or slugify(key) or digest("section", key)
        heading = headings[name][0] if key == name and headings.get(name) else label(key)
        if name in found:
            heading, stated = found[name].heading, f"{found[name].text}\n\n{stated}"
        found[name] = Section(name=name, heading=heading, text=stated)
    return tuple(found.values()), entire


def kept(value: Any, depth: int = 0) -> Any:
    """A value as JSON can hold it in UTF-8; raises :class:`ValueError` where it is nested too deeply."""
    if value is None or type(value) is bool:
        return value
    if depth > DEEPEST:
        raise ValueError(f"it is nested deeper than {DEEPEST} levels")
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _writable(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {
            key if type(key) is str and key.isascii() and key.isprintable() else _writable(str(key)): kept(
                item, depth + 1
            )
            for key, item in value.items()
        }
    if isinstance(value, Sequence):
        return [kept(item, depth + 1) for item in value]
    return value if isinstance(value, int) and abs(value) < 2**63 else str(value)


def _writable(text: str) -> str:
    """The text without lone surrogates and NUL, which no file or database takes; otherwise as it is."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
