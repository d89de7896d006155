"""Tags that seem to be one by how they are written.

Two tags are compared by what is left of them when one difference is taken away: capitals first, then hyphens, accents,
number, spelling, word order, clippings, word form. Equal remains mean equal keys, so no tag is ever compared with all the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import singular
from lensatlas.tagging.tags.proposal import TAG_KINDS, Proposal, articles, keeping_order, never, ranked
from lensatlas.tagging.tags.slips import slips
from lensatlas.tagging.tags.words import family, keys, spelled, whole, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.tagging.tags.proposal import Apart, TagKind

# How sure each kind is: of the proposals read on 3,694 tags and 442 lenses of real events, about this share were one topic.
_SURE: Mapping[TagKind, float] = {
    "case": 1.0, "hyphen": 0.99, "accent": 0.98, "number": 0.97, "spelling": 0.96, "order": 0.9, "clipping": 0.88,
    "family": 0.82, "slip": 0.8, "form": 0.6,
}  # fmt: skip
# Words whose ending makes another thing of the stem: private and privatization, origins and originalism.
_TURNED = re.compile(r"(i[sz](?:e[ds]?|ing|ations?)|isms?|ists?|ances?|ants?|ments?|ers?|ors?|ees?|archs?)$")


def near_duplicates(
    uses: Mapping[str, int],
    *,
    is_apart: Apart = never,
    preferred: Iterable[str] = (),
) -> tuple[Proposal, ...]:
    """Tags that seem to be one, the surest first; each stands as ``from`` at most once.

    ``uses``: tag → how many articles have it. The tag with more articles is the one to keep, the plainer where they tie;
    ``preferred`` are kept before all others. ``is_apart`` says of two tags that an editor has judged them to be two.
    """
    order = keeping_order(uses, preferred)
    kept = sorted(uses, key=order)
    found: dict[str, tuple[TagKind, str]] = {}
    for kind, key in keys():
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for tag in kept:
            groups[key(tag) or tag].append(tag)
        for group in groups.values():
            for place, tag in enumerate(group[1:], start=1):
                into = next(
                    (o for o in group[:place] if (kind != "form" or _same_form(tag, o)) and not is_apart(tag, o)), None
                )
                if into is not None:
                    found[tag] = kind, into
        kept = [tag for tag in kept if tag not in found]
    for tag, into in slips(kept, uses):
        if order(into) < order(tag) and not is_apart(tag, into):
            found[tag] = "slip", into
    return ranked(_row(kind, tag, into, uses) for tag, (kind, into) in found.items())


def _row(kind: TagKind, tag: str, into: str, uses: Mapping[str, int]) -> Proposal:
    score = _SURE[kind] * _doubt(kind, tag, into)
    why = f"“{tag}” (on {articles(uses[tag])}) and “{into}” (on {uses[into]:,}) {TAG_KINDS[kind]}."
    return Proposal(kind=kind, from_tag=tag, into=into, score=score, why=why)


def _doubt(kind: TagKind, tag: str, into: str) -> float:
    """What lowers a kind's score: words that change places without *of* or a number may change the sense (law school, school law)."""
    if kind in {"clipping", "family"}:
        ours, theirs = ([family(whole(word)) for word in spelled(each)] for each in (tag, into))
        return 1.0 if ours == theirs or _turned_round(tag, into) else 0.8
    if kind != "order" or _turned_round(tag, into) or any(word.isdigit() for word in words(tag)):
        return 1.0
    return 0.9 if len(spelled(tag)) > 2 else 0.75


def _turned_round(tag: str, into: str) -> bool:
    """Whether one has an *of* that the other has not: justice obstruction, obstruction of justice."""
    return ("of" in words(tag)) != ("of" in words(into))


def _same_form(tag: str, into: str) -> bool:
    """Whether tags with equal stems are forms of one term: they share a whole word, and the others end alike."""
    ours, theirs = (set(spelled(each)) for each in (tag, into))
    return bool(ours & theirs) and same_endings(ours - theirs, theirs - ours) and not _a_name(ours ^ theirs)


def same_endings(words: Iterable[str], others: Iterable[str]) -> bool:
    """Whether words of equal stems end alike, so far as an ending turns the sense: privatize is no form of private.

    >>> same_endings(["contracting"], ["contract"]), same_endings(["originalism"], ["origin"])
    (True, False)
    """
    ours, theirs = set(words), set(others)
    if ours != theirs and {singular(word) for word in ours} == {singular(word) for word in theirs}:
        return False  # their number has told them apart before: securities and security, rights and right
    return {_ending(word) for word in ours - theirs} == {_ending(word) for word in theirs - ours}


def _a_name(different: Iterable[str]) -> bool:
    """Whether a word that differs is in no dictionary: forms of names are other names."""
    return any(word.isalpha() and surprise(word) is None for word in different)


def _ending(word: str) -> str:
    found = _TURNED.search(word)
    return found[1][:2].replace("s", "z") if found else ""
