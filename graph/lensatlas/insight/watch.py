"""The watch ledger: what articles told readers to watch next, and whether a later article came back to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array, hstack

from lensatlas.features.terms import stems, tokens
from lensatlas.insight.answering import Columns, Reading, index
from lensatlas.model import Article, ArticleId, Tagged
from lensatlas.tagging.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.insight.answering import Held, Sentences
    from lensatlas.model import WatchItem, WatchState
    from lensatlas.network.graph import Graph, NodeKind

# The settled articles, given anew at each call.
Settled = Callable[[], Iterable[tuple[Article, Tagged]]]

# A promise without a date that no article has come back to for so long is taken as forgotten.
EXPIRES = dt.timedelta(days=365)
# What a sentence must hold of a promise falls with what the two articles share: 85 % where nothing, 60 % where their common
# tags and actors weigh as much as two that no other article has (ln N each). Read on 460 promises of a small publication:
# of the 43 taken as answered 34 are; half of the words would find some 15 more, of which every second is chance.
FAR, FALLS = 0.85, 0.125
# However much of a short promise it holds, an article of another story needs this many of its words.
FAR_WORDS = 3
_PROMISES = "what_to_watch"
# "Watch whether …", "Pay close attention to …": how a promise begins, never what it promises.
_CALL = re.compile(
    r"^\W*(?:and\s+|also\s+|then\s+)*(?:watch|look|track|monitor|follow|expect|see|note|keep\s+(?:an?\s+)?(?:\w+\s+)?eye|"
    r"pay\s+(?:\w+\s+)?attention)\b",
    re.IGNORECASE,
)
# "by 30 June 2025", "before the end of March"; but "the hearing on 18 November" is named by its day.
_DEADLINE = re.compile(
    r"\b(?:by|before|until|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?:\s+\d{1,2}\b)?(?:,?\s+\d{4})?"
)
_SHARED: tuple[NodeKind, ...] = ("tag", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The sentence of a later article that comes back to a promise.

    ``ordinal`` counts the article's sentences outside its own promises; ``covered`` is the share of the promise it holds.
    """

    article: ArticleId
    ordinal: int
    covered: float
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One promise and how it stands; ``chances`` is how many later articles share an actor or tag and could have come back."""

    item: WatchItem
    state: WatchState
    published: dt.date | None = None
    answer: Answer | None = None
    chances: int = 0

    def row(self) -> dict[str, Any]:
        """The promise as a line of ``watch --format jsonl``."""
        item, answer = self.item, self.answer
        return {
            "id": item.id, "article": item.article, "text": item.text, "actors": list(item.actors), "tags": list(item.tags),
            "due": item.due.isoformat() if item.due else None, "state": self.state,
            "answered_by": {"article": answer.article, "sentence": answer.sentence} if answer else None,
        }  # fmt: skip


def ledger(settled: Settled, *, graph: Graph, as_of: dt.date) -> tuple[Watched, ...]:
    """Every promise, oldest first, with its state at ``as_of``.

    *answered*: an article published on a later day, up to ``as_of``, shares an actor with the promise or a tag with it or the
    article that made it, and one of its sentences, read under its headline, holds most of the promise's words, each weighted
    by its rarity: from 85 % where the two articles have no more in common, down to 60 % in the same storyline; a third of it in
    the sentence itself, names of actors aside. What a later article tells readers to watch is no answer. The sentence that holds most is given.
    *overdue*: its date has passed without. *expired*: it has no date and is more than 365 days old. Else *open*.

    ``settled`` gives the settled articles, in any order, anew each time it is called: texts are read and let go.
    """
    items = (item for _, tagged in settled() for item in tagged.watch)
    promises = sorted(items, key=lambda item: (item.article, item.start, item.id))
    if not promises:
        return ()
    wanted = [sorted(_asked(item)) for item in promises]
    vocabulary = {stem: i for i, stem in enumerate(sorted({stem for words in wanted for stem in words}))}
    reading, rows = Reading(Columns(vocabulary, _stem)), graph.position["article"]
    for article, _ in settled():
        row = rows.get(article.id)
        if row is not None and 0 < graph.days[row] <= as_of.toordinal():
            reading.read(row, article.headline, _spoken(article))
    desk = _Desk(graph, as_of, index(reading, graph))
    found = []
    for item, words in zip(promises, wanted, strict=True):
        names = {stem for actor in item.actors for stem in _stems(actor)}
        columns = np.array([vocabulary[stem] for stem in words], np.int64)
        found.append(desk.judged(item, columns, np.array([stem in names for stem in words], bool)))
    quotes = _quoted(found, settled)
    return tuple(sorted(quotes, key=lambda each: (each.published or dt.date.max, each.item.article, each.item.start)))


def _quoted(found: Sequence[Watched], settled: Settled) -> Iterator[Watched]:
    """The promises with the words of the sentences that answer them."""
    wanted = {each.answer.article for each in found if each.answer}
    spoken = {article.id: tuple(_spoken(article)) for article, _ in settled() if article.id in wanted} if wanted else {}
    for each in found:
        answer = each.answer
        if answer is None:
            yield each
        else:
            yield replace(each, answer=replace(answer, sentence=spoken[answer.article][answer.ordinal]))


class _Desk:
    """Everything one promise is held against."""

    def __init__(self, graph: Graph, as_of: dt.date, spoken: Sentences) -> None:
        self.graph, self.as_of, self.spoken = graph, as_of, spoken
        self.holders = {kind: graph.links[kind].tocsc() for kind in _SHARED}
        self.among = np.zeros(graph.size, bool)
        self.topics = csr_array(hstack([graph.links[kind] for kind in _SHARED], format="csr"))
        holders = np.bincount(self.topics.indices, minlength=self.topics.shape[1])
        self.rarity = np.log(max(graph.size, 1) / np.maximum(holders, 1))

    def judged(self, item: WatchItem, words: np.ndarray, names: np.ndarray) -> Watched:
        """One promise, its answer's sentence still to be quoted."""
        row = self.graph.position["article"].get(item.article)
        day = int(self.graph.days[row]) if row is not None else 0
        if row is None or not day:
            return Watched(item=item, state=self._unanswered(item, None))
        near = self._near(item, row, day)
        self.among[near] = True
        held = self.spoken.holding(words, names, among=self.among, after=day)
        self.among[near] = False
        common = self._common(row, self.spoken.rows[held.sentence])
        near_enough = (common >= 1) | (held.words >= FAR_WORDS)
        answer = self._best(held.where(near_enough & (held.share >= FAR - FALLS * common)))
        published = dt.date.fromordinal(day)
        state = "answered" if answer else self._unanswered(item, published)
        return Watched(item=item, state=state, published=published, answer=answer, chances=len(near))

    def _near(self, item: WatchItem, row: int, day: int) -> np.ndarray:
        """Later articles, up to ``as_of``, that share an actor the promise names, or a tag with it or its article."""
        tags = self.graph.links["tag"]
        shared: dict[NodeKind, set[int]] = {
            "tag": set(tags.indices[tags.indptr[row] : tags.indptr[row + 1]].tolist()),
            "actor": set(),
        }
        named: dict[NodeKind, tuple[str, ...]] = {"tag": item.tags, "actor": item.actors}
        for kind, names in named.items():
            place = self.graph.position[kind]
            shared[kind] |= {place[name] for name in names if name in place}
        held = [np.zeros(0, np.int32)]
        for kind, columns in shared.items():
            by = self.holders[kind]
            held += [by.indices[by.indptr[column] : by.indptr[column + 1]] for column in columns]
        near = np.unique(np.concatenate(held))
        days = self.graph.days[near]
        later: np.ndarray = near[(days > day) & (days <= self.as_of.toordinal())]
        return later

    def _common(self, row: int, others: np.ndarray) -> np.ndarray:
        """How much an article has in common with each of these: the rarity of the tags and actors both have, in units of ln N."""
        own = np.zeros(self.topics.shape[1])
        held = self.topics.indices[self.topics.indptr[row] : self.topics.indptr[row + 1]]
        own[held] = self.rarity[held]
        distinct, place = np.unique(others, return_inverse=True)
        weight: list[float] = [
            own[self.topics.indices[self.topics.indptr[other] : self.topics.indptr[other + 1]]].sum()
            for other in distinct
        ]
        return np.asarray(np.array(weight, np.float64)[place] / np.log(max(self.graph.size, 2)))

    def _best(self, held: Held) -> Answer | None:
        """The sentence that holds most of the promise, most of it itself, the earliest of equals."""
        if not len(held.sentence):
            return None
        best = int(np.lexsort((held.sentence, -np.round(held.own, 9), -np.round(held.share, 9)))[0])
        number = int(held.sentence[best])
        article = ArticleId(self.graph.ids["article"][self.spoken.rows[number]])
        return Answer(article=article, ordinal=int(self.spoken.ordinals[number]), covered=float(held.share[best]))

    def _unanswered(self, item: WatchItem, published: dt.date | None) -> WatchState:
        # A date before the article itself is part of what is promised ("who valued it in 2022"), not its deadline.
        if item.due and (published is None or item.due >= published):
            return "overdue" if item.due < self.as_of else "open"
        return "expired" if published and self.as_of - published > EXPIRES else "open"


_stem = stems()


def _stems(text: str) -> Iterator[str]:
    return (stem for stem in map(_stem, tokens(text)) if stem)


def _asked(item: WatchItem) -> set[str]:
    """The words of a promise that an answer should hold: not the call to watch, nor the day by which it is due."""
    return set(_stems(_DEADLINE.sub("", _CALL.sub("", item.text))))


def _spoken(article: Article) -> Iterator[str]:
    """The sentences in which an article can answer a promise, its body first: all but its own promises."""
    passages = [(name, prose) for name, prose in article.passages() if name != _PROMISES]
    for _, prose in sorted(passages, key=lambda passage: passage[0] in {"headline", "dek"}):
        yield from (span.of(prose) for span in sentences(prose))
