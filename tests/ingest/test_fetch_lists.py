"""Feeds, sitemaps and outlines whose addresses are followed, how far, and how a crawl goes on after it was cut off."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lensatlas.errors import CannotWrite, UsageError
from lensatlas.ingest.fetch import Policy, fetch
from lensatlas.ingest.fetch.journal import Journal, Kept
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE
from tests.ingest.server import ARTICLE, serving
from tests.ingest.test_fetch import crawl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ingest.server import Request, Site


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def sitemap(*addresses: str) -> str:
    return "<urlset>" + "".join(f"<url><loc>{address}</loc></url>" for address in addresses) + "</urlset>"


def headlines(found: list[Article | Problem]) -> list[str]:
    return [one.headline if isinstance(one, Article) else one.reason for one in found]


def test_a_sitemap_index_is_followed_to_its_pages(site: Site, tmp_path: Path) -> None:
    """An index of two sitemaps, one under gzip; a page stands in both, and is asked for once."""
    index = f"<sitemapindex><sitemap><loc>{site.url('/1.xml.gz')}</loc></sitemap><sitemap><loc>{site.url('/2.xml')}</loc></sitemap></sitemapindex>"
    packed = gzip.compress(sitemap(site.url("/a"), site.url("/b")).encode())
    site.pages |= {
        "/sitemap.xml": index,
        "/1.xml.gz": lambda r: r.answer(200, packed, Content_Type="application/octet-stream"),
        "/2.xml": lambda r: r.answer(200, sitemap(site.url("/b"), site.url("/c")), Content_Type="application/xml"),
        **{f"/{name}": ARTICLE.format(f"Headline {name}") for name in "ab"},
    }
    found = crawl(tmp_path, site.url("/sitemap.xml"))
    assert headlines(found) == ["Headline a", "Headline b", "it answered 404, Not Found"]
    assert site.paths() == ["/sitemap.xml", "/1.xml.gz", "/2.xml", "/a", "/b", "/c"]


def test_an_entry_without_a_text_is_read_from_its_page(site: Site, tmp_path: Path) -> None:
    """One has its text in the feed, one only a sentence and a tag, one a page that is gone, one a page elsewhere."""
    feed = f"""<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tide</title>
      <item><title>Whole</title><link>{site.url("/whole")}</link><content:encoded>All of it.</content:encoded></item>
      <item><title>Part</title><link>{site.url("/part")}</link><description>A sentence.</description><category>locks</category></item>
      <item><title>Gone</title><link>{site.url("/gone")}</link><description>What is left.</description></item>
      <item><title>Elsewhere</title><link>https://gull.example/a</link></item></channel></rss>"""
    site.pages |= {"/feed": feed, "/part": ARTICLE.format("The whole part")}
    found = crawl(tmp_path, site.url("/feed"))
    assert headlines(found) == ["Whole", "Elsewhere", "The whole part", "Gone"]
    assert site.paths() == ["/feed", "/part", "/gone"]
    part, gone, elsewhere = found[2], found[3], found[1]
    assert isinstance(part, Article)
    assert (part.tags, part.dek) == (("locks",), "A sentence.")
    assert isinstance(gone, Article)
    assert gone.extra["not_fetched"] == "it answered 404, Not Found"
    assert isinstance(elsewhere, Article)
    assert "nobody named" in elsewhere.extra["not_fetched"]


def test_a_file_that_names_feeds_has_them_followed(site: Site, tmp_path: Path) -> None:
    """An outline on disk, a feed on another host, a folder with an article beside it; hosts named in one's own file are named."""
    feed = f"<rss><channel><item><title>One</title><link>{site.url('/one', '127.0.0.2')}</link></item></channel></rss>"
    site.pages |= {"/feed": feed, "/one": ARTICLE.format("One, whole")}
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "feeds.opml").write_text(
        f"<opml><body><outline xmlUrl='{site.url('/feed', '127.0.0.2')}'/></body></opml>", encoding="utf-8"
    )
    (folder / "a.md").write_text("---\ntitle: Saved\n---\nText.\n", encoding="utf-8")
    assert headlines(crawl(tmp_path / "state", folder)) == ["Saved", "One, whole"]


def test_an_outline_that_was_asked_for_names_hosts(site: Site, tmp_path: Path) -> None:
    """One that a user named leads to a feed on another host; one that a sitemap led to does not."""
    outline = f"<opml><body><outline xmlUrl='{site.url('/feed', '127.0.0.2')}'/></body></opml>"
    feed = "<rss><channel><item><title>One</title><description>A sentence.</description></item></channel></rss>"
    site.pages |= {"/o": outline, "/feed": feed, "/sitemap.xml": sitemap(site.url("/o"))}
    assert headlines(crawl(tmp_path / "a", site.url("/o"))) == ["One"]
    assert headlines(crawl(tmp_path / "b", site.url("/sitemap.xml"))) == [
        "it is on a host that nobody named, 127.0.0.2"
    ]


def test_only_hosts_that_were_named_are_asked(site: Site, tmp_path: Path) -> None:
    """A sitemap that names a page on another host: a problem, unless any host is allowed."""
    site.pages |= {"/sitemap.xml": sitemap(site.url("/a", "127.0.0.2")), "/a": ARTICLE.format("Elsewhere")}
    (refused,) = crawl(tmp_path, site.url("/sitemap.xml"))
    assert isinstance(refused, Problem)
    assert (refused.reason, refused.hint) == (
        "it is on a host that nobody named, 127.0.0.2",
        "name an address there, or give --any-host",
    )
    assert headlines(crawl(tmp_path, site.url("/sitemap.xml"), any_host=True)) == ["Elsewhere"]


def test_no_more_pages_are_asked_for_than_allowed(site: Site, tmp_path: Path) -> None:
    """Two of four; the others say why they were left."""
    site.pages |= {f"/{n}": ARTICLE.format(f"Headline {n}") for n in range(4)}
    site.pages["/sitemap.xml"] = sitemap(*(site.url(f"/{n}") for n in range(4)))
    file = tmp_path / "sitemap.xml"
    file.write_text(str(site.pages["/sitemap.xml"]), encoding="utf-8")
    found = crawl(tmp_path / "state", file, max_pages=2)
    assert headlines(found)[:2] == ["2 pages were asked for before it"] * 2
    assert sorted(headlines(found)[2:]) == ["Headline 0", "Headline 1"]


def test_a_front_page_says_which_feed_it_names(site: Site, tmp_path: Path) -> None:
    """A page without an article."""
    site.pages["/"] = (
        "<html><head><link rel='alternate' type='application/rss+xml' href='feed.xml'></head><body></body></html>"
    )
    (found,) = crawl(tmp_path, site.url("/"))
    assert isinstance(found, Problem)
    assert found.hint == f"it names a feed, {site.url('/feed.xml')}: add that"


def test_sitemaps_that_name_each_other_end(site: Site, tmp_path: Path) -> None:
    """Each index names a further one, without end."""

    def index(request: Request) -> None:
        number = int(request.path.rpartition("-")[2])
        request.answer(
            200, f"<sitemapindex><sitemap><loc>{site.url(f'/index-{number + 1}')}</loc></sitemap></sitemapindex>"
        )

    site.pages |= {f"/index-{n}": index for n in range(20)}
    assert headlines(crawl(tmp_path, site.url("/index-0"))) == ["the lists that name it are too deep or too many"]


SCRIPT = """
import sys
from pathlib import Path
from lensatlas import config
from lensatlas.ingest.fetch import Policy, fetch
policy = Policy(delay=0.05, allow_private=True)
for record in fetch([sys.argv[1]], profile=config.load().profile, place=Path(sys.argv[2]), policy=policy):
    print(getattr(record, "headline", record), flush=True)
"""


def run(site: Site, place: Path) -> subprocess.Popen[str]:
    graph = Path(__file__).resolve().parents[2] / "graph"
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, site.url("/sitemap.xml"), str(place)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(graph)},
    )  # fmt: skip


def test_a_crawl_that_was_killed_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    """Twelve pages; kill -9 after the fifth was sent. The second run gives all twelve, and asks for none twice."""
    names = [f"/{n:02}" for n in range(12)]
    site.pages |= {name: ARTICLE.format(f"Headline {name}") for name in names}
    site.pages["/sitemap.xml"] = sitemap(*map(site.url, names))
    first = run(site, tmp_path)
    while len(site.paths()) < 6:
        assert first.poll() is None
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=10)
    before = site.paths()
    second = run(site, tmp_path)
    shown, _ = second.communicate(timeout=30)
    assert shown.splitlines() == [f"Headline {name}" for name in names]
    # What was on its way when the kill came may have been sent, and is asked for again: one page at most.
    assert before[:-1] == [name for name in before[:-1] if name not in site.paths()[len(before) :]]
    assert sorted(set(site.paths())) == ["/00", *names[1:], "/sitemap.xml"]


def test_a_crawl_that_is_left_early_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    """Whoever asked stops after the first record; the second crawl asks only for the rest, a third for all that changed."""
    site.pages |= {f"/{n}": ARTICLE.format(f"Headline {n}") for n in range(3)}
    addresses = [site.url(f"/{n}") for n in range(3)]
    policy = Policy(delay=0.1, allow_private=True)
    begun = fetch(addresses, profile=PROFILE, place=tmp_path, policy=policy)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert headlines(crawl(tmp_path, *addresses, delay=0.1)) == [f"Headline {n}" for n in range(3)]
    asked = site.paths()
    assert asked.count("/0") == 1
    crawl(tmp_path, *addresses)
    assert site.paths()[len(asked) :] == ["/0", "/1", "/2"]


def test_a_policy_that_cannot_be_and_a_place_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Policy(max_pages=0)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite):
        list(fetch([], profile=PROFILE, place=tmp_path / "file"))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=50), st.text(max_size=9)), max_size=8))
def test_the_journal_gives_back_what_was_last_kept(
    tmp_path_factory: pytest.TempPathFactory, kept: list[tuple[str, bytes, str]]
) -> None:
    """Answers of three addresses, some again and again, read after it was closed."""
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder)
    journal.begin("x", 60)
    last = {}
    for name, body, tag in kept:
        last[name] = (Kept(location=name, etag=tag), body)
        journal.keep(name, *last[name])
    journal.close()
    again = Journal(folder)
    assert again.begin("x", 60)
    assert {name: (again.known(name, now=True), again.body(name)) for name in last} == last
    again.end()
    assert not again.begin("x", 60)
    assert all(again.known(name, now=True) is None for name in last)
    again.close()
