"""WordPress exports; a whole one stands among the pages."""

from __future__ import annotations

import dataclasses
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from lensatlas.ingest import FORMATS
from lensatlas.ingest.dialects.wordpress_html import html_of
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE, as_json, of_bytes

EXPORT = (Path(__file__).resolve().parents[1] / "pages" / "wordpress.xml").read_bytes()
HEAD, FOOT = EXPORT[: EXPORT.index(b"<item>")], b"</channel></rss>"


def item(title: str, **told: str) -> bytes:
    told = {"post_type": "post", "status": "publish", **told}
    return f"<item><title>{title}</title>{''.join(f'<wp:{k}>{v}</wp:{k}>' for k, v in told.items())}</item>\n".encode()


def test_no_address_of_a_person_leaves_the_export() -> None:
    """Authors, a commenter, and an author whose name is an e-mail address."""
    assert EXPORT.count(b"@") > 4
    assert "@" not in "".join(str(as_json(a) if isinstance(a, Article) else a.reason) for a in of_bytes(EXPORT))


@pytest.mark.parametrize("status", ["draft", "auto-draft", "pending", "private", "future", "trash", "in-review"])
def test_what_is_not_published_is_refused_by_name(status: str) -> None:
    (found,) = of_bytes(HEAD + item("T", status=status) + FOOT)
    assert isinstance(found, Problem)
    assert found.position == f"line {len(HEAD.splitlines())}"
    assert any(word in found.reason for word in ("draft", "private", "scheduled", "deleted", "not published"))


def test_one_broken_post_costs_only_itself() -> None:
    """An entity that nothing declares, in the second of three."""
    first, second, third = of_bytes(HEAD + item("One") + item("&bomb;") + item("Three") + FOOT)
    assert isinstance(second, Problem)
    assert "not well-formed" in second.reason
    assert [post.headline for post in (first, third) if isinstance(post, Article)] == ["One", "Three"]


@pytest.mark.parametrize(
    "where", [b"<!DOCTYPE rss [<!ENTITY a 'x'>]>", b"<!-- --><!doctype rss SYSTEM 'file:///etc/passwd'>"]
)
def test_a_doctype_is_refused(where: bytes) -> None:
    (found,) = of_bytes(HEAD.replace(b"<rss", where + b"<rss") + item("&a;") + FOOT, "wxr")
    assert isinstance(found, Problem)
    assert "DOCTYPE" in found.reason


def test_a_publication_may_make_its_categories_lenses() -> None:
    """`lenses = ["categories"]`; without it they are tags, after the post's own."""
    profile = dataclasses.replace(PROFILE, fields={**PROFILE.fields, "lenses": ("categories",)})
    post = of_bytes(EXPORT, profile=profile)[0]
    assert isinstance(post, Article)
    assert (post.lenses, post.tags) == (("Ports",), ("harbour fees & dues",))


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("A [sic] and [the mole] and [1].", "A [sic] and [the mole] and [1]."),
        ('Before [gallery ids="1,2"] after', "Before  after"),
        ("[note]Kept[/note] [[note]]", "Kept [note]"),
        ("[embed]https://a.example/[/embed]x", "x"),
        ("One\n\nTwo\nlines<pre>a\n\nb</pre>\nc", "One<br><p>Two<br>lines<pre>a\n\nb</pre><br>c"),
        ("<!-- wp:paragraph -->\n<p>One</p>\n\n", "<!-- wp:paragraph -->\n<p>One</p>\n\n"),
    ],
)
def test_content_becomes_what_a_browser_would_get(content: str, html: str) -> None:
    """Shortcodes go, words in brackets stay, the classic editor's lines become paragraphs."""
    assert html_of(content) == html


def test_a_large_export_is_read_in_little_memory() -> None:
    """A hundred posts of 80 KB each: 8 MB."""
    body = "<p>" + "quayside" * 10_000 + "</p>"
    posts = b"".join(
        item(f"Post {n}").replace(b"</item>", f"<content:encoded><![CDATA[{body}]]></content:encoded></item>".encode())
        for n in range(100)
    )
    file = BytesIO(HEAD + posts + FOOT)
    tracemalloc.start()
    try:
        count = sum(isinstance(post, Article) for post in FORMATS["wxr"].read(file, "big.xml", PROFILE))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 100
    assert peak < 3_000_000
