"""Real pages, read and tagged, as RDF that conforms."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib.compare import isomorphic
from tests.corpora import folder

from lensatlas import config
from lensatlas.ingest import read
from lensatlas.model import Article
from lensatlas.publish.rdf import build_store, conform, query, to_rdflib, triples, write
from lensatlas.tagging import Lexicon, tag

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.publish.rdf import Triple

CONFIG = config.load()
BASE = CONFIG.publication.base


def told(corpus: str, most: int) -> list[Triple]:
    """The first articles of a corpus as triples, mentions included."""
    found = read([str(folder(corpus))], profile=CONFIG.profile)
    articles = {one.id: one for one in islice((r for r in found if isinstance(r, Article)), most)}
    lexicon = Lexicon.learn(articles.values(), lenses=(), authority=())
    settled = [(articles[name], tag(articles[name], lexicon)) for name in sorted(articles)]
    return list(triples(settled, actors=lexicon.actors, lenses=(), publication=CONFIG.publication))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's JSON-LD parser
@pytest.mark.parametrize(("corpus", "most"), [("noligarchy", 1), ("kleptocracy-timeline", 15), ("digitalgov", 15)])
def test_a_slice_of_each_corpus_conforms_and_reads_back(corpus: str, most: int) -> None:
    """Machine-written events from 1142 on, Hugo posts, the first publication's page: no breach, no triple twice, one graph."""
    said = told(corpus, most)
    assert len(said) == len(set(said)) > 50 * most
    graph = to_rdflib(said)
    assert conform(graph).breaches == ()
    for form, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")):
        held = io.BytesIO()
        write(said, form, held, base=BASE)
        again = to_rdflib([])
        again.parse(data=held.getvalue(), format=name)
        assert isomorphic(again, graph), form
    assert {tuple(map(str, q.triple)) for q in ox.parse(held.getvalue(), ox.RdfFormat.JSON_LD)} == set(said)


def test_who_gains_on_the_first_publications_page(tmp_path: Path) -> None:
    """Three primary actors, by the one mechanism, each with its sentence."""
    build_store(told("noligarchy", 1), tmp_path / "rdf", base=BASE)
    asked = """SELECT ?actor ?mechanism {
        ?claim la:stance la:gains ; la:role la:primary ; la:claimant/schema:name ?actor ; la:mechanism/skos:prefLabel ?mechanism
    } ORDER BY ?actor"""
    rows = list(query(tmp_path / "rdf", asked, base=BASE).rows())
    assert {row["mechanism"] for row in rows} == {"calibrated transaction diplomacy"}
    assert [row["actor"] for row in rows] == ["Iran", "Qatar", "U.S. executive branch"]
