"""Atlas: the one object users hold, and the only place that knows the order of work."""

from __future__ import annotations

from lensatlas.atlas.atlas import Atlas
from lensatlas.atlas.report import Report

__all__ = ["Atlas", "Report"]
