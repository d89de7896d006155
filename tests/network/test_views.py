"""The networkx view holds the whole graph, typed, and can be written."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.features.toy import story

from lensatlas.model import ActorId, Claim, ClaimId, MechanismId
from lensatlas.network.draw import draw
from lensatlas.network.views import to_networkx

if TYPE_CHECKING:
    from pathlib import Path


def view(headline: str = "Talks", *, backwards: bool = False) -> nx.MultiDiGraph[str]:
    """Talks in Doha: one claim over a rival, one over nobody."""
    article, tagged = story(
        "doha", "Text", headline=headline, day="2026-07-02", tags=["law", "port"], actors=["Qatar", "Iran"],
        lens="Power", mechanism="delay", source="Daily",
    )  # fmt: skip
    claims = [
        Claim(
            id=ClaimId(name), article=article.id, actor=ActorId("Qatar"), over=over, stance="gains", section="text",
            sentence="Qatar gains.", start=0, end=12, rule="r", role="primary", mechanism=MechanismId("delay"),
        )
        for name, over in (("c1", (ActorId("Iran"),)), ("c2", ()))
    ]  # fmt: skip
    tagged = dataclasses.replace(tagged, claims=tuple(claims))
    graph = draw([(article, tagged), story("other", tags=["port"])], actors=(), lenses=())
    return to_networkx(graph, claims[::-1] if backwards else claims)


def test_nodes_and_edges_carry_their_kind_and_facts() -> None:
    """The article, an actor, and the edges between them."""
    found = view()
    article = found.nodes["article:doha"]
    assert (article["kind"], article["label"], article["date"]) == ("article", "Talks", "2026-07-02")
    assert "date" not in found.nodes["article:other"]
    assert found.edges["article:doha", "actor:Qatar", "mentions"] == {"kind": "mentions", "count": 2}
    kinds = {facts["kind"] for _, _, facts in found.out_edges("article:doha", data=True)}
    assert kinds == {"tagged", "mentions", "by_mechanism", "through_lens", "reported_by"}


def test_a_claim_leads_to_whom_it_is_over_else_to_its_article() -> None:
    """Qatar gains over Iran; Qatar gains."""
    found = view()
    assert found.edges["actor:Qatar", "actor:Iran", "c1"]["kind"] == "gains"
    assert found.edges["actor:Qatar", "article:doha", "c2"]["sentence"] == "Qatar gains."


def test_nodes_and_edges_stand_in_a_fixed_order() -> None:
    """The claims come in another order."""
    assert list(view().nodes) == list(view(backwards=True).nodes)
    assert list(view().edges(keys=True)) == list(view(backwards=True).edges(keys=True))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_any_headline_can_be_written_and_read_again(form: str, tmp_path: Path) -> None:
    """A headline with a control character, a lone half of a pair and a mark that XML forbids."""
    made = view("Talks \x0b<b>\ufffe & \ud800end")
    path = tmp_path / "graph"
    (nx.write_graphml if form == "graphml" else nx.write_gexf)(made, path)
    text = path.read_text(encoding="utf-8")
    read = nx.read_graphml if form == "graphml" else nx.read_gexf
    again = read(io.BytesIO(text.encode()))
    assert again.nodes["article:doha"]["label"] == "Talks <b> & end"
    assert again.number_of_nodes() == made.number_of_nodes()
    assert again.number_of_edges() == made.number_of_edges()
