"""Lists of those who gain, lose or pay, in one sentence or over several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging import headings, verbs, wordings
from lensatlas.tagging.clauses import clauses
from lensatlas.tagging.grammar import tokens, verb_in
from lensatlas.tagging.nouns import is_pronoun
from lensatlas.tagging.parties import Reading, acts, over_whom, what_of
from lensatlas.tagging.phrases import listed
from lensatlas.tagging.sentences import Span, trimmed
from lensatlas.tagging.statements import clause_says, plain_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import Stance
    from lensatlas.tagging.grammar import Verb

_LIST_RULES = {"gains": "listed-beneficiary", "loses": "listed-loser", "bears_cost": "listed-payer"}
# What follows a member of a list and tells about it.
_TOLD_OF = re.compile(r":\s|\s[—–-]\s|,\s+(?:who|which|whose|whom|where|because|since|as)\b")
_NUMBER = re.compile(r"(?:two|three|four|five|six|several|both)\b", re.IGNORECASE)


def counting(text: str, sentence: Span, names: Sequence[Span]) -> headings.Announced | None:
    """What a sentence announces that only counts those whom the next ones name: "Three parties come out ahead."."""
    found = counted(text, sentence, names)
    return found if found and found.listed.end <= found.listed.start else None


def counted(text: str, sentence: Span, names: Sequence[Span]) -> headings.Announced | None:
    """The list that a count of those who gain or lose announces, in this sentence or after it."""
    if not headings.starts_counting(text, sentence):
        return None
    colon = re.compile(r":\s*|\s[—–]\s").search(text, *sentence)
    told = Span(sentence.start, colon.start() if colon else sentence.end)
    _, readings = clause_says(text, told, names, [])
    if not readings or not headings.is_counted(text[told.start : readings[0].who.end]):
        return None
    stance = readings[0].stance
    if stance not in {"gains", "loses", "bears_cost"}:
        return None
    listed_from = colon.end() if colon else sentence.end
    if colon and not any(acts(text, s, names) for s in listed(text, listed_from, sentence.end, names)):
        return None  # "two parties gain: they no longer answer to monitors"
    return headings.Announced(stance, readings[0].role, Span(listed_from, sentence.end), bool(colon), denied=False)


def members(text: str, span: Span, names: Sequence[Span], opened: headings.Announced) -> list[Reading]:
    """Who is named in one sentence of a list that another sentence opened."""
    cut = _TOLD_OF.search(text, *span)
    named = Span(span.start, cut.start() if cut else span.end)
    opened = opened._replace(listed=named, labelled=True)
    if plain_verb(text, named, names) is not None:
        return list(_told(text, named, opened, names))
    return list(listed_in(text, opened, names))


def listed_in(text: str, opened: headings.Announced, names: Sequence[Span]) -> Iterator[Reading]:
    """Who stands in the list that a sentence announces, each with its side, and what follows the list in that sentence."""
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
            yield from clause_says(text, part, names, [])[1]
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
            subject, readings = clause_says(text, clause, names, [])
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
    at = plain_verb(text, clause, names)
    return clause.end if at is None else at


def _subject_before_verb(text: str, clause: Span, names: Sequence[Span]) -> list[Span]:
    at = plain_verb(text, clause, names)
    if at is None:
        return []
    words = [w for w in tokens(text, clause.start, at) if w.lower not in verbs.MODALS]
    return listed(text, clause.start, words[-1].end, names) if words else []
