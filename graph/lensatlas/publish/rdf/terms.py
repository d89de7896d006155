"""RDF terms, checked once: every IRI and literal passes this gate and travels in its canonical N-Triples form.

rdflib checks little (a forged datatype re-parses as two triples, a newline in an IRI passes) and Oxigraph refuses the whole
file for one bad IRI, so nothing reaches a writer that has not been made here. The form is that of RDF 1.1 N-Triples with the
escapes of RDF Dataset Canonicalization (W3C, 2024); what stands between the quotes is at the same time a JSON string.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NewType

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    import datetime as dt

Term = NewType("Term", str)
Triple = tuple[Term, Term, Term]

XSD = "http://www.w3.org/2001/XMLSchema#"
# BCP 47 in the form that RDF and SPARQL read: letters, then subtags of letters and digits.
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")
_ESCAPED = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\x7f": "\\u007F"}
# What has to be escaped, what XML 1.0 cannot carry (SPARQL results are XML too), and what is no character at all.
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_UNESCAPED = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "\\": "\\", "b": "\b", "f": "\f"}
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)")


def iri(text: str) -> Term | None:
    """An absolute, legal IRI (RFC 3987), or None.

    >>> iri("https://example.org/a"), iri("a b"), iri("https://example.org/> <x:y> <x:z> .")
    ('<https://example.org/a>', None, None)
    """
    try:
        NamedNode(text)
    except ValueError:  # a lone surrogate is a UnicodeEncodeError, which is one too
        return None
    return Term(f"<{text}>")


def address(text: str | None) -> Term | None:
    """The IRI of a web page, or None where it is no legal http(s) address: RDF browsers turn IRIs into links.

    >>> address("javascript:alert(1)") is None
    True
    """
    return iri(text) if text and text[:8].lower().startswith(("http://", "https://")) else None


def quoted(text: str) -> str:
    r"""Text between quotes, escaped; each character that RDF or XML cannot carry becomes U+FFFD, so offsets still hold.

    >>> print(quoted('say "no"\x00'))
    "say \"no\"�"
    """
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], "\ufffd"), text)
    return f'"{text}"'


def suffix(language: str | None) -> str:
    """The ending that gives a literal its language: lower case, as parsers keep it; empty where the tag is not well-formed.

    >>> suffix("en-GB"), suffix("English (US)"), suffix(None)
    ('@en-gb', '', '')
    """
    tag = (language or "").replace("_", "-").lower()
    return f"@{tag}" if _LANGUAGE.fullmatch(tag) else ""


def text(value: str, ending: str = "") -> Term:
    """A literal: plain, or with the ending that :func:`suffix` made."""
    return Term(quoted(value) + ending)


def count(value: int) -> Term:
    """A count or an offset, ``xsd:nonNegativeInteger``; a negative number keeps its form and fails the shapes."""
    return Term(f'"{value}"^^<{XSD}nonNegativeInteger>')


def day(value: dt.date) -> Term:
    """A date, ``xsd:date``: four digits of year, so 1142 is as good as 2026."""
    return Term(f'"{value.isoformat()}"^^<{XSD}date>')


def minutes(value: int) -> Term:
    """A length of time, ``xsd:duration``."""
    return Term(f'"PT{value}M"^^<{XSD}duration>')


def plain(term: Term) -> str:
    r"""The text of a term: what stands between its brackets or quotes, escapes undone.

    >>> plain(text("two\nlines", "@en")), plain(Term("<https://example.org/>"))
    ('two\nlines', 'https://example.org/')
    """
    if term[0] == "<":
        return term[1:-1]
    inner = term[1 : term.rindex('"')]
    return _ESCAPE.sub(lambda e: chr(int(e[1][1:], 16)) if len(e[1]) > 1 else _UNESCAPED[e[1]], inner)
