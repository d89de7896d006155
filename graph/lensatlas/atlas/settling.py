"""Tagging what is new, and what rests on something that has become known since: in proportion to what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.atlas.batches import batches
from lensatlas.model import digest
from lensatlas.tagging import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.model import Actor, Answers, Article, Heard, Lens
    from lensatlas.store import Corpus
    from lensatlas.tagging import Lexicon
    from lensatlas.tagging.decisions import Decisions
    from lensatlas.tagging.names import Knowledge
    from lensatlas.tagging.pipeline import Pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is known beside the articles: the editors' lenses, actors and judgements, and the pipeline that reads names, if any."""

    lenses: tuple[Lens, ...]
    authority: tuple[Actor, ...]
    decisions: Decisions
    pipeline: Pipeline | None = None
    known: Knowledge = field(init=False)
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        from lensatlas.tagging import lexicon, resting

        object.__setattr__(self, "known", lexicon.beforehand(self.authority, self.decisions))
        object.__setattr__(self, "answers", resting.hearing(self.known))

    @property
    def stamp(self) -> str:
        """By which rules names are read."""
        return digest(RULES_VERSION, self.pipeline.stamp if self.pipeline else "", size=8)


def settle(corpus: Corpus, grounds: Grounds, progress: Callable[[str, int, int | None], None]) -> None:
    """Hear every article that was not heard yet, and tag each whose tagging rests on something else than it did."""
    from lensatlas.tagging import resting

    _hear(corpus, grounds, progress)
    lexicon = _lexicon(corpus, grounds)
    rests = corpus.unsettled(grounds.stamp, resting.tagging(lexicon))
    done = 0
    for batch in batches(corpus.articles(rests)) if rests else ():
        from lensatlas.tagging import tag  # half a second, most of it for the wordings of claims

        found = [tag(article, lexicon) for article in batch]
        corpus.settle(found, lexicon.actors, stamp=lexicon.digest, rests=rests)
        done += len(batch)
        progress("tagging", done, len(rests))
    corpus.settle((), lexicon.actors, stamp=lexicon.digest)  # who is known may change where no article has to be tagged


def known(corpus: Corpus, grounds: Grounds) -> Lexicon:
    """What the corpus knows, without writing anything: from what its articles told before, or from reading them now."""
    from lensatlas.tagging import Lexicon

    if not corpus.unheard(grounds.stamp, grounds.answers):
        return _lexicon(corpus, grounds)
    return Lexicon.learn(
        corpus.articles(), lenses=grounds.lenses, authority=grounds.authority, decisions=grounds.decisions,
        pipeline=grounds.pipeline,
    )  # fmt: skip


def _hear(corpus: Corpus, grounds: Grounds, progress: Callable[[str, int, int | None], None]) -> None:
    from lensatlas.tagging.heard import hear
    from lensatlas.tagging.hooks import stamps

    unheard = corpus.unheard(grounds.stamp, grounds.answers)
    stamp = stamps(grounds.stamp, grounds.answers)
    done = 0

    def told(article: Article) -> tuple[Heard, str]:
        heard = hear(article, grounds.known, grounds.pipeline)
        return heard, stamp(heard.hooks)

    for batch in batches(corpus.articles(unheard)):
        corpus.hear(map(told, batch))
        done += len(batch)
        progress("reading names", done, len(unheard))


def _lexicon(corpus: Corpus, grounds: Grounds) -> Lexicon:
    from lensatlas.tagging import Lexicon

    return Lexicon.of(
        corpus.hearsay(), lenses=grounds.lenses, authority=grounds.authority, decisions=grounds.decisions,
        pipeline=grounds.pipeline,
    )  # fmt: skip
