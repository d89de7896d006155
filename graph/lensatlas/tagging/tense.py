"""Whether what a clause tells lies behind it: "signed in May" does, "is signed in May" does not."""

from __future__ import annotations

import re

# Past forms that -ed does not make, and those whose -eed would be taken for a noun's ("need", "speed").
_IRREGULAR = (
    "was|were|had|did|wrote|written|said|made|took|taken|gave|given|won|lost|met|held|sold|bought|paid|left|kept|built|began|"
    "begun|came|went|gone|saw|seen|sent|spent|told|chose|chosen|drew|drawn|fell|fallen|grew|rose|brought|taught|struck|"
    "withdrew|withdrawn|broke|broken|spoke|ran|led|lent|sat|stood|agreed|freed|decreed|guaranteed"
)
_SKIPPED = r"(?:\s+(?:not|never|also|still|then|\w+ly))*"
# Tried in this order at each word; the last that is found before a date decides. Small letters only: "the United Ports".
_VERBS = re.compile(
    # "the seized ship": between article and noun a participle tells no time.
    r"\b(?:the|a|an|its|their|his|her|any|each|every|no)\s+\w+ed\b"
    # "is opened", "gets paid", "must have been signed": present and future take their participle along.
    rf"|(?P<ahead>\b(?:is|are|be|being|gets?){_SKIPPED}\s+\w+|\b(?:will|shall|must|should|would|may|might|can|could){_SKIPPED}(?:\s+have)?(?:\s+be(?:en)?)?{_SKIPPED}\s+\w+"
    r"|\b(?:due|expected|scheduled|planned|slated|foreseen)\b"
    r"|\b(?:ordered|required|obliged|asked|told|allowed|forced|meant|supposed|bound|agreed|promised|pledged|vowed|set)\s+to\b)"
    rf"|(?P<past>\b(?:{_IRREGULAR})\b|\b(?!shed\b|hundred\b|sacred\b)\w{{2,}}[^\We]ed\b)"
)
_FAR = 200  # code points: hardly a clause is longer, and a text of many dates takes linear time
_CLAUSE = re.compile(r"[.,;:!?()—–]\s")


def is_told(text: str, at: int) -> bool:
    """Whether the last verb before a place, within its clause, stands in the past; a clause without verbs looks ahead.

    >>> is_told("Track who signed the pact in May", 26), is_told("Track who signs the pact in May", 25)
    (True, False)
    """
    far = max(0, at - _FAR)
    start = max((mark.end() for mark in _CLAUSE.finditer(text, far, at)), default=far)
    verbs = [found for found in _VERBS.finditer(text, start, at) if found.lastgroup]
    return bool(verbs) and verbs[-1].lastgroup == "past"
