"""What a query may say before any parser sees it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.errors import BadQuery
from lensatlas.publish.rdf import examples
from lensatlas.publish.rdf.scan import scan

HIDDEN = [
    "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    "select * { service silent <http://x.example/> { } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "PREFIX : <http://x.example/> SELECT(1<(2)AS?c)FROM:g{}",
    "SELECT * { ?s ?p trueSERVICE<http://x.example/>{} }",
    'SELECT * { ?s ?p "x"@en.SERVICE<http://x.example/>{} }',
    "SELECT * { ?s ?p 1.SERVICE<http://x.example/>{} }",
    "PREFIX OPTIONALSERVICE: <a:b> SELECT * { ?s ?p ?o.OPTIONALSERVICE:x{} }",
    # To a parser without word boundaries these are SERVICE and FROM with a name; each reached a server once.
    "PREFIX x: <http://x.example/> SELECT * { SERVICEx:b { ?s ?p ?o } }",
    "PREFIX x: <http://x.example/> SELECT * { VALUES ?v { true }SERVICESILENTx:d { ?s ?p ?o } }",
    "PREFIX x: <http://x.example/> PREFIX N: <https://schema.org/NewsArticle> SELECT * { ?q a N:.SERVICE x:b { ?s ?p ?o } }",
    "PREFIX x: <http://x.example/> SELECT * { ?q schema:headline ?h FILTER(true&&!false).SERVICEx:c { ?s ?p ?o } }",
    "PREFIX x: <http://x.example/> SELECT * { ?s ?p true.SERVICEx:b { ?s ?p ?o } }",
    "PREFIX x: <http://x.example/> SELECT * { ?s ?p _:b.SERVICE x:b { ?s ?p ?o } }",
    "PREFIX x: <http://x.example/> SELECT * FROMx:b { ?s ?p ?o }",
    "PREFIX x: <http://x.example/> SELECT * FROMNAMEDx:b { ?s ?p ?o }",
    "PREFIX x: <http://x.example/> DESCRIBE x:b FROMx:b { ?s ?p ?o }",
    "PREFIX SERVICEx: <http://x.example/> SELECT * { SERVICEx:b { ?s ?p ?o } }",
    # Two readings: an IRI that ends at >, or a comparison and then a text or a comment.
    "SELECT * { FILTER(COALESCE(?a<?b,'>')) SERVICE <http://x.example/> {} FILTER(COALESCE('1')) }",
    'PREFIX u: <a:> SELECT * { FILTER(?a <u:x#>"""\n) SERVICE <http://x.example/> {} #"""\n }',
    "BASE <http://x.example/> SELECT * { ?s <?b'> ?o . SERVICE <http://x.example/> {} ?s <?c'> ?o }",
    'SELECT * { ?s ?p "open } SERVICE <http://x.example/> {}',
    "SELECT * { ?s a:b\\' ?o . SERVICE <http://x.example/> { } ?s a:b\\' ?o }",
    "\\u0053ELECT * { \\u0053ERVICE <http://x.example/> {} }",
]
WRITES = ["INSERT DATA { <a:b> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL", "CREATE GRAPH <a:b>", "COPY <a:b> TO <a:c>",
          "MOVE <a:b> TO <a:c>", "ADD <a:b> TO <a:c>", "LOAD <http://x.example/>", "WITH <a:b> DELETE {} WHERE {}"]  # fmt: skip
SOUND = [
    'SELECT * { ?s ?p "SERVICE <http://x> \\" FROM {" } # LOAD <x> {{{',
    "PREFIX x: <http://x.example/> SELECT ?from ?service { ?from x:SERVICE ?service . _:load a x:from }",
    "ASK { ?s <http://x.example/SERVICE#FROM> '''it's {{{ \"\"''' , \"\" , '' }",
    "SELECT * { FILTER(?a < 5 && ?b > 3 || ?c<=?d) }",
    'PREFIX x: <http://x.example/> SELECT * { ?s ^x:p/(x:q|!x:r)* "a"@en-GB , "1"^^xsd:integer , 1.5e3 , true ; a x:C . [] x:p () }',
    "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5",
    "DESCRIBE <http://x.example/é>",
]


@pytest.mark.parametrize("query", HIDDEN + WRITES)
def test_what_fetches_or_writes_is_refused_however_it_hides(query: str) -> None:
    """Glued to the word before it, behind an escape, between two readings of a <."""
    with pytest.raises(BadQuery) as refused:
        scan(query)
    assert len(str(refused.value)) > 20


@pytest.mark.parametrize("query", SOUND + [example.text for example in examples()])
def test_what_reads_passes(query: str) -> None:
    """Keywords in texts, comments, names and variables are no keywords."""
    assert scan(query) & {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * " + "{" * 3000 + "}" * 3000, "deep"),
        ("SELECT (" + "(" * 40_000 + "1" + ")" * 40_000 + " AS ?x) {}", "deep"),
        ("SELECT * { FILTER(" + "!" * 50_000 + "true) }", "50,000 times"),
        ("SELECT * { {}" + "UNION{}" * 14_000 + " }", "14,000 times"),
        ("SELECT * { {}" + " UNION {}" * 20_000 + " }", "characters"),
        ("SELECT * { ?s ?p " + "<<" * 3000 + " }", "times"),
        ("SELECT ?x { ?x schema:a ?y } whatever", "no word of SPARQL"),
        ("SELECT ?x { ?x sv:a ?y }", "sv: is not declared"),
        ("{ ?s ?p ?o }", "starts with SELECT"),
        ("", "starts with SELECT"),
        ("LOAD <http://x.example/>", "fetches a file"),
        ("INSERT DATA {}", "only reads"),
    ],
)
def test_the_refusal_says_why(query: str, why: str) -> None:
    """Too long, too deep, too many, not SPARQL, not reading."""
    with pytest.raises(BadQuery, match=why):
        scan(query)


@given(st.text(max_size=200))
def test_any_text_is_scanned_or_refused(text: str) -> None:
    """Never another error."""
    with suppress(BadQuery):
        scan("ASK { " + text)


def test_the_scan_is_linear() -> None:
    """Quotes, brackets and comments that do not end, at full length: each reads once, so none takes the regex long."""
    for piece in ('"', "'", '"""', "<", "<a", "#", "\\", "a:", "?x ", "1e", "@", "@a-", '"\\', "''' '"):
        text = piece * (99_000 // len(piece))
        with suppress(BadQuery):
            scan("ASK {" + text)
