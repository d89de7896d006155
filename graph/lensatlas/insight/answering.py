"""Which later sentence comes back to a promise: an index from words to the sentences that hold them, in order of time."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lensatlas.features.terms import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lensatlas.network.graph import Graph

# Of what is asked for, weighted by rarity: what a sentence and its headline must hold together; and what the sentence by
# itself must hold of all but names: that an actor is named again says nothing of what it was to do.
COVERED, OWN = 0.6, 1 / 3
LEAST_WORDS = 2


class Held(NamedTuple):
    """F sentences that hold enough of what was asked for.

    ``sentence``: their numbers, rising; ``share``: how much of the words' weight each holds; ``words``: how many words;
    ``own``: how much of the weight of those that are no names the sentence itself holds, without its headline.
    """

    sentence: np.ndarray
    share: np.ndarray
    words: np.ndarray
    own: np.ndarray

    def where(self, kept: np.ndarray) -> Held:
        """Those of the sentences that are kept."""
        return Held(*(column[kept] for column in self))


class Columns(dict[str, int]):
    """Token → the number of its stem in a vocabulary, −1 where it has none; each token is stemmed once."""

    def __init__(self, vocabulary: Mapping[str, int], stem: Callable[[str], str]) -> None:
        super().__init__()
        self.vocabulary, self.stem = vocabulary, stem

    def __missing__(self, token: str) -> int:
        column = self[token] = self.vocabulary.get(self.stem(token), -1)
        return column

    def of(self, text: str) -> set[int]:
        """The numbers of a text's words."""
        return {column for token in tokens(text) if (column := self[token]) >= 0}


@dataclass(slots=True)
class Reading:
    """Sentences as they are read, article by article in any order: only the words that some promise holds are kept."""

    columns: Columns
    words: array[int] = field(default_factory=lambda: array("i"))
    own: array[int] = field(default_factory=lambda: array("b"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    rows: array[int] = field(default_factory=lambda: array("i"))
    ordinals: array[int] = field(default_factory=lambda: array("i"))

    def read(self, row: int, headline: str, spoken: Iterable[str]) -> None:
        """One article, by its number in the graph: its headline, under which each sentence is read, and its sentences."""
        over = self.columns.of(headline)
        for ordinal, sentence in enumerate(spoken):
            own = self.columns.of(sentence)
            held = own | over
            if own and len(held) >= LEAST_WORDS:
                ordered = sorted(held)
                self.words.extend(ordered)
                self.own.extend(word in own for word in ordered)
                self.lengths.append(len(held))
                self.rows.append(row)
                self.ordinals.append(ordinal)


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """S sentences, oldest first, and where each of W words stands.

    ``rows``: S article numbers, ``ordinals``: S places in their article, ``days``: S ordinals of the day.
    ``postings``: the sentences that hold word w, themselves or by their headline, are ``postings[starts[w]:starts[w + 1]]``,
    rising; ``own`` is true where the sentence itself does. ``rarity``: W × ln(A / a)
    for a word that stands in sentences of a of the A articles read.
    """

    rows: np.ndarray
    ordinals: np.ndarray
    days: np.ndarray
    postings: np.ndarray
    own: np.ndarray
    starts: np.ndarray
    rarity: np.ndarray

    def holding(self, words: np.ndarray, names: np.ndarray, *, among: np.ndarray, after: int) -> Held:
        """Sentences of some articles, after a day, that hold enough of these words.

        ``names`` is true for words that only name actors, ``among`` for the articles (by number) that are looked at.

        Commonest words first, those that together weigh less than the share needed are not looked up at all: a sentence that
        held only them would not do (prefix filtering, as in Chaudhuri et al., ICDE 2006).
        """
        weights = self.rarity[words]
        whole, matter = float(weights.sum()), float(weights[~names].sum())
        need = COVERED * whole
        order = np.argsort(weights, kind="stable")
        looked_up = words[order][np.cumsum(weights[order]) >= need]
        first = int(np.searchsorted(self.days, after, side="right"))
        lists = [np.zeros(0, np.int32), *(self._posted(word, first)[0] for word in looked_up)]
        # Few of the sentences that hold a word stand in the few articles looked at: leave the others before any sorting.
        found = np.unique(np.concatenate([posted[among[self.rows[posted]]] for posted in lists]))
        share, own, held = np.zeros(len(found)), np.zeros(len(found)), np.zeros(len(found), np.int64)
        for word, weight, name in zip(words, weights, names, strict=True):
            posted, itself = self._posted(word, first)
            if not len(posted):
                continue
            place = np.minimum(np.searchsorted(posted, found), len(posted) - 1)
            stands = posted[place] == found
            share += weight * stands
            own += 0.0 if name else weight * (stands & itself[place])
            held += stands
        enough = (share >= need) & (own > 0) & (own >= OWN * matter) & (held >= LEAST_WORDS)
        return Held(found, share / (whole or 1.0), held, own / (matter or 1.0)).where(enough)

    def _posted(self, word: int, first: int) -> tuple[np.ndarray, np.ndarray]:
        start, end = self.starts[word], self.starts[word + 1]
        start += np.searchsorted(self.postings[start:end], first)
        return self.postings[start:end], self.own[start:end]


def index(reading: Reading, graph: Graph) -> Sentences:
    """The sentences read, in order of day, article and place."""
    rows, ordinals = np.array(reading.rows, np.int32), np.array(reading.ordinals, np.int32)
    lengths, words = np.array(reading.lengths, np.int64), np.array(reading.words, np.int32)
    order = np.lexsort((ordinals, rows, graph.days[rows]))
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    sentence, width = np.repeat(number, lengths), len(reading.columns.vocabulary)
    by_word = np.lexsort((sentence, words))
    # Distinct (word, article) pairs give the number of articles a word stands in.
    pairs = np.unique(words.astype(np.int64) * max(graph.size, 1) + np.repeat(rows, lengths))
    holders = np.bincount(pairs // max(graph.size, 1), minlength=width)
    articles = max(len(np.unique(rows)), 1)
    return Sentences(
        rows=rows[order], ordinals=ordinals[order], days=graph.days[rows[order]],
        postings=sentence[by_word], own=np.array(reading.own, bool)[by_word],
        starts=np.concatenate(([0], np.cumsum(np.bincount(words, minlength=width)))),
        rarity=np.log(1 + articles / np.maximum(holders, 1)),
    )  # fmt: skip
