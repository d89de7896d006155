"""The name of the mechanism that an article sees at work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.model import MechanismId, label
from lensatlas.tagging.sentences import sentences

if TYPE_CHECKING:
    from lensatlas.model import Article

_NAME = r"(?P<name>[^\s:;,.()—–][^:;,.()—–\n]{2,70}?)"
_END = r"(?=\s*[:;,.()—–\n]|\s+(?:in which|by which|where|whereby|that|which|through which|because|since|and it|as|dressed|with|when|in its|at its|rather than|not)\b|$)"
_KIND = r"(?:dominant|main|central|core|primary|underlying|operating|governing|key|real|familiar|basic|operative|prevailing|principal|essential|first)"
# Wording → pattern; the first that matches in the earliest sentence gives the name.
_WORDINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:the|its|this|our)\s+(?:{_KIND}\s+)?mechanism(?:\s+(?:here|at work|at work here|operating here|in operation|in play|at play|operating|behind [\w ]{{2,40}}?|of [\w ]{{2,30}}?))?(?:,[\w ]{{2,30}},)?\s+(?:is|remains|was|(?:can|may|might|could) (?:best )?be (?:described as|called))\s+(?:one of\s+|called\s+|best called\s+|best described as\s+|what (?:might|may|could) be called\s+|again\s+|still\s+|simply\s+|plainly\s+|a form of\s+|a case of\s+|that of\s+)?{_NAME}{_END}",
        rf"\b(?:at work(?: here)?(?= is)|what (?:we (?:see|have|find)|(?:is|we see) (?:operating|at work)|operates|works|is (?:happening|working)))(?: here)? is\s+(?:a form of\s+|called\s+)?{_NAME}{_END}",
        rf"^(?:the\s+)?{_NAME}\s+(?:is|remains)\s+(?:again\s+|still\s+)?the\s+(?:{_KIND}\s+)?mechanism\b",
        rf"^(?:this|here) is\s+(?:a case of\s+|a form of\s+|an instance of\s+|plain\s+|classic\s+|again\s+)?{_NAME}{_END}",
        rf"\bthe (?:logic|mechanics|machinery|politics|method|technique|practice) of\s+{_NAME}(?=\s+(?:runs|drives|governs|is|explains|shapes|works|operates|lies)\b)",
        rf"\b(?:we call|call it|call this|known as|goes by the name of|can be called|may be called|is called|amounts to|works by|operates through|works through|runs on|an instance of|a case of|a form of|an example of)\s+(?:this\s+)?{_NAME}{_END}",
        rf"^(?:mechanism)\s*[:—–]\s*{_NAME}{_END}",
        rf"^{_NAME}:\s",
    )
)  # fmt: skip
_ARTICLE = re.compile(
    r"^(?:(?:a|an|the|its|this|that|our|one of)\s+|(?:(?:familiar|classic|clear|plain|new|old|textbook|simple)\s+)?(?:example|case|form|instance|kind|sort|dynamic|pattern|species)\s+of\s+|[“\"‘'])+",
    re.IGNORECASE,
)
# What follows a name of two words or more and is no part of it: "agenda timing written into rule".
_AFTER = re.compile(
    r"\s(?:in (?:the|a|an|this|its)|by (?:an?|the|those|people|anyone)|for (?:the|an?)|on (?:the|an?)|at (?:the|an?)|from (?:the|an?)|(?:inside|under|across|among|through|between|over) (?:the|an?|two|three|those|its|their)|"
    r"again|here|this time|once more|completed|combined|written|applied|practi[sc]ed|turned|used|played|extended|carried|moved|"
    r"run|done|made|dressed|disguised|built|conducted|performed|presented)\b",
    re.IGNORECASE,
)
# After two words a name is complete: how, where, by whom and with what it works this time is the article's ("guarantee creep
# joined to a forecast", "forum shopping by hull"). "of", "for", "to" and "without" complete what is named ("capture of courts"),
# after one word any of them may ("debt for access", "licence by forbearance"), and so does the way in which something is ruled.
_WORD = r"[\w’'-]+"
_CIRCUMSTANCE = re.compile(
    rf"(?:{_WORD}\s+)+?(?!(?:and|or|of|for|to|without|the|an?)\s){_WORD}(?=\s+(?:by|in|at|on|from|with|within|across|between|among|under|over|through|via|"
    rf"during|before|after|inside|{_WORD}ed\s+(?:to|by|with|in|into|on|onto|from|at|as))\s)",
    re.IGNORECASE,
)
_RULED = re.compile(r"\b(?:rule|government|governance|policy|diplomacy|justice|control)\s+by\s+\w+$", re.IGNORECASE)
# What no mechanism is called: pronouns, clauses, judgements.
_NO_NAME = re.compile(
    r"^(?:it|this|that|there|what|how|who|why|when|if|not|no|old|new|simple|familiar|clear|plain|straightforward|well known|easy|"
    r"the same|here|first|second|one|two|three)\b$|\b(?:is|are|was|were|has|have|does|do|can|will|would|it|they|we|you)\b|^(?:to|that|not|how|what|when|why|less|more|whether)\b",
    re.IGNORECASE,
)


def mechanism_in(article: Article) -> MechanismId | None:
    """The mechanism's name as the section *What mechanism is operating* gives it, or None: no name rather than a wrong one.

    Without its article, in lower case unless the article writes it with a capital inside a sentence.
    """
    text = article.section("mechanism")
    if not text:
        return None
    for sentence in sentences(text):
        words = sentence.of(text)
        for wording in _WORDINGS:
            found = wording.search(words)
            name = _named(found["name"], opens=found.start("name") == 0, text=text) if found else None
            if name:
                return MechanismId(name)
    return None


def _named(raw: str, *, opens: bool, text: str) -> str | None:
    name = _ARTICLE.sub("", label(raw)).strip("“”\"‘’' ")
    name = _complete(name)
    if not name or _NO_NAME.search(name) or len(name.split()) > 7 or len(name) < 4:
        return None
    first, _, rest = name.partition(" ")
    inside = re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", text) is not None
    if first[1:].islower() and (opens or not rest or rest.islower()) and not (inside and not opens):
        name = name[0].lower() + name[1:]
    return name


def _complete(name: str) -> str:
    """The name without what the article adds to it; a pure function of the words, so that one name stays one in all articles."""
    after = _AFTER.search(name)
    if after and " " in name[: after.start()]:
        name = name[: after.start()]
    found = None if _RULED.search(name) else _CIRCUMSTANCE.match(name)
    return found.group() if found else name
