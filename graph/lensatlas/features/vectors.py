"""How often each term stands in each text: words and pairs of neighbouring words, counted into one sparse matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.features.reading import neighbours, read, tally
from lensatlas.features.vocabulary import Left, Vocabulary, paired, sampled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lensatlas.features.reading import Numbers, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCounts:
    """The terms of D texts.

    ``counts``: D × T CSR, float32, how often each term stands in each text. ``left``: what the texts hold beside them.
    """

    vocabulary: Vocabulary
    counts: csr_array
    left: Left

    @property
    def terms(self) -> Sequence[str]:
        """T stems, as in the vocabulary."""
        return self.vocabulary.terms

    @property
    def labels(self) -> Sequence[str]:
        """T texts, each term as it is most often written."""
        return self.vocabulary.labels


def count(texts: Iterable[str], *, least: int = 2) -> TermCounts:
    """Count stems and pairs of neighbouring stems in D texts, keeping those that stand in at least ``least`` of them.

    A pair reaches over one stop word ("rule of law"), never over two or the end of a sentence: on four corpora that is as good
    as reaching over any number, and can be shown to a reader as it was written. Terms and labels are the same whatever order
    the texts come in; rows follow the texts.
    """
    text = read(texts)
    keys, shares = _keys(text)
    kept = keys[shares >= least]
    counts, left = _matrix(text, kept)
    vocabulary = Vocabulary(
        terms=_names(text, kept), labels=_labels(text, kept, _wordings(text, kept)), numbers=_numbers(text, kept)
    )
    return TermCounts(vocabulary=vocabulary, counts=counts, left=left)


def recount(texts: Iterable[str], vocabulary: Vocabulary) -> TermCounts:
    """Count the terms of a vocabulary, and no others, in D texts."""
    text = read(texts)
    keys, _ = _keys(text)
    order = np.argsort(vocabulary.numbers, kind="stable")
    place, known = _found(vocabulary.numbers[order], _numbers(text, keys))
    counts, left = _matrix(text, keys[known])
    # Stems are in order here and there, so that the columns of a row stay in order.
    columns = order[place[known]].astype(np.int32)[counts.indices]
    shape = (counts.shape[0], len(vocabulary.numbers))
    return TermCounts(
        vocabulary=vocabulary, counts=csr_array((counts.data, columns, counts.indptr), shape=shape), left=left
    )


def _total(parts: Sequence[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Several tallies as one."""
    keys, place = np.unique(np.concatenate([keys for keys, _ in parts]), return_inverse=True)
    return keys, np.bincount(place, np.concatenate([counts for _, counts in parts])).astype(np.int64)


def _keys(text: Reading) -> tuple[Numbers, Numbers]:
    """Every key that stands in some text, in order, and in how many."""
    seen: list[tuple[Numbers, Numbers]] = []
    for doc_keys, _ in text.counted():
        seen = [_total([*seen, tally(doc_keys % text.keys)])]
    return seen[0] if seen else (np.zeros(0, np.int64),) * 2


def _numbers(text: Reading, keys: np.ndarray) -> np.ndarray:
    """The number in every corpus of each key of this one."""
    if not text.width:
        return np.zeros(0, np.uint64)
    first, second = np.divmod(np.maximum(keys - text.width, 0), text.width)
    words = text.numbers[np.minimum(keys, text.width - 1)]
    return np.where(keys < text.width, words, paired(text.numbers[first], text.numbers[second]))


def _matrix(text: Reading, kept: Numbers) -> tuple[csr_array, Left]:
    """The counts of the kept keys, and a sample of the others."""
    size = len(text.starts) - 1
    columns, values, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)], np.zeros(size, np.int64)
    others, left = [np.zeros(0, np.uint64)], np.zeros(size, np.int64)
    for doc_keys, counts in text.counted():
        doc, key = np.divmod(doc_keys, text.keys)
        column, known = _found(kept, key)
        columns.append(column[known].astype(np.int32))
        values.append(counts[known].astype(np.float32))
        lengths += np.bincount(doc[known], minlength=size)
        numbers = _numbers(text, key[~known])
        noted = sampled(numbers)
        others.append(numbers[noted])
        left += np.bincount(doc[~known][noted], minlength=size)
    entries = (np.concatenate(values), np.concatenate(columns), _starts(lengths))
    counted = csr_array(entries, shape=(size, len(kept)), dtype=np.float32)
    return counted, Left(numbers=np.concatenate(others), starts=_starts(left))


def _starts(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))


def _wordings(text: Reading, kept: Numbers) -> tuple[Numbers, Numbers]:
    """How often each pair of forms stands behind a kept pair of stems."""
    pairs: list[tuple[Numbers, Numbers]] = []
    for low, high in text.chunks():
        forms, stem, where = text.placed(low, high)
        first, second = neighbours(stem, where)
        _, known = _found(kept, text.pair(stem[first], stem[second]))
        pairs = [_total([*pairs, tally(_wording(text, forms, first[known], second[known]))])]
    return pairs[0] if pairs else (np.zeros(0, np.int64),) * 2


def _wording(text: Reading, forms: np.ndarray, first: Numbers, second: Numbers) -> np.ndarray:
    """One number for the two forms of a pair and the stop word between them."""
    between = np.where(second - first == 2, text.stop_number[forms[first + 1]], 0)
    pair = forms[first].astype(np.int64) * len(text.forms) + forms[second]
    return np.asarray(pair * (text.stop_number.max(initial=0) + 1) + between)


def _found(kept: Numbers, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each key stands among the kept ones, and whether it does."""
    place = np.searchsorted(kept, keys)
    return place, kept[np.minimum(place, len(kept) - 1)] == keys if len(kept) else np.zeros(len(keys), bool)


def _names(text: Reading, kept: Numbers) -> list[str]:
    words, pairs = kept[kept < text.width], kept[kept >= text.width] - text.width
    first, second = np.divmod(pairs, max(text.width, 1))
    names = text.stems
    return [names[i] for i in words] + [f"{names[i]} {names[j]}" for i, j in zip(first, second, strict=True)]


def _labels(text: Reading, kept: Numbers, pairs: tuple[Numbers, Numbers]) -> list[str]:
    """Each kept term as it is most often written; ties go to lower case, then to the alphabet."""
    stem_of, forms = text.stem_of, text.forms
    often = np.bincount(text.stream, minlength=len(forms))
    words = np.flatnonzero(stem_of >= 0)
    written = {key: forms[form] for key, form in _commonest(stem_of[words], often[words], words)}
    pair, between = np.divmod(pairs[0], text.stop_number.max(initial=0) + 1)
    first, second = np.divmod(pair, max(len(forms), 1))
    stops = ["", *(forms[i] for i in np.flatnonzero(text.stop_number).tolist())]
    keys = text.pair(stem_of[first], stem_of[second])
    for key, at in _commonest(keys, pairs[1], np.arange(len(keys))):
        written[key] = " ".join(filter(None, (forms[int(first[at])], stops[int(between[at])], forms[int(second[at])])))
    return [written[key] for key in kept.tolist()]


def _commonest(keys: np.ndarray, counts: np.ndarray, items: np.ndarray) -> Iterator[tuple[int, int]]:
    """Per key the item with the highest count, the first one on ties."""
    order = np.lexsort((items, -counts, keys))
    first = np.concatenate((np.ones(min(len(order), 1), bool), np.diff(keys[order]) != 0))
    return zip(keys[order][first].tolist(), items[order][first].tolist(), strict=True)
