"""What an Obsidian note holds beyond Markdown: links by name, tags in the text, fields, callouts, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_EMBED = re.compile(r"!\[\[[^\[\]\n]{0,500}\]\]")
_LINK = re.compile(r"\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]\n]{0,500}))?\]\](?!\()")
_COMMENT = re.compile(r"%%(?:[^%]|%(?!%)){0,20000}%%")
_CALLOUT = re.compile(r"^([ \t]{0,3}>[> \t]{0,20})\[![\w-]{1,40}\][+-]?[ \t]*([^\n]*)$", re.MULTILINE)
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]{1,60}[ \t]*$|^\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]{0,20}(?:[-*+][ \t]+)?([A-Za-z][\w -]{0,60})::[ \t]+(\S[^\n]{0,2000})$", re.MULTILINE)
_INLINE_FIELD = re.compile(r"[\[(]([A-Za-z][\w -]{0,60})::[ \t]*([^\[\]()\n]{0,500})[\])]")
_MARKED = re.compile(r"==([^=\n]{1,2000})==")
_TAG = re.compile(r"(?<!\S)#([\w/-]{1,200})")
_TAGS_ALONE = re.compile(r"^[ \t]{0,3}#[\w/-]{1,200}(?:[ \t]+#[\w/-]{1,200}){0,50}[ \t]*$", re.MULTILINE)
# Only a tag with something besides digits is one: "#1" is a number.
_NUMBER = re.compile(r"[\d/_-]*")
_FENCE = re.compile(r"^[ \t]{0,3}(```+|~~~+)[ \t]*([^\n`]*)$")
_CODE = re.compile(r"(`[^`\n]{1,2000}`)")
_SIGNS = re.compile(r"\[\[[^\[\]\n]{1,500}\]\](?!\()|^[ \t]{0,3}>[ \t]?\[!\w|^```(?:dataview|tasks)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note's ``body`` as plain Markdown, the ``tags`` its text holds in order, and its Dataview ``fields``."""

    body: str
    tags: tuple[str, ...]
    fields: Mapping[str, Any]


def is_note(record: Mapping[str, Any], body: str) -> bool:
    """Whether a Markdown text is an Obsidian note: other Markdown means other things by ``#word`` and ``a:: b``."""
    return "cssclass" in record or "cssclasses" in record or _SIGNS.search(body) is not None


def note(body: str) -> Note:
    """The note in a Markdown body; code is left as it is, queries are taken out."""
    tags: dict[str, None] = {}
    fields: dict[str, Any] = {}
    lines = _COMMENT.sub("", body).split("\n")
    kept: list[str] = []
    prose: list[str] = []
    fence, query = "", False
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            kept += [] if query else [line]
            fence = "" if mark and mark[1].startswith(fence) and not mark[2] else fence
        elif mark:
            kept.append(_plain("\n".join(prose), tags, fields))
            prose, fence, query = [], mark[1], mark[2].strip() in {"dataview", "dataviewjs", "tasks", "query"}
            kept += [] if query else [line]
        else:
            prose.append(line)
    kept.append(_plain("\n".join(prose), tags, fields))
    return Note(body="\n".join(kept), tags=tuple(tags), fields=fields)


def _plain(text: str, tags: dict[str, None], fields: dict[str, Any]) -> str:
    """Text outside of fenced code as plain Markdown; what it tells of tags and fields is noted down."""
    parts = _CODE.split(text)
    parts[::2] = [_LINK.sub(_shown, _EMBED.sub("", part)) for part in parts[::2]]
    text = _CALLOUT.sub(_titled, _BLOCK_ID.sub("", "".join(parts)))

    def note_field(found: re.Match[str]) -> str:
        fields[found[1].strip()] = found[2].strip()
        return ""

    def note_tag(found: re.Match[str]) -> str:
        if _NUMBER.fullmatch(found[1]):
            return found[0]
        tags[found[1].strip("/")] = None
        return found[1]

    text = _INLINE_FIELD.sub(note_field, _FIELD.sub(note_field, text))
    text = _TAGS_ALONE.sub(lambda found: "" if _TAG.sub(note_tag, found[0]) != found[0] else found[0], text)
    parts = _CODE.split(_MARKED.sub(r"\1", text))
    parts[::2] = [_TAG.sub(note_tag, part) for part in parts[::2]]
    return "".join(parts)


def _shown(link: re.Match[str]) -> str:
    """What a reader sees of a link: its own words, else the note's name without its folder, else the heading in it."""
    name, _, heading = link[1].partition("#")
    return link[2] or name.rpartition("/")[2] or heading.lstrip("^")


def _titled(callout: re.Match[str]) -> str:
    """A callout's title in a paragraph of its own."""
    quote, title = callout.groups()
    return f"{quote}{title}\n{quote}" if title else quote
