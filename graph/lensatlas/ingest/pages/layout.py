"""A page's blocks put in their places: headline, dek, sections, facts, tags.

Driven by the wordings of the profile alone; markup and classes are never relied on, so plain text and any HTML go the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lensatlas.ingest.pages.facts import facts
from lensatlas.ingest.pages.headings import folded_line
from lensatlas.ingest.pages.tag_area import Tags
from lensatlas.model import link_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lensatlas.ingest.pages.blocks import Block
    from lensatlas.ingest.pages.facts import Fact
    from lensatlas.ingest.pages.headings import Wordings

_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…")
_ITEM = re.compile(r"(?:[-*•–·▪]|\(?\d{1,2}[.)])\s")


@dataclass(slots=True)
class Layout:
    """What stands where on a page. ``lead`` is what comes before the first section, ``rest`` prose that has no place."""

    lead: list[Block] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    facts: dict[str, tuple[str, Block]] = field(default_factory=dict)
    tags: Tags = field(default_factory=Tags)
    original: tuple[str, str | None] = ("", None)
    attribution: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    known: int = 0


def lay_out(blocks: Sequence[Block], wordings: Wordings) -> Layout:
    """Put every block in its place; ``known`` counts the profile's headings that were found."""
    page, calls = _without_calls(blocks, wordings)
    opens = [opened(block, wordings) for block in page]
    first = next((n for n, opening in enumerate(opens) if opening), len(page))
    last = max((n for n, block in enumerate(page) if opens[n] or _mark(block, wordings)), default=0)
    found = facts(page, wordings, first)
    # The calls end the page, but for a call between the sections, or between them and the facts.
    known_by = min((fact.first for fact in found), default=0)
    end = next((n for n in calls if n > last and n > known_by), len(page))
    return _Placing(page[:end], opens, [fact for fact in found if fact.last < end], wordings).place()


def opened(block: Block, wordings: Wordings) -> tuple[str, str] | None:
    """The heading that the block is, or begins with, and what follows it in the same block."""
    if folded_line(block.text) in wordings.headings:
        contents = len(block.links) == 1 and block.links[0].address.startswith("#") and not block.level
        return None if contents or not block.is_prose else (block.text, "")
    found = wordings.opening.match(block.text) if wordings.opening and not block.level else None
    if found is None:
        return None
    # "What happened: …" and "What happenedThe …" open a section; "What happened in Doha" is a sentence.
    rest = block.text[found.end() :]
    run_on = not found[2] and (rest[0].isupper() or rest[0] in '“‘"')
    parted = found[2].strip() in {":", "：", "–", "—", "|"} or (len(block.parts) > 1 and block.parts[0] == found[1])
    return (found[1], rest) if run_on or (found[2].strip() and parted) or (parted and found[2] == " ") else None


def _mark(block: Block, wordings: Wordings) -> str | None:
    return wordings.marks.get(folded_line(block.text))


def _without_calls(blocks: Sequence[Block], wordings: Wordings) -> tuple[list[Block], list[int]]:
    """The blocks without the page's calls, and before which of them calls stood; the last may run straight into them."""
    if wordings.calls is None:
        return list(blocks), []
    kept: list[Block] = []
    calls: list[int] = []
    for block in blocks:
        # The calls of a page are short; searching every paragraph for them would take most of the time.
        call = wordings.calls.search(block.text, max(0, len(block.text) - 400))
        if call is None:
            kept.append(block)
            continue
        if before := block.text[: call.start()].rstrip():
            links = tuple(link for link in block.links if not wordings.calls.match(link.text))
            parts = tuple(part for part in block.parts if not wordings.calls.match(part))
            kept.append(replace(block, text=before, links=links, parts=parts))
        calls.append(len(kept))
    return kept, calls


class _Placing:
    """One pass over the blocks; ``area`` is the method that takes what comes next."""

    def __init__(
        self,
        blocks: Sequence[Block],
        opens: Sequence[tuple[str, str] | None],
        found: Sequence[Fact],
        wordings: Wordings,
    ) -> None:
        self.blocks, self.opens, self.wordings = blocks, opens, wordings
        self.found = found
        self.layout = Layout()
        self.area: Callable[[Block, Block | None], None] = self.in_lead
        self.section, self.level, self.own = "", 0, True
        # What each section says, and what it said before its heading came again, as pages do that hold their text twice.
        self.written: dict[str, list[str]] = {}
        self.said: frozenset[str] = frozenset()
        self.last: Block | None = None

    def place(self) -> Layout:
        covered = {n for fact in self.found for n in range(fact.first, fact.last + 1)}
        for fact in self.found:
            self.layout.facts.setdefault(fact.name, (fact.value, self.blocks[fact.value_block]))
        for n, block in enumerate(self.blocks):
            opening = self.opens[n]
            if n in covered:
                self.area = self.in_lead if self.area == self.in_lead else self.in_facts
            elif opening:
                self.layout.known += 1
                self.open(opening[0], block.level or 2, own=True)
                self.write(replace(block, text=opening[1], within=-1))
            elif mark := _mark(block, self.wordings):
                self.area = self.in_tags if mark == "tags" else self.in_attribution
            else:
                self.area(block, self.blocks[n + 1] if n + 1 < len(self.blocks) else None)
            self.last = block
        self.layout.sections = {heading: "".join(pieces) for heading, pieces in self.written.items()}
        return self.layout

    def open(self, heading: str, level: int, *, own: bool) -> None:
        """Begin a section; ``own`` says that its heading is one of the profile's."""
        self.area, self.level, self.own = self.in_section, level, own
        self.section = heading
        self.said = frozenset(self.written.setdefault(heading, []))

    def write(self, block: Block) -> None:
        """Add a paragraph to the open section; the lines of a wrapped paragraph are joined."""
        if not block.text:
            return
        pieces = self.written[self.section]
        between = "\n\n"
        if self.last is not None and block.kind == "line" and block.within == self.last.within:
            wrapped = (
                len(self.last.text) > 40 and not self.last.text.endswith(_SENTENCE_END) and not _ITEM.match(block.text)
            )
            between = " " if wrapped else "\n"
        if block.text not in self.said:
            pieces += [between, block.text] if pieces else [block.text]
        self.layout.links += [link.address for link in block.links]

    def in_lead(self, block: Block, _below: Block | None) -> None:
        self.layout.lead.append(block)

    def in_section(self, block: Block, below: Block | None) -> None:
        if not block.is_prose:
            return
        if (block.level and block.level <= self.level) or self.is_heading(block, below):
            self.open(block.text, block.level or self.level, own=False)
        elif self.own or not block.is_links():
            self.write(block)

    def is_heading(self, block: Block, below: Block | None) -> bool:
        """A line of plain text that can only be a heading: alone, short, capitalised, without an end, above a paragraph."""
        return (
            block.kind == "line"
            and below is not None
            and (self.last is None or block.within != self.last.within != below.within)
            and block.within != below.within
            and len(block.text.split()) < 9
            and block.text[0].isupper()
            and not block.text.endswith(_SENTENCE_END)
            and len(below.text.split()) > 9
        )

    def in_facts(self, block: Block, _below: Block | None) -> None:
        if block.level:
            self.area = self.in_rest
        elif not self.is_original(block) and block.is_prose and (block.kind == "line" or not block.is_links()):
            self.layout.rest.append(block.text)

    def in_attribution(self, block: Block, _below: Block | None) -> None:
        if block.level:
            self.area = self.in_rest
        elif not self.is_original(block):
            self.layout.attribution.append(block.text)

    def is_original(self, block: Block) -> bool:
        """Note where the reporting that is analysed stands: “Read the original at …”."""
        found = next((w for w in self.wordings.originals if block.text.casefold().startswith(w)), None)
        if found is None:
            return False
        url = next((url for link in block.links if (url := link_url(link.address))), None)
        self.layout.original = (block.text[len(found) :].strip(" :."), url)
        return True

    def in_tags(self, block: Block, below: Block | None) -> None:
        if block.level or not self.layout.tags.take(block, self.wordings, more=below is not None):
            self.area = self.in_rest

    def in_rest(self, block: Block, _below: Block | None) -> None:
        if block.kind == "line":
            self.layout.rest.append(block.text)
