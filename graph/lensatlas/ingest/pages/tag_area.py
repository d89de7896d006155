"""The tags under “Reader paths”: links, list items, chips, a separated line, or one that runs together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.ingest.pages.headings import folded_line
from lensatlas.model import label

if TYPE_CHECKING:
    from lensatlas.ingest.pages.blocks import Block
    from lensatlas.ingest.pages.headings import Wordings

_SEPARATOR = re.compile(r"\s*[,;|·•]\s*|\s+/\s+|(?:^|\s+)#")
_JOINT = re.compile(r"[a-z][A-Z]")
_BULLET = re.compile(r"^[-*•·#]\s+")


@dataclass(slots=True)
class Tags:
    """What has been taken so far; ``chips`` are tags beyond doubt, ``lines`` stand as they were written."""

    chips: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    within: tuple[str, int] | None = None
    ended: bool = False

    def take(self, block: Block, wordings: Wordings, *, more: bool) -> bool:
        """Take the tags of a block; False where the tags have ended. ``more``: another block follows."""
        if folded_line(block.text) in wordings.intros or (self.within is None and more and _is_sentence(block)):
            return True
        around = (block.kind, block.within)
        if (
            self.within is not None
            and block.kind != "line"
            and (self.within != around or (self.ended and not block.links))
        ):
            return False
        self.within = around
        if block.links:
            self.chips += [link.text for link in block.links]
        elif len(block.parts) > 1 and all(len(part.split()) < 7 for part in block.parts):
            self.chips += [part for part in block.parts if part not in {",", ";", "·", "|", "•"}]
        else:
            self.lines.append(_BULLET.sub("", block.text))
        # Links stand among links; a paragraph holds all its tags, list items and boxes one each.
        self.ended = bool(block.links) or block.kind == "p"
        return True

    def settled(self) -> tuple[list[str], str]:
        """The tags, and the line in which they run together where they cannot be told apart here."""
        tags = [label(chip).strip(" ,;#") for chip in self.chips]
        if len(self.lines) == 1:
            parts = [part for part in _SEPARATOR.split(self.lines[0]) if part]
            if len(parts) > 1 and len(_JOINT.findall(self.lines[0])) < max(1, len(parts) - 1):
                return tags + parts, ""
            return tags, self.lines[0]
        if all(len(line.split()) < 6 and len(_JOINT.findall(line)) < 2 for line in self.lines):
            return tags + self.lines, ""
        # A line is broken at a space, and no tag ends at a space.
        return tags, " ".join(self.lines)


def _is_sentence(block: Block) -> bool:
    return not block.links and block.text.endswith((".", "!", ":", "?")) and len(block.text.split()) > 2
