"""How common an English word is: the unigram counts of the ``wordsegment`` package (Norvig's, from Google's web corpus)."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib import resources

TOTAL = 1_024_908_267_229.0  # words counted, as wordsegment states
# Ranks beyond this are misspellings and joined words ("frozenfunds"), which is what a cut must not believe in.
KEPT = 120_000

# Parts of words that the web writes by themselves: "weapon" + "ization" is one word.
_ENDINGS = frozenset(
    {
        "ation",
        "ations",
        "ization",
        "izations",
        "isation",
        "isations",
        "zation",
        "ment",
        "ness",
        "tion",
        "tions",
        "sion",
        "ship",
        "ships",
        "ity",
        "ism",
        "ive",
        "ous",
    }
)


@lru_cache(maxsize=1)
def _counts() -> dict[str, str]:
    """The counts as text: a number is parsed when asked for, so that loading takes 60 ms rather than 200."""
    cells = resources.files("wordsegment").joinpath("unigrams.txt").read_text(encoding="ascii").split(None, 2 * KEPT)
    return dict(zip(cells[: 2 * KEPT : 2], cells[1 : 2 * KEPT : 2], strict=True))


@lru_cache(maxsize=65_536)
def surprise(word: str) -> float | None:
    """−ln of the word's share of all words, about 3.8 ("the") to 17; None for a word that is not among the commonest."""
    count = _counts().get(word)
    return None if count is None or word in _ENDINGS else math.log(TOTAL / float(count))
