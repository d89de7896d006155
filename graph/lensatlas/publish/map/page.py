"""A scene as one HTML page: pyvis holds the graph, the template is ours.

The page asks nothing of any network: its scripts are inside it and named by their hashes in a Content-Security-Policy that
allows no other. All text reaches the page through autoescaping or one JSON island whose ``<``, ``>``, ``&`` are escaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lensatlas.network.layout import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from lensatlas.publish.map.scene import Node, Scene

# In the order of the legend; shapes differ too, so that colour is never the only sign.
KINDS = {
    "article": ("Articles", "dot"),
    "tag": ("Tags", "square"),
    "actor": ("Actors", "diamond"),
    "lens": ("Lenses", "star"),
    "mechanism": ("Mechanisms", "triangle"),
    "source": ("Sources", "hexagon"),
}
ROOM = 38  # a node's share of the drawing's half-height, in vis-network's units
WIDE = 1.3  # screens are wider than high


def render(scene: Scene) -> str:
    """The page, complete; write it as UTF-8."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    spots = places(len(scene.nodes), scene.links, anchors=[i for i, n in enumerate(scene.nodes) if n.kind == "lens"])
    side = ROOM * max(4.0, len(scene.nodes) ** 0.5)
    # Filled in bulk: pyvis's own add_edge compares with every edge before it (7.8 s for 12,000).
    net.nodes = [
        _drawn(node, x, y)
        for node, (x, y) in zip(scene.nodes, (spots * [WIDE * side, side]).round().astype(int).tolist(), strict=True)
    ]
    net.node_ids = [node.id for node in scene.nodes]
    net.edges = [{"from": scene.nodes[a].id, "to": scene.nodes[b].id} for a, b in scene.links]
    net.options = {"physics": {"enabled": False}}
    net.templateEnv, net.path = _environment(), "map.html.j2"
    net.templateEnv.globals.update(_context(scene))
    page: str = net.generate_html(name="map.html")
    return page


def _drawn(node: Node, x: int, y: int) -> dict[str, Any]:
    return {
        "id": node.id, "label": node.label, "shape": KINDS[node.kind][1], "group": node.kind, "x": x, "y": y,
    }  # fmt: skip


def _context(scene: Scene) -> dict[str, Any]:
    linked: list[list[int]] = [[] for _ in scene.nodes]
    for a, b in scene.links:
        linked[a].append(b)
        linked[b].append(a)
    counts = {kind: sum(n.kind == kind for n in scene.nodes) for kind in KINDS}
    days = sorted(n.published for n in scene.nodes if n.published)
    return {
        "scene": scene,
        "title": scene.title,
        "kinds": [(kind, name, shape, counts[kind]) for kind, (name, shape) in KINDS.items() if counts[kind]],
        "lenses": sorted({lens for n in scene.nodes for lens in n.lenses}),
        "once": sum(_once(node) for node in scene.nodes),
        "first_day": days[0] if days else "",
        "last_day": days[-1] if days else "",
        "articles": [_article_row(scene, i, linked[i]) for i in _newest_first(scene.nodes)],
        "names": [
            n
            for n in sorted(scene.nodes, key=lambda n: (list(KINDS).index(n.kind), -n.degree, n.label))
            if n.kind != "article"
        ],
        "details": {n.id: _detail(n) for n in scene.nodes},
        "centre": scene.nodes[scene.centre].id if scene.centre is not None else None,
        "vis": _vis(),
        "script": _asset("map.js"),
        "style": _asset("map.css"),
        "policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src "
        + " ".join(_hash(script) for script in (_vis(), _asset("map.js"))),
    }


def _once(node: Node) -> bool:
    return node.degree == 1 and node.kind not in {"article", "lens"}


def _detail(node: Node) -> dict[str, Any]:
    return {
        "once": _once(node),
        "url": safe_url(node.url),
        "published": node.published,
        "lenses": list(node.lenses),
        "facts": list(node.facts),
    }


def _newest_first(nodes: Sequence[Node]) -> list[int]:
    articles = [i for i, n in enumerate(nodes) if n.kind == "article"]
    return sorted(sorted(articles, key=lambda i: nodes[i].id), key=lambda i: nodes[i].published, reverse=True)


def _article_row(scene: Scene, i: int, linked: Sequence[int]) -> dict[str, Any]:
    by_kind = {kind: [scene.nodes[j].label for j in linked if scene.nodes[j].kind == kind] for kind in KINDS}
    return {"node": scene.nodes[i], **by_kind}


def safe_url(url: str) -> str:
    """The URL where it is an http(s) address, else nothing: no ``javascript:`` ever stands in a link."""
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def island(value: Any) -> str:
    """A value as JSON that may stand inside a script element: it can neither close it nor open a comment."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("lensatlas.publish.map", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    made.filters["island"] = lambda value: Markup(island(value))  # noqa: S704 (escaped above)
    made.filters["safe_url"] = safe_url
    made.filters["verbatim"] = Markup  # our own style and scripts, never data
    return made


@cache
def _asset(name: str) -> str:
    return resources.files("lensatlas.publish.map").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """vis-network as pyvis carries it, its licence notice included."""
    script = (
        resources.files("pyvis")
        .joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
        .read_text(encoding="utf-8")
    )
    return script.replace("</script", "<\\/script")


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
