"""Which of the editor's rows can be applied together: what contradicts is refused, whole, whatever order the rows stand in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from lensatlas.model import ACTOR_KINDS, VERDICTS, Actor, ActorId, TagId
from lensatlas.tagging.decisions.judged import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.model import ActorKind, Decision
    from lensatlas.tagging.decisions.judged import Subject

# A row that cannot be applied, with the reason.
Refused = tuple["Decision", str]
# What each name comes to by its own row: merged, dropped, or an actor.
Fates = dict["Subject", "Decision"]


def agreed(rows: Iterable[Decision]) -> tuple[Decisions, tuple[Refused, ...]]:
    """The judgements of these rows, and the rows that cannot be applied beside the others.

    Rows contradict each other where one name is merged into two, or merged and dropped; where a merge joins what a row
    keeps apart; where one actor is given two kinds; and where merges, or wider tags, lead round in a circle. Every row of a
    contradiction is refused, so that none wins by standing first; the rest holds.
    """
    found = sorted(set(rows))
    refused = [(row, why) for row in found if (why := fault(row))]
    found = [row for row in found if not fault(row)]
    fates, contradicting = _fates(found)
    apart = [row for row in found if row.verdict == "apart"]
    refused += contradicting + _out_of_circles(fates) + _out_of_pairs(fates, apart)
    ends = _ends(fates)
    merged = {subject: ends[subject][1] for subject, row in fates.items() if row.verdict == "merge"}
    tags = [
        row
        for row in found
        if not {("tag", _named(row.name, merged)), ("tag", _named(row.into, merged))} & fates.keys()
    ]
    broader, circling = _broader(tags, merged)
    kinds, twofold = _kinds(found, merged)
    accepted = sorted({merged.get(("actor", row.name), row.name) for row in found if row.verdict == "accept"})
    decisions = Decisions(
        merged=merged,
        dropped=frozenset(subject for subject, row in fates.items() if row.verdict == "drop"),
        broader=broader,
        actors={name: ActorId(row.into) for (_, name), row in fates.items() if row.verdict == "actor"},
        kinds=kinds,
        accepted=tuple(Actor(id=ActorId(name), kind=kinds.get(name), evidence="authority") for name in accepted),
        kept_apart=frozenset((row.about, frozenset((row.name, row.into))) for row in apart),
    )
    return decisions, tuple(sorted(refused + circling + twofold))


def fault(row: Decision) -> str:
    """What is wrong with a row by itself, or nothing."""
    about, needs_into = VERDICTS[row.verdict]
    if row.about not in about:
        return f"{row.verdict!r} is about a {' or a '.join(about)}, not about a {row.about}"
    if not row.name:
        return "the row needs a name"
    if needs_into and not row.into:
        return f"{row.verdict!r} must say into what"
    if row.into and row.verdict == "drop":
        return f"{row.name!r} cannot be dropped and be {row.into!r}"
    if row.into == row.name and row.verdict in {"merge", "apart", "broader"}:
        return f"{row.name!r} stands on both sides"
    if row.verdict in {"accept", "kind"} and row.into and row.into not in ACTOR_KINDS:
        return f"{row.into!r} is no kind of actor; the kinds are {', '.join(ACTOR_KINDS)}"
    return ""


def _fates(rows: Iterable[Decision]) -> tuple[Fates, list[Refused]]:
    wanted: defaultdict[Subject, list[Decision]] = defaultdict(list)
    for row in rows:
        if row.verdict in {"merge", "drop", "actor"}:
            wanted[row.about, row.name].append(row)
    fates: Fates = {}
    refused: list[Refused] = []
    for subject, found in wanted.items():
        said = sorted({f"{row.verdict} {row.into!r}" if row.into else row.verdict for row in found})
        if len(said) == 1:
            fates[subject] = found[0]
        else:
            refused += [(row, f"rows contradict each other on {row.name!r}: {', '.join(said)}") for row in found]
    return fates, refused


def _next(fates: Fates, subject: Subject) -> Subject | None:
    row = fates.get(subject)
    return (row.about, row.into) if row and row.verdict == "merge" else None


def _ends(fates: Fates) -> dict[Subject, Subject]:
    """What each name that is merged is in the end, where no merges lead round in a circle; each chain is gone along once."""
    ends: dict[Subject, Subject] = {}
    for subject in fates:
        chain: list[Subject] = []
        at = subject
        while at not in ends and (beyond := _next(fates, at)):
            chain.append(at)
            at = beyond
        ends.update(dict.fromkeys(chain, ends.get(at, at)))
    return ends


def _out_of_circles(fates: Fates) -> list[Refused]:
    """The merges that lead back to where they began, taken out; those that lead into the circle stand."""
    circling: list[Subject] = []
    seen: set[Subject] = set()
    for subject in fates:
        chain: dict[Subject, None] = {}
        at = subject
        while at not in seen and (beyond := _next(fates, at)):
            seen.add(at)
            chain[at] = None
            at = beyond
        if at in chain:
            circling += list(chain)[list(chain).index(at) :]
    return [(fates.pop(subject), "merges lead round in a circle") for subject in circling]


def _out_of_pairs(fates: Fates, apart: Iterable[Decision]) -> list[Refused]:
    """The merges of names that a row keeps apart and that would become one, taken out."""
    against: list[Subject] = []
    ends = _ends(fates)
    for row in apart:
        one, other = (row.about, row.name), (row.about, row.into)
        if ends.get(one, one) == ends.get(other, other):
            against += [subject for subject in (one, other) if subject in fates and fates[subject].verdict == "merge"]
    return [(fates.pop(subject), "it joins what another row keeps apart") for subject in dict.fromkeys(against)]


def _broader(
    rows: Iterable[Decision], merged: Mapping[Subject, str]
) -> tuple[dict[TagId, tuple[TagId, ...]], list[Refused]]:
    """Each tag's wider tags, after merging, without those that lead back to it; ``rows`` name no tag that is none."""

    def meant(name: str) -> TagId:
        return TagId(_named(name, merged))

    given = [row for row in rows if row.verdict == "broader"]
    wider: defaultdict[TagId, set[TagId]] = defaultdict(set)
    for row in given:
        wider[meant(row.name)].add(meant(row.into))
    refused = [row for row in given if _reaches(wider, meant(row.into), meant(row.name))]
    for row in refused:
        wider[meant(row.name)].discard(meant(row.into))
    why = "the wider tags lead round in a circle"
    return {name: tuple(sorted(wider[name])) for name in sorted(wider) if wider[name]}, [(row, why) for row in refused]


def _named(tag: str, merged: Mapping[Subject, str]) -> str:
    return merged.get(("tag", tag), tag)


def _reaches(wider: Mapping[TagId, set[TagId]], start: TagId, end: TagId) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        for above in wider.get(at, ()):
            if above not in seen:
                seen.add(above)
                waiting.append(above)
    return False


def _kinds(rows: Iterable[Decision], merged: Mapping[Subject, str]) -> tuple[dict[str, ActorKind], list[Refused]]:
    given: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        if row.verdict in {"accept", "kind"} and row.into:
            given[merged.get(("actor", row.name), row.name)].append(row)
    kinds: dict[str, ActorKind] = {}
    refused: list[Refused] = []
    for name in sorted(given):
        if len({row.into for row in given[name]}) == 1:
            kinds[name] = cast("ActorKind", given[name][0].into)
        else:
            refused += [(row, f"{name!r} is given two kinds") for row in given[name]]
    return kinds, refused
