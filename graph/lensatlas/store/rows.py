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
    from collections.abc import Iterator, Mapping, Sequence

    from lensatlas.model import ArticleId, Heard

# An article's content: everything but where it was read. The lists come last.
_PLAIN = (
    "id", "url", "slug", "headline", "dek", "text", "published", "updated", "language", "type", "minutes", "tag_line", "extra",
)  # fmt: skip
_LISTED = ("sections", "authors", "lenses", "tags", "actors", "sources", "links")
ADMITTED = (*_PLAIN, *_LISTED, "origin", "canonical_url", "digest")
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
HEARD = (
    "article", "stamp", "year", "names", "alone", "acronyms", "actors", "tags", "line", "words", "times", "hooks",
)  # fmt: skip
# Columns that hold a list, in whichever table: they travel as JSON text, which DuckDB takes and gives the fastest.
LISTS = frozenset({*_LISTED, "aliases", "over_actors", *HEARD[3:]})

_LARGEST = 2**31 - 1
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True).encode

Row = tuple[Any, ...]


class Admitted(NamedTuple):
    """An article as it goes into the corpus: its values in the order of :data:`ADMITTED`."""

    values: Row
    canonical: str | None
    digest: int


def article_row(article: Article) -> Admitted | Problem:
    """An article's row, or the fault for which no database can hold it."""
    if article.minutes is not None and abs(article.minutes) > _LARGEST:
        return _refused(article, "its reading time is no number of minutes")
    try:
        content = (
            article.id, article.url, article.slug, article.headline, article.dek, article.text,
            _day(article.published), _day(article.updated), article.language, article.type, article.minutes,
            article.tag_line, _encode(dict(article.extra)),
            _list([{"name": s.name, "heading": s.heading, "text": s.text} for s in article.sections]),
            _list(article.authors), _list(article.lenses), _list(article.tags),
            _list([{"name": a.name, "kind": a.kind} for a in article.actors]),
            _list([{"name": s.name, "url": s.url} for s in article.sources]), _list(article.links),
        )  # fmt: skip
        digest = _digest(content)
        article.origin.encode()
    except UnicodeEncodeError:
        return _refused(article, "it holds half a character (a lone surrogate)", "save it again as UTF-8")
    except (TypeError, ValueError, RecursionError) as error:
        return _refused(article, f"its extra metadata cannot be written as JSON: {error}")
    canonical = canonical_url(article.url) if article.url else None
    return Admitted((*content, article.origin, canonical, str(digest)), canonical, digest)


def _refused(article: Article, reason: str, hint: str = "") -> Problem:
    return Problem(input=(article.origin or article.id).encode("utf-8", "replace").decode(), reason=reason, hint=hint)


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _list(values: Sequence[Any]) -> str:
    return _encode(values) if values else "[]"


def _digest(cells: Row) -> int:
    """128 bits over cells that cannot run into one another; raises where a text is not Unicode."""
    texts = [b"" if cell is None else str(cell).encode() for cell in cells]
    sizes = [-1 if cell is None else len(text) for cell, text in zip(cells, texts, strict=True)]
    return int.from_bytes(hashlib.blake2b(b"".join((str(sizes).encode(), *texts)), digest_size=16).digest(), "big")


def reading(table: str) -> str:
    """The columns from which :func:`article_of` makes an article; its lists in one JSON text, twice as fast as natively."""
    lists = ", ".join(f"'{name}': {table}.{name}" for name in _LISTED)
    return ", ".join(f"{table}.{name}" for name in (*_PLAIN, "origin")) + f", to_json({{{lists}}})::varchar"


def article_of(row: Row) -> Article:
    """The article in a row of :func:`reading`."""
    (
        ident,
        url,
        slug,
        headline,
        dek,
        text,
        published,
        updated,
        language,
        kind,
        minutes,
        tag_line,
        extra,
        origin,
        lists,
    ) = row
    listed = json.loads(lists)
    return Article(
        id=ident, url=url, slug=slug, headline=headline, dek=dek, text=text,
        published=published, updated=updated, language=language, type=kind, minutes=minutes, tag_line=tag_line,
        sections=tuple(Section(**section) for section in listed["sections"]),
        authors=tuple(listed["authors"]), lenses=tuple(listed["lenses"]), tags=tuple(listed["tags"]),
        actors=tuple(DeclaredActor(**actor) for actor in listed["actors"]),
        sources=tuple(Source(**source) for source in listed["sources"]),
        links=tuple(listed["links"]), extra=json.loads(extra), origin=origin,
    )  # fmt: skip


def heard_row(heard: Heard, stamp: str) -> Row:
    """What one article tells, in the order of :data:`HEARD`."""
    line = heard.line
    return (
        heard.article, stamp, heard.year,
        _list([name._asdict() for name in heard.names]), _list(heard.alone),
        _list([{"short": short, "long": long} for short, long in heard.acronyms]),
        _list([{"name": name, "kind": kind} for name, kind in heard.actors]), _list(heard.tags),
        _encode(line._asdict()) if line else None,
        _list(list(heard.words)), _list(list(heard.words.values())), _list(heard.hooks),
    )  # fmt: skip


def actor_row(actor: Actor) -> Row:
    """An actor's row, in the order of :data:`ACTOR`."""
    return actor.id, actor.kind, _list(actor.aliases), actor.part_of, actor.country, actor.evidence


def actor_of(row: Row) -> Actor:
    """The actor in a row of :data:`ACTOR`."""
    ident, kind, aliases, part_of, country, evidence = row
    return Actor(id=ident, kind=kind, aliases=tuple(aliases), part_of=part_of, country=country, evidence=evidence)


def found_rows(tagged: Tagged) -> tuple[list[Row], ...]:
    """What tagging found in one article: a list of rows for each table of :data:`FOUND`."""
    return (
        [(use.tag, use.how) for use in tagged.tags],
        [(lens,) for lens in tagged.lenses],
        [(mechanism,) for mechanism in tagged.mechanisms],
        [(use.actor, use.how, use.mentions) for use in tagged.actors],
        [actor_row(group) for group in tagged.groups],
        [(m.section, m.start, m.end, m.surface, m.actor, m.rule) for m in tagged.mentions],
        [
            (c.id, c.actor, c.stance, c.role, _list(c.over), c.what, c.mechanism, c.section, c.sentence, c.start, c.end, c.rule)
            for c in tagged.claims
        ],
        [
            (w.id, w.text, w.section, w.start, w.end, _list(w.actors), _list(w.tags), _day(w.due))
            for w in tagged.watch
        ],
    )  # fmt: skip


def tagged_of(article: ArticleId, found: Iterator[list[Row]]) -> Tagged:
    """What tagging found in one article, from its rows in each table of :data:`FOUND`, the article's id before each."""
    tags, lenses, mechanisms, actors, groups, mentions, claims, watch = found
    return Tagged(
        article=article,
        tags=tuple(TagUse(tag=tag, how=how) for _, tag, how in tags),
        lenses=tuple(lens for _, lens in lenses),
        mechanisms=tuple(mechanism for _, mechanism in mechanisms),
        actors=tuple(ActorUse(actor=actor, how=how, mentions=times) for _, actor, how, times in actors),
        groups=tuple(actor_of(row[1:]) for row in groups),
        mentions=tuple(map(mention_of, mentions)),
        claims=tuple(map(claim_of, claims)),
        watch=tuple(map(watch_of, watch)),
    )


def mention_of(row: Row) -> Mention:
    """The mention in an article's id and a row of ``FOUND["mention"]``."""
    article, section, start, end, surface, actor, rule = row
    return Mention(article=article, section=section, start=start, end=end, surface=surface, actor=actor, rule=rule)


def claim_of(row: Row) -> Claim:
    """The claim in an article's id and a row of ``FOUND["claim"]``."""
    article, ident, actor, stance, role, over, what, mechanism, section, sentence, start, end, rule = row
    return Claim(
        id=ident, article=article, actor=actor, stance=stance, role=role, over=tuple(over), what=what,
        mechanism=mechanism, section=section, sentence=sentence, start=start, end=end, rule=rule,
    )  # fmt: skip


def watch_of(row: Row) -> WatchItem:
    """The watch item in an article's id and a row of ``FOUND["watch_item"]``."""
    article, ident, text, section, start, end, actors, tags, due = row
    return WatchItem(
        id=ident, article=article, text=text, section=section, start=start, end=end,
        actors=tuple(actors), tags=tuple(tags), due=due,
    )  # fmt: skip
