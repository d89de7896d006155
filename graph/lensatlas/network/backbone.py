"""Which actors are named together more often than chance has it: the significant backbone of a two-mode graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, triu

LEAST_ARTICLES = 3
FALSE_DISCOVERY_RATE = 0.05
# The transform's rounding stays below 1e-13 (measured against adding one article at a time): a smaller p is given as this.
FINEST = 1e-12
# Cells (kinds of pair × points of the transform) held at once: about 100 MB of complex numbers.
_CELLS = 1 << 21


@dataclass(frozen=True, kw_only=True)
class Backbone:
    """The pairs of N actors, out of P that are ever named together.

    ``took_part``: N × bool, whether the actor is in enough articles to be judged. ``first``, ``second``: P × int, actor
    numbers, first < second. ``together``: P × int, in how many articles both are named. ``p``: P × float64, the chance of at
    least that many, never below :data:`FINEST`. ``needed``: P × int, the least number of articles together that ``cut`` lets pass.
    ``kept``: P × bool. ``tested``: how many pairs the false-discovery correction
    counts, seen together or not. ``cut``: the p up to which a pair is kept, 0.0 where none is.
    """

    took_part: np.ndarray
    first: np.ndarray
    second: np.ndarray
    together: np.ndarray
    p: np.ndarray
    needed: np.ndarray
    kept: np.ndarray
    tested: int
    cut: float


def joined(first: np.ndarray, second: np.ndarray, weights: np.ndarray, size: int) -> csr_array:
    """Undirected ties as a symmetric ``size`` × ``size`` matrix of float64."""
    rows, columns = np.concatenate((first, second)), np.concatenate((second, first))
    return csr_array((np.tile(weights.astype(np.float64), 2), (rows, columns)), shape=(size, size))


def backbone(holders: csr_array, *, rate: float = FALSE_DISCOVERY_RATE, least: int = LEAST_ARTICLES) -> Backbone:
    """The stochastic degree sequence model on A × N ``holders`` (articles × actors; what is not 0 counts once).

    Null model: every actor keeps its expected number of articles and every article its expected number of actors, otherwise
    chance decides (:func:`chances`). A pair's count is then Poisson-binomial, and its upper tail is its p (Neal 2014, *The
    backbone of bipartite projections*; Neal, Domagalski & Sagan 2021, *Comparing alternatives to the fixed degree
    sequence model*). Benjamini & Hochberg (1995) hold the false-discovery rate over **every** pair of actors that take
    part: pairs never seen together have p = 1, and leaving them out would make nearly all pairs seen once significant.
    Actors in fewer than ``least`` articles take no part.
    """
    used = holders.T.tocsr()
    used.eliminate_zeros()
    used.data = np.ones(used.nnz)
    articles = np.diff(used.indptr)
    took_part = articles >= least
    able = np.flatnonzero(took_part)
    used = used[able]
    pairs = triu(used @ used.T, k=1, format="coo")
    order = np.lexsort((pairs.col, pairs.row))
    first, second, together = pairs.row[order], pairs.col[order], np.rint(pairs.data[order]).astype(np.int64)
    tested = len(able) * (len(able) - 1) // 2
    tails = _Tails.of(articles[able], np.bincount(used.indices, minlength=used.shape[1]), first, second)
    p = tails.at(together)
    cut = discovery(p, rate, tested=tested)
    return Backbone(
        took_part=took_part, first=able[first], second=able[second], together=together, p=p,
        needed=tails.needed(cut), kept=p <= cut, tested=tested, cut=cut,
    )  # fmt: skip


def chances(rows: np.ndarray, row_times: np.ndarray, columns: np.ndarray, column_times: np.ndarray) -> np.ndarray:
    """The chance of a link between a row and a column of a two-mode graph with these expected degrees, R × C.

    ``rows``, ``columns``: R and C different degrees; ``…_times``: how many rows and columns have each. The graph of maximum
    entropy, p = xy / (1 + xy), whose logarithms α = ln x and β = ln y solve a concave likelihood by Newton's method
    (bipartite configuration model: Saracco, Di Clemente, Gabrielli & Squartini 2015; of the quick models the nearest to
    fixed degrees in Neal et al. 2021). The expected links of each kind of row and column come within 1e-9 of all links.
    """
    links = max(float(rows @ row_times), 1.0)
    alpha = np.log(np.maximum(rows, 1e-9) / np.sqrt(links))
    beta = np.log(np.maximum(columns, 1e-9) / np.sqrt(links))
    # Raising every α and lowering every β by as much changes nothing: the gauge holds that direction still.
    gauge = np.concatenate((np.ones(len(rows)), -np.ones(len(columns))))
    # A degree that leaves no choice drives its unknown to infinity by about 1 a step, while the error falls by e a step.
    for _ in range(200):
        p = _logistic(alpha, beta)
        missing = np.concatenate((row_times * (rows - p @ column_times), column_times * (columns - row_times @ p)))
        if np.abs(missing).max(initial=0.0) <= 1e-9 * links:
            break
        spread = p * (1.0 - p) * np.outer(row_times, column_times)
        curve = np.block([[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]])
        curve += np.outer(gauge, gauge) * np.diag(curve).max() + np.eye(len(gauge)) * 1e-13 * links
        step = np.linalg.solve(curve, missing)
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        alpha, beta = alpha + step[: len(rows)], beta + step[len(rows) :]
    return _logistic(alpha, beta)


def _logistic(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(alpha[:, None] + beta[None, :], -700.0, 700.0))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tails:
    """Upper tails of the Poisson-binomial counts of P pairs.

    A pair's distribution follows from its two actors' degrees alone, so there are far fewer kinds of pair than pairs.
    ``tail[start[kind]:start[kind + 1]]`` are the chances of at least 0, 1, 2 … articles together, down to :data:`FINEST`.
    """

    kind: np.ndarray
    start: np.ndarray
    tail: np.ndarray

    @classmethod
    def of(cls, rows: np.ndarray, columns: np.ndarray, first: np.ndarray, second: np.ndarray) -> _Tails:
        """For pairs of rows by number, given how often each row and column is linked."""
        degrees, place = np.unique(rows, return_inverse=True)
        row_times = np.bincount(place, minlength=len(degrees))
        widths, times = np.unique(columns[columns > 0], return_counts=True)
        p = chances(degrees, row_times, widths, times)
        low, high = np.minimum(place[first], place[second]), np.maximum(place[first], place[second])
        kinds, kind = np.unique(low * max(len(degrees), 1) + high, return_inverse=True)
        both = p[kinds // max(len(degrees), 1)] * p[kinds % max(len(degrees), 1)]
        points = _points(both @ times)
        start = np.concatenate((np.zeros(1, np.int64), np.cumsum(points)))
        tail = np.empty(int(start[-1]))
        for width in np.unique(points).tolist():
            alike = np.flatnonzero(points == width)
            for some in np.array_split(alike, 1 + len(alike) * width // _CELLS):
                tail[start[some][:, None] + np.arange(width)] = _upper(both[some], times, width)
        return cls(kind=kind, start=start, tail=tail)

    def at(self, together: np.ndarray) -> np.ndarray:
        """The chance that each pair has of at least its count."""
        known = np.diff(self.start)[self.kind]
        place = self.start[self.kind] + np.minimum(together, known - 1)
        return np.where(together < known, self.tail[place] if len(place) else 1.0, FINEST)

    def needed(self, cut: float) -> np.ndarray:
        """The least count of each pair whose chance is at most ``cut``."""
        above = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.tail > cut)))
        return np.asarray(np.diff(above[self.start])[self.kind])


def _points(mean: np.ndarray) -> np.ndarray:
    """How many counts, a power of two, hold all but 1e-16 of a sum of independent chances with this mean (Bernstein)."""
    reach = mean + 12.3 + np.sqrt(12.3**2 + 74.0 * mean)
    return np.asarray(1 << np.ceil(np.log2(reach + 1.0)).astype(np.int64))


def _upper(both: np.ndarray, times: np.ndarray, points: int) -> np.ndarray:
    """Chances of at least 0 … points − 1, K × points; ``both``: K × C chances, each occurring ``times``.

    By the discrete Fourier transform (Hong 2013, *On computing the distribution function for the Poisson binomial
    distribution*), which is exact but for rounding.
    """
    circle = np.exp(-2j * np.pi * np.arange(points // 2 + 1) / points)
    spectrum = np.zeros((len(both), len(circle)), complex)
    for chance, often in zip(both.T, times, strict=True):
        spectrum += often * np.log1p(chance[:, None] * (circle - 1.0))
    mass = np.fft.irfft(np.exp(spectrum), points, axis=1)
    tail = np.cumsum(np.maximum(mass, 0.0)[:, ::-1], axis=1)[:, ::-1]
    tail[:, 0] = 1.0
    return np.asarray(np.clip(tail, FINEST, 1.0))


def discovery(p: np.ndarray, rate: float, *, tested: int | None = None) -> float:
    """The p up to which to believe tests so that at most ``rate`` of those believed are expected to be chance; 0.0 where none is.

    All up to the largest p that is at most its rank's share of the rate (Benjamini & Hochberg 1995). ``tested``: how many were
    tested in all, where those not given have p = 1.
    """
    rising = np.sort(p)
    allowed = rate * np.arange(1, len(p) + 1) / max(len(p) if tested is None else tested, 1)
    return float(allowed[rising <= allowed].max(initial=0.0))
