"""Queries to start from, each a file that opens with what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query with its name and the question it answers."""

    name: str
    asks: str
    text: str


def examples() -> tuple[Example, ...]:
    """Every example query, by name."""
    files = sorted((f for f in resources.files(__name__).iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    texts = [(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")) for file in files]
    return tuple(Example(name=name, asks=text.partition("\n")[0].lstrip("# "), text=text) for name, text in texts)
