"""Why a companion stands beside an article, in one sentence: what both are about, and how far apart in time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.features.terms import stems, tokens
from lensatlas.insight.words import several

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lensatlas.insight.reasons import Reason, ReasonKind

# What a sentence names before it grows into a list.
_NAMED = 3
_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# Parts that a hyphen joins to a word: "anti-corruption" is one word in a tag that is written as a slug, too.
_JOINED = frozenset(
    ["anti", "non", "co", "pre", "post", "pro", "ex", "self", "mid", "multi", "cross", "counter", "vice"]
)
_SLUG = re.compile(r"[a-z]+(?:[-_][a-z]+)+")


def why(
    reasons: Sequence[Reason], day: int, other: int, *, through: Sequence[str] = (), note: str | None = None
) -> str:
    """A companion's reasons as one sentence; ``day`` and ``other`` are the ordinals of the two articles' days, 0 where unknown.

    ``through``: its lenses, where it looks at the same through others. ``note``: an editor's, where an editor pinned it.

    >>> from lensatlas.insight.reasons import Reason
    >>> about = [Reason(kind=kind, label=label, weight=0.1) for kind, label in (("text", "frozen funds"), ("actor", "Qatar"))]
    >>> why(about, 1000, 1008)
    'Both about Qatar and frozen funds; eight days later.'
    """
    about = topics(reasons)
    said = [f"both about {several(about)}"] if about else []
    for kind, words in (("mechanism", "the same mechanism"), ("lens", "the same lens")):
        said += [f"{words}, {name}" for name in _distinct(_labels(reasons, (kind,)), about)[:1]]  # type: ignore[arg-type]
    if through:
        said.append(f"through another lens, {through[0]}")
    first = ", ".join(said) or ("published close together" if day and other else "alike in small things")
    when = apart(day, other)
    copies = [f"also published as {reason.label}" for reason in reasons if reason.kind == "duplicate"]
    pinned = [] if note is None else [f"an editor's choice: {note.rstrip('.')}" if note else "an editor's choice"]
    sentence = "; ".join([*pinned, *([first] if said or note is None else []), *([when] if when else []), *copies])
    return f"{sentence[0].upper()}{sentence[1:]}."


def topics(reasons: Sequence[Reason]) -> list[str]:
    """What both are about, at most three: tags and actors first, then words; nothing that another says already."""
    named = _distinct(_labels(reasons, ("tag", "actor")), ())
    words = [label for label in _labels(reasons, ("text",)) if not label.replace(",", "").replace(".", "").isdigit()]
    return [_spoken(label) for label in [*named, *_distinct(words, named)][:_NAMED]]


def _labels(reasons: Sequence[Reason], kinds: tuple[ReasonKind, ...]) -> list[str]:
    return [reason.label for reason in reasons if reason.kind in kinds]


def _distinct(labels: Iterable[str], told: Iterable[str]) -> list[str]:
    """The labels without those whose words one before says, or that only add words to one before."""
    kept: list[str] = []
    said = [_words(label) for label in told]
    for label in labels:
        words = _words(label)
        if not any(words <= before or before <= words for before in said):
            said.append(words)
            kept.append(label)
    return kept


_stem = stems()


def _words(label: str) -> frozenset[str]:
    return frozenset(filter(None, map(_stem, tokens(label.replace("-", " ").replace("_", " "))))) or frozenset([label])


def _spoken(label: str) -> str:
    """A label as one says it: a slug's hyphens are spaces.

    >>> _spoken("judicial-capture"), _spoken("anti-corruption"), _spoken("Covid-19"), _spoken("al-Udeid")
    ('judicial capture', 'anti-corruption', 'Covid-19', 'al-Udeid')
    """
    if not _SLUG.fullmatch(label):
        return label
    words = re.split("[-_]", label)
    return "".join(word + ("-" if word in _JOINED else " ") for word in words[:-1]) + words[-1]


def apart(day: int, other: int) -> str:
    """How long after ``day`` the other one was, in words; nothing where either is 0.

    >>> apart(1000, 1000), apart(1000, 999), apart(1000, 1008), apart(1000, 970), apart(1000, 1100), apart(1000, 6000)
    ('the same day', 'a day earlier', 'eight days later', 'four weeks earlier', 'three months later', '14 years later')
    """
    if not day or not other:
        return ""
    days = abs(other - day)
    if not days:
        return "the same day"
    long, unit = ((days, "day"), (days / 7, "week"), (days / 30.44, "month"), (days / 365.25, "year"))[
        (days >= 14) + (days >= 60) + (days >= 700)
    ]
    count = round(long)
    number = "a" if count == 1 else _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {unit}{'s' if count > 1 else ''} {'later' if other > day else 'earlier'}"
