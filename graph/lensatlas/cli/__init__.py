"""The command line: parse, call, print."""

from __future__ import annotations

from lensatlas.cli.main import lensatlas

__all__ = ["lensatlas"]
