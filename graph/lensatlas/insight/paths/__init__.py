"""Reader paths: from one story to another, each step with its reasons and the whole with its certificate."""

from __future__ import annotations

from lensatlas.insight.paths.connect import NoPath, connect
from lensatlas.insight.paths.every import paths
from lensatlas.insight.paths.ground import Ground
from lensatlas.insight.paths.kinds import KINDS, ONWARD, Kind
from lensatlas.insight.paths.path import LEAST, MOST, Coverage, Missing, Path, Step
from lensatlas.insight.paths.tour import NoTour, tour

__all__ = [
    "KINDS",
    "LEAST",
    "MOST",
    "ONWARD",
    "Coverage",
    "Ground",
    "Kind",
    "Missing",
    "NoPath",
    "NoTour",
    "Path",
    "Step",
    "connect",
    "paths",
    "tour",
]
