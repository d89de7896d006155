"""What is left of an actor's name when the ways of writing it are taken away: one name, one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.kinds import kind_of
from lensatlas.tagging.names.words import PARTICLES, SUFFIXES, TITLES

_BRACKETED = re.compile(r"^(?P<one>[^()]+?) \((?P<other>[^()]+)\)$")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?")
_WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# Before a title, never the last of them: "Former Senator Jane Roe" is Jane Roe, "Former Prosecutors" are not "Prosecutors".
_QUALIFIERS = wordset("Former Acting Interim Then Special Senior Lead Head State Capital Private Executive Associate Assistant Majority Minority "
                      "Presidential Gubernatorial Crown Prime Republican Democratic Democrat Vice Deputy")  # fmt: skip
_JOINING = wordset("& and at by de del der des di du et for from in la of on the to und von with") | {""}
_SHORT = 6  # letters: up to here "SNAP" and "Snap", "ICE" and "Ice" are more often two names than one


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """A name without case, hyphens, punctuation, spaces, diacritics, a leading "the", and with "and" for "&".

    Two names that are equal so are one name in two spellings. Numbers stay apart: "Unit 1 6" is not "Unit 16".

    >>> bare("The U.S.-Velloria Trade & Customs Board"), bare("José Marí"), bare("Al-Noor")
    ('usvelloriatradeandcustomsboard', 'josemari', 'alnoor')
    """
    words = _words(name)
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words))


def shouted(name: str) -> bool | None:
    """Whether a short name of one word is all capitals ("SNAP") or is not ("Snap"); None where case tells nothing.

    >>> shouted("ICE"), shouted("Ice"), shouted("ice"), shouted("U.S."), shouted("Ice Board")
    (True, False, None, None, None)
    """
    if not name.isalpha() or len(name) > _SHORT or name.islower():
        return None
    return name.isupper()


@lru_cache(maxsize=65_536)
def untitled(name: str) -> str:
    """A person's name without the titles before it; the name itself where no full name is left, or no person's.

    >>> untitled("Sen. Jane Roe"), untitled("Former President Ada Marl"), untitled("Justice Department"), untitled("President Marl")
    ('Jane Roe', 'Ada Marl', 'Justice Department', 'President Marl')
    """
    words = name.split()
    kept = words
    while kept and kept[0].rstrip(".,").title() in TITLES:
        kept = kept[1:]
    rest = " ".join(kept)
    titles = words[: len(words) - len(kept)]
    full = (
        bool(titles)
        and len(kept) >= 2
        and titles[-1].rstrip(".,").title() not in _QUALIFIERS
        and all(word[0].isupper() or word in PARTICLES for word in kept)
    )
    return rest if full and kind_of(rest) is None else name


def bracketed(name: str) -> tuple[str, str] | None:
    """The long name and the acronym of "European Data Protection Board (EDPB)", whichever stands in brackets.

    >>> bracketed("EDPB (European Data Protection Board)"), bracketed("Ada Marl (Tern Bank)")
    (('European Data Protection Board', 'EDPB'), None)
    """
    found = _BRACKETED.match(name)
    for short, long in ((found["other"], found["one"]), (found["one"], found["other"])) if found else ():
        if spells(short, long.split()):
            return long, short
    return None


def spells(short: str, words: list[str]) -> bool:
    """Whether capitals are the initials of just these words; "of", "and", "for the" may count or not.

    >>> spells("DOJ", ["Department", "of", "Justice"]), spells("FBI", ["Federal", "Bureau", "of", "Investigation"])
    (True, True)
    >>> spells("USDA", ["U.S.", "Department", "of", "Agriculture"]), spells("EU", ["Union"])
    (True, False)
    """
    letters = [c for c in short if c.isalnum()]
    if len(letters) < 2 or not short.isupper():
        return False
    parts = [
        part for word in words for part in (word.replace(".", " ").split() if "." in word else re.split("[-–]", word))
    ]
    for part in reversed(parts):
        if letters and part[:1].casefold() == letters[-1].casefold():
            letters.pop()
        elif part not in _JOINING:
            return False
    return not letters


class Person(NamedTuple):
    """The parts of a person's name: ``given`` names and initials, ``family`` with its particles, ``suffix`` ("Jr")."""

    given: tuple[str, ...]
    family: str
    suffix: str


@lru_cache(maxsize=65_536)
def person(name: str) -> Person | None:
    """The parts of a full name, titles taken off; None where there is no given name beside the family's.

    >>> person("Sen. Anna M. van der Berg Jr.")
    Person(given=('Anna', 'M.'), family='van der Berg', suffix='Jr')
    """
    words = untitled(name).replace(",", " ").split()
    suffix = words.pop().rstrip(".") if len(words) > 2 and words[-1].rstrip(".") in SUFFIXES else ""
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    if at < 1 or not all(word[0].isupper() or word in PARTICLES for word in words):
        return None
    return Person(tuple(words[:at]), " ".join(words[at:]), suffix)


def _words(name: str) -> list[str]:
    joined = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", name.replace("&", " and "))
    folded = unicodedata.normalize("NFKC", re.sub("['’ʼ]", "", joined)).casefold().translate(_PLAIN)
    if folded.isascii():
        return _WORD.findall(folded)
    # To regular expressions the vowels of Indic scripts, which are marks, are no part of a word.
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in _unmarked(folded)).split()


def _unmarked(text: str) -> str:
    """Text without the marks on Latin letters; elsewhere marks are vowels, or make another letter."""
    kept: list[str] = []
    latin = False
    for c in unicodedata.normalize("NFD", text):
        mark = unicodedata.combining(c) != 0
        latin = latin if mark else c.isascii()
        if not (mark and latin):
            kept.append(c)
    return unicodedata.normalize("NFC", "".join(kept))
