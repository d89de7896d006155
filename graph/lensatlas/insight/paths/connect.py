"""From one article to another, by the way whose weakest link is strongest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.errors import LensatlasError, TooFewArticles, UsageError
from lensatlas.insight.paths import certificate, titles
from lensatlas.insight.paths.names import told_apart
from lensatlas.insight.paths.path import LEAST
from lensatlas.insight.paths.telling import told
from lensatlas.insight.words import quoted
from lensatlas.network.routes import Route, alternatives, widest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.path import Path
    from lensatlas.network.graph import Graph


class NoPath(LensatlasError):
    """No honest path of 3 to 6 articles joins the two.

    ``weakest``: the weakest link of the best path that is not honest, 0 where there is none; ``floor``: the least that an
    honest link has. ``articles``: how many articles the best route of any length takes, 0 where none leads there.
    ``nearest``: the path to the article most like the goal that can be reached honestly, None where none can. ``alike``: whether
    the two tell the same thing.
    """

    def __init__(
        self,
        from_article: str,
        to_article: str,
        *,
        weakest: float = 0.0,
        floor: float = 0.0,
        articles: int = 0,
        nearest: Path | None = None,
        alike: bool = False,
    ) -> None:
        self.from_article, self.to_article, self.weakest, self.floor = from_article, to_article, weakest, floor
        self.articles, self.nearest, self.alike = articles, nearest, alike
        super().__init__(
            f"No honest path of 3 to 6 articles leads from {from_article!r} to {to_article!r}: {self._why()}.{self._offer()}"
        )

    def _why(self) -> str:
        if self.weakest:
            weakest, floor = told_apart(self.weakest, self.floor)
            return (
                f"the best one has a link of {weakest}, and below {floor} two articles are hardly more alike than "
                "any two"
            )
        if self.alike:
            return "the two tell the same thing, and nothing lies between them"
        if self.articles:
            return f"the best way there takes {self.articles} articles"
        return "on every way there, two neighbours share nothing"

    def _offer(self) -> str:
        if self.alike:
            return ""
        if self.nearest is None:
            return " Nothing that is like it can be reached either."
        end = self.nearest.steps[-1]
        return f" The nearest to it that can be reached is {end.id!r} ({quoted(end.headline)}), in {len(self.nearest.steps)} articles."


def connect(ground: Ground, from_article: int, to_article: int, *, n: int = 1) -> tuple[Path, ...]:
    """The best path from one article to another and up to ``n`` − 1 alternatives, best first.

    A path has 3 to 6 articles and maximises its weakest link among all of that length that meet no copy of another of their
    articles; ties go to fewer articles, then to higher reliability, then to the smaller ids. Each alternative differs from those before
    it as :func:`~lensatlas.network.routes.alternatives` says, and is honest too.

    Raises :class:`~lensatlas.errors.UsageError` where the two ends are one article, :class:`TooFewArticles` for an atlas of
    fewer than three, :class:`NoPath` where no path has all its links above the coherence floor; it offers the nearest.
    """
    graph, links = ground.graph, ground.links
    _check(graph, from_article, to_article, n)
    allowed = ground.open_to(from_article, to_article)
    start, end = _ends(ground, from_article, to_article)
    found = alternatives(links.strengths, start, end, n, allowed=allowed, floor=links.floor)
    alike = bool(ground.events[from_article] == ground.events[to_article])
    if (
        not found and not alike
    ):  # the strongest links of either end do not meet: look at all honest ones before saying that there is no way
        found = alternatives(links.around((start, end)), start, end, n, allowed=allowed, floor=links.floor)
    routes = [led for route in found if (led := _led(ground, route, from_article, to_article))]
    limit = links.unlimited(from_article, to_article)
    if not routes:
        best = widest(links.strengths, start, end, allowed=allowed)
        raise NoPath(
            graph.ids["article"][from_article],
            graph.ids["article"][to_article],
            weakest=best.bottleneck if best else 0.0,
            floor=links.floor,
            articles=limit[1],
            nearest=_nearest(ground, from_article, start, end),
            alike=alike,
        )
    shown = [_shortened(ground, route) for route in routes]
    return tuple(_path(ground, shown, number, limit) for number in range(len(shown)))


def _path(ground: Ground, routes: Sequence[Route], number: int, bound: tuple[float, int]) -> Path:
    """One of the routes found, the best of which comes first."""
    route = routes[number]
    return told(
        ground,
        route,
        kind="connect",
        telling=titles.connect(ground, route),
        optimal=route.bottleneck >= routes[0].bottleneck,
        upper_bound=max(bound[0], *(one.bottleneck for one in routes)),
        certificate=certificate.connect(ground, routes, number, bound),
    )


def _check(graph: Graph, from_article: int, to_article: int, n: int) -> None:
    if from_article == to_article:
        raise UsageError(
            f"A path leads from one article to another, and both ends are {graph.ids['article'][to_article]!r}."
        )
    if n < 1:
        raise UsageError(f"The number of paths must be 1 or more, not {n}.")
    if graph.size < LEAST:
        raise TooFewArticles("how one leads to another", graph.size, LEAST)


def _ends(ground: Ground, from_article: int, to_article: int) -> tuple[int, int]:
    """The originals of the two: a copy's strongest links may all lead to other copies."""
    start, end = ground.original(from_article), ground.original(to_article)
    return (start, end) if start != end else (from_article, to_article)


def _led(ground: Ground, route: Route, from_article: int, to_article: int) -> Route | None:
    """The route with the ends that were asked for instead of their originals; None where these are not linked honestly."""
    articles = (from_article, *route.articles[1:-1], to_article)
    if articles == route.articles:
        return route
    strengths = ground.links.between(np.array(articles[:-1]), np.array(articles[1:]))
    if not strengths.all() or strengths.min() < ground.links.floor:
        return None
    return Route(articles=articles, strengths=tuple(strengths.tolist()))


def _shortened(ground: Ground, route: Route) -> Route:
    """The route without those articles past which a link leads that is no weaker than its weakest.

    The search goes by each article's strongest links; a shortcut may be a link that neither end keeps. Dropping never
    weakens a route.
    """
    while len(route.articles) > LEAST:
        ends = np.array(route.articles[:-2]), np.array(route.articles[2:])
        past = ground.links.between(*ends)
        place = int(np.argmax(past))
        if past[place] < route.bottleneck:
            break
        route = Route(
            articles=(*route.articles[: place + 1], *route.articles[place + 2 :]),
            strengths=(*route.strengths[:place], float(past[place]), *route.strengths[place + 2 :]),
        )
    return route


def _nearest(ground: Ground, from_article: int, start: int, goal: int) -> Path | None:
    """The path to the article most like the goal among those that an honest path of 3 to 6 articles reaches."""
    allowed = ground.open_to(start, goal)
    reached = _honestly(ground, start, allowed)
    vectors = ground.links.capacity.vectors
    likeness = np.round(np.asarray((vectors[reached] @ vectors[[goal]].T).toarray()).ravel(), 9)
    for article in reached[np.lexsort((reached, -likeness))][: np.count_nonzero(likeness > 0)].tolist():
        route = widest(ground.links.strengths, start, article, allowed=allowed, floor=ground.links.floor)
        if route and (led := _led(ground, route, from_article, article)):
            route = _shortened(ground, led)
            return _path(ground, [route], 0, ground.links.unlimited(start, article))
    return None


def _honestly(ground: Ground, start: int, allowed: np.ndarray) -> np.ndarray:
    """The articles that can be reached by five honest links or fewer, rising."""
    held = ground.links.strengths
    seen = np.zeros(ground.graph.size, bool)
    frontier = np.array([start])
    for _ in range(5):
        rows = held[frontier]
        near = np.unique(rows.indices[rows.data >= ground.links.floor])
        frontier = near[allowed[near] & ~seen[near]]
        seen[frontier] = True
    return np.flatnonzero(seen)
