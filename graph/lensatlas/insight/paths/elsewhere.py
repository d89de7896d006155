"""The same mechanism among other actors, and the same matter through other lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.paths import certificate, titles
from lensatlas.insight.paths.onward import Rule, onward
from lensatlas.insight.paths.path import LEAST, Missing
from lensatlas.insight.paths.telling import told

if TYPE_CHECKING:
    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.onward import Onward
    from lensatlas.insight.paths.path import Path


def _any(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Any link may be taken."""
    return np.ones(np.broadcast_shapes(one.shape, other.shape), bool)


def mechanism(ground: Ground, article: int) -> Path | Missing:
    """The mechanism that the article describes, at work in articles no two of which share an actor.

    Actors that more than a tenth of the articles name are left out of account: they are the scene, not the cast. What
    makes such a step honest is the mechanism itself, so the coherence floor is not asked for; the weakest link is still as
    strong as can be. Such articles are seldom each other's nearest: where they are few, all links between them count.
    """
    found = [(node, _elsewhere(ground, article, node)) for node in ground.carried(article, "mechanism").tolist()]
    able = [(way.route, way, node) for node, way in found if way.route is not None]
    if not able:
        return Missing(kind="mechanism", why=_no_mechanism(ground, [node for node, _ in found]))
    route, way, node = min(able, key=lambda one: (-len(one[0].articles), -one[0].bottleneck, one[2]))
    everyone = bool((ground.counts["actor"] <= ground.seldom).all())
    rule = f"that describe {ground.graph.ids['mechanism'][node]} and share no actor"
    if not everyone:
        rule += f" that {ground.seldom} articles or fewer name"
    return told(
        ground,
        route,
        kind="mechanism",
        telling=titles.mechanism(ground, route, node),
        optimal=True,
        upper_bound=way.limit,
        certificate=certificate.onward(ground, way, route, rule, apart=True),
    )


def _elsewhere(ground: Ground, article: int, node: int) -> Onward:
    rule = Rule(
        follows=_any,
        allowed=ground.open_to(article) & ground.holders("mechanism", node),
        apart=ground.cast,
        floor=0.0,
        complete=True,
    )
    return onward(ground, article, rule)


def lens(ground: Ground, article: int) -> Path | Missing:
    """From an article through other lenses: no two articles share one."""
    held = ground.graph.links["lens"]
    if not len(ground.carried(article, "lens")):
        return Missing(kind="lens", why="The article is filed under no lens.")
    allowed = ground.open_to(article) & (np.diff(held.indptr) > 0)
    found = onward(ground, article, Rule(follows=_any, allowed=allowed, apart=held, subject=True))
    if found.route is None:
        best = f": the best of three articles has a link of {found.limit:.2f}" if found.limit else ""
        return Missing(kind="lens", why=f"No honest path leads from here through two other lenses{best}.")
    return told(
        ground,
        found.route,
        kind="lens",
        telling=titles.lens(ground, found.route),
        optimal=True,
        upper_bound=found.limit,
        certificate=certificate.onward(
            ground, found, found.route, "no two of which share a lens and all linked honestly with the first"
        ),
    )


def _no_mechanism(ground: Ground, described: list[int]) -> str:
    if not described:
        return "The article describes no mechanism."
    node = max(described, key=lambda one: (ground.counts["mechanism"][one], -one))
    name, count = ground.graph.ids["mechanism"][node], int(ground.counts["mechanism"][node])
    if count < LEAST:
        return f"No other article describes {name}." if count == 1 else f"Only two articles describe {name}."
    return f"Of the {count} articles that describe {name}, no three with this one are without a common actor."
