"""One tag set beside one concept of a vocabulary, and the rules by which it may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Match = Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]


class Rule(NamedTuple):
    """How a tag came to its concept: the SKOS match it is, how sure it is before the articles are read, how far they may sway it."""

    match: Match
    sure: float
    sway: float
    says: str


# Sureness and sway were set on one half of 124 tags aligned by hand; docs/tags.md says what they reach on the other.
RULES: Mapping[str, Rule] = {
    "same": Rule("exactMatch", 0.96, 0.3, "has the same label"),
    "spelling": Rule("exactMatch", 0.94, 0.3, "has the same label but for number, spelling or word order"),
    "alternative": Rule("exactMatch", 0.92, 0.3, "has it as another label"),
    "qualified": Rule("exactMatch", 0.8, 0.5, "has the same label with a qualifier"),
    "form": Rule("closeMatch", 0.7, 0.7, "has forms of the same words for its label"),
    "akin": Rule("closeMatch", 0.6, 0.7, "has words of the same family for its label"),
    "part": Rule("closeMatch", 0.72, 0.6, "joins it to another subject in its label"),
    "filler": Rule("closeMatch", 0.62, 0.6, "has the same label but for a word that adds little"),
    "slip": Rule("closeMatch", 0.6, 0.7, "has the same label but for a mistyped letter"),
    "kind": Rule("broadMatch", 0.55, 0.6, "is what its last words name"),
    "aspect": Rule("relatedMatch", 0.3, 1.0, "is what its first words name"),
    "clipped": Rule("closeMatch", 0.4, 0.9, "has a label whose words begin with its letters"),
    "narrower": Rule("narrowMatch", 0.25, 1.0, "is one kind of it by its label"),
    "modifier": Rule("relatedMatch", 0.25, 1.0, "begins its label with it"),
    "overlap": Rule("relatedMatch", 0.2, 0.8, "shares words with it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A proposal: this tag says what this concept says, or nearly.

    ``match`` is the SKOS relation from the tag to the concept: *broadMatch* means that the concept is the broader of the two.
    ``score`` is 0 to 1, higher is truer. ``rule`` is one of :data:`RULES`.
    """

    tag: str
    concept: str
    label: str
    match: Match
    score: float
    rule: str
    why: str

    def row(self) -> dict[str, Any]:
        """The alignment as a line of ``align --format jsonl``."""
        return {
            "tag": self.tag, "concept": self.concept, "label": self.label, "match": self.match,
            "score": round(self.score, 9), "why": self.why,
        }  # fmt: skip
