"""Questions in SPARQL, answered in a process that can be killed."""

from __future__ import annotations

import csv
import io
import json
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.publish import rdf_world as world

from lensatlas.errors import BadQuery, UsageError
from lensatlas.publish.rdf import RESULTS, build_store, examples, needs_mentions, query, save, sparql, triples, worker

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.publish.rdf import Example, Found, Triple

BASE = world.PUBLICATION.base


def story() -> list[Triple]:
    return list(
        triples(
            world.settled(), actors=world.ACTORS, lenses=world.LENSES, publication=world.PUBLICATION, watch=world.WATCH
        )
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("atlas") / "rdf"
    build_store(story(), folder, base=BASE)
    return folder


def ask(store: Path, text: str, **limits: float) -> Found:
    return query(store, text, base=BASE, **limits)  # type: ignore[arg-type]


def test_prefixes_need_no_declaration(store: Path) -> None:
    """Vocabularies, and the atlas's own kinds of things."""
    found = ask(store, "SELECT ?name { claim:c1 la:claimant actor:Dock_Union ; la:over/schema:name ?name }")
    assert list(found.rows()) == [{"name": "Port Council"}]
    assert list(ask(store, "SELECT ?n { <actor/Dock_Union> schema:name ?n }").rows()) == [{"n": "Dock Union"}]


def test_mentions_are_found_in_their_graph_only(store: Path) -> None:
    """Three mentions; the default graph knows none."""
    assert len(ask(store, "SELECT ?m { GRAPH la:mentions { ?m a oa:Annotation } }")) == 3
    assert not ask(store, "ASK { ?m a oa:Annotation }").value
    assert needs_mentions("SELECT * { graph la:mentions { ?m ?p ?o } }")
    assert not needs_mentions('SELECT * { ?m ?p "GRAPH" }')


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_each_example_runs_and_says_what_it_asks(store: Path, example: Example) -> None:
    """On a two-article story, some have rows."""
    assert len(example.asks) > 20
    expected = {
        "who-gains-by-what": [{"actor": "Dock Union", "mechanism": "calibrated delay", "articles": 1, "example": "The Dock Union gains a seat; Mara Venn speaks for it."}],
        "most-claimed": [{"actor": "Dock Union", "gains": 1, "keeps": 0, "loses": 0, "pays": 0}],
        "gains-without-cost": [{"published": "2026-03-01", "headline": 'Dock Union halts "the" port\\quay', "gains": 1}],
        "watch-items-open": [{"published": "2026-03-01", "due": None, "promise": "Track the union's fund.", "headline": 'Dock Union halts "the" port\\quay'}],
        "sources-of-a-lens": [{"lens": "Ports & Power", "articles": 1, "outlets": 2}, {"lens": "Unplanned", "articles": 1, "outlets": 0}],
        "where-named": [
            {"actor": "Dock Union", "mentions": 1, "example": '[Dock Union] halts "the" port\\quay'},
            {"actor": "Mara Venn", "mentions": 1, "example": "ock Union gains a seat; [Mara Venn] speaks for it."},
            {"actor": "Quayside", "mentions": 1, "example": "[Quayside], the Republic."},
        ],
    }  # fmt: skip
    found = ask(store, example.text)
    assert not found.truncated
    assert list(found.rows()) == expected.get(example.name, [])


def test_the_w3c_forms_are_those_of_the_engine(store: Path) -> None:
    """Row for row what Oxigraph itself writes for the same query: quotes, languages, numbers, an unbound variable, an empty row."""
    direct = ox.Store.read_only(str(store))
    prefixes = {"schema": "https://schema.org/"}
    texts = [
        "SELECT ?a ?h ?d ?none (1.5 AS ?n) { ?a schema:headline ?h OPTIONAL { ?a schema:datePublished ?d } } ORDER BY ?a",
        'SELECT ("tab\\tquote\\"line\\n" AS ?x) ?y {}',
        "SELECT * {}",
        "SELECT ?x { ?x a <a:nothing> }",
        "ASK { ?a a schema:NewsArticle }",
    ]
    forms = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
    for text in texts:
        found = ask(store, text)
        for form, name in forms.items():
            engine = direct.query(text, prefixes=prefixes).serialize(format=getattr(ox.QueryResultsFormat, name))
            assert found.serialise(form) == engine, (text, form)


def test_rows_as_json_lines_carry_types(store: Path) -> None:
    """Numbers are numbers, an unbound variable is null."""
    found = ask(store, "SELECT (2 AS ?n) (2.5 AS ?f) (true AS ?b) ?u {}")
    assert json.loads(found.serialise("jsonl")) == {"n": 2, "f": 2.5, "b": True, "u": None}
    assert json.loads(ask(store, "ASK {}").serialise("jsonl")) == {"boolean": True}


def test_construct_gives_ntriples_whatever_the_form(store: Path) -> None:
    """And reads back."""
    found = ask(store, "CONSTRUCT { ?a schema:name ?h } WHERE { ?a schema:headline ?h }")
    for form in RESULTS:
        assert len(list(ox.parse(found.serialise(form), ox.RdfFormat.N_TRIPLES))) == 2
    assert len(ask(store, "DESCRIBE claim:c1")) > 10


def test_a_frame_has_typed_columns(store: Path) -> None:
    """Counts are Int64, dates (1142 too) datetimes, texts strings; mixed columns stay objects; no rows is no error."""
    found = ask(
        store,
        "SELECT ?h ?d ?w ?f { ?a schema:headline ?h ; schema:datePublished ?d ; schema:wordCount ?w BIND(?w / 2 AS ?f) } ORDER BY ?d",
    )
    frame = found.to_frame()
    assert [str(dtype).replace("str", "string").replace("stringing", "string") for dtype in frame.dtypes] == [
        "string",
        "datetime64[s]",
        "Int64",
        "Float64",
    ]
    assert frame["d"].dt.year.tolist() == [1142, 2026]
    mixed = ask(store, "SELECT ?x { VALUES ?x { 1 'one' <a:b> UNDEF } }").to_frame()
    assert mixed["x"].tolist() == [1, "one", "a:b", None]
    assert list(ask(store, "SELECT ?a ?b { ?a a <a:nothing> . ?a ?b 1 }").to_frame().columns) == ["a", "b"]
    assert ask(store, "ASK {}").to_frame()["boolean"].tolist() == [True]
    assert list(ask(store, "CONSTRUCT WHERE { claim:c1 ?p ?o }").to_frame().columns) == [
        "subject",
        "predicate",
        "object",
    ]


def test_too_many_rows_are_cut_and_say_so(store: Path) -> None:
    """Five of many; exactly as many as there are is whole."""
    found = ask(store, "SELECT * { ?s ?p ?o }", rows=5)
    assert (len(found), found.truncated) == (5, "rows")
    assert "cut short by the limit of rows" in found.serialise("table").decode()
    assert ask(store, "SELECT ?a { ?a a schema:NewsArticle }", rows=2).truncated == ""
    assert ask(store, "CONSTRUCT WHERE { ?s ?p ?o }", rows=3).truncated == "rows"
    assert ask(store, "SELECT * { ?s ?p ?o . ?a ?b ?c }", size=10_000).truncated == "size"


def test_a_query_without_end_is_stopped(store: Path) -> None:
    """With rows on the way they are kept and marked; without any, it is said."""
    endless = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
    start = time.monotonic()
    found = ask(store, f"SELECT * {{ {endless} }}", seconds=1, rows=10**9)
    assert found.truncated in {"time", "size"}
    assert len(found) > 100
    with pytest.raises(BadQuery, match="no answer after 1 seconds"):
        ask(store, f"SELECT (COUNT(*) AS ?n) {{ {endless} }}", seconds=1)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p " + "[ ?p " * 99 + "]" * 99 + " }",
        "SELECT (1" + "+1" * 20_000 + " AS ?x) {}",
        "SELECT * { FILTER(" + "!" * 500 + "true) }",
        "SELECT * { {}" + "UNION{}" * 499 + " }",
        "SELECT * { ?s ?p ?o FILTER(true" + "||true" * 14_000 + ") }",
        "SELECT * { " + "OPTIONAL { ?s <a:b> ?o } " * 3_000 + " }",
        "SELECT * { ?s <a:b>" + "|<a:b>" * 14_000 + " ?o }",
    ],
)
def test_whatever_the_engine_makes_of_it_only_the_worker_suffers(store: Path, text: str) -> None:
    """The largest of each kind that the scan lets through: an answer, or a BadQuery; and the next query works."""
    with suppress(BadQuery):
        ask(store, text, seconds=0.7)
    assert ask(store, "ASK {}").value


def test_a_crash_of_the_engine_is_a_bad_query(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the scan, 60,000 nested groups overflow any stack; the worker dies, the user is told."""
    monkeypatch.setattr(sparql, "scan", lambda text: frozenset(text.split()))
    with pytest.raises(BadQuery, match="its process ended"):
        ask(store, "SELECT * " + "{SELECT * " * 400_000)


def test_wrong_sparql_says_where(store: Path) -> None:
    """A missing brace; an unknown prefix."""
    with pytest.raises(BadQuery, match="error at 1:"):
        ask(store, "SELECT * { ?s ?p ?o ")
    with pytest.raises(BadQuery, match=r"[Pp]refix"):
        ask(store, "SELECT * { ?s nowhere:p ?o }")


def test_files_are_asked_instead(tmp_path: Path) -> None:
    """Turtle and N-Quads together; what is no RDF file, is not there, or does not parse is said."""
    save(story(), "ttl", tmp_path / "a.ttl", base=BASE)
    save(story(), "nq", tmp_path / "b.nq", base=BASE)
    text = "SELECT ?a { ?a a schema:NewsArticle }"
    assert len(query([tmp_path / "a.ttl", tmp_path / "b.nq"], text, base=BASE)) == 2
    (tmp_path / "bad.ttl").write_text("<a:b> <c:d> .", encoding="utf-8")
    with pytest.raises(BadQuery, match=r"bad\.ttl"):
        query([tmp_path / "bad.ttl"], text, base=BASE)
    for wrong in (tmp_path / "gone.ttl", tmp_path / "a.csv"):
        with pytest.raises(UsageError, match="RDF is read from files"):
            query([wrong], text, base=BASE)


def test_a_store_takes_the_place_of_the_one_before_or_leaves_it(tmp_path: Path) -> None:
    """Built twice, then a build that breaks off."""
    folder = tmp_path / "rdf"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    build_store(story()[:10], folder, base=BASE)
    build_store(story()[:20], folder, base=BASE)
    assert list(ask(folder, count).rows()) == [{"n": 20}]

    def breaking() -> object:
        yield from story()[:5]
        raise RuntimeError("the corpus is gone")

    with pytest.raises(RuntimeError, match="the corpus is gone"):
        build_store(breaking(), folder, base=BASE)  # type: ignore[arg-type]
    assert list(ask(folder, count).rows()) == [{"n": 20}]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_table_is_plain_text(store: Path) -> None:
    """Columns aligned, known namespaces shortened, nothing that steers a terminal."""
    table = (
        ask(store, 'SELECT ?type ("a\\u001B[31mred\\u202E" AS ?x) { claim:c1 a ?type } ORDER BY ?type')
        .serialise("table")
        .decode()
    )
    assert "la:LeverageClaim" in table
    assert "\x1b" not in table
    assert "\u202e" not in table


def test_csv_is_for_machines(store: Path) -> None:
    """Read back by the standard library, commas and quotes and all."""
    found = ask(store, "SELECT ?h { ?a schema:headline ?h } ORDER BY ?h").serialise("csv").decode()
    assert [row[0] for row in csv.reader(io.StringIO(found))][1:] == [
        'Dock Union halts "the" port\\quay',
        "الميناء — d’accord 😀",
    ]


_LEAVES = "import ctypes, sys; leave = ctypes.CDLL(None).unshare; sys.exit(0 if leave(0x40000000) == 0 or leave(0x50000000) == 0 else 1)"


def test_a_query_that_passed_the_scan_would_still_reach_nobody() -> None:
    """A server waits on this machine; the worker is asked to call it, the scan left out."""
    if not sys.platform.startswith("linux") or subprocess.run([sys.executable, "-c", _LEAVES], check=False).returncode:
        pytest.skip("this system lets no process leave the network: the scan stands alone")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(1.0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        asked = {
            "store": "",
            "files": [],
            "query": f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            "base": "https://x.example/",
            "prefixes": {},
            "rows": 9,
        }
        told = subprocess.run(
            [sys.executable, "-P", worker.__file__], input=json.dumps(asked).encode(), capture_output=True, check=False
        )
        assert b'"error"' in told.stdout
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "literal",
    ['"x"^^xsd:integer', f'"{"9" * 30}"^^xsd:integer', f'"{"9" * 5000}"^^xsd:integer', '"2026-99-99"^^xsd:date', '"y"^^xsd:double'],
)  # fmt: skip
def test_a_value_that_its_type_cannot_hold_stays_an_object(store: Path, literal: str) -> None:
    """Data may claim any datatype for any text."""
    found = ask(store, f"SELECT ?a {{ VALUES ?a {{ {literal} }} }}")
    frame = found.to_frame()
    assert str(frame["a"].dtype) == "object"
    assert str(frame["a"][0]) in literal
    assert found.serialise("table").startswith(b"a\n")


def test_a_pattern_without_variables_has_one_empty_solution(store: Path) -> None:
    """`SELECT * {}`, in every form."""
    found = ask(store, "SELECT * {}")
    assert (len(found), found.to_frame().shape) == (1, (1, 0))
    assert [found.serialise(form) for form in ("table", "jsonl")] == [b"\n\n\n", b"{}\n"]
