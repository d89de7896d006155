"""The facts of a page: a label and its value, side by side, one under the other, or run together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lensatlas.ingest.days import is_written
from lensatlas.ingest.pages.headings import folded_line
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.ingest.pages.blocks import Block
    from lensatlas.ingest.pages.headings import Wordings

_MINUTES = re.compile(r"\d{1,3}\s*[- ]?min(?:ute)?s?\b", re.IGNORECASE)
_MINUTES_ALONE = re.compile(r"\d{1,3}\s*[- ]?min(?:ute)?s?(?:\s+read)?", re.IGNORECASE)
# Possessive: where a word may end anywhere, 24 capitals and a "!" take 5 s, and every two more four times as long.
_NAME = re.compile(r"(?:(?:[^\W_a-z][\w.’'-]*+|and|&|of|der|de|van|von|al)[,;]?+\s*+)+")
# From the first space of a run only: looking again from each of 40,000 took 34 s.
_BETWEEN = re.compile(r"(?<!\s)\s*[·|•]\s*|\t+")
# The longest value that is still a fact and no sentence, in words.
_LONGEST = {"lens": 10, "type": 8, "published": 12, "updated": 12, "minutes": 8, "source": 16, "authors": 24}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label's value and the blocks it takes; ``sure`` is False where only a neighbouring fact makes it one."""

    name: str
    value: str
    first: int
    last: int
    sure: bool
    value_block: int


def facts(blocks: Sequence[Block], wordings: Wordings, first_heading: int) -> list[Fact]:
    """Every fact on the page in order; before the first section's heading, plain lines need another fact beside them."""
    found: list[Fact] = []
    at = 0
    while at < len(blocks):
        here = _here(blocks, at, wordings, early=at < first_heading)
        found += here
        at = here[-1].last + 1 if here else at + 1
    return [fact for n, fact in enumerate(found) if fact.sure or _beside(found, n)]


def _beside(found: Sequence[Fact], n: int) -> bool:
    before, after = found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None
    return bool((before and before.last + 1 >= found[n].first) or (after and after.first <= found[n].last + 1))


def _here(blocks: Sequence[Block], at: int, wordings: Wordings, *, early: bool) -> list[Fact]:
    block = blocks[at]
    if block.level == 1 or block.is_furniture or _stands(block, wordings):
        return []
    name = wordings.labels.get(folded_line(block.text))
    if name is not None:
        return _under(blocks, at, name, wordings)
    side = _side_by_side(block, at, wordings)
    if side:
        return side
    return [] if block.level else _in_line(block, at, wordings, early=early)


def _stands(block: Block, wordings: Wordings) -> bool:
    """Whether the block is one of the page's own headings: “Source attribution” is no source."""
    known = folded_line(block.text)
    return known in wordings.headings or known in wordings.marks


def _under(blocks: Sequence[Block], at: int, name: str, wordings: Wordings) -> list[Fact]:
    """A label alone: the next block is its value, unless that is another label or a heading."""
    if at + 1 >= len(blocks):
        return []
    below = blocks[at + 1]
    if (
        below.level
        or _stands(below, wordings)
        or folded_line(below.text) in wordings.labels
        or not plausible(name, below.text)
    ):
        return []
    value = _flat(below.text)
    return [Fact(name=name, value=value, first=at, last=at + 1, sure=True, value_block=at + 1)]


def _side_by_side(block: Block, at: int, wordings: Wordings) -> list[Fact]:
    """Labels and values as neighbouring elements of one block, one pair or several."""
    pairs: list[tuple[str, list[str]]] = []
    for part in block.parts:
        name = wordings.labels.get(folded_line(part))
        if name is not None:
            pairs.append((name, []))
        elif pairs:
            pairs[-1][1].append(part)
        else:
            return []
    stated = [(name, _flat(" ".join(parts)).lstrip(":： ")) for name, parts in pairs]
    return [
        Fact(name=name, value=value, first=at, last=at, sure=True, value_block=at)
        for name, value in stated
        if plausible(name, value)
    ]


def _in_line(block: Block, at: int, wordings: Wordings, *, early: bool) -> list[Fact]:
    """A label and its value in one line; several pairs, parted or run together; above the text a bare date or reading time."""
    if "\n" in block.text:
        return []
    pieces = _BETWEEN.split(block.text)
    if len(pieces) > 1:
        several = [fact for piece in pieces for fact in _in_line(replace(block, text=piece), at, wordings, early=early)]
        if len(several) > 1:
            return [replace(fact, sure=True) for fact in several]
    bare = "published" if is_written(block.text) else "minutes" if _MINUTES_ALONE.fullmatch(block.text) else None
    if early and bare:
        return [Fact(name=bare, value=block.text, first=at, last=at, sure=True, value_block=at)]
    return _labelled(block, at, wordings, early=early)


def _labelled(block: Block, at: int, wordings: Wordings, *, early: bool) -> list[Fact]:
    found = wordings.leading.match(block.text) if wordings.leading else None
    if found is None:
        return []
    wording, between, value = found[1], found[2], block.text[found.end() :]
    name = wordings.labels[fold(wording)]
    run_on = not between
    if run_on and not _joint(wording, value, wordings):
        return []
    more = list(wordings.joined.finditer(value)) if run_on and wordings.joined else []
    if len(more) > 1:
        return _run_together([(name, 0), *((wordings.labels[fold(m[0])], m.end()) for m in more)], value, more, at)
    certain = _typed(name, value)
    weak = between == " "
    if not plausible(name, value) or (weak and not certain and not _NAME.match(value)):
        return []
    sure = certain or not (weak or early)
    return [Fact(name=name, value=value, first=at, last=at, sure=sure, value_block=at)]


def _run_together(starts: list[tuple[str, int]], value: str, joints: Sequence[re.Match[str]], at: int) -> list[Fact]:
    """The facts of a line in which every label follows the value before it without a space."""
    ends = [*(joint.start() for joint in joints), len(value)]
    return [
        Fact(name=name, value=stated, first=at, last=at, sure=True, value_block=at)
        for (name, start), end in zip(starts, ends, strict=True)
        if plausible(name, stated := value[start:end].strip())
    ]


def _joint(wording: str, value: str, wordings: Wordings) -> bool:
    """Whether a label may end here without a space: ``TypeReporting``, not ``BYD``, ``Sources`` or ``Bylaw``."""
    written = wording in wordings.written or (wording.isupper() and len(wording) > 3)
    return written and (value[0].isdecimal() or value[0].isupper() or value[0] in '“‘"')


def _typed(name: str, value: str) -> bool:
    """Whether the value is of its label's kind beyond doubt: a day, some minutes, an author's name."""
    if name in {"published", "updated"}:
        return is_written(value)
    if name == "minutes":
        return _MINUTES.match(value) is not None
    return name == "authors" and len(value.split()) < 8 and _NAME.fullmatch(value) is not None


def plausible(name: str, value: str) -> bool:
    """Whether a text can be this fact's value: short, no sentence, with a digit where one is due."""
    words = len(value.split())
    if not words or words > _LONGEST.get(name, 12):
        return False
    if name in {"published", "updated", "minutes"}:
        return any(character.isdecimal() for character in value)
    return words < 6 or value[-1] not in ".!?"


def _flat(text: str) -> str:
    return " ".join(text.split())
