"""Names that stand in many articles and on no list: offered to an editor, who may accept them as actors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lensatlas.tagging.kinds import kind_of
from lensatlas.tagging.sentences import sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from lensatlas.model import Actor, ActorId, ActorKind, Article, ArticleId, Mention, Tagged

LEAST = 3  # articles: the same as an actor needs to have a rank
# How an actor came to be known where no list has it.
_UNLISTED = frozenset({"declared", "text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A name that may deserve a place on the editor's list.

    ``kind`` is a guess, from records, the text or the name's own words. ``spellings``: how texts write it, the most often first.
    ``example`` is the sentence of the earliest ``article`` that names it, or that article's headline where only its record does.
    """

    actor: ActorId
    kind: ActorKind | None
    evidence: str
    spellings: tuple[str, ...]
    articles: int
    first: dt.date | None
    last: dt.date | None
    article: ArticleId
    example: str

    def row(self) -> dict[str, Any]:
        """The candidate as a line of ``candidates --format jsonl``."""
        return {
            "actor": {"id": self.actor, "label": self.actor, "kind": self.kind}, "evidence": self.evidence,
            "spellings": list(self.spellings), "articles": self.articles,
            "first": self.first.isoformat() if self.first else None, "last": self.last.isoformat() if self.last else None,
            "article": self.article, "example": self.example,
        }  # fmt: skip


def candidates(
    settled: Iterable[tuple[Article, Tagged]], actors: Iterable[Actor], *, least: int = LEAST
) -> tuple[Candidate, ...]:
    """The actors of no list that stand in at least ``least`` articles, those in most articles first.

    ``settled`` comes by article id and is read once. What the editor accepts is on a list at the next build, and no candidate then.
    """
    unlisted = {actor.id: actor for actor in actors if actor.evidence in _UNLISTED}
    notes: dict[ActorId, _Note] = {}
    for article, tagged in settled:
        mentions: dict[ActorId, list[Mention]] = {}
        for mention in tagged.mentions:
            mentions.setdefault(mention.actor, []).append(mention)
        for use in tagged.actors:
            if use.actor in unlisted:
                notes.setdefault(use.actor, _Note()).take(article, mentions.get(use.actor, []))
    found = [note.candidate(unlisted[name]) for name, note in notes.items() if note.articles >= least]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.actor)))


@dataclass(slots=True)
class _Note:
    """What is noted of one name while the articles pass by."""

    articles: int = 0
    days: set[dt.date] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)
    earliest: tuple[bool, bool, str, ArticleId] | None = None
    text: str = ""
    start: int | None = None

    def take(self, article: Article, mentions: list[Mention]) -> None:
        self.articles += 1
        self.days.update((article.published,) if article.published else ())
        self.spellings.update(mention.surface for mention in mentions)
        # An article whose prose names it says more than a record; then the earliest, those without a date last.
        prose = [mention for mention in mentions if mention.section != "headline"]
        place = (not prose, article.published is None, str(article.published), article.id)
        if self.earliest is None or place < self.earliest:
            self.earliest = place
            first = prose[0] if prose else None
            self.text = dict(article.passages())[first.section] if first else article.headline
            self.start = first.start if first else None

    def candidate(self, actor: Actor) -> Candidate:
        assert self.earliest is not None
        written = sorted(self.spellings, key=lambda surface: (-self.spellings[surface], surface))
        return Candidate(
            actor=actor.id,
            kind=actor.kind or kind_of(actor.id),
            evidence=actor.evidence,
            spellings=tuple(dict.fromkeys((*written, *actor.aliases))),
            articles=self.articles,
            first=min(self.days, default=None),
            last=max(self.days, default=None),
            article=self.earliest[3],
            example=self._sentence(),
        )

    def _sentence(self) -> str:
        if self.start is None:
            return " ".join(self.text.split())
        around = (s.of(self.text) for s in sentences(self.text) if s.start <= self.start < s.end)
        return " ".join(next(around, self.text).split())
