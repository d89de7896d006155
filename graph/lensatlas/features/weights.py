"""How much each feature counts: rarity over the whole corpus, times how much its kind counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

Group = Literal["tag", "actor", "mechanism", "lens", "text"]
GROUPS: tuple[Group, ...] = ("tag", "actor", "mechanism", "lens", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The constants behind a table of weights; ``version`` changes whenever one of them does.

    ``scale``: the length of each group's part of an article's vector, before the whole is brought to length 1.
    ``share``: a feature that more than this share of the articles has is ignored. ``few``: but never one that at most this
    many articles have, so that a share means something in a small atlas.
    """

    version: str = "1"
    scale: Mapping[Group, float] = field(
        default_factory=lambda: {"tag": 0.5, "actor": 0.4, "mechanism": 0.3, "lens": 0.15, "text": 1.0}
    )
    share: Mapping[Group, float] = field(
        default_factory=lambda: {"tag": 0.3, "actor": 0.5, "mechanism": 0.5, "lens": 1.0, "text": 0.3}
    )
    few: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A table of weights, computed from a whole corpus and valid for it: F columns.

    ``version`` is the scheme's. ``articles`` is how many articles it was computed from. ``rarity``: F × float64, ln(N / n)
    for a feature that n of N articles have, 0 for an ignored one (Spärck Jones 1972).
    """

    version: str
    articles: int
    rarity: np.ndarray
    scale: Mapping[Group, float]


def rarity(holders: np.ndarray, articles: int, *, share: float, few: int) -> np.ndarray:
    """ln(N / n) of features that n = ``holders`` of N articles have; 0 above the share, and for features nobody has."""
    known = np.maximum(holders, 1)
    weight = np.log(np.maximum(articles, 1) / known)
    return np.where((holders > 0) & (holders <= max(share * articles, few)), np.maximum(weight, 0.0), 0.0)
