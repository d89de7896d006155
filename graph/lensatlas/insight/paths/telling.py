"""A route as a reader is told of it: what each step shares with the one before, what is new, and when."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from lensatlas.insight.paths.names import sentence
from lensatlas.insight.paths.path import Path, Step
from lensatlas.insight.reasons import words_between
from lensatlas.insight.wording import once
from lensatlas.insight.words import apart, in_a_row, quoted, several
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.kinds import Kind
    from lensatlas.insight.paths.names import Name
    from lensatlas.insight.paths.path import Coverage
    from lensatlas.insight.paths.titles import Telling
    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.network.routes import Route

# Names and words of one kind that a step shows before it counts the rest.
_SHOWN = 3
_SHARED: Mapping[NodeKind, tuple[str, str]] = {
    "tag": ("Both carry", "Both carry"),
    "actor": ("Both name", "Both name"),
    "mechanism": ("Both describe the mechanism", "Both describe the mechanisms"),
    "lens": ("Both look through the lens", "Both look through the lenses"),
}
# Words read in a minute where an article does not say how long it takes.
_PACE = 200


def told(
    ground: Ground,
    route: Route,
    *,
    kind: Kind,
    telling: Telling,
    optimal: bool,
    upper_bound: float,
    certificate: tuple[str, ...],
    coverage: Coverage | None = None,
) -> Path:
    """A route as a path of a kind, with the reasons of each step."""
    steps = [_step(ground.graph, route.articles[0], None, ())]
    for number, (strength, (one, other)) in enumerate(zip(route.strengths, pairwise(route.articles), strict=True), 1):
        why = _why(ground, one, other, route.articles[:number])
        if strength == route.bottleneck:
            why.append(f"The weakest link of this path ({strength:.2f}).")
        steps.append(_step(ground.graph, other, strength, why))
    return Path(
        kind=kind,
        title=telling.title,
        purpose=telling.purpose,
        minutes=sum(step.minutes for step in steps),
        steps=tuple(steps),
        bottleneck=route.bottleneck,
        reliability=route.reliability,
        optimal=optimal,
        upper_bound=upper_bound,
        certificate=certificate,
        coverage=coverage,
    )


def _step(graph: Graph, article: int, strength: float | None, why: Sequence[str]) -> Step:
    day = int(graph.days[article])
    return Step(
        id=graph.ids["article"][article],
        url=graph.urls[article] or None,
        headline=graph.headlines[article],
        published=dt.date.fromordinal(day).isoformat() if day else None,
        minutes=_minutes(graph, article),
        strength=strength,
        why=tuple(why),
    )


def _minutes(graph: Graph, article: int) -> int:
    """Reading minutes as the article gives them, else by its words; at least one."""
    stated = int(graph.minutes[article]) if graph.minutes is not None else 0
    words = int(graph.words[article]) if graph.words is not None else 0
    return stated or max(1, round(words / _PACE))


def _why(ground: Ground, one: int, other: int, before: Sequence[int]) -> list[str]:
    """What two articles share, a sentence a kind, the rarest first; what the later one adds; when it was published."""
    sentences: list[str] = []
    shared: list[str] = []
    both = _both(ground, one, other)
    for kind, (one_such, some) in _SHARED.items():
        told_already = {fold(name) for name in shared}
        names = once([name.said for name in both if name.kind == kind and name.folded not in told_already])
        if names:
            sentences.append(sentence(f"{one_such if len(names) == 1 else some} {_listed(ground, names)}"))
            shared += names
    words = words_between(ground.features, one, other, told=shared, most=_SHOWN - bool(shared))
    if words:
        sentences.append(f"Both speak of {several([quoted(word) for word in words])}.")
    loose = [ground.headline(article) for article in (one, other) if not ground.links.capacity.held[article]]
    if loose:
        sentences.append(
            f"No tag, actor or lens to compare in {several(loose)}: the link is judged by what the texts share alone."
        )
    if new := _new(ground, other, before):
        sentences.append(sentence(f"New here: {_listed(ground, new)}"))
    return sentences + _later(ground.day(one), ground.day(other))


def _listed(ground: Ground, names: Sequence[str]) -> str:
    """The first names as the articles write them, the rest counted."""
    return in_a_row([*map(ground.spelt, names[:_SHOWN]), *names[_SHOWN:]], _SHOWN)


def _both(ground: Ground, one: int, other: int) -> list[Name]:
    """The names that two articles share, the rarest first."""
    known = {(name.kind, name.node) for name in ground.named(one)}
    shared = [name for name in ground.named(other) if (name.kind, name.node) in known]
    return sorted(shared, key=lambda name: (int(ground.counts[name.kind][name.node]), name.node))


def _new(ground: Ground, article: int, before: Sequence[int]) -> list[str]:
    """What an article carries that none before it does, what weighs most first, as many as are shown."""
    known = {name.folded for other in before for name in ground.named(other)}
    new = [name for name in ground.named(article) if name.weight > 0 and name.folded not in known]
    weightiest = sorted(new, key=lambda name: (-round(name.weight, 9), name.said))[: 4 * _SHOWN]
    return once([name.said for name in weightiest])[:_SHOWN]


def _later(day: int, other_day: int) -> list[str]:
    when = apart(day, other_day)
    return [f"{when[0].upper()}{when[1:]}."] if when else []
