"""Sitemaps and outlines: what they tell, what they only name, and what is refused."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.ingest import sitemap
from lensatlas.ingest.xml.inflate import Inflater
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE, of_bytes, problem

HEAD = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
PAGE = "<url><loc>https://tide.example/a{}</loc></url>\n"


def test_an_address_alone_is_no_article_and_says_how_to_read_it() -> None:
    """Two pages of which the sitemap tells nothing, the second on the third line."""
    found = of_bytes(f"{HEAD}\n{PAGE.format(1)}{PAGE.format(2)}</urlset>".encode(), "sitemap")
    assert [str(one) for one in found] == [
        f"-, line {n + 1}: it names a page, https://tide.example/a{n}, and nothing is fetched unasked (read it with --fetch)"
        for n in (1, 2)
    ]


def test_a_sitemap_under_gzip_is_known_by_its_first_bytes() -> None:
    """An index of two sitemaps, packed in two members as `cat a.gz b.gz` makes them."""
    index = f"<sitemapindex>{PAGE.format(1)}".replace("url>", "sitemap>") + PAGE.format(2).replace("url>", "sitemap>")
    packed = gzip.compress(index[:40].encode()) + gzip.compress(f"{index[40:]}</sitemapindex>".encode()) + b"\0" * 64
    found = of_bytes(packed, "sitemap")
    assert [one.reason.split(",")[0] for one in found if isinstance(one, Problem)] == ["it names a sitemap"] * 2
    assert of_bytes(gzip.compress(f"{index}</sitemapindex>".encode())) == of_bytes(
        gzip.compress(f"{index}</sitemapindex>".encode()), "sitemap"
    )


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory() -> None:
    """60 MB of blanks in 60 KB."""
    packed = gzip.compress(HEAD.encode() + b" " * 60_000_000, 1)
    (found,) = sitemap.read(io.BytesIO(packed), "-", PROFILE)
    assert str(found) == "-: it unpacks to more than 50 MiB"
    assert "MiB" in problem(packed, "sitemap").reason


def test_a_broken_off_sitemap_keeps_what_came_before() -> None:
    """The connection ended within the third address."""
    whole = HEAD + PAGE.format(1) + PAGE.format(2) + "<url><loc>https://tide"
    first, second, fault = of_bytes(whole.encode(), "sitemap")
    assert "a1" in str(first)
    assert "a2" in str(second)
    assert str(fault) == "-, line 3: it is not well-formed XML: no element found; the 2 addresses before it are read"


@pytest.mark.parametrize(
    ("address", "reason"),
    [("", "it has no address (loc)"), ("javascript:alert(1)", "“javascript:alert(1)” is no http(s) address")],
)
def test_what_is_no_address_is_refused(address: str, reason: str) -> None:
    assert problem(f"{HEAD}<url><loc>{address}</loc></url></urlset>", "sitemap").reason == reason


def test_ten_thousand_addresses_are_read_one_by_one() -> None:
    """Each has its own line."""
    whole = HEAD + "\n" + "".join(PAGE.format(n) for n in range(10_000)) + "</urlset>"
    found = of_bytes(whole.encode(), "sitemap")
    assert [one.position for one in found if isinstance(one, Problem)] == [f"line {n + 2}" for n in range(10_000)]


def test_an_outline_without_feeds_says_so() -> None:
    """Folders within folders, and nothing in them."""
    outline = "<opml version='2.0'><body><outline text='a'><outline text='b'/></outline></body></opml>"
    assert problem(outline).reason == "“b” names no address"
    assert problem("<opml><body/></opml>").reason == "the outline names no feed"


@pytest.mark.parametrize("form", ["feed", "sitemap", "opml"])
@pytest.mark.parametrize(
    "opening",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        '<?xml version="1.0"?><!-- a --><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        '<!doctype rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/rss.dtd"><rss/>',
    ],
)
def test_a_doctype_is_refused(form: str, opening: str) -> None:
    """Bombs and external entities stand in one; nothing in it is looked at."""
    assert problem(opening, form).reason.startswith("it has a DOCTYPE")


@pytest.mark.parametrize("form", ["feed", "sitemap", "opml"])
def test_elements_nested_too_deeply_are_refused(form: str) -> None:
    """100,000 of them, in a document of one line."""
    root = {"feed": "rss", "sitemap": "urlset", "opml": "opml"}[form]
    found = problem(f"<{root}>" + "<a>" * 100_000 + "</a>" * 100_000 + f"</{root}>", form)
    assert found.reason == "its elements are nested deeper than 200 levels"


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=300), max_size=4), st.integers(1, 50))
def test_unpacking_in_pieces_gives_what_was_packed(members: list[bytes], size: int) -> None:
    """Members one after another, handed over in pieces of any size."""
    packed = b"".join(map(gzip.compress, members))
    inflater = Inflater(10_000)
    pieces = [inflater.feed(packed[at : at + size]) for at in range(0, len(packed), size)]
    assert b"".join(pieces) == b"".join(members)


@settings(max_examples=60)
@given(st.text(alphabet="<>/&;\"'= abrsfeditmx![]-?CDATA#10:\n", max_size=200))
def test_any_text_gives_articles_or_problems(text: str) -> None:
    """What looks a little like XML, in each of the formats that are."""
    for form, root in (("feed", "rss"), ("sitemap", "urlset"), ("opml", "opml")):
        for document in (text, f"<{root}>{text}</{root}>"):
            assert all(isinstance(one, Article | Problem) for one in of_bytes(document.encode(), form))
