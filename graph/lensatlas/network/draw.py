"""The corpus drawn once as a graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from lensatlas.features.vectors import count
from lensatlas.network.graph import LINKED, Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lensatlas.model import Actor, Article, Lens, Tagged
    from lensatlas.network.graph import NodeKind


def draw(settled: Iterable[tuple[Article, Tagged]], *, actors: Sequence[Actor], lenses: Sequence[Lens]) -> Graph:
    """The graph of the settled articles, in one pass over them.

    ``actors``: what is known of actors, named groups too; those that no article holds or claims about are left out, unless one that is in is
    part of them. ``lenses``: the scheme; its lenses are nodes even where no article has them. The graph is the same whatever
    order the articles come in.
    """
    sheet = _Sheet()
    counted = count(sheet.passing(settled))
    order = np.array(sorted(range(len(sheet.ids)), key=sheet.ids.__getitem__), np.int64)
    known: dict[str, Actor] = {actor.id: actor for actor in actors}
    ids = _nodes(sheet, known, lenses)
    ids["article"] = [sheet.ids[i] for i in order]
    notes: dict[str, str] = {lens.id: lens.scope_note for lens in lenses}

    def ordered(column: Sequence[str]) -> list[str]:
        return [column[i] for i in order]

    return Graph(
        ids=ids,
        headlines=ordered(sheet.headlines), urls=ordered(sheet.urls), slugs=ordered(sheet.slugs),
        days=np.array(sheet.days, np.int32)[order],
        links={kind: _linked(sheet.links[kind], ids[kind])[order] for kind in LINKED},
        terms=counted.terms, term_labels=counted.labels, term_counts=counted.counts[order],
        actor_kinds=[known[name].kind if name in known else None for name in ids["actor"]],
        actor_part_of=[known[name].part_of if name in known else None for name in ids["actor"]],
        source_urls=[sheet.source_urls.get(name, "") for name in ids["source"]],
        lens_notes=[notes.get(name, "") for name in ids["lens"]],
        deks=ordered(sheet.deks), types=ordered(sheet.types),
        minutes=np.array(sheet.minutes, np.int32)[order], words=np.array(sheet.words, np.int32)[order],
    )  # fmt: skip


def prose(article: Article) -> str:
    """An article's words, each once: a passage with which another one begins is not counted again."""
    kept: list[str] = []
    for _, text in sorted(article.passages(), key=lambda passage: -len(passage[1])):
        if not any(other.startswith(text) for other in kept):
            kept.append(text)
    return "\n\n".join(kept)


@dataclass(slots=True)
class _Sheet:
    """What is noted of the articles while they pass by, so that none is held."""

    ids: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    deks: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    links: dict[NodeKind, list[dict[str, float]]] = field(default_factory=lambda: {kind: [] for kind in LINKED})
    claimed: set[str] = field(default_factory=set)
    source_urls: dict[str, str] = field(default_factory=dict)

    def passing(self, settled: Iterable[tuple[Article, Tagged]]) -> Iterator[str]:
        """Each article's prose, after the rest of it has been noted."""
        for article, tagged in settled:
            self._note_article(article)
            self._note_links(article, tagged)
            yield prose(article)

    def _note_article(self, article: Article) -> None:
        self.ids.append(article.id)
        self.headlines.append(article.headline)
        self.urls.append(article.url or "")
        self.slugs.append(article.slug)
        self.deks.append(article.dek)
        self.types.append(article.type or "")
        self.days.append(article.published.toordinal() if article.published else 0)
        self.minutes.append(article.minutes or 0)
        self.words.append(article.words())

    def _note_links(self, article: Article, tagged: Tagged) -> None:
        self.links["tag"].append({use.tag: 1.0 for use in tagged.tags})
        self.links["actor"].append({use.actor: float(max(use.mentions, 1)) for use in tagged.actors})
        self.links["mechanism"].append(dict.fromkeys(tagged.mechanisms, 1.0))
        self.links["lens"].append(dict.fromkeys(tagged.lenses, 1.0))
        self.links["source"].append({source.name: 1.0 for source in article.sources})
        for source in article.sources:
            # The least of an outlet's addresses: articles give different ones, and none comes first.
            if source.url:
                self.source_urls[source.name] = min(source.url, self.source_urls.get(source.name, source.url))
        for claim in tagged.claims:
            self.claimed.update((claim.actor, *claim.over))


def _nodes(sheet: _Sheet, known: Mapping[str, Actor], lenses: Sequence[Lens]) -> dict[NodeKind, list[str]]:
    """The ids of every kind but article, in order."""
    named = {kind: {name for row in sheet.links[kind] for name in row} for kind in LINKED}
    named["lens"].update(lens.id for lens in lenses)
    waiting = list(named["actor"] | sheet.claimed)
    while waiting:
        name = waiting.pop()
        named["actor"].add(name)
        whole = known[name].part_of if name in known else None
        if whole and whole not in named["actor"]:
            waiting.append(whole)
    return {kind: sorted(names) for kind, names in named.items()}


def _linked(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_array:
    """Articles × nodes, in the order the articles came."""
    place = {name: i for i, name in enumerate(names)}
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((place[name] for row in rows for name in row), np.int32, int(starts[-1]))
    values = np.fromiter((value for row in rows for value in row.values()), np.float32, int(starts[-1]))
    links = csr_array((values, columns, starts), shape=(len(rows), len(names)))
    links.sort_indices()
    return links
