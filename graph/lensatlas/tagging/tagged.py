"""One article, tagged: its tags, lenses, actors, mentions, mechanism, claims and watch items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lensatlas.model import WATCH_SECTION, Actor, ActorUse, Mention, Tagged, TagUse, label
from lensatlas.tagging import runs
from lensatlas.tagging.claims import claims_in
from lensatlas.tagging.decisions.claims import judged
from lensatlas.tagging.mechanism import mechanism_in
from lensatlas.tagging.mentions import found_in, is_actor
from lensatlas.tagging.surnames import year_of
from lensatlas.tagging.tongue import legible
from lensatlas.tagging.watch import watch_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.model import ActorId, Article, Claim
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.mentions import Found

How = Literal["declared", "tag", "text", "claim"]


def tag(article: Article, lexicon: Lexicon) -> Tagged:
    """Everything that can be found in an article, given what the corpus knows; a pure function of the two."""
    tags = _tags(article, lexicon)
    found = _found(article, lexicon)
    mentions = {name: tuple(mention for mention, _ in there) for name, there in found.items()}
    mechanism = mechanism_in(article)
    claims, groups = judged(*claims_in(article, lexicon, mentions, mechanism), lexicon.decisions)
    groups = _newcomers(found, claims, groups, lexicon)
    known = {group.id for group in groups}
    kept = {n: tuple(m for m in there if lexicon.knows(m.actor) or m.actor in known) for n, there in mentions.items()}
    return Tagged(
        article=article.id,
        tags=tags,
        lenses=tuple(dict.fromkeys(lens for name in article.lenses if label(name) and (lens := lexicon.lens(name)))),
        actors=_uses(article, lexicon, tags, kept, claims),
        mechanisms=(mechanism,) if mechanism else (),
        mentions=tuple(mention for there in kept.values() for mention in there),
        claims=claims,
        watch=watch_in(article, kept.get(WATCH_SECTION, ()), [use.tag for use in tags]),
        groups=groups,
    )


def _newcomers(
    found: Mapping[str, Sequence[tuple[Mention, Found]]],
    claims: Sequence[Claim],
    groups: Sequence[Actor],
    lexicon: Lexicon,
) -> tuple[Actor, ...]:
    """The groups that claims name, and the names of no list that are actors by this article alone.

    Those are whom a claim is about, and those whose kind is certain and who are named twice outside headlines and datelines.
    """
    claimed = {actor for claim in claims for actor in (claim.actor, *claim.over)}
    named: dict[ActorId, list[Found]] = {}
    for there in found.values():
        for mention, one in there:
            if not lexicon.knows(mention.actor):
                named.setdefault(mention.actor, []).append(one)
    taken = {group.id for group in groups}
    new = [
        Actor(id=actor, kind=ones[0].kind, evidence="text")
        for actor, ones in named.items()
        if actor not in taken and (actor in claimed or (actor not in lexicon.commonplaces and is_actor(actor, ones)))
    ]
    return tuple(sorted((*groups, *new), key=lambda actor: actor.id))


def _tags(article: Article, lexicon: Lexicon) -> tuple[TagUse, ...]:
    meant = (lexicon.decisions.tag(label(name)) for name in article.tags if label(name))
    uses = {tag: TagUse(tag=tag) for tag in meant if tag is not None}
    if article.tag_line:
        hints = runs.clues(article, [lens.slug for lens in lexicon.lenses])
        for name in runs.cut(hints, lexicon.spellings):
            if cut := lexicon.decisions.tag(name):
                uses.setdefault(cut, TagUse(tag=cut, how="cut"))
    return tuple(uses.values())


def _found(article: Article, lexicon: Lexicon) -> dict[str, list[tuple[Mention, Found]]]:
    """Everyone the passages name, by passage."""
    passages = list(article.passages())
    place = {name: number for number, (name, _) in enumerate(passages)}  # of two passages of one name the later counts
    found: dict[str, list[tuple[Mention, Found]]] = {name: [] for name, _ in passages}
    declared = [label(actor.name) for actor in article.actors]
    texts, own = [text for _, text in passages], legible(article, lexicon.pipeline)
    for one in found_in(texts, lexicon, year=year_of(article), declared=declared, legible=own):
        name, text = passages[one.passage]
        if place[name] == one.passage:
            surface = text[one.start : one.end]
            mention = Mention(
                article=article.id,
                section=name,
                start=one.start,
                end=one.end,
                surface=surface,
                actor=one.actor,
                rule=one.rule,
            )
            found[name].append((mention, one))
    return found


def _uses(
    article: Article,
    lexicon: Lexicon,
    tags: tuple[TagUse, ...],
    mentions: dict[str, tuple[Mention, ...]],
    claims: tuple[Claim, ...],
) -> tuple[ActorUse, ...]:
    """Each actor once, by id, with the first way it came in: declared, then tag, then text, then claim."""
    how: dict[ActorId, How] = {}
    counts: dict[ActorId, int] = {}
    for actor in lexicon.declared(article, {mention.actor for found in mentions.values() for mention in found}):
        how.setdefault(actor, "declared")
    for name in (*(use.tag for use in tags), *lexicon.decisions.actors_of(map(label, article.tags))):
        if tagged := lexicon.resolve_folded(name):
            how.setdefault(tagged, "tag")
    for found in mentions.values():
        for mention in found:
            how.setdefault(mention.actor, "text")
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
    for claim in claims:
        for actor in (claim.actor, *claim.over):
            how.setdefault(actor, "claim")
    return tuple(ActorUse(actor=actor, how=how[actor], mentions=counts.get(actor, 0)) for actor in sorted(how))
