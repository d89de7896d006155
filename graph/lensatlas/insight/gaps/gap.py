"""One gap, the kinds of gap there are, and the list an editor gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from lensatlas.model import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lensatlas.model import ArticleId

GapKind = Literal[
    "broken_promise",
    "lens_tag",
    "lens_actor",
    "lens_shortfall",
    "unanalysed_actor",
    "no_cost_bearer",
    "single_source_lens",
    "source_concentration",
    "templated_sentence",
    "why_repeats_dek",
    "stale_tag",
    "near_duplicate_tag",
    "unanswered_watch",
    "orphan_tag",
]

# Kind → what a row of it says, in the order in which the list shows them: what readers were told first, housekeeping last.
# docs/gaps.md prints the same list, and a test holds the two together.
GAP_KINDS: Mapping[GapKind, str] = {
    "broken_promise": "The article named a date to watch; it has passed, and no later article comes back to it. A date with its year comes first.",
    "lens_tag": "A tag stands under this lens less often than its share of all articles would lead one to expect.",
    "lens_actor": "An actor is named under this lens less often than its share of all articles would lead one to expect.",
    "lens_shortfall": "The lens has fewer articles than the lens scheme says it should; a plain count, not a test.",
    "unanalysed_actor": "The actor is among those named most, yet no article says what it gains, keeps, loses or pays.",
    "no_cost_bearer": "Articles under this lens say who gains, but not who pays.",
    "single_source_lens": "All sourced articles under this lens rest on one outlet.",
    "source_concentration": "Few outlets carry this lens.",
    "templated_sentence": "The same sentence stands in articles that tell different stories.",
    "why_repeats_dek": "The section that should say why it matters repeats the dek.",
    "stale_tag": "The tag has been silent longer than its own rhythm explains.",
    "near_duplicate_tag": "Two tags seem to be one.",
    "unanswered_watch": "The article told readers to watch this, without a date; for a year no later article has come back to it.",
    "orphan_tag": "The tag stands on one article only, so it leads nowhere.",
}

# How many articles a row links to where the full list would say nothing more.
LINKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something an editor could do something about.

    ``have`` and ``expected`` are in the unit that ``why`` names (articles, days, outlets). ``score`` is comparable within a
    kind, higher is worse. ``p`` is None where nothing was tested. ``about`` is what makes it this gap and not another, where
    subject and lens do not: the id stays the same from build to build.
    """

    kind: GapKind
    subject: str
    why: str
    score: float
    lens: str | None = None
    have: float | None = None
    expected: float | None = None
    p: float | None = None
    articles: tuple[ArticleId, ...] = ()
    about: tuple[str, ...] = ()
    state: str = "open"

    @property
    def id(self) -> str:
        """The gap's id, made of its kind and what it is about."""
        return f"gap-{digest(self.kind, *(self.about or (self.subject, self.lens or '')))}"

    def row(self) -> dict[str, Any]:
        """The gap as a line of ``gaps --format jsonl``."""
        return {
            "id": self.id, "kind": self.kind, "subject": self.subject, "lens": self.lens, "have": _number(self.have),
            "expected": _number(self.expected), "score": round(self.score, 9), "p": self.p, "why": self.why,
            "articles": list(self.articles), "state": self.state,
        }  # fmt: skip


def _number(value: float | None) -> float | None:
    """Counts as whole numbers, the rest in nine digits."""
    return value if value is None else int(value) if value == int(value) else round(value, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the list does not show, in one sentence: what was too thin to judge, or cut."""

    kind: GapKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The rows in order, and the notes in the order of their kinds."""

    rows: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def note(self) -> str:
        """All notes as one text."""
        return " ".join(note.text for note in self.notes)


def listed(found: Iterable[Gaps], *, kinds: Collection[str], most: int | None) -> Gaps:
    """Several lists as one: by kind, then by (−score to nine digits, id); at most ``most`` rows a kind, and a note on what was cut."""
    found = tuple(found)
    rows: dict[GapKind, list[Gap]] = {kind: [] for kind in GAP_KINDS if kind in kinds}
    for row in (row for each in found for row in each.rows):
        if row.kind in rows:
            rows[row.kind].append(row)
    notes = [note for each in found for note in each.notes if note.kind in rows]
    kept: list[Gap] = []
    for kind, of_kind in rows.items():
        shown = sorted(of_kind, key=lambda row: (-round(row.score, 9), row.id))[:most]
        kept += shown
        if len(shown) < len(of_kind):
            notes.append(Note(kind=kind, text=f"{kind}: the first {len(shown)} of {len(of_kind):,} are shown."))
    ranked = list(rows)
    return Gaps(rows=tuple(kept), notes=tuple(sorted(notes, key=lambda note: ranked.index(note.kind))))
