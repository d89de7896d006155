"""The interactive map: one HTML file that works from disk, offline, with an equal table."""

from __future__ import annotations

from lensatlas.publish.map.page import render
from lensatlas.publish.map.scene import Scene, around, whole

__all__ = ["Scene", "around", "render", "whole"]
