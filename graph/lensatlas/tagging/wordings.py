"""Wordings that are read as a whole rather than by their verb: "the bill falls on X", "X comes out ahead", "power shifts to X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.idioms import MOVES, POWER, POWERS, WORDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.model import Stance
    from lensatlas.tagging.sentences import Span


class Heard(NamedTuple):
    """A wording that was found: ``who`` is still a list of names; ``what`` in the article's words, where it says."""

    start: int
    who: tuple[int, int]
    stance: Stance
    rule: str
    what: str
    denied: bool


_POWER_MOVES = re.compile(rf"\b{POWER}\b[^.;:]{{0,50}}?\b{MOVES}\b(?P<path>.*)$", re.IGNORECASE)
# "The concession shifts leverage from the town to the operator."
_POWER_MOVED = re.compile(
    rf"\b(?:shift|mov|transfer|redistribut|push|pull|tilt|tip|channel|divert)(?:s|es|e|ed|ing)?\s+(?:[\w-]+\s+){{0,3}}?{POWER}\b(?P<path>.*)$",
    re.IGNORECASE,
)
_HANDS = re.compile(r"(?:[’']s|(?<=s)[’'])\s+(?:hands?|grasp|grip|control|reach)\W*$")
_TO = re.compile(
    r"\b(?:to|towards?|into the hands of|with|in|among)\s+(?P<who>.+?)(?=,?\s+(?:and\s+)?(?:away\s+)?from\s|,\s+(?:which|who|while|as)\b|$)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom\s+(?P<who>.+?)(?=,?\s+(?:and\s+)?(?:towards?|to|into)\s|,\s+(?:which|who|while|as)\b|$)", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never|no longer|neither|nobody|no one)\b|n[’']t\b", re.IGNORECASE)
_EXPENSE = re.compile(
    r"\bat the (?:direct |clear )?(?:expense|cost) of\s+(?P<who>[^.;:]+)|\bat\s+(?P<whose>[^.;:,]{2,60}?)[’']s?\s+(?:expense|cost)\b",
    re.IGNORECASE,
)


_LETTERS = re.compile(r"[a-z]+")
# Word → the wordings that may be found where it stands: a clause tries four of seventy.
_NEEDED_BY: dict[str, list[int]] = {}
for _number, _wording in enumerate(WORDINGS):
    for _word in _wording.needs:
        _NEEDED_BY.setdefault(_word, []).append(_number)


def heard(text: str, clause: Span) -> Iterator[Heard]:
    """The wordings found in a clause, the most telling first, and last the two ends of a move of power."""
    words = {word for full in _LETTERS.findall(text[clause.start : clause.end].casefold()) for word in (full, full[:4])}
    for number in sorted({number for word in words for number in _NEEDED_BY.get(word, ())}):
        wording = WORDINGS[number]
        found = (wording.pattern.match if wording.anchored else wording.pattern.search)(text, *clause)
        if found:
            groups = found.groupdict()
            denied = not wording.negative and bool(
                _NOT.search(found.group().replace(groups["who"], " ")) or _NOT.match(groups["who"].strip())
            )
            yield Heard(
                found.start(),
                found.span("who"),
                wording.stance,
                wording.rule,
                (groups.get("what") or "").strip(" .,"),
                denied,
            )
    moved = (
        None if words.isdisjoint(POWERS) else _POWER_MOVES.search(text, *clause) or _POWER_MOVED.search(text, *clause)
    )
    if moved and not _NOT.search(moved.group()):
        for pattern, stance, rule in ((_TO, "gains", "power-moves-to"), (_FROM, "loses", "power-moves-from")):
            path = pattern.search(text, moved.start("path"), clause.end)
            if path:
                start, end = path.span("who")
                hands = _HANDS.search(text, start, end)
                yield Heard(moved.start(), (start, hands.start() if hands else end), stance, rule, "", denied=False)  # type: ignore[arg-type]


def at_whose_expense(text: str, clause: Span) -> tuple[int, int] | None:
    """Reads "at the expense of X", "at X's expense": the place of X."""
    found = _EXPENSE.search(text, *clause)
    return found.span("who" if found["who"] else "whose") if found else None
