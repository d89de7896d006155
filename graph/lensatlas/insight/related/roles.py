"""What a companion is to an article: what led here, what else happened, what happened next, the same elsewhere."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from lensatlas.features.weights import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.features.weights import Group
    from lensatlas.insight.related.chance import Chance
    from lensatlas.network.weighing import Features

Role = Literal["background", "same_moment", "next", "mechanism", "lens", "pinned"]
ROLES: tuple[Role, ...] = get_args(Role)
BACKGROUND, SAME_MOMENT, NEXT = range(3)

# Days within which two articles stand in the same moment.
_MOMENT = 3
# Of the actors of the article that has fewer, how many may be the other's too where the same happens elsewhere: read by eye, below
# a third it is another affair, above it the same one again.
_ELSEWHERE = 1 / 3
# Of so many companions, one may stand there for its mechanism and one for its lens; one at least.
_FEW = 5


def in_time(features: Features, article: int, others: np.ndarray, scores: np.ndarray, chance: Chance) -> np.ndarray:
    """Each other's place in time, as an index into :data:`ROLES`.

    The same moment: the same day; or within three days, and more alike than 999 in 1,000 random pairs. Else what is newer is
    next, and what is older, or has no date to compare, is background.
    """
    day, days = int(features.days[article]), features.days[others]
    dated = (days > 0) & (day > 0)
    apart = np.abs(days - day)
    same = dated & ((apart == 0) | ((apart <= _MOMENT) & (scores >= chance.strong)))
    return np.where(same, SAME_MOMENT, np.where(dated & (days > day), NEXT, BACKGROUND))


def named(
    features: Features, article: int, others: Sequence[int], scores: Sequence[float], when: Sequence[int], chance: Chance
) -> tuple[Role, ...]:  # fmt: skip
    """The role of each companion: for the first few of which it holds its mechanism or its lens, else its place in time.

    ``mechanism``: both describe the mechanism, and hardly an actor stands in both: the same elsewhere. ``lens``: the same story
    through another lens: both have lenses, and none in common; and it is more alike than 999 in 1,000 random pairs, or halfway
    there from the minimum score and has a tag or an actor in common. ``scores`` fall, so the few are the best of their kind.
    """
    own = carried(features, article)
    if not own["mechanism"] and not own["lens"]:
        return tuple(ROLES[time] for time in when)
    few = dict.fromkeys(("mechanism", "lens"), max(len(others) // _FEW, 1))
    halfway = (chance.least + chance.strong) / 2
    roles: list[Role] = []
    for other, score, time in zip(others, scores, when, strict=True):
        its = carried(features, other)
        found: Role = ROLES[time]
        if few["mechanism"] and own["mechanism"] & its["mechanism"] and _elsewhere(own, its):
            found = "mechanism"
        elif (
            few["lens"]
            and score >= halfway
            and _otherwise(own, its)
            and (score >= chance.strong or _on_one_thing(own, its))
        ):
            found = "lens"
        if found in few:
            few[found] -= 1
        roles.append(found)
    return tuple(roles)


def carried(features: Features, article: int) -> Mapping[Group, frozenset[int]]:
    """The columns that an article has of each group but the words, without those too common to weigh."""
    columns = features.matrix.indices[slice(*features.matrix.indptr[[article, article + 1]])]
    bounds = np.searchsorted(columns, features.bounds[: len(GROUPS)]).tolist()
    return {
        group: frozenset(columns[first:last].tolist())
        for group, (first, last) in zip(GROUPS[:-1], pairwise(bounds), strict=True)
    }


def _elsewhere(one: Mapping[Group, frozenset[int]], other: Mapping[Group, frozenset[int]]) -> bool:
    fewer = min(len(one["actor"]), len(other["actor"]))
    return len(one["actor"] & other["actor"]) <= _ELSEWHERE * fewer


def _otherwise(one: Mapping[Group, frozenset[int]], other: Mapping[Group, frozenset[int]]) -> bool:
    return bool(one["lens"] and other["lens"] and not one["lens"] & other["lens"])


def _on_one_thing(one: Mapping[Group, frozenset[int]], other: Mapping[Group, frozenset[int]]) -> bool:
    return bool(one["tag"] & other["tag"] or one["actor"] & other["actor"])
