"""What a page says it is about: its keywords, without codes and the names of sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.model import fold, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# "sec:news", "prd_politics", "IDFN01", "20230428": what a content system files by, and no reader types.
_CODE = re.compile(
    r"\w+[:=_]\S*|[a-z]*\d+|[A-Z0-9._-]*\d[A-Z0-9._-]*|\d[\w.-]*|[0-9a-f]{8}-[0-9a-f-]{20,}|/\S*|https?:\S*"
)
_LONGEST = 100
_ACRONYM = re.compile(r"[A-Z0-9:._-]+")
# "Subject: Politics", "Page Type: Article": of such lists only what is said to be a subject.
_KEYED = re.compile(r"(\w[\w ]{0,20}): +(\S.*)")
_SUBJECTS = frozenset({"subject", "topic", "tag", "keyword", "category", "thema", "schlagwort"})


def chosen(lists: Iterable[Sequence[str]], sites: Iterable[str]) -> list[str]:
    """The first of the lists that holds topics, each once; a list of codes alone is passed over, as are the names of ``sites``."""
    outlets = {fold(site) for site in sites if site}
    for stated in lists:
        parts = _unkeyed(
            [part for entry in stated for part in map(label, _parted(entry)) if fold(part) and len(part) <= _LONGEST]
        )
        if parts and not _are_codes(parts) and not set(map(fold, parts)) <= outlets:
            found = {fold(part): part for part in reversed(parts) if not _is_code(part)}
            return [found[key] for key in dict.fromkeys(map(fold, parts)) if key in found]
    return []


def _parted(entry: str) -> list[str]:
    return re.split(r"\s*[,;|]\s*", entry)


def _unkeyed(parts: list[str]) -> list[str]:
    keyed = [_KEYED.fullmatch(part) for part in parts]
    if sum(map(bool, keyed)) * 2 <= len(parts):
        return parts
    return [found[2] for found in keyed if found and fold(found[1]) in _SUBJECTS]


def _are_codes(parts: Sequence[str]) -> bool:
    """Whether none of a list is a word: “IDFN01”, or four and more that are acronyms one and all."""
    return all(map(_CODE.fullmatch, parts)) or (len(parts) > 3 and all(map(_ACRONYM.fullmatch, parts)))


def _is_code(part: str) -> bool:
    return len(part) == 1 or (part.isdecimal() and len(part) > 4)
