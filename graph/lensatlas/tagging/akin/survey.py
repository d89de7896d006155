"""All that the names and the articles tell about which actors may be one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.akin.organisations import acronyms, country_of, offices, parts, qualified, same_words
from lensatlas.tagging.akin.people import people, surnames
from lensatlas.tagging.akin.proposal import AKIN_KINDS, ActorProposal
from lensatlas.tagging.akin.slips import slips
from lensatlas.tagging.forms import shouted
from lensatlas.tagging.persons import is_person
from lensatlas.tagging.surnames import YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lensatlas.model import ActorId
    from lensatlas.tagging.akin.appearances import Appearances
    from lensatlas.tagging.akin.people import Pair
    from lensatlas.tagging.akin.proposal import AkinKind

_LISTED = frozenset({"authority", "country"})
_SHOWN = 3  # tags or actors named in a reason: a glance
_LEAST = 0.4
_FOR, _AGAINST = 0.2, 0.3  # the most that the articles add to what a kind is worth, and take away from it


def never(_one: str, _other: str) -> bool:
    """No two actors were judged to be two."""
    return False


def actor_proposals(
    seen: Appearances, *, apart: Callable[[str, str], bool] = never, least: float = _LEAST
) -> tuple[ActorProposal, ...]:
    """Pairs of actors that may be one, the surest first; each actor stands as ``from`` at most once, for its likeliest pair.

    Only actors that some article holds take part, and two listed ones are two. ``apart`` says of two actors whether an editor
    has judged that they are two; ``least`` is the lowest score.
    """
    pairs: dict[frozenset[str], Pair] = {}
    for kind, one, other in _pairs(seen):
        if not apart(one, other) and not _listed(seen, one, other) and {shouted(one), shouted(other)} != {True, False}:
            pairs.setdefault(frozenset((one, other)), (kind, one, other))
    meant: defaultdict[tuple[AkinKind, ActorId], list[ActorId]] = defaultdict(list)
    for kind, one, other in pairs.values():
        meant[kind, one].append(other)
    home = _home(seen)
    rows = [_proposal(seen, pair, _rivals(pair, meant[pair[0], pair[1]]), home) for pair in pairs.values()]
    best: dict[ActorId, ActorProposal] = {}
    for row in sorted(rows, key=lambda row: (-round(row.score, 9), -len(seen.articles[row.into]), row.into)):
        if row.score >= least:
            best.setdefault(row.from_actor, row)
    return tuple(sorted(best.values(), key=lambda row: (-round(row.score, 9), row.from_actor)))


def _pairs(seen: Appearances) -> Iterator[Pair]:
    actors = [seen.known[name] for name in seen.articles if name in seen.known]
    persons = [actor for actor in actors if is_person(actor)]
    named = {actor.id for actor in persons}
    others = [actor for actor in actors if actor.id not in named]
    for find in (same_words, qualified, acronyms):
        yield from find(others)
    yield from people(persons)
    yield from offices(others)
    yield from slips(actors)
    yield from surnames(persons, others)
    yield from parts(others)


def _rivals(pair: Pair, meant: list[ActorId]) -> list[ActorId]:
    """Who else an acronym or a surname may mean."""
    return [other for other in meant if other != pair[2]] if pair[0] in {"surname", "acronym"} else []


def _home(seen: Appearances) -> str | None:
    """The country that stands in most of the names, by articles: there, "the Senate" is its own."""
    counts: Counter[str] = Counter()
    for name in seen.articles:
        if found := country_of(name):
            counts[found] += len(seen.articles[name])
    return max(sorted(counts), key=lambda country: counts[country], default=None)


def _listed(seen: Appearances, one: ActorId, other: ActorId) -> bool:
    return all(seen.known[name].evidence in _LISTED for name in (one, other))


def _proposal(seen: Appearances, pair: Pair, rivals: list[ActorId], home: str | None) -> ActorProposal:
    kind, one, other = pair
    from_actor, into = (one, other) if kind in {"surname", "acronym"} else _ordered(seen, one, other)
    said, sure = AKIN_KINDS[kind]
    together = seen.together(one, other)
    gap = _gap(seen.span(one), seen.span(other))
    score = sure + _FOR * min(1.0, 2 * seen.likeness(one, other))
    if kind != "surname":  # a record that names both means two; a surname is taken up beside the full name
        score -= _AGAINST * together / min(len(seen.articles[one]), len(seen.articles[other]))
    if kind == "spelling":  # a slip is rare: what stands on many articles is meant
        score -= _AGAINST * (min(len(seen.articles[one]), len(seen.articles[other])) > 2)
    if kind == "qualifier" and {country_of(one), country_of(other)} - {None, home}:
        score -= _AGAINST
    score -= _FOR if gap > YEARS else 0.0
    score *= len(seen.articles[into]) / sum(len(seen.articles[name]) for name in (into, *rivals))
    why = f"{_told(seen, from_actor)} and {_told(seen, into)} {said}."
    return ActorProposal(
        kind=kind,
        from_actor=from_actor,
        into=into,
        score=min(max(score, 0.0), 1.0),
        why=" ".join((why, *_evidence(seen, from_actor, into, together, gap, len(rivals)))),
    )


def _ordered(seen: Appearances, one: ActorId, other: ActorId) -> tuple[ActorId, ActorId]:
    """The one to keep comes last: listed, then in more articles, then by name."""
    ordered = sorted(
        (one, other), key=lambda name: (seen.known[name].evidence not in _LISTED, -len(seen.articles[name]), name)
    )
    return ordered[1], ordered[0]


def _gap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> int:
    """Years between the last article of one and the first of the other; 0 where they overlap or are not dated."""
    return max(0, one[0] - other[1], other[0] - one[1]) if one and other else 0


def _told(seen: Appearances, name: ActorId) -> str:
    span = seen.span(name)
    years = "" if span is None else f", {span[0]}" if span[0] == span[1] else f", {span[0]}–{span[1]}"
    count = len(seen.articles[name])
    return f"“{name}” ({count:,} article{'s' if count != 1 else ''}{years})"


def _evidence(seen: Appearances, one: ActorId, other: ActorId, together: int, gap: int, rivals: int) -> Iterator[str]:
    tags, actors = seen.shared(one, other)
    for what, names in (("tag", tags), ("actor", actors)):
        if names:
            several = f"{len(names):,} {what}s stand" if len(names) > 1 else f"One {what} stands"
            yield f"{several} beside both: {', '.join(names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}."
    if together:
        yield f"{together:,} article{'s name' if together > 1 else ' names'} both."
    if gap > YEARS:
        yield f"{gap} years lie between them."
    if rivals:
        yield f"{rivals:,} other{'s' if rivals > 1 else ''} may be meant as well."
