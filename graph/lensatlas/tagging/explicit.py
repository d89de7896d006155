"""Claims in an article that has no section for them: only where a sentence says outright who gains, keeps, loses or pays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging.readings import read_gains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.tagging.parties import Reading
    from lensatlas.tagging.sentences import Span

# Prose without these passages is read; a headline is too short to be sure of.
PASSAGES = ("dek", "text")
PREFIX = "explicit:"
# Code points between who it is and what is gained: a verb with its auxiliaries.
_NEAR = 45
# What is gained or lost must be leverage itself: "gains control of the port", not "gains three followers".
_LEVERAGE = re.compile(
    r"\b(?:leverage|influence|(?:\w+ )?powers?|authority|control|autonomy|independence|jurisdiction|veto|monopoly|dominance|majority|immunity|impunity|"
    r"foothold|upper hand|the last word|final say|bargaining|oversight|discretion|a seat|seats?|a say|its voice|their voice|grip|hold on|clout|legitimacy|sovereignty|access to)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:the|a|its|their|heavy|higher|full|extra|additional)\s+(?:\w+\s+){0,2}?(?:costs?|price|bill|burden|brunt|tab|losses)\b",
    re.IGNORECASE,
)
# A prompt word, so that nine sentences of ten are not read at all.
_PROMPT = re.compile(
    r"\b(?:gain|win|won|secur|consolidat|tighten|expand|seiz|acquir|retain|preserv|keep|kept|los[et]|ced|surrender|forfeit|relinquish|strip|sidelin|weaken|strengthen|"
    r"empower|embolden|bypass|beneficiar|winner|loser|benefit|bear|bore|shoulder|foot|burden|brunt|expense|ahead|leverage|upper hand|power|control|influence|price)\w*",
    re.IGNORECASE,
)
# Read by eye on 500 events: what is only feared, planned or claimed is reported more often than what is so.
_HEDGED = re.compile(
    r"\b(?:would|could|can|might|may|if|unless|whether|potentially|possibly|threat\w*|propos\w+|theory|theories|seek\w*|aim\w*|claim\w*|alleg\w+|warn\w*|argu\w+|fear\w*|"
    r"hop\w+|promis\w+|plan\w*|attempt\w*|tr(?:y|ies|ied|ying) to|intend\w*|critics|accus\w+|lawsuit|suggest\w*|question\w*|rejected|blocked|failed|denied|held that|ruled that)\b",
    re.IGNORECASE,
)
_BY_VERB = frozenset({"gain-verb", "keep-verb", "lose-verb", "given", "passive-gain", "passive-loss", "ceded-to"})
_OUTRIGHT = frozenset({"named-winner", "named-loser", "power-moves-to", "power-moves-from", "cost-borne-by"})
_LONGEST_NAME = 6  # words; what is longer is more than a name


def read_explicit(text: str, sentence: Span, names: Sequence[Span]) -> list[Reading]:
    """What a sentence of plain prose says outright; each rule's name begins with :data:`PREFIX`."""
    said = sentence.of(text)
    if not _PROMPT.search(said) or said.rstrip('"”’').endswith("?") or _HEDGED.search(said):
        return []
    return [
        reading._replace(rule=PREFIX + reading.rule, trusted=False)
        for reading in read_gains(text, sentence, names)
        if reading.stance != "unknown" and _is_named(text, reading.who, names) and _outright(text, reading)
    ]


def _is_named(text: str, who: Span, names: Sequence[Span]) -> bool:
    """Whether it is a known name, or a group by its plain noun; a "power" is no one."""
    if any(who.start <= name.start and name.end <= who.end for name in names):
        return len(who.of(text).split()) <= _LONGEST_NAME
    words = who.of(text).split()
    return len(words) <= 3 and not words[-1].casefold().startswith("power")


def _outright(text: str, reading: Reading) -> bool:
    """Whether a reading can be trusted without a heading above it: the verb beside its subject, leverage beside the verb."""
    if reading.rule in _OUTRIGHT:
        return True
    if reading.rule == "cost-verb":
        return _COST.search(text, reading.who.end, reading.who.end + 60) is not None
    if reading.rule not in _BY_VERB or _LEVERAGE.search(" ".join(reading.what.split()[:5])) is None:
        return False
    start = text.find(reading.what, reading.who.end)
    return start < 0 or ("," not in text[reading.who.end : start] and start - reading.who.end <= _NEAR)
