"""The corpus drawn once as a graph: arrays do the work, networkx is the view."""

from __future__ import annotations

from lensatlas.network.draw import draw
from lensatlas.network.files import load, load_features, save, save_features
from lensatlas.network.graph import LINKED, Graph, NodeKind
from lensatlas.network.similarity import Features, nearest, weigh
from lensatlas.network.views import to_networkx

__all__ = [
    "LINKED",
    "Features",
    "Graph",
    "NodeKind",
    "draw",
    "load",
    "load_features",
    "nearest",
    "save",
    "save_features",
    "to_networkx",
    "weigh",
]
