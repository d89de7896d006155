"""How a digest words a link: which of a line is the headline, which the outlet, which the day."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.ingest import days
from lensatlas.model import MONTH, MONTHS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.ingest.dialects.link_items import Piece

_AROUND = " \t\n:;,.|·•–—-()[]/*_"
# A sentence ends after a word, not after “U.S.”.
_APART = re.compile(r"\s[–—|·•-]+\s|[,;()\[\]|·•]|\s[–—]+|^[–—-]+\s?|:\s|:$|(?<=[a-z]{3})\.\s")
_COMMA_IN_DAY = re.compile(rf"({MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?),\s(\d{{4}})\b", re.IGNORECASE)
_SMALL = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "at",
        "de",
        "del",
        "des",
        "du",
        "la",
        "le",
        "el",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
    }
)
_YEARLESS = re.compile(
    rf"(?:(?P<a>{MONTH})\s(?P<b>\d{{1,2}})|(?P<c>\d{{1,2}})\s(?P<d>{MONTH}))(?:st|nd|rd|th)?", re.IGNORECASE
)
_BYWORD = re.compile(r"^(?:via|from|in|by|on|at|source|read at)\s*:?\s+(?=\S)|^source:\s*", re.IGNORECASE)
# Words of a link that name nothing.
_BARE = frozenset({
    "link", "here", "read", "read more", "more", "source", "article", "story", "full story", "archive", "archived", "pdf",
    "video", "audio", "listen", "watch", "via", "web", "url", "paywall", "no paywall", "gift link",
})  # fmt: skip
# A mark that the digest explains above its list: “(M)” for the mainstream.
_LEGEND = re.compile(r"\s?\([A-Z*†]{1,2}\)$")
# An outlet's name: “Center for Strategic and International Studies” has six words.
_LONGEST_OUTLET = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One link: ``day`` is the line's own, as ISO text; ``more`` are addresses beside it; what is not told is empty."""

    headline: str
    address: str
    outlet: str = ""
    day: str = ""
    dek: str = ""
    more: tuple[str, ...] = ()


def listed(pieces: Sequence[Piece], digest_day: dt.date | None) -> list[Listed]:
    """The links of one line, usually one; a day without a year is the last such day up to the digest's."""
    found: list[Listed] = []
    before: list[Piece] = []
    for link, after in _chunks(pieces, before):
        words = "".join(piece.text for piece in link).strip()
        address = link[0].address or ""
        if found and (fold(words) in _BARE or len(words.split()) < 3):
            last = found[-1]
            found[-1] = _with(last, address)
            continue
        found.append(_read(before if not found else [], link, after, digest_day))
    return found


def _with(link: Listed, address: str) -> Listed:
    return Listed(
        headline=link.headline,
        address=link.address,
        outlet=link.outlet,
        day=link.day,
        dek=link.dek,
        more=(*link.more, address),
    )


def _chunks(pieces: Sequence[Piece], before: list[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Each link with the text after it; what stands before the first goes into ``before``."""
    link: list[Piece] = []
    after: list[Piece] = []
    for piece in pieces:
        is_link = piece.address is not None and piece.address.lower().startswith(("http://", "https://"))
        if is_link and link and not after and piece.address == link[0].address:
            link.append(piece)
        elif is_link:
            if link:
                yield link, after
            link, after = [piece], []
        else:
            (after if link else before).append(piece)
    if link:
        yield link, after


def _read(before: Sequence[Piece], link: Sequence[Piece], after: Sequence[Piece], digest_day: dt.date | None) -> Listed:
    address = link[0].address or ""
    marked, rest = _set_off(link)
    words, ahead, behind = " ".join(rest.split()), _text(before), _text(after)
    if _is_headline(ahead, before, words):
        # “The quay is sold (Tern Post)”: the link's words name the outlet, if anything.
        lead = _Told(outlet="" if fold(words) in _BARE else words)
        words = ahead.strip().rstrip(" :;,|·•–—-([")
    else:
        lead = _told(ahead, digest_day)
    tail = _Told(dek=behind.strip(_AROUND)) if behind.startswith((":", ";")) else _told(behind, digest_day)
    outlet = marked or lead.outlet or tail.outlet
    spare = tail.outlet if tail.outlet != outlet else ""
    dek = " ".join(filter(None, [lead.dek, spare, tail.dek]))
    return Listed(headline=words or address, address=address, outlet=outlet, day=lead.day or tail.day, dek=dek)


def _text(pieces: Sequence[Piece]) -> str:
    return " ".join("".join(piece.text for piece in pieces).split())


def _set_off(link: Sequence[Piece]) -> tuple[str, str]:
    """The outlet that a link's words begin or end with in code or bold, and the other words; ``[Tern] Quay sold`` too."""
    shown = [piece for piece in link if piece.text.strip()]
    for outlet, rest in ((shown[:1], shown[1:]), (shown[-1:], shown[:-1])):
        if rest and outlet[0].marked and not all(piece.marked for piece in rest):
            name = _LEGEND.sub("", outlet[0].text.strip()).strip(_AROUND)
            if name and len(name.split()) <= _LONGEST_OUTLET:
                return name, "".join(piece.text for piece in rest).strip(" :|–—-")
    return "", "".join(piece.text for piece in link)


def _is_headline(ahead: str, before: Sequence[Piece], words: str) -> bool:
    """Whether the text ahead of a link is the headline: it is longer, and nothing sets it off as an outlet's name."""
    if ahead.rstrip().endswith((":", "|")) or (before and before[0].marked):
        return False
    return fold(words) in _BARE or (len(ahead.split()) >= 4 and len(ahead.split()) > len(words.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a text beside a link tells."""

    outlet: str = ""
    day: str = ""
    dek: str = ""


def _told(text: str, digest_day: dt.date | None) -> _Told:
    """The outlet and the day that a text beside a link begins with, and whatever follows."""
    text = _COMMA_IN_DAY.sub(r"\1 \2", text)
    outlet = day = ""
    at = 0
    while at < len(text):
        end = _APART.search(text, at)
        part = text[at : end.start() if end else len(text)].strip(_AROUND)
        name = _BYWORD.sub("", part)
        if part and not day and (found := _day(part, digest_day)):
            day = found
        elif part and not outlet and _is_name(name):
            outlet = name
        elif part:
            break
        at = end.end() if end else len(text)
    return _Told(outlet=outlet, day=day, dek=text[at:].strip(_AROUND))


def _is_name(text: str) -> bool:
    """Whether a text may be an outlet's name: a few words, each with a capital but for the small ones; or a single one."""
    words = text.split()
    if len(words) == 1:
        return True
    return 0 < len(words) <= _LONGEST_OUTLET and all(not word[0].islower() or word in _SMALL for word in words)


def _day(text: str, digest_day: dt.date | None) -> str:
    with suppress(ValueError):
        return days.day(text).isoformat()
    found = _YEARLESS.fullmatch(text)
    if not found or digest_day is None:
        return ""
    month = MONTHS[(found["a"] or found["d"]).rstrip(".").lower()]
    for year in (digest_day.year, digest_day.year - 1):
        with suppress(ValueError):
            day = dt.date(year, month, int(found["b"] or found["c"]))
            if day <= digest_day:
                return day.isoformat()
    return ""
