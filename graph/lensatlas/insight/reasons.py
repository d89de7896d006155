"""Why one article stands beside another: the closed vocabulary of reasons, and what one reason says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

ReasonKind = Literal["tag", "actor", "mechanism", "lens", "text", "headline", "time", "duplicate"]

# Kind → what it says of two articles. docs/related.md prints the same list, and a test holds the two together.
REASON_KINDS: Mapping[ReasonKind, str] = {
    "tag": "Both carry this tag.",
    "actor": "Both name this actor.",
    "mechanism": "Both describe this mechanism.",
    "lens": "Both look through this lens.",
    "text": "Both use these words.",
    "headline": "These words of its headline stand in the article it is related to.",
    "time": "They were published this close together.",
    "duplicate": "It stands for this article too, whose text is nearly the same.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: ``label`` in a reader's words, ``weight`` its share of the score it explains (0 where it only informs)."""

    kind: ReasonKind
    label: str
    weight: float

    def row(self) -> dict[str, str | float]:
        """The reason as a row; the weight in nine digits, as scores are."""
        return {"kind": self.kind, "label": self.label, "weight": round(self.weight, 9)}

    def sentence(self) -> str:
        """The reason in one sentence.

        >>> Reason(kind="tag", label="sanctions", weight=0.2).sentence()
        'Both carry this tag: sanctions.'
        """
        return f"{REASON_KINDS[self.kind].removesuffix('.')}: {self.label}."
