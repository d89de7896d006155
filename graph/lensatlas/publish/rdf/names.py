"""The names things have in RDF: vocabularies, and the IRIs an atlas makes from its own ids."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lensatlas.publish.rdf.terms import XSD, Term, iri

if TYPE_CHECKING:
    from collections.abc import Mapping

# See docs/rdf.md: an address under w3id.org, whose redirect is asked for with the first release. Nothing ever fetches it.
OWN = "https://w3id.org/lensatlas/ns#"
VOCABULARIES: Mapping[str, str] = {
    "la": OWN,
    "dct": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
# Kinds of things that have an IRI of the atlas's own: `<base><kind>/<id>`.
KINDS = ("article", "tag", "actor", "lens", "mechanism", "source", "author", "claim", "watch", "mention", "scheme")
SCHEMES = {"tag": "tags", "lens": "lenses", "mechanism": "mechanisms"}
MENTIONS = Term(f"<{OWN}mentions>")

_SIMPLE = re.compile("[A-Za-z0-9-][A-Za-z0-9 .-]*")
_MARK = re.compile("~(.?)|_")


@cache
def vocabulary(name: str) -> Term:
    """The term of a known vocabulary.

    >>> vocabulary("skos:Concept")
    '<http://www.w3.org/2004/02/skos/core#Concept>'
    """
    prefix, local = name.split(":")
    return Term(f"<{VOCABULARIES[prefix]}{local}>")


@lru_cache(256)  # section names, and an article's id once for each of its parts
def encode(name: str) -> str:
    """An id as one segment of an IRI, in ASCII; no two ids share one, even after percent-encoding is normalised (RFC 3986 §6.2.2).

    A space is ``_``. ``~`` marks what would else be read wrongly: ``~_`` is an underscore, ``~~`` a tilde, ``~`` alone the
    empty name, ``~.`` and ``~..`` the names that a path would swallow. All but letters, digits, ``-`` and ``.`` is percent-encoded.

    >>> encode("frozen funds"), encode("a_b"), encode(".."), encode("Côte d’Ivoire")
    ('frozen_funds', 'a~_b', '~..', 'C%C3%B4te_d%E2%80%99Ivoire')
    """
    if _SIMPLE.fullmatch(name):
        return name.replace(" ", "_")
    marked = name.replace("~", "~~").replace("_", "~_")
    segment = quote(marked, safe="~ ", errors="surrogatepass").replace(" ", "_")
    return "~" + segment if segment in {"", ".", ".."} else segment


def decode(segment: str) -> str:
    """The id from which :func:`encode` made a segment.

    >>> decode("~.."), decode("a~_b"), decode("frozen_funds")
    ('..', 'a_b', 'frozen funds')
    """
    return unquote(_MARK.sub(lambda m: " " if m[0] == "_" else m[1], segment), errors="surrogatepass")


def own(base: str, kind: str, name: str) -> Term:
    """The IRI of a thing of the atlas.

    >>> own("https://atlas.example/", "tag", "frozen funds")
    '<https://atlas.example/tag/frozen_funds>'
    """
    return Term(f"<{base}{kind}/{encode(name)}>")


def prefixes(base: str) -> dict[str, str]:
    """Prefix → namespace: the known vocabularies, and one for each kind of thing (``actor:Iran``)."""
    return {**VOCABULARIES, **{kind: f"{base}{kind}/" for kind in KINDS}}


def checked_base(base: str) -> str:
    """A base that IRIs can be made from; raises ValueError where it is not absolute and legal, or is no folder."""
    if iri(base) is None or not base.endswith("/") or "?" in base or "#" in base:
        raise ValueError(f"an atlas's IRIs need an absolute address that ends in a slash, not {base!r}")
    return base
