"""A tour of a tag or a lens: few articles that show as many of its subtopics as they can, each linked to the next."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.sparse import csr_array

from lensatlas.errors import LensatlasError, TooFewArticles, UsageError
from lensatlas.insight.paths import certificate, titles
from lensatlas.insight.paths.coverage import Subtopics
from lensatlas.insight.paths.path import LEAST, MOST, Coverage
from lensatlas.insight.paths.telling import told
from lensatlas.insight.words import quoted
from lensatlas.network.routes import Route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.path import Path

# Articles from which a tour is tried to begin: those that show most. All of them gave no better tour for 75 tags of three corpora.
_BEGINNINGS = 64
_NAMED = 8


class NoTour(LensatlasError):
    """No three articles about a subject are linked honestly; ``held``: how many articles there are about it."""

    def __init__(self, subject: str, held: int) -> None:
        self.subject, self.held = subject, held
        super().__init__(
            f"No honest tour of {subject!r}: of the {held} articles about it, no three can be put in a row whose links are above "
            "what any two articles may have."
        )


def tour(ground: Ground, kind: Literal["tag", "lens"], node: int, *, most: int = MOST) -> Path:
    """A path of 3 to ``most`` articles that all carry a tag or lens and together show as many of its subtopics as they can.

    Greedy maximisation of coverage, which is submodular, from each of the 64 articles that show most: in turn the article that
    adds most of those that an honest link or two bind into the row. The best row is then put in the order of time where
    every link stays honest, else in the order whose weakest link is strongest. ``coverage`` says what is reached, and what
    no choice of as many articles, linked or not, can exceed (:meth:`Subtopics.bound`).

    Raises :class:`~lensatlas.errors.UsageError` for a ``most`` outside 3 to 6, :class:`TooFewArticles` where fewer than three
    articles that differ carry it, :class:`NoTour` where no three are linked honestly.
    """
    if not LEAST <= most <= MOST:
        raise UsageError(f"A tour has {LEAST} to {MOST} articles, not {most}.")
    name, held = ground.graph.ids[kind][node], ground.holders(kind, node)
    articles = np.flatnonzero(held & ground.originals)
    if len(articles) < LEAST:
        raise TooFewArticles(f"where a tour of {quoted(name)} may lead", len(articles), LEAST)
    topics = Subtopics.of(ground, articles, kind, node)
    near = _honest(ground, articles)
    rows = [_grown(topics, near, seed, most) for seed in _beginnings(topics)]
    rows = [row for row in rows if len(row) >= LEAST]
    if not rows:
        raise NoTour(name, int(held.sum()))
    chosen = min(rows, key=lambda row: (-topics.reached(row), len(row), sorted(row)))
    return _shown(ground, topics, name, articles, chosen, most)


def _shown(
    ground: Ground, topics: Subtopics, name: str, articles: np.ndarray, chosen: Sequence[int], most: int
) -> Path:
    """The articles chosen, in order, with what they cover."""
    route, in_time = _ordered(ground, sorted(articles[chosen].tolist()))
    met = topics.covered(chosen)
    coverage = Coverage(
        reached=topics.reached(chosen),
        bound=topics.bound(most, chosen),
        shown=tuple(map(ground.spelt, topics.named(met, _NAMED))),
        missed=tuple(map(ground.spelt, topics.named(~met, _NAMED))),
    )
    best = _strongest(ground, sorted(route.articles)).bottleneck
    return told(
        ground,
        route,
        kind="tour",
        telling=titles.tour(ground, name, len(articles), route.articles, coverage),
        optimal=route.bottleneck == best,
        upper_bound=best,
        certificate=certificate.tour(ground, route, coverage, in_time=in_time, best=best, most=most),
        coverage=coverage,
    )


def _honest(ground: Ground, articles: np.ndarray) -> csr_array:
    """The honest links among the articles of a subject, n × n."""
    near = csr_array(csr_array(ground.links.strengths[articles])[:, articles])
    near.data[near.data < ground.links.floor] = 0.0
    near.eliminate_zeros()
    return near


def _beginnings(topics: Subtopics) -> list[int]:
    gains = topics.gains(np.zeros(len(topics.share), bool))
    order = np.lexsort((np.arange(len(gains)), -gains))
    return [int(seed) for seed in order[:_BEGINNINGS]]


def _grown(topics: Subtopics, near: csr_array, seed: int, most: int) -> list[int]:
    """A row grown from one article by whatever adds most, of what fits into it, until nothing does."""
    row, covered = [seed], topics.covered([seed])
    reach = [_neighbours(near, seed)]
    while len(row) < most:
        gains = topics.gains(covered)
        places = _places(reach, row)
        able = [article for article in places if gains[article] > 0 or len(row) < LEAST]
        if not able:
            break
        best = min(able, key=lambda article: (-gains[article], -places[article][0], article))
        at = places[best][1]
        row.insert(at, best)
        reach.insert(at, _neighbours(near, best))
        covered |= topics.covered([best])
    return row


def _neighbours(near: csr_array, article: int) -> dict[int, float]:
    at = slice(near.indptr[article], near.indptr[article + 1])
    return dict(zip(near.indices[at].tolist(), near.data[at].tolist(), strict=True))


def _places(reach: Sequence[dict[int, float]], row: Sequence[int]) -> dict[int, tuple[float, int]]:
    """Where each article fits into a row: its weaker link there and the place, the strongest such."""
    found: dict[int, tuple[float, int]] = {}
    gaps = [(reach[0], reach[0], 0), *((one, other, n) for n, (one, other) in enumerate(pairwise(reach), 1)), (reach[-1], reach[-1], len(row))]  # fmt: skip
    for one, other, place in gaps:
        for article in one.keys() & other.keys() if one is not other else one:
            weaker = min(one[article], other[article])
            if article not in row and (article not in found or weaker > found[article][0]):
                found[article] = (weaker, place)
    return found


def _ordered(ground: Ground, articles: Sequence[int]) -> tuple[Route, bool]:
    """The articles in the order of time where every link stays honest, else in the order with the strongest weakest link."""
    if all(ground.day(article) for article in articles):
        route = _route(ground, sorted(articles, key=lambda article: (ground.day(article), article)))
        if route.bottleneck >= ground.links.floor:
            return route, True
    return _strongest(ground, articles), False


def _strongest(ground: Ground, articles: Sequence[int]) -> Route:
    """The order whose weakest link is strongest, then the most reliable; of the two directions the one that begins earlier."""
    pairs = list(permutations(articles, 2))
    strengths = ground.links.between(np.array([one for one, _ in pairs]), np.array([other for _, other in pairs]))
    known = dict(zip(pairs, strengths.tolist(), strict=True))
    orders = ((order, [known[pair] for pair in pairwise(order)]) for order in permutations(articles))

    def worth(one: tuple[tuple[int, ...], list[float]]) -> tuple[float, float, int, tuple[int, ...]]:
        order, links = one
        return -min(links), -round(float(np.prod(links)), 12), ground.day(order[0]), order

    order, links = min(orders, key=worth)
    return Route(articles=order, strengths=tuple(links))


def _route(ground: Ground, articles: Sequence[int]) -> Route:
    strengths = ground.links.between(np.array(articles[:-1]), np.array(articles[1:]))
    return Route(articles=tuple(articles), strengths=tuple(strengths.tolist()))
