"""The lines of a digest: its headings, and its list items as stretches of text with and without a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.ingest.marked import prose
from lensatlas.ingest.pages.html_blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from lensatlas.ingest.pages.blocks import Block

# Beyond the list, a line is an item where it says little but its link.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: where it leads, or None; ``marked`` where it is set off as code or in bold."""

    text: str
    address: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A heading of a ``level`` (7: a line in bold) or, at level 0, an item nested ``depth`` lists deep; ``line`` from 1."""

    pieces: tuple[Piece, ...]
    level: int = 0
    depth: int = 0
    line: int | None = None

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def links(self) -> bool:
        """Whether any of it leads to another site."""
        return any(_is_link(piece.address) for piece in self.pieces)


def _is_link(address: str | None) -> bool:
    return address is not None and address.lower().startswith(("http://", "https://"))


def of_markdown(body: str, above: int) -> list[Item]:
    """The items of a Markdown body that has ``above`` lines of the file over it."""
    found: list[Item] = []
    level = depth = 0
    for token in prose.tokens(body):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type.endswith("_list_open"):
            depth += 1
        elif token.type.endswith("_list_close"):
            depth -= 1
        elif token.type == "inline":
            line = above + token.map[0] + 1 if token.map else None
            pieces = _pieces(token.children or ())
            # One line after another without a blank between is one paragraph to Markdown, and several links here.
            for number, part in enumerate(_lines(pieces) if not level else [pieces]):
                item = Item(pieces=part, level=level, depth=depth, line=None if line is None else line + number)
                found += _taken(item)
    return found


def _pieces(tokens: Iterable[Token]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    address: str | None = None
    marked = 0
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            address = None
        elif token.type == "strong_open":
            marked += 1
        elif token.type == "strong_close":
            marked -= 1
        elif token.type in {"text", "code_inline"}:
            found.append(Piece(token.content, address, marked > 0 or token.type == "code_inline"))
        elif token.type in {"softbreak", "hardbreak"}:
            found.append(Piece("\n", address))
    return tuple(piece for piece in found if piece.text)


def _lines(pieces: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """The lines of a paragraph, each by itself where each has its own link; else all as one."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    several = len(lines) > 1 and all(any(_is_link(piece.address) for piece in line) for line in lines)
    return [tuple(line) for line in lines] if several else [pieces]


def _taken(item: Item) -> Iterator[Item]:
    """The item, a heading where all of it is bold, or nothing where it is prose around the list."""
    words = sum(len(piece.text.split()) for piece in item.pieces if piece.address is None)
    if not item.text:
        return
    if item.level or item.depth:
        yield item
    elif not item.links and all(piece.marked or not piece.text.strip(" *:") for piece in item.pieces):
        yield Item(pieces=item.pieces, level=7, line=item.line)
    elif item.links and words <= _FEW:
        yield item


def of_html(html: str) -> list[Item]:
    """The items of a page; raises :class:`ValueError` as :func:`~lensatlas.ingest.pages.html_blocks.blocks` does."""
    found: list[Item] = []
    lists: list[int] = []  # the open lists, by what holds their items
    for block in blocks(html):
        if not block.is_prose:
            continue
        if block.kind == "li":
            lists = lists[: lists.index(block.within) + 1] if block.within in lists else [*lists, block.within]
        elif block.kind != "p" or block.level:
            lists = []
        found += _taken(Item(pieces=_parts(block), level=block.level, depth=len(lists)))
    return found


def _parts(block: Block) -> tuple[Piece, ...]:
    """The block's stretches; of a link in several parts the first is set off from the rest."""
    found: list[Piece] = []
    links = list(block.links)
    rest = ""  # of the open link's words
    address: str | None = None
    for part in block.parts:
        if not rest and links and links[0].text.startswith(part):
            link = links.pop(0)
            rest, address = link.text, link.address
            found.append(Piece(part, address, marked=rest != part))
            rest = rest[len(part) :].lstrip()
        elif rest and rest.startswith(part):
            found.append(Piece(f" {part}", address))
            rest = rest[len(part) :].lstrip()
        else:
            found.append(Piece(f" {part} "))
    return tuple(found)
