"""Articles and findings of every shape, for the tests of the store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from lensatlas.model import (
    ACTOR_KINDS,
    STANCES,
    Actor,
    ActorId,
    ActorUse,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    DeclaredActor,
    LensId,
    MechanismId,
    Mention,
    Section,
    Source,
    Tagged,
    TagId,
    TagUse,
    WatchId,
    WatchItem,
    canonical_url,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def article(name: str, **fields: Any) -> Article:
    """A small article; its URL comes from its id unless one is given."""
    given = {"slug": name, "headline": f"Headline of {name}", "url": f"https://example.org/{name}", **fields}
    return Article(id=ArticleId(name), **given)


def tagged(name: str, *, actor: str = "Qatar") -> Tagged:
    """One of everything that tagging can find, about one actor."""
    of, who = ArticleId(name), ActorId(actor)
    return Tagged(
        article=of,
        tags=(TagUse(tag=TagId("sanctions")), TagUse(tag=TagId("frozen funds"), how="cut")),
        lenses=(LensId("Global Power Plays"),),
        mechanisms=(MechanismId("calibrated transaction diplomacy"),),
        actors=(ActorUse(actor=who, how="text", mentions=1), ActorUse(actor=ActorId("regional civilians"), how="claim")),
        groups=(Actor(id=ActorId("regional civilians"), kind="group", aliases=("civilians",), evidence="claim"),),
        mentions=(
            Mention(article=of, section="headline", start=0, end=5, surface=actor, actor=who, rule="name"),
            Mention(article=of, section="dek", start=3, end=8, surface=actor, actor=who, rule="alias"),
        ),
        claims=(
            Claim(
                id=ClaimId(f"{name}-c1"), article=of, actor=who, stance="gains", section="who_gains", start=0, end=12,
                sentence="Qatar gains.", rule="subject-verb", over=(ActorId("Iran"),), role="primary", what="standing",
            ),
        ),
        watch=(
            WatchItem(
                id=WatchId(f"{name}-w1"), article=of, text="Whether funds move", section="what_to_watch", start=0, end=18,
                actors=(who,), tags=(TagId("sanctions"),), due=dt.date(1142, 3, 1),
            ),
        ),
    )  # fmt: skip


# Everything that UTF-8 can carry: NUL, marks that turn the direction of text, astral letters; no half characters.
texts = st.text(st.characters(codec="utf-8"), max_size=12)
maybe = st.none() | texts
many = st.lists(texts, max_size=3).map(tuple)
days = st.none() | st.dates() | st.just(dt.date(1142, 1, 1))
values: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
articles = st.builds(
    Article,
    id=texts, slug=texts, headline=texts, url=maybe, dek=texts, text=texts,
    sections=st.lists(st.builds(Section, name=texts, heading=texts, text=texts), max_size=3).map(tuple),
    published=days, updated=days, language=maybe, type=maybe,
    minutes=st.none() | st.integers(-(2**31) + 1, 2**31 - 1), authors=many, lenses=many, tags=many, tag_line=texts,
    actors=st.lists(st.builds(DeclaredActor, name=texts, kind=st.none() | st.sampled_from(ACTOR_KINDS)), max_size=3).map(tuple),
    sources=st.lists(st.builds(Source, name=texts, url=maybe), max_size=3).map(tuple),
    links=many, extra=st.dictionaries(texts, values, max_size=3), origin=texts,
)  # fmt: skip
# No two of a batch are the same article: each has its own id and its own address.
batches = st.lists(articles, max_size=6, unique_by=(lambda a: a.id, lambda a: canonical_url(a.url or "") or a.id))
actors = st.builds(
    Actor,
    id=texts,
    kind=st.none() | st.sampled_from(ACTOR_KINDS),
    aliases=many,
    part_of=maybe,
    country=maybe,
    evidence=texts,
)
_offsets = st.integers(0, 2**31 - 1)


def findings(of: ArticleId) -> SearchStrategy[Tagged]:
    """Whatever tagging could find in an article."""
    here = st.just(of)
    mention = st.builds(
        Mention, article=here, section=texts, start=_offsets, end=_offsets, surface=texts, actor=texts, rule=texts
    )
    claim = st.builds(
        Claim, id=texts, article=here, actor=texts, stance=st.sampled_from(STANCES), section=texts, sentence=texts,
        start=_offsets, end=_offsets, rule=texts, over=many, role=st.sampled_from(["primary", "secondary", None]),
        what=texts, mechanism=maybe,
    )  # fmt: skip
    item = st.builds(
        WatchItem, id=texts, article=here, text=texts, section=texts, start=_offsets, end=_offsets, actors=many, tags=many,
        due=days,
    )  # fmt: skip
    use = st.builds(ActorUse, actor=texts, how=st.sampled_from(["declared", "tag", "text", "claim"]), mentions=_offsets)
    tag = st.builds(TagUse, tag=texts, how=st.sampled_from(["declared", "cut"]))
    return st.builds(
        Tagged, article=here, tags=st.lists(tag, max_size=3).map(tuple), lenses=many, mechanisms=many,
        actors=st.lists(use, max_size=3).map(tuple), mentions=st.lists(mention, max_size=3).map(tuple),
        claims=st.lists(claim, max_size=2).map(tuple), watch=st.lists(item, max_size=2).map(tuple),
        groups=st.lists(actors, max_size=2).map(tuple),
    )  # fmt: skip
