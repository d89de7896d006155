"""Names as indexes write them, in the order and the case in which they are read: “KING, MARTIN LUTHER JR”."""

from __future__ import annotations

import re

_NOTE = re.compile(r" ?\([^()]*\)$")
# Not V, which is an initial far more often: “Putin, Vladimir V”.
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|vi|[23]d|[2-9](?:nd|rd|th))\.?", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{2,4}")
_TITLED = re.compile(
    r"(?:crown )?(?:prince(?:ss)?|duke|duchess|king|queen|emperor|empress|pope|earl|count(?:ess)?|baron(?:ess)?|lord|lady"
    r"|marquess|sultan|emir|saint|dalai)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def person(indexed: str) -> str:
    """A person's name as it is said: surname last, the suffix after it, without the note that tells bearers of it apart.

    What follows the comma of a ruler is a title and stays there.

    >>> person("Bush, George W"), person("King, Martin Luther Jr"), person("Johnson, Ron (1955- )")
    ('George W Bush', 'Martin Luther King Jr', 'Ron Johnson')
    >>> person("Charles, Prince of Wales"), person("Xi Jinping"), person("Davis, Sammy, Jr.")
    ('Charles, Prince of Wales', 'Xi Jinping', 'Sammy Davis Jr.')
    """
    name = _NOTE.sub("", " ".join(indexed.split()))
    surname, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not surname or not given or _TITLED.match(given):
        return name
    words = given.replace(",", " ").split()
    after = len(words)
    while after > 1 and _SUFFIX.fullmatch(words[after - 1]):
        after -= 1
    if after == 1 and _SUFFIX.fullmatch(words[0]):
        return f"{surname} {words[0]}"
    return " ".join((*words[:after], surname, *words[after:]))


def has_note(indexed: str) -> bool:
    """Whether :func:`person` leaves something out."""
    return _NOTE.search(indexed.strip()) is not None


def cased(name: str) -> str:
    """A name written in capitals, particles aside, as names are written; any other stays as it is.

    >>> cased("LAURA COLLINS-HUGHES"), cased("KIMON de GREEF"), cased("ROBERT S MUELLER III"), cased("kd lang")
    ('Laura Collins-Hughes', 'Kimon de Greef', 'Robert S Mueller III', 'kd lang')
    """
    words = name.split()
    if not all(word.isupper() or word.islower() for word in words) or not any(map(str.isupper, words)):
        return name
    return " ".join(_WORD.sub(_capitalised, word) if word.isupper() else word for word in words)


def _capitalised(word: re.Match[str]) -> str:
    text = word.group()
    if _ROMAN.fullmatch(text):
        return text
    if text.startswith("MC") and len(text) > 4:
        return f"Mc{text[2:].capitalize()}"
    return text.capitalize()
