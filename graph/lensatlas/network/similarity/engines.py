"""Which engine finds the nearest here."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from lensatlas.network.kernel import compiled_here

Engine = Literal["kernel", "sparse_dot_topn", "scipy"]


def engine() -> Engine:
    """The fastest there is: the kernel where one was compiled at installation, else sparse_dot_topn if installed, else scipy."""
    if compiled_here():
        return "kernel"
    return "sparse_dot_topn" if find_spec("sparse_dot_topn") else "scipy"
