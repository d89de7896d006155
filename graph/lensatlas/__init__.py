"""Lensatlas: a publication's articles as an atlas that says what is related, how to travel, who has leverage, what is not covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lensatlas.atlas import Atlas

__version__ = "0.1.0"
__all__ = ["Atlas", "__version__"]


def __getattr__(name: str) -> object:
    """Load ``Atlas`` on first use: the command line's help must not wait for the libraries behind it."""
    if name == "Atlas":
        from lensatlas.atlas import Atlas

        return Atlas
    raise AttributeError(f"module 'lensatlas' has no attribute {name!r}")
