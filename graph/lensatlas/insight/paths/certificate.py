"""What was proved of a path, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.paths.names import at_least, at_most, told_apart
from lensatlas.insight.paths.path import LEAST, MOST
from lensatlas.insight.words import articles as some_articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.onward import Onward
    from lensatlas.insight.paths.path import Coverage
    from lensatlas.network.routes import Route


def connect(ground: Ground, routes: Sequence[Route], number: int, bound: tuple[float, int]) -> tuple[str, ...]:
    """Of the best path between two articles, or of an alternative to the ones before it."""
    route, best, (limit, articles) = routes[number], routes[0].bottleneck, bound
    said = [
        f"Along the strongest links of each article, no path of {LEAST} to {MOST} between the two has a weakest one above {route.bottleneck:.2f}."
        if route.bottleneck >= best
        else f"An alternative to the {number} above, which share no more with it than they must; their best weakest link is {best:.2f}."
    ]
    if limit > best:
        said.append(
            f"At any length the weakest link could be {limit:.2f}, by way of {some_articles(articles)}: "
            f"{articles - len(route.articles)} more than here, left out because readers are lost with every click."
            if articles > MOST
            else f"By way of a copy of another article it could be {limit:.2f}; copies are left out."
        )
    else:
        said.append("No longer route has a stronger weakest link either.")
    return (*said, honest(ground, route), *_between(ground, route))


def onward(ground: Ground, found: Onward, route: Route, rule: str, *, apart: bool = False) -> tuple[str, ...]:
    """Of a path with an open end: the best of its length, and what three articles or one more could have.

    ``apart``: the rule itself makes the steps honest, whatever the links.
    """
    length, weakest = len(route.articles), route.bottleneck
    said = [f"Of all paths of {length} articles {rule}, none has a weakest link above {weakest:.2f}."]
    if found.limit > weakest:
        said.append(
            f"Three articles alone could have {found.limit:.2f}; more were chosen{'' if apart else ', as every link stays honest'}."
        )
    elif length > LEAST:
        said.append("Not even three articles alone could do better.")
    if length < found.most:
        said.append(f"There is no such path of {length + 1} articles{'' if apart else ' whose links are all honest'}.")
    if apart and route.bottleneck < ground.links.floor:
        return (*said, "In all else, two neighbours here share no more than any two articles may.")
    return (*said, honest(ground, route))


def honest(ground: Ground, route: Route) -> str:
    """How far the weakest link stands above what any two articles may have."""
    weakest, floor = told_apart(route.bottleneck, ground.links.floor)
    return f"Every link is {weakest} or more; below {floor} two articles are hardly more alike than any two."


def _between(ground: Ground, route: Route) -> tuple[str, ...]:
    """Why none of the articles between the ends is left out."""
    ends = np.array(route.articles[:1]), np.array(route.articles[-1:])
    if len(route.articles) > LEAST:
        return (
            f"No article here can be left out: every shortcut past one is a link weaker than {route.bottleneck:.2f}.",
        )
    direct = float(ground.links.between(*ends)[0])
    if direct >= route.bottleneck:
        return (
            f"The two ends are linked directly ({direct:.2f}); the article between them stays, as a path has three.",
        )
    return ()


def tour(ground: Ground, route: Route, coverage: Coverage, *, in_time: bool, best: float, most: int) -> tuple[str, ...]:
    """Of a tour: what it covers of its subject, and how much more there could be."""
    reached, bound = coverage.reached, coverage.bound
    shows = f"It shows {at_least(reached)} of what the articles about its subject are filed under"
    if reached >= bound:
        said = [f"{shows}; no choice of {most} articles, linked or not, shows more."]
    else:
        most_there_is = f"no choice of {most} articles, linked or not, shows more than {at_most(bound)}"
        said = [f"{shows}; {most_there_is}, so it is at least {at_least(reached / bound)} as good as the best."]
    if in_time:
        said.append("The articles stand in the order of time.")
    if not in_time or best == route.bottleneck:
        said.append(f"In no order is the weakest link of these articles above {best:.2f}.")
    else:
        said.append(f"In another order the weakest link could be {best:.2f}.")
    return (*said, honest(ground, route))
