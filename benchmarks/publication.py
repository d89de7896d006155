"""A generated publication of any size, drawn: stories of topics that overlap, as a newsroom's do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.network.graph import Graph

if TYPE_CHECKING:
    from lensatlas.network.graph import NodeKind

# Articles a topic, on average; what it holds of its own beside what all topics share.
_TOPIC = 60


def publication(articles: int, seed: int = 1) -> Graph:
    """So many articles: a lens, five tags, five actors and 60 words each, half from its topic, half from everything.

    How often a name is used falls as 1 / rank^0.8 in a topic and in the whole, and the vocabulary grows as articles^0.6.
    """
    draw = np.random.default_rng(seed)
    topics = max(articles // _TOPIC, 4)
    # One article in three has a second topic: what leads from one subject to another.
    own = draw.integers(0, topics, articles)
    second = np.where(draw.random(articles) < 1 / 3, draw.integers(0, topics, articles), own)
    links: dict[NodeKind, csr_array] = {
        "tag": _held(draw, own, second, each=5, local=12, names=max(articles // 4, 40)),
        "actor": _held(draw, own, second, each=5, local=20, names=max(articles // 3, 40)),
        "lens": _held(draw, own, second, each=1, local=2, names=8),
        "mechanism": _held(draw, own, second, each=1, local=3, names=40),
        "source": _held(draw, own, second, each=1, local=5, names=200),
    }
    terms = _held(draw, own, second, each=60, local=300, names=40 * int(articles**0.6))
    names: dict[NodeKind, list[str]] = {kind: _named(held.shape[1]) for kind, held in links.items()}
    return Graph(
        ids={"article": _named(articles), **names}, headlines=[f"Story {name}" for name in _named(articles)],
        urls=[""] * articles, slugs=_named(articles), days=draw.integers(735_000, 740_000, articles).astype(np.int32),
        links=links, terms=[f"w{name}" for name in _named(terms.shape[1])], term_counts=terms,
        actor_kinds=[None] * links["actor"].shape[1], actor_part_of=[None] * links["actor"].shape[1],
    )  # fmt: skip


def _held(
    draw: np.random.Generator, own: np.ndarray, second: np.ndarray, *, each: int, local: int, names: int
) -> csr_array:
    """Articles × names, how often each is used: half of ``each`` from the article's topics, half from all names."""
    articles, near = len(own), each - each // 2
    topic = np.where(draw.random((articles, near)) < 0.5, own[:, None], second[:, None])
    # Names of a topic are spread over all: two topics share some by chance.
    inside = (topic * 7919 + _ranks(draw, (articles, near), local) * 104_729) % names
    numbers = np.hstack([inside, _ranks(draw, (articles, each // 2), names)])
    rows = np.repeat(np.arange(articles), each)
    held = csr_array((np.ones(numbers.size, np.float32), (rows, numbers.ravel())), shape=(articles, names))
    held.sum_duplicates()
    return held


def _ranks(draw: np.random.Generator, shape: tuple[int, int], names: int) -> np.ndarray:
    """Numbers from 0, the i-th as likely as 1 / (i + 1)^0.8."""
    reach = np.cumsum(1.0 / np.arange(1, names + 1) ** 0.8)
    return np.asarray(np.searchsorted(reach, draw.random(shape) * reach[-1]))


def _named(count: int) -> list[str]:
    return [f"{number:07d}" for number in range(count)]
