"""What an editor has pinned beside an article and what never stands there, by the numbers of a drawn graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """Article → other → the editor's note, all by number, the others in the editor's order.

    ``pinned`` goes one way: the other stands beside the article, first. ``excluded`` goes both ways and holds each pair twice:
    two stories that must not meet must not meet on either page.
    """

    pinned: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    excluded: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def beside(self, article: int) -> Mapping[int, str]:
        """Those pinned beside an article, with the notes."""
        return self.pinned.get(article, {})

    def never(self, article: int) -> Mapping[int, str]:
        """Those that never stand beside an article, with the notes."""
        return self.excluded.get(article, {})
