"""Which later articles could come back to a promise, and which of their sentences does."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lensatlas.features.terms import stems, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lensatlas.network.graph import Graph

# Of what is asked for, weighted by rarity: what a sentence and its headline must hold together; and what the sentence by
# itself must hold of all but names: that an actor is named again says nothing of what it was to do.
COVERED, OWN = 0.6, 1 / 3
# What a sum of weights may lack by rounding.
_ROUNDING = 1e-9


class Columns(dict[str, int]):
    """Token → the number of its stem, −1 for a stop word; stems are numbered as they are met, each token is stemmed once."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = stems()
        self.numbers: dict[str, int] = {}

    def __missing__(self, token: str) -> int:
        stem = self.stem(token)
        column = self[token] = self.numbers.setdefault(stem, len(self.numbers)) if stem else -1
        return column

    def of(self, text: str) -> set[int]:
        """The numbers of a text's words."""
        held = {self[token] for token in set(tokens(text))}
        held.discard(-1)
        return held

    def ordered(self, text: str) -> np.ndarray:
        """The same in the order of their stems, so that sums do not depend on what was read first."""
        stems_of = sorted({self.stem(token) for token in tokens(text)} - {""})
        return np.array([self.numbers.setdefault(stem, len(self.numbers)) for stem in stems_of], np.int64)


class Asked(NamedTuple):
    """A promise's words: their columns, what each weighs, and which do not only name actors."""

    words: np.ndarray
    weights: np.ndarray
    matter: np.ndarray


class Bar(NamedTuple):
    """What an article's sentence must hold of a promise: the share of its weight, and how many words."""

    share: float
    words: int


class Holds(NamedTuple):
    """What a sentence holds: the share with its headline, the share of all but names by itself, its place in the article."""

    share: float
    own: float
    ordinal: int


@dataclass(slots=True)
class Reading:
    """Articles as they are read, in any order: which words each holds."""

    columns: Columns = field(default_factory=Columns)
    words: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    rows: array[int] = field(default_factory=lambda: array("i"))

    def read(self, row: int, passages: Iterable[str]) -> None:
        """One article, by its number in the graph, and the prose in which it may answer."""
        held = self.columns.of("\n\n".join(passages))
        self.words.extend(sorted(held))
        self.lengths.append(len(held))
        self.rows.append(row)


@dataclass(frozen=True, kw_only=True)
class Holders:
    """R articles that were read, oldest first, and the W words that they hold.

    ``rows``: R article numbers. Word w stands in the articles ``postings[starts[w]:starts[w + 1]]``, places in ``rows``,
    rising; ``pairs`` are the same as place · W + w, rising. ``rarity``: W × ln(1 + R / a) for a word that a of them hold.
    """

    rows: np.ndarray
    postings: np.ndarray
    starts: np.ndarray
    pairs: np.ndarray
    rarity: np.ndarray

    @classmethod
    def of(cls, reading: Reading, graph: Graph) -> Holders:
        """What was read, in order of day and article."""
        rows, width = np.array(reading.rows, np.int64), len(reading.columns.numbers)
        order = np.lexsort((rows, graph.days[rows]))
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        words, holder = np.array(reading.words, np.int64), np.repeat(place, np.array(reading.lengths, np.int64))
        holders = np.bincount(words, minlength=width)
        by_word = np.sort(words * max(len(rows), 1) + holder)
        return cls(
            rows=rows[order], postings=(by_word % max(len(rows), 1)).astype(np.int32),
            starts=np.concatenate(([0], np.cumsum(holders))), pairs=np.sort(holder * width + words),
            rarity=np.log(1 + len(rows) / np.maximum(holders, 1)),
        )  # fmt: skip

    def able(self, asked: Asked, among: np.ndarray, least: np.ndarray, score: np.ndarray) -> np.ndarray:
        """The places of articles that hold, all their sentences together, what one sentence would have to.

        ``among``: R × bool, who is looked at; ``least``: R shares that are needed, none below :data:`COVERED`; ``score``: R zeros
        to count on, zeros again afterwards. Commonest words first, those that together weigh less than that share are
        looked up only in articles that hold enough of the others (prefix filtering, Chaudhuri et al., ICDE 2006).
        """
        words, weights, matter = asked
        whole = float(weights.sum())
        order = np.argsort(weights, kind="stable")
        risen = np.cumsum(weights[order])
        rare = int(np.searchsorted(risen, COVERED * whole))
        lists = [self.postings[self.starts[word] : self.starts[word + 1]] for word in words[order[rare:]]]
        for posted, weight in zip(lists, weights[order[rare:]].tolist(), strict=True):
            score[posted] += weight
        lack = (risen[rare - 1] if rare else 0.0) + _ROUNDING
        found = [posted[among[posted]] for posted in lists]
        held = np.unique(np.concatenate([p[score[p] + lack >= least[p] * whole] for p in found])) if found else words
        for posted in lists:
            score[posted] = 0.0
        if not len(held):
            return held
        pairs = held[:, None].astype(np.int64) * len(self.rarity) + words
        at = np.minimum(np.searchsorted(self.pairs, pairs), len(self.pairs) - 1)
        stands = (self.pairs[at] == pairs) * weights
        enough = stands.sum(axis=1) + _ROUNDING >= least[held] * whole
        own = stands[:, matter].sum(axis=1)
        enough &= (own > 0) & (own + _ROUNDING >= OWN * weights[matter].sum())
        return np.asarray(held[enough])


def said(asked: Asked, bar: Bar, over: set[int], spoken: Sequence[set[int]]) -> Iterator[Holds]:
    """The sentences, each given as its words, that hold enough of a promise when they are read under a headline (``over``)."""
    words = list(zip(asked.words.tolist(), asked.weights.tolist(), asked.matter.tolist(), strict=True))
    fewest = min(2, int(asked.matter.sum()))
    whole, all_matter = float(asked.weights.sum()), float(asked.weights[asked.matter].sum())
    for ordinal, own in enumerate(spoken):
        itself = sum(weight for word, weight, matters in words if matters and word in own)
        if not itself or itself < OWN * all_matter:
            continue
        held = [(weight, matters) for word, weight, matters in words if word in own or word in over]
        share = sum(weight for weight, _ in held)
        # Names alone, or names and one word more, are what any later mention holds.
        if len(held) >= bar.words and share >= bar.share * whole and sum(m for _, m in held) >= fewest:
            yield Holds(share / whole, itself / all_matter, ordinal)
