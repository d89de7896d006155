"""Records as the rows of the corpus's tables, and rows as records again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lensatlas.model import (
    Actor,
    ActorUse,
    Article,
    Claim,
    DeclaredActor,
    Mention,
    Problem,
    Section,
    Source,
    Tagged,
    TagUse,
    WatchItem,
    canonical_url,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lensatlas.model import ArticleId

# Columns in the order in which records are read back: a record's fields, once, for writing and for reading.
ARTICLE = (
    "id", "url", "slug", "headline", "dek", "text", "sections", "published", "updated", "language", "type", "minutes",
    "authors", "lenses", "tags", "tag_line", "actors", "sources", "links", "extra", "origin",
)  # fmt: skip
ADMITTED = (*ARTICLE, "canonical_url", "digest")
ACTOR = ("id", "kind", "aliases", "part_of", "country", "evidence")
FOUND: Mapping[str, tuple[str, ...]] = {
    "article_tag": ("tag", "how"),
    "article_lens": ("lens",),
    "article_mechanism": ("mechanism",),
    "article_actor": ("actor", "how", "mentions"),
    "article_group": ACTOR,
    "mention": ("section", "starts", "ends", "surface", "actor", "rule"),
    "claim": (
        "id", "actor", "stance", "role", "over_actors", "what", "mechanism", "section", "sentence", "starts", "ends", "rule",
    ),
    "watch_item": ("id", "text", "section", "starts", "ends", "actors", "tags", "due"),
}  # fmt: skip
# Columns that hold a list, in whichever table.
LISTS = frozenset({"sections", "authors", "lenses", "tags", "actors", "sources", "links", "aliases", "over_actors"})

_LARGEST = 2**31 - 1
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_encode_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True).encode

Row = tuple[Any, ...]


class Admitted(NamedTuple):
    """An article as it goes into the corpus: its values in the order of :data:`ADMITTED`."""

    values: Row
    canonical: str | None
    digest: int


def article_row(article: Article) -> Admitted | Problem:
    """An article's row, or the fault for which no database can hold it; the digest is of all but where it was read."""
    try:
        row = (
            article.id, article.url, article.slug, article.headline, article.dek, article.text,
            [{"name": s.name, "heading": s.heading, "text": s.text} for s in article.sections],
            _day(article.published), _day(article.updated), article.language, article.type, article.minutes,
            article.authors, article.lenses, article.tags, article.tag_line,
            [{"name": a.name, "kind": a.kind} for a in article.actors],
            [{"name": s.name, "url": s.url} for s in article.sources],
            article.links, _encode_sorted(dict(article.extra)),
        )  # fmt: skip
        digest = _digest(row)
        article.origin.encode()
    except UnicodeEncodeError:
        return _refused(article, "it holds half a character (a lone surrogate)", "save it again as UTF-8")
    except (TypeError, ValueError, RecursionError) as error:
        return _refused(article, f"its extra metadata cannot be written as JSON: {error}")
    if article.minutes is not None and abs(article.minutes) > _LARGEST:
        return _refused(article, f"a reading time of {article.minutes:.0e} minutes cannot be")
    canonical = canonical_url(article.url) if article.url else None
    return Admitted((*row, article.origin, canonical, str(digest)), canonical, digest)


def _refused(article: Article, reason: str, hint: str = "") -> Problem:
    return Problem(input=(article.origin or article.id).encode("utf-8", "replace").decode(), reason=reason, hint=hint)


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _digest(row: Row | list[list[Row]]) -> int:
    """128 bits over the row's JSON; raises where a text is not Unicode."""
    return int.from_bytes(hashlib.blake2b(encode(row).encode(), digest_size=16).digest(), "big")


def article_of(row: Row) -> Article:
    """The article in a row of :data:`ARTICLE`."""
    (ident, url, slug, headline, dek, text, sections, published, updated, language, kind, minutes,
     authors, lenses, tags, tag_line, actors, sources, links, extra, origin) = row  # fmt: skip
    return Article(
        id=ident, url=url, slug=slug, headline=headline, dek=dek, text=text,
        sections=tuple(Section(**s) for s in sections), published=published, updated=updated, language=language,
        type=kind, minutes=minutes, authors=tuple(authors), lenses=tuple(lenses), tags=tuple(tags), tag_line=tag_line,
        actors=tuple(DeclaredActor(**a) for a in actors), sources=tuple(Source(**s) for s in sources),
        links=tuple(links), extra=json.loads(extra), origin=origin,
    )  # fmt: skip


def actor_row(actor: Actor) -> Row:
    """An actor's row, in the order of :data:`ACTOR`."""
    return actor.id, actor.kind, actor.aliases, actor.part_of, actor.country, actor.evidence


def actor_of(row: Row) -> Actor:
    """The actor in a row of :data:`ACTOR`."""
    ident, kind, aliases, part_of, country, evidence = row
    return Actor(id=ident, kind=kind, aliases=tuple(aliases), part_of=part_of, country=country, evidence=evidence)


def actors_digest(actors: Iterable[Row]) -> str:
    """A digest of rows of :data:`ACTOR`, in the order given."""
    return f"{_digest([list(actors)]):032x}"


def found_rows(tagged: Tagged) -> tuple[list[list[Row]], str]:
    """What tagging found in one article, a list of rows for each table of :data:`FOUND`, and a digest of it all."""
    found: list[list[Row]] = [
        [(use.tag, use.how) for use in tagged.tags],
        [(lens,) for lens in tagged.lenses],
        [(mechanism,) for mechanism in tagged.mechanisms],
        [(use.actor, use.how, use.mentions) for use in tagged.actors],
        [actor_row(group) for group in tagged.groups],
        [(m.section, m.start, m.end, m.surface, m.actor, m.rule) for m in tagged.mentions],
        [
            (
                c.id,
                c.actor,
                c.stance,
                c.role,
                c.over,
                c.what,
                c.mechanism,
                c.section,
                c.sentence,
                c.start,
                c.end,
                c.rule,
            )
            for c in tagged.claims
        ],
        [(w.id, w.text, w.section, w.start, w.end, w.actors, w.tags, _day(w.due)) for w in tagged.watch],
    ]
    return found, str(_digest([[(tagged.article,)], *found]))


def tagged_of(article: ArticleId, found: Iterator[list[Row]]) -> Tagged:
    """What tagging found in one article, from its rows in each table of :data:`FOUND`."""
    tags, lenses, mechanisms, actors, groups, mentions, claims, watch = found
    return Tagged(
        article=article,
        tags=tuple(TagUse(tag=tag, how=how) for tag, how in tags),
        lenses=tuple(lens for (lens,) in lenses),
        mechanisms=tuple(mechanism for (mechanism,) in mechanisms),
        actors=tuple(ActorUse(actor=actor, how=how, mentions=times) for actor, how, times in actors),
        groups=tuple(actor_of(row) for row in groups),
        mentions=tuple(mention_of(article, row) for row in mentions),
        claims=tuple(claim_of(article, row) for row in claims),
        watch=tuple(watch_of(article, row) for row in watch),
    )


def mention_of(article: ArticleId, row: Row) -> Mention:
    """The mention in a row of ``FOUND["mention"]``."""
    section, start, end, surface, actor, rule = row
    return Mention(article=article, section=section, start=start, end=end, surface=surface, actor=actor, rule=rule)


def claim_of(article: ArticleId, row: Row) -> Claim:
    """The claim in a row of ``FOUND["claim"]``."""
    ident, actor, stance, role, over, what, mechanism, section, sentence, start, end, rule = row
    return Claim(
        id=ident, article=article, actor=actor, stance=stance, role=role, over=tuple(over), what=what,
        mechanism=mechanism, section=section, sentence=sentence, start=start, end=end, rule=rule,
    )  # fmt: skip


def watch_of(article: ArticleId, row: Row) -> WatchItem:
    """The watch item in a row of ``FOUND["watch_item"]``."""
    ident, text, section, start, end, actors, tags, due = row
    return WatchItem(
        id=ident, article=article, text=text, section=section, start=start, end=end,
        actors=tuple(actors), tags=tuple(tags), due=due,
    )  # fmt: skip
