"""What a page says of itself in schema.org's terms: its things as plain mappings, and the one that is the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lensatlas.ingest.values import decoded, text
from lensatlas.model import canonical_url, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = Mapping[str, Any]

# Nested deeper, or more of them, nothing is the article: real pages have at most some hundred things, ten levels deep.
DEEPEST = 32
MOST = 20_000
# Kinds of things that are articles (schema.org 28, below CreativeWork), and such as a page may be where it names no article.
_ARTICLES = frozenset({
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle",
    "askpublicnewsarticle", "liveblogposting", "blogposting", "article", "scholarlyarticle", "techarticle", "advertisercontentarticle",
    "satiricalarticle", "report", "review", "claimreview", "socialmediaposting", "recipe",
})  # fmt: skip
_PAGES = frozenset(
    {"webpage", "itempage", "medicalwebpage", "videoobject", "audioobject", "podcastepisode", "creativework"}
)
_NAMES = ("name", "headline", "title")
# Below these a page tells of other articles.
_ELSEWHERE = frozenset({
    "itemlistelement", "itemlist", "haspart", "ispartof", "relatedlink", "mentions", "citation", "comment", "isbasedon",
    "isrelatedto", "liveblogupdate", "breadcrumb", "subjectof", "workexample", "review", "significantlink",
})  # fmt: skip


def short(name: str) -> str:
    """A type or property without its vocabulary, in lower case: ``http://schema.org/NewsArticle`` is ``newsarticle``."""
    return name.rstrip("/#").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2].strip().lower()


def types(node: Node) -> list[str]:
    """The types of a thing."""
    stated = node.get("@type", ())
    return [short(name) for name in ([stated] if isinstance(stated, str) else _list(stated)) if isinstance(name, str)]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _lowered(node: Mapping[Any, Any]) -> dict[str, Any]:
    """A thing with its properties' names shortened; keywords of JSON-LD stay as they are."""
    return {str(key) if str(key).startswith("@") else short(str(key)): value for key, value in node.items()}


class Said:
    """Everything a page says in schema.org's terms, by any of its blocks.

    ``nodes`` are its things in reading order, each with whether the page tells of it as of another's.
    """

    def __init__(self, documents: Iterable[Any]) -> None:
        self.nodes: list[tuple[Node, bool]] = []
        self.named: dict[str, Node] = {}
        for stated, elsewhere in _walked(documents):
            node = _lowered(stated)
            self.nodes.append((node, elsewhere))
            name = node.get("@id")
            # The fullest description of a thing stands for its bare mentions.
            if isinstance(name, str) and len(node) > len(self.named.get(name, ())):
                self.named[name] = node

    def things(self, value: Any) -> list[Any]:
        """The texts and things a value holds, references followed."""
        found: list[Any] = []
        for item in _list(value):
            if isinstance(item, Mapping):
                found.extend(self._thing(_lowered(item)))
            elif isinstance(item, list):
                found.extend(inner for inner in item if isinstance(inner, str | Mapping))
            elif item is not None:
                found.append(self.named.get(item, item) if isinstance(item, str) and "#" in item else item)
        return found

    def _thing(self, node: dict[str, Any]) -> list[Any]:
        listed = node.get("@list", node.get("@set"))
        if listed is not None:
            return _list(listed)
        if "@value" in node:
            return [node["@value"]]
        name = node.get("@id")
        known = self.named.get(name) if isinstance(name, str) else None
        return [known if known is not None and len(known) > len(node) else node]

    def texts(self, value: Any) -> list[str]:
        """The texts of a value, and the names of things in it, entities decoded."""
        stated: list[Any] = []
        for item in self.things(value):
            if isinstance(item, Mapping):
                names = next((item[key] for key in _NAMES if item.get(key)), None)
                stated += [name.get("@value") if isinstance(name, Mapping) else name for name in _list(names)]
            else:
                stated.append(item)
        return [said for item in stated if (said := label(decoded(text(item) or "")))]

    def article(self, addresses: Iterable[str]) -> Node | None:
        """The page's article: best one that stands at the page's own ``addresses`` and has a headline; None where there is none."""
        own = {url for address in addresses if (url := canonical_url(address))}

        def worth(at: int) -> tuple[bool, ...]:
            node, elsewhere = self.nodes[at]
            stated = {canonical_url(a) for a in self.addresses(node)}
            kind = types(node)
            return (
                any(name in _ARTICLES for name in kind),
                bool(stated & own),
                not elsewhere,
                bool(node.get("headline")),
                bool(node.get("articlebody")),
                bool(node.get("datepublished")),
                "newsarticle" in kind,
            )

        asked = [n for n, (node, _) in enumerate(self.nodes) if any(t in _ARTICLES or t in _PAGES for t in types(node))]
        best = max(asked, key=lambda at: (worth(at), -at), default=None)
        return None if best is None else self.nodes[best][0]

    def addresses(self, node: Node) -> Iterator[str]:
        """Where a thing says it stands."""
        for key in ("url", "mainentityofpage", "@id"):
            for item in _list(node.get(key)):
                stated = item.get("@id") or item.get("url") if isinstance(item, Mapping) else item
                if isinstance(stated, str):
                    yield stated


def _walked(documents: Iterable[Any]) -> Iterator[tuple[Node, bool]]:
    """Every thing that has a type or a name, in reading order, without recursion, and whether it stands below another's."""
    stack: list[tuple[Any, int, bool]] = [(document, 0, False) for document in documents][::-1]
    seen = 0
    while stack and seen < MOST:
        value, depth, elsewhere = stack.pop()
        seen += 1
        if depth > DEEPEST:
            continue
        if isinstance(value, list):
            stack.extend((item, depth + 1, elsewhere) for item in reversed(value))
        elif isinstance(value, Mapping):
            if "@type" in value or "@id" in value:
                yield value, elsewhere
            inner = [
                (v, depth + 1, elsewhere or short(str(k)) in _ELSEWHERE)
                for k, v in value.items()
                if isinstance(v, list | Mapping)
            ]
            stack.extend(reversed(inner))
