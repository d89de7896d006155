"""What one clause says: by a wording that is read as a whole, else by its verb."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lensatlas.tagging import headings, verbs, wordings
from lensatlas.tagging.effects import by_verb
from lensatlas.tagging.grammar import tokens, verb_in, verbs_in
from lensatlas.tagging.nouns import is_pronoun
from lensatlas.tagging.parties import Reading, acts, over_whom, subject_of
from lensatlas.tagging.phrases import listed
from lensatlas.tagging.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.model import Stance

_GAP = re.compile(r",\s+(?:and\s+)?(?P<who>[^,;:.]{3,40}?)\s+(?P<by>for|with|in|by|over|through)\s+[^,;:.]+\.?$")
# Where the first verbs of a clause say nothing of anyone, a later one may; a list of verbs would take quadratic time.
MOST_VERBS = 4
_THOSE_WHO = re.compile(r"(?:those|people|everyone|anyone|the (?:ones|people|same people))\b", re.IGNORECASE)
_JOINT = re.compile(r",\s+(?:and|but|while|so|yet)\s+")
_AND = re.compile(r",?\s+and$")
_AUXILIARIES = verbs.MODALS | verbs.BE | verbs.HAVE | verbs.DO


def plain_verb(text: str, clause: Span, names: Sequence[Span]) -> int | None:
    """Where the predicate of a clause begins whose verb is none of leverage: at a modal or auxiliary, or after a known name."""
    for word in tokens(text, *clause)[1:]:
        if word.lower in _AUXILIARIES and not any(name.start <= word.start < name.end for name in names):
            return word.end if word.lower in verbs.MODALS else word.start
    for name in names:
        leading = text[clause.start : name.start].strip().casefold()
        following = re.match(r"\s+(?!and\b|or\b|of\b)[a-z]+", text[name.end : clause.end])
        if name.start >= clause.start and leading in {"", "the", "and", "and the"} and following:
            return name.end
    return None


def clause_says(
    text: str, clause: Span, names: Sequence[Span], inherited: list[Span]
) -> tuple[list[Span], list[Reading]]:
    """The subject of a clause (for the clause after it) and what the clause says."""
    said = _fixed_wordings(text, clause, names)
    if said:
        return [r.who for r in said if r.rule != "power-moves-from"], said
    first: list[Span] | None = None
    for verb in islice(verbs_in(text, clause, names), MOST_VERBS):
        subject = inherited if verb.start <= clause.start else subject_of(text, Span(clause.start, verb.start), names)
        readings = list(by_verb(text, clause, names, verb, subject))
        if readings:
            return subject, readings
        first = subject if first is None else first
    return inherited if first is None else first, []


def _called(text: str, clause: Span, names: Sequence[Span]) -> list[Reading]:
    """Who is called a winner or loser; "the bank keeps its seat and is the quiet beneficiary" says first what its verb says."""
    called = headings.called(text, clause)
    if called is None:
        return []
    who, side, role, denied = called
    told: list[Reading] = []
    if half := _AND.search(text, *who):
        before = Span(who.start, half.start())
        verb = verb_in(text, before, names)
        if verb and verb.start > who.start:
            who = Span(who.start, verb.start)
            told = list(by_verb(text, before, names, verb, subject_of(text, who, names)))
    rule = "denied" if denied else "named-winner" if side == "gains" else "named-loser"
    stance: Stance = "unknown" if denied else side
    named = [s for s in listed(text, *who, names) if not is_pronoun(s.of(text))]
    return [*(Reading(s, stance, rule, role=role, trusted=not denied) for s in named), *told]


def _fixed_wordings(text: str, clause: Span, names: Sequence[Span]) -> list[Reading]:
    """Wordings that are read as a whole rather than by their verb."""
    called = _called(text, clause, names)
    if called:
        return called
    found: list[Reading] = []
    for said in wordings.heard(text, clause):
        if found and said.rule != "power-moves-from":
            break  # the first wording that names someone reads the clause
        found += _said(text, clause, names, said)
    return found + _gapped(text, clause, names, found)


def _said(text: str, clause: Span, names: Sequence[Span], said: wordings.Heard) -> list[Reading]:
    stance: Stance = "unknown" if said.denied else said.stance
    rule = "denied" if said.denied else said.rule
    over = over_whom(text, clause, names)
    who = Span(*said.who)
    # "Citizens bear the downside, with ratepayers on the hook": what stands before the wording is read by its verb.
    before = Span(clause.start, max(clause.start, said.start))
    joints = list(_JOINT.finditer(text, *who))
    if joints and not all(acts(text, s, names) for s in listed(text, who.start, joints[-1].start(), names)):
        before, who = Span(who.start, joints[-1].start()), Span(joints[-1].end(), who.end)
    subject = subject_of(text, who, names)
    if not subject and _THOSE_WHO.match(text, *who) and text[who.end : who.end + 1] == ":":
        subject = [s for s in listed(text, who.end + 1, len(text), names) if acts(text, s, names)]
    found = [Reading(s, stance, rule, what=said.what, over=over) for s in subject]
    verb = verb_in(text, before, names) if found else None
    if verb and verb.start > clause.start:
        found += by_verb(text, before, names, verb, subject_of(text, Span(clause.start, verb.start), names))
    return found


def _gapped(text: str, clause: Span, names: Sequence[Span], found: Sequence[Reading]) -> list[Reading]:
    """Who stands in a second half without a verb: "ratepayers are on the hook for the roads, tram riders for the detour"."""
    gap = _GAP.search(text, *clause) if found else None
    if (
        not gap
        or gap.start() < found[0].who.end
        or not re.search(rf"\s{gap['by']}\s", text[found[0].who.end : gap.start()])
    ):
        return []
    whom = [s for s in listed(text, *gap.span("who"), names) if acts(text, s, names)]
    return [Reading(who, found[0].stance, found[0].rule) for who in whom]
