"""JSON-LD as it stands on pages: in every shape, and broken in every way that is common."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.ingest.pages.json_ld import documents
from lensatlas.ingest.pages.schema_nodes import Said
from tests.ingest.articles import article

STORY = {"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04T23:10:00-05:00"}


def page(*blocks: object, head: str = "", body: str = "<p>Water stood at the gates all night.</p>") -> str:
    scripts = "".join(
        f"<script type='application/ld+json'>{block if isinstance(block, str) else json.dumps(block)}</script>"
        for block in blocks
    )
    return f"<!doctype html><html><head>{head}{scripts}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "block",
    [
        STORY,
        [STORY],
        [[{"@type": "Organization", "name": "The Sluice"}], [STORY]],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Sluice"}, STORY]},
        {"@type": "WebPage", "mainEntity": STORY},
        {"@type": "WebPage", "mainEntity": {"@type": "ItemPage", "mainEntity": [STORY]}},
        {**STORY, "@type": ["NewsArticle", "CreativeWork"]},
        {**STORY, "@type": "http://schema.org/ReportageNewsArticle"},
        {**STORY, "@type": "schema:NewsArticle"},
        {**STORY, "headline": ["The Weir Holds"]},
        {**STORY, "headline": {"@value": "The Weir Holds", "@language": "en"}},
        {"schema:" + key if key[0] != "@" else key: value for key, value in STORY.items()},
        {**STORY, "headline": "The Weir Holds &amp;#8203;"},
    ],
)
def test_the_article_is_found_in_every_shape(block: object) -> None:
    """One story, stated alone, in lists, in a graph, as the main thing of a page, under several types."""
    found = article(page(block))
    assert (found.headline.rstrip("\u200b "), str(found.published)) == ("The Weir Holds", "2031-05-04")


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04",}',
        '{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04", "keywords": ["a", "b",],}',
        '{"@type": "NewsArticle", "description": "two\nlines\tand a tab", "headline": "The Weir Holds", "datePublished": "2031-05-04"}',
        '/* ours */ {"@type": "NewsArticle", // the kind\n "headline": "The Weir Holds", "datePublished": "2031-05-04"}',
        '<!--{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04"}-->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04"}\n//]]>',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;The Weir Holds&quot;, &quot;datePublished&quot;: &quot;2031-05-04&quot;}",
        '{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04"};',
        '{"@type": "WebSite"}{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04"}',
        '{"@type": "NewsArticle", "alternativeHeadline": "It\\\'s \\x dry", "headline": "The Weir Holds", "datePublished": "2031-05-04"}',
        '{"@type": "NewsArticle", "description": "the "old" gates", "headline": "The Weir Holds", "datePublished": "2031-05-04"}',
        '{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04", "author": [{"name": "Ida Rell"',
        '{"@type": "NewsArticle", "headline": "The Weir Holds", "datePublished": "2031-05-04", "articleBody": "Water stood',
    ],
)
def test_what_is_nearly_json_is_mended(broken: str) -> None:
    """Trailing commas, raw line breaks, comments, CDATA, entities, wrong escapes, bare quotes, a text that breaks off."""
    found = article(page(broken))
    assert (found.headline, str(found.published)) == ("The Weir Holds", "2031-05-04")


def test_one_block_that_is_beyond_mending_costs_only_itself() -> None:
    """Three blocks: a template that was never filled, nothing, and the article."""
    found = article(page("{{ article.json }}", "", {**STORY, "author": {"@type": "Person", "name": "Ida Rell"}}))
    assert (found.headline, found.authors) == ("The Weir Holds", ("Ida Rell",))


def test_references_are_followed_within_the_page() -> None:
    """An author by @id, as WordPress plug-ins write it; the full description stands after the mention."""
    graph = [
        {**STORY, "@id": "https://sluice.example/#article", "author": {"@id": "https://sluice.example/#ida"}},
        {"@id": "https://sluice.example/#ida", "@type": "Person", "name": "Ida Rell"},
    ]
    assert article(page({"@graph": graph})).authors == ("Ida Rell",)


def test_other_articles_on_the_page_are_not_it() -> None:
    """A list of related stories before the article, a live blog's updates, and a review of another site."""
    other = {"@type": "NewsArticle", "headline": "Another Story", "datePublished": "2030-01-01", "articleBody": "x"}
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": other}]}
    assert article(page(listed, {**STORY, "hasPart": [other], "isBasedOn": other})).headline == "The Weir Holds"
    live = {**STORY, "@type": "LiveBlogPosting", "liveBlogUpdate": [{**other, "@type": "BlogPosting"}]}
    assert (article(page(live)).headline, article(page(live)).type) == ("The Weir Holds", "Live blog")


def test_of_two_articles_the_one_at_the_pages_address_counts() -> None:
    """The page is the second; its canonical link says so."""
    first = {**STORY, "headline": "Above", "url": "https://sluice.example/above"}
    second = {**STORY, "headline": "Below", "mainEntityOfPage": {"@id": "https://sluice.example/below"}}
    assert (
        article(page(first, second, head="<link rel=canonical href='https://sluice.example/below'>")).headline
        == "Below"
    )


def test_a_remote_context_is_never_fetched() -> None:
    """A server that waits for a call; the page's context, and its author's, lie there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/context.jsonld"
        found = article(page({"@context": address, **STORY, "author": {"@context": [address], "@id": address}}))
        assert found.headline == "The Weir Holds"
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "deep", ["[" * 200_000, '{"a":' * 100_000, '{"@type":"NewsArticle","author":' * 50_000 + "1" + "}" * 50_000]
)
def test_deeply_nested_json_is_passed_over(deep: str) -> None:
    """Beyond what any parser's stack holds; the article stands in the next block."""
    begun = time.process_time()
    assert article(page(deep, STORY)).headline == "The Weir Holds"
    assert time.process_time() - begun < 4


def test_things_below_any_sensible_depth_are_not_looked_at() -> None:
    """A chain of a hundred parts: no recursion, and the first still counts."""
    chain: dict[str, Any] = {"@type": "Thing"}
    for _ in range(100):
        chain = {"@type": "WebPageElement", "hasPart": chain}
    assert len(Said([{**STORY, "hasPart": chain}]).nodes) < 40


@pytest.mark.parametrize(
    "piece", ['"', '\\"', '"\\', "/*", "//", "{", "[", ',"', '":"', "<!--", "]]>", "&quot;", "\\u12"]
)
def test_no_block_holds_up_a_run(piece: str) -> None:
    """One piece of syntax, thirty thousand times."""
    begun = time.process_time()
    list(documents([piece * 30_000, "{" + piece * 30_000, '{"a": "' + piece * 30_000 + '"}']))
    assert time.process_time() - begun < 4


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(("@type", "@id", "@list", "@value", "author", "headline", "name")), inner, max_size=4),
)  # fmt: skip


@given(JSON)
def test_what_is_json_is_read_as_it_is(value: Any) -> None:
    """Also where it is pretty-printed; and the article in it, if any, is asked for without a fault."""
    assert list(documents([json.dumps(value, indent=1)])) == [value]
    said = Said([value])
    found = said.article(["https://sluice.example/"]) or {}
    assert all(isinstance(text, str) for key in ("headline", "author", "name") for text in said.texts(found.get(key)))
