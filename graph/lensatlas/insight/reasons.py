"""Why one article stands beside another: the closed vocabulary of reasons, and what one reason says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

import numpy as np

from lensatlas.features.terms import STOP_WORDS
from lensatlas.features.weights import GROUPS
from lensatlas.insight.wording import Told, fragment
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lensatlas.network.weighing import Features

ReasonKind = Literal["tag", "actor", "mechanism", "lens", "text", "time", "duplicate", "pinned"]

# Kind → what it says of two articles. docs/related.md prints the same list, and a test holds the two together.
REASON_KINDS: Mapping[ReasonKind, str] = {
    "tag": "Both carry this tag.",
    "actor": "Both name this actor.",
    "mechanism": "Both describe this mechanism.",
    "lens": "Both look through this lens.",
    "text": "Both use these words.",
    "time": "This is how close together they were published.",
    "duplicate": "It was also published as this, in nearly the same words.",
    "pinned": "An editor put it here, with this note.",
}
# What a reader takes in at once; the rest of the score goes unexplained rather than unread.
_MOST, _MOST_OF_A_KIND = 6, 3
# The least share of a score that closeness in time must add to be told.
_TIMELY = 0.05
# Of all shared features only the weightiest can become reasons.
_WEIGHTIEST = 16
# What every civic analysis says of itself: these words stand in two articles whatever they are about.
_FORM = frozenset({"mechanism", "mechanisms", "leverage", "dominant"})
# Between two words these make a phrase of them ("rule of law"); others only hold a sentence together ("berths at Port").
_JOINING = frozenset({"of", "and", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: ``label`` in a reader's words, ``weight`` its share of the score it explains (0 where it only informs)."""

    kind: ReasonKind
    label: str
    weight: float

    def row(self) -> dict[str, str | float]:
        """The reason as a row; the weight in nine digits, as scores are."""
        return {"kind": self.kind, "label": self.label, "weight": round(self.weight, 9)}

    def sentence(self) -> str:
        """The reason in one sentence.

        >>> Reason(kind="tag", label="sanctions", weight=0.2).sentence()
        'Both carry this tag: sanctions.'
        """
        return f"{REASON_KINDS[self.kind].removesuffix('.')}: {self.label}."


def between(features: Features, article: int, other: int) -> tuple[Reason, ...]:
    """Why two articles are alike: what the features they share add to their score, weightiest first, then what their days add.

    Time comes last, and only where it adds a twentieth of the score or more: a reader asks first what a story is about.

    Weights add up to no more than the score of :func:`~lensatlas.network.similarity.nearest` with ``timely``. A shared pair
    of words takes in what its words weigh alone.
    """
    columns, products = _shared(features, article, other)
    scheme = features.weights.scheme
    timely = float(features.closeness(article, other)) - (1.0 - scheme.time)
    weighed = telling(features, columns, (1.0 - scheme.time) * products)
    labels, groups = features.labels, features.groups
    reasons: list[tuple[float, ReasonKind, str]] = [
        (weight, GROUPS[groups[column]], labels[column]) for column, weight in weighed.items()
    ]
    found = _weightiest(reasons)
    if timely >= _TIMELY:
        apart = abs(int(features.days[article]) - int(features.days[other]))
        found += (Reason(kind="time", label=_days_apart(apart), weight=round(timely * float(products.sum()), 9)),)
    return found


def words_between(features: Features, article: int, other: int, *, told: Collection[str], most: int) -> list[str]:
    """The words and phrases that weigh most in what two texts share, without those of the names ``told`` already.

    Beside names only phrases, and single words that weigh as much as the weightiest name they share; what breaks off before
    what it is about only where there is nothing else. Of the weightiest alone, so that few labels are read; a number tells a reader
    nothing.
    """
    columns, products = _shared(features, article, other)
    text = columns >= features.bounds[GROUPS.index("text")]
    names = products[~text & (products > 0)]
    least = float(names.max()) if told and len(names) else 0.0
    columns, products = columns[text], products[text]
    heavy = np.lexsort((columns, -np.round(products, 12)))[:_WEIGHTIEST]
    weighed = dict(zip(columns[heavy].tolist(), products[heavy].tolist(), strict=True))
    weighed = _phrases(features, _readable(features, weighed, told))
    best = sorted(weighed, key=lambda column: (-round(weighed[column], 9), column))
    words = [(features.labels[column], weighed[column]) for column in best]
    able = [(word, weight) for word, weight in words if any(map(str.isalpha, word))]
    named = [Told.of(fold(name)) for name in told]
    kept = (
        word
        for word, weight in able
        if (not told or " " in word or weight >= least)
        and not fragment(word)
        and not any(name.says(Told.of(fold(word))) for name in named)
    )
    return list(islice(kept, most)) or [word for word, _ in ([] if told else able[:most])]


def telling(features: Features, columns: np.ndarray, weights: np.ndarray) -> Mapping[int, float]:
    """The weightiest columns without words that tell a reader nothing, single words taken into their phrases."""
    heavy = np.lexsort((columns, -np.round(weights, 12)))[:_WEIGHTIEST]
    weighed = dict(zip(columns[heavy].tolist(), weights[heavy].tolist(), strict=True))
    return _phrases(features, _readable(features, weighed))


def _shared(features: Features, article: int, other: int) -> tuple[np.ndarray, np.ndarray]:
    """The columns two rows share, and the product of their entries in each."""
    matrix = features.matrix
    one = slice(matrix.indptr[article], matrix.indptr[article + 1])
    two = slice(matrix.indptr[other], matrix.indptr[other + 1])
    columns = matrix.indices[one]
    place = np.minimum(np.searchsorted(columns, matrix.indices[two]), max(len(columns) - 1, 0))
    same = columns[place] == matrix.indices[two] if len(columns) else np.zeros(0, bool)
    return columns[place[same]] if len(columns) else columns, matrix.data[one][place[same]] * matrix.data[two][same]


def _readable(features: Features, weighed: Mapping[int, float], told: Collection[str] = ()) -> Mapping[int, float]:
    """The same weights without words and phrases that tell a reader nothing: unless there is nothing else.

    A word inside the name of a tag, an actor or another thing that is shared too says no more than the name; a phrase that
    holds one begins or ends in the middle of it.
    """
    first = int(features.bounds[GROUPS.index("text")])
    names = (*told, *(features.labels[column] for column in weighed if column < first))
    named = {word.removesuffix("s") for name in names for word in fold(name).split()}
    silent = _FORM | named | {f"{word}s" for word in named}
    kept = {c: weight for c, weight in weighed.items() if c < first or _reads(features.labels[c], silent)}
    return kept or weighed


def _reads(label: str, silent: Collection[str]) -> bool:
    words = fold(label).split()
    return not any(word in silent or (word in STOP_WORDS and word not in _JOINING) for word in words)


def _phrases(features: Features, weighed: Mapping[int, float]) -> dict[int, float]:
    """The same weights with single words taken into the weightiest pair that holds them."""
    left, first = dict(weighed), int(features.bounds[GROUPS.index("text")])
    terms = {features.names[column]: column for column in weighed if column >= first}
    for term, column in terms.items():  # weightiest first
        for word in term.split() if " " in term else ():
            left[column] += left.pop(terms.get(word, -1), 0.0)
    return left


def _weightiest(reasons: Sequence[tuple[float, ReasonKind, str]]) -> tuple[Reason, ...]:
    kept: list[Reason] = []
    of_a_kind: Counter[str] = Counter()
    for weight, kind, label in sorted(reasons, key=lambda reason: (-round(reason[0], 9), reason[1], reason[2])):
        if len(kept) == _MOST:
            break
        of_a_kind[kind] += 1
        if of_a_kind[kind] <= _MOST_OF_A_KIND:
            kept.append(Reason(kind=kind, label=label, weight=weight))
    return tuple(kept)


def _days_apart(days: int) -> str:
    return "the same day" if days == 0 else "one day apart" if days == 1 else f"{days} days apart"
