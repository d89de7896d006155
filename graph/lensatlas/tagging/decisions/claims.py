"""Claims, and the groups that only claims name, under the names that the editor has given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lensatlas.model import ClaimId, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lensatlas.model import Actor, Claim
    from lensatlas.tagging.decisions.judged import Decisions


def judged(
    claims: tuple[Claim, ...], groups: tuple[Actor, ...], decisions: Decisions
) -> tuple[tuple[Claim, ...], tuple[Actor, ...]]:
    """The claims about actors as the editor names them, none about what is no actor; and their groups, by id.

    Known actors are under their names already; groups ("arms suppliers") are known to their article only. Two claims that
    become one are one: the first wording counts.
    """
    if not any(decisions.actor(name) != name for claim in claims for name in (claim.actor, *claim.over)):
        return claims, tuple(_kinded(group, decisions) for group in groups)
    kept: dict[ClaimId, Claim] = {}
    for claim in claims:
        actor = decisions.actor(claim.actor)
        if actor is None:
            continue
        over = dict.fromkeys(found for name in claim.over if (found := decisions.actor(name)) and found != actor)
        named = ClaimId(digest(claim.article, claim.section, str(claim.start), actor, claim.stance))
        kept.setdefault(named, replace(claim, id=named, actor=actor, over=tuple(over)))
    used: set[str] = {name for claim in kept.values() for name in (claim.actor, *claim.over)}
    return tuple(kept.values()), tuple(_renamed(groups, decisions, used))


def _renamed(groups: Iterable[Actor], decisions: Decisions, used: set[str]) -> list[Actor]:
    found: dict[str, Actor] = {}
    for group in sorted(groups, key=lambda group: group.id):
        name = decisions.actor(group.id)
        if name in used and name is not None:
            one = found.setdefault(name, replace(group, id=name))
            aliases = {*one.aliases, *decisions.names("actor").get(name, ())}
            part_of = decisions.actor(one.part_of) if one.part_of else None
            found[name] = _kinded(replace(one, aliases=tuple(sorted(aliases)), part_of=part_of), decisions)
    return [found[name] for name in sorted(found)]


def _kinded(actor: Actor, decisions: Decisions) -> Actor:
    return replace(actor, kind=decisions.kinds.get(actor.id, actor.kind))
