"""Articles as weighted words: sublinear tf-idf with the headline counted twice, rows of length 1."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.features.terms import stems, surface, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The V stems that at least two articles of the archive have; ``rarity`` is 1 + ln((1 + N) / (1 + n)), V × float64.

    Pairs of words were measured too: with few thousand examples they add nothing.
    """

    column: Mapping[str, int]
    rarity: np.ndarray
    stem: Callable[[str], str]

    @classmethod
    def of(cls, texts: Sequence[tuple[str, str]]) -> Words:
        """The vocabulary of N articles, given as headline and text."""
        stem = stems()
        holders: Counter[str] = Counter()
        for headline, text in texts:
            holders.update({stem(token) for token in tokens(f"{headline}\n\n{text}")} - {""})
        kept = sorted(term for term, n in holders.items() if n > 1)
        counts = np.array([holders[term] for term in kept], np.float64)
        rarity = 1.0 + np.log((1.0 + len(texts)) / (1.0 + counts))
        return cls(column={term: i for i, term in enumerate(kept)}, rarity=rarity, stem=stem)

    def rows(self, texts: Iterable[tuple[str, str]]) -> csr_array:
        """One row an article; all zero where it has no known word."""
        return self._matrix([_counted(headline, text, self.stem) for headline, text in texts], weighted=True)

    def present(self, texts: Iterable[str]) -> csr_array:
        """1 for every known word that stands in a text."""
        return self._matrix([Counter(dict.fromkeys(map(self.stem, tokens(text)), 1)) for text in texts], weighted=False)

    def written(self, headline: str, text: str) -> dict[int, str]:
        """Column → the word as the article first writes it."""
        found: dict[int, str] = {}
        for token in tokens(f"{headline}\n\n{text}"):
            at = self.column.get(self.stem(token))
            if at is not None:
                found.setdefault(at, surface(token))
        return found

    def _matrix(self, counted: Sequence[Counter[str]], *, weighted: bool) -> csr_array:
        columns, values, starts = [], [], [0]
        for counts in counted:
            known = sorted((self.column[term], n) for term, n in counts.items() if term in self.column)
            at = np.array([column for column, _ in known], np.int64)
            value = np.ones(len(known))
            if weighted and known:
                value = (1.0 + np.log([n for _, n in known])) * self.rarity[at]
                value /= np.linalg.norm(value)
            columns.append(at)
            values.append(value)
            starts.append(starts[-1] + len(known))
        shape = (len(counted), len(self.column))
        if not columns:
            return csr_array(shape)
        return csr_array((np.concatenate(values), np.concatenate(columns), np.array(starts)), shape=shape)


def _counted(headline: str, text: str, stem: Callable[[str], str]) -> Counter[str]:
    counts = Counter(map(stem, tokens(text)))
    for term in map(stem, tokens(headline)):
        counts[term] += 2
    del counts[""]
    return counts
