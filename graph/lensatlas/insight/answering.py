"""Which later sentence comes back to a promise: an index from words to the sentences that hold them, in order of time."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.network.graph import Graph

# A sentence answers a promise where it holds this share of the promise's words, weighted by rarity, and this many of them.
COVERED, LEAST_WORDS = 0.5, 3


@dataclass(slots=True)
class Reading:
    """Sentences as they are read, article by article in any order: only the words that some promise holds are kept."""

    vocabulary: Mapping[str, int]
    words: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    rows: array[int] = field(default_factory=lambda: array("i"))
    ordinals: array[int] = field(default_factory=lambda: array("i"))

    def read(self, row: int, spoken: Iterable[Iterable[str]]) -> None:
        """One article, by its number in the graph, and the stems of its sentences."""
        for ordinal, stems in enumerate(spoken):
            held = {self.vocabulary[stem] for stem in stems if stem in self.vocabulary}
            if len(held) >= LEAST_WORDS:
                self.words.extend(sorted(held))
                self.lengths.append(len(held))
                self.rows.append(row)
                self.ordinals.append(ordinal)


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """S sentences, oldest first, and where each of W words stands.

    ``rows``: S article numbers, ``ordinals``: S places in their article, ``days``: S ordinals of the day.
    ``postings``: the sentences that hold word w are ``postings[starts[w]:starts[w + 1]]``, rising. ``rarity``: W × ln(A / a)
    for a word that stands in sentences of a of the A articles read.
    """

    rows: np.ndarray
    ordinals: np.ndarray
    days: np.ndarray
    postings: np.ndarray
    starts: np.ndarray
    rarity: np.ndarray

    def holding(self, words: np.ndarray, *, after: int) -> tuple[np.ndarray, np.ndarray]:
        """Sentences of articles after a day that hold enough of these words, and the share each holds.

        Commonest words first, those that together weigh less than the share needed are not looked up at all: a sentence that
        held only them would not do (prefix filtering, as in Chaudhuri et al., ICDE 2006).
        """
        weights = self.rarity[words]
        need = COVERED * float(weights.sum())
        order = np.argsort(weights, kind="stable")
        looked_up = words[order][np.cumsum(weights[order]) >= need]
        first = int(np.searchsorted(self.days, after, side="right"))
        lists = [self._posted(word, first) for word in looked_up]
        found = np.unique(np.concatenate([np.zeros(0, np.int32), *lists]))
        share, held = np.zeros(len(found)), np.zeros(len(found), np.int64)
        for word, weight in zip(words, weights, strict=True):
            posted = self._posted(word, first)
            place = np.minimum(np.searchsorted(posted, found), max(len(posted) - 1, 0))
            stands = posted[place] == found if len(posted) else np.zeros(len(found), bool)
            share += weight * stands
            held += stands
        good = (share >= need) & (held >= LEAST_WORDS)
        return found[good], share[good] / (need / COVERED)

    def _posted(self, word: int, first: int) -> np.ndarray:
        posted = self.postings[self.starts[word] : self.starts[word + 1]]
        return posted[np.searchsorted(posted, first) :]


def index(reading: Reading, graph: Graph) -> Sentences:
    """The sentences read, in order of day, article and place."""
    rows, ordinals = np.array(reading.rows, np.int32), np.array(reading.ordinals, np.int32)
    lengths, words = np.array(reading.lengths, np.int64), np.array(reading.words, np.int32)
    order = np.lexsort((ordinals, rows, graph.days[rows]))
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    sentence, width = np.repeat(number, lengths), len(reading.vocabulary)
    by_word = np.lexsort((sentence, words))
    # Distinct (word, article) pairs give the number of articles a word stands in.
    pairs = np.unique(words.astype(np.int64) * max(graph.size, 1) + np.repeat(rows, lengths))
    holders = np.bincount(pairs // max(graph.size, 1), minlength=width)
    articles = max(len(np.unique(rows)), 1)
    return Sentences(
        rows=rows[order], ordinals=ordinals[order], days=graph.days[rows[order]],
        postings=sentence[by_word], starts=np.concatenate(([0], np.cumsum(np.bincount(words, minlength=width)))),
        rarity=np.log(1 + articles / np.maximum(holders, 1)),
    )  # fmt: skip
