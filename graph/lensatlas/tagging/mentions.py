"""Who is named where in an article: names of lists wherever they stand, and names that are read as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lensatlas.model import ActorId
from lensatlas.tagging.ambiguity import READINGS, meant
from lensatlas.tagging.gazetteer import Match
from lensatlas.tagging.names import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lensatlas.model import ActorKind
    from lensatlas.tagging.ambiguity import Reading
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.names import Evidence, Named

# A name read with at least this weight keeps its whole length where a list knows only a part of it.
STRONG = 2.0
SURE = 1.0  # and with this one it is no mere guess


class Found(NamedTuple):
    """``passages[passage][start:end]`` names ``actor``, of this ``kind``, by this ``rule``; ``known`` where the lexicon holds it."""

    passage: int
    start: int
    end: int
    actor: ActorId
    kind: ActorKind | None
    rule: str
    known: bool
    weight: float


def found_in(
    passages: Sequence[str],
    lexicon: Lexicon,
    *,
    year: int | None = None,
    around: Evidence | None = None,
    declared: Iterable[str] = (),
    legible: bool = True,
) -> list[Found]:
    """Everyone an article's passages name, in order, none overlapping.

    ``year`` is the article's, by which surnames that it does not complete are looked up; ``around`` is evidence of texts beside it;
    ``declared`` are the names that its record gives, which complete a surname as those of its text do. Where the article is not
    ``legible`` (:func:`~lensatlas.tagging.tongue.legible`), only names of lists are found.
    """
    reader = lexicon.pipeline.names_in if lexicon.pipeline else names_in
    read = reader(passages, lexicon.names, around) if legible else []
    full = {*(one.full for one in read if one.kind == "person" and " " in one.full), *declared}
    own = {lexicon.resolve(name) or name for name in full}
    by_passage: list[list[Named]] = [[] for _ in passages]
    for one in read:
        by_passage[one.passage].append(one)
    other = {actor: reading for actor in READINGS if (reading := meant(actor, passages))}
    found = (
        _elsewhere(number, part, other[part.actor], lexicon)
        if isinstance(part, Match) and part.actor in other and lexicon.evidence(part.actor) == "country"
        else _listed(number, part, lexicon, own, year)
        if isinstance(part, Match)
        else _read(_not_short(part, text, lexicon, year), lexicon, own, year)
        for number, text in enumerate(passages)
        for part in _joined(by_passage[number], lexicon.gazetteer.find(text), lexicon)
    )
    return [judged for one in found if (judged := _judged(one, lexicon))]


def is_actor(actor: ActorId, found: Sequence[Found]) -> bool:
    """Whether a name of no list, seen in one article only, is worth a place in the atlas: precision comes before recall."""
    sure = [one for one in found if one.weight >= STRONG and one.rule not in {"headline", "dateline"}]
    return len(found) >= 2 and bool(sure) and " " in actor and sure[0].kind not in {"city", "place", "region"}


def _joined(read: Sequence[Named], matches: Sequence[Match], lexicon: Lexicon) -> list[Named | Match]:
    """Names and matches in order; of two that overlap, the one that says more. Both come sorted and without overlaps."""
    kept: list[Named | Match] = []
    at = 0  # the first match that is not yet passed
    for one in read:
        while at < len(matches) and matches[at].end <= one.start:
            kept.append(matches[at])
            at += 1
        last = at
        while last < len(matches) and matches[last].start < one.end:
            last += 1
        over = matches[at:last]
        if not over or _outweighs(one, over, lexicon):
            kept.append(one)
            at = last
        # Else the matches stand; one that reaches beyond this name may outdo the next as well.
        while at < last and matches[at].end <= one.end:
            kept.append(matches[at])
            at += 1
    return [*kept, *matches[at:]]


def _outweighs(one: Named, over: Sequence[Match], lexicon: Lexicon) -> bool:
    """Whether a name that was read says more than the listed names in its place."""
    first, last = over[0].start, over[-1].end
    if first < one.start or last > one.end:
        return False
    if (first, last) == (one.start, one.end) and len(over) == 1:
        # A country's name may be a person's: by a full name of this article, or by what stands beside it.
        return one.kind == "person" and lexicon.kind(over[0].actor) == "country"
    return one.weight >= STRONG


def _listed(passage: int, match: Match, lexicon: Lexicon, own: set[str], year: int | None) -> Found:
    # A record may have named an actor by surname alone: whom it means here, this article's full names and year tell.
    actor = lexicon.bearer(match.actor, own=own, year=year)
    rule = match.rule if actor == match.actor else "surname"
    return Found(passage, match.start, match.end, actor, lexicon.kind(actor), rule, known=True, weight=STRONG)


def _elsewhere(passage: int, match: Match, reading: Reading, lexicon: Lexicon) -> Found:
    """A country's name that means something else here."""
    known = lexicon.knows(reading.actor)
    return Found(
        passage, match.start, match.end, reading.actor, reading.kind, "other-by-context", known=known, weight=STRONG
    )


def _judged(one: Found, lexicon: Lexicon) -> Found | None:
    """A name that no list knows, under the name that the editor has given it; None for what is no actor."""
    actor = lexicon.decisions.actor(one.actor)
    if " " not in one.actor and lexicon.evidence(one.actor) in {"", "text"} and lexicon.country_of(one.actor):
        return None  # a people's adjective names nobody
    if actor is None or actor == one.actor:
        return one if actor else None
    return one._replace(actor=actor, kind=lexicon.kind(actor) or one.kind, known=lexicon.knows(actor))


def _not_short(one: Named, text: str, lexicon: Lexicon, year: int | None) -> Named:
    """A company's first word as the surname that it is, where the corpus knows who bears it in those years."""
    word = text[one.start : one.end]
    if one.rule != "short-name" or lexicon.surnames.bearer(word, own=(), year=year).actor is None:
        return one
    return one._replace(full=word, kind="person", rule="surname", weight=SURE)


def _read(one: Named, lexicon: Lexicon, own: set[str], year: int | None) -> Found:
    actor, rule, kind = lexicon.resolve(one.full), one.rule, one.kind
    if " " not in one.full and one.weight < STRONG and (actor is None or lexicon.evidence(actor) == "text"):
        bearer = lexicon.surnames.bearer(one.full, own=own, year=year).actor if one.full in lexicon.surnames else None
        if bearer:
            actor, rule, kind = lexicon.resolve(bearer) or bearer, "surname-of-those-years", "person"
    elif actor is None and one.kind == "person":
        actor = lexicon.sole_surname(one.full)
        rule = "surname-listed" if actor else rule
    known = actor is not None and lexicon.knows(actor)
    kind = (lexicon.kind(actor) if actor and known else None) or kind
    return Found(
        one.passage, one.start, one.end, actor or ActorId(one.full), kind, rule, known=known, weight=one.weight
    )
