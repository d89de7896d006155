"""Word lists as sets."""

from __future__ import annotations


def wordset(text: str) -> frozenset[str]:
    """The words of a list that is written as prose."""
    return frozenset(text.split())
