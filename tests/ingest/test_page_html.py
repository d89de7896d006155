"""A page as HTML: wordings lead, markup does not."""

from __future__ import annotations

import pytest

from tests.ingest.articles import article, problem

BODY = "<h1>A Headline</h1><p>The dek says what the page is about.</p><h2>What happened</h2><p>Nothing was signed.</p>"


def page(facts: str = "", head: str = "", body: str = BODY) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}{facts}</body></html>"


@pytest.mark.parametrize(
    "facts",
    [
        "<dl><dt>Lens</dt><dd>Home Front</dd><dt>Read time</dt><dd>3 min read</dd><dt>Source</dt><dd>Ulmar Post</dd></dl>",
        "<table><tr><th>Lens</th><td>Home Front</td></tr><tr><th>Read time</th><td>3 min</td></tr><tr><th>Source</th><td>Ulmar Post</td></tr></table>",
        "<ul><li><strong>Lens:</strong> Home Front<li><b>Read time</b> 3 min<li><span>Source</span><span>Ulmar Post</span></ul>",
        "<p>Lens: Home Front</p><p>Read time: 3 min read</p><p>Source: Ulmar Post</p>",
        "<div>LensHome Front</div><div>Read time3 min read</div><div>SourceUlmar Post</div>",
        "<div><div>Lens</div><div><a href='/l'>Home Front</a></div></div><div><div>Read time</div><div>3 min</div></div><div><div>Source</div><div>Ulmar Post</div></div>",
        "<p><span>Lens</span><span>Home Front</span><span>Read time</span><span>3 min</span><span>Source</span><em>Ulmar</em> Post</p>",
        "<p>Lens<br>Home Front<br>Read time<br>3 min read<br>Source<br>Ulmar Post</p>",
        "<aside><h4>Lens</h4><p>Home Front</p><h4>Read time</h4><p>3 min read</p><h4>Source</h4><p>Ulmar Post</p></aside>",
    ],
)
def test_facts_are_read_in_any_markup(facts: str) -> None:
    """The same three facts in nine ways of marking them up."""
    found = article(page(facts))
    assert (found.lenses, found.minutes) == (("Home Front",), 3)
    assert [source.name for source in found.sources] == ["Ulmar Post"]
    assert found.section("what_happened") == "Nothing was signed."


@pytest.mark.parametrize(
    "chips",
    [
        "<p><a href='/a'>global</a><a href='/b'>Port Averil</a><a href='/c'>frozen funds</a></p>",
        "<ul><li><a href='/a'>global</a></li><li><a href='/b'>Port Averil</a></li><li><a href='/c'>frozen funds</a></li></ul>",
        "<ul><li>global<li>Port Averil<li>frozen funds</ul>",
        "<div><span>global</span><span>Port Averil</span><span>frozen funds</span></div>",
        "<div><div>global</div><div>Port Averil</div><div>frozen funds</div></div>",
        "<p>global, Port Averil, frozen funds</p>",
    ],
)
@pytest.mark.parametrize(
    "after", ["", "<p><a>Subscribe for more</a><a>Browse all issues</a></p>", "<p>© nobody, 2031</p>"]
)
def test_tags_are_read_in_any_markup(chips: str, after: str) -> None:
    """Chips as links, list items, spans; what follows them is no tag."""
    paths = f"<h3>Reader paths</h3><p>Keep drilling through the topic map.</p>{chips}{after}"
    assert article(page(paths)).tags == ("global", "Port Averil", "frozen funds")


def test_run_together_tags_stay_a_line() -> None:
    """One paragraph, nothing between the tags."""
    found = article(page("<h3>Reader paths</h3><p>globalPort Averilfrozen funds</p>"))
    assert (found.tags, found.tag_line) == ((), "globalPort Averilfrozen funds")


def test_what_is_not_shown_is_not_read() -> None:
    """Scripts, styles, templates, hidden elements, navigation and footers around and inside the sections."""
    noise = (
        "<nav><p>Lens</p><p>Everywhere</p></nav><script>What happened</script><style>Why it matters</style>"
        "<template><h2>Why it matters</h2><p>no</p></template><p hidden>no</p><p aria-hidden=true>no</p>"
        "<noscript>no</noscript><svg><text>no</text></svg>"
    )
    found = article(
        page(noise, body=f"{noise}<main>{BODY}{noise}</main><footer><p>Type</p><p>Boilerplate</p></footer>")
    )
    assert [(s.name, s.text) for s in found.sections] == [("what_happened", "Nothing was signed.")]
    assert (found.headline, found.lenses, found.type, found.text) == ("A Headline", (), None, "")


def test_a_table_of_contents_opens_no_section() -> None:
    """The headings stand twice: as links to themselves, and as headings."""
    contents = (
        "<h1>A Headline</h1><ul><li><a href='#x'>What happened</a></li></ul><p>The dek of the page stands here.</p>"
    )
    found = article(page(body=contents + "<h2 id=x>What happened</h2><p>Nothing was signed.</p>"))
    assert found.dek == "The dek of the page stands here."
    assert found.section("what_happened") == "Nothing was signed."


def test_scripts_in_addresses_become_nothing() -> None:
    """`javascript:` as a link, as the canonical link and as the source's address."""
    facts = (
        "<dl><dt>Source</dt><dd><a href='javascript:alert(1)'>Ulmar Post</a></dd></dl><h3>Source attribution</h3>"
        "<p><a href=' JaVaScRiPt:alert(2)'>Read the original at Ulmar Post</a></p>"
    )
    body = BODY.replace("signed", "<a href='javascript:alert(3)'>signed</a> <a href='data:text/html,x'>here</a>")
    found = article(page(facts, "<link rel=canonical href='javascript:alert(4)'>", body))
    assert "javascript" not in repr(found).lower()
    assert found.links == ()
    assert (found.url, found.sources[0].url) == (None, None)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href='https://lamp.example/a'>", "https://lamp.example/a"),
        (
            "<link rel=canonical href='https://lamp.example/a'><meta property=og:url content='https://www.lamp.example/b'>",
            "https://lamp.example/a",
        ),
        (
            "<link rel=canonical href='https://elsewhere.example/a'><meta property=og:url content='https://lamp.example/b'>",
            "https://lamp.example/b",
        ),
        ("<link rel=canonical href='https://elsewhere.example/a'><base href='https://lamp.example/'>", None),
        ("<link rel=canonical href='https://post.example/original'>", None),
        ("<link rel=canonical href='/a'>", None),
    ],
)
def test_a_canonical_link_may_name_its_own_site_only(head: str, url: str | None) -> None:
    """A page that analyses a report at post.example."""
    facts = (
        "<h3>Source attribution</h3><p><a href='https://post.example/original'>Read the original at Ulmar Post</a></p>"
    )
    assert article(page(facts, head)).url == url


def test_links_to_one_other_site_do_not_make_it_the_pages_own() -> None:
    """No og:url; every absolute link leads to lamp.example, and the canonical link to another site."""
    links = (
        "<p><a href='https://lamp.example/a'>a</a> and <a href='https://lamp.example/b'>b</a> are older stories.</p>"
    )
    found = article(page(links, "<link rel=canonical href='https://elsewhere.example/a'>"))
    assert found.url is None
    assert found.links == ("https://lamp.example/a", "https://lamp.example/b")


def test_the_day_of_a_time_element_counts() -> None:
    """Words for people, the day for machines."""
    facts = "<dl><dt>Published</dt><dd><time datetime='2031-07-02T23:30:00-05:00'>2 days ago</time></dd></dl>"
    assert str(article(page(facts)).published) == "2031-07-02"


def test_the_headline_is_the_heading_that_the_title_repeats() -> None:
    """The site's name is the first-level heading; date, author and reading time stand bare below the headline."""
    body = (
        "<h1>The Lamp</h1><p>Home Front</p><h2>A Headline for Today</h2><p>By Orla Fenwick · July 2, 2031 · 3 min read</p>"
        "<p>The dek says what the page is about.</p><h3>What happened</h3><p>Nothing was signed.</p>"
    )
    found = article(page("", "<title>A Headline for Today — The Lamp</title>", body))
    assert (found.headline, found.dek) == ("A Headline for Today", "The dek says what the page is about.")
    assert (found.authors, str(found.published), found.minutes) == (("Orla Fenwick",), "2031-07-02", 3)
    assert (found.lenses, found.text) == (("Home Front",), "")


def test_any_other_page_gives_its_headline_and_main_text() -> None:
    """A news page that has none of the headings."""
    head = (
        "<title>Rain &amp;amp; Wind | The Ulmar Post</title><meta name=description content='It rained.'>"
        "<meta name=keywords content='rain, wind'><meta property=article:published_time content='2031-07-02T01:00Z'>"
    )
    body = (
        "<div><a href=/>Home</a></div><main><h1>Rain and Wind</h1><p>It rained.</p><p>It blew.</p></main><p>Imprint</p>"
    )
    found = article(page("", head, body))
    assert (found.headline, found.dek, found.text) == ("Rain and Wind", "It rained.", "It rained.\n\nIt blew.")
    assert (found.tags, str(found.published)) == (("rain", "wind"), "2031-07-02")


def test_the_title_without_its_site_stands_in_for_a_missing_headline() -> None:
    """No h1; the title is encoded twice and ends with the site's name."""
    found = article(page("", "<title>Rain &amp;amp; Wind | The Ulmar Post</title>", "<p>It rained all day.</p>"))
    assert found.headline == "Rain & Wind"


@pytest.mark.parametrize("body", ["<p>No headline here.</p>", "<h1>Only a headline</h1>", "", "<nav><h1>x</h1></nav>"])
def test_a_page_with_no_article_is_a_problem(body: str) -> None:
    """A text without a headline, a headline without a text, nothing at all."""
    assert problem(page("", "", body)).reason.startswith("there is no article on it")


def test_a_page_nested_beyond_reason_is_a_problem() -> None:
    """100,000 open elements took the parser 49 s; they are counted first."""
    assert "nested deeper" in problem("<div>" * 100_000, "page-html").reason


def test_a_page_that_links_its_own_site_by_paths_keeps_its_address() -> None:
    """Two full addresses, both the outlet's; everything else on the page is a path."""
    html = """<html><head><link rel="canonical" href="https://ours.example/2024/03/the-vote/"></head><body>
    <a href="/">Home</a> <a href="/lenses/courts/">Courts</a> <a href="/issues/">Issues</a>
    <main><h1>The vote</h1><p>It was held on a quiet day and nobody had been told of it beforehand.</p>
    <p><a href="https://outlet.example/a">Outlet</a> <a href="https://outlet.example/a">Read the original at Outlet</a></p>
    </main></body></html>"""
    read = article(html)
    assert read.url == "https://ours.example/2024/03/the-vote/"
    assert read.slug == "the-vote"


def test_a_paragraph_that_is_said_twice_is_read_twice() -> None:
    found = article(page(body=BODY + "<p>Again.</p><p>More.</p><p>Again.</p>"))
    assert found.section("what_happened") == "Nothing was signed.\n\nAgain.\n\nMore.\n\nAgain."


def test_a_section_that_comes_twice_is_read_once() -> None:
    """A page that holds its text for wide and for narrow screens; the second has a paragraph more."""
    again = "<h2>What happened</h2><p>Nothing was signed.</p><p>Only here.</p>"
    assert article(page(body=BODY + again)).section("what_happened") == "Nothing was signed.\n\nOnly here."
