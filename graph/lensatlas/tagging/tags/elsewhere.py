"""Tags that are really an actor, a place or a lens of this atlas."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lensatlas.model import fold
from lensatlas.tagging.tags.proposal import Proposal, articles, ranked
from lensatlas.tagging.tags.words import family, spelled, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.model import Actor
    from lensatlas.tagging.tags.archive import Archive
    from lensatlas.tagging.tags.proposal import TagKind

_PLACES = frozenset({"country", "region", "city", "place"})
# A surname alone means an actor where this share of its articles name that one, and half as many at most another of the name.
_SURNAME = 0.8
_LONG_ENOUGH = 4
_OFTEN = 3
# Evidence of a list that somebody keeps, against that of records.
_LISTED = frozenset({"authority", "country"})


def actors_among(archive: Archive, actors: Iterable[Actor]) -> tuple[Proposal, ...]:
    """Tags that name an actor (``is_actor``) or a place (``is_place``), in full, by an alias, or by a surname that is clear.

    The score rises with the share of the tag's articles that have the actor as well; an actor that only records declare and
    that no article of the tag has is no evidence: it is a word.
    """
    known = sorted(actors, key=lambda actor: (actor.evidence not in _LISTED, -_uses(archive, actor), actor.id))
    named: dict[str, Actor] = {}
    for forms in (lambda actor: (actor.id,), lambda actor: actor.aliases):
        for actor in known:
            for form in forms(actor):
                named.setdefault(fold(form), actor)
    surnames = _surnames(known)
    rows = []
    for tag in archive.names:
        meant = named.get(fold(tag))
        row = _in_full(archive, tag, meant) if meant else _by_surname(archive, tag, surnames.get(fold(tag), ()))
        rows += [row] if row else []
    return ranked(rows)


def _in_full(archive: Archive, tag: str, actor: Actor) -> Proposal | None:
    there = _there(archive, tag, actor)
    unknown = actor.evidence in _LISTED and not _uses(archive, actor)  # nothing speaks for it, nothing against it
    if not there and not unknown:
        return None
    sure = 0.5 if actor.evidence in _LISTED else 0.35 if actor.kind else 0.2
    return _row(archive, tag, actor, sure + (1 - sure) * (0.0 if unknown else _likely(there, archive.uses[tag])))


def _surnames(actors: Iterable[Actor]) -> Mapping[str, list[Actor]]:
    """People by their last names: two or three words, all in capitals at the front, of a person or of nobody knows what."""
    found: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        words = actor.id.split()
        if actor.kind in {"person", None} and 2 <= len(words) <= 3 and all(word[0].isupper() for word in words):
            found[fold(words[-1])].append(actor)
    return found


def _by_surname(archive: Archive, tag: str, people: Iterable[Actor]) -> Proposal | None:
    if len(tag) < _LONG_ENOUGH or archive.uses[tag] < _OFTEN:
        return None
    found = sorted(((_there(archive, tag, actor), actor.id, actor) for actor in people), key=lambda s: (-s[0], s[1]))
    if not found or found[0][0] < _SURNAME * archive.uses[tag] or (len(found) > 1 and found[1][0] > found[0][0] / 2):
        return None
    return _row(archive, tag, found[0][2], 0.8 * _likely(found[0][0], archive.uses[tag]))


def _uses(archive: Archive, actor: Actor) -> int:
    return len(archive.actors.get(actor.id, ()))


def _there(archive: Archive, tag: str, actor: Actor) -> int:
    """How many of a tag's articles have the actor."""
    return len(frozenset(archive.actors.get(actor.id, ())).intersection(archive.tags[tag]))


def _likely(there: int, of: int) -> float:
    """A share of few articles, drawn towards a half (Laplace)."""
    return (there + 1) / (of + 2)


def _row(archive: Archive, tag: str, actor: Actor, score: float) -> Proposal:
    kind: TagKind = "is_place" if actor.kind in _PLACES else "is_actor"
    what = f"the {actor.kind} “{actor.id}”" if actor.kind else f"the actor “{actor.id}”"
    there, uses = _there(archive, tag, actor), archive.uses[tag]
    why = f"“{tag}” is the name of {what}; {there:,} of the {articles(uses)} on the tag {'has' if there == 1 else 'have'} it as an actor."
    return Proposal(kind=kind, from_tag=tag, into=actor.id, score=score, why=why)


def lenses_among(archive: Archive, lenses: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """Tags that have the name of a lens, written in any way; ``lenses`` are those of the scheme, used or not."""
    named = {
        _key(lens): lens
        for lens in sorted({*archive.lenses, *lenses}, key=lambda n: (len(archive.lenses.get(n, ())), n))
    }
    rows = []
    for tag in archive.names:
        lens = named.get(_key(tag))
        if lens:
            under = frozenset(archive.lenses.get(lens, ()))
            there, uses = len(under.intersection(archive.tags[tag])), archive.uses[tag]
            why = f"“{tag}” has the name of the lens “{lens}”; {there:,} of the {articles(uses)} on the tag stand{'s' * (there == 1)} under it."
            rows.append(
                Proposal(kind="is_lens", from_tag=tag, into=lens, score=0.6 + 0.4 * _likely(there, uses), why=why)
            )
    return ranked(rows)


def _key(name: str) -> tuple[str, ...]:
    return tuple(family(whole(word)) for word in spelled(name))
