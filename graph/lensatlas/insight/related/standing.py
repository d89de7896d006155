"""Where one article stands in the list of another, and what keeps it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lensatlas.insight.related.likeness import Beside
from lensatlas.insight.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.insight.related.choice import Question, Shown

State = Literal["shown", "pinned", "copy", "folded", "excluded", "nothing", "below", "behind", "varied"]

# State → what it says. docs/related.md prints the same list, and a test holds the two together.
STATES: Mapping[State, str] = {
    "shown": "It is in the list.",
    "pinned": "It is in the list because an editor pinned it.",
    "copy": "It tells nearly the article's own text.",
    "folded": "It tells nearly the text of another that is in the list.",
    "excluded": "An editor excluded it.",
    "nothing": "The two have nothing in common.",
    "below": "It scores less than the minimum.",
    "behind": "The list is full of better ones.",
    "varied": "It scores enough, but says little that those in the list do not, or all of them stand on its side of time.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether an article is in the list of another. ``rank`` is its place in the list, from 1; ``place``, its place by score alone.

    ``needed``: the score it would take, where a higher one would bring it in. ``sentence``: all this for people to read, the
    article being the first and the other the second.
    """

    state: State
    rank: int | None
    place: int | None
    needed: float | None
    sentence: str

    def row(self) -> dict[str, Any]:
        """The standing as part of a row."""
        return {"state": self.state, "rank": self.rank, "place": self.place, "needed": self.needed}


def standing(question: Question, shown: Shown, article: int, other: int, score: float, place: int | None) -> Standing:
    """Where ``other`` stands, given what is ``shown`` beside the article; ``place`` counts from 0 in the order of scores alone."""
    headlines = question.graph.headlines
    state, needed = _state(question, shown, article, other, score)
    rank = shown.ids.index(other) + 1 if other in shown.ids else None
    nth = None if place is None else place + 1
    if state == "shown" and rank:
        sentence = f"The second is shown beside the first, in place {rank} of {len(shown.ids)}, as {shown.roles[rank - 1].replace('_', ' ')}."
    elif state == "pinned":
        sentence = f"The second is shown beside the first, in place {rank} of {len(shown.ids)}: an editor pinned it."
    elif state == "folded":
        standing_for = headlines[shown.ids[_copied(question, shown, other)[0]]]
        sentence = f"The second is not shown beside the first, but folded into {quoted(standing_for)}, which tells nearly the same text."
    elif state == "below":
        sentence = f"The second is not shown beside the first: {question.least:.3f} is needed."
    elif state == "behind":
        full = "no place is left for it" if needed is None else f"the last of those that are scores {needed:.3f}"
        sentence = f"The second is not shown beside the first: by score it is number {nth}, and {full}."
    elif state == "varied":
        near = headlines[shown.ids[int(np.argmax(_alike(question, shown, other)))]]
        sentence = (
            f"The second is not shown beside the first for variety: of those that are, {quoted(near)} is most like it."
        )
    else:
        sentence = f"The second is not shown beside the first. {STATES[state]}"
    return Standing(state=state, rank=rank, place=nth, needed=needed, sentence=sentence)


def _state(question: Question, shown: Shown, article: int, other: int, score: float) -> tuple[State, float | None]:
    if other in shown.ids:
        return ("pinned" if shown.roles[shown.ids.index(other)] == "pinned" else "shown"), None
    if not question.exact:
        if other in question.pins.never(article):
            return "excluded", None
        if other in shown.copies or _is_copy(question, article, other):
            return "copy", None
        if len(_copied(question, shown, other)):
            return "folded", None
    if not score:
        return "nothing", None
    if score < question.least:
        return "below", question.least
    unpinned = [place for place, role in enumerate(shown.roles) if role != "pinned"]
    last = max(((-shown.scores[place], shown.ids[place]) for place in unpinned), default=None)
    if last is None or (-score, other) > last:
        return "behind", None if last is None else -last[0]
    return "varied", None


def _is_copy(question: Question, article: int, other: int) -> bool:
    return bool(_beside(question, [other]).alike(article)[1][0])


def _copied(question: Question, shown: Shown, other: int) -> np.ndarray:
    """The places of those in the list that tell nearly the other's text."""
    return np.flatnonzero(_beside(question, shown.ids).alike(other)[1])


def _alike(question: Question, shown: Shown, other: int) -> np.ndarray:
    """The cosines of those in the list with the other."""
    return _beside(question, shown.ids).alike(other)[0]


def _beside(question: Question, articles: Sequence[int]) -> Beside:
    features = question.features
    return Beside(features, np.array(articles, np.int64), np.zeros(features.matrix.shape[1]))
