"""Sentences that announce who gains or loses and then list them: "The primary beneficiaries are …", "Losers: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from lensatlas.tagging.sentences import trimmed

if TYPE_CHECKING:
    from lensatlas.model import Role
    from lensatlas.tagging.sentences import Span

_GAIN = r"beneficiar(?:y|ies)|winners?|gainers?"
_LOSE = r"losers?"
_LINK = r"(?:is|are|was|were|remain|remains|include|includes|included|start with|starts with|begin with|begins with)\b(?:\s+(?:also|again|still|likely|clearly|above all|chiefly|mainly|first))*,?"
_NOUN = re.compile(
    rf"^(?P<before>(?:[\w’'-]+,?\s+){{0,7}}?)(?P<noun>{_GAIN}|{_LOSE})\b(?P<mid>[^:;,.]{{0,60}}?)\s*(?P<link>\b{_LINK}|:|—|–)\s*",
    re.IGNORECASE,
)
_THOSE = re.compile(
    r"^(?P<before>(?:also\s+|(?:chief |first |foremost )?among\s+)?)(?:those who|who|also|the ones who)\s+(?P<noun>benefit|benefits|gain|gains|gaining|win|wins|benefiting|lose|loses|losing)\b"
    rf"(?P<mid>[^:;,.?]{{0,40}}?)\s*(?P<link>\b{_LINK}|:|\?|—|–)\s*",
    re.IGNORECASE,
)
# A bare label: "Primary: the treasury."
_LABEL = re.compile(
    r"^(?P<before>primary|secondary|indirect|direct)(?P<mid>)\s*(?P<link>:)(?P<noun>)\s+", re.IGNORECASE
)
_COPULA = re.compile(
    rf"\s+(?P<link>(?:is|are|was|were|remains?|(?:will|may|could) be|emerges? as|becomes?)\b(?:\s+(?:also|again|still|likely|clearly|perhaps|arguably|therefore))*)"
    rf"\s+(?:among\s+)?(?:the|a|an|its|one of the|another)?\s*(?P<adjectives>(?:[\w’'-]+\s+){{0,3}}?)(?P<noun>{_GAIN}|{_LOSE})\b",
    re.IGNORECASE,
)
_PRIMARY = re.compile(
    r"\b(?:primary|main|principal|chief|biggest|largest|greatest|immediate|direct|most direct|first|foremost|clear|clearest|leading|top|obvious|big|outright|most|prime)\b",
    re.IGNORECASE,
)
_SECONDARY = re.compile(
    r"\b(?:secondary|second|indirect|lesser|smaller|further|other|additional|quieter|minor|next|downstream|secondarily|third|less obvious|also)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"^(?:not|no one|nobody|none|never|neither)\b|^(?:are|is)\s+not\b", re.IGNORECASE)


class Announced(NamedTuple):
    """A list that a heading opens: ``listed`` is what follows it; ``labelled`` where only a colon links the two."""

    side: Literal["gains", "loses"]
    role: Role | None
    listed: Span
    labelled: bool
    denied: bool


def announced(text: str, sentence: Span) -> Announced | None:
    """The list that a sentence announces, or None where it announces none."""
    words = sentence.of(text)
    found = _NOUN.match(words) or _THOSE.match(words) or _LABEL.match(words)
    if (
        not found
        or re.search(r"\b(?:no|without|there)\s", found["before"], re.IGNORECASE)
        or _has_verb(found["before"])
    ):
        return None
    start = sentence.start + found.end()
    listed = trimmed(text, start, sentence.end)
    side: Literal["gains", "loses"] = "loses" if found["noun"].casefold().startswith("los") else "gains"
    role = role_of(f"{found['before']} {found['mid']}")
    return Announced(side, role, listed, found["link"] in {":", "?"}, bool(_DENIED.match(listed.of(text))))


def role_of(words: str) -> Role | None:
    """Primary or secondary, where the words before a heading's noun say so."""
    if _SECONDARY.search(words):
        return "secondary"
    return "primary" if _PRIMARY.search(words) else None


def called(text: str, clause: Span) -> tuple[Span, Literal["gains", "loses"], Role | None, bool] | None:
    """Reads "Permit holders are the clear winners": who is called so, what, in which role, and whether it is denied."""
    found = _COPULA.search(text, *clause)
    if not found or found.start() <= clause.start:
        return None
    side: Literal["gains", "loses"] = "loses" if found["noun"].casefold().startswith("los") else "gains"
    denied = bool(re.search(r"\b(?:not|no|never|hardly)\b", found.group(), re.IGNORECASE))
    return trimmed(text, clause.start, found.start()), side, role_of(found["adjectives"]), denied


def _has_verb(words: str) -> bool:
    return (
        re.search(r"\b(?:is|are|was|were|has|have|gives|makes|leaves|will|may|can)\b", words, re.IGNORECASE) is not None
    )
