"""An editor's recorded judgement on a tag, an actor or a lens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

DecisionSubject = Literal["tag", "actor", "lens"]
Verdict = Literal["merge", "apart", "drop", "broader", "actor", "accept", "kind"]

# Verdict → what it may be about, and whether it says `into` what.
VERDICTS: Mapping[Verdict, tuple[tuple[DecisionSubject, ...], bool]] = {
    "merge": (("tag", "actor", "lens"), True),
    "apart": (("tag", "actor", "lens"), True),
    "drop": (("tag", "actor", "lens"), False),
    "broader": (("tag",), True),
    "actor": (("tag",), True),
    "accept": (("actor",), False),
    "kind": (("actor",), True),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Decision:
    """One row of ``decisions.csv``; names are labels, letter for letter.

    ``merge``: ``name`` is ``into``. ``apart``: the two are never one, nor proposed to be. ``drop``: ``name`` is no tag, actor or
    lens. ``broader``: ``into`` is the wider tag. ``actor``: the tag is really the actor ``into``. ``accept``: ``name`` is an actor
    to be looked for, of the kind ``into`` where that is given. ``kind``: the actor is of the kind ``into``.
    ``note`` and ``decided`` (when, by whom) are the editor's own and change nothing.
    """

    about: DecisionSubject
    verdict: Verdict
    name: str
    into: str = ""
    note: str = ""
    decided: str = ""
