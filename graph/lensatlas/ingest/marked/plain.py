"""The plain part of Markdown: paragraphs, headings and lists of words and links, told from the rest without a parser.

A body falls into chunks at its blank lines. What is plain in it reads the same whatever stands around it; the chunks
between are the parser's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

# What reaches over blank lines, or changes what stands elsewhere: then all of it is the parser's.
_FAR = re.compile(r"```|~~~|<[!?]|<(?:script|pre|style|textarea)", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]*\]:", re.MULTILINE)
_CHUNKS = re.compile(r"\n(?:[ \t]*\n)+")
# A line that begins with a word opens nothing but a paragraph; a number may be a list's.
_WORD = r"(?:[^\W\d_]|\d+(?![.)\d])|[“‘”’(\"'…$€£—–]|\[(?!\[)|\*{1,2}\w|__?[^\W_])"
_PARAGRAPH = re.compile(_WORD)
_CONTINUES = re.compile(rf" {{0,3}}{_WORD}")
_HEADING = re.compile(r"(#{1,6}) +([^#\n]*[^#\s])")
_ITEM = re.compile(r"( {0,3})([*-]) {1,4}(\S[^\n]*)")
_LINK = re.compile(
    r"(?<![!\]])\[([^\[\]\\`*_<>~\n]+)\]\((?![^\s()]{0,2000}&#?\w+;)([^\s()<>\\]+)(?: +\"[^\"\\\n&]*\")?\)"
)
# Emphasis as nobody can read otherwise: words between the marks, space or punctuation around them (CommonMark, 6.2).
_EMPHASIS = re.compile(r"(?:(?<=[\s(“])|^)(\*\*?|__?)(\w|\w[^*_`\[\]<>\\~|\n]*\w)\1(?=[\s.,;:!?)”’—–]|$)")
_ENTITY = re.compile(r"&(?:#(\d{3,5})|([a-zA-Z][a-zA-Z0-9]{1,31}));")
# Anything else that means something inside a line.
_MEANS = re.compile(r"[*`\[\]<>\\~|\t\r\x0b\x0c\x00]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_UNDERLINE = re.compile(r"\n[ ]*[=-]")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph, or a heading of a ``level`` from 1, as text."""

    text: str
    level: int
    links: tuple[str, ...]


def chunks(body: str) -> list[Plain | str] | None:
    """The body in order: what is plain, and Markdown for the parser between; None where all of it is the parser's."""
    if (("<" in body or "```" in body or "~~~" in body) and _FAR.search(body)) or (
        "]:" in body and _DEFINITION.search(body)
    ):
        return None
    found: list[Plain | str] = []
    parts = [part for part in _CHUNKS.split(body) if part.strip()]
    for number, part in enumerate(parts):
        below = parts[number + 1] if number + 1 < len(parts) else ""
        plain = _plain(part.rstrip())
        if plain is None and (not found or not isinstance(found[-1], str)):
            plain = _listed(part, below)
        if plain is not None:
            found += plain
        elif found and isinstance(found[-1], str):
            found[-1] = f"{found[-1]}\n\n{part}"  # a list goes on over a blank line
        else:
            found.append(part)
    return found


def _listed(part: str, below: str) -> list[Plain] | None:
    """The items of a list of plain lines, None where any says more, or what stands below may still belong to it."""
    items = [_ITEM.fullmatch(line.rstrip()) for line in part.strip("\n").split("\n")]
    first = items[0]
    if first is None or (below.startswith((" ", "\t")) and _ITEM.match(below) is None):
        return None
    found: list[Plain] = []
    for item in items:
        plain = _plain(item[3]) if item is not None and item[1] == first[1] and item[3][0] != "#" else None
        if plain is None:
            return None
        found += plain
    return found


def _plain(chunk: str) -> list[Plain] | None:
    """The chunk as text, None where a parser must look at it."""
    level = 0
    if heading := _HEADING.fullmatch(chunk):
        level, chunk = len(heading[1]), heading[2]
    elif not _PARAGRAPH.match(chunk):
        return None
    links: list[str] = []

    def words(link: re.Match[str]) -> str:
        links.append(link[2])
        return link[1]

    bare = _LINK.sub(words, chunk) if "](" in chunk else chunk
    bare = _EMPHASIS.sub(r"\2", bare) if "*" in bare or "_" in bare else bare
    if _means_more(_ENTITY.sub("", bare) if "&" in bare else bare):
        return None
    if "\n" in chunk and not all(_CONTINUES.match(line) for line in chunk.split("\n")[1:]):
        return None
    text = " ".join(line.strip(" ") for line in bare.split("\n"))
    text = _ENTITY.sub(_character, text) if "&" in text else text
    return [Plain(_SPACES.sub(" ", text).strip(), level, tuple(links))]


def _means_more(text: str) -> bool:
    """Whether anything in it may be more than words to a parser."""
    if _MEANS.search(text) or "&#" in text or ("_" in text and _UNDERSCORE.search(text)):
        return True
    return "\n" in text and ("  \n" in text or _UNDERLINE.search(text) is not None)


def _character(entity: re.Match[str]) -> str:
    """The character that an entity stands for; a name that HTML does not know stays as it is."""
    if entity[2]:
        return html5.get(f"{entity[2]};", entity[0])
    number = int(entity[1])
    return chr(number) if 160 <= number < 0xD800 or 0xE000 <= number < 0xFDD0 else entity[0]
