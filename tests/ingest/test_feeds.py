"""Feeds in every dialect: what becomes of titles, texts, dates, people and identity, and of feeds that are broken."""

from __future__ import annotations

import datetime as dt
import io
import json
import time

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.model import Article, Problem, article_id
from tests.ingest.articles import article, of_bytes, problem

RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Tide</title>{}</channel></rss>'
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Gull</title>{}</feed>'


def item(inner: str) -> Article:
    return article(RSS.format(f"<item>{inner}</item>"), "feed")


def entry(inner: str) -> Article:
    return article(ATOM.format(f"<entry>{inner}</entry>"), "feed")


def test_an_entry_and_its_page_are_one_article() -> None:
    """The guid is no id where there is an address: the page knows nothing of it."""
    link = "https://tide.example/2031/locks"
    found = item(f"<title>Locks</title><link>{link}?utm_source=rss</link><guid isPermaLink='false'>post-7</guid>")
    assert found.id == article_id(url=link, headline="", published=None)
    assert found.extra["guid"] == "post-7"


@pytest.mark.parametrize(
    ("guid", "id_", "url"),
    [
        ("<guid>https://tide.example/a</guid>", None, "https://tide.example/a"),
        ("<guid isPermaLink='true'>https://tide.example/a</guid>", None, "https://tide.example/a"),
        ("<guid isPermaLink='false'>https://tide.example/a</guid>", "https://tide.example/a", None),
        ("<guid>post-7</guid>", "post-7", None),
    ],
)
def test_a_guid_is_an_address_or_else_the_only_identity(guid: str, id_: str | None, url: str | None) -> None:
    """An entry without a link."""
    found = item(f"<title>Locks</title>{guid}")
    assert found.url == url
    assert found.id == (id_ or article_id(url=url, headline="Locks", published=None))


def test_two_entries_of_one_title_and_day_are_two_articles() -> None:
    """A daily note without an address."""
    notes = "".join(f"<item><title>Note</title><guid>{n}</guid></item>" for n in (1, 2))
    assert [one.id for one in of_bytes(RSS.format(notes).encode(), "feed") if isinstance(one, Article)] == ["1", "2"]


HOSTILE = (
    "<script>alert(1)</script>Locks",
    "<img src=x onerror=alert(1)>Locks",
    "&lt;script&gt;alert(1)&lt;/script&gt;Locks",
    "<svg/onload=alert(1)></svg>Locks",
    "<a href='javascript:alert(1)'>Locks</a>",
    "Locks<style>*{display:none}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>Locks",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_titles_and_texts_is_no_text(text: str) -> None:
    """In RSS as CDATA, in Atom as html; what is left are the words, and no link but to the web."""
    for found in (
        item(f"<title><![CDATA[{text}]]></title><content:encoded><![CDATA[{text}]]></content:encoded>"),
        entry(f"<title type='html'><![CDATA[{text}]]></title><content type='html'><![CDATA[{text}]]></content>"),
    ):
        for said in (found.headline, found.text):
            assert "Locks" in said
            assert "onerror" not in said
            assert "display" not in said
        assert found.links == ()


def test_text_that_is_declared_as_text_keeps_its_signs() -> None:
    """An Atom title about markup, and an RSS title with a double escape, as most blogs write them."""
    assert entry("<title type='text'>Why &lt;b&gt; matters</title>").headline == "Why <b> matters"
    assert entry("<title>Why &lt;b&gt; matters</title>").headline == "Why <b> matters"
    assert entry("<title>A</title><content type='image/png'>iVBORw0KGgo=</content>").text == ""
    assert entry("<title>A</title><summary>&lt;p&gt;Untyped&lt;/p&gt;</summary>").dek == "Untyped"
    assert item("<title>R&amp;amp;D &amp;#8211; a &lt; b</title>").headline == "R&D – a < b"


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Fri, 14 Mar 2031 23:30:00 -0800", dt.date(2031, 3, 14)),
        ("14 Mar 31 06:30 GMT", dt.date(2031, 3, 14)),
        ("Sun, 02 Jul 99 10:00:00 GMT", dt.date(1999, 7, 2)),
        ("2031-03-14T06:30:00Z", dt.date(2031, 3, 14)),
    ],
)
def test_the_day_counts_as_it_is_written(stated: str, day: dt.date) -> None:
    """RFC 822 and W3C dates; no zone is applied."""
    assert item(f"<title>A</title><pubDate>{stated}</pubDate>").published == day


@pytest.mark.parametrize("stated", ["Sun, 30 Feb 2031 10:00:00 GMT", "yesterday", "14.3.2031 vorm."])
def test_a_day_that_is_none_refuses_its_entry_alone(stated: str) -> None:
    """30 February is not 1 March; the entry after it is read."""
    both = f"<item><title>A</title><pubDate>{stated}</pubDate></item>\n<item><title>B</title></item>"
    first, second = of_bytes(RSS.format(both).encode(), "feed")
    assert isinstance(first, Problem)
    assert stated[:20] in first.reason
    assert isinstance(second, Article)


def test_only_an_updated_date_is_the_date() -> None:
    """Atom requires no other."""
    found = entry("<title>A</title><updated>2031-03-14T00:00:00Z</updated>")
    assert (found.published, found.updated) == (dt.date(2031, 3, 14), None)


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("<author>desk@tide.example (Orla Fenwick)</author>", ("Orla Fenwick",)),
        ("<author>desk@tide.example</author>", ()),
        ("<author>Orla Fenwick &lt;orla@tide.example&gt;</author>", ("Orla Fenwick",)),
        ("<dc:creator>Orla Fenwick, Tam Pell and Ilse Vandermoor</dc:creator>", ("Orla Fenwick", "Tam Pell", "Ilse Vandermoor")),
        ("<dc:creator>Orla Fenwick</dc:creator><dc:creator>Tam Pell</dc:creator>", ("Orla Fenwick", "Tam Pell")),
    ],
)  # fmt: skip
def test_authors_are_names_without_mail(stated: str, authors: tuple[str, ...]) -> None:
    assert item(f"<title>A</title>{stated}").authors == authors


def test_a_long_description_is_the_text_and_a_short_one_the_dek() -> None:
    """A feed without contents; one that begins its text with its description; the line that blog software appends."""
    long = "<p>The council met.</p><p>It rose.</p><p>The post <a href='x'>A</a> appeared first on <a href='y'>Tide</a>.</p>"
    assert item(f"<title>A</title><description><![CDATA[{long}]]></description>").text == "The council met.\n\nIt rose."
    assert item("<title>A</title><description>The council met.</description>").dek == "The council met."
    found = item(
        "<title>A</title><description>The council […]</description><content:encoded>The council met.</content:encoded>"
    )
    assert (found.dek, found.text) == ("", "The council met.")


OLD = (
    (  # RSS 1.0
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://tide.example/"><title>Tide</title></channel>'
        '<item rdf:about="https://tide.example/a"><title>Locks</title><link>https://tide.example/a</link>'
        "<d:date>2031-03-14</d:date><d:creator>Tam Pell</d:creator><d:subject>locks</d:subject></item></rdf:RDF>"
    ),
    (  # Atom 0.3
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Tide</title><entry><title>Locks</title>'
        '<link rel="alternate" href="https://tide.example/a"/><issued>2031-03-14T00:00:00Z</issued>'
        "<author><name>Tam Pell</name></author><dc:subject>locks</dc:subject></entry></feed>"
    ),
    (  # RSS 0.92, in which nothing is bound
        "<rss version='0.92'><channel><item><title>Locks</title><link>https://tide.example/a</link>"
        "<pubDate>14 Mar 2031 00:00:00 GMT</pubDate><dc:creator>Tam Pell</dc:creator><category>locks</category>"
        "</item></channel></rss>"
    ),
)


@pytest.mark.parametrize("feed", OLD)
def test_old_dialects_are_read(feed: str) -> None:
    """The same entry in RSS 1.0, Atom 0.3 and RSS 0.92; each is known by how it begins."""
    found = article(feed)
    assert (found.headline, found.url, found.published) == ("Locks", "https://tide.example/a", dt.date(2031, 3, 14))
    assert (found.authors, found.tags) == (("Tam Pell",), ("locks",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_encoding_that_is_declared_counts(encoding: str) -> None:
    """A feed with an accent; UTF-16 has its mark."""
    feed = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS.format("<item><title>Café Zoë</title></item>")
    (found,) = of_bytes(feed.encode(encoding), "feed")
    assert isinstance(found, Article)
    assert found.headline == "Café Zoë"


def test_what_stands_before_a_fault_is_kept() -> None:
    """Two entries, and a third that is cut off within."""
    whole = RSS.format("".join(f"<item><title>Note {n}</title></item>\n" for n in range(3)))
    found = of_bytes(whole[: whole.index("Note 2")].encode(), "feed")
    assert [one.headline for one in found if isinstance(one, Article)] == ["Note 0", "Note 1"]
    assert str(found[-1]) == "-, line 3: it is not well-formed XML: no element found; the 2 entries before it are read"


def test_what_is_no_xml_but_common_is_mended() -> None:
    """Bare ampersands, names of HTML, a character that XML does not know; within CDATA they are left alone."""
    found = item(
        "<title>R&D&nbsp;at AT&amp;T &#0;&#x1F;&bogus; <![CDATA[&amp;nbsp;]]></title><link>https://x.example/?a=1&b=2</link>"
    )
    assert found.headline == "R&D at AT&T &bogus; &nbsp;"
    assert found.url == "https://x.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("<rss><channel><title>Empty</title></channel></rss>", "the feed has no entries"),
        ("<catalogue/>", "it is no feed: its first element is <catalogue>"),
        ("no markup at all", "it is no feed: its first element is <>"),
        ("<rss><channel><item></rss>", "it is not well-formed XML: mismatched tag"),
    ],
)
def test_what_is_no_feed_says_so(raw: str, reason: str) -> None:
    assert problem(raw, "feed").reason == reason


@settings(max_examples=30)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "title": st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).filter(str.isalnum),
                "link": st.sampled_from(["https://tide.example/a", "https://tide.example/b?c=d"]),
                "pubDate": st.sampled_from(["Fri, 14 Mar 2031 06:30:00 GMT", "2031-03-14T06:30:00Z"]),
                "category": st.sampled_from(["locks", "keys, and lamps"]),
            }
        ),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_a_well_known_reader_finds_the_same_entries(entries: list[dict[str, str]]) -> None:
    """feedparser as the oracle, on entries whose words hold no markup."""
    items = "".join("<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in one.items()) + "</item>" for one in entries)
    raw = RSS.format(items).encode()
    theirs = feedparser.parse(io.BytesIO(raw), response_headers={"content-type": "application/xml; charset=utf-8"})
    ours = [one for one in of_bytes(raw, "feed") if isinstance(one, Article)]
    assert [(o.url, o.tags, o.published) for o in ours] == [
        (t.link, tuple(tag.term for tag in t.tags), dt.date(*t.published_parsed[:3])) for t in theirs.entries
    ]


JSON_FEED = {"version": "https://jsonfeed.org/version/1", "title": "The Gull"}


def test_a_json_feed_is_told_from_other_json() -> None:
    """By its version, in a file without a name; version 1 has one author."""
    item = {"id": 7, "title": "Nets", "content_text": "Counted.", "author": {"name": "Tam Pell"}}
    found = article(json.dumps({**JSON_FEED, "items": [item]}, indent=1))
    assert (found.id, found.authors, found.extra["feed"]) == ("7", ("Tam Pell",), "The Gull")


@pytest.mark.parametrize("items", [None, [], {}, "x", [[]], [{}], [{"title": {"a": 1}}], [{"id": "\n"}]])
def test_a_json_feed_of_other_shapes_is_a_problem(items: object) -> None:
    assert isinstance(problem(json.dumps({**JSON_FEED, "items": items}), "json-feed"), Problem)


def test_hostile_references_cost_no_more_than_their_length() -> None:
    """A million ampersands, and as many beginnings of CDATA that never end."""
    for piece in ("&", "<![CDATA[", "&#", "<!--"):
        begun = time.perf_counter()
        assert all(isinstance(one, Problem) for one in of_bytes(("<rss>" + piece * 300_000).encode(), "feed"))
        assert time.perf_counter() - begun < 5
