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
_KIND = r"(?:(?:dominant|main|central|core|primary|underlying|operating|governing|key|real|familiar|basic|operative|prevailing|principal|essential|first|deeper|oldest|old|true|hidden|quiet|actual|active|relevant|precise|exact|technical|proper|right|best|usual|common)\s+)?"
# What else a mechanism is called, where the sentence says no more than that.
_DEVICE = (
    r"(?:mechanism|engine|pattern|technique|device|method|instrument|logic|dynamic|tactic|strategy|trick|machinery|model|tool|playbook|principle|"
    r"driver|practice|man(?:o|oe)euv(?:er|re)|arrangement|formula|move|recipe|process|design|game|scheme|art|craft|motor|template|template at work|procedure)"
)
_TERM = r"(?:name|word|term|label|phrase|expression|shorthand|terms? of art|diagnosis)"
_HERE = r"(?:\s+(?:here|at work|at work here|operating here|in operation|in play|in use|at play|operating|on display|behind [\w ’'-]{2,40}?|of [\w ]{2,30}?|for (?:this|it|that)(?: kind of \w+| sort of \w+)?)){0,2}"
_IS = r"(?:is|remains|was|(?:can|may|might|could|should)\s+(?:best\s+)?be\s+(?:described\s+as|called|named|termed)|goes\s+by\s+the\s+name\s+of)"
_SOFTLY = r"(?:(?:one\s+of|called|best\s+called|best\s+described\s+as|what\s+(?:might|may|could)\s+be\s+called|again|still|simply|plainly|clearly|a\s+form\s+of|a\s+case\s+of|a\s+kind\s+of|that\s+of|plain|classic|textbook|known\s+as|in\s+fact|really|nothing\s+but|nothing\s+other\s+than|no\s+more\s+than|pure|sheer|as\s+old\s+as\s+\w+)\s*[:,]?\s+){0,3}"
_OPEN, _CLOSE = "[“\"‘'«]", "[”\"’'»]"
_CASE = r"(?:case|example|instance|form|kind|variant|variety|version|species|act|exercise|study|lesson|piece|textbook case|work)"
# Wording → pattern; the first that matches in the earliest sentence gives the name.
_WORDINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:the|its|this|our|a|one|here the)\s+{_KIND}mechanism{_HERE}(?:,[\w ]{{2,30}},)?\s+{_IS}\s*:?\s+{_SOFTLY}{_NAME}{_END}",
        rf"\bwhat\s+[\w ’'-]{{3,40}}?\s+(?:calls?|called|terms?)\s+(?:the\s+)?{_NAME}{_END}",
        rf"^(?:this|here|that)\s+is\s+(?:how|where)\s+{_NAME}(?=\s+(?:works?|operates?|looks?|happens?|begins?|takes?)\b)",
        rf"\b(?:{_TERM}|call(?:s|ed)?|known as|dubbed|speaks? of|term(?:s|ed)|label(?:s|led|ed)?|label)\b[^.;“\"‘«]{{0,60}}?{_OPEN}(?P<name>[^”\"»\n]{{3,70}}?),?{_CLOSE}(?=\W|$)",
        rf"\b(?:the|its|a|one|our)\s+{_KIND}{_TERM}{_HERE}\s+{_IS}\s*:?\s+{_SOFTLY}{_NAME}{_END}",
        rf"\b(?:has|have|deserves?|goes by|bears?|had|with|there is)\s+(?:long had\s+)?(?:a|its|another|an? \w+|its own)\s+{_TERM}(?:\s+(?:for (?:it|this|that|such \w+)|of its own|in \w+))?(?:\s+and it is|,\s+and it is)?\s*[:—–,]?\s+{_NAME}{_END}",
        rf"\b(?:at (?:work|play|issue)|operating|in (?:operation|play))(?:\s+(?:here|again|now))?\s+is\s+{_SOFTLY}{_NAME}{_END}",
        rf"\b(?:what\s+(?:we\s+(?:see|have|find|are\s+(?:seeing|watching|looking at))|(?:is|we\s+see)\s+(?:operating|at\s+(?:work|play)|on display)|operates|works|is\s+(?:happening|working|unfolding)|drives\s+\w+|connects\s+\w+|makes\s+(?:it|this)\s+(?:work|possible)))(?:\s+here)?\s+is\s+{_SOFTLY}{_NAME}{_END}",
        rf"^(?:the\s+)?{_NAME}\s+(?:is|remains)\s+(?:again\s+|still\s+|once more\s+)?(?:the\s+{_KIND}(?:mechanism|engine|technique|device|logic|machinery|driver|tool|name for)\b|(?:what is\s+)?at\s+(?:work|play)\b|in\s+play\b)",
        rf"\b(?:the|its|this|our|an?)\s+{_KIND}(?:mechanism|logic|pattern|technique|trick|method|device)(?:\s+(?:is|here is|remains)\s+(?:\w+\s+)?(?:simple|familiar|old|plain|crude|clear|the same|easy to name|straightforward|subtle|well known)(?:\s+(?:enough|one))?)?\s*(?::|\s[—–])\s+{_NAME}{_END}",
        rf"^(?:this|here|that|it|what follows)\s+(?:is|looks like)\s+(?:how\s+)?{_SOFTLY}(?:a\s+(?:\w+\s+)?{_CASE}\s+(?:of|in)\s+)?{_NAME}{_END}",
        rf"\b(?:the|an?|this|its)\s+{_KIND}(?:{_DEVICE}|mechanics|politics)\s+of\s+{_NAME}(?=\s+(?:runs|drives|governs|is|explains|shapes|works|operates|lies|does|turns|rests)\b)",
        (rf"\b(?:we\s+call|calls?\s+(?:it|this|that)|call\s+(?:it|this|that)|known\s+as|known\s+to\s+\w+\s+as|goes\s+by\s+the\s+name\s+of|can\s+be\s+called|may\s+be\s+called|might\s+be\s+called|is\s+called|amounts\s+to|works\s+by|operates\s+(?:by|through)|works\s+through|runs\s+on|"
        rf"(?:best|better|usefully)\s+(?:described|understood|read|seen)\s+as|think\s+of\s+(?:it|this)\s+as|comes\s+down\s+to|boils\s+down\s+to|welcome\s+to|an?\s+(?:[\w-]+\s+)?{_CASE}\s+(?:of|in))\s+(?:this\s+|a\s+form\s+of\s+|a\s+case\s+of\s+|an?\s+(?:exercise|study)\s+in\s+)?{_NAME}{_END}"),
        rf"^(?:mechanism)\s*[:—–]\s*{_NAME}{_END}",
        r"^(?P<name>[^\s:;,.()—–][^:;,.()—–\n]{2,60}?)\s*(?::\s|\s[—–]\s|,\s+(?:in\s+which|by\s+which|whereby|in\s+(?:short|a\s+word|other\s+words)|or\s))",
    )
)  # fmt: skip
# Read only where the whole section has none of those: "the engine here is …", a sentence that is nothing but a name, "… through NAME".
_FAINTER: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:the|its|this|our|a|one|here the)\s+{_KIND}{_DEVICE}{_HERE}(?:,[\w ]{{2,30}},)?\s+{_IS}\s*:?\s+{_SOFTLY}{_NAME}{_END}",
        rf"\b(?:moves?|works?|operates?|proceeds?|functions?|rests?|relies|depends?|turns?|travels?|built|made|exercised|gained|won|secured|produced|created|generated|manufactured|sustained|maintained|achieved|happens)\s+(?:here\s+)?(?:through|by(?:\s+means\s+of|\s+way\s+of)?|via|on)\s+{_NAME}{_END}",
        rf"{_OPEN}(?P<name>[^”\"»\n]{{5,50}}?),?{_CLOSE}(?=\W|$)",
    )
)  # fmt: skip
# A first sentence that is nothing but a name: no word but the last may end like a verb ("Power hides in forms.").
_ALONE = re.compile(r"^(?P<name>(?:(?!\w+(?:s|ed)\s(?!\w+\.$))[\w’'-]+\s+){1,3}(?!\w+(?:[^su]s|ed)[.!]$)[\w’'-]+)[.!]$")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
# A section of more is no answer to one question; looking through it all would take long.
MOST_SENTENCES = 40
_ARTICLE = re.compile(
    r"^(?:(?:a|an|the|its|this|that|our|one of)\s+|(?:(?:familiar|classic|clear|plain|new|old|textbook|simple|quiet|slow)\s+)?(?:example|case|form|instance|kind|sort|dynamic|pattern|species|matter|exercise|study|policy|strategy|tactic|game|system|regime)\s+(?:of|in)\s+|[“\"‘'])+",
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
    r"^(?:it|this|that|there|what|how|who|why|when|if|not|no|(?:an? |as |very |quite |rather |too )?(?:old|older|new|simple|familiar|clear|plain|straightforward|well known|well-known|easy|obvious|crude|subtle|elegant|effective|legal|lawful|deliberate|visible|hidden|slow|quiet|the usual|usual|same|different|difficult|hard|best|money|time|power|law)(?: (?:one|thing|enough))?|"
    r"the same|here|first|second|one|two|three)\b$|\b(?:is|are|was|were|has|have|does|do|can|will|would|it|they|we|you)\b|^(?:to|that|not|how|what|when|why|less|more|whether|who|if|because|as|by|on|in|at|from|with|for|everything|nothing|nobody|everyone|each|every|both|neither|no one|all|some|most|many|few|same|only|even|so|then|once|until|after|before|while|and|but|or)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:runs|works|travels|moves|operates|operating|comes|goes|takes|makes|gives|lies|sits|stands|turns|depends|rests|begins|starts|hides|wins|pays|"
    r"says|means|becomes?|matters|happens|stays|falls|needs|keeps|gets|lets|serves|mechanism)\b",
    re.IGNORECASE,
)


def mechanism_in(article: Article) -> MechanismId | None:
    """The mechanism's name as the section *What mechanism is operating* gives it, or None: no name rather than a wrong one.

    Without its article, in lower case unless the article writes it with a capital inside a sentence.
    """
    text = article.section("mechanism")
    if not text:
        return None
    text = _EMPHASIS.sub("", text)
    told = [" ".join(sentence.of(text).split()) for sentence in sentences(text)[:MOST_SENTENCES]]
    if len(told) > 1 and (alone := _ALONE.match(told[0])) and (name := _named(alone["name"], opens=True, text=text)):
        return MechanismId(name)
    for wordings in (_WORDINGS, _FAINTER):
        for words in told:
            for wording in wordings:
                found = wording.search(words)
                name = _named(found["name"], opens=found.start("name") == 0, text=text) if found else None
                if name:
                    return MechanismId(name)
    return None


def _named(raw: str, *, opens: bool, text: str) -> str | None:
    name = _ARTICLE.sub("", label(raw)).strip("“”\"‘’' ")
    name = _complete(name)
    if not name or _NO_NAME.search(name) or _CLAUSE.search(name) or len(name.split()) > 7 or len(name) < 4:
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
    if of := re.match(rf"{_WORD}(?:\s+{_WORD})+?(?=\s+of\s+an?\s)", name):
        name = of.group()
    found = None if _RULED.search(name) else _CIRCUMSTANCE.match(name)
    return found.group() if found else name
