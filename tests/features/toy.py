"""A small publication to test on, and any number of made-up ones."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lensatlas.model import (
    ActorId,
    ActorUse,
    Article,
    ArticleId,
    LensId,
    MechanismId,
    Source,
    Tagged,
    TagId,
    TagUse,
)
from lensatlas.network.draw import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.network.graph import Graph

    Pair = tuple[Article, Tagged]


def story(
    name: str,
    text: str = "",
    *,
    headline: str = "",
    day: str = "",
    tags: Sequence[str] = (),
    actors: Sequence[str] = (),
    lens: str = "",
    mechanism: str = "",
    source: str = "",
) -> Pair:
    article = Article(
        id=ArticleId(name), slug=name, headline=headline or name, text=text, url=f"https://example.org/{name}",
        published=dt.date.fromisoformat(day) if day else None, sources=(Source(name=source),) if source else (),
    )  # fmt: skip
    tagged = Tagged(
        article=article.id,
        tags=tuple(TagUse(tag=TagId(tag)) for tag in tags),
        actors=tuple(ActorUse(actor=ActorId(actor), how="text", mentions=2) for actor in actors),
        lenses=(LensId(lens),) if lens else (),
        mechanisms=(MechanismId(mechanism),) if mechanism else (),
    )
    return article, tagged


def drawn(*stories: Pair) -> Graph:
    return draw(stories, actors=(), lenses=())


_WORDS = st.sampled_from(
    ["port", "strike", "ferry", "tariff", "harbour", "court", "ledger", "bridge", "grain", "canal"]
)


@st.composite
def corpora(draw_one: st.DrawFn, most: int = 12) -> list[Pair]:
    """Up to ``most`` articles of few words, tags and actors, so that they often share some; any of the three may lack."""
    count = draw_one(st.integers(0, most))
    stories = []
    for number in range(count):
        words = draw_one(st.lists(_WORDS, max_size=12))
        tags = draw_one(st.lists(st.sampled_from("ABCD"), unique=True, max_size=3))
        actors = draw_one(st.lists(st.sampled_from("XYZ"), unique=True, max_size=2))
        day = draw_one(st.sampled_from(["", "2026-01-01", "2026-01-03", "2026-06-01"]))
        stories.append(story(f"s{number:02}", " ".join(words), headline="-", day=day, tags=tags, actors=actors))
    return stories
