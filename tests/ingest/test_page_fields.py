"""What a news page says of itself, by all the ways in which pages say it; everyone and every outlet is invented."""

from __future__ import annotations

import json

import pytest

from lensatlas.model import Source
from tests.ingest.articles import article, of_bytes, problem
from tests.ingest.test_json_ld import STORY, page

TEXT = "<p>Water stood at the gates all night.</p>"


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("<meta property=og:title content='The Weir Holds | The Sluice'><meta property=og:site_name content='The Sluice'>", "", "The Weir Holds"),
        ("<title>The Weir Holds | Rivers | The Sluice</title>", "<h1>The Weir Holds</h1>", "The Weir Holds"),
        ("<meta property=og:title content='The Weir Holds * The Sluice * by Ida Rell'>", "<h1>The Weir Holds</h1>", "The Weir Holds"),
        ("<meta property=og:title content='The Weir Holds'>", "<h1>Sign in</h1><h1>Weir: The Weir Holds</h1>", "The Weir Holds"),
        ("<title>The Weir Holds &amp;amp; Waits</title>", "", "The Weir Holds & Waits"),
    ],
)  # fmt: skip
def test_the_headline_stands_without_its_site(head: str, body: str, headline: str) -> None:
    """The site, its section and the author behind the headline; another heading before it; entities twice over."""
    assert article(page(head=head, body=body + TEXT)).headline == headline


def test_where_heading_and_data_agree_the_shared_headline_counts() -> None:
    """A kicker before the headline, in the structured data and on the page."""
    kicker = "Rivers: The Weir Holds"
    head = "<meta property=og:title content='The Weir Holds'>"
    assert (
        article(page({**STORY, "headline": kicker}, head=head, body=f"<h1>{kicker}</h1>{TEXT}")).headline
        == "The Weir Holds"
    )
    assert (
        article(page({**STORY, "headline": "Dry Feet"}, head=head, body=f"<h1>{kicker}</h1>{TEXT}")).headline
        == "Dry Feet"
    )


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2031-05-04T23:30:00-05:00", "2031-05-04"),
        ("2031-05-04T00:30:00+02:00", "2031-05-04"),
        ("2031-05-04T08:00:00.000+0000", "2031-05-04"),
        ("2031-05-04 08:00:00Z", "2031-05-04"),
        ("Sun, 04 May 2031 10:00:00 GMT", "2031-05-04"),
        ("04.05.2031 - 10:12", "2031-05-04"),
        ("4. 5. 2031", "2031-05-04"),
        ("1900000000", "2030-03-17"),
        ("1900000000000", "2030-03-17"),
        ("2031-02-30", "None"),
        ("04/05/2031", "None"),
        ("yesterday", "None"),
    ],
)
def test_the_day_counts_as_the_page_writes_it(stated: str, day: str) -> None:
    """In its own time zone; what nobody can tell is no day, and costs nothing else."""
    found = article(page({**STORY, "datePublished": stated}))
    assert (str(found.published), found.headline) == (day, "The Weir Holds")
    assert str(article(page(head=f"<meta name=date content='{stated}'>", body="<h1>Weir</h1>" + TEXT)).published) == day


def test_a_time_on_the_page_counts_where_its_head_says_nothing() -> None:
    """The day of the last change is stated too."""
    shown = "<h1>The Weir Holds</h1><time datetime='2031-05-04T10:00'>today</time>" + TEXT
    found = article(page(head="<meta property=article:modified_time content='2031-05-06T01:00Z'>", body=shown))
    assert (str(found.published), str(found.updated)) == ("2031-05-04", "2031-05-06")


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ({"author": "Ida Rell"}, ("Ida Rell",)),
        ({"author": "By Ida Rell and Tam Orrin"}, ("Ida Rell", "Tam Orrin")),
        ({"author": [{"@type": "Person", "name": "Ida Rell"}, {"@type": "Person", "name": "Tam Orrin"}]}, ("Ida Rell", "Tam Orrin")),
        ({"author": {"@type": "Person", "name": ["Ida Rell", "Tam Orrin"]}}, ("Ida Rell", "Tam Orrin")),
        ({"author": "Ida Rell ida@sluice.example"}, ("Ida Rell",)),
        ({"author": {"name": "https://sluice.example/ida"}, "creator": "Ida Rell"}, ("Ida Rell",)),
        ({"author": {"name": "The Sluice"}, "publisher": {"name": "The Sluice"}}, ()),
        ({"author": "Photo: Ida Rell"}, ()),
        ({"author": "Rell Wire Service"}, ("Rell Wire Service",)),
        ({"author": 7}, ()),
        ({"author": {"name": {"first": "Ida"}}}, ()),
    ],
)  # fmt: skip
def test_authors_are_names(stated: dict[str, object], authors: tuple[str, ...]) -> None:
    """No addresses, no outlet itself, no credits of pictures."""
    assert article(page({**STORY, **stated})).authors == authors


@pytest.mark.parametrize(
    "shown",
    [
        "<meta name=author content='Ida Rell'>",
        "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ida Rell'>",
        "<p>By <a rel=author href=/ida>Ida Rell</a></p>",
        "<article><a href='/authors/ida'>Ida Rell</a></article>",
        "<div class=article-byline>By <b>Ida Rell</b></div>",
        "<span class=authorname>Ida Rell</span>",
        "<span itemprop=author itemscope><span itemprop=name>Ida Rell</span></span>",
    ],
)
def test_a_byline_names_the_author_where_the_data_does_not(shown: str) -> None:
    """In the head, on the card, by relation, by address, by class."""
    assert article(page(STORY, body=shown + TEXT)).authors == ("Ida Rell",)


@pytest.mark.parametrize(
    ("head", "stated", "topics"),
    [
        ("<meta name=keywords content='weirs, rivers'>", {"keywords": ["water"]}, ("weirs", "rivers")),
        ("<meta name=keywords content='sec:news,prd_water,IDX01'><meta name=news_keywords content='weirs'>", {}, ("weirs",)),
        ("<meta name=keywords content='AER,WTR,GEN,INDS'><meta property=article:tag content=weirs>", {}, ("weirs",)),
        ("<meta property=article:tag content=weirs><meta property=article:tag content=rivers>", {}, ("weirs", "rivers")),
        ("", {"keywords": "weirs, rivers; weirs"}, ("weirs", "rivers")),
        ("", {"about": [{"@type": "Thing", "name": "weirs"}]}, ("weirs",)),
        ("", {"keywords": ["Page Type: Article", "Subject: weirs", "WC: 100-199"]}, ("weirs",)),
        ("<meta name=keywords content='The Sluice'><meta property=og:site_name content='The Sluice'>", {"keywords": "weirs"}, ("weirs",)),
        ("<meta name=keywords content='weirs, 100312362, p'>", {}, ("weirs",)),
        ("<meta name=keywords content='NATO, EU'>", {}, ("NATO", "EU")),
    ],
)  # fmt: skip
def test_topics_are_words(head: str, stated: dict[str, object], topics: tuple[str, ...]) -> None:
    """The keywords for readers; lists of codes and the site's own name are passed over."""
    assert article(page({**STORY, **stated}, head=head)).tags == topics


def test_links_to_topics_count_where_nothing_else_does() -> None:
    """Tags below the article; the menu, and links in its prose, lead to topics as well."""
    menu = "<nav><a href='/topic/sport'>Sport</a></nav>"
    prose = "<p>At the <a href='/topic/gates'>gates</a> water stood all night.</p>"
    tags = "<ul><li><a href='/topic/weirs'>Weirs</a><li><a href='/topic/rivers'>#Rivers</a></ul>"
    assert article(page(STORY, body=f"<article>{menu}{prose}{tags}</article>")).tags == ("Weirs", "Rivers")


def test_microdata_and_rdfa_say_the_same() -> None:
    """An article that its own elements mark, in either way; the picture's author is not the article's."""
    micro = """<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop=headline>The Weir Holds</h1>
    <figure itemprop=image itemscope itemtype="https://schema.org/ImageObject"><i itemprop=author>Tam Orrin</i></figure>
    <span itemprop=author itemscope itemtype="https://schema.org/Person"><a itemprop="name url" href=/ida>Ida Rell</a></span>
    <meta itemprop=datePublished content=2031-05-04><meta itemprop=keywords content="weirs, rivers"><p>Water stood.</p></div>"""
    rdfa = """<div vocab="https://schema.org/" typeof=NewsArticle><h1 property=headline>The Weir Holds</h1>
    <span property=author typeof=Person><b property=name>Ida Rell</b></span>
    <time property=datePublished datetime=2031-05-04>today</time><meta property=keywords content="weirs, rivers"><p>Water stood.</p></div>"""
    for body in (micro, rdfa):
        found = article(page(body=body))
        assert (found.headline, found.authors, str(found.published)) == ("The Weir Holds", ("Ida Rell",), "2031-05-04")
        assert found.tags == ("weirs", "rivers")


def test_the_outlet_of_reporting_is_its_source() -> None:
    """A report, the same passed on from an agency, and an analysis, which stands for itself."""
    by = {"publisher": {"@type": "Organization", "name": "The Sluice", "url": "https://sluice.example/"}}
    assert article(page({**STORY, **by})).sources == (Source(name="The Sluice", url="https://sluice.example/"),)
    wire = {**STORY, **by, "sourceOrganization": {"name": "Rell Wire Service"}}
    assert [source.name for source in article(page(wire)).sources] == ["Rell Wire Service"]
    analysis = article(page({**STORY, **by, "@type": "AnalysisNewsArticle"}))
    assert (analysis.sources, analysis.type) == ((), "Analysis")


def test_a_stated_text_is_taken_where_it_is_whole() -> None:
    """The whole text, a teaser, and a text with tags in it."""
    whole = "\n\n".join(f"Paragraph {n} says what the wardens of the weir counted in the night." for n in range(12))
    shown = "<p>Only this is shown.</p>"
    assert article(page({**STORY, "articleBody": whole}, body=shown)).text == whole
    assert article(page({**STORY, "articleBody": whole[:200]}, body=shown)).text == "Only this is shown."
    assert article(page({**STORY, "articleBody": whole + "…"}, body=shown)).text == "Only this is shown."
    assert article(page({**STORY, "articleBody": f"<p>{whole}</p>"}, body=shown)).text == "Only this is shown."


def test_the_text_of_any_page_is_found() -> None:
    """No element names the article; menus, a form, comments and a footer stand around it."""
    prose = [
        f"In paragraph {n} the wardens of the lower weir said what came down with the water, and when."
        for n in range(8)
    ]
    body = (
        "<div class=menu><ul><li><a href=/a>Rivers</a><li><a href=/b>Bridges</a></ul></div><div class=content><h1>The Weir Holds</h1>"
        + "".join(f"<p>{line}</p>" for line in prose)
        + "</div><div class=related><a href=/c>Another Story</a></div><div id=comments><p>First! said somebody.</p></div><footer>Imprint</footer>"
    )
    found = article(page(body=body))
    assert (found.headline, found.text) == ("The Weir Holds", "\n\n".join(prose))


def test_text_below_hundreds_of_levels_is_read_by_its_paragraphs() -> None:
    """Extraction gives nothing below 255 levels; the page's own paragraphs do."""
    prose = "".join(f"<p>Paragraph {n} says what the wardens counted in the night at the weir.</p>" for n in range(8))
    found = article(page(STORY, body="<div>" * 300 + prose + "</div>" * 300))
    assert found.text.startswith("Paragraph 0 says")
    assert found.text.count("Paragraph") == 8


def test_hostile_sizes_are_refused_or_read() -> None:
    """A hundred thousand open elements; 50 MB of one paragraph; twenty thousand links."""
    assert "nested deeper" in problem(page(STORY, body="<div>" * 100_000), "page-html").reason
    assert problem(b"<h1>Weir</h1><p>" + b"water " * 8_500_000, "page-html").reason == "it is larger than 32 MiB"
    (found,) = of_bytes(page(STORY, body="<a href=/x>x</a>" * 20_000).encode(), "page-html")
    assert getattr(found, "headline", found) == "The Weir Holds"


@pytest.mark.parametrize("body", ["<p>Menu</p>", "<form><input></form>", json.dumps(STORY)])
def test_a_page_without_an_article_says_so(body: str) -> None:
    """No headline anywhere."""
    assert problem(f"<html><body>{body}</body></html>", "page-html").reason == "there is no article on it: no headline"


def test_stray_bytes_are_kept_and_said() -> None:
    """A page in UTF-8 that quotes two words in another encoding; one that declares the wrong one; one cut inside a letter."""
    quoted = (
        "<h1>Das Wehr hält: „Größe“ und Übermaß für Köln</h1><p>Es wäre </p>".encode() + b"caf\xe9 \x93ja\x94<p>Ende"
    )
    (found,) = of_bytes(b"<meta charset=utf-8>\n" + quoted, "page-html")
    assert getattr(found, "text", found) == "Es wäre\n\ncafé “ja”\n\nEnde"
    assert getattr(found, "extra", {}) == {
        "replaced": "3 bytes that are not UTF-8, the first in line 2, read as Windows-1252"
    }
    (lying,) = of_bytes(b"<meta charset=iso-8859-1>" + "<h1>Das Wehr hält</h1><p>Schön".encode(), "page-html")
    assert (getattr(lying, "headline", lying), getattr(lying, "extra", None)) == ("Das Wehr hält", {})
    (cut,) = of_bytes("<h1>Das Wehr hält: Größe, Übermaß</h1><p>Schön und gut ä".encode()[:-1], "page-html")
    assert getattr(cut, "headline", cut) == "Das Wehr hält: Größe, Übermaß"


def test_what_its_own_charset_cannot_read_is_replaced_and_said() -> None:
    """One byte in a long page in Windows-1251 that stands for nothing there."""
    raw = b"<meta charset=windows-1251><h1>" + "Плотина держит".encode("cp1251") + b"</h1><p>\x98 " + "Вода стояла всю ночь. ".encode("cp1251") * 40  # fmt: skip
    (found,) = of_bytes(raw, "page-html")
    assert getattr(found, "headline", found) == "Плотина держит"
    assert getattr(found, "extra", {})["replaced"].startswith("1 character")
