"""One article, tagged: its tags, lenses, actors, mentions, mechanism, claims and watch items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lensatlas.model import WATCH_SECTION, ActorUse, Mention, Tagged, TagUse, label
from lensatlas.tagging import runs
from lensatlas.tagging.claims import claims_in
from lensatlas.tagging.decisions.claims import judged
from lensatlas.tagging.mechanism import mechanism_in
from lensatlas.tagging.watch import watch_in

if TYPE_CHECKING:
    from lensatlas.model import ActorId, Article, Claim
    from lensatlas.tagging.lexicon import Lexicon

How = Literal["declared", "tag", "text", "claim"]


def tag(article: Article, lexicon: Lexicon) -> Tagged:
    """Everything that can be found in an article, given what the corpus knows; a pure function of the two."""
    tags = _tags(article, lexicon)
    mentions = {name: _mentions(article, name, text, lexicon) for name, text in article.passages()}
    mechanism = mechanism_in(article)
    claims, groups = judged(*claims_in(article, lexicon, mentions, mechanism), lexicon.decisions)
    return Tagged(
        article=article.id,
        tags=tags,
        lenses=tuple(dict.fromkeys(lens for name in article.lenses if label(name) and (lens := lexicon.lens(name)))),
        actors=_uses(article, lexicon, tags, mentions, claims),
        mechanisms=(mechanism,) if mechanism else (),
        mentions=tuple(mention for found in mentions.values() for mention in found),
        claims=claims,
        watch=watch_in(article, mentions.get(WATCH_SECTION, ()), [use.tag for use in tags]),
        groups=groups,
    )


def _tags(article: Article, lexicon: Lexicon) -> tuple[TagUse, ...]:
    meant = (lexicon.decisions.tag(label(name)) for name in article.tags if label(name))
    uses = {tag: TagUse(tag=tag) for tag in meant if tag is not None}
    if article.tag_line:
        hints = runs.clues(article, [lens.slug for lens in lexicon.lenses])
        for name in runs.cut(hints, lexicon.spellings):
            if cut := lexicon.decisions.tag(name):
                uses.setdefault(cut, TagUse(tag=cut, how="cut"))
    return tuple(uses.values())


def _mentions(article: Article, section: str, text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            article=article.id,
            section=section,
            start=m.start,
            end=m.end,
            surface=text[m.start : m.end],
            actor=m.actor,
            rule=m.rule,
        )
        for m in lexicon.gazetteer.find(text)
    )


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
