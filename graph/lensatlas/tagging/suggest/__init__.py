"""Labels that an archive's own tagging suggests for an article: tags and lenses, with probabilities and the words they rest on."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lensatlas.tagging.suggest.examples import LEAST, Example, Suggestion, chosen

if TYPE_CHECKING:
    from lensatlas.tagging.suggest.suggester import Suggester

__all__ = ["LEAST", "Example", "Suggester", "Suggestion", "chosen"]


def __getattr__(name: str) -> Any:
    """Load the learner, and scipy and scikit-learn with it, when it is asked for."""
    if name == "Suggester":
        return import_module("lensatlas.tagging.suggest.suggester").Suggester
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
