"""Whatever a file holds, it becomes records and problems, soon."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.ingest import FORMATS
from lensatlas.ingest.days import day
from lensatlas.model import Article, Problem
from tests.ingest.articles import of_bytes

# CPU seconds for a page of 40,000 characters; the slowest of these takes 0.7, and what is quadratic 10 to 1,000.
SOON = 4.0
SIZE = 40_000
# What layouts, Markdown, templates and HTML give a meaning to.
PIECES = (
    "<a ", "<a href='", "<div>", "</div>", "<p", "<!--", "-->", "<script>", "<td>", "<h1>", "&", "&#", "&#8217;", "&amp;", '="',
    "{{", "{{< ", ">}}", "{%", "[", "](", "![", "`", "*", "**", "_", "~", "|", "\\", "\n", "\n\n", "\n- ", "\n> ", "\n# ", "\n    ", "\r", "\t",
    " ", "A", "Aa", "a ", "By ", "ABC", "0", "9. ", ".", "…", ":", ", ", "; ", "—", "·", "’", "“", "(", ")", "---\n", "+++\n", "a: ", "&a ", "*a ",
    "What happened\n", "Who gains leverage\n\n", "Reader paths\n", "Published ", "Type", "Source", "12 min ", "2026-07-02 ", "Subscribe for more",
    "é", "İ", "ﬃ", "\u00a0", "\u200d", "\x0b", "\x00", "\ufeff",
)  # fmt: skip
FRAMES = (
    "{}",
    "<h1>A headline</h1><h2>What happened</h2><p>{}</p><h2>What to watch next</h2><p>{}",
    "A Headline\nThe dek stands here.\nWhat happened\n{}\nPublished\n{}\nReader paths\n{}",
    "---\ntitle: T\n---\n## What happened\n\n{}",
    "---\ntitle: {}\n---\nText.",
    "+++\n{}\n+++\nText.",
)

repeated = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(
    lambda parts: ("".join(parts) * SIZE)[:SIZE] + "!"
)


@settings(max_examples=60, deadline=None)
@given(repeated, st.sampled_from(FRAMES), st.sampled_from(sorted(FORMATS)))
def test_no_page_holds_up_a_run(body: str, frame: str, form: str) -> None:
    """Pieces of markup and prose, thousands of times over, wherever a page may hold them."""
    begun = time.process_time()
    of_bytes(frame.replace("{}", body).encode("utf-8", "replace"), form)
    assert time.process_time() - begun < SOON


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.sampled_from([None, *sorted(FORMATS)]))
def test_no_bytes_are_an_error(raw: bytes, form: str | None) -> None:
    of_bytes(raw, form)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "url", "headline", "date", "text", "tags", "source", "actors", "sections", "minutes", "links"]),
                       st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
                                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3))))  # fmt: skip
def test_no_record_is_an_error(record: dict[str, object]) -> None:
    assert len(of_bytes(json.dumps(record).encode(), "jsonl")) == 1


@pytest.mark.parametrize(("form", "text"), [
    ("page-text", "A Headline\nThe dek.\nWhat happened\nNothing.\nBy ABCDEFGHIJKLMNOPQRSTUVWXYZABCD!\n"),
    ("page-html", "<h1>A headline</h1>" + "<a " * 40_000),
    ("jsonl", '{"headline": "T", "text": "' + "\u00a0" * 60_000 + '."}'),
    ("page-html", "<h1>A headline</h1>" + "<b>" * 2_001 + "<" + "a" * 60_000),
    ("page-html", "<h1>A headline</h1><h2>What happened</h2>" + "".join(f"<p>Paragraph {n}.</p>" for n in range(20_000))),
    ("markdown", '---\ntitle: T\n---\n<a title="' + "<a " * 20_000 + '">x</a>\n'),
    ("markdown", "---\ntitle: T\n---\n" + "<div>" * 3_000 + "x\n"),
    ("page-html", "<meta property='article:tag' content='a tag'>" * 60_000 + "<h1>A headline</h1><p>What happened.</p>"),
    ("page-html", f'<meta name="author" content="{"x@y " * 20_000}"><h1>A headline</h1><p>A text that says what happened.</p>'),
])  # fmt: skip
def test_what_once_took_minutes_or_failed(form: str, text: str) -> None:
    """Capitals, open tags, a long name of a tag, many paragraphs, tags inside an attribute, deep HTML in Markdown, many tags in the head, mail addresses for authors."""
    begun = time.process_time()
    assert len(of_bytes(text.encode(), form)) == 1
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize(("body", "reason"), [
    ("<p>a" * 500_000, "more than 400,000 tags"),
    ("<p>" + "word " * 4_000_000, "longer than 16,777,216 characters"),
    ("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">a", "more than 10,000 attributes"),
])  # fmt: skip
def test_a_page_too_full_for_a_parser_is_refused(body: str, reason: str) -> None:
    """A parser keeps hundreds of bytes for every tag, and compares the attributes of one each with each."""
    (found,) = of_bytes(f"<h1>A headline</h1>{body}".encode(), "page-html")
    assert reason in str(found)


def test_a_picture_in_an_attribute_is_no_list_of_attributes() -> None:
    """An image of 2 MB within the page; a slash is a letter of base64."""
    body = f'<h1>A headline</h1><img alt="a" src="data:image/png;base64,{"ab/ " * 500_000}"><p>A text.</p>'
    (found,) = of_bytes(body.encode(), "page-html")
    assert isinstance(found, Article)


def test_an_entry_that_would_fill_the_memory_costs_itself_alone() -> None:
    """A feed of two entries, one with half a million paragraphs."""
    items = (f"<item><title>{n}</title><description>{text}</description></item>" for n, text in
             (("Big one", "&lt;p&gt;a" * 500_000), ("Small one", "a")))  # fmt: skip
    big, small = of_bytes(f"<rss><channel>{''.join(items)}</channel></rss>".encode(), "feed")
    assert "more than 400,000 tags" in str(big)
    assert "Small one" in str(small)


@settings(deadline=None)
@given(st.text(alphabet="0123456789 -/.:,TZ+MarchMonst()\t\n٣²", max_size=60) | repeated)
def test_a_text_is_a_day_or_no_day(text: str) -> None:
    begun = time.process_time()
    with suppress(ValueError):
        day(text)
    assert time.process_time() - begun < SOON


def test_a_key_of_many_parts_does_not_fill_the_memory() -> None:
    """50,000 parts in TOML, bare, quoted and as a table: refused at once; a long sentence of dots is a text like any other."""
    for key in ("a." * 50_000 + "b = 1", '"a" . ' * 50_000 + "b = 1", "[" + "a." * 50_000 + "b]"):
        (found,) = of_bytes(f'+++\ntitle = "x"\n{key}\n+++\nx\n'.encode(), "markdown")
        assert isinstance(found, Problem)
        assert "64 parts" in found.reason
        assert found.position == "line 3"
    (found,) = of_bytes(("+++\ntitle = '" + "wait ... " * 100 + "'\n+++\nx\n").encode(), "markdown")
    assert isinstance(found, Article)
