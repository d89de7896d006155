"""GDELT's Global Knowledge Graph, versions 1 and 2.1: a row is an article of which themes, names and places are known.

Columns after the code books (GDELT GKG 1.0, 2013; GKG 2.1, 2015). Of a row, what an atlas asks about is read: not the scores of
GCAM, images, quotations, amounts, and the offsets of names.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest.days import day
from lensatlas.ingest.dialects.themes import theme
from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.model import DeclaredActor, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.model import ActorKind, Article, Problem

LONGEST_LINE = 64 * 1024 * 1024
_WIDTH, _WIDTH_1 = 27, 11
_HEADER = b"DATE\tNUMARTS\t"
_NEWER = re.compile(rb"\d{14}-T?\d+$")
_PAGE = re.compile(r"<PAGE_(TITLE|AUTHORS|LINKS|PRECISEPUBTIMESTAMP)>([^<]*)</PAGE_\1>")
_LANGUAGE = re.compile(r"srclc:(\w{2,3})")
_TONES = ("tone", "positive", "negative", "polarity", "activity", "self", "words")
_WEB = "1"  # of the kinds of documents, the one whose identifier is an address
# Kind of a place → kind of an actor; cities include landmarks: "White House, District of Columbia, United States".
_KINDS: Mapping[str, ActorKind] = {"1": "country", "2": "region", "3": "place", "4": "place", "5": "region"}


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every row as an article, or as the problem with it; the header of version 1 and blank lines are passed over."""
    number, empty = 0, True
    while line := file.readline(LONGEST_LINE):
        number += 1
        place = Place(origin, number)
        row = line.rstrip(b"\r\n").split(b"\t")
        if line.startswith(_HEADER) or not line.strip():
            continue
        empty = False
        newer = _NEWER.match(row[0]) is not None
        width = _WIDTH if newer else _WIDTH_1
        if len(row) != width:
            missing = "is it cut off?" if len(row) < width else "does a cell hold a tab?"
            yield place.problem(
                f"it has {len(row)} columns where version {'2.1' if newer else '1'} has {width}", missing
            )
            continue
        record = _newer(row) if newer else _older(row)
        lost = 0 if line.isascii() else sum(str(value).count("\ufffd") for value in record.values())
        yield article({}, profile=profile, place=place, given=record, kept=_kept(record, lost))
    if empty:
        yield Place(origin).problem("it is empty: it holds no row")


def _kept(record: dict[str, Any], lost: int) -> dict[str, Any]:
    kept = {key: record.pop(key) for key in _EXTRA if record.get(key)}
    return kept | ({"undecoded": lost} if lost else {})


_EXTRA = ("tone", "counts", "translated_from", "articles", "events", "document")


def _newer(row: list[bytes]) -> dict[str, Any]:
    """The fields that a row of 2.1 gives, and what it keeps as extra."""
    known = _text(row[4])
    is_web = _text(row[2]) == _WEB
    page = dict(_PAGE.findall(_text(row[26])))
    stamp = page.get("PRECISEPUBTIMESTAMP", "")
    title = label(html.unescape(page.get("TITLE", "")))
    translated = _LANGUAGE.search(_text(row[25]))
    record = {
        "id": _text(row[0]),
        "url": known if is_web else None,
        "headline": title or (None if is_web else label(known)),
        "published": _day(stamp) or _text(row[1])[:8],
        "authors": _unescaped(page.get("AUTHORS", "").split(";")),
        "source": _text(row[3]),
        "links": _unescaped(page.get("LINKS", "").split(";")),
        "tags": _themes(_parts(row[7]) or [entry.partition(",")[0] for entry in _parts(row[8])]),
        "actors": [
            *_people(row[12] or row[11], "person", named=bool(row[12])),
            *_people(row[14] or row[13], "organization", named=bool(row[14])),
            *_places(row[9] or row[10]),
        ],
        "tone": _tone(row[15]),
        "counts": _counts(row[5]),
        "translated_from": translated[1] if translated else None,
        "document": known if title and not is_web else None,
    }
    return {key: value for key, value in record.items() if value}


def _older(row: list[bytes]) -> dict[str, Any]:
    """The fields of a row of version 1, which stands for ``NUMARTS`` articles that share all names: the first is its address."""
    date, articles, counts, themes, places, persons, bodies, tone, events, sources, addresses = row
    urls = [url for url in _text(addresses).split("<UDIV>") if url]
    count = _text(articles)
    record = {
        "url": urls[0] if urls else None,
        "links": urls[1:],
        "published": _text(date)[:8],
        "source": _parts(sources),
        "tags": _themes(_parts(themes)),
        "actors": [
            *_people(persons, "person", named=False),
            *_people(bodies, "organization", named=False),
            *_places(places),
        ],
        "tone": _tone(tone),
        "counts": _counts(counts),
        "articles": int(count) if count.isdecimal() and len(count) < 10 else count,
        "events": [int(event) for event in _text(events).split(",") if event.isdecimal() and len(event) < 16],
    }
    return {key: value for key, value in record.items() if value}


def _day(stamp: str) -> str:
    """The day on which a page says it was published; the row's own is that on which GDELT met it."""
    try:
        return day(stamp[:8]).isoformat()
    except ValueError:
        return ""


def _text(cell: bytes) -> str:
    return cell.decode("utf-8", "replace")


def _parts(cell: bytes) -> list[str]:
    """The entries of a cell, each once, in their order."""
    return [entry for entry in dict.fromkeys(_text(cell).split(";")) if entry]


def _unescaped(names: list[str]) -> list[str]:
    return [html.unescape(name) for name in names if name]


def _themes(codes: Iterable[str]) -> list[str]:
    """The labels of themes, each once; what only names a family of them is left out."""
    return list(dict.fromkeys(filter(None, map(theme, codes))))


def _people(cell: bytes, kind: ActorKind, *, named: bool) -> Iterator[DeclaredActor]:
    """Names of one kind; those of the older columns stand in small letters and have their capitals given back."""
    if cell:
        names = dict.fromkeys(part.partition(",")[0] if named else part for part in _text(cell).split(";"))
        yield from (_actor(name, kind, named) for name in names if name and not name.isspace())


@lru_cache(maxsize=16384)
def _actor(name: str, kind: ActorKind, named: bool) -> DeclaredActor:
    said = label(name)
    if not named:
        said = " ".join(word[:1].upper() + word[1:] for word in said.split())
    return DeclaredActor(name=said, kind=kind)


def _places(cell: bytes) -> Iterator[DeclaredActor]:
    """Places with their country, ``Doha, Qatar``; a country by its own name."""
    for part in _parts(cell):
        kind, _, rest = part.partition("#")
        if name := _place(rest.partition("#")[0]):
            yield _actor(name, _KINDS.get(kind, "place"), named=True)


@lru_cache(maxsize=16384)
def _place(name: str) -> str:
    """A full name of a place without parts that it says twice: “Budapest, Budapest, Hungary”."""
    return label(", ".join(dict.fromkeys(part.strip() for part in name.split(",") if part.strip())))


def _tone(cell: bytes) -> dict[str, float]:
    """Tone and its parts: the share of positive less negative words, and how many words there are."""
    try:
        return dict(zip(_TONES, map(float, cell.split(b",")), strict=False)) if cell else {}
    except ValueError:
        return {}


def _counts(cell: bytes) -> list[dict[str, Any]]:
    """What the article counts: 400 arrested, and of whom, and where."""
    found = []
    for part in _parts(cell):
        kind, number, of, _, where, *_ = (*part.split("#"), "", "", "", "")
        stated = {"type": kind, "number": number, "of": of, "place": _place(where)}
        found.append({key: value for key, value in stated.items() if value})
    return found
