"""Sentences that stand under several articles, and *why it matters* where it only repeats the dek."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from lensatlas.model import fold
from lensatlas.tagging.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.insight.watch import Settled
    from lensatlas.model import Article, ArticleId

# Shorter sentences recur by nature ("The vote is on Friday.").
LEAST_WORDS = 6
LEAST_ARTICLES = 3


@dataclass(slots=True)
class Prose:
    """What is noted of articles as they are read, in any order: of a sentence, 8 bytes of its hash and who holds it."""

    _once: dict[bytes, ArticleId] = field(default_factory=dict)
    _often: dict[bytes, list[ArticleId]] = field(default_factory=dict)
    _echoing: list[ArticleId] = field(default_factory=list)

    @classmethod
    def of(cls, settled: Settled) -> Prose:
        """What is noted of all articles."""
        prose = cls()
        for article, _ in settled():
            prose.read(article)
        return prose

    def read(self, article: Article) -> None:
        """Note one article's sentences; one that it repeats itself counts once."""
        for key in {key for key, _ in _keyed(article)}:
            if key in self._often:
                self._often[key].append(article.id)
            elif key in self._once:
                self._often[key] = [self._once.pop(key), article.id]
            else:
                self._once[key] = article.id
        if _echoes(article.dek, article.section("why_it_matters")):
            self._echoing.append(article.id)

    def repeated(self, settled: Settled) -> tuple[tuple[str, tuple[ArticleId, ...]], ...]:
        """Sentences of six words or more under at least three articles, as the first by id writes them, with the articles' ids."""
        found = {key: sorted(ids) for key, ids in self._often.items() if len(ids) >= LEAST_ARTICLES}
        first = {ids[0] for ids in found.values()}
        written: dict[bytes, str] = {}
        for article, _ in settled() if found else ():
            for key, sentence in _keyed(article) if article.id in first else ():
                if key in found and found[key][0] == article.id:
                    written.setdefault(key, sentence)
        return tuple(sorted((written[key], tuple(ids)) for key, ids in found.items()))

    def echoing(self) -> tuple[ArticleId, ...]:
        """Articles whose *why it matters* says no more than their dek."""
        return tuple(sorted(self._echoing))


def _keyed(article: Article) -> Iterator[tuple[bytes, str]]:
    for name, prose in article.passages():
        for span in sentences(prose) if name != "headline" else ():
            sentence = span.of(prose)
            folded = fold(sentence)
            if folded.count(" ") >= LEAST_WORDS - 1:
                yield blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), " ".join(sentence.split())


def _echoes(dek: str, why: str) -> bool:
    """Whether two texts hold the same sentences, or one says only what the other says too."""
    said, again = ({fold(span.of(text)) for span in sentences(text)} for text in (dek, why))
    return bool(said and again) and (said <= again or again <= said or fold(dek) == fold(why))
