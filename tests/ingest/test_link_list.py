"""Digests: a list of links, each an article of its outlet."""

from __future__ import annotations

import pytest

from lensatlas import ingest
from lensatlas.ingest import signs
from lensatlas.model import Article, Problem
from tests.corpora import folder
from tests.ingest.articles import PROFILE, of_bytes

FRONT = "---\ntitle: The week | 5 July 2031\ndate: 2031-07-05 11:00:00 +0800\n---\n"


def digest(body: str, front: str = FRONT) -> list[Article | Problem]:
    return of_bytes((front + body).encode(), "link-list")


@pytest.mark.parametrize(
    ("line", "headline", "outlet", "day", "dek"),
    [
        ("[Quay is sold](https://tern.example/q)", "Quay is sold", "tern.example", "2031-07-05", ""),
        ("[Quay is sold](https://tern.example/q) — Tern Post, 3 July 2031", "Quay is sold", "Tern Post", "2031-07-03", ""),
        ("[Quay is sold](https://tern.example/q) - Tern Post - 3 July", "Quay is sold", "Tern Post", "2031-07-03", ""),
        ("[Quay is sold](https://tern.example/q) (Tern Post, July 3, 2031)", "Quay is sold", "Tern Post", "2031-07-03", ""),
        ("[Quay is sold](https://tern.example/q), *The Tern Post*", "Quay is sold", "The Tern Post", "2031-07-05", ""),
        ("[Quay is sold](https://tern.example/q) via Tern Post", "Quay is sold", "Tern Post", "2031-07-05", ""),
        ("Tern Post: [Quay is sold](https://tern.example/q)", "Quay is sold", "Tern Post", "2031-07-05", ""),
        ("**Tern Post** – [Quay is sold](https://tern.example/q)", "Quay is sold", "Tern Post", "2031-07-05", ""),
        ("**Tern Post** [Quay is sold](https://tern.example/q)", "Quay is sold", "Tern Post", "2031-07-05", ""),
        ("(2031-07-01) Tern Post | [Quay is sold](https://tern.example/q)", "Quay is sold", "Tern Post", "2031-07-01", ""),
        ("[`Tern Post (M)` Quay is sold](https://tern.example/q)", "Quay is sold", "Tern Post", "2031-07-05", ""),
        ("[**Tern Post**: Quay is sold](https://tern.example/q)", "Quay is sold", "Tern Post", "2031-07-05", ""),
        ("The old quay is sold at last ([Tern Post](https://tern.example/q))", "The old quay is sold at last", "Tern Post", "2031-07-05", ""),
        ("The old quay is sold at last [link](https://tern.example/q)", "The old quay is sold at last", "tern.example", "2031-07-05", ""),
        ("[Quay is sold](https://tern.example/q): nobody on the board says who will pay for the wall.", "Quay is sold", "tern.example", "2031-07-05", "nobody on the board says who will pay for the wall"),
        ("[Quay is sold](https://tern.example/q) — Tern Post. Nobody on the board says who pays for it.", "Quay is sold", "Tern Post", "2031-07-05", "Nobody on the board says who pays for it"),
        ("[Quay is sold](https://youtu.be/q)", "Quay is sold", None, "2031-07-05", ""),
        ("[Quay is sold](https://open.substack.com/pub/ternpost/p/q)", "Quay is sold", "ternpost.substack.com", "2031-07-05", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bullet", ["* ", "1. ", "  - "])
def test_a_line_tells_headline_outlet_and_day(
    bullet: str, line: str, headline: str, outlet: str | None, day: str, dek: str
) -> None:
    """However the digest words it; a day without a year is the last such day before the digest's own."""
    (found,) = digest(f"## Coast\n\n{bullet}{line}\n")
    assert isinstance(found, Article)
    named = found.sources[0].name if found.sources else None
    assert (found.headline, named, str(found.published), found.dek.rstrip(".")) == (headline, outlet, day, dek)
    assert (found.tags, found.extra) == (("Coast",), {"digest": "The week | 5 July 2031"})


def test_headings_and_lists_in_lists_are_tags() -> None:
    """A flag, a line in bold, an item with a list of its own; the only first-level heading is the digest's name."""
    found = digest(
        "# The week\n\n## 🇨🇭 Coast & isles\n\n- [Quay is sold now](https://a.example/1)\n\n**Ferries**\n\n- [Ferry is late again](https://a.example/2)\n\n"
        "## Inland\n\n- Mills\n  - [Mill burns down at night](https://a.example/3)\n- [Road is long and empty](https://a.example/4)\n",
        front="",
    )
    assert [a.tags for a in found if isinstance(a, Article)] == [
        ("Coast & isles",),
        ("Coast & isles", "Ferries"),
        ("Inland", "Mills"),
        ("Inland",),
    ]


def test_lines_and_links_that_stand_together_are_told_apart() -> None:
    """Two links in one item; a copy beside a link; lines without a bullet."""
    found = digest(
        "- [The quay is sold](https://a.example/1), [the ferry is late](https://a.example/2)\n"
        "- [The mill burns down](https://a.example/3) ([archive](https://old.example/3))\n\n"
        "[The road is empty](https://a.example/4)\n[The bridge is shut](https://a.example/5)\n"
    )
    assert [(a.headline, a.links, a.origin) for a in found if isinstance(a, Article)] == [
        ("The quay is sold", (), "-#5"),
        ("the ferry is late", (), "-#5"),
        ("The mill burns down", ("https://old.example/3",), "-#6"),
        ("The road is empty", (), "-#8"),
        ("The bridge is shut", (), "-#9"),
    ]


def test_an_item_without_a_link_is_refused_and_prose_is_passed_over() -> None:
    """An introduction, and a line whose address was forgotten."""
    first, second = digest(
        "Here is what we read this week, and [one more](https://a.example/0) that we wrote about it ourselves.\n\n- Quay is sold\n- [Ferry is late](https://a.example/1)\n"
    )
    assert isinstance(first, Problem)
    assert (first.position, first.reason) == ("line 7", "“Quay is sold” has no link")
    assert isinstance(second, Article)


def test_a_digest_in_html_reads_like_one_in_markdown() -> None:
    found = of_bytes(
        b"<h1>The week, 5 July 2031</h1><h2>Coast</h2><ul><li><a href='https://a.example/1'><code>Tern Post</code> Quay is sold</a></li>"
        b"<li><b>Gull</b>: <a href='https://a.example/2'>Ferry is late</a></li></ul><h2>Inland</h2><ul><li>Mills<ul>"
        b"<li><a href='https://a.example/3'>Mill burns</a> (Heron News, 2 July)</li></ul></li></ul><nav><ul><li><a href='https://a.example/'>Home</a></li></ul></nav>",
        "link-list",
    )
    assert [(a.headline, a.sources[0].name, str(a.published), a.tags) for a in found if isinstance(a, Article)] == [
        ("Quay is sold", "Tern Post", "2031-07-05", ("Coast",)),
        ("Ferry is late", "Gull", "2031-07-05", ("Coast",)),
        ("Mill burns", "Heron News", "2031-07-02", ("Inland", "Mills")),
    ]


def test_a_post_that_ends_in_links_is_no_digest() -> None:
    """Detected by its words, not told."""
    links = "".join(f"* [Story number {n}](https://a.example/{n})\n" for n in range(5))
    assert signs.link_list(f"{FRONT}## Coast\n\n{links}".encode())
    assert not signs.link_list(f"{FRONT}{'The board met on Tuesday, and said nothing. ' * 3}\n\n{links}".encode())
    assert not signs.link_list(f"{FRONT}## Coast\n\n{links.replace('https://a.example', '')}".encode())


def test_every_digest_of_the_collection_is_read() -> None:
    """45 files, nearly all told by their look; every link to another site is an article."""
    place = folder("progressive-pulse")
    found = list(ingest.read([str(place)], profile=PROFILE, form="link-list"))
    articles = [a for a in found if isinstance(a, Article)]
    assert len({a.origin.partition("#")[0] for a in articles}) == 45
    assert len(articles) == len(found) > 2300
    assert all(a.published and a.tags and a.url for a in articles)
    told = sum(signs.link_list(path.read_bytes()) for path in place.iterdir())
    assert told >= 40
