"""What a verb of leverage does: to its subject, to its object, to whoever receives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging.costs import COST, MOST_OF_ALL, is_cost, is_paying
from lensatlas.tagging.parties import Reading, acts, over_whom, what_of
from lensatlas.tagging.phrases import listed
from lensatlas.tagging.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import Stance
    from lensatlas.tagging.grammar import Verb

_VERB_RULES = {"gains": "gain-verb", "keeps": "keep-verb", "loses": "lose-verb", "bears_cost": "cost-verb"}
_PASSIVE_RULES = {"gains": "passive-gain", "keeps": "passive-keep", "loses": "passive-loss", "bears_cost": "burdened"}
_CHARGED = frozenset({"billed", "charged", "taxed", "fined"})
_HANDED = frozenset({"given", "handed", "granted", "allotted", "allocated"})
_INHERITS = frozenset({"inherit", "receive", "get", "assume", "pick"})
_PASSED = frozenset({"ceded", "transferred", "surrendered", "passed", "entrusted", "awarded", "signed", "sold"})
_HANDED_TO = re.compile(r"\s+(?:over\s+|off\s+)?to\s+(?P<who>(?:the|a|an|its|their|[A-Z]|private|foreign)[^.;:]+)")
_NO_GIFT = re.compile(
    r"\b(?:responsibilit\w+|blame|tasks?|dut(?:y|ies)|costs?|bills?|burdens?|debts?|risks?|chores?|problems?|questions?|cases?|files?)\b",
    re.IGNORECASE,
)
_CEDES = frozenset(
    {"lose", "cede", "surrender", "yield", "concede", "relinquish", "forfeit", "give", "make", "hand", "turn"}
)
_TAKES = frozenset({"take", "seize", "wrest", "snatch", "grab"})
_HELD = re.compile(
    r"\b(?:leverage|influence|power|authority|hand|position|standing|control|grip|autonomy|independence|credibility|legitimacy|status|role|dominance|powers|"
    r"seats?|office|veto|line|ground|stake|keys?|share|profits?|margins?|revenues?|reach|hold|monopoly|claim)\b"
)
_OVER_WHOM = re.compile(r"\sover\s")
_HOLDING = ("hold", "holds", "held", "holding")
_AND_ANOTHER = re.compile(
    r"(?:,|\s)\s*and\s+(?P<who>(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}?)\s+(?=(?:a|an|its|their|another)\s)"
)
_SUFFERED: dict[str, tuple[Stance, str]] = {"lowers": ("loses", "passive-loss"), "lifts": ("gains", "passive-gain")}
_SUFFERS = re.compile(r"\s+(?:of|from|by|with|out of)\b")
_TAKEN_IN = frozenset({"absorb", "assume"})
_ONLY_TO = frozenset({"transfer", "entrust", "deliver"})
_PREFERS = frozenset({"favour", "favor", "privilege", "reward"})
_TO_WHOM = re.compile(
    r"\sto\s+(?P<who>(?!the (?:extent|point|degree)\b)(?:(?:the|a|an|its|their|his|her|private|foreign|local|rival|new)\s|[A-Z])[^.;:]+)"
)
# "Keeps prices low", "keeps quiet", "holds a meeting": nobody's leverage is kept.
_NOT_KEEPING = re.compile(
    r"\s+(?:(?:quiet|silent|calm|going|up|out|away|pace|watch|track|count|score|secret|busy|waiting)\b|(?!(?:its|their|his|her|the)\b)[\w-]+\s+(?:low|high|down|up|quiet|secret|"
    r"alive|afloat|stable|busy|apart|out|waiting|guessing|hidden|closed|open|cheap)\b"
    r"|(?:(?!(?:over|of|on|in)\b)[\w-]+\s+){0,3}?(?:meetings?|elections?|talks|hearings?|conferences?|votes?|referendums?|summits?|sessions?|rall(?:y|ies)|consultations?|inquir(?:y|ies)|ceremon(?:y|ies)|"
    r"auctions?|exercises?|drills?|debates?|events?|briefings?|funerals?|primar(?:y|ies)|conventions?|workshops?|seminars?|protests?|discussions?|negotiations)\b)",
    re.IGNORECASE,
)
_PRONOUN_OBJECT = re.compile(r"\s*(?:its|their|his|her|itself|themselves|himself|herself)\b", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\s+(?=(?:a|an|the|its|their|his|her|more|less|new|another|two|three|real|cover|leverage|time|control|power|access|room|even|political|exclusive|greater|further|no|an?other)\b)",
    re.IGNORECASE,
)


def by_verb(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    """What the verb of a clause says about its subject or its object."""
    if verb.negated or verb.wished or _nobody(text, clause, verb):
        rule = "denied" if verb.negated or not verb.wished else "wished"
        yield from (Reading(who, "unknown", rule, what=what_of(text, verb.end, clause.end)) for who in subject)
        return
    if verb.passive:
        yield from _done_to(text, clause, names, verb, subject)
        return
    if verb.effect == "gives":
        yield from _given(text, clause, names, verb)
        return
    if verb.effect in _SUFFERED and verb.start <= clause.start and _SUFFERS.match(text, verb.end, clause.end):
        stance, rule = _SUFFERED[verb.effect]  # "is given money but stripped of its independence"
        yield from (Reading(who, stance, rule, what=what_of(text, verb.end, clause.end)) for who in subject)
        return
    if verb.effect in {"lifts", "lowers"}:
        yield from _object_verb(text, clause, names, verb, subject)
        return
    yield from _of_subject(text, clause, names, verb, subject)


def _of_subject(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    """What a verb that gains, keeps, loses or pays says about its subject, and about the other party."""
    stance = _stance(text, clause, verb)
    if stance is None:
        return
    if verb.lemma == "benefit" and not subject:
        whom = [s for s in listed(text, verb.end, clause.end, names)[:4] if acts(text, s, names)]
        yield from (Reading(who, "gains", "strengthened") for who in whom)
        return
    what, over = what_of(text, verb.end, clause.end), over_whom(text, clause, names)
    yield from (Reading(who, stance, _VERB_RULES[stance], what=what, over=over) for who in subject)
    if subject and verb.lemma in _CEDES:
        yield from _ceded_to(text, clause, names, verb, tuple(subject))
    if verb.lemma in _TAKES:
        yield from _taken_from(text, clause, names, verb)


def _stance(text: str, clause: Span, verb: Verb) -> Stance | None:
    """What such a verb says with its object, or None where it says nothing of leverage: "keeps quiet", "pays attention"."""
    rest = text[verb.end : clause.end]
    if verb.lemma in _TAKEN_IN and _HELD.search(rest) and not COST.search(rest):
        return "gains"  # "absorbs the powers of the councils"
    if verb.effect == "bears_cost":
        return "bears_cost" if is_paying(text, clause, verb) else None
    if verb.lemma in {"keep", "hold"} and _NOT_KEEPING.match(rest):
        return None
    leverage = _PRONOUN_OBJECT.match(rest) or _HELD.search(rest)
    if verb.lemma == "hold" and text[: verb.end].endswith(_HOLDING) and not leverage:
        return None  # whoever holds a mortgage keeps nothing by it
    if verb.lemma in _INHERITS and is_cost(rest):
        return "bears_cost"
    return verb.effect  # type: ignore[return-value]


def _nobody(text: str, clause: Span, verb: Verb) -> bool:
    opening = text[clause.start : verb.start].strip().casefold()
    return opening.startswith(("neither ", "no ", "none ", "nobody", "not "))


def _done_to(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    stance: Stance = verb.effect  # type: ignore[assignment]
    rest = text[verb.end : clause.end]
    charged = verb.lemma in _CHARGED
    if stance == "bears_cost" and not (charged or COST.search(rest) or MOST_OF_ALL.match(rest)):
        return
    if verb.lemma in _HANDED and is_cost(text[verb.end : clause.end]):
        stance = "bears_cost"
    to = _HANDED_TO.match(text, verb.end - (3 if text[: verb.end].endswith(" to") else 0), clause.end)
    if to and verb.lemma in _HANDED | _PASSED:
        yield from _received(text, clause, names, to)
        return
    for who in subject:
        yield Reading(who, stance, _PASSIVE_RULES[stance], what=what_of(text, verb.end, clause.end), over=())


def _received(text: str, clause: Span, names: Sequence[Span], to: re.Match[str]) -> Iterator[Reading]:
    """Reads "the schools are handed to the ministry"; what is no gift gives nothing."""
    if _NO_GIFT.search(text, *clause):
        return
    receivers = [s for s in listed(text, to.start("who"), clause.end, names) if acts(text, s, names)]
    yield from (Reading(who, "gains", "ceded-to") for who in receivers)


def _ceded_to(
    text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: tuple[Span, ...]
) -> Iterator[Reading]:
    """Reads "cedes control of the port to the lender": the lender gains, over whom it was ceded by."""
    to = _TO_WHOM.search(text, verb.end, clause.end)
    if to:
        what = " ".join(text[verb.end : to.start()].split())
        receivers = [s for s in listed(text, to.start("who"), clause.end, names) if acts(text, s, names)]
        yield from (Reading(who, "gains", "ceded-to", what=what, over=subject) for who in receivers)


def _taken_from(text: str, clause: Span, names: Sequence[Span], verb: Verb) -> Iterator[Reading]:
    taken = re.compile(r"\sfrom\s+(?P<who>[^.;:]+)").search(text, verb.end, clause.end)
    if taken:
        holders = [s for s in listed(text, *taken.span("who"), names) if acts(text, s, names)]
        yield from (Reading(who, "loses", "taken-from") for who in holders)


def _given(text: str, clause: Span, names: Sequence[Span], verb: Verb) -> Iterator[Reading]:
    """Reads "gives the brokers a second fee", "hands control of the port to the lender"."""
    rest = Span(verb.end, clause.end)
    break_at = _DETERMINED.search(text, rest.start + 5, rest.end)
    first = [
        s for s in listed(text, rest.start, break_at.start() if break_at else rest.end, names) if acts(text, s, names)
    ]
    if first and break_at and verb.lemma not in _ONLY_TO:
        yield from (Reading(who, "gains", "given", what=what_of(text, break_at.end(), clause.end)) for who in first)
        if second := _AND_ANOTHER.search(text, break_at.end(), clause.end):  # "gives Dublin a voice and Belfast a veto"
            others = [s for s in listed(text, *second.span("who"), names) if acts(text, s, names)]
            yield from (Reading(who, "gains", "given") for who in others)
        return
    to = re.search(r"\sto\s+(?P<who>[^.;:]+)(?=[.;:]|$)", text[rest.start : rest.end])
    if to:
        receivers = [s for s in listed(text, rest.start + to.start("who"), rest.end, names) if acts(text, s, names)]
        what = text[rest.start : rest.start + to.start()].strip()
        yield from (Reading(who, "gains", "given", what=what) for who in receivers)
    else:
        yield from _known_receiver(text, rest, names)


def _known_receiver(text: str, rest: Span, names: Sequence[Span]) -> Iterator[Reading]:
    for name in names:
        if (
            text[rest.start : name.start].strip().casefold() in {"", "the"}
            and name.start >= rest.start
            and name.end < rest.end
        ):
            yield Reading(name, "gains", "given", what=what_of(text, name.end, rest.end))
            return


def _object_verb(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    rest = Span(verb.end, clause.end)
    if verb.lemma in {"strip", "deprive"}:  # "strips minority holders of their veto"
        taken = re.search(r"\sof\s", text[rest.start : rest.end])
        rest = Span(rest.start, rest.start + taken.start()) if taken else rest
    if verb.lemma in _PREFERS and (before := _OVER_WHOM.search(text, *rest)):
        behind = [s for s in listed(text, before.end(), rest.end, names) if acts(text, s, names)]
        yield from (Reading(who, "loses", "weakened") for who in behind)
        rest = Span(rest.start, before.start())
    own = _PRONOUN_OBJECT.match(text[rest.start : rest.end])
    objects = [] if own else [s for s in listed(text, *rest, names)[:4] if acts(text, s, names)]
    if objects and verb.effect == "lifts":
        yield from (Reading(who, "gains", "strengthened") for who in objects)
    elif objects:
        yield from (Reading(who, "loses", "weakened") for who in objects)
    elif verb.effect == "lifts" and (own or _HELD.search(text, *rest)):
        what, over = what_of(text, verb.end, clause.end), over_whom(text, clause, names)
        yield from (Reading(who, "gains", "gain-verb", what=what, over=over) for who in subject)
