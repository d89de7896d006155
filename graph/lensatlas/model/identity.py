"""Who is who: ids, slugs, and the forms of a name that count as the same name.

A tag, actor, lens, mechanism or source *is* its label: its id is the label itself, written in one way (:func:`label`).
Two labels that differ by case, hyphen or number are two things until an editor says otherwise.
An article's id is the one its record gives; else it is made here (:func:`article_id`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, NewType
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    import datetime as dt

ArticleId = NewType("ArticleId", str)
TagId = NewType("TagId", str)
ActorId = NewType("ActorId", str)
LensId = NewType("LensId", str)
MechanismId = NewType("MechanismId", str)
SourceId = NewType("SourceId", str)
ClaimId = NewType("ClaimId", str)
WatchId = NewType("WatchId", str)

_NOT_WORD = re.compile(r"[^\w]+|_+")
# Controls but tab and newlines, and marks that only steer the direction of text: none belongs in a name.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# An address in which nothing is to be escaped, put in lower case or left out, as nearly all are.
_PLAIN = re.compile(
    r"(https?)://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/[\w%:@!$&'()*+,;=~./-]*)?(?:\?([\w%:@!$&'()*+,;=~./?-]*))?", re.ASCII
)
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid)=", re.IGNORECASE)


def clean(text: str) -> str:
    r"""Text in NFC without control characters, direction marks and lone surrogates; line breaks are kept.

    >>> clean("caf\u0065\u0301\x00 \u202eok")
    'café ok'
    """
    if text.isascii() and text.isprintable():  # nearly every headline, tag and name
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What can be printed holds no control, mark or surrogate: ten times faster to see than to look for each.
    if text.replace("\n", " ").replace("\t", " ").isprintable():
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text.encode("utf-8", "ignore").decode("utf-8")))


def label(text: str) -> str:
    r"""A name as it is shown and stored: clean, on one line, single spaces.

    >>> label("  frozen \n funds ")
    'frozen funds'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The form in which a name is looked up: compatibility-normalised, case-folded, words joined by one space.

    >>> fold("Sanctions-Relief")
    'sanctions relief'
    """
    return " ".join(_NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


def slugify(text: str, limit: int = 80) -> str:
    """A readable address part: lower-case ASCII letters, digits and hyphens, whole words up to ``limit`` characters.

    >>> slugify("Côte d’Ivoire: the port, again"), slugify("the port, again", 10)
    ('cote-d-ivoire-the-port-again', 'the-port')
    """
    spaced = re.sub("[’‘']", " ", text)  # an apostrophe parts words: NFKD and ASCII would glue them
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) <= limit:
        return words
    # A word that is longer than the limit itself is cut all the same.
    return words[: limit + 1].rpartition("-")[0] or words[:limit]


def digest(*parts: str, size: int = 5) -> str:
    """``size`` bytes of SHA-256 over the parts, in hexadecimal; parts cannot run into one another."""
    joined = b"".join(str(len(p)).encode() + b":" + p.encode("utf-8", "replace") for p in parts)
    return hashlib.sha256(joined).hexdigest()[: 2 * size]


def canonical_url(url: str) -> str | None:
    """The URL by which two records are the same article, or None where it is not an absolute http(s) address.

    Scheme and host in lower case, default port, fragment and tracking parameters dropped, ``http`` read as ``https``.

    >>> canonical_url("HTTP://Example.org:80/a?utm_source=x&id=3#top")
    'https://example.org/a?id=3'
    """
    shown = page_url(url)
    return f"https:{shown.partition(':')[2]}" if shown else None


def page_url(url: str) -> str | None:
    """The canonical URL with its own scheme, as an article's address is shown: not every site answers to ``https``.

    >>> page_url("HTTP://Example.org:80/a?utm_source=x&id=3#top")
    'http://example.org/a?id=3'
    """
    parts = _address(url)
    if parts is None:
        return None
    query = parts.query and "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def link_url(url: str) -> str | None:
    """An address elsewhere as it was given, fragment included; None where it is not an absolute http(s) address.

    >>> link_url("HTTP://Example.org:80/a b?utm_source=x&id=3#top")
    'http://example.org/a%20b?utm_source=x&id=3#top'
    """
    parts = _address(url)
    return urlunsplit(parts) if parts else None


def _address(url: str) -> SplitResult | None:
    """The parts of an http(s) address: scheme and host in lower case, no default port or password, all else escaped."""
    if plain := _PLAIN.fullmatch(url):
        return SplitResult(plain[1], plain[2], plain[3] or "/", plain[4] or "", "")
    try:
        parts = urlsplit(clean(url).strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or re.search(r"[\s<>\"]", parts.netloc):
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname  # the brackets of an IPv6 address
    host += "" if port in {None, 80, 443} else f":{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query, fragment = (quote(part, safe="=&%:@!$'()*+,;/?~-._") for part in (parts.query, parts.fragment))
    return SplitResult(parts.scheme.lower(), host, path, query, fragment)


def article_id(*, url: str | None, headline: str, published: dt.date | None) -> ArticleId:
    """An id for an article whose record gives none: from its canonical URL, else from headline and date.

    It begins with words that a reader knows the article by: the last part of its address, or of its headline.
    """
    url = (canonical_url(url) or url) if url else None
    day = published.isoformat() if published else ""
    ending = slugify(urlsplit(url).path.rstrip("/").rpartition("/")[2].partition(".")[0], 48) if url else ""
    name = ending or slugify(headline, 48) or "article"
    return ArticleId(f"{name}-{digest('url', url) if url else digest('headline', headline, day)}")
