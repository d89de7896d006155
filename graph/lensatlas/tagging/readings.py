"""What one sentence says about leverage: who, in which stance, by which rule — before anyone asks who they are."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lensatlas.tagging import headings, verbs, wordings
from lensatlas.tagging.effects import Reading, acts, by_verb, over_whom, subject_of, what_of
from lensatlas.tagging.grammar import clauses, tokens, verb_in, verbs_in
from lensatlas.tagging.phrases import is_pronoun, listed
from lensatlas.tagging.sentences import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import Stance
    from lensatlas.tagging.grammar import Verb

_GAP = re.compile(r",\s+(?:and\s+)?(?P<who>[^,;:.]{3,40}?)\s+(?P<by>for|with|in|by|over|through)\s+[^,;:.]+\.?$")
# Where the first verbs of a clause say nothing of anyone, a later one may; a list of verbs would take quadratic time.
MOST_VERBS = 4
_THOSE_WHO = re.compile(r"(?:those|people|everyone|anyone|the (?:ones|people|same people))\b", re.IGNORECASE)
_THAT_LOST = re.compile(
    r"\sthat\s+(?P<who>[^,;:.]{3,40}?)\s+(?:(?:is|are|was|were)\s+losing|(?:has|have)\s+lost|loses?|lost)\b"
)
_JOINT = re.compile(r",\s+(?:and|but|while|so|yet)\s+")
_SO_DOES = re.compile(
    r"[,;]\s+(?:and\s+|but\s+)?(?:[\w ]{0,20}ly,?\s+)?so\s+(?:is|are|do|does|did|will|was|were|has|have)\s+(?P<who>[^,;:.]{3,60})"
)
_AND = re.compile(r",?\s+and$")


_LIST_RULES = {"gains": "listed-beneficiary", "loses": "listed-loser", "bears_cost": "listed-payer"}
# What follows a member of a list and tells about it.
_TOLD_OF = re.compile(r":\s|\s[—–-]\s|,\s+(?:who|which|whose|whom|where|because|since|as)\b")
_OPENS_NAMED = re.compile(
    r"(?:The\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+(?:of\s+(?:the\s+)?|and\s+(?=[A-Z]))?[A-Z][\w’'-]+)+)(?=\s+[a-z])"
)
_NUMBER = re.compile(r"(?:two|three|four|five|six|several|both)\b", re.IGNORECASE)


def read_gains(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """Everything a sentence of *Who gains leverage* says; ``names`` are the places of known names."""
    opened = headings.announced(text, sentence) or _counted(text, sentence, names)
    if opened:
        return list(_listed(text, opened, names))
    found: list[Reading] = []
    subject: list[Span] = []
    for clause in clauses(text, sentence, names):
        subject, readings = _clause(text, clause, names, subject)
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


def counting(text: str, sentence: Span, names: Sequence[Span]) -> headings.Announced | None:
    """What a sentence announces that only counts those whom the next ones name: "Three parties come out ahead."."""
    found = _counted(text, sentence, names)
    return found if found and found.listed.end <= found.listed.start else None


def _counted(text: str, sentence: Span, names: Sequence[Span]) -> headings.Announced | None:
    if not headings.starts_counting(text, sentence):
        return None
    colon = re.compile(r":\s*|\s[—–]\s").search(text, *sentence)
    told = Span(sentence.start, colon.start() if colon else sentence.end)
    _, readings = _clause(text, told, names, [])
    if not readings or not headings.is_counted(text[told.start : readings[0].who.end]):
        return None
    stance = readings[0].stance
    if stance not in {"gains", "loses", "bears_cost"}:
        return None
    listed_from = colon.end() if colon else sentence.end
    if colon and not any(acts(text, s, names) for s in listed(text, listed_from, sentence.end, names)):
        return None  # "two parties gain: they no longer answer to monitors"
    return headings.Announced(stance, readings[0].role, Span(listed_from, sentence.end), bool(colon), denied=False)


def opening_subject(text: str) -> list[Span]:
    """Whom a sentence begins with: a capitalised name, or an actor before a verb that is plain to see."""
    named = _OPENS_NAMED.match(text)
    if named:
        return [Span(*named.span("name"))]
    verb = verb_in(text, Span(0, len(text)), ())
    plain = _plain_verb(text, Span(0, len(text)), ())
    at = min((start for start in (verb.start if verb else None, plain) if start is not None), default=0)
    words = [w for w in tokens(text, 0, at) if w.lower not in verbs.MODALS]
    return subject_of(text, Span(0, words[-1].end), ()) if words and len(words) <= 8 else []


def members(text: str, span: Span, names: Sequence[Span], opened: headings.Announced) -> list[Reading]:
    """Who is named in one sentence of a list that another sentence opened."""
    cut = _TOLD_OF.search(text, *span)
    named = Span(span.start, cut.start() if cut else span.end)
    opened = opened._replace(listed=named, labelled=True)
    if _plain_verb(text, named, names) is not None:
        return list(_told(text, named, opened, names))
    return list(_listed(text, opened, names))


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


def _listed(text: str, opened: headings.Announced, names: Sequence[Span]) -> Iterator[Reading]:
    rule = _LIST_RULES[opened.side]
    start, end = opened.listed
    if opened.denied:
        yield from (Reading(who, "unknown", "denied", role=opened.role) for who in listed(text, start, end, names))
        return
    colon = re.search(r":\s", text[start:end])
    if colon and not opened.labelled:
        told = list(_told(text, trimmed(text, start + colon.end(), end), opened, names))
        if told:
            yield from told
            end = start + colon.start()
            # The heading itself is no claim; a known name in it is one, as far as no clause told of it.
            named = [s for s in listed(text, start, end, names) if any(n.start <= s.start < n.end for n in names)]
            yield from (Reading(who, opened.side, rule, role=opened.role) for who in named)
            return
        end = start + colon.start()
    if opened.labelled and ";" in text[start:end]:
        yield from _told(text, Span(start, end), opened, names)
        return
    expense = wordings.at_whose_expense(text, Span(start, end))
    if expense:
        end = text.rindex(" at ", start, expense[0])
    # What follows a list in the same sentence ("…; further down, suppliers lose") is read like any other clause.
    parts = [
        clause
        for part in _between(text, Span(start, end), r";\s*(?:and\s+|while\s+)?")
        for clause in clauses(text, Span(*part), names)
    ]
    for at, part in enumerate(parts):
        if at and verb_in(text, part, names):
            yield from _clause(text, part, names, [])[1]
        else:
            found = listed(text, *part, names)
            if len(found) > 2 and _NUMBER.match(text, found[0].start):
                found = found[1:]  # "two state banks, Aurel Bank and Kredo": the first counts the others
            yield from (Reading(who, opened.side, rule, role=opened.role, trusted=True) for who in found)


def _told(text: str, span: Span, opened: headings.Announced, names: Sequence[Span]) -> Iterator[Reading]:
    """Clauses that tell of the beneficiaries one by one."""
    parts = [trimmed(text, *part) for part in _between(text, span, r";\s*(?:and\s+|while\s+)?")]
    for part in parts:
        for clause in clauses(text, part, names):
            subject, readings = _clause(text, clause, names, [])
            plain = [r for r in readings if r.stance == "loses"]
            if plain:
                yield from plain
                continue
            verb = verb_in(text, clause, names)
            whose = subject or (_subject_before_verb(text, clause, names) if verb is None or verb.participle else [])
            predicate = what_of(text, _predicate_start(text, clause, names, verb), clause.end)
            stance: Stance = opened.side
            rule = "beneficiary-clause" if opened.side == "gains" else _LIST_RULES[opened.side]
            if not whose:
                before = clause.end if verb is None else verb.start
                whose = [s for s in listed(text, clause.start, before, names) if not is_pronoun(s.of(text))]
            for who in (w for w in whose if not is_pronoun(w.of(text))):
                over = over_whom(text, clause, names)
                yield Reading(who, stance, rule, predicate, over, opened.role, trusted=verb is None and not predicate)


def _between(text: str, span: Span, pattern: str) -> Iterator[tuple[int, int]]:
    start = span.start
    for mark in re.finditer(pattern, text[span.start : span.end]):
        yield start, span.start + mark.start()
        start = span.start + mark.end()
    yield start, span.end


def _predicate_start(text: str, clause: Span, names: Sequence[Span], verb: Verb | None) -> int:
    if verb:
        return verb.end
    at = _plain_verb(text, clause, names)
    return clause.end if at is None else at


def _plain_verb(text: str, clause: Span, names: Sequence[Span]) -> int | None:
    """Where the predicate of a clause begins whose verb is none of leverage: at a modal or auxiliary, or after a known name."""
    for word in tokens(text, *clause)[1:]:
        if any(name.start <= word.start < name.end for name in names):
            continue
        if word.lower in verbs.MODALS | verbs.BE | verbs.HAVE | verbs.DO:
            return word.end if word.lower in verbs.MODALS else word.start
    for name in names:
        leading = text[clause.start : name.start].strip().casefold()
        following = re.match(r"\s+(?!and\b|or\b|of\b)[a-z]+", text[name.end : clause.end])
        if name.start >= clause.start and leading in {"", "the", "and", "and the"} and following:
            return name.end
    return None


def _subject_before_verb(text: str, clause: Span, names: Sequence[Span]) -> list[Span]:
    at = _plain_verb(text, clause, names)
    if at is None:
        return []
    words = [w for w in tokens(text, clause.start, at) if w.lower not in verbs.MODALS]
    return listed(text, clause.start, words[-1].end, names) if words else []


def _clause(text: str, clause: Span, names: Sequence[Span], inherited: list[Span]) -> tuple[list[Span], list[Reading]]:
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
