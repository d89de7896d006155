"""Wordings that are read as a whole rather than by their verb: "the bill falls on X", "X comes out ahead", "power shifts to X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.inflection import wordset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.model import Stance
    from lensatlas.tagging.sentences import Span

_BURDEN = (
    r"(?:costs?|bills?|burdens?|risks?|price|loss(?:es)?|expenses?|damage|pain|tab|brunt|debts?|liabilit(?:y|ies)|fees?|"
    r"penalt(?:y|ies)|charges?|downside|consequences|hardship|shortfall|fallout)"
)
_HOLD = (
    r"(?:leverage|influence|power|authority|hand|position|standing|control|grip|room(?: for manoeuvre| to manoeuvre| for maneuver)?|"
    r"autonomy|independence|credibility|legitimacy|status|role|voice|discretion|dominance|market share|say)"
)
_POWER = (
    r"(?:leverage|(?:bargaining |political |market |decision-making |economic |real |practical )?power|control|influence|authority|"
    r"(?:the )?advantage|initiative|momentum|benefits?|gains|profits?|rewards?|spoils|upside|windfall|the upper hand|discretion|"
    r"agenda-setting|the balance)"
)
_MOVES = (
    r"(?:shifts?|shifted|moves?|moved|passe[sd]|pass|flows?|accrues?|goes|go|went|drifts?|tilts?|tips?|migrates?|transfers?|"
    r"swings?|belongs?|falls?|lies|lie|rests?|concentrates?)"
)
_UP = r"(?:grow|grows|grew|rise|rises|rose|expand|expands|increase|increases|strengthen|strengthens|widen|widens|deepen|deepens|improve|improves)"
_DOWN = (
    r"(?:shrink|shrinks|shrank|erode|erodes|weaken|weakens|decline|declines|diminish|diminishes|narrow|narrows|evaporate|evaporates|"
    r"fade|fades|wither|withers|collapse|collapses|fall|falls|slip|slips|wane|wanes|dwindle|dwindles)"
)
_RAISES = (
    r"(?:strengthen(?:s|ed|ing)?|increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|expand(?:s|ed|ing)?|boost(?:s|ed|ing)?|"
    r"deepen(?:s|ed|ing)?|bolster(?:s|ed|ing)?|reinforc(?:e|es|ed|ing)|entrench(?:es|ed|ing)?|extend(?:s|ed|ing)?|widen(?:s|ed|ing)?|"
    r"consolidat(?:e|es|ed|ing)|cement(?:s|ed|ing)?|improv(?:e|es|ed|ing))"
)
_REDUCES = (
    r"(?:weaken(?:s|ed|ing)?|erod(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|dilut(?:e|es|ed|ing)|undermin(?:e|es|ed|ing)|limit(?:s|ed|ing)?|"
    r"curb(?:s|ed|ing)?|shrink(?:s|ing)?|undercut(?:s|ting)?|diminish(?:es|ed|ing)?|curtail(?:s|ed|ing)?|constrain(?:s|ed|ing)?|"
    r"narrow(?:s|ed|ing)?|hollow(?:s|ed|ing)? out|cut(?:s|ting)?)"
)
_LY = r"(?:\s+(?:\w+ly|first|instead|most heavily|hardest|down|back|disproportionately|squarely|again|now|also))*"
_AUX = r"(?P<aux>(?:(?:will|may|can|could|would|does|do|did|has|have|not|never|also|thus|now|is|are|likely|to|then|therefore|\w+ly)\s+)*)"


class Wording(NamedTuple):
    """A pattern whose group ``who`` is what it says ``stance`` about; ``rule`` explains it to the reader."""

    pattern: re.Pattern[str]
    stance: Stance
    rule: str
    anchored: bool
    needs: frozenset[str]


class Heard(NamedTuple):
    """A wording that was found: ``who`` is still a list of names; ``what`` in the article's words, where it says."""

    start: int
    who: tuple[int, int]
    stance: Stance
    rule: str
    what: str
    denied: bool


def _w(pattern: str, stance: Stance, rule: str, needs: str = "") -> Wording:
    """``needs``: beginnings of words of which a clause must hold one for the pattern to be tried at all (it is 20 times faster so)."""
    return Wording(
        re.compile(pattern, re.IGNORECASE), stance, rule, pattern.startswith("(?P<who>"), frozenset(needs.split())
    )


_BURDENS = "cost bill burd risk pric loss expe dama pain tab brun debt liab fee fees pena char down cons hard shor fall"
_POWERS = wordset("leve powe cont infl auth adva init mome bene gain prof rewa spoi upsi wind uppe disc agen bala")
_HOLDS = "leve infl powe auth hand posi stan cont grip room auto inde cred legi stat role voic disc domi mark say"
_STATES = "ahea top stro weak dimi wors behi less fewe more grea lose winn bett"


# Tried in this order; the first that matches a clause is the one that reads it, except that power moves both to and from.
_WORDINGS: tuple[Wording, ...] = (
    _w(rf"\b{_BURDEN}\b(?:(?!\b{_BURDEN}\b)[^.;:])*?\b(?:falls?|lands?|rests?|sits?|shifts?|shifted|passed|pushed|pass|drops?|settles?|moves?|lies|loaded|dumped|"
       rf"offloaded|transferred|imposed|placed|put){_LY}\s+(?:on|to|onto|upon|with)\s+(?P<who>[^;:.]+)", "bears_cost", "cost-falls-on", _BURDENS),
    _w(rf"\b(?:shift|push|pass|move|transfer|offload|dump|put|place|impose|load)(?:s|es|ing|ed|ting)?\s+[^.;:,]{{0,40}}?\b{_BURDEN}\b[^.;:,]{{0,40}}?{_LY}"
       r"\s+(?:on|to|onto|upon)\s+(?P<who>[^;:.,]+(?:(?:, | and )[^;:.,]+)*)", "bears_cost", "cost-falls-on", _BURDENS),
    _w(rf"\b{_BURDEN}\s+(?:to|for)\s+(?P<who>[^.;:,]+?)\s+(?:is|are|was|will be|may be|can be)\b", "bears_cost", "cost-falls-on", _BURDENS),
    _w(r"\b(?:will\s+|would\s+|may\s+|could\s+)?costs?\s+(?P<who>[^.;:,]{3,60}?)\s+(?=\d|[$€£]|millions|billions|time\b|money\b|dearly|more\b|their\b|twice\b|an?\b|the\b)",
       "bears_cost", "cost-falls-on", "cost"),
    _w(rf"\b(?:{_BURDEN}|it)\b[^.;:]*?\b(?:borne|paid|carried|absorbed|shouldered|footed|met|covered|financed|funded|picked up|underwritten){_LY}\s+by\s+(?P<who>[^;:.]+)",
       "bears_cost", "cost-borne-by", _BURDENS + " it"),
    _w(rf"(?P<who>.+?)\s+(?:is|are|was|were|will be|gets?|ends? up)\s+(?:\w+ly\s+)?(?:(?:left|stuck|saddled|burdened|lumbered|landed)\s+)?"
       rf"(?:to\s+pay|on the hook|(?:with|holding|paying|carrying|covering)\s+(?P<what>.*\b{_BURDEN}\b.*))", "bears_cost", "burdened", "left stuc sadd burd lumb land to on with hold payi carr cove"),
    _w(r"\b(?:leaves?|leaving|keeps?|puts?|with|saddles?|saddling|burdens|burdening|sticks)\s+(?P<who>[^.;:]+?)\s+(?:on the hook|to\s+(?:pay|cover|absorb|carry|shoulder|bear)\b"
       rf"|exposed|vulnerable|(?:with|paying|holding|carrying)\b(?P<what>.*\b{_BURDEN}\b.*))", "bears_cost", "burdened", "leav keep put puts with sadd burd stic"),
    _w(r"(?P<who>.+?)\s+" + _AUX + r"(?:is|are|was|were|be|been|gets?)?\s*left\s+(?:out|behind|without|with (?:little|less|no))\b",
       "loses", "passive-loss", "left"),
    _w(r"(?P<who>.+?)\s+" + _AUX + r"(?:come|comes|came|coming|emerge|emerges|emerged|end|ends|ended|finish|finishes|walk|walks|leave|leaves)\s+"
       r"(?:out\s+|away\s+|up\s+|from\s+(?:this|it|the \w+)\s+)?(?:weaker|weakened|diminished|(?:\w+\s+)?worse off|behind|with (?:less|fewer)|the (?:weaker|loser|losers))\b",
       "loses", "comes-out-behind", _STATES),
    _w(r"(?P<who>.+?)\s+" + _AUX + r"(?:come|comes|came|coming|emerge|emerges|emerged|end|ends|ended|finish|finishes|walk|walks|leave|leaves)\s+"
       r"(?:out\s+|away\s+|up\s+|from\s+(?:this|it|the \w+)\s+)?(?:ahead|on top|(?:\w+\s+)?stronger|strengthened|(?:\w+\s+)?better off|with (?:more|greater)|the (?:stronger|winner|winners))\b",
       "gains", "comes-out-ahead", _STATES),
    _w(r"(?P<who>.+?)\s+" + _AUX + r"(?:be |\s*)?worse off\b", "loses", "comes-out-behind", "wors"),
    _w(r"(?P<who>.+?)\s+" + _AUX + r"(?:be |\s*)?better off\b", "gains", "comes-out-ahead", "bett"),
    _w(rf"(?P<who>.+?)\s+{_AUX}(?:see|sees|saw|find|finds|watch|watches)\s+(?:its|their|his|her)\s+(?P<what>[^.;:,]{{2,50}}?)\s+{_DOWN}\b", "loses", "comes-out-behind", "see sees saw find watc"),
    _w(rf"(?P<who>.+?)\s+{_AUX}(?:see|sees|saw|find|finds|watch|watches)\s+(?:its|their|his|her)\s+(?P<what>[^.;:,]{{2,50}}?)\s+{_UP}\b", "gains", "comes-out-ahead", "see sees saw find watc"),
    _w(rf"(?P<who>[^.;:]+?)(?:[’']s|s[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})\s+{_AUX}{_DOWN}\b", "loses", "comes-out-behind", _HOLDS),
    _w(rf"(?P<who>[^.;:]+?)(?:[’']s|s[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})\s+{_AUX}{_UP}\b", "gains", "comes-out-ahead", _HOLDS),
    _w(rf"\b{_RAISES}\s+the\s+(?P<what>(?:\w+\s+)?{_HOLD})\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", _HOLDS),
    _w(rf"\b{_RAISES}\s+(?P<who>[^.;:,]{{2,50}}?)(?:[’']s|(?<=s)[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})\b", "gains", "strengthened", _HOLDS),
    _w(rf"\b{_REDUCES}\s+the\s+(?P<what>(?:\w+\s+)?{_HOLD})\s+of\s+(?P<who>[^.;:]+)", "loses", "weakened", _HOLDS),
    _w(rf"\b{_REDUCES}\s+(?P<who>[^.;:,]{{2,50}}?)(?:[’']s|(?<=s)[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})\b", "loses", "weakened", _HOLDS),
    _w(r"\b(?:a|an|the)\s+(?:[\w-]+\s+){0,2}?(?:gift|boon|win|victory|windfall|lifeline|boost)\s+(?:to|for)\s+(?P<who>[^.;:]+)", "gains", "given", "gift boon win vict wind life boos"),
    _w(r"\b(?:a|an|the)\s+(?:[\w-]+\s+){0,2}?(?:blow|setback|defeat|loss)\s+(?:to|for)\s+(?P<who>[^.;:]+)", "loses", "weakened", "blow setb defe loss"),
    _w(r"\b(?:tilts?|tips?|works?|cuts?|runs?|operates?|weighted|stacked|shifts?)\s+[^.;:]{0,40}?\bin\s+(?:the\s+)?favou?r\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", "favo"),
)  # fmt: skip
_POWER_MOVES = re.compile(rf"\b{_POWER}\b[^.;:]{{0,50}}?\b{_MOVES}\b(?P<path>.*)$", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|towards?|into the hands of|with|in|among)\s+(?P<who>.+?)(?=,?\s+(?:and\s+)?(?:away\s+)?from\s|,\s+(?:which|who|while|as)\b|$)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom\s+(?P<who>.+?)(?=,?\s+(?:and\s+)?(?:towards?|to|into)\s|,\s+(?:which|who|while|as)\b|$)", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never|no longer|neither|nobody|no one)\b|n[’']t\b", re.IGNORECASE)
_EXPENSE = re.compile(
    r"\bat the (?:direct |clear )?(?:expense|cost) of\s+(?P<who>[^.;:]+)|\bat\s+(?P<whose>[^.;:,]{2,60}?)[’']s?\s+(?:expense|cost)\b",
    re.IGNORECASE,
)


def heard(text: str, clause: Span) -> Iterator[Heard]:
    """The wordings found in a clause: one of the table, or the two ends of a move of power."""
    words = {
        word for full in re.findall(r"[a-z]+", text[clause.start : clause.end].casefold()) for word in (full, full[:4])
    }
    for wording in _WORDINGS:
        if words.isdisjoint(wording.needs):
            continue
        found = (wording.pattern.match if wording.anchored else wording.pattern.search)(text, *clause)
        if found:
            groups = found.groupdict()
            denied = bool(_NOT.search(found.group().replace(groups["who"], " ")) or _NOT.match(groups["who"].strip()))
            yield Heard(
                found.start(),
                found.span("who"),
                wording.stance,
                wording.rule,
                (groups.get("what") or "").strip(" .,"),
                denied,
            )
            return
    moved = None if words.isdisjoint(_POWERS) else _POWER_MOVES.search(text, *clause)
    if moved and not _NOT.search(moved.group()):
        for pattern, stance, rule in ((_TO, "gains", "power-moves-to"), (_FROM, "loses", "power-moves-from")):
            path = pattern.search(text, moved.start("path"), clause.end)
            if path:
                yield Heard(moved.start(), path.span("who"), stance, rule, "", denied=False)  # type: ignore[arg-type]


def at_whose_expense(text: str, clause: Span) -> tuple[int, int] | None:
    """Reads "at the expense of X", "at X's expense": the place of X."""
    found = _EXPENSE.search(text, *clause)
    return found.span("who" if found["who"] else "whose") if found else None
