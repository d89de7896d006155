"""Reader paths: from one story to another, each step with its reasons and the whole with its certificate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from lensatlas.errors import LensatlasError, TooFewArticles, UsageError
from lensatlas.insight.reasons import words_between
from lensatlas.insight.words import quoted, several
from lensatlas.network.capacity import Capacity
from lensatlas.network.widest import Links, unlimited, widest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.network.weighing import Features
    from lensatlas.network.widest import Route

LEAST_ARTICLES = 3
# Names and words of one kind that a step shows before it counts the rest.
_SHOWN = 5
_SHARED: Mapping[NodeKind, str] = {
    "tag": "Both carry",
    "actor": "Both name",
    "mechanism": "Both describe the mechanism",
    "lens": "Both look through the lens",
}


class NoPath(LensatlasError):
    """No path of 3 to 6 articles joins the two; ``articles``: how many one takes that may be longer, 0 where none does."""

    def __init__(self, from_article: str, to_article: str, articles: int) -> None:
        self.from_article, self.to_article, self.articles = from_article, to_article, articles
        why = f"the best way there takes {articles}" if articles else "on every way there, two neighbours share nothing"
        super().__init__(f"No path of 3 to 6 articles leads from {from_article!r} to {to_article!r}: {why}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An article of a path; ``strength`` is that of the link from the step before, None for the first."""

    id: str
    url: str | None
    headline: str
    published: str | None
    strength: float | None
    why: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """The step in the shape of the command line's contract."""
        return {
            "id": self.id, "url": self.url, "headline": self.headline, "strength": self.strength, "why": [*self.why],
            "published": self.published,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A path of 3 to 6 articles.

    ``bottleneck``: its weakest link. ``reliability``: the geometric mean of its links. ``optimal``: no path of 3 to 6 articles
    between the two has a stronger weakest link. ``upper_bound``: the weakest link of the best route of any length.
    ``certificate``: what that means, in sentences.
    """

    kind: str
    steps: tuple[Step, ...]
    bottleneck: float
    reliability: float
    optimal: bool
    upper_bound: float
    certificate: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """The record in the shape of the command line's contract; ``certificate`` is there too."""
        return {
            "kind": self.kind, "steps": [step.row() for step in self.steps], "bottleneck": self.bottleneck,
            "reliability": self.reliability, "optimal": self.optimal, "upper_bound": self.upper_bound,
            "certificate": [*self.certificate],
        }  # fmt: skip


def path(
    graph: Graph,
    features: Features,
    from_article: int,
    to_article: int,
    *,
    n: int = 1,
    capacity: Capacity | None = None,
) -> tuple[Path, ...]:
    """The best path from one article to another and up to ``n`` − 1 alternatives, best first.

    A path has 3 to 6 articles and maximises its weakest link among all of that length; ties go to fewer articles, then to
    higher reliability, then to the smaller ids. Each alternative is the best that uses none of the articles between the
    ends of the paths before it. ``capacity``: link strengths already prepared for this graph.

    Raises :class:`~lensatlas.errors.UsageError` where the two ends are one article, :class:`TooFewArticles` for an atlas of
    fewer than three, :class:`NoPath` where no path joins them.
    """
    if from_article == to_article:
        raise UsageError(
            f"A path leads from one article to another, and both ends are {graph.ids['article'][to_article]!r}."
        )
    if n < 1:
        raise UsageError(f"The number of paths must be 1 or more, not {n}.")
    if graph.size < LEAST_ARTICLES:
        raise TooFewArticles("how one leads to another", graph.size, LEAST_ARTICLES)
    links = Links(capacity or Capacity.of(graph, features))
    routes: list[Route] = []
    while len(routes) < n:
        closed = {article for route in routes for article in route.articles[1:-1]}
        route = widest(links, from_article, to_article, closed=closed)
        if route is None:
            break
        routes.append(route)
    bound = unlimited(links, from_article, to_article, routes[0].bottleneck if routes else 0.0)
    if not routes:
        raise NoPath(graph.ids["article"][from_article], graph.ids["article"][to_article], bound[1])
    return tuple(_told(graph, features, links, routes, number, bound) for number in range(len(routes)))


def _told(
    graph: Graph, features: Features, links: Links, routes: Sequence[Route], number: int, bound: tuple[float, int]
) -> Path:
    """A route as a reader is told of it."""
    route = routes[number]
    steps = [_step(graph, route.articles[0], None, ())]
    for (one, other), strength in zip(pairwise(route.articles), route.strengths, strict=True):
        why = _why(graph, features, links.capacity, one, other)
        if strength == route.bottleneck:
            why.append(f"The weakest link of this path ({strength:.2f}).")
        steps.append(_step(graph, other, strength, why))
    return Path(
        kind="connect",
        steps=tuple(steps),
        bottleneck=route.bottleneck,
        reliability=route.reliability,
        optimal=route.bottleneck == routes[0].bottleneck,
        upper_bound=bound[0],
        certificate=_certificate(links, routes, number, bound),
    )


def _step(graph: Graph, article: int, strength: float | None, why: Sequence[str]) -> Step:
    day = int(graph.days[article])
    return Step(
        id=graph.ids["article"][article],
        published=dt.date.fromordinal(day).isoformat() if day else None,
        url=graph.urls[article] or None,
        headline=graph.headlines[article],
        strength=strength,
        why=tuple(why),
    )


def _why(graph: Graph, features: Features, capacity: Capacity, one: int, other: int) -> list[str]:
    """What two articles share, a sentence a kind, the rarest first."""
    told: list[str] = []
    shared: list[str] = []
    for kind, says in _SHARED.items():
        held = graph.links[kind]
        both = np.intersect1d(held[[one]].indices, held[[other]].indices)
        holders = np.bincount(held.indices, minlength=held.shape[1])[both]
        names = [graph.ids[kind][node] for node in both[np.lexsort((both, holders))].tolist()]
        if names:
            told.append(f"{says} {several(names, _SHOWN)}.")
            shared += names
    words = words_between(features, one, other, told=shared, most=_SHOWN)
    if words:
        told.append(f"Both use the words {several([quoted(word) for word in words], _SHOWN)}.")
    loose = [graph.headlines[article] for article in (one, other) if not capacity.held[article]]
    if loose:
        told.append(
            f"No tag, actor or lens to compare in {several(loose)}: the link is judged by what the texts share alone."
        )
    return told


def _certificate(links: Links, routes: Sequence[Route], number: int, bound: tuple[float, int]) -> tuple[str, ...]:
    """What was proved of a route, and what was left out."""
    route, best, (limit, articles) = routes[number], routes[0].bottleneck, bound
    if route.bottleneck == best:
        told = [f"No path of 3 to 6 articles between the two has a weakest link above {best:.2f}."]
    else:
        told = [
            f"The best of 3 to 6 articles that shares none between its ends with the {number} above; their best is {best:.2f}."
        ]
    if limit > best:
        told.append(
            f"At any length the weakest link could be {limit:.2f}, by way of {articles} articles: "
            f"{articles - len(route.articles)} more than here, left out because readers are lost with every click."
        )
    else:
        told.append("No longer route has a stronger weakest link either.")
    direct = float(links.capacity.between(np.array([route.articles[0]]), np.array([route.articles[-1]]))[0])
    if len(route.articles) > LEAST_ARTICLES:
        told.append(
            f"No article here can be left out: every shortcut past one is a link weaker than {route.bottleneck:.2f}."
        )
    elif direct >= route.bottleneck:
        told.append(
            f"The two ends are linked directly ({direct:.2f}); the article between them stays, as a path has three."
        )
    return tuple(told)
