"""Tags and lenses for articles, as the atlas's own archive would have them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lensatlas.errors import TooFewArticles
from lensatlas.tagging.suggest import LEAST, Example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lensatlas.model import Article, Tagged
    from lensatlas.tagging.suggest import Suggester, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One article's tags and lenses, likeliest first."""

    article: str
    headline: str
    tags: tuple[Suggestion, ...] = ()
    lenses: tuple[Suggestion, ...] = ()

    def row(self) -> dict[str, Any]:
        """The record in the shape of the command line's contract."""
        return {
            "article": {"id": self.article, "headline": self.headline},
            "tags": [{**asdict(found), "evidence": list(found.evidence)} for found in self.tags],
            "lenses": [{**asdict(found), "evidence": list(found.evidence)} for found in self.lenses],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What an atlas's archive teaches: of tags, and of lenses where enough articles have one."""

    tags: Suggester
    lenses: Suggester | None

    @classmethod
    def of(cls, settled: Callable[[], Iterable[tuple[Article, Tagged]]]) -> Archive:
        """Learn from the archive; raises :class:`~lensatlas.errors.TooFewArticles` below fifty tagged articles.

        ``lenses`` is None where too few articles have one.
        """
        from lensatlas.tagging.suggest import Suggester

        tags = Suggester.learn(by_tags(article, tagged) for article, tagged in settled())
        try:
            lenses = Suggester.learn(by_lenses(article, tagged) for article, tagged in settled())
        except TooFewArticles:
            lenses = None
        return cls(tags=tags, lenses=lenses)

    def suggest(self, asked: Sequence[tuple[Example, Example]]) -> Iterator[Suggested]:
        """The suggestions for articles, each given with its tags and with its lenses."""
        tags = self.tags.suggest([tagged for tagged, _ in asked])
        lenses = self.lenses.suggest([seen for _, seen in asked]) if self.lenses else iter(((),) * len(asked))
        for (one, _), of_tags, of_lenses in zip(asked, tags, lenses, strict=True):
            yield Suggested(article=one.article, headline=one.headline, tags=of_tags, lenses=of_lenses)

    @property
    def note(self) -> str:
        """What could not be learnt."""
        return "" if self.lenses else f"No lenses are suggested: fewer than {LEAST} articles have one."


def by_tags(article: Article, tagged: Tagged | None = None) -> Example:
    """An article as an example of its tags."""
    return _example(article, tuple(use.tag for use in tagged.tags) if tagged else article.tags)


def by_lenses(article: Article, tagged: Tagged | None = None) -> Example:
    """An article as an example of its lenses."""
    return _example(article, tagged.lenses if tagged else article.lenses)


def _example(article: Article, labels: Sequence[str]) -> Example:
    text = "\n\n".join(prose for name, prose in article.passages() if name != "headline")
    day = article.published.isoformat() if article.published else ""
    return Example(article=article.id, headline=article.headline, text=text, labels=tuple(labels), day=day)
