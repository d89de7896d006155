"""Corpora as weighted vectors, of any size, on which engines for the nearest articles are set side by side.

*links*: about 14 tags, actors, mechanisms and lenses an article. *full*: the same and words, Zipf by topic, so that articles have
real neighbours.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.sparse import csr_array, hstack

Kind = Literal["links", "full"]


def corpus(kind: Kind, articles: int) -> csr_array:
    """A × F rows of length 1, columns rising; the same at every call."""
    held = links(articles)
    if kind == "full":
        held = csr_array(hstack([held, words(articles)], format="csr"))
    held = weighed(held)
    held.sort_indices()
    return csr_array((held.data, held.indices.astype(np.int32), held.indptr), shape=held.shape)


def drawn(draw: np.random.Generator, articles: int, each: int, names: int, power: float) -> np.ndarray:
    """``each`` names an article, out of so many, the i-th as likely as 1 / i^power."""
    reach = np.cumsum(1.0 / np.arange(1, names + 1) ** power)
    return np.asarray(np.searchsorted(reach, draw.random((articles, each)) * reach[-1]))


def counts(numbers: np.ndarray, names: int) -> csr_array:
    """How often each name stands in each article."""
    articles, each = numbers.shape
    rows = np.repeat(np.arange(articles), each)
    return csr_array((np.ones(numbers.size), (rows, numbers.ravel())), shape=(articles, names))


def links(articles: int, seed: int = 1) -> csr_array:
    """One of 8 lenses, a mechanism, 6 tags and 6 actors an article: fewer where one is drawn twice."""
    draw = np.random.default_rng(seed)
    parts = []
    for each, names, power in ((1, 8, 0.5), (1, 40, 0.8), (6, articles // 3, 0.8), (6, articles // 3, 0.8)):
        parts.append(counts(drawn(draw, articles, each, names, power), names))
    held = csr_array(hstack(parts, format="csr"))
    held.data[:] = 1.0
    return held


def words(articles: int, seed: int = 2) -> csr_array:
    """60 words an article, half from its topic, which some 60 articles share, half from the whole language.

    A word that more than a tenth of the articles use is left out.
    """
    draw = np.random.default_rng(seed)
    names, topics = 40 * int(articles**0.6), max(articles // 60, 4)
    topic = draw.integers(0, topics, articles)[:, None]
    own = (topic * 7919 + drawn(draw, articles, 30, 300, 0.8) * 104_729) % names
    held = counts(np.hstack([own, drawn(draw, articles, 30, names, 0.9)]), names)
    return csr_array(held[:, np.bincount(held.indices, minlength=names) <= articles / 10])


def weighed(held: csr_array) -> csr_array:
    """Rows of (1 + ln n) · ln(N / holders), brought to length 1."""
    holders = np.bincount(held.indices, minlength=held.shape[1])
    weight = (1.0 + np.log(held.data)) * np.log(held.shape[0] / np.maximum(holders, 1))[held.indices]
    row = np.repeat(np.arange(held.shape[0]), np.diff(held.indptr))
    length = np.sqrt(np.bincount(row, weight**2, held.shape[0]))
    return csr_array((weight / length[row], held.indices, held.indptr), shape=held.shape)
