"""Small corpora of weighted vectors, drawn or given, for what looks for the nearest."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array, csr_matrix

from lensatlas.features.weights import Scheme, Weights
from lensatlas.network.weighing import Features

FIRST_DAY = 730_000


def features(weights: np.ndarray | csr_array, days: np.ndarray | None = None) -> Features:
    """Articles of these vectors, brought to length 1; all undated unless ``days`` are given."""
    held = csr_array(csr_matrix(weights, dtype=np.float64))
    held.eliminate_zeros()
    articles, names = held.shape[0], held.shape[-1]
    row = np.repeat(np.arange(articles), np.diff(held.indptr))
    length = np.sqrt(np.bincount(row, held.data**2, articles))
    return Features(
        matrix=csr_array((held.data / length[row], held.indices, held.indptr), shape=(articles, names)),
        groups=np.zeros(names, np.int8), names=(), labels=(),
        days=np.zeros(articles, np.int32) if days is None else days.astype(np.int32),
        weights=Weights(scheme=Scheme(), articles=articles, rarity=np.zeros(names)),
    )  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn, *, most: int = 40) -> Features:
    """Articles with a handful of weights, so that many tie; some the same, some with nothing; some undated."""
    articles, names = draw(st.integers(0, most)), draw(st.integers(1, 12))
    drawn = np.random.default_rng(draw(st.integers(0, 2**32)))
    share = draw(st.sampled_from([0.05, 0.3, 0.9]))
    weights = drawn.integers(1, 4, (articles, names)) * (drawn.random((articles, names)) < share)
    if articles and draw(st.booleans()):
        weights = weights[drawn.integers(0, articles, articles)]
    days = FIRST_DAY + drawn.integers(0, draw(st.sampled_from([1, 10, 1000])), articles)
    return features(weights, np.where(drawn.random(articles) < 0.2, 0, days))


def scores(corpus: Features, *, timely: bool) -> np.ndarray:
    """Every pair's score by dense arithmetic, A × A, nothing on the diagonal."""
    dense = corpus.matrix.toarray()
    found = dense @ dense.T
    if timely:
        found *= corpus.closeness(np.arange(corpus.size)[:, None], np.arange(corpus.size)[None, :])
    np.fill_diagonal(found, 0.0)
    return np.asarray(np.round(found, 9))
