"""English words: lists of them, their singular, their American spelling."""

from __future__ import annotations

import re


def wordset(text: str) -> frozenset[str]:
    """The words of a list that is written as prose."""
    return frozenset(text.split())


_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "crises": "crisis",
    "analyses": "analysis", "theses": "thesis", "hypotheses": "hypothesis", "bases": "basis", "lives": "life", "wives": "wife",
    "knives": "knife", "shelves": "shelf", "halves": "half", "thieves": "thief", "leaves": "leaf", "criteria": "criterion",
    "phenomena": "phenomenon", "movies": "movie", "ties": "tie", "lies": "lie", "pies": "pie", "heroes": "hero",
    "potatoes": "potato", "vetoes": "veto", "embargoes": "embargo", "tariffs": "tariff", "bureaus": "bureau", "bureaux": "bureau",
}  # fmt: skip
# Another thing in the plural, or no plural at all.
_ALONE = wordset(
    "arms customs goods news politics economics ethics physics statistics mathematics athletics series species means "
    "premises minutes remains proceeds headquarters congress process address access express business christmas texas kansas "
    "arkansas illinois paris athens brussels wales mars james charles thomas dallas massachusetts honduras emirates"
)
_ENDINGS = (
    (re.compile(r"(?<=[a-z]{3}[rskde])men$"), "man"),  # fishermen, spokesmen; not specimen, regimen, abdomen
    (re.compile(r"(?<=[^aeiou])ies$"), "y"),
    (re.compile(r"(?<=s)ses$"), "s"),
    (re.compile(r"(?<=ch|sh|ax|ex|ix|ox|zz)es$"), ""),
    (re.compile(r"(?<![sui])s$"), ""),
)
_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|al$|able$|ite$|ism$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|ed$|es$|er$|ing$|ation$)"), "iz"),
    (re.compile(r"(?<=cent|heat)re$"), "er"),
    (re.compile(r"(?<=def|off|lic|ret)ence$"), "ense"),
    (re.compile(r"(?<=progra)mme$"), "m"),
    (re.compile(r"(?<=al)ogue$"), "og"),
    (re.compile(r"(?<=[ae])ll(?=ed$|ing$|or$|er$)"), "l"),
)


def singular(word: str) -> str:
    """The singular of a lower-case English word; a word that is none, or not in the plural, as it is.

    >>> [singular(word) for word in ("sanctions", "agencies", "taxes", "people", "politics", "crisis", "us")]
    ['sanction', 'agency', 'tax', 'person', 'politics', 'crisis', 'us']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith(("s", "men")) or len(word) < 4 or word in _ALONE or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


def american(word: str) -> str:
    """A lower-case word in American spelling; it need not be an English word, as it is only compared.

    >>> [american(word) for word in ("labour", "organisation", "defence", "centre", "hour")]
    ['labor', 'organization', 'defense', 'center', 'hour']
    """
    for ending, instead in _AMERICAN:
        word = ending.sub(instead, word)
    return word
