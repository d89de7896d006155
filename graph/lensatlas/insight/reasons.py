"""Why one article stands beside another: the closed vocabulary of reasons, and what one reason says."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from lensatlas.features.terms import STOP_WORDS, stems
from lensatlas.features.weights import GROUPS
from lensatlas.insight.words import several
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from lensatlas.network.graph import Graph
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
_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# Pairs of words that are looked at to see whether their first is a name.
_AFTER = 64
# Endings of words that say how, not what: "raising serious" and "fundamentally reshaped" break off before what they are about.
_HOW = ("ly", "ed", "ous", "ional", "ful")
_THINGS = frozenset(
    ["ally", "anomaly", "assembly", "bed", "deed", "family", "feed", "fed", "greed", "hundred", "monopoly", "need", "oligopoly",
     "professional", "rally", "seed", "shed", "speed", "supply", "reply", "tally"]
)  # fmt: skip
_stem = stems()


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
    text = columns >= np.searchsorted(features.groups, GROUPS.index("text"))
    names = products[~text & (products > 0)]
    least = float(names.max()) if told and len(names) else 0.0
    columns, products = columns[text], products[text]
    heavy = np.lexsort((columns, -np.round(products, 12)))[:_WEIGHTIEST]
    weighed = dict(zip(columns[heavy].tolist(), products[heavy].tolist(), strict=True))
    weighed = _phrases(features, _readable(features, weighed, told))
    best = sorted(weighed, key=lambda column: (-round(weighed[column], 9), column))
    words = [(features.labels[column], weighed[column]) for column in best]
    able = [(word, weight) for word, weight in words if any(map(str.isalpha, word))]
    named = [_Told.of(fold(name)) for name in told]
    kept = (
        word
        for word, weight in able
        if (not told or " " in word or weight >= least)
        and not fragment(word)
        and not any(name.says(_Told.of(fold(word))) for name in named)
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
    first = int(np.searchsorted(features.groups, GROUPS.index("text")))
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
    left, first = dict(weighed), int(np.searchsorted(features.groups, GROUPS.index("text")))
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


def apart(day: int, other: int) -> str:
    """How long after ``day`` the other one was, in words; nothing where either is 0.

    >>> apart(1000, 1000), apart(1000, 999), apart(1000, 1008), apart(1000, 970), apart(1000, 1100), apart(1000, 6000)
    ('the same day', 'a day earlier', 'eight days later', 'four weeks earlier', 'three months later', '14 years later')
    """
    if not day or not other:
        return ""
    days = abs(other - day)
    if not days:
        return "the same day"
    long, unit = ((days, "day"), (days / 7, "week"), (days / 30.44, "month"), (days / 365.25, "year"))[
        (days >= 14) + (days >= 60) + (days >= 700)
    ]
    count = round(long)
    number = "a" if count == 1 else _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {unit}{'s' if count > 1 else ''} {'later' if other > day else 'earlier'}"


def in_a_row(names: Sequence[str], limit: int = 3) -> str:
    """Names as one lists them, the rest counted; where one holds an “and” of its own, a comma tells which is which.

    >>> in_a_row(["food and drink", "prices"]), in_a_row(["ports", "prices"])
    ('food and drink, and prices', 'ports and prices')
    """
    shown = list(names[:limit])
    if len(names) > limit:
        shown.append(f"{len(names) - limit} more")
    if len(shown) == 1 or not any(" and " in name for name in shown):
        return several(shown, len(shown))
    return f"{', '.join(shown[:-1])}, and {shown[-1]}"


def fragment(label: str) -> bool:
    """Whether words break off before what they are about.

    >>> fragment("raising serious"), fragment("frozen funds"), fragment("nearly")
    (True, False, True)
    """
    last = label.rsplit(maxsplit=1)[-1]
    return last.islower() and last.endswith(_HOW) and last not in _THINGS


def once(names: Sequence[str]) -> list[str]:
    """Names in order, without those that another says: by case or signs alone, as its initials, or with a word more.

    >>> once(["Fifth Circuit", "Fifth Circuit Court of Appeals", "DOJ", "Department of Justice", "doj"])
    ['Fifth Circuit Court of Appeals', 'Department of Justice']
    """
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    told = [_Told.of(folded) for folded in first]
    return [
        name
        for name, one in zip(first.values(), told, strict=True)
        if not any(other.says(one) for other in told if len(other.words) > len(one.words))
    ]


def same(name: str, other: str) -> bool:
    """Whether one of two names is the initials of the other.

    >>> same("FTC", "Federal Trade Commission"), same("FTC", "Federal Reserve")
    (True, False)
    """
    one, two = _Told.of(fold(name)), _Told.of(fold(other))
    return any(len(few.words) == 1 and few.words <= many.initials for few, many in ((one, two), (two, one)))


class _Told(NamedTuple):
    """A name as what it tells: its words, and what its initials may be."""

    words: frozenset[str]
    initials: frozenset[str]

    @classmethod
    def of(cls, folded: str) -> _Told:
        words = folded.split()
        initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in STOP_WORDS))
        return cls(frozenset(words), frozenset(text for text in initials if len(text) > 1))

    def says(self, other: _Told) -> bool:
        """Whether it tells another too: it has all its words, or the initials that the other is."""
        return other.words < self.words or (len(other.words) == 1 and other.words <= self.initials)


def spelling(graph: Graph) -> Callable[[str], str]:
    """How the articles of a graph write a tag that stands in small letters: "cia leak" as "CIA leak", where most of them do.

    One that names an actor is written as the actor is; two words are known as a pair. Of others each word gets back the capitals
    inside it, and its first one where it has that amid a sentence too: headlines write any other word large. Terms stand in order,
    words before pairs, so that one is found without a table of all.
    """
    terms, labels = graph.terms, graph.term_labels
    pairs = bisect_left(terms, True, key=lambda term: " " in term)

    def known(wording: str) -> str:
        term = " ".join(map(_stem, wording.split()))
        at = bisect_left(terms, term, *((pairs, len(terms)) if " " in term else (0, pairs)))
        found = labels[at] if at < min(len(labels), len(terms)) and terms[at] == term else wording
        return found if found.casefold() == wording else wording

    def large(word: str) -> bool:
        """Whether a word has its capital where the word after it has none."""
        term = f"{_stem(word)} "
        at = bisect_left(terms, term, pairs, len(terms))
        amid = [
            first != word
            for first, *_, last in (label.split() for label in labels[at : at + _AFTER] if " " in label)
            if first.casefold() == word and not last[0].isupper()
        ]
        return len(amid) > 1 and 3 * sum(amid) > 2 * len(amid)

    def alone(word: str) -> str:
        found = known(word)
        return found if not found[1:].islower() or (found != word and large(word)) else word

    def spelt(tag: str) -> str:
        words = tag.split()
        written = [known(word) for word in words]
        if len(words) > 1 and written != words:
            names = [
                word if word in STOP_WORDS else _capital(known) for word, known in zip(words, written, strict=True)
            ]
            for name in (" ".join(names), "-".join(names)):
                if name in graph.position["actor"]:
                    return name
            if all(known(" ".join(pair).lower()) == " ".join(pair) for pair in pairwise(names)):
                return " ".join(names)
        whole = known(tag) if len(words) == 2 else tag
        return whole if whole != tag else " ".join(map(alone, words))

    return spelt


def _capital(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"
