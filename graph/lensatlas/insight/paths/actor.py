"""Following one actor: articles that all name it, in the order they were published, the asked one among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.errors import UsageError
from lensatlas.insight.paths import certificate, titles
from lensatlas.insight.paths.onward import MOST_ONWARD, Onward, Region
from lensatlas.insight.paths.path import LEAST, Missing
from lensatlas.insight.paths.telling import told
from lensatlas.insight.paths.times import dated
from lensatlas.network.routes import Route

if TYPE_CHECKING:
    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.names import Name
    from lensatlas.insight.paths.path import Path

# Of the actors an article names, those that weigh most are tried: the rest are named in passing.
_TRIED = 8


@dataclass(frozen=True, kw_only=True)
class _Followed:
    name: Name
    found: Onward
    route: Route

    @property
    def merit(self) -> tuple[float, float, int]:
        """How much following this actor tells: what it counts in the article, for each step beyond two."""
        told = self.name.weight * (len(self.route.articles) - LEAST + 1)
        return -round(told, 9), -round(self.route.bottleneck, 9), self.name.node


def actor(ground: Ground, article: int, followed: int | None = None) -> Path | Missing:
    """The path of the actor that tells most, or of the one asked for; before and after the article, as far as links are honest.

    Of the eight actors that weigh most in the article, the one with the greatest product of its weight and of the articles on
    its honest path beyond two: a country that every second article names says little, however far it leads.
    Raises :class:`~lensatlas.errors.UsageError` where the article does not name the actor asked for.
    """
    named = ground.carried(article, "actor")
    if followed is not None and followed not in named:
        raise UsageError(
            f"{ground.graph.ids['article'][article]!r} does not name {ground.graph.ids['actor'][followed]!r}: "
            "a path follows an actor that its first article names."
        )
    if not ground.day(article):
        return Missing(kind="actor", why="The article is undated: it has no place in the order of time.")
    asked = [name for name in ground.named(article) if (name.kind, name.node) == ("actor", followed)]
    tried = asked or _tried(ground, article)
    chosen = _best(ground, article, tried)
    if chosen is None:
        return Missing(kind="actor", why=_nothing(ground, named, followed))
    rule = f"that name {ground.graph.ids['actor'][chosen.name.node]}, this one among them, in the order of time"
    return told(
        ground,
        chosen.route,
        kind="actor",
        telling=titles.actor(ground, chosen.route, chosen.name.node),
        optimal=True,
        upper_bound=chosen.found.limit,
        certificate=certificate.onward(ground, chosen.found, chosen.route, rule),
    )


def _tried(ground: Ground, article: int) -> list[Name]:
    """The actors that weigh most in an article, of those that three articles name."""
    able = [
        name for name in ground.named(article) if name.kind == "actor" and ground.counts["actor"][name.node] >= LEAST
    ]
    return sorted(able, key=lambda name: (-round(name.weight, 9), name.node))[:_TRIED]


def _best(ground: Ground, article: int, tried: list[Name]) -> _Followed | None:
    """The one that tells most of the actors tried, the weightiest first: so none need be followed once the rest must tell less."""
    chosen: _Followed | None = None
    for name in tried:
        if chosen and name.weight * (MOST_ONWARD - LEAST + 1) < -chosen.merit[0]:
            break
        way = _follow(ground, article, name)
        if way and (chosen is None or way.merit < chosen.merit):
            chosen = way
    return chosen


def _follow(ground: Ground, article: int, name: Name) -> _Followed | None:
    """The longest honest path of an actor through an article, the strongest weakest link of that length."""
    sides = _sides(ground, article, ground.open_to(article) & ground.holders("actor", name.node))
    three = _through(sides, LEAST)
    if three is None:
        return None
    longer = (_through(sides, length) for length in range(MOST_ONWARD, LEAST, -1))
    route = next((route for route in longer if route), three)
    return _Followed(name=name, found=Onward(route=route, limit=three.bottleneck), route=route)


def _sides(ground: Ground, article: int, allowed: np.ndarray) -> list[list[Route | None]]:
    """The best honest paths back in time, and on in time, of 1, 2 … 5 articles; the first is the article alone."""
    alone = Route(articles=(article,), strengths=())
    sides = []
    for forward in (False, True):
        rule = dated(ground, forward=forward, allowed=allowed, subject=False)
        region = Region.of(ground, article, rule, hops=MOST_ONWARD - 1, floor=ground.links.floor)
        sides.append([alone, *(region.best(articles) for articles in range(2, MOST_ONWARD + 1))])
    return sides


def _through(sides: list[list[Route | None]], length: int) -> Route | None:
    """The best path of so many articles in the order of time with the article among them.

    What comes before and what comes after never meet, so the best of each side, for each place the article may have, make
    up the best of all.
    """
    joined = [
        Route(
            articles=(*reversed(older.articles), *newer.articles[1:]),
            strengths=(*reversed(older.strengths), *newer.strengths),
        )
        for older, newer in zip(sides[0][:length], reversed(sides[1][:length]), strict=True)
        if older and newer
    ]
    return min(joined, key=lambda route: (-route.bottleneck, -route.reliability, route.articles), default=None)


def _nothing(ground: Ground, named: np.ndarray, followed: int | None) -> str:
    if not len(named):
        return "The article names no actor."
    names = named if followed is None else np.array([followed])
    if not (ground.counts["actor"][names] >= LEAST).any():
        return (
            "No actor it names is named by three articles."
            if followed is None
            else "Fewer than three articles name it."
        )
    who = "any actor it names" if followed is None else f"{ground.graph.ids['actor'][followed]}"
    return f"No honest path follows {who}: of three dated articles in a row, two are hardly more alike than any two."
