"""Whether what someone bears, takes or is handed is a cost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.parties import what_of

if TYPE_CHECKING:
    from lensatlas.tagging.grammar import Verb
    from lensatlas.tagging.sentences import Span

COST = re.compile(
    r"\b(?:costs?|prices?|bills?|burdens?|risks?|loss(?:es)?|debts?|delays?|cuts?|fees?|damages?|consequences?|penalt(?:y|ies)|taxe?s?|"
    r"charges?|hardships?|shortfalls?|pains?|fallout|expenses?|insecurity|brunt|closures?|shortages?|tariffs?|premiums?|waits?|"
    r"uncertaint(?:y|ies)|threats?|violence|queues?|rents?|fares?|blame|liabilit(?:y|ies)|rates|interest|tab|more|inflation|"
    r"doubts?|rest|remainder|difference|cuts|squeeze|pinch|hit|reduction|reductions|mess|stigma|strain|weight|toll|backlash|deficits?|void|disruption|wounds?|grief|suspicion|exposure|injur(?:y|ies)|layoffs?|arrears|shocks?|hikes?|increases?|austerity|evictions?|harassment|danger|instability|downside|overruns?|gaps?|unpaid)\b",
    re.IGNORECASE,
)
_NEEDS_COST = wordset("bear carry absorb face cover swallow suffer feel take meet assume foot make cope")
# Who finances something need not suffer from it, unless it is one of these.
_PAYERS = re.compile(
    r"\b(?:tax|rate|bill)-?payers?|\b(?:public|citizens?|consumers?|households?|customers?|voters?|commuters?|residents?|workers?|tenants?|users?|"
    r"passengers?|patients?|farmers?|families|savers?|depositors?|villagers?|drivers?|renters?|pensioners?|parents?|students?|pupils?|smallholders?|"
    r"homeowners?|shoppers?|travell?ers?|subscribers?|members?|younger|poorer|poor|gamblers?|smokers?|players?|fans|viewers?|readers?|borrowers?|women|mothers|children)\b",
    re.IGNORECASE,
)
MOST_OF_ALL = re.compile(
    r"\s+(?:the\s+)?(?:most|hardest|worst|hard|badly|first|disproportionately|twice)\b", re.IGNORECASE
)
_FINANCES = wordset("finance fund bankroll cover underwrite subsidise subsidize")
_NOT_PAYING = re.compile(
    r"\s+(?:off|attention|dividends|tribute|lip service|heed|a visit|homage|respects?)\b", re.IGNORECASE
)


def is_paying(text: str, clause: Span, verb: Verb) -> bool:
    """Whether a verb of paying has a cost behind it, or someone before it who has to pay in any case."""
    rest = text[verb.end : clause.end]
    if _NOT_PAYING.match(rest):
        return False
    if verb.lemma in _FINANCES and _PAYERS.search(text, clause.start, verb.start):
        return True
    needs = verb.lemma in _NEEDS_COST or verb.lemma in {"finance", "bankroll"}
    if verb.lemma == "suffer" and (MOST_OF_ALL.match(rest) or not rest.strip(" .,;")):
        return True
    if needs and rest.strip(" .,") in {
        "it",
        "them",
        "this",
        "that",
    }:  # "nobody budgets for the loss, so the towns swallow it"
        return COST.search(text, 0, verb.start) is not None
    return not needs or COST.search(what_of(text, verb.end, clause.end)) is not None


def is_cost(rest: str) -> bool:
    """Whether the object is a cost: "inherits the bill", not "is handed the tariff book"."""
    words = _first_words(rest)
    found = COST.match(words)
    return found is not None and not re.match(
        r"\s+(?!(?:of|for|and|that|which|to|in|with|from|on|at|left)\b)[a-z]", words[found.end() :]
    )


def _first_words(rest: str) -> str:
    """The object's head, where it stands near: "inherits the bill" begins with its noun once articles are gone."""
    return re.sub(
        r"^\s*(?:(?:the|a|an|its|their|most of the|all|much of the|new|higher|whole|full|old)\s+)*",
        "",
        rest,
        flags=re.IGNORECASE,
    )
