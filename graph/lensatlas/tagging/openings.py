"""What a sentence opens with before it says anything: bullets, ordinals, adverbials, what is so on paper only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lensatlas.model import Role
    from lensatlas.tagging.plain import Plain

_DET = r"(?:the|a|an|its|their|his|her|this|that|these|those)"
ADVERB = (
    r"(?:meanwhile|however|too|also|though|then|indeed|instead|again|still|likewise|similarly|similarly placed|as (?:always|ever|usual|expected|well)|"
    r"by (?:contrast|comparison|turns?)|in (?:contrast|turn|effect|practice|fact|theory|short|sum|other words|the end|the meantime|the process|the (?:short|long|near|medium) (?:run|term)|"
    r"return|exchange|addition|particular|all this)|for (?:its|their|his|her|the) (?:own )?(?:part|moment|time being)|for (?:now|once|example|instance|good)|so far|at (?:last|least|first|home|"
    r"once|worst|best)|of course|on (?:balance|the other hand|the one hand|top of that)|to be sure|after all|above all|not surprisingly|no doubt|in other words|as a result|"
    r"as a consequence|moreover|furthermore|nonetheless|nevertheless|otherwise|overall|perhaps|\w+ly)"
)
_BULLET = re.compile(r"(?:[-*•–·▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_OPENING = re.compile(
    rf"(?:(?:and|but|yet|so|nor|then|first|firstly|second|secondly|third|thirdly|fourth|next|last|lastly|finally|also|similarly|"
    rf"{ADVERB}),\s+|(?:in (?:practice|reality|truth|fact|the end|the meantime|effect|turn)|for now|once more|ultimately|indeed|moreover|meanwhile)\s+(?=(?:it|they|he|she|the|its|their|[A-Z])\b)|(?:and|but|yet|so)\s+(?!on\b|far\b))+",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"there\s+(?:is|are|was|were)\s+(?!no\b)(?=[^.;:]{0,40}\b(?:winner|loser|beneficiar))", re.IGNORECASE
)
_LESSER = re.compile(
    r"(?:to a (?:lesser|smaller) (?:degree|extent)|secondarily|more indirectly|indirectly|in the second (?:rank|row|place)|less obviously|"
    r"more quietly|further down the (?:line|chain|ladder))\b,?\s*",
    re.IGNORECASE,
)
_FOREMOST = re.compile(
    r"(?:above all|first and foremost|most (?:directly|obviously|immediately))\b,?\s*", re.IGNORECASE
)
# "In the short run, the governor gains", "Under the decree the lender gains".
_FRONT = re.compile(
    r"(?i:in|on|at|by|under|over|after|before|behind|within|across|since|during|despite|beyond|from|through|without|given|amid|"
    r"with|thanks to|because of|as a result of)\s"
    rf"(?:[^,;:.()]{{2,70}},\s+|{_DET}\s+\w+(?:\s+(?!of\b)\w+)?\s+(?=the\s+[a-z]|[A-Z]|(?:it|they)\s))"
)
_CARRIES_A_CLAIM = re.compile(
    r"\b(?:stands?|lies?|sits?|comes?|is|are|was|were|has|have|will|goes|expense|cost|losers?|winners?|losing|winning|beneficiaries)\b",
    re.IGNORECASE,
)
_PAPER = r"(?:on paper|in theory|officially|nominally|in name|formally|in principle|ostensibly|at first (?:sight|glance)|in appearance|on the face of it|on the surface)"
_APPARENT = re.compile(
    rf"{_PAPER}\b,?\s*[^;:.]*?"
    r"(?:[;:—–]\s*|,\s+(?:but|yet|while|though)\s+|,\s+|\s+(?:but|yet)\s+)(?=(?:in (?:practice|fact|reality|truth)|really|actually|but|yet)\b)",
    re.IGNORECASE,
)
_ONLY_APPARENT = re.compile(rf"{_PAPER}\b,?\s+", re.IGNORECASE)
_REALLY = re.compile(
    r"(?:but\s+|yet\s+)?(?:in (?:practice|reality|truth|fact|effect|the end)|ultimately|really|actually),?\s+(?P<who>(?:the|a|an|its|their|[A-Z])[^,;:.]{0,60}?)\s+"
    r"(?P<says>(?:decides?|chooses?|rules?|controls?|sets?|picks?|governs?|dictates?|determines?|runs?|owns?)\b)"
)
# "Two clear winners, the army and the church": the comma does a colon's work.
_LISTS_NAMES = re.compile(
    r"(?:one|two|three|four|five|several)\s+(?:[\w-]+\s+){0,3}(?:winners?|losers?|beneficiar(?:y|ies))(?P<comma>,\s+)",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\s+[^,;:.]{2,60}?\s+nor\s+[^,;:.]{2,60}?,?\s+but\s+", re.IGNORECASE)
_NOT_BUT_FIRST = re.compile(r"not\s+(?!only\b|just\b|merely\b)[^,;:.]{2,60}?,?\s+but\s+", re.IGNORECASE)


def opened(said: Plain) -> Plain:
    """The sentence without bullet, ordinal and opening adverbials; what they say of rank is kept."""
    if found := _BULLET.match(said.text):
        said = said.changed(0, found.end())
    if found := _APPARENT.match(said.text):
        said = said.changed(0, found.end())
    elif found := _ONLY_APPARENT.match(said.text):
        said = replace(said.changed(0, found.end()), apparent=True)
    if found := _REALLY.match(said.text):  # "in practice, the treasury decides": as good as "now decides"
        said = said.changed(found.start("says"), found.start("says"), "now ").changed(0, found.start("who"))
    for opening in (_OPENING, _THERE):
        if found := opening.match(said.text):
            said = said.changed(0, found.end())
    if found := _LISTS_NAMES.match(said.text):
        said = said.changed(found.start("comma"), found.end("comma"), ": ")
    ranks: tuple[tuple[re.Pattern[str], Role], ...] = ((_LESSER, "secondary"), (_FOREMOST, "primary"))
    for pattern, role in ranks:
        if found := pattern.match(said.text):
            said = said.changed(0, found.end())
            said = replace(said, role=role)
    if found := _NOT_BUT_FIRST.match(said.text):
        said = said.changed(0, found.end())
    if found := _NEITHER.search(said.text):
        said = said.changed(found.start(), found.end())
    front = _FRONT.match(said.text)
    if front and not _CARRIES_A_CLAIM.search(front.group()) and front.end() < len(said.text) - 8:
        said = said.changed(0, front.end())
    return said
