"""The kinds of reader paths: the closed vocabulary, and what each promises a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["connect", "background", "next", "actor", "mechanism", "lens", "tour"]

# Kind → what its steps do. docs/paths.md prints the same list, and a test holds the two together.
KINDS: Mapping[Kind, str] = {
    "connect": "From one article to another.",
    "background": "Ever older: each step at least a day before the last.",
    "next": "Ever newer: each step at least a day after the last.",
    "actor": "Every article names one actor, in the order they were published.",
    "mechanism": "The same mechanism at work elsewhere: no two articles share an actor.",
    "lens": "Every step through another lens: no two articles share one.",
    "tour": "What is filed under one tag or lens: as many of its subtopics as few articles can show.",
}
# The kinds that lead on from one article, in the order in which they are offered.
ONWARD: tuple[Kind, ...] = ("next", "background", "actor", "mechanism", "lens")
