"""Addresses that are asked for, on a real server: what comes of each, and how politely."""

from __future__ import annotations

import gzip
import itertools
import threading
import time
from typing import TYPE_CHECKING

import pytest

from lensatlas.errors import UsageError
from lensatlas.ingest.fetch import Policy, fetch
from lensatlas.ingest.fetch.asking import Answer
from lensatlas.ingest.fetch.public import is_public
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE
from tests.ingest.server import ARTICLE, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ingest.server import Page, Request, Site

QUICK = {"delay": 0.0, "backoff": 0.01, "read": 0.3, "total": 1.0, "allow_private": True}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def crawl(place: Path, *inputs: object, **limits: object) -> list[Article | Problem]:
    policy = Policy(**{**QUICK, **limits})  # type: ignore[arg-type]
    return list(fetch([str(given) for given in inputs], profile=PROFILE, place=place, policy=policy))


def reason(found: list[Article | Problem]) -> str:
    (only,) = found
    assert isinstance(only, Problem), only
    return only.reason


def test_a_page_is_read_where_it_stands(site: Site, tmp_path: Path) -> None:
    """A page that names no address of its own has the one it was fetched from."""
    site.pages["/2031/the-lantern.html?edition=1"] = ARTICLE.format("A lantern is missing")
    (found,) = crawl(tmp_path, site.url("/2031/the-lantern.html?edition=1#top"))
    assert isinstance(found, Article)
    assert (found.url, found.slug) == (site.url("/2031/the-lantern.html?edition=1"), "the-lantern")
    assert found.origin == site.url("/2031/the-lantern.html?edition=1#top")
    agent = site.asked[-1][2]["User-Agent"]
    assert agent.startswith("Lensatlas/")


def test_a_page_may_not_speak_for_another_site(site: Site, tmp_path: Path) -> None:
    """Its canonical link names an article elsewhere, which it would replace."""
    page = ARTICLE.format("A lantern is missing")
    site.pages["/a"] = page.replace("<head>", "<head><link rel=canonical href='https://tide.example/2031/locks'>")
    (found,) = crawl(tmp_path, site.url("/a"))
    assert isinstance(found, Article)
    assert found.url == site.url("/a")


@pytest.mark.parametrize(
    ("rules", "asked"),
    [
        ("User-agent: *\nDisallow: /\n\nUser-agent: lensatlas\nAllow: /open\nDisallow: /", ["/open"]),
        ("User-agent: *\nDisallow: /closed", ["/open"]),
        ("User-agent: *\nDisallow: /*sed$\nAllow: /", ["/open"]),
        ("User-agent: other\nDisallow: /", ["/closed", "/open"]),
        ("", ["/closed", "/open"]),
    ],
)
def test_robots_txt_is_kept(site: Site, tmp_path: Path, rules: str, asked: list[str]) -> None:
    """Two pages; the rules for everyone, for us, for others (RFC 9309)."""
    site.pages |= {"/robots.txt": rules, "/open": ARTICLE.format("Open"), "/closed": ARTICLE.format("Closed")}
    found = crawl(tmp_path, site.url("/open"), site.url("/closed"))
    assert sorted(site.paths()) == asked
    forbidden = [str(one) for one in found if isinstance(one, Problem)]
    assert forbidden == [f"{site.url('/closed')}: its robots.txt forbids it"][: 2 - len(asked)]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_robots_txt_that_is_not_there_allows_and_one_that_fails_forbids(
    site: Site, tmp_path: Path, status: int, allowed: bool
) -> None:
    """RFC 9309, 2.3.1.3 and 2.3.1.4."""
    site.pages |= {"/robots.txt": lambda request: request.answer(status), "/a": ARTICLE.format("A lantern")}
    (found,) = crawl(tmp_path, site.url("/a"))
    assert isinstance(found, Article) is allowed
    assert site.paths() == (["/a"] if allowed else [])


def test_robots_txt_is_followed_to_where_it_moved_and_asked_for_once(site: Site, tmp_path: Path) -> None:
    """It stands behind a redirect; a second crawl on the same day remembers it."""
    site.pages |= {
        "/robots.txt": lambda request: request.answer(301, Location="/r.txt"),
        "/r.txt": "User-agent: *\nDisallow: /",
    }
    for _ in range(2):
        assert reason(crawl(tmp_path, site.url("/a"))) == "its robots.txt forbids it"
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/r.txt"]


def test_a_host_is_asked_one_at_a_time_with_a_pause(site: Site, tmp_path: Path) -> None:
    """Three pages on one host, and robots.txt that asks for longer pauses than the policy; two hosts go side by side."""
    at_once, most = itertools.count(), []

    def page(request: Request) -> None:
        open_now = next(at_once)
        time.sleep(0.05)
        most.append(next(at_once) - open_now)
        request.answer(200, ARTICLE.format(request.path))

    site.pages |= {"/robots.txt": "User-agent: *\nCrawl-delay: 0.3\nDisallow:", "/a": page, "/b": page, "/c": page}
    assert len(crawl(tmp_path, site.url("/a"), site.url("/b"), site.url("/c"), delay=0.1)) == 3
    times = [when for path, when, _ in site.asked]
    assert times[1] - times[0] >= 0.1  # after robots.txt itself its delay is not known yet
    assert all(later - earlier >= 0.3 for earlier, later in itertools.pairwise(times[1:]))
    assert most == [1, 1, 1]


def test_hosts_are_asked_side_by_side(site: Site, tmp_path: Path) -> None:
    """Four hosts, none of which answers before all four are asked."""
    together = threading.Barrier(4)

    def page(request: Request) -> None:
        together.wait(timeout=5)
        request.answer(200, ARTICLE.format("Together"))

    site.pages["/a"] = page
    hosts = [f"127.0.0.{n}" for n in (1, 2, 3, 4)]
    found = crawl(tmp_path, *(site.url("/a", host) for host in hosts), read=6.0, total=6.0)
    assert [one.origin for one in found if isinstance(one, Article)] == [site.url("/a", host) for host in hosts]


def test_redirects_are_followed_by_the_rules_of_where_they_lead(site: Site, tmp_path: Path) -> None:
    """One leads to a page, one in a circle, one nowhere, one too far, one out of the web, one where robots.txt forbids."""

    def to(address: str) -> Page:
        return lambda request: request.answer(302, Location=address)

    site.pages |= {
        "/robots.txt": "User-agent: *\nDisallow: /closed",
        "/a": to("/page"),
        "/page": ARTICLE.format("A lantern"),
        "/circle": to("/circle2"),
        "/circle2": to("/circle"),
        "/file": to("file:///etc/passwd"),
        "/gone": to(""),
        "/closed-too": to(site.url("/closed", "127.0.0.2")),
        **{f"/far{n}": to(f"/far{n + 1}") for n in range(9)},
    }
    asked = ("/a", "/circle", "/closed-too", "/far0", "/file", "/gone")
    found = crawl(tmp_path, *map(site.url, asked))
    assert isinstance(found[0], Article)
    assert found[0].url == site.url("/page")
    assert [one.reason for one in found if isinstance(one, Problem)] == [
        "it redirects in a circle",
        "its robots.txt forbids it",
        "it redirects more than 5 times",
        "it redirects to file:///etc/passwd, which is no http(s) address",
        "it answered 302, Found",
    ]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused(site: Site, tmp_path: Path, host: str) -> None:
    """This machine under several names; also where a public page redirects there. Nothing is sent."""
    site.pages["/a"] = ARTICLE.format("Secret")
    found = reason(crawl(tmp_path, site.url("/a", host), allow_private=False))
    assert "is no public one" in found or "no connection" in found
    assert site.asked == []


def test_a_busy_host_is_asked_again_when_it_says(site: Site, tmp_path: Path) -> None:
    """429 with a number of seconds, then 503 with a date that has passed, then the page."""
    pages: list[Callable[[Request], None]] = [
        lambda r: r.answer(429, Retry_After="1"),
        lambda r: r.answer(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        lambda r: r.answer(200, ARTICLE.format("At last")),
    ]

    def busy(request: Request) -> None:
        pages.pop(0)(request)

    site.pages["/a"] = busy
    (found,) = crawl(tmp_path, site.url("/a"))
    assert isinstance(found, Article)
    times = [when for path, when, _ in site.asked if path == "/a"]
    assert times[1] - times[0] >= 1.0
    assert times[2] - times[1] < 0.5


def test_a_host_that_stays_busy_is_left_alone(site: Site, tmp_path: Path) -> None:
    """One answers 429 for ever; another asks for an hour, and its other pages are not asked for either."""
    site.pages |= {"/busy": lambda r: r.answer(429), "/hour": lambda r: r.answer(503, Retry_After="3600")}
    assert reason(crawl(tmp_path, site.url("/busy"))) == "it answered 429, Too Many Requests, asked 3 times"
    first, second = crawl(tmp_path, site.url("/hour"), site.url("/other", "127.0.0.1"))
    assert "its host asks to be left alone for 3,600 s" in str(first)
    assert "its host asks to be left alone for 3,600 s" in str(second)
    assert "/other" not in site.paths()


def test_a_server_that_never_answers_costs_its_time_and_no_more(site: Site, tmp_path: Path) -> None:
    """One is silent, one sends a byte now and then, in its headers or in its body; after three the host is given up."""

    def silent(_: Request) -> None:
        time.sleep(3)

    def drip(request: Request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: ")
        for _ in range(40):
            request.wfile.write(b"x")
            time.sleep(0.1)

    site.pages |= {"/a": silent, "/b": drip, "/c": silent, "/d": ARTICLE.format("Never reached")}
    begun = time.monotonic()
    found = crawl(tmp_path, *map(site.url, ("/a", "/b", "/c", "/d")), retries=0)
    assert [one.reason for one in found if isinstance(one, Problem)] == [
        "it did not answer within 1 s",
        "it did not answer within 1 s",
        "it did not answer within 1 s",
        "its host failed 3 addresses in a row, and was asked no more",
    ]
    assert time.monotonic() - begun < 10


def test_packed_pages_are_unpacked_and_bombs_are_not(site: Site, tmp_path: Path) -> None:
    """A page under gzip, a bomb of 100 MB, a stream that breaks off within, an encoding nobody asked for."""
    page = ARTICLE.format("Packed").encode()
    bomb = gzip.compress(page + b" " * 100_000_000, 1)
    site.pages |= {
        "/a": lambda r: r.answer(200, gzip.compress(page), Content_Encoding="gzip"),
        "/b": lambda r: r.answer(200, bomb, Content_Encoding="gzip"),
        "/c": lambda r: r.answer(200, b"no gzip at all", Content_Encoding="gzip"),
        "/d": lambda r: r.answer(200, page, Content_Encoding="br"),
    }
    first, *rest = crawl(tmp_path, *map(site.url, ("/a", "/b", "/c", "/d")), read=5.0, total=9.0)
    assert isinstance(first, Article)
    assert [one.reason for one in rest if isinstance(one, Problem)] == [
        "it unpacks to more than 50 MiB",
        "its compressed content is broken",
        "it is packed with br, which was not asked for",
    ]


def test_sizes_that_lie_are_seen_through(site: Site, tmp_path: Path) -> None:
    """One promises more than it sends, one would be larger than is read, one has no size and does not end."""

    def endless(request: Request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(1000):
            request.wfile.write(b"x" * 10_000)

    def short(request: Request) -> None:
        request.answer(200, "short", Content_Length="500")
        request.close_connection = True

    site.pages |= {"/a": short, "/b": lambda r: r.answer(200, "", Content_Length="9" * 15), "/c": endless}
    found = crawl(tmp_path, *map(site.url, ("/a", "/b", "/c")), largest=1024 * 1024, retries=0)
    assert [one.reason for one in found if isinstance(one, Problem)] == [
        "its answer broke off",
        "it is larger than 1 MiB",
        "it is larger than 1 MiB",
    ]


def test_what_holds_no_article_is_not_waited_for(site: Site, tmp_path: Path) -> None:
    """A film by its type; an archive that calls itself a page."""
    site.pages |= {
        "/film": lambda r: r.answer(200, "x" * 100, Content_Type="video/mp4"),
        "/zip": b"PK\x03\x04" + b"\0" * 100,
        "/void": lambda r: r.answer(200, ""),
    }
    found = crawl(tmp_path, *map(site.url, ("/film", "/void", "/zip")))
    assert [one.reason for one in found if isinstance(one, Problem)] == [
        "it is video/mp4, which holds no article",
        "it is empty",
        "it is a zip archive, which holds no article",
    ]


def test_what_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    """A page with a tag of its version and one with a date; the second crawl gets two 304, and the same articles."""

    def page(request: Request) -> None:
        if request.headers.get("If-None-Match") == '"v1"':
            request.answer(304, ETag='"v1"')
        else:
            request.answer(200, ARTICLE.format("Tagged"), ETag='"v1"')

    def dated(request: Request) -> None:
        stated = "Wed, 21 Oct 2015 07:28:00 GMT"
        request.answer(
            304 if request.headers.get("If-Modified-Since") == stated else 200,
            ARTICLE.format("Dated"),
            Last_Modified=stated,
        )

    site.pages |= {"/a": page, "/b": lambda r: r.answer(301, Location="/dated"), "/dated": dated}
    first = crawl(tmp_path, site.url("/a"), site.url("/b"))
    assert [type(one) for one in first] == [Article, Article]
    assert crawl(tmp_path, site.url("/a"), site.url("/b")) == first
    conditional = [h for _, _, h in site.asked if "If-None-Match" in h or "If-Modified-Since" in h]
    assert len(conditional) == 2


def test_a_version_that_cannot_be_sent_back_is_not(site: Site, tmp_path: Path) -> None:
    """A tag beyond ASCII: the page is asked for anew, and given."""
    site.pages["/a"] = lambda r: r.answer(200, ARTICLE.format("Tagged"), ETag='"é"')
    assert [type(crawl(tmp_path, site.url("/a"))[0]) for _ in range(2)] == [Article, Article]


@pytest.mark.parametrize("host", ["no-such-host.invalid", "127.0.0.1:1"])
def test_a_host_that_is_not_there_is_a_problem(tmp_path: Path, host: str) -> None:
    """A name that nobody has, a port that nobody listens on."""
    assert "robots.txt could not be read (no connection" in reason(crawl(tmp_path, f"http://{host}/a", retries=0))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    """Also those of IPv6 in which one of IPv4 is hidden."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("", None),
        ("soon", None),
        ("0", 0.0),
        ("120", 120.0),
        ("-5", None),
        ("9" * 400, 999_999_999.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0.0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
    ],
)
def test_how_long_a_host_asks_to_be_left_alone(stated: str, seconds: float | None) -> None:
    """Seconds, a date, or what is neither."""
    assert Answer(url="", status=503, headers={"retry-after": stated}).wait() == seconds


def test_a_format_that_is_named_holds_for_what_is_named(site: Site, tmp_path: Path) -> None:
    """JSON Lines that the server calls a page; an unknown format is refused at once."""
    site.pages["/a"] = '{"headline": "One"}\n{"headline": "Two"}\n'
    policy = Policy(**QUICK)  # type: ignore[arg-type]
    found = fetch([site.url("/a")], profile=PROFILE, place=tmp_path, policy=policy, form="jsonl")
    assert [one.headline for one in found if isinstance(one, Article)] == ["One", "Two"]
    with pytest.raises(UsageError):
        fetch([], profile=PROFILE, place=tmp_path, form="nonsense")


def test_the_charset_that_a_server_states_counts_where_it_is_true(site: Site, tmp_path: Path) -> None:
    """A Russian page that does not say what it is in; one in UTF-8 that is served as something else."""
    page = ARTICLE.format("Порт опустел").encode("windows-1251")
    site.pages |= {
        "/a": lambda r: r.answer(200, page, Content_Type="text/html; charset=Windows-1251"),
        "/b": lambda r: r.answer(200, ARTICLE.format("Café"), Content_Type='text/html; charset="iso-8859-1"'),
    }
    found = crawl(tmp_path, site.url("/a"), site.url("/b"))
    assert [one.headline for one in found if isinstance(one, Article)] == ["Порт опустел", "Café"]
