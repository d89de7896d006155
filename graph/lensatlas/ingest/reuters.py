"""Reuters-21578: newswire stories in SGML, their topics as tags, and the places, people and bodies that indexers named."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from lensatlas.ingest.place import Place
from lensatlas.ingest.record import article
from lensatlas.ingest.xml.elements import elements
from lensatlas.model import MONTHS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.xml.elements import Element
    from lensatlas.model import Article, Problem

_ATTRIBUTE = re.compile(r'(\w+)\s*=\s*"([^"<>]*)"')
_CODE = re.compile(r"<D>([^<]*)</D>")
_DAY = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_BYLINE = re.compile(r"^by\s+", re.IGNORECASE)
_AGENCY = re.compile(r",\s*Reuters?\.?$", re.IGNORECASE)
# The agency's mark below a story, which is no part of it.
_SIGN_OFF = re.compile(r"\n\s*Reuters?\s*$", re.IGNORECASE)
_TABULAR = re.compile(r"\S(?: {3}|\.{4})")
_PARTED = {
    "PLACES": "place",
    "PEOPLE": "person",
    "ORGS": "organization",
    "EXCHANGES": "organization",
    "COMPANIES": "organization",
}
# The indexers' codes for states that CLDR knows by another name, or that are no more.
_STATES = frozenset({
    "antigua", "burma", "congo", "czechoslovakia", "east germany", "ivory coast", "kampuchea", "netherlands antilles", "swaziland",
    "turkey", "uae", "uk", "us virgin islands", "usa", "ussr", "vatican", "west germany", "western samoa", "yemen arab republic",
    "yemen demo republic", "yugoslavia", "zaire",
})  # fmt: skip


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """Every story of the file; its id is ``reuters-`` and its NEWID, the number by which the collection is cited.

    Source: D. Lewis, the collection's README, sections VI and VII. The files are Latin-1 with control characters.
    """
    stories = elements(file, "REUTERS")
    above = next(stories)  # the DOCTYPE: it names a DTD that nothing here reads
    story = None
    for story in stories:
        yield _story(story, Place(origin, story.line), profile)
    if story is None:
        is_empty = not above.fault and not above.raw.strip()
        yield Place(origin).problem("it is empty" if is_empty else "it holds no <REUTERS> element")


def _story(story: Element, place: Place, profile: Profile) -> Article | Problem:
    if story.fault:
        return place.problem(story.fault)
    raw = story.raw.decode("latin-1").replace("\r\n", "\n")
    opening, _, inner = raw.partition(">")
    told = dict(_ATTRIBUTE.findall(opening))
    whole = _part(inner, "TEXT")
    title, body = html.unescape(_part(whole, "TITLE")), _part(whole, "BODY")
    unparted = "" if title or body else html.unescape(whole).strip()  # TYPE="UNPROC": nothing in it is marked
    if unparted:
        title, _, body = unparted.partition("\n")
    given: dict[str, Any] = {
        "headline": " ".join(title.split()).lstrip("* "),  # stars mark a flash
        "text": _paragraphs(html.unescape(body)),
        "tags": _CODE.findall(_part(inner, "TOPICS")),
        "actors": [
            {"name": html.unescape(code), "kind": _kind(kind, code)}
            for name, kind in _PARTED.items()
            for code in _CODE.findall(_part(inner, name))
        ],
        "language": "en",
    }
    given |= {"id": f"reuters-{told['NEWID']}"} if told.get("NEWID") else {}
    given |= {"published": day} if (day := _day(_part(inner, "DATE"))) else {}
    if byline := " ".join(html.unescape(_part(whole, "AUTHOR")).split()):
        given["authors"] = [_AGENCY.sub("", _BYLINE.sub("", byline))]
    return article({}, profile=profile, place=place, given=given, kept=_kept(told, whole))


def _kept(told: Mapping[str, str], whole: str) -> dict[str, str]:
    """What no field takes: where the story was filed, and how the collection's splits and judgements count it."""
    dateline = " ".join(html.unescape(_part(whole, "DATELINE")).split()).rstrip("- ")
    kept = {key.lower(): value for key, value in told.items() if key != "NEWID"}
    return kept | ({"dateline": dateline} if dateline else {})


def _part(text: str, name: str) -> str:
    """What stands between the first ``<name …>`` and its end, empty where there is none."""
    start = text.find(f"<{name}")
    opened = text.find(">", start) + 1 if start >= 0 else 0
    end = text.find(f"</{name}>", opened) if opened else -1
    return text[opened:end] if end >= 0 else ""


def _paragraphs(body: str) -> str:
    """Lines as paragraphs: an indented line begins one; the rows of a table are the lines of one."""
    found: list[str] = []
    before = ""  # what the line above was
    for line in _SIGN_OFF.sub("", body.rstrip("\x03 \n")).split("\n"):
        stated = line.strip()
        kind = "" if not stated else "row" if _TABULAR.search(stated) else "prose"
        if kind and kind == before and (kind == "row" or not line.startswith("  ")):
            found[-1] += ("\n" if kind == "row" else " ") + stated
        elif kind:
            found.append(stated)
        before = kind
    return "\n\n".join(found)


def _day(stated: str) -> str | None:
    found = _DAY.search(stated)
    month = MONTHS.get(found[2].lower()) if found else None
    return f"{found[3]}-{month:02}-{int(found[1]):02}" if found and month else stated.strip() or None


def _kind(kind: str, code: str) -> str:
    return "country" if kind == "place" and (fold(code) in _STATES or fold(code) in _countries()) else kind


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    names = Locale.parse("en").territories
    return frozenset(fold(name) for code, name in names.items() if len(code) == 2)
