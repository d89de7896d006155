"""What one sentence says about leverage: who, in which stance, by which rule — before anyone asks who they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging import headings, verbs, wordings
from lensatlas.tagging.clauses import clauses
from lensatlas.tagging.grammar import tokens, verb_in
from lensatlas.tagging.lists import counted, listed_in
from lensatlas.tagging.parties import Reading, acts, subject_of
from lensatlas.tagging.phrases import listed
from lensatlas.tagging.sentences import Span
from lensatlas.tagging.statements import clause_says, plain_verb

if TYPE_CHECKING:
    from collections.abc import Sequence


_THAT_LOST = re.compile(
    r"\sthat\s+(?P<who>[^,;:.]{3,40}?)\s+(?:(?:is|are|was|were)\s+losing|(?:has|have)\s+lost|loses?|lost)\b"
)
_SO_DOES = re.compile(
    r"[,;]\s+(?:and\s+|but\s+)?(?:[\w ]{0,20}ly,?\s+)?so\s+(?:is|are|do|does|did|will|was|were|has|have)\s+(?P<who>[^,;:.]{3,60})"
)


_OPENS_NAMED = re.compile(
    r"(?:The\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+(?:of\s+(?:the\s+)?|and\s+(?=[A-Z]))?[A-Z][\w’'-]+)+)(?=\s+[a-z])"
)


def read_gains(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """Everything a sentence of *Who gains leverage* says; ``names`` are the places of known names."""
    opened = headings.announced(text, sentence) or counted(text, sentence, names)
    if opened:
        return list(listed_in(text, opened, names))
    found: list[Reading] = []
    subject: list[Span] = []
    for clause in clauses(text, sentence, names):
        subject, readings = clause_says(text, clause, names, subject)
        found += readings
    found += _at_the_expense(text, sentence, names, found) + _likewise(text, sentence, names, found)
    return found + _lost_by(text, sentence, names)


def _lost_by(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """Reads "outlets pick up the contracts that independents are losing"."""
    lost = _THAT_LOST.search(text, *sentence)
    whom = [s for s in listed(text, *lost.span("who"), names) if acts(text, s, names)] if lost else []
    return [Reading(who, "loses", "lose-verb") for who in whom]


def _likewise(text: str, sentence: Span, names: Sequence[Span], found: Sequence[Reading]) -> list[Reading]:
    """Reads "the premier's circle gains, and so does the opposition"."""
    same = _SO_DOES.search(text, *sentence) if found else None
    if not same or found[-1].stance == "unknown":
        return []
    whom = [s for s in listed(text, *same.span("who"), names) if acts(text, s, names)]
    return [Reading(who, found[0].stance, found[0].rule) for who in whom]


def _at_the_expense(text: str, sentence: Span, names: Sequence[Span], found: Sequence[Reading]) -> list[Reading]:
    """Who loses because another gains."""
    expense = wordings.at_whose_expense(text, sentence)
    if not expense or any(reading.stance == "unknown" for reading in found):
        return []
    return [Reading(who, "loses", "taken-from") for who in listed(text, *expense, names) if acts(text, who, names)]


def opening_subject(text: str) -> list[Span]:
    """Whom a sentence begins with: a capitalised name, or an actor before a verb that is plain to see."""
    named = _OPENS_NAMED.match(text)
    if named:
        return [Span(*named.span("name"))]
    verb = verb_in(text, Span(0, len(text)), ())
    plain = plain_verb(text, Span(0, len(text)), ())
    at = min((start for start in (verb.start if verb else None, plain) if start is not None), default=0)
    words = [w for w in tokens(text, 0, at) if w.lower not in verbs.MODALS]
    return subject_of(text, Span(0, words[-1].end), ()) if words and len(words) <= 8 else []


def read_costs(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """Who bears a cost, according to a sentence of *Why it matters*."""
    found = [reading for reading in read_gains(text, sentence, names) if reading.stance == "bears_cost"]
    expense = wordings.at_whose_expense(text, sentence)
    if expense:
        found += [
            Reading(who, "bears_cost", "at-the-expense-of")
            for who in listed(text, *expense, names)
            if acts(text, who, names)
        ]
    return found
