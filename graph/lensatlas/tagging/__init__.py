"""What an article holds: actors and where it names them, leverage claims, watch items, tags."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lensatlas.tagging import authority
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.rules import RULES
    from lensatlas.tagging.tagged import tag

__all__ = ["RULES", "RULES_VERSION", "Lexicon", "authority", "tag"]

# Raise it when the rules of this package change what they find: what was tagged before is then tagged again.
RULES_VERSION = "8"

_HOMES = {"Lexicon": "lexicon", "RULES": "rules", "tag": "tagged"}


def __getattr__(name: str) -> Any:
    """Load what is asked for: the version alone, which every question needs, costs none of the rules (220 ms cold)."""
    if name in _HOMES:
        return getattr(import_module(f"lensatlas.tagging.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
