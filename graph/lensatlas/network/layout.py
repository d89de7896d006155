"""Where the nodes of a map stand: the same places on every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


_GRAVITY, _REPULSION = 0.6, 2.0  # by eye, on the sample and on two real corpora: clusters stand apart, none drifts off


def places(
    count: int, links: Sequence[tuple[int, int]], *, anchors: Sequence[int] = (), rounds: int = 150
) -> np.ndarray:
    """Positions for ``count`` nodes, a count × 2 array in [-1, 1]: linked nodes near, others apart.

    Forces act among the nodes with two links or more, from fixed starting places, never from chance: ``anchors`` (the lenses,
    say) start on a circle, every other node beside the mean of its neighbours. A node with one link stands close to what it
    is linked to: it would only push the others about.
    """
    found = np.zeros((count, 2))
    ends = np.array(sorted(links), np.int64).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=count)
    core = np.flatnonzero((degree != 1) | np.isin(np.arange(count), anchors))
    if len(core) == 0:
        core = np.arange(count)
    place = np.full(count, -1)
    place[core] = np.arange(len(core))
    inner = [(int(a), int(b)) for a, b in place[ends] if a >= 0 and b >= 0]
    found[core] = _forced(len(core), inner, [int(i) for i in place[list(anchors)]], rounds)
    _beside(found, ends, place < 0, 0.55 / np.sqrt(max(1, len(core))))
    return found


def _forced(count: int, links: Sequence[tuple[int, int]], anchors: Sequence[int], rounds: int) -> np.ndarray:
    """ForceAtlas2 in its LinLog form, which draws what belongs together into clusters (Jacomy et al. 2014; Noack 2009).

    Attraction along a link grows with the logarithm of its length; repulsion falls with distance and grows with both degrees.
    As matrix products over all pairs: 1,000 nodes in seconds, where networkx's took half a minute.
    """
    if count == 0:
        return np.zeros((0, 2))
    at = _start(count, links, anchors) * np.sqrt(count)
    ends = np.array(links, np.int64).reshape(-1, 2)
    mass = 1.0 + np.bincount(ends.ravel(), minlength=count)
    before, speed = np.zeros_like(at), 1.0
    for _ in range(rounds):
        inward = at / np.linalg.norm(at, axis=1).clip(1e-9)[:, None]
        force = _pull(at, ends) + _push(at, mass) - _GRAVITY * mass[:, None] * inward
        swing, traction = np.linalg.norm(force - before, axis=1), np.linalg.norm(force + before, axis=1) / 2
        # The paper's adaptive speed: as fast as the nodes move steadily, as slow as they would swing to and fro.
        speed = min(1.5 * speed, float((mass * traction).sum() / (mass * swing).sum().clip(1e-9)))
        at = at + force * (speed / (1 + speed * np.sqrt(swing)))[:, None]
        before = force
    at -= np.median(at, axis=0)
    # A few loosely linked nodes fly far out; the eye wants the rest to fill the page.
    placed: np.ndarray = np.clip(at / np.quantile(np.abs(at), 0.97, axis=0).clip(1e-9), -1.1, 1.1)
    return placed


def _pull(at: np.ndarray, ends: np.ndarray) -> np.ndarray:
    step = at[ends[:, 1]] - at[ends[:, 0]]
    length = np.linalg.norm(step, axis=1).clip(1e-9)
    step *= (np.log1p(length) / length)[:, None]
    force = np.zeros_like(at)
    np.add.at(force, ends[:, 0], step)
    np.subtract.at(force, ends[:, 1], step)
    return force


def _push(at: np.ndarray, mass: np.ndarray) -> np.ndarray:
    square = (at**2).sum(axis=1)
    # Squared distances; two nodes on one spot still part.
    apart = (square[:, None] + square[None, :] - 2 * at @ at.T).clip(0.01)
    weight = mass[None, :] / apart
    np.fill_diagonal(weight, 0.0)
    force: np.ndarray = _REPULSION * mass[:, None] * (at * weight.sum(axis=1)[:, None] - weight @ at)
    return force


def _beside(found: np.ndarray, ends: np.ndarray, leaves: np.ndarray, reach: float) -> None:
    """Put every leaf on a ring round the one node it is linked to."""
    of: dict[int, list[int]] = {}
    for a, b in ends.tolist():
        if leaves[a] != leaves[b]:
            of.setdefault(b if leaves[a] else a, []).append(a if leaves[a] else b)
    for hub, around in of.items():
        # Each hub begins elsewhere, so that rings do not line up.
        turn = 2 * np.pi * np.arange(len(around)) / len(around) + hub
        found[around] = found[hub] + reach * np.column_stack((np.cos(turn), np.sin(turn)))


def _start(count: int, links: Sequence[tuple[int, int]], anchors: Sequence[int]) -> np.ndarray:
    golden = np.pi * (3 - np.sqrt(5))
    turn = golden * np.arange(count)
    spread = np.sqrt((np.arange(count) + 0.5) / count)
    start = np.column_stack((spread * np.cos(turn), spread * np.sin(turn)))
    ring = 2 * np.pi * np.arange(len(anchors)) / max(1, len(anchors))
    fixed = np.zeros(count, dtype=bool)
    for anchor, angle in zip(anchors, ring, strict=True):
        start[anchor] = 0.7 * np.cos(angle), 0.7 * np.sin(angle)
        fixed[anchor] = True
    for _ in range(3):  # three steps carry the anchors' places to nodes three links away
        total, weight = 0.15 * start, np.full(count, 0.15)
        for a, b in links:
            total[a] += start[b]
            total[b] += start[a]
            weight[a] += 1
            weight[b] += 1
        start = np.where(fixed[:, None], start, total / weight[:, None])
    return start
