"""Why a companion stands beside an article, in one sentence: what both are about, and how far apart in time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lensatlas.features.terms import stems, tokens
from lensatlas.insight.wording import fragment, same, spelling
from lensatlas.insight.words import apart, in_a_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lensatlas.insight.reasons import Reason, ReasonKind

__all__ = ["apart", "spelling", "topics", "why"]

# What a sentence names before it grows into a list.
_NAMED = 3
# Parts that a hyphen joins to a word: "anti-corruption" is one word in a tag that is written as a slug, too.
_JOINED = frozenset(
    ["anti", "non", "co", "pre", "post", "pro", "ex", "self", "mid", "multi", "cross", "counter", "vice"]
)
_SLUG = re.compile(r"[a-z&]+(?:[-_][a-z&]+)+")


def why(
    reasons: Sequence[Reason], day: int, other: int, *,
    through: Sequence[str] = (), note: str | None = None, spelt: Callable[[str], str] = str,
) -> str:  # fmt: skip
    """A companion's reasons as one sentence; ``day`` and ``other`` are the ordinals of the two articles' days, 0 where unknown.

    ``through``: its lenses, where it looks at the same through others. ``note``: an editor's, where an editor pinned it.
    ``spelt``: how the publication writes a tag ("cia leak" → "CIA leak").

    >>> from lensatlas.insight.reasons import Reason
    >>> about = [Reason(kind=kind, label=label, weight=0.1) for kind, label in (("text", "frozen funds"), ("actor", "Qatar"))]
    >>> why(about, 1000, 1008)
    'Both about Qatar and frozen funds; eight days later.'
    """
    about = topics(reasons, spelt)
    clauses = [f"both about {in_a_row(about)}"] if about else []
    if through:
        clauses.append(f"through another lens: {through[0]}")
    elif mechanisms := _labels(reasons, "mechanism"):
        clauses.append(f"the same mechanism: {mechanisms[0]}")
    elif len(about) < 2 and (lenses := _labels(reasons, "lens")):
        clauses.append(f"the same lens: {lenses[0]}")
    if note is not None:
        clauses.insert(0, f"an editor's choice: {note.rstrip('.')}" if note else "an editor's choice")
    if when := apart(day, other):
        clauses.append(when)
    clauses += [f"also published as {label}" for label in _labels(reasons, "duplicate")]
    sentence = "; ".join(clauses or ["alike in small things"])
    return f"{sentence[0].upper()}{sentence[1:]}."


def topics(reasons: Sequence[Reason], spelt: Callable[[str], str] = str) -> list[str]:
    """What both are about, at most three: tags and actors first, then words; nothing that another says already.

    Beside names only phrases are told, and a single word where it weighs as much as a name: else it says too little. What breaks off
    before what it is about is told only where there is nothing else.
    """
    words = [reason for reason in reasons if reason.kind == "text"]
    telling = [reason for reason in words if not any(map(_number, reason.label.split()))] or words
    whole = [reason for reason in telling if not fragment(reason.label)] or telling
    phrases = sorted(_joined(whole), key=lambda reason: " " not in reason.label)
    kept = _distinct([*(reason for reason in reasons if reason.kind in {"tag", "actor"}), *phrases])
    names = [reason for reason in kept if reason.kind != "text"]
    least = min((reason.weight for reason in names[:_NAMED]), default=0.0)
    said = [reason for reason in kept if reason.kind == "text" and (" " in reason.label or reason.weight >= least)]
    first = [*names, *said][:_NAMED]
    return [_spoken(reason.label, spelt) if reason.kind == "tag" else reason.label for reason in first]


def _labels(reasons: Sequence[Reason], kind: ReasonKind) -> list[str]:
    return [reason.label for reason in reasons if reason.kind == kind]


def _number(word: str) -> bool:
    return word.replace(",", "").replace(".", "").isdigit()


def _joined(words: Sequence[Reason]) -> list[Reason]:
    """Phrases of which one begins with the word the other ends with, as one: “Town Hall” and “Hall meeting”."""
    left = list(words)
    for one in words:
        for other in words:
            if one in left and other in left and one is not other and " " in one.label and " " in other.label:
                *_, last = one.label.split()
                first, *rest = other.label.split()
                if last.casefold() == first.casefold():
                    left[left.index(one)] = replace(one, label=" ".join([one.label, *rest]))
                    left.remove(other)
    return left


def _distinct(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons without those that say what one before says, or are a phrase that runs into it ("Envoy Steve")."""
    kept: list[Reason] = []
    said: list[frozenset[str]] = []
    for reason in reasons:
        words = _words(reason.label)
        if reason.kind == "text":
            again = any(words & before for before in said)
        else:
            again = any(words <= before or before <= words for before in said) or any(
                same(reason.label, before.label) for before in kept
            )
        if not again:
            said.append(words)
            kept.append(reason)
    return kept


_stem = stems()


def _words(label: str) -> frozenset[str]:
    return frozenset(filter(None, map(_stem, tokens(re.sub("[-_]", " ", label.replace(".", "")))))) or frozenset(
        [label]
    )


def _spoken(label: str, spelt: Callable[[str], str] = str) -> str:
    """A tag as one says it: a slug's hyphens are spaces, and small letters are capitals where the articles write them so.

    >>> _spoken("judicial-capture"), _spoken("anti-corruption"), _spoken("Covid-19"), _spoken("al-Udeid")
    ('judicial capture', 'anti-corruption', 'Covid-19', 'al-Udeid')
    """
    if _SLUG.fullmatch(label):
        words = re.split("[-_]", label)
        label = "".join(word + ("-" if word in _JOINED else " ") for word in words[:-1]) + words[-1]
    return spelt(label) if label.islower() else label
