"""Where a reader may go on from an article: a path of every kind that leads somewhere, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.errors import UsageError
from lensatlas.insight.paths.actor import actor as follow_actor
from lensatlas.insight.paths.elsewhere import lens, mechanism
from lensatlas.insight.paths.kinds import ONWARD
from lensatlas.insight.paths.path import LEAST, Missing
from lensatlas.insight.paths.times import background, following

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.kinds import Kind
    from lensatlas.insight.paths.path import Path

_WAYS: Mapping[Kind, Callable[[Ground, int], Path | Missing]] = {
    "next": following,
    "background": background,
    "actor": follow_actor,
    "mechanism": mechanism,
    "lens": lens,
}


def paths(
    ground: Ground, article: int, *, kinds: Sequence[Kind] | None = None, actor: int | None = None
) -> tuple[tuple[Path, ...], tuple[Missing, ...]]:
    """A path of each kind that leads on from an article, in the order of the kinds, and the kinds that lead nowhere.

    ``kinds``: some of next, background, actor, mechanism, lens; all by default. ``actor``: the actor to follow, one that the
    article names; by default the one that tells most.

    Raises :class:`~lensatlas.errors.UsageError` for a kind that does not lead on from one article, and for an actor that the
    article does not name.
    """
    asked = ONWARD if kinds is None else tuple(dict.fromkeys(kinds))
    if unknown := [kind for kind in asked if kind not in _WAYS]:
        raise UsageError(f"No path of the kind {unknown[0]!r} leads on from an article; kinds are {', '.join(ONWARD)}.")
    if ground.graph.size < LEAST:
        few = f"A path has three articles, and the atlas holds {ground.graph.size}."
        return (), tuple(Missing(kind=kind, why=few) for kind in asked)
    found = [
        follow_actor(ground, article, actor) if kind == "actor" else _WAYS[kind](ground, article) for kind in asked
    ]
    return tuple(way for way in found if not isinstance(way, Missing)), tuple(
        way for way in found if isinstance(way, Missing)
    )
