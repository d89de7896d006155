"""A page as HTML: the civic-analysis form by its wordings, any other page by what it says of itself and its main text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest import decoding
from lensatlas.ingest.pages.fields import PageFields
from lensatlas.ingest.pages.headings import Wordings
from lensatlas.ingest.pages.html_blocks import blocks_of, parsed
from lensatlas.ingest.pages.html_head import Head
from lensatlas.ingest.pages.laid_out import article_of
from lensatlas.ingest.pages.layout import Layout, lay_out
from lensatlas.ingest.pages.news import fields_of
from lensatlas.ingest.place import Place
from lensatlas.ingest.values import host
from lensatlas.model import fold, link_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser

    from lensatlas.config import Profile
    from lensatlas.ingest.pages.blocks import Block
    from lensatlas.model import Article, Problem


def read(
    file: BinaryIO, origin: str, profile: Profile, main_text: Callable[[str], str] | None = None
) -> Iterator[Article | Problem]:
    """The one article on an HTML page, or why there is none.

    ``main_text`` finds the text of a page that neither has the profile's headings nor states its text (see
    :mod:`~lensatlas.ingest.processes.extraction`); without it, and where it finds none, that text is the page's own paragraphs.
    """
    place = Place(origin)
    try:
        html, replaced = decoding.told(decoding.whole(file))
        page = parsed(html)
    except ValueError as fault:
        yield place.problem(str(fault))
        return
    head, wordings = Head.of(page), Wordings.of(profile)
    layout = lay_out(blocks_of(page), wordings) if _may_hold(page, wordings) else Layout()
    if layout.known:
        fields = _civic(layout, head)
    else:
        layout, fields = Layout(), fields_of(PageFields(page, head), lambda: main_text(html) if main_text else "")
    if not fields["headline"] or not (layout.known or fields["text"] or fields["dek"]):
        yield place.problem("there is no article on it: " + ("no text" if fields["headline"] else "no headline"))
        return
    fields |= {"url": head.url(_outlet(layout)), "language": fields.get("language") or head.language}
    yield article_of(layout, fields, profile=profile, place=place, replaced=replaced)


def _may_hold(page: LexborHTMLParser, wordings: Wordings) -> bool:
    """Whether all words of some heading occur on the page at all: laying it out takes five times as long as this."""
    body = page.body
    said = body.text() if body is not None else ""
    said = (said if said.isascii() else unicodedata.normalize("NFKC", said)).casefold()
    return any(all(word in said for word in heading.split()) for heading in wordings.headings)


def _outlet(layout: Layout) -> str:
    """The host of the reporting that the page analyses, where it links to it."""
    _, url = layout.original
    if url is None and "source" in layout.facts:
        links = layout.facts["source"][1].links
        url = next((url for link in links if (url := link_url(link.address))), None)
    return host(url)


def _civic(layout: Layout, head: Head) -> dict[str, Any]:
    """Headline, kicker, dek and text of a page in the form: what stands before its first section."""
    lead = [block for block in layout.lead if block.is_prose]
    at = _headline_at(lead, head)
    above, below = (lead[:at], lead[at + 1 :]) if at is not None else ([], lead)
    headline = lead[at].text if at is not None else head.headline()
    kicker = above[-1] if above else None
    if kicker and (len(kicker.text.split()) > 6 or kicker.level == 1 or kicker.within != lead[len(above)].within):
        kicker = None
    described = head.meta("description", "og:description")
    prose = [block for block in below if not block.is_links()]
    dek = next((b for b in prose if described and fold(b.text) == fold(described)), None)
    dek = dek or next((b for b in prose if not b.level and len(b.text.split()) > 3), None)
    return {
        "headline": headline,
        "dek": dek.text if dek else described,
        "text": "\n\n".join(block.text for block in prose if block is not dek),
        "lenses": kicker.text if kicker else "",
        "published": _day(layout.lead) or head.published(),
        "authors": list(head.metas.get("author", ())),
        "tags": head.tags(),
        "links": layout.links,
    }


def _headline_at(lead: Sequence[Block], head: Head) -> int | None:
    """Where the headline stands: the longest heading that the title repeats (it names the site too), else the last of the first level."""
    said = fold(head.meta("og:title") or head.title)
    repeated = [n for n, block in enumerate(lead) if block.level in {1, 2} and said and fold(block.text) in said]
    if repeated:
        return max(repeated, key=lambda n: len(lead[n].text))
    return next((n for n in reversed(range(len(lead))) if lead[n].level == 1), None)


def _day(blocks: Sequence[Block]) -> str:
    return next((block.day for block in blocks if block.day), "")
