"""Which article, tag or actor a word of the user means: an id, a URL, a slug, or a label that fits one only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from lensatlas.errors import Ambiguous, NotFound
from lensatlas.model import ArticleId, canonical_url, fold, label, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lensatlas.model import Actor
    from lensatlas.network.graph import Graph, NodeKind
    from lensatlas.tagging.decisions import Decisions

T = TypeVar("T", bound=str)
K = TypeVar("K", bound="NodeKind")

# Another name and the id it stands for, by kind.
Aliases: TypeAlias = "Mapping[NodeKind, Sequence[tuple[str, str]]]"
MERGED: tuple[Literal["tag", "lens"], ...] = ("tag", "lens")

NEAREST = 5  # names offered after a miss: a screen's glance


def article(graph: Graph, asked: str) -> int:
    """The number of the article that ``asked`` means: its id, URL, slug, or headline.

    Raises :class:`~lensatlas.errors.NotFound`, naming the nearest, or :class:`~lensatlas.errors.Ambiguous`.
    """
    position = graph.position["article"]
    if asked in position:
        return position[asked]
    return position[listed(zip(graph.ids["article"], graph.urls, graph.slugs, graph.headlines, strict=True), asked)]


def article_id(graph: Graph, asked: str | None) -> ArticleId | None:
    """The id of the article that ``asked`` means; None where nothing is asked."""
    return None if asked is None else ArticleId(graph.ids["article"][article(graph, asked)])


def node(graph: Graph, kind: NodeKind, asked: str, aliases: Iterable[tuple[str, str]] = ()) -> int:
    """The number of the tag, actor, lens, mechanism or source that ``asked`` means.

    ``aliases`` are pairs of another name and the id it stands for. Exact spellings win over case-folded ones.
    """
    position = graph.position[kind]
    if (wanted := label(asked)) in position:
        return position[wanted]
    known = [(alias, position[name]) for alias, name in aliases if name in position]
    if found := sorted({i for alias, i in known if alias == wanted}):
        return _one(kind, asked, found, graph.ids[kind])
    everything = [*((name, i) for name, i in position.items()), *known]
    for form in (fold, slugify):
        same = form(asked)
        if found := sorted({i for name, i in everything if form(name) == same}):
            return _one(kind, asked, found, graph.ids[kind])
    raise NotFound(kind, asked, nearest(asked, graph.ids[kind]))


def listed(known: Iterable[tuple[T, str, str, str]], asked: str) -> T:
    """The id of the article that ``asked`` means, among rows of id, URL, slug and headline."""
    known = list(known)
    # What stands in which column, the surest first: id, URL, slug, headline.
    address = canonical_url(asked)
    # An address is shown with its own scheme; http and https are one article.
    insecure = address and address.replace("https", "http", 1)
    wanted = ((0, asked), (1, address), (1, insecure), (2, asked), (3, label(asked)))
    for column, text in wanted:
        if text and (found := [row[0] for row in known if row[column] == text]):
            return found[_one("article", asked, range(len(found)), found)]
    folded = fold(asked)
    if found := [row[0] for row in known if fold(row[3]) == folded]:
        return found[_one("article", asked, range(len(found)), found)]
    raise NotFound("article", asked, nearest(asked, (row[2] for row in known)))


def aliases(actors: Iterable[Actor], decisions: Decisions) -> Aliases:
    """Every other name by which an actor, a tag or a lens may be asked for: an old label finds what it was merged into."""
    found: dict[NodeKind, list[tuple[str, str]]] = {"actor": [(a, actor.id) for actor in actors for a in actor.aliases]}
    for kind in MERGED:
        found[kind] = [(old, into) for into, names in decisions.names(kind).items() for old in names]
    return found


def anything(graph: Graph, asked: str, aliases: Aliases) -> tuple[NodeKind, int]:
    """The node of any kind that ``asked`` means: ``kind:name``, or a name that is looked up as an article, then as each other kind."""
    return _first(graph, ("article", "actor", "tag", "lens", "mechanism", "source"), asked, aliases)


def subject(graph: Graph, asked: str, aliases: Aliases) -> tuple[Literal["tag", "lens"], int]:
    """The tag or lens that ``asked`` means: ``tag:name``, ``lens:name``, or a name that is looked up as a tag, then as a lens."""
    return _first(graph, MERGED, asked, aliases)


def _first(graph: Graph, kinds: Sequence[K], asked: str, aliases: Aliases) -> tuple[K, int]:
    """The node that ``asked`` means, of the kind it names, else of the first of these kinds that has one of that name."""
    named, _, name = asked.partition(":")
    for kind in kinds:
        if name and kind == named:
            return kind, _of_kind(graph, kind, name, aliases)
    for kind in kinds:
        try:
            return kind, _of_kind(graph, kind, asked, aliases)
        except NotFound:
            continue
    everything = [name for kind in kinds for name in (graph.slugs if kind == "article" else graph.ids[kind])]
    raise NotFound(f"{', '.join(kinds[:-1])} or {kinds[-1]}", asked, nearest(asked, everything))


def _of_kind(graph: Graph, kind: NodeKind, asked: str, aliases: Aliases) -> int:
    if kind == "article":
        return article(graph, asked)
    return node(graph, kind, asked, aliases.get(kind, ()))


def _one(kind: str, asked: str, found: Sequence[int], ids: Sequence[str]) -> int:
    if len(found) > 1:
        raise Ambiguous(kind, asked, tuple(ids[i] for i in found))
    return found[0]


def nearest(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """The known names that look most like ``asked``, best first."""
    from rapidfuzz import fuzz, process

    best = process.extract(
        asked, sorted(set(names)), scorer=fuzz.WRatio, processor=fold, limit=NEAREST, score_cutoff=50
    )
    return tuple(name for name, _, _ in best)
