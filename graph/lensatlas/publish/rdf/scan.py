"""A look at a query before any parser sees it: linear in its length, it refuses what writes, what fetches, and what no parser survives.

Oxigraph's parser recurses (3,000 nested braces or 50,000 ``!`` end the process) and reads without word boundaries:
``SELECT(1<(2)AS?c)FROM:g{}`` names a graph, and in ``COALESCE(?a<?b,'>')`` what looks like an IRI is a comparison. So words are
allowed by list, and a ``<`` that could be read either way around a quote or a ``#`` is refused rather than guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lensatlas.errors import BadQuery
from lensatlas.publish.rdf.names import KINDS, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 100_000  # characters; the longest query seen in the wild that a person wrote has some 10,000
DEPTH = 100  # brackets of any kind within one another
# Each of these nests the parser or the planner once a use.
_AT_MOST = {"!": 500, "<<": 100, "UNION": 500}

# Groups repeat without the possessive +: Python before 3.11.5 matches those wrongly (gh-106052). None needs it to be linear,
# as the branches inside start with different characters.
_TOKEN = re.compile(
    r"""
      (?P<space>\s++)
    | (?P<comment>\#[^\r\n]*+)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    | (?P<string>\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
        | "(?!"")(?:[^"\\\r\n]|\\[^\r\n])*" | '(?!'')(?:[^'\\\r\n]|\\[^\r\n])*')
    | (?P<variable>[?$]\w++)
    | (?P<language>@[A-Za-z]++(?:-\w++)*)
    | (?P<blank>_:\w(?:[\w.-]*[\w-])?)
    | (?P<name>(?P<prefix>[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%](?:[\w:.%-]*[\w:%-])?)?)
    | (?P<number>\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?)
    | (?P<word>[^\W\d]\w*+)
    | (?P<sign><<|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# `<…>` after a scheme and two slashes cannot be read as a comparison: no operand starts with a slash.
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")

_WRITES = frozenset(["INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH", "USING"])
_FETCHES = {
    "SERVICE": "SERVICE asks another server",
    "LOAD": "LOAD fetches a file",
    "FROM": "FROM names a file or an address to read",
}
_WORDS = frozenset(["BASE", "PREFIX", "SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "DISTINCT", "REDUCED", "AS", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "ASC", "DESC", "LIMIT", "OFFSET", "VALUES", "UNDEF", "OPTIONAL", "GRAPH", "NAMED", "UNION", "MINUS", "FILTER", "BIND", "NOT", "IN", "EXISTS", "A", "TRUE", "FALSE", "SEPARATOR", "VERSION", "LATERAL", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "STR", "LANG", "LANGMATCHES", "LANGDIR", "HASLANG", "HASLANGDIR", "DATATYPE", "BOUND", "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT", "STRLEN", "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "COALESCE", "IF", "STRLANG", "STRLANGDIR", "STRDT", "SAMETERM", "SAMEVALUE", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "ISTRIPLE", "TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "REGEX", "SUBSTR", "REPLACE"])  # fmt: skip
_OPENING = {"(": ")", "[": "]", "{": "}"}


def scan(text: str) -> frozenset[str]:
    """The keywords a query uses, in capitals, where it may go to the parser.

    Raises :class:`~lensatlas.errors.BadQuery`, saying why, for an update, for ``SERVICE``, ``LOAD`` and ``FROM``, and for what is
    too long, too deep or ambiguous. What stands in strings, comments and variables is left alone. Every prefix must be one of
    :func:`~lensatlas.publish.rdf.names.prefixes` or declared: ``SERVICEx:b`` is a name to us and, to a parser without word boundaries, a call to another server.
    """
    if len(text) > LENGTH:
        raise BadQuery(f"The query has {len(text):,} characters; {LENGTH:,} are read.")
    depth = 0
    counted: Counter[str] = Counter()
    words: set[str] = set()
    declared, before = {*VOCABULARIES, *KINDS}, ""
    for kind, token, prefix in _tokens(text):
        if kind in {"space", "comment"}:
            continue
        if kind == "name" and before == "PREFIX":
            declared.add(prefix or "")
        if kind == "word":
            word = _allowed(token)
            words.add(word)
            counted[word] += 1
        elif kind in {"name", "blank"}:
            _not_hidden(token)
            if kind == "name" and (prefix or "") not in declared:
                raise BadQuery(
                    f"The prefix {(prefix or '')[:40]}: is not declared. Write PREFIX {(prefix or '')[:40]}: <…> first."
                )
        elif kind == "iri":
            _unambiguous(token)
        elif kind == "sign":
            depth += (token in _OPENING) - (token in _OPENING.values())
            counted[token] += 1
            _sound(token)
        before = token.upper() if kind == "word" else ""
        if depth > DEPTH:
            raise BadQuery(f"The query nests brackets more than {DEPTH} deep.")
    for token, most in _AT_MOST.items():
        if counted[token] > most:
            raise BadQuery(f"The query uses {token} {counted[token]:,} times; {most} are read.")
    if not words & {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
        raise BadQuery("A query starts with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return frozenset(words)


def _tokens(text: str) -> Iterator[tuple[str, str, str | None]]:
    for found in _TOKEN.finditer(text):
        yield found.lastgroup or "", found[0], found["prefix"]


def _allowed(token: str) -> str:
    word = token.upper()
    if word in _WRITES:
        raise BadQuery(f"{word} changes data; a query here only reads (SELECT, ASK, CONSTRUCT, DESCRIBE).")
    if word in _FETCHES:
        raise BadQuery(f"{_FETCHES[word]}; a query here reads the atlas alone.")
    if word not in _WORDS:
        raise BadQuery(f"{token[:40]!r} is no word of SPARQL. A name needs its prefix, a text its quotes.")
    return word


def _not_hidden(token: str) -> None:
    """Refuse a name in which a parser without word boundaries could find one of the words that fetch."""
    prefix, _, local = token.upper().partition(":")
    for word in _FETCHES:
        if word in prefix or f".{word}" in local:
            raise BadQuery(
                f"{token[:60]!r} holds the word {word}, which the parser might read. Call it something else, or write the IRI in full."
            )


def _unambiguous(token: str) -> None:
    if ("#" in token or "'" in token) and not _SURELY_IRI.match(token):
        raise BadQuery(
            f"{token[:80]} may be an IRI or a comparison. Write the IRI in full (scheme://…), or put a space after the <."
        )


def _sound(token: str) -> None:
    if token in {'"', "'"}:
        raise BadQuery(f"A text that starts with {token} does not end.")
    if token == "\\":  # noqa: S105 — a character, no secret
        raise BadQuery(
            "A backslash belongs inside a text in quotes. Write a name with special characters as an IRI in full."
        )
