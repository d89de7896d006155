"""Articles for the stories of this folder."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lensatlas.model import Article, ArticleId, Section
from lensatlas.tagging import Lexicon, tag

if TYPE_CHECKING:
    from lensatlas.model import Actor, Claim, DeclaredActor, Lens, Tagged

PUBLISHED = dt.date(2030, 11, 5)


def article(
    name: str = "a",
    *,
    actors: tuple[DeclaredActor, ...] = (),
    tags: tuple[str, ...] = (),
    tag_line: str = "",
    lenses: tuple[str, ...] = (),
    text: str = "",
    headline: str = "A headline",
    **sections: str,
) -> Article:
    """An article with these sections."""
    return Article(
        id=ArticleId(name),
        slug=name,
        headline=headline,
        text=text,
        published=PUBLISHED,
        actors=actors,
        tags=tags,
        tag_line=tag_line,
        lenses=lenses,
        sections=tuple(Section(name=key, heading=key, text=prose) for key, prose in sections.items()),
    )


def lexicon(*articles: Article, authority: tuple[Actor, ...] = (), lenses: tuple[Lens, ...] = ()) -> Lexicon:
    """What these articles teach."""
    return Lexicon.learn(articles, lenses=lenses, authority=authority)


def tagged(**sections: str) -> Tagged:
    """An article with these sections, tagged by a lexicon that knows only it."""
    story = article(**sections)  # type: ignore[arg-type]
    return tag(story, lexicon(story))


def told(**sections: str) -> list[tuple[str, str]]:
    """Actor and stance of each claim in these sections."""
    return [(claim.actor, claim.stance) for claim in claims(**sections)]


def claims(**sections: str) -> tuple[Claim, ...]:
    """The claims in these sections."""
    return tagged(**sections).claims
