"""Wordings that are read as a whole rather than by their verb: "the bill falls on X", "X comes out ahead", "X holds the cards"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.inflection import wordset

if TYPE_CHECKING:
    from lensatlas.model import Stance

_BURDEN = (
    r"(?:costs?|bills?|burdens?|risks?|price|loss(?:es)?|expenses?|damage|pain|tab|brunt|debts?|liabilit(?:y|ies)|fees?|"
    r"penalt(?:y|ies)|charges?|downside|consequences|hardship|shortfall|fallout)"
)
_HOLD = (
    r"(?:leverage|influence|power|authority|hand|position|standing|control|grip|room(?: for manoeuvre| to manoeuvre| for maneuver)?|"
    r"autonomy|independence|credibility|legitimacy|status|role|voice|discretion|dominance|market share|say|margins?|profits?|revenues?|reach|incomes?|livelihoods?|"
    r"budgets?|freedoms?|rights|space|majority|monopoly)"
)
POWER = (
    r"(?:leverage|(?:bargaining |political |market |decision-making |economic |real |practical )?power|control|influence|authority|"
    r"(?:the )?advantage|initiative|momentum|benefits?|gains|profits?|rewards?|spoils|upside|windfall|the upper hand|discretion|"
    r"agenda-setting|the balance|(?:clearest |main |biggest |largest |real )?gain|prize|lion[’']s share|biggest share|largest share|last word|final say|first refusal|keys)"
)
MOVES = (
    r"(?:shifting|moving|passing|slipping|draining|flowing|drifting|tilting|tipping|migrating|leaking|drains?|drained|leaks?|leaked|ebbs?|slips?|slipped|flowed|drifted|tilted|tipped|migrated|accrued|sits?|stays?|ends?\s+up|comes?|heads?|shifts?|shifted|moves?|moved|passe[sd]|pass|flows?|accrues?|goes|go|went|drifts?|tilts?|tips?|migrates?|transfers?|"
    r"swings?|belongs?|falls?|lies|lie|rests?|concentrates?)"
)
_UP = (
    r"(?:grow|grows|grew|rise|rises|rose|expand|expands|expanded|increase|increases|increased|strengthen|strengthens|strengthened|widen|widens|widened|deepen|deepens|"
    r"deepened|improve|improves|improved|tighten|tightens|tightened|harden|hardens|boosted|bolstered|reinforced|enhanced|entrenched|consolidated|cemented|restored|secured|confirmed)"
)
_DOWN = (
    r"(?:shrink|shrinks|shrank|erode|erodes|eroded|weaken|weakens|weakened|decline|declines|declined|diminish|diminishes|diminished|narrow|narrows|narrowed|evaporate|evaporates|"
    r"fade|fades|wither|withers|collapse|collapses|fall|falls|slip|slips|slipped|wane|wanes|waned|dwindle|dwindles|dwindled|diluted|reduced|undermined|limited|curbed|undercut|curtailed|"
    r"hollowed\s+out|squeezed|cut|clipped|dented|loosen|loosens|loosened|ends|vanish|vanishes|disappear|disappears|taken\s+away|frozen|slashed|gutted|cancelled|canceled|withdrawn|removed|revoked|suspended)"
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
_LY = r"(?:\s+(?:\w+ly|first|instead|most heavily|hardest|down|back|disproportionately|squarely|again|now|also)){0,4}"
_AUX = (
    r"(?:(?:(?:will|may|can|could|would|might|must|should|does|do|did|has|have|had|not|never|also|thus|now|is|are|was|were|be|been|being|likely|"
    r"to|then|therefore|still|already|again|alone|too|both|all|set|bound|sure|once|soon|suddenly|\w+ly)\s+){0,6})"
)
_GOES = r"(?:come|comes|came|coming|emerge|emerges|emerged|emerging|end|ends|ended|finish|finishes|finished|walk|walks|walked|go|goes|went|leave|leaves|make|makes|made|get|gets|got)"
_IS = r"(?:is|are|was|were|be|been|being|gets?|got|remains?|stays?|finds?\s+(?:itself|themselves|himself|herself)|(?:ends?|ended)\s+up)"
_SAYS = (
    r"(?:decides?|decided|chooses?|picks?|sets?|owns?|runs?|appoints?|commands?|controls?|dictates?|determines?|names|selects?|directs?|"
    r"signs?|collects?|holds?|oversees?|manages?|writes?|pulls?|approves?|charges?|governs?|answers?\s+to\s+no\s+one|speaks?\s+for|rules?|polices?|vets?|fixes)"
)


class Wording(NamedTuple):
    """A pattern whose group ``who`` is what it says ``stance`` about; ``rule`` explains it to the reader.

    ``negative``: a "no" or "no longer" in it denies nothing.
    """

    pattern: re.Pattern[str]
    stance: Stance
    rule: str
    anchored: bool
    negative: bool
    needs: frozenset[str]


def _w(pattern: str, stance: Stance, rule: str, needs: str = "") -> Wording:
    """``needs``: beginnings of words of which a clause must hold one for the pattern to be tried at all (it is 20 times faster so)."""
    return Wording(
        pattern=re.compile(pattern, re.IGNORECASE),
        stance=stance,
        rule=rule,
        anchored=pattern.startswith("(?P<who>.{"),
        negative=rule == "has-no-say"
        or "could\\s+(?:not" in pattern
        or re.search(r"no\\s\+(?:longer|one)", pattern) is not None,
        needs=frozenset(needs.split()),
    )


# "For the bank the deal is a cheap foothold."
_FOR = r"(?:^|(?<=[,;] )|(?<= and )|(?<= but ))for\s+(?P<who>[^,;:.]{2,80}?)(?:,\s+|\s+(?=(?:the|this|that|it)\b[^,;:.]{0,80}?\s(?:is|was|means|will\s+be|amounts)\b))"
_LEVERS = (
    r"(?:cards|aces|keys?|pen|reins|purse|purse strings|whip hand|upper hand|casting vote|levers?|strings|initiative|balance of power|high ground|"
    r"(?:last|final) (?:word|say)|edge|advantage|veto|(?:better|best|stronger|strongest|winning) (?:hand|cards)|whistle|first refusal|trump card|monopoly)"
)
_BURDENS = "cost bill burd risk pric loss expe dama pain tab brun debt liab fee fees pena char down cons hard shor fall"
POWERS = wordset(
    "leve powe cont infl auth adva init mome bene gain prof rewa spoi upsi wind uppe disc agen bala priz lion shar last fina firs keys"
)
_HOLDS = "marg prof reve reac inco live budg free righ spac majo mono leve infl powe auth hand posi stan cont grip room auto inde cred legi stat role voic disc domi mark say"
_STATES = "ahea top stro weak dimi wors behi less fewe more grea lose winn bett"


# Tried in this order; the first that matches a clause is the one that reads it, except that power moves both to and from.
WORDINGS: tuple[Wording, ...] = (
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:see|sees|saw|find|finds|watch|watches)\s+(?:its|their|his|her)\s+(?P<what>(?:\w+\s+)?(?:bills?|costs?|rents?|fees?|premiums?|prices?|taxes|fares?|debts?|waits?|queues?|payments?|rates|risks?|workload))\s+" + rf"{_AUX}(?:{_UP}|double|doubled|triple|go\s+up|climb|lengthen)\b",
       "bears_cost", "burdened", "see sees saw find watc"),
    _w(r"\b(?:bills?|costs?|rents?|fees?|premiums?|prices?|taxes|fares?|waits?|queues?|rates)\s+" + rf"{_AUX}(?:{_UP}|double|doubled|triple|go\s+up|climb|lengthen)\s+(?:again\s+|first\s+|most\s+|faster\s+|again\s+)?for\s+(?P<who>[^;:.]+)", "bears_cost", "cost-falls-on", "bill cost rent fee fees prem pric taxe fare wait queu rate"),
    _w(_FOR + r"[^.;:]{0,80}?\b(?:windfall|gift|boon|victory|win|lifeline|bonanza|bargain|foothold|triumph|blessing|prize|good\s+news|godsend|opening)\b", "gains", "given",
       "wind gift boon vict win life bona barg foot triu bles priz good gods open"),
    _w(_FOR + r"[^.;:]{0,80}?\b(?:blow|setback|defeat|humiliation|loss|disaster|retreat|bad\s+news|step\s+back|demotion)\b", "loses", "weakened",
       "blow setb defe humi loss disa retr bad step demo"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:left|stuck|landed)\s+(?:paying|to\s+pay|to\s+foot|(?:holding|carrying|with|to carry|to hold)\s+the\s+(?:\w+\s+)?(?:bag|baby|bill|tab|can|pieces|risk|cost|costs|debt|debts|mess|blame))\b", "bears_cost", "burdened", "left stuc land"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:pick|picks|picking|clean|cleans|cleaning|left\s+to\s+(?:pick|clean))\s+up\s+the\s+(?:pieces|mess|damage|tab|bill|cost|costs)\b", "bears_cost", "burdened", "pick clea"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + _GOES + r"\s+(?:away\s+|off\s+|out\s+|up\s+|home\s+|from\s+(?:this|it|the \w+)\s+)?(?:empty-handed|with\s+(?:nothing|(?:far\s+|much\s+)?(?:less|fewer)|little|neither|no\b|empty hands|only crumbs))",
       "loses", "comes-out-behind", "empt with"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + _GOES + r"\s+(?:away\s+|off\s+|out\s+|up\s+|home\s+)(?:paying\b|with\s+(?P<what>(?:(?!\band\b)[^.;:,]){0,30}?\b(?:bill|tab|costs?|debts?|blame|risks?|burden)\b))", "bears_cost", "burdened", "with payi"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + _GOES + r"\s+(?:away|off|out|home)\s+(?:of\s+\w[\w ]{0,30}\s+)?with\s+(?P<what>.+)", "gains", "comes-out-ahead", "away off out home"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:ends?|ended)\s+up\s+(?:with|owning|controlling|running|holding)\s+(?P<what>.+)", "gains", "comes-out-ahead", "up"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"emerg(?:e|es|ed|ing)\s+(?:with\s+(?!nothing|less|fewer|little|only|no\b|neither)(?P<what>.+)|as\s+(?:the|a|an)\s+(?:[\w-]+\s+){0,2}?(?:decision-?makers?|(?:most\s+)?(?:powerful|influential|dominant|decisive)\b[\w ]*|power|broker|force|authority|arbiter|gatekeeper|kingmaker|centre|center|master)\b)", "gains", "comes-out-ahead", "emer"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:lands?|landed|falls?|fell)\s+on\s+(?:its|their|his|her)\s+feet\b", "gains", "comes-out-ahead", "feet"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:holds?|held|holding|has|have|had|gets?|got|pulls?|pulled|take|takes|took)\s+(?:all\s+|most of\s+|every\s+|nearly all\s+|both\s+)?"
       rf"(?:(?:the|a|an|every|its|their|all)\s+)?(?:(?!no\b|little\b|any\b|less\b|neither\b|not\b)\w+\s+)?(?P<what>{_LEVERS})\b(?!\s+of\s+(?:a|the)\s+(?:house|ship))", "gains", "has-the-say",
       "card aces trum keys key pen rein purs whip uppe cast leve stri init bala high last fina edge adva veto bett best winn stro whis ear firs mono"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:calls?|called|calling|sets?|setting|names?|writes?|wrote|dictates?)\s+(?:(?:(?:all\s+)?the|its|their|his|her)\s+)?(?:own\s+)?(?P<what>shots|tune|terms|pace|agenda|rules|price)\b", "gains", "has-the-say", "shot tune term pace agen rule pric"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + _IS + r"\s+(?:\w+ly\s+)?(?:in\s+(?:the\s+)?(?:driver[’']s\s+seat|driving\s+seat|pole\s+position|ascendant|box\s+seat|a\s+(?:stronger|better|commanding)\s+position)|on\s+the\s+winning\s+(?:side|end)|(?:firmly|put|placed|left)\s+in\s+(?:charge|control|command)|first\s+in\s+line|at\s+the\s+front\s+of\s+the\s+queue)\b",
       "gains", "has-the-say", "driv pole asce box posi winn firm firs fron put plac left"),
    _w(r"(?P<who>.{1,140}?)\s+(?:sits?|stands?)\s+(?:in\s+the\s+driver[’']s\s+seat|on\s+top\b|atop\b|at\s+the\s+head\s+of|at\s+the\s+centre\s+of|to\s+(?:profit|benefit|win)\b)", "gains", "has-the-say", "sits sit stan"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"ha(?:s|ve|d)\s+(?:the\s+)?(?:most|more|much|everything|a lot|plenty)\s+to\s+gain\b", "gains", "gain-verb", "gain"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"ha(?:s|ve|d)\s+(?:the\s+)?(?:most|more|much|everything|a lot|plenty)\s+to\s+lose\b", "loses", "lose-verb", "lose"),
    _w(r"(?P<who>.{1,140}?)\s+(?:(?:can|may|could|will)\s+)?(?:now|henceforth|from now on|alone)\s+(?:alone\s+)?(?:(?:can|may|could|will|gets? to)\s+)?(?:alone\s+|effectively\s+|solely\s+|also\s+)?(?P<what>" + _SAYS + r"\b.*)", "gains", "has-the-say",
       "now hence from alone henc alon"),
    _w(r"(?P<who>.{1,140}?)\s+(?:gets?|got|is\s+(?:now\s+)?free|are\s+(?:now\s+)?free)\s+to\s+(?P<what>(?:decide|choose|pick|set|keep|name|appoint|sell|buy|spend|charge|say|write|run|build|borrow|act|raise|dictate|determine|do)\b.*)", "gains", "has-the-say", "get gets got free"),
    _w(r"(?P<who>.{1,140}?)\s+(?:is|are|was|were|will\s+be|has\s+been|have\s+been)\s+(?:now\s+)?(?:freed|relieved|released|exempted|excused)\s+(?:from|of)\s+(?P<what>.+)", "gains", "passive-gain", "free reli rele exem excu"),
    _w(r"(?P<who>.{1,140}?)\s+(?:(?:will|would|can|could|may)\s+)?no\s+longer\s+(?:needs?|has\s+to|have\s+to|must|answers?\s+to|depends?\s+(?:up)?on|faces?|fears?|owes?|rel(?:y|ies)\s+on|requires?|worr(?:y|ies))\b(?P<what>.*)", "gains", "has-the-say", "long"),
    _w(r"(?P<who>.{1,140}?)\s+(?:(?:can|may|could|will|would|is|are|was|were|do|does)\s+)?no\s+longer\s+(?!(?:gain|win|won|lose|pay|benefit|profit|bear|carr|enjoy|burden|expos)\w*\b)(?P<what>\w+.*)", "loses", "has-no-say", "long"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:ha(?:s|ve|d)|gets?|left\s+with)\s+(?:no|(?:far\s+|much\s+|even\s+)?less|little|fewer|no\s+more|no\s+longer\s+any)\s+(?:\w+\s+)?(?P<what>say|voice|seat|leverage|recourse|choice|power|influence|right|rights|vote|standing|allies|"
       r"control|room|means|appeal|remedy|way|access|protection|one\s+to\s+turn\s+to)\b", "loses", "has-no-say", "no less litt fewe"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:must|has\s+to|have\s+to|had\s+to)\s+(?:now\s+)?(?:ask|beg|seek|queue|apply|plead|wait\s+for)\b(?P<what>.*)", "loses", "has-no-say", "must has have had"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + _IS + r"\s+(?:\w+ly\s+)?(?:on\s+the\s+(?:losing|receiving)\s+(?:side|end)|out\s+of\s+the\s+(?:room|loop|picture|game|running)|in\s+the\s+dark|in\s+the\s+cold|at\s+(?:the|its|their)\s+mercy|(?:left\s+)?at\s+the\s+mercy\s+of|(?:left\s+)?at\s+[^,;:.]{2,40}?[’']s\s+mercy|at\s+a\s+disadvantage|in\s+a\s+weaker\s+position|the\s+poorer|last\s+in\s+line|at\s+the\s+back\s+of\s+the\s+(?:queue|line)|no\s+match)\b",
       "loses", "has-no-say", "losi rece room loop pict game runn dark cold merc disa weak poor last back matc"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:is|are|was|were|been|be|being)\s+(?:(?:left|kept|allowed\s+to\s+stay)\s+(?:largely\s+|entirely\s+)?(?:alone|in\s+place|in\s+office|whole)|(?:(?:left|kept)\s+)?(?:largely\s+|entirely\s+)?(?:untouched|intact|unscathed|unharmed|where\s+(?:it|they)\s+(?:was|were)))\b", "keeps", "passive-keep", "unto inta alon plac offi unsc unha whol wher"),
    _w(r"\b(?:leaves?|leaving|left)\s+(?P<who>[^.;:,]{2,60}?)\s+(?:largely\s+|entirely\s+)?(?:untouched|intact|unscathed|in\s+place|in\s+office|where\s+(?:it|they)\s+(?:was|were))\b", "keeps", "passive-keep", "leav left"),
    _w(r"(?<!to )\b(?:spares?|spared|sparing|shields?|shielding|insulates?|protects?)\s+(?!(?:no|its|their|his|her|not)\b)(?P<who>[^.;:,]{2,80}?)(?=\s+(?:from|the|a|an|any|for)\s|[.,;:]|$)", "keeps", "passive-keep", "spar shie insu prot"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:do|does|did|done|fare|fares|fared|make\s+out|makes\s+out|made\s+out)\s+(?:\w+ly\s+)?(?:the\s+)?(?:best|better|well|nicely|handsomely|fine)\b(?!\s+to\b)", "gains", "comes-out-ahead", "best bett well nice hand fine"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:do|does|did|fare|fares|fared)\s+(?:\w+ly\s+)?(?:the\s+)?(?:worst|worse|badly|poorly)\b", "loses", "comes-out-behind", "wors badl poor"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:get|gets|got|getting)\s+(?:exactly\s+|just\s+)?(?:what\s+(?:it|they|he|she)\s+(?:wanted|asked)|(?:its|their|his|her)\s+way|everything)\b", "gains", "comes-out-ahead", "what way ever"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:becomes?|became|becoming|(?:is|are)\s+now)\s+(?:(?:the|a|an)\s+)?(?:[\w-]+\s+){0,2}?(?P<what>(?:gatekeepers?|kingmakers?|arbiters?|power\s*-?brokers?|referees?|masters?|indispensable|sole\s+\w+|only\s+\w+|judge\s+and\s+\w+|toll\s+collectors?)\b.*)",
       "gains", "has-the-say", "gate king arbi powe refe mast indi sole only judg toll"),
    _w(r"\b(?:concentrat(?:e|es|ed|ing)|vest(?:s|ed|ing)?|lodg(?:e|es|ed|ing)|pool(?:s|ed|ing)?|centrali[sz](?:e|es|ed|ing)|plac(?:e|es|ed|ing)|puts?|putting)\s+" + rf"(?:[\w-]+\s+){{0,3}}?{POWER}\b" + r"[^.;:]{0,40}?\b(?:in|with|into)\s+(?:the\s+hands\s+of\s+)?(?P<who>[^.;:]+)",
       "gains", "power-moves-to", "conc vest lodg pool cent plac put puts putt"),
    _w(r"\bin\s+(?P<who>[^.;:,]{2,60}?)(?:[’']s|(?<=s)[’'])\s+(?:favou?r|interests?)\b", "gains", "strengthened", "favo inte"),
    _w(r"\bto\s+(?P<who>[^.;:,]{2,60}?)(?:[’']s|(?<=s)[’'])\s+(?:advantage|benefit|profit)\b", "gains", "strengthened", "adva bene prof"),
    _w(r"\bto\s+(?P<who>[^.;:,]{2,60}?)(?:[’']s|(?<=s)[’'])\s+(?:disadvantage|detriment|cost)\b", "loses", "weakened", "disa detr cost"),
    _w(r"\b(?:is|are|remains?|stays?)\s+(?:firmly\s+)?on\s+the\s+side\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", "side"),
    _w(r"\b(?:is|are)\s+(?:firmly\s+)?on\s+(?P<who>[^.;:,]{2,60}?)(?:[’']s|(?<=s)[’'])\s+side\b", "gains", "strengthened", "side"),
    _w(r"(?P<who>.{1,140}?)\s+(?:tops?|heads?|joins?|leads?|swells?)\s+(?:the\s+)?(?:\w+\s+)?(?:list|ranks|queue|column|roll|company)\s+of\s+(?:the\s+)?(?:winners|beneficiaries|gainers)\b", "gains", "named-winner", "winn bene gain"),
    _w(r"(?P<who>.{1,140}?)\s+(?:tops?|heads?|joins?|leads?|swells?)\s+(?:the\s+)?(?:\w+\s+)?(?:list|ranks|queue|column|roll|company)\s+of\s+(?:the\s+)?losers\b", "loses", "named-loser", "lose"),
    _w(r"\b(?:pocketed|captured|collected|reaped|harvested|seized|won|controlled|dominated|monopoli[sz]ed|secured|snapped\s+up|scooped\s+up|taken\s+over|bought\s+up)\s+(?:\w+ly\s+)?by\s+(?P<who>[^.;:]+)", "gains", "taken-by",
       "pock capt coll reap harv seiz won cont domi mono secu snap scoo take boug"),
    _w(r"\bnow\s+(?:sits?|rests?|lies|belongs?|goes|passes|flows|moves)\s+(?:with|to|in\s+the\s+hands\s+of)\s+(?P<who>[^.;:]+)", "gains", "power-moves-to", "now"),
    _w(r"(?<!responsibility )\b(?:is|are|was|were|been)\s+(?:now\s+)?(?:concentrated|vested|lodged|pooled|placed)\s+(?:in|with)\s+(?:the\s+hands\s+of\s+)?(?P<who>[^.;:]+)", "gains", "power-moves-to", "conc vest lodg pool plac"),
    _w(r"(?P<who>.{1,140}?)\s+(?:come|comes|came|get|gets|got|go|goes|went|emerge|emerges|emerged|walk|walks|walked)\s+(?:through\s+|out\s+|away\s+|free\s+)?(?:unscathed|unharmed|untouched|intact)\b", "keeps", "passive-keep", "unsc unha unto inta"),
    _w(r"(?P<who>.{1,140}?)\s+(?:can|may|could)\s+(?:now\s+)?(?:act|decide|rule|govern|set\s+\w+|sign|move)\s+alone\b", "gains", "has-the-say", "alon"),
    _w(r"(?P<who>.{1,140}?)\s+could\s+(?:not|hardly|scarcely)\s+have\s+(?:asked|hoped|wished)\s+for\s+(?:more|better|a\s+better)\b", "gains", "comes-out-ahead", "aske hope wish"),
    _w(r"\b(?:it|this|that)\s+(?:now\s+)?(?:passes|goes|moves|belongs)\s+to\s+(?P<who>(?:the|a|an|its|[A-Z])[^.;:]+)", "gains", "power-moves-to", "pass goes move belo"),
    _w(r"\bplays?\s+(?:straight\s+|right\s+)?into\s+the\s+hands\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", "hand"),
    _w(r"\b(?:to|in)\s+the\s+(?:\w+\s+)?(?:advantage|benefit|profit|interest)\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", "adva bene prof inte"),
    _w(r"\b(?:to|at)\s+the\s+(?:\w+\s+)?(?:disadvantage|detriment)\s+of\s+(?P<who>[^.;:]+)", "loses", "weakened", "disa detr"),
    _w(r"\bties?\s+the\s+hands\s+of\s+(?P<who>[^.;:]+)", "loses", "weakened", "hand"),
    _w(r"\bputs?\s+(?P<who>[^.;:,]{2,60}?)\s+(?:in\s+(?:charge|control|command|the\s+driving\s+seat|the\s+driver[’']s\s+seat)|ahead\b|on\s+top\b|first\b)", "gains", "strengthened", "put puts"),
    _w(r"\b(?:puts?|leaves?|leaving|putting)\s+(?P<who>[^.;:,]{2,60}?)\s+(?:at\s+a\s+disadvantage|in\s+the\s+(?:dark|cold)|empty-handed|with\s+(?:nothing|little|less|no\b)|without\b|worse\s+off|weaker\b|powerless|out\b|behind\b)", "loses", "weakened", "put puts leav putt"),
    _w(r"\b(?:leaves?|leaving|makes?|making)\s+(?P<who>[^.;:,]{2,60}?)\s+(?:in\s+(?:charge|control|command|sole)|better\s+off|stronger\b|richer\b|the\s+(?:\w+\s+)?(?:gatekeeper|arbiter|winner|kingmaker|master|only\s+\w+|sole\s+\w+))", "gains", "strengthened", "leav make maki"),
    _w(r"\bkeeps?\s+(?P<who>[^.;:,]{2,60}?)\s+out(?=[.,;]|$|\s+of\s+(?:the\s+)?(?:race|room|market|running|government|cabinet|talks|contest|coalition|capital)\b)", "loses", "weakened", "keep"),
    _w(r"\b(?:shuts?|cuts?|locks?|pushes|pushing|freezes?|squeezes?|edges?|leaves?|forces?|crowds?|prices?|writes?|drives?)\s+(?P<who>[^.;:,]{2,60}?)\s+(?:out(?:\s+of)?|aside|off)\b", "loses", "weakened", "keep shut cut cuts lock push free sque edge leav forc crow pric writ driv"),
    _w(r"\b(?:robs?|strips?|deprives?|relieves?|divests?)\s+(?P<who>[^.;:,]{2,60}?)\s+of\s+(?P<what>[^.;:]+)", "loses", "weakened", "rob robs stri depr reli dive"),
    _w(r"\b(?:denies|deny|denied|costs?|refuses)\s+(?P<who>(?!(?:the\s+)?\w*(?:million|billion))[^.;:,]{3,60}?)\s+(?P<what>(?:its|their|his|her)\s+(?:\w+\s+){0,2}?(?:seat|seats|say|veto|vote|votes|voice|place|majority|licence|license|right|rights|leverage|influence|independence|autonomy|control|post|job|majority|allies|"
       r"monopoly|standing|access|hearing|appeal)\b.*)", "loses", "weakened", "deni deny cost refu"),
    _w(rf"\b{_BURDEN}\b(?:(?!\b{_BURDEN}\b)[^.;:]){{0,120}}?\b(?:falls?|lands?|rests?|sits?|shifts?|shifted|passed|pushed|pass|drops?|settles?|moves?|lies|loaded|dumped|"
       rf"offloaded|transferred|imposed|placed|put){_LY}\s+(?:on\s+to|on|to|onto|upon|with)\s+(?P<who>[^;:.]+)", "bears_cost", "cost-falls-on", _BURDENS),
    _w(rf"\b(?:shift|push|pass|move|transfer|offload|dump|put|place|impose|load)(?:s|es|ing|ed|ting)?\s+[^.;:,]{{0,40}}?\b{_BURDEN}\b[^.;:,]{{0,40}}?{_LY}"
       r"\s+(?:on\s+to|on|to|onto|upon)\s+(?P<who>[^;:.,]+(?:(?:, | and )[^;:.,]+)*)", "bears_cost", "cost-falls-on", _BURDENS),
    _w(rf"\b{_BURDEN}\s+(?:to|for)\s+(?P<who>(?:(?!\bthat\b|\bwho\b|\bwhich\b)[^.;:,]){{1,80}}?)\s+(?:is|are|was|will be|may be|can be)\b", "bears_cost", "cost-falls-on", _BURDENS),
    _w(r"\b(?:will\s+|would\s+|may\s+|could\s+)?costs?\s+(?P<who>[^.;:,]{3,60}?)\s+(?=\d|[$€£]|millions|billions|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundreds?|thousands?|half|tens|dozens|several)\b|time\b|money\b|dearly|more\b|their\b|twice\b|an?\b|the\b)",
       "bears_cost", "cost-falls-on", "cost"),
    _w(r"\bpaid\s+for\s+(?:\w+ly\s+)?by\s+(?P<who>[^;:.]+)", "bears_cost", "cost-borne-by", "paid"),
    _w(rf"\b(?:{_BURDEN}|it)\b[^.;:]{{0,120}}?\b(?:borne|paid|carried|absorbed|shouldered|footed|met|repaid|paid\s+for|covered|financed|funded|picked up|underwritten){_LY}\s+by\s+(?P<who>[^;:.]+)",
       "bears_cost", "cost-borne-by", _BURDENS + " it"),
    _w(rf"(?P<who>.{{1,140}}?)\s+(?:is|are|was|were|will be|gets?|ends? up)\s+(?:\w+ly\s+)?(?:(?:left|stuck|saddled|burdened|lumbered|landed)\s+)?"
       rf"(?:to\s+pay|on the hook|(?:with|holding|paying|carrying|covering)\s+(?P<what>.{{0,80}}?\b{_BURDEN}\b.*))", "bears_cost", "burdened", "left stuc sadd burd lumb land to on with hold payi carr cove"),
    _w(r"\b(?:leaves?|leaving|keeps?|puts?|with|saddles?|saddling|burdens|burdening|sticks)\s+(?P<who>.{{1,80}}?)\s+(?:on the hook|to\s+(?:pay|cover|absorb|carry|shoulder|bear)\b"
       rf"|exposed|vulnerable|(?:with|paying|holding|carrying)\b(?P<what>.{{0,80}}?\b{_BURDEN}\b.*))", "bears_cost", "burdened", "leav keep put puts with sadd burd stic"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:is|are|was|were|be|been|gets?)?\s*left\s+(?:out|behind|without|with (?:little|less|no))\b",
       "loses", "passive-loss", "left"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:come|comes|came|coming|emerge|emerges|emerged|end|ends|ended|finish|finishes|walk|walks|leave|leaves)\s+"
       r"(?:out\s+|away\s+|up\s+|from\s+(?:this|it|the \w+)\s+)?(?:weaker|weakened|diminished|(?:\w+\s+)?worse off|behind|with (?:less|fewer)|the (?:weaker|loser|losers))\b",
       "loses", "comes-out-behind", _STATES),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:come|comes|came|coming|emerge|emerges|emerged|end|ends|ended|finish|finishes|walk|walks|leave|leaves)\s+"
       r"(?:out\s+|away\s+|up\s+|from\s+(?:this|it|the \w+)\s+)?(?:ahead|on top|(?:\w+\s+)?stronger|strengthened|(?:\w+\s+)?better off|with (?:more|greater)|the (?:stronger|winner|winners))\b",
       "gains", "comes-out-ahead", _STATES),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:be |\s*)?worse off\b", "loses", "comes-out-behind", "wors"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:looks?|looked|grows?|grew|becomes?|became|feels?|is|are|gets?)\s+(?:\w+ly\s+|much\s+|far\s+)?(?:weaker|poorer|powerless|irrelevant|marginal)\b", "loses", "comes-out-behind", "weak poor powe irre marg"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:looks?|looked|grows?|grew|becomes?|became|feels?|is|are|gets?)\s+(?:\w+ly\s+|much\s+|far\s+)?(?:stronger|richer|more\s+powerful|more\s+influential|untouchable|unassailable)\b", "gains", "comes-out-ahead", "stro rich more unto unas"),
    _w(r"(?P<who>.{1,140}?)\s+" + _AUX + r"(?:be |\s*)?better off\b", "gains", "comes-out-ahead", "bett"),
    _w(rf"(?P<who>.{{1,140}}?)\s+{_AUX}(?:see|sees|saw|find|finds|watch|watches|have|has|had)\s+(?:had\s+)?(?:its|their|his|her)\s+(?P<what>[^.;:,]{{2,50}}?)\s+{_DOWN}\b", "loses", "comes-out-behind", "see sees saw find watc have has had"),
    _w(rf"(?P<who>.{{1,140}}?)\s+{_AUX}(?:see|sees|saw|find|finds|watch|watches)\s+(?:its|their|his|her)\s+(?P<what>[^.;:,]{{2,50}}?)\s+{_UP}\b", "gains", "comes-out-ahead", "see sees saw find watc"),
    _w(rf"(?P<who>.{{1,80}}?)(?:[’']s|s[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})(?:\s+(?:on|over|in|to)\s+[^,;:.]{{2,40}}?)?\s+{_AUX}{_DOWN}\b", "loses", "comes-out-behind", _HOLDS),
    _w(rf"(?P<who>.{{1,80}}?)(?:[’']s|s[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})(?:\s+(?:on|over|in|to)\s+[^,;:.]{{2,40}}?)?\s+{_AUX}{_UP}\b", "gains", "comes-out-ahead", _HOLDS),
    _w(rf"\b(?P<who>its|their)\s+(?P<what>(?:\w+\s+)?{_HOLD})(?:\s+(?:on|over|in|to)\s+[^,;:.]{{2,40}}?)?\s+{_AUX}{_DOWN}\b", "loses", "comes-out-behind", _HOLDS),
    _w(rf"\b(?P<who>its|their)\s+(?P<what>(?:\w+\s+)?{_HOLD})(?:\s+(?:on|over|in|to)\s+[^,;:.]{{2,40}}?)?\s+{_AUX}{_UP}\b", "gains", "comes-out-ahead", _HOLDS),
    _w(rf"\b{_RAISES}\s+(?P<what>the\s+(?:\w+\s+)?{_HOLD}|that)\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", _HOLDS + " that"),
    _w(rf"\b{_RAISES}\s+(?P<who>[^.;:,]{{2,50}}?)(?:[’']s|(?<=s)[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})\b", "gains", "strengthened", _HOLDS + " that"),
    _w(rf"\b{_REDUCES}\s+(?P<what>the\s+(?:\w+\s+)?{_HOLD}|that)\s+of\s+(?P<who>[^.;:]+)", "loses", "weakened", _HOLDS + " that"),
    _w(rf"\b{_REDUCES}\s+(?P<who>[^.;:,]{{2,50}}?)(?:[’']s|(?<=s)[’'])\s+(?P<what>(?:\w+\s+)?{_HOLD})\b", "loses", "weakened", _HOLDS + " that"),
    _w(r"\b(?:a|an|the)\s+(?:[\w-]+\s+){0,2}?(?:gift|boon|win|victory|windfall|lifeline|boost|triumph|coup|bonanza|godsend|blessing|gain|advantage|promotion)\s+(?:to|for)\s+(?P<who>[^.;:]+)", "gains", "given", "gift boon win vict wind life boos triu coup bona gods bles gain adva prom"),
    _w(r"\b(?:a|an|the)\s+(?:[\w-]+\s+){0,2}?(?:blow|setback|defeat|loss)\s+(?:to|for)\s+(?P<who>[^.;:]+)", "loses", "weakened", "blow setb defe loss"),
    _w(r"\b(?:tilts?|tips?|works?|cuts?|runs?|operates?|weighted|stacked|shifts?)\s+[^.;:]{0,40}?\bin\s+(?:the\s+)?favou?r\s+of\s+(?P<who>[^.;:]+)", "gains", "strengthened", "favo"),
)  # fmt: skip
