"""The suggester: learnt from an archive, asked about articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_array

from lensatlas.errors import TooFewArticles
from lensatlas.tagging.suggest.calibration import Calibration
from lensatlas.tagging.suggest.examples import LEAST, Suggestion, chosen
from lensatlas.tagging.suggest.pairs import Names, Pairs, blocks, pairs
from lensatlas.tagging.suggest.ridge import Ridge
from lensatlas.tagging.suggest.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scipy.sparse import csr_array

    from lensatlas.tagging.suggest.examples import Example

# What is less likely is not worth a line.
_LEAST_SCORE = 0.02
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggester:
    """Labels for articles, by an archive's own tagging. Built by :meth:`learn`.

    ``labels``: L labels that at least two examples carry, in order; of others there is nothing to learn from.
    """

    labels: tuple[str, ...]
    _words: Words
    _names: Names
    _ridge: Ridge
    _calibration: Calibration
    _by_word: csc_array
    _at: dict[str, int]
    _own: list[tuple[str, str]]

    @classmethod
    def learn(cls, archive: Iterable[Example], *, least: int = LEAST) -> Suggester:
        """Learn from the examples that carry labels.

        Raises :class:`~lensatlas.errors.TooFewArticles` where there are fewer than ``least``, or none that share a label.
        """
        examples = chosen(archive)
        counts: dict[str, int] = {}
        for example in examples:
            for label in dict.fromkeys(example.labels):
                counts[label] = counts.get(label, 0) + 1
        labels = tuple(sorted(label for label, n in counts.items() if n > 1))
        if len(examples) < least or not labels:
            raise TooFewArticles("suggestions", len(examples), least)
        number = {label: i for i, label in enumerate(labels)}
        truth = np.zeros((len(examples), len(labels)), np.float32)
        for i, example in enumerate(examples):
            truth[i, [number[label] for label in example.labels if label in number]] = 1.0
        texts = [(example.headline, example.text) for example in examples]
        words = Words.of(texts)
        names = Names.of(labels, words)
        ridge = Ridge.fit(words.rows(texts), truth)
        known = _joined(
            [
                _pairs(ridge.left_out[part], ridge.neighbours[part], truth.sum(axis=0) - truth[part], names, words, texts[part], part.start)
                for part in blocks(len(texts), len(labels))
            ]
        )  # fmt: skip
        return cls(
            labels=labels,
            _words=words,
            _names=names,
            _ridge=ridge,
            _calibration=Calibration.fit(known, truth),
            _by_word=csc_array(ridge.rows),
            _at={example.article: i for i, example in enumerate(examples)},
            _own=texts,
        )

    def suggest(self, asked: Sequence[Example], *, most: int = 20) -> Iterator[tuple[Suggestion, ...]]:
        """For each article its labels, likeliest first: all it carries and could be learnt, and up to ``most`` in all.

        An article of the archive is judged by the other articles, never by its own labels.
        """
        for part in blocks(len(asked), len(self.labels)):
            yield from self._of(asked[part], most)

    def _of(self, asked: Sequence[Example], most: int) -> Iterator[tuple[Suggestion, ...]]:
        texts = [(example.headline, example.text) for example in asked]
        rows = self._words.rows(texts)
        margins, votes = self._ridge.margins(rows)
        counts = np.tile(self._ridge.truth.sum(axis=0), (len(asked), 1))
        for i, example in enumerate(asked):
            at = self._at.get(example.article)
            if at is not None and self._own[at] == texts[i]:
                margins[i], votes[i] = self._ridge.left_out[at], self._ridge.neighbours[at]
                counts[i] -= self._ridge.truth[at]
        found = _pairs(margins, votes, counts, self._names, self._words, texts, 0)
        scores = self._calibration.probability(found)
        starts = np.searchsorted(found.article, np.arange(len(asked) + 1))
        for i, example in enumerate(asked):
            own = range(starts[i], starts[i + 1])
            scored = {int(found.label[p]): float(scores[p]) for p in own}
            best = sorted(scored, key=lambda number: (-round(scored[number], 9), self.labels[number]))
            kept = [n for n in best if scored[n] >= _LEAST_SCORE or self.labels[n] in example.labels][:most]
            words = self._evidence(kept, rows, i, example)
            yield tuple(
                Suggestion(
                    label=self.labels[n],
                    score=round(scored[n], 4),
                    suggested=bool(scored[n] >= self._calibration.cuts[n]),
                    held=self.labels[n] in example.labels,
                    evidence=spoken,
                )
                for n, spoken in zip(kept, words, strict=True)
            )

    def _evidence(
        self, labels: Sequence[int], rows: csr_array, row: int, example: Example
    ) -> Iterator[tuple[str, ...]]:
        """Per label, the words of an article that speak most for it."""
        if not labels:
            return
        part = slice(rows.indptr[row], rows.indptr[row + 1])
        columns, values = rows.indices[part], rows.data[part]
        written = self._words.written(example.headline, example.text)
        said = values[:, None] * (self._by_word[:, columns].T @ self._ridge.dual[:, list(labels)])
        for of_label in said.T:
            order = np.lexsort((columns, -np.round(of_label, 9)))[:_MOST_WORDS]
            yield tuple(written[int(columns[o])] for o in order if of_label[o] > 0)


def _pairs(
    margins: np.ndarray, votes: np.ndarray, counts: np.ndarray, names: Names, words: Words,
    texts: Sequence[tuple[str, str]], first: int,
) -> Pairs:  # fmt: skip
    headline = names.found(words.present([headline for headline, _ in texts]))
    text = names.found(words.present([f"{headline}\n\n{text}" for headline, text in texts]))
    found = pairs(margins, votes, counts, headline, text)
    return Pairs(article=found.article + first, label=found.label, known=found.known)


def _joined(parts: Sequence[Pairs]) -> Pairs:
    return Pairs(
        article=np.concatenate([part.article for part in parts]),
        label=np.concatenate([part.label for part in parts]),
        known=np.concatenate([part.known for part in parts]),
    )
