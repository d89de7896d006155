"""Articles as they pass by: what each is drawn with, noted so that no text is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.features.vectors import count, recount
from lensatlas.network.graph import LINKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lensatlas.features.vectors import TermCounts
    from lensatlas.features.vocabulary import Left, Vocabulary
    from lensatlas.model import Article, Tagged
    from lensatlas.network.graph import Graph, NodeKind

TEXTS = ("headlines", "urls", "slugs", "deks", "types")
NUMBERS = ("days", "minutes", "words")


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What A articles of a graph were drawn with and the graph itself does not hold, row by row, for the next drawing.

    ``claimed``: A × actors CSR, 1 where an article claims something of an actor. ``addresses``: A × sources CSR int32, 1 + the
    place in ``address_texts`` (in order) of the least address that an article gives an outlet. ``left``: terms that are in no
    column. ``term_numbers``: T × uint64, the numbers of the graph's terms.
    """

    claimed: csr_array
    addresses: csr_array
    address_texts: Sequence[str]
    left: Left
    term_numbers: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A articles, each with all that a drawing shows of it: columns of :data:`TEXTS` and :data:`NUMBERS`, links, terms.

    ``names[kind]``: the nodes that the columns of ``links[kind]``, and of ``claimed`` and ``addresses``, stand for, in order.
    """

    ids: Sequence[str]
    texts: Mapping[str, Sequence[str]]
    numbers: Mapping[str, np.ndarray]
    names: Mapping[NodeKind, Sequence[str]]
    links: Mapping[NodeKind, csr_array]
    claimed: csr_array
    addresses: csr_array
    address_texts: Sequence[str]
    counts: csr_array
    left: Left

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.ids)

    @classmethod
    def of(cls, graph: Graph, notes: Notes) -> Sheet:
        """The articles of a graph."""
        return cls(
            ids=graph.ids["article"],
            texts={name: getattr(graph, name) for name in TEXTS},
            numbers={name: getattr(graph, name) for name in NUMBERS},
            names={kind: graph.ids[kind] for kind in LINKED},
            links=graph.links,
            claimed=notes.claimed, addresses=notes.addresses, address_texts=notes.address_texts,
            counts=graph.term_counts, left=notes.left,
        )  # fmt: skip


def noted(settled: Iterable[tuple[Article, Tagged]], vocabulary: Vocabulary | None = None) -> tuple[Sheet, TermCounts]:
    """The settled articles in the order they come, in one pass, counted by a vocabulary or by their own."""
    seen = _Seen()
    texts = seen.passing(settled)
    counted = recount(texts, vocabulary) if vocabulary else count(texts)
    names: dict[NodeKind, list[str]] = {kind: sorted({n for row in seen.links[kind] for n in row}) for kind in LINKED}
    names["actor"] = sorted({*names["actor"], *(name for row in seen.claimed for name in row)})
    places = {kind: {name: i for i, name in enumerate(names[kind])} for kind in LINKED}
    address_texts = sorted({url for row in seen.addresses for url in row.values()})
    number = {url: i for i, url in enumerate(address_texts, start=1)}
    addresses = [{name: number[url] for name, url in row.items()} for row in seen.addresses]
    sheet = Sheet(
        ids=seen.ids, texts=seen.texts,
        numbers={name: np.array(column, np.int32) for name, column in seen.numbers.items()},
        names=names, links={kind: _linked(seen.links[kind], places[kind], np.float32) for kind in LINKED},
        claimed=_linked(seen.claimed, places["actor"], np.int8),
        addresses=_linked(addresses, places["source"], np.int32), address_texts=address_texts,
        counts=counted.counts, left=counted.left,
    )  # fmt: skip
    return sheet, counted


def prose(article: Article) -> str:
    """An article's words, each once: a passage with which another one begins is not counted again."""
    kept: list[str] = []
    for _, text in sorted(article.passages(), key=lambda passage: -len(passage[1])):
        if not any(other.startswith(text) for other in kept):
            kept.append(text)
    return "\n\n".join(kept)


@dataclass(slots=True)
class _Seen:
    """What is noted of the articles while they pass by."""

    ids: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in TEXTS})
    numbers: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in NUMBERS})
    links: dict[NodeKind, list[dict[str, float]]] = field(default_factory=lambda: {kind: [] for kind in LINKED})
    claimed: list[dict[str, int]] = field(default_factory=list)
    addresses: list[dict[str, str]] = field(default_factory=list)

    def passing(self, settled: Iterable[tuple[Article, Tagged]]) -> Iterator[str]:
        """Each article's prose, after the rest of it has been noted."""
        for article, tagged in settled:
            self._note_article(article)
            self._note_links(article, tagged)
            yield prose(article)

    def _note_article(self, article: Article) -> None:
        self.ids.append(article.id)
        shown = (article.headline, article.url or "", article.slug, article.dek, article.type or "")
        for name, text in zip(TEXTS, shown, strict=True):
            self.texts[name].append(text)
        day = article.published.toordinal() if article.published else 0
        for name, number in zip(NUMBERS, (day, article.minutes or 0, article.words()), strict=True):
            self.numbers[name].append(number)

    def _note_links(self, article: Article, tagged: Tagged) -> None:
        self.links["tag"].append({use.tag: 1.0 for use in tagged.tags})
        self.links["actor"].append({use.actor: float(max(use.mentions, 1)) for use in tagged.actors})
        self.links["mechanism"].append(dict.fromkeys(tagged.mechanisms, 1.0))
        self.links["lens"].append(dict.fromkeys(tagged.lenses, 1.0))
        self.links["source"].append({source.name: 1.0 for source in article.sources})
        self.claimed.append({actor: 1 for claim in tagged.claims for actor in (claim.actor, *claim.over)})
        urls: dict[str, str] = {}
        for source in article.sources:
            if source.url:
                urls[source.name] = min(source.url, urls.get(source.name, source.url))
        self.addresses.append(urls)


def _linked(rows: Sequence[Mapping[str, float]], place: Mapping[str, int], kind: type[np.number]) -> csr_array:
    """Articles × nodes, in the order the articles came."""
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((place[name] for row in rows for name in row), np.int32, int(starts[-1]))
    values = np.fromiter((value for row in rows for value in row.values()), kind, int(starts[-1]))
    links = csr_array((values, columns, starts), shape=(len(rows), len(place)))
    links.sort_indices()
    return links
