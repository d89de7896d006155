"""What an article, or a whole path, is about in two or three words: taken from what it carries, or from its headline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lensatlas.features.terms import STOP_WORDS
from lensatlas.insight.wording import once
from lensatlas.insight.words import quoted
from lensatlas.model import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lensatlas.insight.paths.ground import Ground

# A longer name is a sentence; a title with two of these and their glue fits a line.
_LONGEST = 40
_SIGNS = frozenset("()[]{}$%/\\|<>:;#@")
_HEADLINE = 72
_PARTING = (": ", " — ", " – ", " - ", "; ", " | ", "? ")
# Letters by which a word of a label is known in a headline: "sanctions" in "Sanctioned".
_STEM = 5
# What a name counts more if the headline says it.
_SAID = 3.0


def subject(ground: Ground, article: int, others: Collection[int] = (), *, but: Collection[str] = ()) -> str:
    """What sets an article apart from others: the tag that weighs most, above all if its headline says it.

    Actors and mechanisms only if it does: a text names many actors in passing, and a mechanism says how, not what. Without
    any, the headline, cut and in quotation marks.
    ``but``: names that are told already, whatever the order of their words.
    """
    headline = {word[:_STEM] for word in fold(ground.headline(article)).split()}
    foreign = {(name.kind, name.node) for other in others for name in ground.named(other)}
    told = [_words(name) for name in but]
    found: list[tuple[float, str]] = []
    for name in ground.named(article):
        if (
            name.kind == "lens"
            or (name.kind, name.node) in foreign
            or _words(name.folded) in told
            or not fits(name.said)
        ):
            continue
        words = [word for word in name.folded.split() if word not in STOP_WORDS]
        said = bool(words) and all(word[:_STEM] in headline for word in words)
        if said or name.kind == "tag":
            found.append((-round(name.weight * (_SAID if said else 1.0), 9), name.said))
    return ground.spelt(min(found)[1]) if found else quoted(cut(ground.headline(article)))


def _words(name: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in fold(name).split() if word not in STOP_WORDS)


def fits(name: str) -> bool:
    """Whether a name can stand in a title: short, without brackets and signs."""
    return len(name) <= _LONGEST and not _SIGNS.intersection(name)


def thread(ground: Ground, articles: Sequence[int], *, most: int = 2) -> list[str]:
    """What runs through a path: names that more than half of its articles carry, the most common there first, then the rarest."""
    carried = [
        name for article in articles for name in ground.named(article) if name.kind != "lens" and fits(name.said)
    ]
    times = Counter((name.kind, name.node) for name in carried)
    found = {
        (-times[name.kind, name.node], int(ground.counts[name.kind][name.node]), name.said)
        for name in carried
        if 2 * times[name.kind, name.node] > len(articles)
    }
    return [*map(ground.spelt, once([name for *_, name in sorted(found)])[:most])]


def cut(headline: str, most: int = _HEADLINE) -> str:
    """A headline that fits: whole, else its longest clause; that cut at a comma or after a word that does not dangle.

    Never inside a name.

    >>> cut("Trends on Tuesday: Meet the Mobile Power Users", 30)
    'Meet the Mobile Power Users'
    >>> cut("The ministry puts the last of its terminals up for sale", 40)
    'The ministry puts the last…'
    >>> cut("Staff who looked into Elon Musk are offered money", 29)
    'Staff who looked…'
    """
    if len(headline) <= most:
        return headline
    clauses = [headline]
    for mark in _PARTING:
        clauses = [part.strip() for clause in clauses for part in clause.split(mark)]
    longest = max(clauses, key=len)
    if len(longest) <= most:
        return longest
    clause = longest[: most + 1].rpartition(", ")[0]
    if 2 * len(clause) >= most:
        return f"{clause}…"
    words = longest[: most + 1].split()[:-1] or [longest[:most]]
    after = longest[: most + 1].split()[-1]
    amid = sum(word[:1].isupper() for word in words[1:]) * 2 < len(words)
    while len(words) > 1 and (
        fold(words[-1]) in STOP_WORDS or (amid and words[-1][0].isupper() and after[0].isupper())
    ):
        after = words.pop()
    return " ".join(words).rstrip(" ,;:–—-") + "…"
