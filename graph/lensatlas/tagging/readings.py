"""What one sentence says about leverage: who, in which stance, by which rule — before anyone asks who they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging import headings, verbs
from lensatlas.tagging.grammar import Verb, clauses, tokens, verb_in
from lensatlas.tagging.phrases import bare, is_pronoun, listed, names_actor
from lensatlas.tagging.sentences import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import Role, Stance

_VERB_RULES = {"gains": "gain-verb", "keeps": "keep-verb", "loses": "lose-verb", "bears_cost": "cost-verb"}
_PASSIVE_RULES = {"gains": "passive-gain", "keeps": "passive-keep", "loses": "passive-loss", "bears_cost": "burdened"}
_COST = re.compile(
    r"\b(?:costs?|prices?|bills?|burdens?|risks?|loss(?:es)?|debts?|delays?|cuts?|fees?|damages?|consequences?|penalt(?:y|ies)|taxe?s?|"
    r"charges?|hardships?|shortfalls?|pains?|fallout|expenses?|insecurity|brunt|closures?|shortages?|tariffs?|premiums?|waits?|"
    r"uncertaint(?:y|ies)|threats?|violence|queues?|rents?|fares?|blame|liabilit(?:y|ies)|rates|interest|tab|more|inflation|"
    r"exposure|injur(?:y|ies)|layoffs?|arrears|shocks?|hikes?|increases?|austerity|evictions?|harassment|danger|instability)\b",
    re.IGNORECASE,
)
_NEEDS_COST = frozenset("bear carry absorb shoulder face cover swallow suffer endure".split())
_NOT_PAYING = re.compile(r"\s+(?:off|attention|dividends|tribute|lip service|heed|a visit|homage|respects?)\b", re.IGNORECASE)
_POWER = (
    r"(?:leverage|(?:bargaining |political |market |decision-making )?power|control|influence|authority|(?:the )?advantage|initiative|"
    r"momentum|benefits?|gains|profits?|rewards?|spoils|upside|windfall|the upper hand|discretion)"
)
_MOVES = r"(?:shifts?|moves?|passes|pass|flows?|accrues?|goes|go|drifts?|tilts?|migrates?|transfers?|swings?|belongs?|falls?|lies|lie|rests?|has shifted|have shifted|has moved|has passed)"
_POWER_MOVES = re.compile(rf"\b{_POWER}\b[^.;:]{{0,50}}?\b{_MOVES}\b(?P<path>.*)$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|towards?|into the hands of|with)\s+(?P<who>.+?)(?=\s+(?:away\s+)?from\s|,\s+(?:which|who|while|as|and away)\b|$)", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?P<who>.+?)(?=\s+(?:and\s+)?(?:towards?|to|into)\s|,|$)", re.IGNORECASE)
_BURDEN = r"(?:costs?|bills?|burdens?|risks?|price|loss(?:es)?|expense|damage|pain|tab|brunt|debt|liabilit(?:y|ies)|fees?|penalt(?:y|ies)|charges?)"
_COST_FALLS = re.compile(
    rf"\b{_BURDEN}\b(?:(?!\b{_BURDEN}\b)[^.;:])*?\b(?:falls?|lands?|rests?|shifts?|shifted|passed|pushed|pass|drops?|settles?|moves?|lies|loaded|dumped|offloaded|transferred)\b"
    r"(?:\s+\w+ly|\s+first|\s+instead|\s+mostly|\s+most heavily|\s+hardest|\s+down|\s+back)*\s+(?:on|to|onto|upon|with)\s+(?P<who>[^;:.]+)",
    re.IGNORECASE,
)
_BORNE_BY = re.compile(
    rf"\b(?:{_BURDEN}|shortfall|it)\b[^.;:]*?\b(?:borne|paid|carried|absorbed|shouldered|footed|met|covered|financed|funded|picked up)\s+(?:\w+ly\s+)?by\s+(?P<who>[^;:.]+)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?P<who>.+?)\s+(?:is|are|was|were|will be|gets?|end(?:s)? up)\s+(?:\w+ly\s+)?(?:left|stuck|saddled|burdened|lumbered|landed)?\s*(?:to\s+pay|(?:with|holding|paying|carrying|covering)\s+(?P<what>.+))$",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"\b(?:leaves?|leaving|saddles?|saddling|burdens|burdening|sticks)\s+(?P<who>.+?)\s+(?:with|to\s+(?:pay|cover|absorb|carry|shoulder|bear)|paying|holding|carrying)\b\s*(?P<what>.*)$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?P<who>.+?)\s+(?P<aux>(?:(?:will|may|can|could|would|does|do|did|has|have|not|never|also|thus|clearly|now|is|are|likely|to)\s+)*)"
    r"(?:(?:come|comes|came|coming|emerge|emerges|emerged|end|ends|ended|finish|finishes|walk|walks|leave|leaves)\s+(?:out\s+|away\s+|up\s+|from\s+(?:this|it|the \w+)\s+)?"
    r"(?P<state>ahead|on top|(?:much |far |slightly )?(?:stronger|strengthened|better off|weaker|weakened|diminished|worse off|behind|with (?:more|less|greater|fewer))|the (?:stronger|weaker|winner|loser))"
    r"|(?P<off>better|worse)\s+off)\b",
    re.IGNORECASE,
)  # fmt: skip
_OVER = re.compile(r"\bat the (?:direct |clear )?expense of\s+(?P<who>[^.;:]+)|\bat\s+(?P<whose>[^.;:,]{2,60}?)[’']s?\s+expense\b|\b(?:leverage|edge|power|control|hold|advantage|authority|influence)\s+over\s+(?P<over>[^.;:]+)|\bfrom\s+(?P<from>[^.;:]+)", re.IGNORECASE)
_WHAT_ENDS = re.compile(r"\s*(?:;|:\s|—|–|\bat the (?:direct |clear )?expense of\b|,\s+(?:which|who|while|whereas|because|since|although|as|so)\b|\s(?:because|since|although|while|whereas|so that)\s|,\s+(?:and|but)\s+(?=[^,]{1,60}\b(?:is|are|was|were|will|can|may|has|have)\b))")
_PRONOUN_OBJECT = re.compile(r"\s*(?:its|their|his|her|itself|themselves|himself|herself)\b", re.IGNORECASE)
_DETERMINED = re.compile(r"\s+(?=(?:a|an|the|its|their|his|her|more|less|new|another|two|three|real|cover|leverage|time|control|power|access|room|even|political|exclusive|greater|further|no|an?other)\b)", re.IGNORECASE)


class Reading(NamedTuple):
    """``who`` is one actor's bare name; ``trusted`` where a list of beneficiaries vouches that it is one."""

    who: Span
    stance: Stance
    rule: str
    what: str = ""
    over: tuple[Span, ...] = ()
    role: Role | None = None
    trusted: bool = False


def read_gains(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """Everything a sentence of *Who gains leverage* says; ``names`` are the places of known names."""
    opened = headings.announced(text, sentence)
    if opened:
        return list(_listed(text, opened, names))
    found: list[Reading] = []
    subject: list[Span] = []
    for clause in clauses(text, sentence, names):
        subject, readings = _clause(text, clause, names, subject)
        found += readings
    return found


def read_costs(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """Who bears a cost, according to a sentence of *Why it matters*."""
    return [reading for reading in read_gains(text, sentence, names) if reading.stance == "bears_cost"]


def _listed(text: str, opened: headings.Announced, names: Sequence[Span]) -> Iterator[Reading]:
    rule = "listed-beneficiary" if opened.side == "gains" else "listed-loser"
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
    expense = _OVER.search(text, start, end)
    if expense and (expense["who"] or expense["whose"]):
        end = expense.start()
    # What follows a list in the same sentence ("…; further down, suppliers lose") is read like any other clause.
    parts = [clause for part in _between(text, Span(start, end), r";\s*(?:and\s+|while\s+)?") for clause in clauses(text, Span(*part), names)]
    for at, part in enumerate(parts):
        if at and verb_in(text, part, names):
            yield from _clause(text, part, names, [])[1]
        else:
            yield from (Reading(who, opened.side, rule, role=opened.role, trusted=True) for who in listed(text, *part, names))


def _told(text: str, span: Span, opened: headings.Announced, names: Sequence[Span]) -> Iterator[Reading]:
    """Clauses that tell of the beneficiaries one by one."""
    parts = [trimmed(text, *part) for part in _between(text, span, r";\s*(?:and\s+|while\s+)?")]
    for part in parts:
        for clause in clauses(text, part, names):
            subject, readings = _clause(text, clause, names, [])
            plain = [r for r in readings if r.stance in {"loses", "bears_cost", "unknown"} and r.rule not in {"unread"}]
            if plain:
                yield from plain
                continue
            verb = verb_in(text, clause, names)
            whose = subject or (_subject_before_verb(text, clause, names) if verb is None or verb.participle else [])
            predicate = _what(text, _predicate_start(text, clause, names, verb), clause.end)
            stance: Stance = opened.side
            rule = "beneficiary-clause" if opened.side == "gains" else "listed-loser"
            if not whose:
                before = clause.end if verb is None else verb.start
                whose = [s for s in listed(text, clause.start, before, names) if not is_pronoun(s.of(text))]
            for who in whose:
                yield Reading(who, stance, rule, what=predicate, over=_over(text, clause, names), role=opened.role)


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
    verb = verb_in(text, clause, names)
    if verb is None:
        return inherited, []
    subject = inherited if verb.start <= clause.start else _subject(text, Span(clause.start, verb.start), names)
    return subject, list(_by_verb(text, clause, names, verb, subject))


def _subject(text: str, span: Span, names: Sequence[Span]) -> list[Span]:
    """The actors before a verb: openings such as "by contrast" and appositions are left out."""
    lets = re.search(r"\b(?:lets?|allows?|enables?|helps?|allowing|letting|helping|enabling)\s+", text[span.start : span.end])
    if lets:
        span = Span(span.start + lets.end(), span.end)
    found = [s for s in listed(text, *span, names) if _acts(text, s, names)]
    apposed = text[span.start : span.end].rstrip().endswith(",") and not re.search(r",\s+and\s", text[span.start : span.end])
    return found[:1] if apposed else found


def _acts(text: str, span: Span, names: Sequence[Span]) -> bool:
    phrase = span.of(text)
    return not is_pronoun(phrase) and (names_actor(phrase) or any(span.start <= n.start and n.end <= span.end for n in names) and _ends_in_name(span, names))


def _ends_in_name(span: Span, names: Sequence[Span]) -> bool:
    return any(name.end == span.end and name.start >= span.start for name in names)


def _by_verb(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    if verb.negated or verb.wished or _nobody(text, clause, verb):
        rule = "denied" if verb.negated or not verb.wished else "wished"
        yield from (Reading(who, "unknown", rule, what=_what(text, verb.end, clause.end)) for who in subject)
        return
    if verb.passive:
        yield from _done_to(text, clause, names, verb, subject)
        return
    if verb.effect == "gives":
        yield from _given(text, clause, names, verb)
        return
    if verb.effect in {"lifts", "lowers"}:
        yield from _object_verb(text, clause, names, verb, subject)
        return
    rest = text[verb.end : clause.end]
    if verb.effect == "bears_cost" and (_NOT_PAYING.match(rest) or (verb.lemma in _NEEDS_COST and not _COST.search(rest))):
        return
    stance: Stance = verb.effect  # type: ignore[assignment]
    what, over = _what(text, verb.end, clause.end), _over(text, clause, names)
    yield from (Reading(who, stance, _VERB_RULES[stance], what=what, over=over) for who in subject)


def _nobody(text: str, clause: Span, verb: Verb) -> bool:
    opening = text[clause.start : verb.start].strip().casefold()
    return opening.startswith(("neither ", "no ", "none ", "nobody", "not "))


def _done_to(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    stance: Stance = verb.effect  # type: ignore[assignment]
    if stance == "bears_cost" and not _COST.search(text, verb.end, clause.end):
        return
    for who in subject:
        yield Reading(who, stance, _PASSIVE_RULES[stance], what=_what(text, verb.end, clause.end), over=())


def _given(text: str, clause: Span, names: Sequence[Span], verb: Verb) -> Iterator[Reading]:
    """ "gives the brokers a second fee", "hands control of the port to the lender"."""
    rest = Span(verb.end, clause.end)
    break_at = _DETERMINED.search(text, rest.start + 5, rest.end)
    first = [s for s in listed(text, rest.start, break_at.start() if break_at else rest.end, names) if _acts(text, s, names)]
    if first and break_at:
        yield from (Reading(who, "gains", "given", what=_what(text, break_at.end(), clause.end)) for who in first)
        return
    to = re.search(r"\sto\s+(?P<who>[^.;:]+)$", text[rest.start : rest.end])
    if to:
        receivers = [s for s in listed(text, rest.start + to.start("who"), rest.end, names) if _acts(text, s, names)]
        what = text[rest.start : rest.start + to.start()].strip()
        yield from (Reading(who, "gains", "given", what=what) for who in receivers)
    else:
        yield from _known_receiver(text, rest, names)


def _known_receiver(text: str, rest: Span, names: Sequence[Span]) -> Iterator[Reading]:
    for name in names:
        if text[rest.start : name.start].strip().casefold() in {"", "the"} and name.start >= rest.start and name.end < rest.end:
            yield Reading(name, "gains", "given", what=_what(text, name.end, rest.end))
            return


def _object_verb(text: str, clause: Span, names: Sequence[Span], verb: Verb, subject: list[Span]) -> Iterator[Reading]:
    rest = Span(verb.end, clause.end)
    own = _PRONOUN_OBJECT.match(text[rest.start : rest.end])
    objects = [] if own else [s for s in listed(text, *rest, names)[:4] if _acts(text, s, names)]
    if objects and verb.effect == "lifts":
        yield from (Reading(who, "gains", "strengthened") for who in objects)
    elif objects:
        yield from (Reading(who, "loses", "weakened") for who in objects)
    elif verb.effect == "lifts":
        what, over = _what(text, verb.end, clause.end), _over(text, clause, names)
        yield from (Reading(who, "gains", "gain-verb", what=what, over=over) for who in subject)


def _fixed_wordings(text: str, clause: Span, names: Sequence[Span]) -> list[Reading]:
    """Wordings that are read as a whole rather than by their verb."""
    called = headings.called(text, clause)
    if called:
        who, side, role, denied = called
        rule = "denied" if denied else "named-winner" if side == "gains" else "named-loser"
        return [Reading(s, "unknown" if denied else side, rule, role=role, trusted=not denied) for s in listed(text, *who, names) if not is_pronoun(s.of(text))]
    for pattern, rule in ((_COST_FALLS, "cost-falls-on"), (_BORNE_BY, "cost-borne-by")):
        found = pattern.search(text, *clause)
        if found:
            negated = re.search(r"\b(?:not|never|no longer)\b", found.group()[: found.start("who") - found.start()])
            whose = [s for s in listed(text, found.start("who"), clause.end, names) if not is_pronoun(s.of(text))]
            return [Reading(s, "unknown" if negated else "bears_cost", "denied" if negated else rule) for s in whose]
    return _left_with(text, clause, names) or _states(text, clause, names) or _moves(text, clause, names)


def _left_with(text: str, clause: Span, names: Sequence[Span]) -> list[Reading]:
    for pattern in (_LEFT, _LEAVES):
        found = pattern.search(text, *clause)
        if found and (not found["what"] or _COST.search(found["what"])) and not re.search(r"\bnot\b", found.group()):
            whose = [s for s in listed(text, *found.span("who"), names) if _acts(text, s, names)]
            return [Reading(s, "bears_cost", "burdened", what=(found["what"] or "").rstrip(".,")) for s in whose]
    return []


def _states(text: str, clause: Span, names: Sequence[Span]) -> list[Reading]:
    found = _STATE.match(text, *clause)
    if not found:
        return []
    state = (found["state"] or found["off"]).casefold()
    lost = any(word in state for word in ("weak", "dimin", "worse", "behind", "loser", "less", "fewer"))
    stance: Stance = "loses" if lost else "gains"
    rule = "comes-out-behind" if lost else "comes-out-ahead"
    if re.search(r"\b(?:not|never)\b", found["aux"]):
        stance, rule = "unknown", "denied"
    return [Reading(s, stance, rule) for s in _subject(text, Span(*found.span("who")), names)]


def _moves(text: str, clause: Span, names: Sequence[Span]) -> list[Reading]:
    found = _POWER_MOVES.search(text, *clause)
    if not found or re.search(r"\b(?:not|never|no longer)\b", found.group()):
        return []
    readings: list[Reading] = []
    for pattern, stance, rule in ((_TO, "gains", "power-moves-to"), (_FROM, "loses", "power-moves-from")):
        path = pattern.search(text, found.start("path"), clause.end)
        if path:
            whose = [s for s in listed(text, *path.span("who"), names) if _acts(text, s, names)]
            readings += [Reading(s, stance, rule) for s in whose]  # type: ignore[arg-type]
    return readings


def _what(text: str, start: int, end: int) -> str:
    """What is gained or lost, in the article's words."""
    stop = _WHAT_ENDS.search(text, start, end)
    return " ".join(text[start : stop.start() if stop else end].split()).rstrip(".,;:!? ").strip()


def _over(text: str, clause: Span, names: Sequence[Span]) -> tuple[Span, ...]:
    """Over whom, or at whose expense."""
    found: list[Span] = []
    for match in _OVER.finditer(text, *clause):
        group = next(name for name in ("who", "whose", "over", "from") if match[name])
        for span in listed(text, *match.span(group), names):
            if _acts(text, span, names) and span not in found:
                found.append(span)
    return tuple(found)


__all__ = ["Reading", "bare", "read_costs", "read_gains"]
