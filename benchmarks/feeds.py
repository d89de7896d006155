"""Feeds, ours beside feedparser: entries a second, and what each makes of entries that are told apart: `python -m benchmarks.feeds`."""

from __future__ import annotations

import io
from statistics import median

import feedparser

from benchmarks.measuring import timed
from lensatlas import config, ingest
from lensatlas.model import Article

ROUNDS, ENTRIES = 3, 2_000
_OPEN = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Lamp</title><link>https://lamp.example/</link>'
)
_ITEM = (
    "<item><title>Tide {n}</title><link>https://lamp.example/a/{n}</link><author>desk@lamp.example (Ann Poe)</author>"
    "<pubDate>Thu, 02 Jul 2026 10:00:00 GMT</pubDate><category>Ports, Harbours</category>"
    '<media:content url="https://lamp.example/i.jpg" medium="image"><media:title>A crane</media:title></media:content>'
    "<content:encoded><![CDATA[<p>The quay was <b>closed</b> on day {n}.</p>]]></content:encoded></item>"
)
_CLOSE = "</channel></rss>"
# What an entry says, and what should be read.
CASES = {
    "the title, with a picture's title beside it": ("title", _ITEM.format(n=1), "Tide 1"),
    "the author behind an address": ("author", _ITEM.format(n=1), "Ann Poe"),
    "30 February": ("day", _ITEM.format(n=1).replace("Thu, 02 Jul 2026", "Mon, 30 Feb 2026"), "refused"),
    "a script in a title": ("title", _ITEM.format(n=1).replace("Tide 1", "&lt;img src=x onerror=f()&gt;Tide"), "Tide"),
    "an entry cut off in the middle of a feed": ("count", _ITEM.format(n=1) + "<item><title>Torn", "1, and the fault"),
}


def ours(document: bytes) -> list[object]:
    """The records that are read."""
    return list(ingest.read(["-"], profile=config.load().profile, form="feed", stdin=io.BytesIO(document)))


def theirs(document: bytes) -> feedparser.FeedParserDict:
    """The entries with feedparser's defaults, which strip what it knows to be dangerous."""
    return feedparser.parse(io.BytesIO(document))


def told(what: str, document: bytes) -> tuple[str, str]:
    """What each reads of one case."""
    read, parsed = ours(document), theirs(document).entries
    articles = [record for record in read if isinstance(record, Article)]
    if what == "count":
        return f"{len(articles)}, and the fault" if len(read) > len(articles) else str(len(articles)), str(len(parsed))
    if what == "day":
        return str(articles[0].published) if articles else "refused", str(parsed[0].get("published_parsed", ""))[:60]
    if what == "author":
        return "; ".join(articles[0].authors), str(parsed[0].get("author", ""))
    return articles[0].headline, str(parsed[0].get("title", ""))


def main() -> None:
    """Both tables."""
    print("| case | should be | ours | feedparser |")
    print("|---|---|---|---|")
    for name, (what, item, wanted) in CASES.items():
        document = (_OPEN + item + ("" if what == "count" else _CLOSE)).encode()
        read, parsed = (text.replace("|", "\\|") for text in told(what, document))
        print(f"| {name} | {wanted} | {read} | `{parsed}` |")
    document = (_OPEN + "".join(_ITEM.format(n=n) for n in range(ENTRIES)) + _CLOSE).encode()
    pairs = [(timed(lambda: ours(document))[0], timed(lambda: theirs(document))[0]) for _ in range(ROUNDS)]
    mine, peer = (ENTRIES / median(pair[side] for pair in pairs) for side in (0, 1))
    print(
        f"\n{ENTRIES:,} entries, median of {ROUNDS}: ours {mine:,.0f}/s as articles, feedparser {peer:,.0f}/s as dictionaries"
    )


if __name__ == "__main__":
    main()
