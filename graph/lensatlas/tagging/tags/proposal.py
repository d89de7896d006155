"""One proposal to an editor about tags, and the kinds of proposal there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    # Says of two tags whether an editor has judged that they are two.
    Apart = Callable[[str, str], bool]

TagKind = Literal[
    "case", "hyphen", "accent", "number", "spelling", "order", "acronym", "clipping", "slip", "form", "family", "use", "part",
    "too_broad", "orphan", "ambiguous", "is_actor", "is_place", "is_lens", "broader",
    "missing_label", "several_labels", "bad_label", "ambiguous_label", "clashing_label", "undocumented", "lonely_concept", "islands",
    "hierarchy_cycle", "hierarchy_shortcut", "top_with_broader", "no_top", "clashing_relation", "reflexive_relation",
    "sibling_relation", "unknown_concept",
]  # fmt: skip

# Kind → what it says, in the order of the list: merges (the surest first), single tags, the hierarchy, the checks of a scheme.
TAG_KINDS: Mapping[TagKind, str] = {
    "case": "differ only in capitals",
    "hyphen": "differ only in hyphens or spaces",
    "accent": "differ only in accents",
    "number": "differ only in number, one and many",
    "spelling": "differ only in British and American spelling",
    "order": "hold the same words in another order",
    "acronym": "are an abbreviation and what the articles spell it out as",
    "clipping": "differ only in a word that is cut short",
    "slip": "differ by one letter, in a word that is in no dictionary and hardly ever used",
    "form": "hold forms of the same words",
    "family": "differ only in a noun and its adjective",
    "use": "are on nearly the same articles and share their words",
    "part": "are one subject and a name that joins it to another",
    "too_broad": "is on so many articles that it tells little apart",
    "orphan": "is on one article only",
    "ambiguous": "is used for two things",
    "is_actor": "is an actor",
    "is_place": "is a place",
    "is_lens": "is a lens",
    "broader": "is hardly ever used without the broader one",
    "missing_label": "has no preferred label",
    "several_labels": "has several preferred labels in one language",
    "bad_label": "has a label that is empty or cannot be printed",
    "ambiguous_label": "shares a label with another concept",
    "clashing_label": "has one label in two roles",
    "undocumented": "has no scope note",
    "lonely_concept": "is related to no other concept",
    "islands": "hangs apart from the rest of the scheme",
    "hierarchy_cycle": "is broader than itself",
    "hierarchy_shortcut": "is under a concept that is already above one of its broader concepts",
    "top_with_broader": "is called a top concept and has a broader one",
    "no_top": "has nothing broader and is not called a top concept",
    "clashing_relation": "is both related to a concept and below or above it",
    "reflexive_relation": "is related to itself",
    "sibling_relation": "is related to a concept with the same broader one, which says nothing more",
    "unknown_concept": "points to a concept that the scheme does not hold",
}
# Those that say: these two are one.
MERGE_KINDS: tuple[TagKind, ...] = tuple(TAG_KINDS)[: tuple(TAG_KINDS).index("part") + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something about one tag, or about two, that an editor may want to settle; nothing is changed by it.

    ``into`` is the tag to keep, the broader tag, the actor or the lens; None where the proposal is about one tag alone.
    ``score`` is 0 to 1, comparable within a kind and among merges; ``why`` is one sentence or two with the numbers.
    ``about`` says what ``from_tag`` is: a tag, or a lens that is held to the same order.
    """

    kind: TagKind
    from_tag: str
    into: str | None
    score: float
    why: str
    about: Literal["tag", "lens"] = "tag"

    def row(self) -> dict[str, Any]:
        """The proposal as a line of ``tags --format jsonl``."""
        return {
            "kind": self.kind, "from": self.from_tag, "into": self.into, "score": round(self.score, 9), "why": self.why,
            "about": self.about,
        }  # fmt: skip


def never(_tag: str, _other: str) -> bool:
    """No two tags were judged to be two."""
    return False


def ranked(rows: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Proposals in the order of the list: the highest score first, then by tag."""
    return tuple(sorted(rows, key=lambda row: (-round(row.score, 9), row.from_tag, row.into or "")))


def keeping_order(uses: Mapping[str, int], preferred: Iterable[str] = ()) -> Callable[[str], tuple[object, ...]]:
    """The order in which tags are kept: declared ones first, then the most used, then the plainest."""
    first = frozenset(preferred)
    return lambda tag: (tag not in first, -uses[tag], tag != tag.lower(), tag)


def articles(count: int) -> str:
    """A count of articles as a sentence says it.

    >>> articles(1), articles(1200)
    ('1 article', '1,200 articles')
    """
    return "1 article" if count == 1 else f"{count:,} articles"
