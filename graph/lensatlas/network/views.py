"""The drawn graph as networkx knows graphs: for looking, exporting and trying things."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from lensatlas.network.graph import LINKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

    from lensatlas.model import Claim
    from lensatlas.network.graph import Graph, NodeKind

    Scalar = str | int | float | bool

# What an article's edge to each kind of node is called.
EDGE_KINDS: Mapping[NodeKind, str] = {
    "tag": "tagged",
    "actor": "mentions",
    "mechanism": "by_mechanism",
    "lens": "through_lens",
    "source": "reported_by",
}
# XML 1.0 cannot hold these at all, and networkx writes them as they are.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(kind: NodeKind, name: str) -> str:
    """The key of a node: its kind and its id, as ``"tag:sanctions"``."""
    return f"{kind}:{_plain(name)}"


def to_networkx(graph: Graph, claims: Sequence[Claim]) -> nx.MultiDiGraph[str]:
    """The graph with typed nodes and edges, in sorted order; every attribute is a scalar that GraphML and GEXF can hold.

    Nodes carry ``kind`` and ``label``, and what else is known: articles ``url``, ``slug``, ``date``, ``dek``, ``type``,
    ``minutes``, ``words``; actors ``actor_kind``; lenses ``scope_note``; sources ``url``. Edges carry ``kind``: ``tagged``,
    ``mentions`` (with ``count``), ``by_mechanism``, ``through_lens``, ``reported_by``, ``part_of``, or a claim's stance.
    A claim leads from its actor to each actor it is over, else to the article that makes it; its key is the claim's id.
    """
    import networkx as nx

    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind in ("article", *LINKED):
        view.add_nodes_from((node(kind, name), facts) for name, facts in _nodes(graph, kind))
    for kind in LINKED:
        for holder, held, key, facts in _links(graph, kind):
            view.add_edge(holder, held, key=key, **facts)
    for part, whole in zip(graph.ids["actor"], graph.actor_part_of, strict=True):
        if whole:
            view.add_edge(node("actor", part), node("actor", whole), key="part_of", kind="part_of")
    for actor, end, key, facts in _claims(claims, view):
        view.add_edge(actor, end, key=key, **facts)
    return view


def _nodes(graph: Graph, kind: NodeKind) -> Iterator[tuple[str, dict[str, Scalar]]]:
    for i, name in enumerate(graph.ids[kind]):
        facts: dict[str, Scalar | None] = {"kind": kind, "label": name}
        if kind == "article":
            facts |= _article(graph, i)
        elif kind == "actor":
            facts["actor_kind"] = graph.actor_kinds[i]
        elif kind == "lens" and graph.lens_notes:
            facts["scope_note"] = graph.lens_notes[i]
        elif kind == "source" and graph.source_urls:
            facts["url"] = graph.source_urls[i]
        yield name, _scalars(facts)


def _article(graph: Graph, i: int) -> dict[str, Scalar | None]:
    day = int(graph.days[i])
    return {
        "label": graph.headlines[i],
        "url": graph.urls[i],
        "slug": graph.slugs[i],
        "date": dt.date.fromordinal(day).isoformat() if day else None,
        "dek": graph.deks[i] if graph.deks else None,
        "type": graph.types[i] if graph.types else None,
        "minutes": int(graph.minutes[i]) or None if graph.minutes is not None else None,
        "words": int(graph.words[i]) if graph.words is not None else None,
    }


def _links(graph: Graph, kind: NodeKind) -> Iterator[tuple[str, str, str, dict[str, Scalar]]]:
    """Edges with the kind of edge as their key: an article has at most one to each node."""
    links, edge = graph.links[kind], EDGE_KINDS[kind]
    ends = [node(kind, name) for name in graph.ids[kind]]
    for i, name in enumerate(graph.ids["article"]):
        at = slice(links.indptr[i], links.indptr[i + 1])
        for j, uses in sorted(zip(links.indices[at].tolist(), links.data[at].tolist(), strict=True)):
            facts: dict[str, Scalar] = {"kind": edge, "count": int(uses)} if kind == "actor" else {"kind": edge}
            yield node("article", name), ends[j], edge, facts


def _claims(claims: Sequence[Claim], view: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, dict[str, Scalar]]]:
    for claim in sorted(claims, key=lambda claim: claim.id):
        facts = _scalars(
            {
                "kind": claim.stance, "claim": claim.id, "article": claim.article, "role": claim.role, "what": claim.what,
                "mechanism": claim.mechanism, "sentence": claim.sentence, "rule": claim.rule,
            }
        )  # fmt: skip
        ends = [node("actor", over) for over in claim.over] or [node("article", claim.article)]
        for end in ends:
            # A claim about what was drawn before or after this graph has no place in it.
            if node("actor", claim.actor) in view and end in view:
                yield node("actor", claim.actor), end, claim.id, facts


def _scalars(facts: Mapping[str, Scalar | None]) -> dict[str, Scalar]:
    """The facts that are known, their texts in characters that XML allows."""
    known = ((key, value) for key, value in facts.items() if value is not None and value != "")
    return {key: _plain(value) if isinstance(value, str) else value for key, value in known}


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)
