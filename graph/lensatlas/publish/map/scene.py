"""What a map shows: which nodes and links of the drawn graph, with the facts that a click opens."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lensatlas.network.graph import LINKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.model import Claim
    from lensatlas.network.graph import Graph, NodeKind

# pyvis pages stay fluid to about a thousand nodes (measured: first frame 1.1 s, 25 frames a second); beyond, the best linked stay.
MOST_NODES = 1000
NEAR_NODES = 150  # a neighbourhood is for reading, not for counting

Ref = tuple["NodeKind", int]  # a node: its kind and its number within the kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node as the map shows it; ``lenses`` and ``published`` are what the filters look at, ``facts`` what a click opens."""

    id: str
    kind: NodeKind
    label: str
    url: str = ""
    published: str = ""
    lenses: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    degree: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The nodes and links of one map; ``links`` are pairs of positions in ``nodes``, ``left_out`` counts nodes that had no room."""

    title: str
    nodes: tuple[Node, ...]
    links: tuple[tuple[int, int], ...]
    left_out: int = 0
    centre: int | None = None


# What share of a map that has no room for all each kind may fill, so that no kind crowds out the others.
SHARES: dict[NodeKind, float] = {
    "article": 0.4,
    "actor": 0.22,
    "tag": 0.22,
    "mechanism": 0.07,
    "lens": 0.05,
    "source": 0.04,
}


def whole(graph: Graph, claims: Sequence[Claim], *, title: str, most: int = MOST_NODES) -> Scene:
    """The whole atlas; where it is larger than ``most`` nodes, the best linked of each kind by :data:`SHARES`, the rest counted."""
    degrees = _degrees(graph)
    held = [ref for ref, degree in degrees.items() if degree > 0 or ref[0] in {"article", "lens"}]
    held.sort(key=lambda ref: (-degrees[ref], ref[0], graph.ids[ref[0]][ref[1]]))
    left = {kind: len(held) if len(held) <= most else int(share * most) for kind, share in SHARES.items()}
    kept: list[Ref] = []
    over: list[Ref] = []
    for ref in held:
        (kept if left[ref[0]] > 0 else over).append(ref)
        left[ref[0]] -= 1
    kept += over[: most - len(kept)]  # room that a kind does not need goes to the best linked of the others
    return _scene(graph, claims, kept, title=title, left_out=len(held) - len(kept))


def _degrees(graph: Graph) -> dict[Ref, int]:
    degrees: dict[Ref, int] = {}
    for kind in LINKED:
        for number, count in enumerate(np.asarray(graph.links[kind].astype(bool).sum(axis=0)).ravel()):
            degrees[kind, number] = int(count)
    each = sum((np.diff(graph.links[kind].indptr) for kind in LINKED), np.zeros(graph.size, dtype=np.int64))
    degrees.update({("article", number): int(count) for number, count in enumerate(each)})
    return degrees


def around(
    graph: Graph, claims: Sequence[Claim], kind: NodeKind, number: int, *, title: str, most: int = NEAR_NODES
) -> Scene:
    """The neighbourhood of one node: its articles, and what they share most with one another."""
    seeds = (
        [number]
        if kind == "article"
        else [int(a) for a in np.flatnonzero(graph.links[kind].tocsc()[:, [number]].toarray())]
    )
    seeds.sort(key=lambda a: (-int(graph.days[a]), graph.ids["article"][a]))
    articles = seeds[: most // 3]
    own = _neighbours(graph, articles)
    if kind == "article":  # one step further: the articles that share most with this one
        sharing = _sharing(graph, number)
        articles += sharing[: most // 5]
        own.update(_neighbours(graph, articles[1:]))
    hub: Ref = (kind, number)
    names = sorted((ref for ref in own if ref != hub), key=lambda ref: (-own[ref], ref[0], graph.ids[ref[0]][ref[1]]))
    kept = list(dict.fromkeys([hub, *(("article", a) for a in articles), *names]))
    left_out = max(0, len(kept) - most) + max(0, len(seeds) - most // 3)
    return _scene(graph, claims, kept[:most], title=title, left_out=left_out, centre=hub)


def _neighbours(graph: Graph, articles: Sequence[int]) -> Counter[Ref]:
    found: Counter[Ref] = Counter()
    for kind in LINKED:
        links = graph.links[kind]
        for a in articles:
            found.update((kind, int(n)) for n in links.indices[links.indptr[a] : links.indptr[a + 1]])
    return found


def _sharing(graph: Graph, article: int) -> list[int]:
    """Other articles by how many tags, actors and mechanisms they share with this one, rare ones counting more."""
    shared = np.zeros(graph.size)
    for kind in ("tag", "actor", "mechanism"):
        links = graph.links[kind].astype(bool).astype(float)
        rarity = 1.0 / np.maximum(1, np.asarray(links.sum(axis=0)).ravel())
        shared += links @ (rarity * links[[article]].toarray().ravel())
    shared[article] = 0.0
    found: list[int] = np.flatnonzero(shared).tolist()
    return sorted(found, key=lambda a: (-round(float(shared[a]), 9), graph.ids["article"][a]))


def _scene(
    graph: Graph, claims: Sequence[Claim], refs: Sequence[Ref], *, title: str, left_out: int, centre: Ref | None = None
) -> Scene:
    refs = sorted(refs, key=lambda ref: (ref[0], ref[1]))
    place = {ref: i for i, ref in enumerate(refs)}
    links: list[tuple[int, int]] = []
    for kind in LINKED:
        matrix = graph.links[kind]
        for ref in refs:
            if ref[0] == "article":
                row = matrix.indices[matrix.indptr[ref[1]] : matrix.indptr[ref[1] + 1]]
                links += [(place[ref], place[kind, int(n)]) for n in sorted(row) if (kind, int(n)) in place]
    degree = Counter(end for link in links for end in link)
    said = _said(claims)
    nodes = tuple(_node(graph, ref, degree[i], said) for i, ref in enumerate(refs))
    return Scene(
        title=title, nodes=nodes, links=tuple(links), left_out=left_out, centre=place[centre] if centre else None
    )


def _said(claims: Sequence[Claim]) -> Mapping[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        counts.setdefault(claim.actor, Counter())[claim.stance] += 1
    return counts


STANCE_WORDS = {"gains": "gains", "keeps": "keeps", "loses": "loses", "bears_cost": "bears the cost"}


def _node(graph: Graph, ref: Ref, degree: int, said: Mapping[str, Counter[str]]) -> Node:
    kind, number = ref
    name = graph.ids[kind][number]
    if kind == "article":
        day = int(graph.days[number])
        published = dt.date.fromordinal(day).isoformat() if day else ""
        lenses = graph.links["lens"]
        own = tuple(graph.ids["lens"][n] for n in lenses.indices[lenses.indptr[number] : lenses.indptr[number + 1]])
        facts = (("Published", published or "undated"), ("Lens", "; ".join(own) or "none"))
        return Node(
            id=f"article:{name}", kind=kind, label=graph.headlines[number], url=graph.urls[number],
            published=published, lenses=own, facts=facts, degree=degree,
        )  # fmt: skip
    told: tuple[tuple[str, str], ...] = ()
    if kind == "actor":
        told = (("Kind", graph.actor_kinds[number] or "not known"),)
        counts = said.get(name, Counter())
        told += tuple((f"Claims: {words}", str(counts[s])) for s, words in STANCE_WORDS.items() if counts[s])
    return Node(
        id=f"{kind}:{name}", kind=kind, label=name, facts=told, degree=degree, lenses=(name,) if kind == "lens" else ()
    )
