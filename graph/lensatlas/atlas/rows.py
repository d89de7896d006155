"""What the atlas holds, in the shapes of the command line's contract."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lensatlas.model import Actor, ActorId, ActorKind, Article, ArticleId, Claim, Tagged
    from lensatlas.network import Graph
    from lensatlas.tagging.mentions import Found


def article(held: Article, tagged: Tagged, kinds: Mapping[ActorId, ActorKind | None]) -> dict[str, Any]:
    """An article with all that was found in it."""
    first = held.sources[0] if held.sources else None
    return {
        "id": held.id, "slug": held.slug, "url": held.url, "headline": held.headline, "dek": held.dek,
        "sections": {section.name: section.text for section in held.sections},
        "published": held.published.isoformat() if held.published else None,
        "type": held.type, "minutes": held.minutes, "language": held.language, "authors": list(held.authors),
        "lenses": list(tagged.lenses), "tags": [use.tag for use in tagged.tags],
        "actors": [actor(use.actor, kinds) for use in tagged.actors], "mechanisms": list(tagged.mechanisms),
        "source": {"name": first.name, "url": first.url} if first else None, "words": held.words(), "origin": held.origin,
    }  # fmt: skip


def actor(name: ActorId, kinds: Mapping[ActorId, ActorKind | None]) -> dict[str, Any]:
    """An actor as answers name it."""
    return {"id": name, "label": name, "kind": kinds.get(name)}


def claim(made: Claim, kinds: Mapping[ActorId, ActorKind | None], published: str | None) -> dict[str, Any]:
    """A leverage claim with its sentence."""
    return {
        "id": made.id, "article": made.article, "published": published, "actor": actor(made.actor, kinds),
        "over": [actor(name, kinds) for name in made.over], "stance": made.stance, "role": made.role, "what": made.what,
        "mechanism": made.mechanism, "section": made.section, "sentence": made.sentence,
        "start": made.start, "end": made.end, "rule": made.rule,
    }  # fmt: skip


def mention(found: Found, text: str) -> dict[str, Any]:
    """A stretch of text that names an actor, and the rule that read it so."""
    return {
        "start": found.start,
        "end": found.end,
        "surface": text[found.start : found.end],
        "actor": {"id": found.actor, "label": found.actor, "kind": found.kind},
        "rule": found.rule,
    }


def tags(graph: Graph) -> Iterator[dict[str, Any]]:
    """Every tag with its use."""
    links = graph.links["tag"].tocsc()
    for number, (label, count) in enumerate(tag_counts(graph).items()):
        days = graph.days[links.indices[links.indptr[number] : links.indptr[number + 1]]]
        dated = [int(d) for d in days if d]
        first, last = (dt.date.fromordinal(f(dated)).isoformat() if dated else None for f in (min, max))
        yield {"id": label, "label": label, "articles": count, "first": first, "last": last}


def tag_counts(graph: Graph) -> dict[str, int]:
    """Tag → how many articles carry it."""
    counts = graph.links["tag"].astype(bool).sum(axis=0)
    return {label: int(count) for label, count in zip(graph.ids["tag"], counts, strict=True)}


def actors(graph: Graph, known: Sequence[Actor]) -> Iterator[dict[str, Any]]:
    """Every actor that an article names or claims something of."""
    counts = graph.links["actor"].astype(bool).sum(axis=0)
    position = graph.position["actor"]
    for one in known:
        if one.id in position:
            yield {
                "id": one.id, "label": one.id, "kind": one.kind, "aliases": list(one.aliases), "part_of": one.part_of,
                "country": one.country, "evidence": one.evidence, "articles": int(counts[position[one.id]]),
            }  # fmt: skip


def directory(articles: Iterable[Article]) -> list[tuple[ArticleId, str, str, str]]:
    """Id, URL, slug and headline of every article."""
    return [(one.id, one.url or "", one.slug, one.headline) for one in articles]


def day(graph: Graph, name: str) -> str | None:
    """The day an article was published."""
    ordinal = int(graph.days[graph.position["article"][name]])
    return dt.date.fromordinal(ordinal).isoformat() if ordinal else None


def newest(graph: Graph) -> dt.date:
    """The day from which time is judged: the newest article's that is not in the future.

    The clock is asked only whether a date lies in the future, as a slip of the pen in one article must not age all others.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    known = [int(d) for d in graph.days if 0 < d <= today.toordinal()]
    return dt.date.fromordinal(max(known)) if known else today
