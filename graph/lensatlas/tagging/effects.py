"""What a verb of leverage does: to its subject, to its object, to whoever receives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging import wordings
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.phrases import is_pronoun, listed, names_actor, points_back
from lensatlas.tagging.sentences import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import Role, Stance
    from lensatlas.tagging.grammar import Verb

_VERB_RULES = {"gains": "gain-verb", "keeps": "keep-verb", "loses": "lose-verb", "bears_cost": "cost-verb"}
_PASSIVE_RULES = {"gains": "passive-gain", "keeps": "passive-keep", "loses": "passive-loss", "bears_cost": "burdened"}
_COST = re.compile(
    r"\b(?:costs?|prices?|bills?|burdens?|risks?|loss(?:es)?|debts?|delays?|cuts?|fees?|damages?|consequences?|penalt(?:y|ies)|taxe?s?|"
    r"charges?|hardships?|shortfalls?|pains?|fallout|expenses?|insecurity|brunt|closures?|shortages?|tariffs?|premiums?|waits?|"
    r"uncertaint(?:y|ies)|threats?|violence|queues?|rents?|fares?|blame|liabilit(?:y|ies)|rates|interest|tab|more|inflation|"
    r"doubts?|rest|remainder|difference|cuts|squeeze|pinch|hit|reduction|reductions|mess|stigma|strain|weight|toll|backlash|deficits?|void|disruption|wounds?|grief|suspicion|exposure|injur(?:y|ies)|layoffs?|arrears|shocks?|hikes?|increases?|austerity|evictions?|harassment|danger|instability|downside|overruns?|gaps?|unpaid)\b",
    re.IGNORECASE,
)
_NEEDS_COST = wordset("bear carry absorb face cover swallow suffer feel take meet assume foot make cope")
# Who finances something need not suffer from it, unless it is one of these.
_PAYERS = re.compile(
    r"\b(?:tax|rate|bill)-?payers?|\b(?:public|citizens?|consumers?|households?|customers?|voters?|commuters?|residents?|workers?|tenants?|users?|"
    r"passengers?|patients?|farmers?|families|savers?|depositors?|villagers?|drivers?|renters?|pensioners?|parents?|students?|pupils?|smallholders?|"
    r"homeowners?|shoppers?|travell?ers?|subscribers?|members?|younger|poorer|poor|gamblers?|smokers?|players?|fans|viewers?|readers?|borrowers?|women|mothers|children)\b",
    re.IGNORECASE,
)
_MOST_OF_ALL = re.compile(
    r"\s+(?:the\s+)?(?:most|hardest|worst|hard|badly|first|disproportionately|twice)\b", re.IGNORECASE
)
_FINANCES = wordset("finance fund bankroll cover underwrite subsidise subsidize")
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
_LATE_POINTER = re.compile(r",\s+(?:and|but|so|yet|because|while)\s+(?P<who>it|they|he|she)\s*$")
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
_NOT_PAYING = re.compile(
    r"\s+(?:off|attention|dividends|tribute|lip service|heed|a visit|homage|respects?)\b", re.IGNORECASE
)
_OVER = re.compile(
    r"\b(?:leverage|edge|power|control|hold|advantage|authority|influence)\s+over\s+(?P<over>[^.;:]+)|\bfrom\s+(?P<from>[^.;:]+)",
    re.IGNORECASE,
)
_WHAT_ENDS = re.compile(
    r"\s*(?:;|:\s|—|–|\bat the (?:direct |clear )?expense of\b|,\s+(?:which|who|while|whereas|because|since|although|as|so)\b|\s(?:because|since|although|while|whereas|so that)\s|,\s+(?:and|but)\s+(?=[^,]{1,60}\b(?:is|are|was|were|will|can|may|has|have)\b))"
)
_PRONOUN_OBJECT = re.compile(r"\s*(?:its|their|his|her|itself|themselves|himself|herself)\b", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\s+(?=(?:a|an|the|its|their|his|her|more|less|new|another|two|three|real|cover|leverage|time|control|power|access|room|even|political|exclusive|greater|further|no|an?other)\b)",
    re.IGNORECASE,
)


# "Critics say that the ministry gains": the ministry is the subject.
_SAYING = re.compile(
    r"[^.;:]{0,60}?\b(?:says?|said|argues?|believes?|claims?|insists?|warns?|fears?|expects?|means?|suggests?|shows?|notes?|agrees?|(?:result|effect|upshot|irony|consequence|"
    r"paradox|catch|point)\s+is)\s+(?:that\s+)?(?=(?:the|a|an|it|they|its|their|[A-Z]))"
)


class Reading(NamedTuple):
    """``who`` is one actor's bare name; ``trusted`` where a list of beneficiaries vouches that it is one."""

    who: Span
    stance: Stance
    rule: str
    what: str = ""
    over: tuple[Span, ...] = ()
    role: Role | None = None
    trusted: bool = False


def subject_of(text: str, span: Span, names: Sequence[Span]) -> list[Span]:
    """The actors before a verb: openings such as "by contrast" and appositions are left out."""
    lets = re.search(
        r"\b(?:lets?|allows?|enables?|helps?|allowing|letting|helping|enabling|forces?|forcing|requires?|requiring|obliges?|leaves?|leaving|asks?|asking)\s+",
        text[span.start : span.end],
    )
    if lets and lets.end() < span.end - span.start:
        span = Span(span.start + lets.end(), span.end)
    said = _SAYING.match(text, span.start, span.end)
    if said and said.end() < span.end:
        span = Span(said.end(), span.end)
    if late := _LATE_POINTER.search(text, *span):
        return [Span(*late.span("who"))]  # "tenants cannot wait, and they carry the cost"
    if points_back(span.of(text)):
        return [trimmed(text, *span)]
    found = [s for s in listed(text, *span, names) if acts(text, s, names)]
    apposed = text[span.start : span.end].rstrip().endswith(",") and not re.search(
        r",\s+and\s", text[span.start : span.end]
    )
    return found[:1] if apposed else found


def acts(text: str, span: Span, names: Sequence[Span]) -> bool:
    """Whether a phrase names someone who can act: by its head noun, or because a known name ends it."""
    phrase = span.of(text)
    return not is_pronoun(phrase) and (
        names_actor(phrase)
        or (any(span.start <= n.start and n.end <= span.end for n in names) and _ends_in_name(span, names))
    )


def _ends_in_name(span: Span, names: Sequence[Span]) -> bool:
    return any(name.end == span.end and name.start >= span.start for name in names)


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
    rest = text[verb.end : clause.end]
    if (
        verb.effect == "bears_cost"
        and not (verb.lemma in _TAKEN_IN and _HELD.search(rest))
        and not _is_paying(text, clause, verb)
    ):
        return
    if verb.lemma in {"keep", "hold"} and _NOT_KEEPING.match(rest):
        return
    if (
        verb.lemma == "hold"
        and text[: verb.end].endswith(_HOLDING)
        and not (_PRONOUN_OBJECT.match(rest) or _HELD.search(rest))
    ):
        return  # whoever holds a mortgage keeps nothing by it
    if verb.lemma == "benefit" and not subject:
        yield from (
            Reading(who, "gains", "strengthened")
            for who in listed(text, verb.end, clause.end, names)[:4]
            if acts(text, who, names)
        )
        return
    stance: Stance = verb.effect  # type: ignore[assignment]
    if verb.lemma in _TAKEN_IN and _HELD.search(rest) and not _COST.search(rest):
        stance = "gains"  # "absorbs the powers of the councils"
    if verb.lemma in _INHERITS and _is_cost(rest):
        stance = "bears_cost"
    what, over = what_of(text, verb.end, clause.end), over_whom(text, clause, names)
    yield from (Reading(who, stance, _VERB_RULES[stance], what=what, over=over) for who in subject)
    if subject and verb.lemma in _CEDES:
        yield from _ceded_to(text, clause, names, verb, tuple(subject))
    if verb.lemma in _TAKES:
        yield from _taken_from(text, clause, names, verb)


def _is_paying(text: str, clause: Span, verb: Verb) -> bool:
    """Whether a verb of paying has a cost behind it, or someone before it who has to pay in any case."""
    rest = text[verb.end : clause.end]
    if _NOT_PAYING.match(rest):
        return False
    if verb.lemma in _FINANCES and _PAYERS.search(text, clause.start, verb.start):
        return True
    needs = verb.lemma in _NEEDS_COST or verb.lemma in {"finance", "bankroll"}
    if verb.lemma == "suffer" and (_MOST_OF_ALL.match(rest) or not rest.strip(" .,;")):
        return True
    if needs and rest.strip(" .,") in {
        "it",
        "them",
        "this",
        "that",
    }:  # "nobody budgets for the loss, so the towns swallow it"
        return _COST.search(text, 0, verb.start) is not None
    return not needs or _COST.search(what_of(text, verb.end, clause.end)) is not None


def _is_cost(rest: str) -> bool:
    """Whether the object is a cost: "inherits the bill", not "is handed the tariff book"."""
    words = _first_words(rest)
    found = _COST.match(words)
    return found is not None and not re.match(
        r"\s+(?!(?:of|for|and|that|which|to|in|with|from|on|at|left)\b)[a-z]", words[found.end() :]
    )


def _first_words(rest: str) -> str:
    """The object's head, where it stands near: "inherits the bill" begins with its noun once articles are gone."""
    return re.sub(
        r"^\s*(?:(?:the|a|an|its|their|most of the|all|much of the|new|higher|whole|full|old)\s+)*",
        "",
        rest,
        flags=re.IGNORECASE,
    )


def _nobody(text: str, clause: Span, verb: Verb) -> bool:
    opening = text[clause.start : verb.start].strip().casefold()
    return opening.startswith(("neither ", "no ", "none ", "nobody", "not "))


def _done_to(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    stance: Stance = verb.effect  # type: ignore[assignment]
    rest = text[verb.end : clause.end]
    charged = verb.lemma in _CHARGED
    if stance == "bears_cost" and not (charged or _COST.search(rest) or _MOST_OF_ALL.match(rest)):
        return
    if verb.lemma in _HANDED and _is_cost(text[verb.end : clause.end]):
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


def what_of(text: str, start: int, end: int) -> str:
    """What is gained or lost, in the article's words."""
    stop = _WHAT_ENDS.search(text, start, end)
    return " ".join(text[start : stop.start() if stop else end].split()).rstrip(".,;:!? ").strip()


def over_whom(text: str, clause: Span, names: Sequence[Span]) -> tuple[Span, ...]:
    """Over whom, or at whose expense."""
    expense = wordings.at_whose_expense(text, clause)
    places = [expense] if expense else []
    places += [match.span("over" if match["over"] else "from") for match in _OVER.finditer(text, *clause)]
    found = [span for place in places for span in listed(text, *place, names) if acts(text, span, names)]
    return tuple(dict.fromkeys(found))
