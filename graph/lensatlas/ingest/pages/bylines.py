"""Who wrote a page: names of people and desks without what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.model import fold, label, link_url

if TYPE_CHECKING:
    from collections.abc import Iterable

# What leads to a name, in the languages of most pages that have bylines.
_BY = re.compile(
    r"^(?:(?:written|reported|text|words|story|analysis|review|opinion|interview|report)\s+by|by|von|de|par|por|di|door|af|av)\s*:?\s+",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:photos?|photograph(?:s|y|er)?|images?|picture|illustrations?|graphics?|fotos?|bild(?:er)?|grafik|getty)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S{1,64}@\S+|https?:\S+|\(?(?<!\w)www\.\S+")
_BETWEEN = re.compile(r"\s*[;|•·/]\s*|\s*,\s+|\s+(?:and|und|et|y|&)\s+", re.IGNORECASE)
_LONGEST = 80
WRITTEN_BY = frozenset(
    {
        "written by",
        "verfasst von",
        "von",
        "by",
        "author",
        "autor",
        "écrit par",
        "escrito por",
        "scritto da",
        "geschreven door",
        "written",
    }
)


def names(stated: Iterable[str], sites: Iterable[str]) -> list[str]:
    """The names in what a page states as its authors, each once; none of ``sites``, the names of its outlet."""
    outlets = {fold(site) for site in sites if site}
    found: dict[str, str] = {}
    for part in stated:
        for name in _parted(part):
            if fold(name) and fold(name) not in outlets:
                found.setdefault(fold(name), name)
    return list(found.values())


def is_byline(shown: str) -> bool:
    """Whether what an element shows can be a byline: short, with a capital letter, no image's credit."""
    if any(character.isdecimal() for character in shown):
        return False
    return (
        3 < len(shown) < _LONGEST and shown != shown.lower() and not _CREDIT.search(shown) and len(shown.split()) < 12
    )


def _parted(stated: str) -> list[str]:
    if link_url(stated) or _CREDIT.search(stated):
        return []
    # What was taken out leaves spaces together, and of many the patterns below would try every stretch.
    stated = _BY.sub("", label(_MAIL.sub("", label(stated))))
    return [name for part in _BETWEEN.split(stated) if (name := _name(part))]


def _name(part: str) -> str:
    name = _BY.sub("", part).strip(" ,.;:()[]–—-|")
    if len(name) > _LONGEST or not any(c.isalpha() for c in name) or _CREDIT.search(name) or link_url(name):
        return ""
    return name
