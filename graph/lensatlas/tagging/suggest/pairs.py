"""Article and label as a pair: which pairs are worth a thought, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.tagging.suggest.words import Words

# A label that is below the twentieth margin, is no near article's and does not stand in the text was right once in 900.
BY_MARGIN, BY_VOTE = 20, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """P pairs of an article (row) and a label. ``known``: P × 8, see :func:`pairs`."""

    article: np.ndarray
    label: np.ndarray
    known: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The labels' own words, L × V, rows summing to 1; a label with a word that the archive does not know has an empty row."""

    words: csr_array

    @classmethod
    def of(cls, labels: Sequence[str], words: Words) -> Names:
        """The names of L labels: ``federal-reserve`` is found where both words stand."""
        from lensatlas.features.terms import tokens

        columns: list[int] = []
        starts = [0]
        for label in labels:
            stems = {words.stem(token) for token in tokens(label.replace("-", " ").replace("_", " "))} - {""}
            columns += sorted(words.column[stem] for stem in stems) if stems <= words.column.keys() else []
            starts.append(len(columns))
        lengths = np.diff(starts)
        shares = np.repeat(1.0 / np.maximum(lengths, 1), lengths)
        shape = (len(labels), len(words.column))
        return cls(words=csr_array((shares, np.array(columns, np.int64), np.array(starts)), shape=shape))

    def found(self, present: csr_array) -> np.ndarray:
        """The share of each label's words that each article has, A × L."""
        return np.asarray((present @ self.words.T).toarray())


def pairs(
    margins: np.ndarray, votes: np.ndarray, examples: np.ndarray, headline: np.ndarray, text: np.ndarray
) -> Pairs:
    """The pairs of A articles and L labels that may be true.

    All are A × L: margins, neighbours' votes, how many other articles carry the label, and the shares of the label's words in
    headline and text. What is known of a pair: those five (the count and once more the vote as logarithms), the distance to the
    best other margin, and the margin's rank.
    """
    a, label = _candidates(margins, votes, text)
    rank = np.argsort(np.argsort(-margins, axis=1, kind="stable"), axis=1, kind="stable")
    two = -np.partition(-margins, min(1, margins.shape[1] - 1), axis=1)[:, : min(2, margins.shape[1])]
    best, second = two.max(axis=1, initial=-np.inf), two.min(axis=1, initial=np.inf)
    rival = np.where(rank[a, label] == 0, second[a], best[a])
    known = (
        margins[a, label],
        votes[a, label],
        np.log(np.maximum(examples[a, label], 0.5)),
        headline[a, label],
        text[a, label],
        margins[a, label] - rival,
        np.minimum(rank[a, label], 10),
        np.log(votes[a, label] + 1e-3),
    )
    return Pairs(article=a, label=label, known=np.stack(known, axis=1))


def _candidates(margins: np.ndarray, votes: np.ndarray, text: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    wanted = text > 0.999
    for scores, most in ((margins, BY_MARGIN), (votes, BY_VOTE)):
        best = np.argsort(-scores, axis=1, kind="stable")[:, :most]
        np.put_along_axis(wanted, best, values=True, axis=1)
    article, label = np.nonzero(wanted)
    return article, label


def blocks(size: int, labels: int) -> Iterator[slice]:
    """Runs of articles whose A × L arrays stay some tens of megabytes."""
    step = max(1, 2_000_000 // max(labels, 1))
    return (slice(start, min(start + step, size)) for start in range(0, size, step))
