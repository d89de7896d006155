"""Addresses as they are shown, as they are linked, and as they tell one article from another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lensatlas.model import canonical_url, link_url, page_url
from tests.ingest.articles import article


def test_addresses_are_shown_as_given_and_http_is_https_only_for_identity() -> None:
    """One article under two schemes; an outlet and a link that answer to http alone."""
    record = '{"headline": "T", "url": "%s://Lamp.example:80/a?utm_source=x#top", "source": "http://Tide.example/r#p2", "links": ["http://tide.example/a b#3"]}'
    plain, secure = (article(record % scheme, "jsonl") for scheme in ("http", "https"))
    assert (plain.url, secure.url) == ("http://lamp.example/a", "https://lamp.example/a")
    assert plain.id == secure.id
    assert (plain.sources[0].url, plain.links) == ("http://tide.example/r#p2", ("http://tide.example/a%20b#3",))


@given(
    st.from_regex(
        r"(https?|HTTP)://[a-z.]{1,9}(:(80|443|8080))?(/[a-z% é]{0,5})?(\?[a-z&=_%]{0,9})?(#[a-z ]{0,5})?",
        fullmatch=True,
    )
)
def test_every_form_of_an_address_is_the_same_article(url: str) -> None:
    """What is shown, and what is linked, leads back to the same canonical URL, however often it is read."""
    canonical = canonical_url(url)
    for form in (page_url, link_url, canonical_url):
        shown = form(url)
        assert (shown and canonical_url(shown), shown and form(shown)) == (canonical, shown)
