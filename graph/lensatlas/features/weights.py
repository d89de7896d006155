"""How much each feature counts: its rarity in the whole corpus, and how much its kind counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

Group = Literal["tag", "actor", "mechanism", "lens", "text"]
GROUPS: tuple[Group, ...] = ("tag", "actor", "mechanism", "lens", "text")


def _scale() -> Mapping[Group, float]:
    return {"tag": 0.45, "actor": 0.2, "mechanism": 0.4, "lens": 0.4, "text": 1.0}


def _share() -> Mapping[Group, float]:
    return {"tag": 0.5, "actor": 0.5, "mechanism": 0.5, "lens": 1.0, "text": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The constants behind a table of weights; ``version`` changes whenever one of them does.

    ``scale``: the most that each group's part of an article's vector can measure, before the whole is brought to length 1.
    ``share``: a feature that more than this share of the articles has is ignored; ``few``: but never one that at most this
    many articles have, so that a share means something in a small atlas. ``power`` of a rarity that counts: it counts in both
    articles of a score, and its square would leave little to all but the rarest. ``pair``: what a pair of words counts beside
    a word.
    ``time``: the share of a score that fades with the days between two articles, by half every ``days``·ln 2.

    Chosen on four corpora for the flat middle of what works, not the peak of any one; docs/related.md has the figures.
    """

    version: str = "3"
    scale: Mapping[Group, float] = field(default_factory=_scale)
    share: Mapping[Group, float] = field(default_factory=_share)
    few: int = 5
    power: float = 0.85
    pair: float = 0.7
    time: float = 0.25
    days: float = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A table of weights over F features, computed from a whole corpus and valid for it.

    ``version`` is the scheme's; ``articles``, how many it was computed from. ``rarity``: F × float64, what a feature
    counts, 0 for an ignored one.
    """

    scheme: Scheme
    articles: int
    rarity: np.ndarray

    @property
    def version(self) -> str:
        """Which constants the table was computed under."""
        return self.scheme.version


def rarity(holders: np.ndarray, articles: int, group: Group, scheme: Scheme) -> np.ndarray:
    """ln(N / n) of features that n = ``holders`` of N articles have (Spärck Jones 1972), to the power of the scheme.

    0 above the share of their group, and for features nobody has.
    """
    counted = (holders > 0) & (holders <= max(scheme.share[group] * articles, scheme.few))
    return np.where(counted, np.log(max(articles, 1) / np.maximum(holders, 1)) ** scheme.power, 0.0)


def rarest(articles: int, scheme: Scheme) -> float:
    """What a feature counts that one article alone has: none counts more."""
    return float(np.log(max(articles, 1)) ** scheme.power)


def closeness(days: np.ndarray, other: np.ndarray, scheme: Scheme) -> np.ndarray:
    """What two articles' days leave of their likeness: from 1 on the same day down to 1 − ``scheme.time``.

    ``days`` are ordinals, 0 where unknown; an undated article is as far from every other as can be.
    """
    apart = np.abs(days - other)
    near = np.where((days > 0) & (other > 0), np.exp(-apart / scheme.days), 0.0)
    return np.asarray(1.0 - scheme.time + scheme.time * near)
