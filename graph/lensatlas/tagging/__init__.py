"""What an article holds: actors and where it names them, leverage claims, watch items, tags."""

from __future__ import annotations

from lensatlas.tagging import authority
from lensatlas.tagging.lexicon import Lexicon
from lensatlas.tagging.rules import RULES
from lensatlas.tagging.tagged import tag

__all__ = ["RULES", "Lexicon", "authority", "tag"]
