"""The watch ledger: what articles told readers to watch next, and whether a later article came back to it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import hstack

from lensatlas.insight.answering import COVERED, Asked, Bar, Holders, Reading, said
from lensatlas.model import WATCH_CALL, WATCH_SECTION, Article, ArticleId, Tagged
from lensatlas.tagging.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.insight.answering import Columns, Holds
    from lensatlas.model import WatchItem, WatchState
    from lensatlas.network.graph import Graph

# The settled articles, given anew at each call.
Settled = Callable[[], Iterable[tuple[Article, Tagged]]]

# A promise without a date that no article has come back to for so long is taken as forgotten.
EXPIRES = dt.timedelta(days=365)
# What a sentence must hold of a promise falls with what the two articles share: 85 % where nothing, 60 % where their common
# tags and actors weigh as much as two that no other article has (ln N each). Read on 427 promises of a small publication:
# of the 30 taken as answered 23 are; half of the words would find some 15 more, of which every second is chance.
FAR, FALLS = 0.85, 0.125
# However much of a short promise it holds, a sentence needs two of its words, one of another story three.
NEAR_WORDS, FAR_WORDS = 2, 3
# Of fewer words than this, names aside, a thing to keep an eye on ("the pension fund") is answered by no sentence:
# nothing tells one that comes back to it from one that mentions it.
SHORT = 3
# What is awaited, unlike a thing to keep an eye on, can happen.
_AWAITED = re.compile(
    r"\b(?:whether|if|when|where|who|whom|whose|how|what|which|why|(?:look|watch)(?:\s+out)?\s+for)\b", re.IGNORECASE
)
# "Watch whether …", "Pay close attention to …": how a promise begins, never what it promises.
_CALL = re.compile(rf"^\W*(?:and\s+|also\s+|then\s+)*{WATCH_CALL}\b", re.IGNORECASE)
# "by 30 June 2025", "before the end of March"; but "the hearing on 18 November" is named by its day.
_DEADLINE = re.compile(
    r"\b(?:by|before|until|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?:{'|'.join(calendar.month_name[1:])})\b"
    r"(?:\s+\d{1,2}\b)?(?:,?\s+\d{4})?"
)


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

    ``settled`` gives the settled articles, in any order, anew each of the two times it is called: texts are read and let go.
    Sentences are looked at only in articles that hold enough of a promise as a whole.
    """
    reading = Reading()
    items: list[WatchItem] = []
    rows, latest = graph.position["article"], as_of.toordinal()
    for article, tagged in settled():
        items += tagged.watch
        row = rows.get(article.id)
        if row is not None and 0 < graph.days[row] <= latest:
            reading.read(row, (prose for _, prose in _answering(article)))
    items.sort(key=lambda item: (item.article, item.start, item.id))
    if not items:
        return ()
    asked = _asked(items, reading.columns)
    desk = _Desk(graph, Holders.of(reading, graph))
    promises = [desk.promise(item, each) for item, each in zip(items, asked, strict=True)]
    _hear(promises, settled, reading.columns)
    found = (promise.judged(as_of) for promise in promises)
    return tuple(sorted(found, key=lambda each: (each.published or dt.date.max, each.item.article, each.item.start)))


@dataclass(slots=True)
class _Promise:
    """A promise while its answer is looked for: ``able`` are the articles that may hold it, and what they must hold."""

    item: WatchItem
    asked: Asked
    published: dt.date | None
    able: Sequence[tuple[ArticleId, int, Bar]]
    chances: int
    best: tuple[tuple[float, float, int, int], Answer] | None = None

    def hear(self, article: ArticleId, place: int, holds: Holds, sentence: str) -> None:
        """Take a sentence that holds more than the best so far, or as much and more of it itself, or is earlier."""
        rank = (-round(holds.share, 9), -round(holds.own, 9), place, holds.ordinal)
        if self.best is None or rank < self.best[0]:
            self.best = rank, Answer(article=article, ordinal=holds.ordinal, covered=holds.share, sentence=sentence)

    def judged(self, as_of: dt.date) -> Watched:
        """How it stands."""
        answer = self.best[1] if self.best else None
        state = "answered" if answer else self._unanswered(as_of)
        return Watched(item=self.item, state=state, published=self.published, answer=answer, chances=self.chances)

    def _unanswered(self, as_of: dt.date) -> WatchState:
        # A date before the article itself is part of what is promised ("who valued it in 2022"), not its deadline.
        due = self.item.due
        if due and (self.published is None or due >= self.published):
            return "overdue" if due < as_of else "open"
        return "expired" if self.published and as_of - self.published > EXPIRES else "open"


class _Desk:
    """Everything a promise is held against, article after article."""

    def __init__(self, graph: Graph, holders: Holders) -> None:
        self.graph, self.holders = graph, holders
        self.days = graph.days[holders.rows]
        self.topics = hstack([graph.links["tag"], graph.links["actor"]], format="csr")
        self.by_topic = self.topics[holders.rows].tocsc()
        count = np.bincount(self.topics.indices, minlength=self.topics.shape[1])
        # In units of ln N, so that a topic that no other article has counts 1.
        self.rarity = np.log(max(graph.size, 1) / np.maximum(count, 1)) / np.log(max(graph.size, 2))
        self.score = np.zeros(len(holders.rows))
        self._row = -1

    def promise(self, item: WatchItem, words: tuple[np.ndarray, np.ndarray]) -> _Promise:
        """A promise, and the later articles that could answer it."""
        row = self.graph.position["article"].get(item.article)
        day = int(self.graph.days[row]) if row is not None else 0
        weights = self.holders.rarity[words[0]]
        asked = Asked(words[0], weights, words[1])
        if row is None or not day:
            return _Promise(item=item, asked=asked, published=None, able=[], chances=0)
        self._turn_to(row)
        near = self._near(item, day)
        able = self.holders.able(asked, near, self.least, self.score).tolist() if _answerable(item, asked) else ()
        bars = [
            (self._name(at), at, Bar(float(self.least[at]), NEAR_WORDS if self.common[at] >= 1 else FAR_WORDS))
            for at in able
        ]
        published = dt.date.fromordinal(day)
        return _Promise(item=item, asked=asked, published=published, able=bars, chances=int(np.count_nonzero(near)))

    def _name(self, place: int) -> ArticleId:
        return ArticleId(self.graph.ids["article"][self.holders.rows[place]])

    def _turn_to(self, row: int) -> None:
        """Work out what every article has in common with this one, unless it is the one at hand."""
        if row == self._row:
            return
        self._row, size = row, len(self.holders.rows)
        self.common, self.tagged = np.zeros(size), np.zeros(size, bool)
        tags = self.graph.links["tag"].shape[1]
        for topic in self.topics.indices[self.topics.indptr[row] : self.topics.indptr[row + 1]].tolist():
            held = self._holders(topic)
            self.common[held] += self.rarity[topic]
            if topic < tags:
                self.tagged[held] = True
        self.least = np.maximum(COVERED, FAR - FALLS * self.common)

    def _near(self, item: WatchItem, day: int) -> np.ndarray:
        """R × bool: later articles that share an actor the promise names, or a tag with it or its article."""
        near, place = self.tagged.copy(), self.graph.position
        tags = self.graph.links["tag"].shape[1]
        for topic in (
            *(place["tag"][tag] for tag in item.tags if tag in place["tag"]),
            *(tags + place["actor"][actor] for actor in item.actors if actor in place["actor"]),
        ):
            near[self._holders(topic)] = True
        near[: int(np.searchsorted(self.days, day, side="right"))] = False
        return near

    def _holders(self, topic: int) -> np.ndarray:
        held: np.ndarray = self.by_topic.indices[self.by_topic.indptr[topic] : self.by_topic.indptr[topic + 1]]
        return held


def _hear(promises: Sequence[_Promise], settled: Settled, columns: Columns) -> None:
    """Hold the sentences of the articles that may answer against the promises."""
    asking: defaultdict[ArticleId, list[tuple[_Promise, int, Bar]]] = defaultdict(list)
    for promise in promises:
        for name, place, bar in promise.able:
            asking[name].append((promise, place, bar))
    for article, _ in settled() if asking else ():
        if article.id not in asking:
            continue
        spoken = [span.of(prose) for _, prose in _answering(article) for span in sentences(prose)]
        words, over = [columns.of(sentence) for sentence in spoken], columns.of(article.headline)
        for promise, place, bar in asking[article.id]:
            for holds in said(promise.asked, bar, over, words):
                promise.hear(article.id, place, holds, spoken[holds.ordinal])


def _asked(items: Iterable[WatchItem], columns: Columns) -> list[tuple[np.ndarray, np.ndarray]]:
    """The words of each promise that an answer should hold, and which of them do not only name actors.

    The call to watch and the day by which it is due are left out.
    """
    names = {actor: columns.of(actor) for item in items for actor in item.actors}
    found = []
    for item in items:
        words = columns.ordered(_DEADLINE.sub("", _CALL.sub("", item.text)))
        named = set().union(*(names[actor] for actor in item.actors))
        found.append((words, np.array([word not in named for word in words.tolist()], bool)))
    return found


def _answerable(item: WatchItem, asked: Asked) -> bool:
    """Whether a sentence could be told to come back to a promise."""
    matter = int(asked.matter.sum())
    return matter > 0 and (matter >= SHORT or item.due is not None or _AWAITED.search(item.text) is not None)


def _answering(article: Article) -> Iterator[tuple[str, str]]:
    """The passages in which an article can answer a promise, its body first: all but its own promises."""
    passages = [(name, prose) for name, prose in article.passages() if name != WATCH_SECTION]
    yield from sorted(passages, key=lambda passage: passage[0] in {"headline", "dek"})
