"""Names that are a country's and something else's: which of the two an article means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.model import ActorId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.model import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The other thing that a country's name may mean, with words that speak for it and words that speak for the country."""

    actor: ActorId
    kind: ActorKind
    other: re.Pattern[str]
    country: re.Pattern[str]


_AMERICAN = (
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maryland|Massachusetts|"
    r"Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming|"
    r"North Carolina|South Carolina|Atlanta|Savannah|Augusta|Republicans?|Democrats?|GOP|electors|county|counties|[Gg]overnor|Senate|House|Congress|Confederate"
)
_CAUCASIAN = r"Tbilisi|Batumi|Abkhazia|Ossetia|Ossetian|Abkhaz|Caucasus|Armenia|Azerbaijan|Russia|Russian|Moscow|Kremlin|Turkey|Ukraine|Moldova|Black Sea|Georgians|lari|Soviet|European Union"
READINGS: dict[ActorId, Reading] = {
    ActorId("Georgia"): Reading(
        actor=ActorId("Georgia (U.S. state)"),
        kind="region",
        other=re.compile(rf"\b(?:{_AMERICAN})\b"),
        country=re.compile(rf"\b(?:{_CAUCASIAN})\b"),
    ),
}


def meant(actor: ActorId, passages: Sequence[str]) -> Reading | None:
    """The other reading of a country's name where the article's words speak for it, else None: the country.

    Each word that speaks counts once. Where none speaks, or as many for either, it is the country.
    """
    reading = READINGS.get(actor)
    if reading is None or not any(actor in text for text in passages):
        return None
    told = [{hit for text in passages for hit in words.findall(text)} for words in (reading.other, reading.country)]
    return reading if len(told[0]) > len(told[1]) else None
