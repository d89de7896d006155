"""Nothing reaches a writer that has not passed the gate; no two ids share an IRI."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from lensatlas.publish.rdf import names, terms

BASE = "https://harbour.example/atlas/"
ANY = st.text(st.characters(exclude_categories=()), max_size=30)  # lone surrogates and controls too


@given(ANY)
@example("")
@example(".")
@example("..")
@example("~.")
@example("~")
@example("a_b")
@example("a b")
@example("%5F")
@example("\ud800")
@example("U.S.")
def test_an_id_comes_back_from_its_iri(name: str) -> None:
    """Empty, dots, tildes, underscores and spaces, percent signs, lone surrogates, anything."""
    iri = names.own(BASE, "tag", name)
    assert names.decode(iri[1:-1].removeprefix(f"{BASE}tag/")) == name
    assert terms.iri(iri[1:-1]) == iri


@given(ANY, ANY)
@example("a b", "a_b")
@example("..", "~..")
def test_two_ids_stay_two_when_addresses_are_normalised(one: str, other: str) -> None:
    """RFC 3986 §6.2.2: undoing escapes of unreserved characters and removing dot segments changes nothing, as there are none."""
    first, second = names.encode(one), names.encode(other)
    assert (one == other) == (first == second)
    assert not re.search("%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])", first)
    assert urljoin(BASE, f"tag/{first}") == f"{BASE}tag/{first}"


@given(ANY, st.sampled_from(["", "@en", "@zh-hans"]))
@example('x"^^<a:b> .\n<c:d> <e:f> "', "")
@example("\x00\x1b\x7f\\u0041\t\r\n", "@en")
def test_a_literal_reads_back_as_it_was_but_for_what_rdf_cannot_carry(value: str, ending: str) -> None:
    """Both engines read one triple whose text is ours, with U+FFFD for NUL, controls, surrogates and non-characters."""
    term = terms.text(value, ending)
    line = f"<a:s> <a:p> {term} ."
    (read,) = ox.parse(line.encode(), ox.RdfFormat.N_TRIPLES)
    (by_rdflib,) = rdflib.Graph().parse(data=line, format="nt").objects()
    assert isinstance(read.object, ox.Literal)
    assert read.object.value == str(by_rdflib) == terms.plain(term)
    assert len(read.object.value) == len(value)
    assert all(theirs in {ours, "\ufffd"} for ours, theirs in zip(value, read.object.value, strict=True))
    assert ox.serialize([read.triple], format=ox.RdfFormat.N_TRIPLES) == f"{line}\n".encode()


@pytest.mark.parametrize(
    "wrong",
    ["", "a", "/a", "http://a b", "http://a\nb", "http://[x", "http://a/%zz", "a:b> <c:d> <e:f", "http://\ud800"],
)
def test_an_iri_that_is_relative_or_illegal_is_none(wrong: str) -> None:
    """What rdflib lets pass."""
    assert terms.iri(wrong) is None


@pytest.mark.parametrize(
    "wrong", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", None, "https://a b"]
)
def test_only_the_web_is_an_address(wrong: str | None) -> None:
    """RDF browsers make links of IRIs."""
    assert terms.address(wrong) is None


def test_a_language_that_is_none_leaves_the_text_plain() -> None:
    """ "English (US)", "x", a forged ending."""
    assert [terms.suffix(tag) for tag in ("English (US)", "x", 'en" .', "pt_BR", "DE")] == ["", "", "", "@pt-br", "@de"]


def test_a_date_of_any_year_has_four_digits() -> None:
    """A charter of 1142, and the year 7."""
    assert [terms.day(dt.date(year, 1, 2))[:12] for year in (1142, 7)] == ['"1142-01-02"', '"0007-01-02"']


@pytest.mark.parametrize(
    "wrong", ["atlas/", "https://a.example", "https://a.example/?x=/", "https://a.example/#/", "https://a b/"]
)
def test_a_base_that_makes_no_legal_iris_is_refused(wrong: str) -> None:
    """Relative, no folder, a query, a fragment, a space."""
    with pytest.raises(ValueError, match="absolute address"):
        names.checked_base(wrong)
