"""The corpus drawn once as a graph: arrays do the work, networkx is the view."""

from __future__ import annotations

from lensatlas.network.graph import LINKED, Graph, NodeKind
from lensatlas.network.weighing import Features

__all__ = ["LINKED", "Features", "Graph", "NodeKind"]
