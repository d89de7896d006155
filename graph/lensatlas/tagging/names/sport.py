"""Reports of sport: in a match between teams, a city's name is its club."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lensatlas.tagging.inflection import wordset

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[a-z]+")
_TEAM = wordset(
    "soccer football baseball basketball hockey cricket rugby nfl nba nhl mlb goal goals goalkeeper striker midfielder defender penalty halftime innings inning wicket wickets batsman bowler bowled "
    "homer homers pitcher pitched quarterback touchdown touchdowns yard playoffs playoff league club clubs division standings coach match matches season scored scorer scorers "
    "squad fixture fixtures kickoff relegation runs batting bullpen rebounds tries stumps overs attendance teams referee manager midfield captain qualifier cup"
)
_ALONE = wordset(
    "tennis golf athletics cycling boxing swimming skiing motorcycling motor rally racing prix grand sprint metres marathon seed seeded seeds birdie bogey par putt "
    "cyclist cyclists stage lap laps riders rider yachting snooker darts wimbledon jockey jockeys horse equestrian gymnastics triathlon heat heats fastest seconds javelin hurdles"
)
# Lines of results, "Lodz 3 Gdynia 1", and of standings, "Lodz 4 3 1 0 7 4 10".
_RESULT = re.compile(
    r"^[A-Z][\w .'-]{1,30} \d{1,3} [A-Z][\w .'-]{1,30} \d{1,3}\b|^[A-Z][A-Za-z.' -]{1,30}(?: [\d./-]+){4,}$",
    re.MULTILINE,
)
_LONGEST = 4_000  # characters that are looked at: what a report is about stands at its beginning


def is_team_sport(passages: Sequence[str]) -> bool:
    """Whether a text reports matches between teams: many of its words, and several different ones, are of such sports."""
    words = Counter(_WORD.findall(" ".join(passages)[:_LONGEST].lower()))
    team = [words[word] for word in words.keys() & _TEAM]
    alone = sum(words[word] for word in words.keys() & _ALONE)
    if len(team) >= 3 and sum(team) > 1.2 * alone and sum(team) >= 0.025 * words.total():
        return True
    return sum(1 for text in passages for _ in _RESULT.finditer(text[:_LONGEST])) >= 4
