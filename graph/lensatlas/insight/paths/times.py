"""What led to an article, and what happened after it: ever older, ever newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lensatlas.insight.paths import certificate, titles
from lensatlas.insight.paths.names import told_apart
from lensatlas.insight.paths.onward import Rule, onward
from lensatlas.insight.paths.path import Missing
from lensatlas.insight.paths.telling import told

if TYPE_CHECKING:
    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.kinds import Kind
    from lensatlas.insight.paths.path import Path


def background(ground: Ground, article: int) -> Path | Missing:
    """From an article back, each step at least a day older than the one before."""
    return _in_time(ground, article, forward=False)


def following(ground: Ground, article: int) -> Path | Missing:
    """From an article on, each step at least a day newer than the one before."""
    return _in_time(ground, article, forward=True)


def dated(ground: Ground, *, forward: bool, allowed: np.ndarray, subject: bool) -> Rule:
    """The rule that each step is at least a day newer, or older, than the one before; undated articles are not met.

    ``subject``: as in :class:`Rule`.
    """
    days = ground.graph.days.astype(np.int64)
    onwards = 1 if forward else -1
    return Rule(
        follows=lambda one, other: np.asarray((days[other] - days[one]) * onwards > 0),
        allowed=allowed & (days > 0),
        subject=subject,
    )


def _in_time(ground: Ground, article: int, *, forward: bool) -> Path | Missing:
    kind: Kind = "next" if forward else "background"
    order = "newer" if forward else "older"
    if not ground.day(article):
        return Missing(kind=kind, why="The article is undated: nothing can be said to come before or after it.")
    found = onward(ground, article, dated(ground, forward=forward, allowed=ground.open_to(article), subject=True))
    if found.route is None:
        return Missing(kind=kind, why=_nothing(ground, article, found.limit, order))
    return told(
        ground,
        found.route,
        kind=kind,
        telling=(titles.following if forward else titles.background)(ground, found.route),
        optimal=True,
        upper_bound=found.limit,
        certificate=certificate.onward(
            ground, found, found.route, f"each {order} than the one before and all linked honestly with the first"
        ),
    )


def _nothing(ground: Ground, article: int, limit: float, order: str) -> str:
    if limit:
        best, honest = told_apart(limit, ground.links.floor)
        return (
            f"No honest path leads on from here, each article {order} than the one before: the best of three articles has a link of "
            f"{best}, and an honest one has {honest} or more."
        )
    days = ground.graph.days
    there = (days > days[article]) if order == "newer" else (days > 0) & (days < days[article])
    if not there.any():
        return f"No article is {order} than this one."
    return f"No two {order} articles follow from this one, each {order} than the one before."
