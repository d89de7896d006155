"""GDELT's codes of themes as labels that can be read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a theme is taken from, said behind it, so that two themes never get one label: "police (role)". The longest prefix counts.
_FAMILIES: Mapping[str, str] = {
    "TAX_FNCACT": "role", "TAX_ETHNICITY": "ethnicity", "TAX_WORLDLANGUAGES": "language", "TAX_RELIGION": "religion",
    "TAX_TERROR_GROUP": "armed group", "TAX_MILITARY_TITLE": "military title", "TAX_POLITICAL_PARTY": "party",
    "TAX_DISEASE": "disease", "TAX_CHRONICDISEASE": "chronic disease", "TAX_WEAPONS": "weapon", "TAX_SPECIAL_ISSUES": "issue",
    "TAX_FOODSTAPLES": "food", "TAX_AIDGROUPS": "aid group", "TAX_CARTELS": "cartel", "TAX_RIOT": "riot",
    "TAX_WORLDMAMMALS": "mammal", "TAX_WORLDBIRDS": "bird", "TAX_WORLDFISH": "fish", "TAX_WORLDINSECTS": "insect",
    "TAX_WORLDREPTILES": "reptile", "TAX_WORLDCRUSTACEANS": "crustacean", "TAX_WORLDARACHNIDS": "arachnid",
    "TAX_PLANTDISEASE": "plant disease", "TAX_ECON_PRICE": "price", "TAX": "taxonomy",
    "ECON_WORLDCURRENCIES": "currency", "ECON_DEVELOPMENTORGS": "development organisation", "ECON": "economy",
    "SOC_POINTSOFINTEREST": "place of interest", "SOC": "society", "ENV": "environment",
    "EPU_CATS": "economic policy uncertainty, category", "EPU_POLICY": "economic policy uncertainty, policy",
    "EPU_ECONOMY": "economic policy uncertainty, economy", "EPU": "economic policy uncertainty",
    "CRISISLEX": "crisis", "WB": "World Bank", "UNGP": "UN Global Pulse", "USPEC": "uncertainty", "MEDIA": "media",
    "NATURAL_DISASTER": "natural disaster", "MANMADE_DISASTER": "man-made disaster", "SLFID": "self-identified",
    "SELF_IDENTIFIED": "self-identified", "GENERAL": "general", "MOVEMENT": "movement", "ACT": "act", "REL": "religious matter",
    "DISCRIMINATION": "discrimination", "PUBLIC_TRANSPORT": "public transport", "WMD": "weapon of mass destruction",
}  # fmt: skip
# Families whose code is a theme of its own where nothing follows: "PUBLIC_TRANSPORT".
_ALONE = frozenset({
    "PUBLIC_TRANSPORT", "DISCRIMINATION", "NATURAL_DISASTER", "MANMADE_DISASTER", "WMD",
})  # fmt: skip
# Words that the codes run together.
_JOINED: Mapping[str, str] = {
    "ARMEDCONFLICT": "armed conflict", "FREESPEECH": "free speech", "ALQAIDA": "al-Qaida", "FUELPRICES": "fuel prices",
    "STOCKMARKET": "stock market", "HOUSEPRICES": "house prices", "TAXPOLICY": "tax policy", "INTERESTRATES": "interest rates",
    "FREETRADE": "free trade", "BOYCOTTS": "boycotts", "CENTRALBANK": "central bank", "NUCLEARPOWER": "nuclear power",
    "CLIMATECHANGE": "climate change", "POLITICALPRISONER": "political prisoner", "MSM": "mainstream media",
    "EMERGINGTECH": "emerging technology", "EXCHANGERATE": "exchange rate", "FOREIGNINVEST": "foreign investment",
    "FOREIGNBANKS": "foreign banks", "GASOLINEPRICE": "gasoline price", "HEATINGOIL": "heating oil", "MININGSYSTEMS": "mining systems",
    "OILPRICE": "oil price", "PIRACY": "piracy", "RAILINCIDENT": "rail incident", "SOVEREIGNDEBT": "sovereign debt",
    "UNREST": "unrest", "WORKINGCLASS": "working class", "NATGASPRICE": "natural gas price", "IPR": "intellectual property",
}  # fmt: skip
_NUMBERS = re.compile(r"^(?:WB_\d+_|CRISISLEX_(?:C\d+_|[A-Z]\d+_)?)")


@lru_cache(maxsize=65536)  # some 60,000 themes are in use, a few hundred of them everywhere
def theme(code: str) -> str | None:
    """The label of a theme, or None where the code names a family only.

    >>> theme("TAX_FNCACT_PRESIDENT"), theme("WB_678_DIGITAL_GOVERNMENT"), theme("ARMEDCONFLICT"), theme("TAX_FNCACT")
    ('president (role)', 'digital government (World Bank)', 'armed conflict', None)
    """
    family = next((name for name in _PREFIXES if code == name or code.startswith(f"{name}_")), "")
    if code == family and family not in _ALONE:
        return None
    if not family or code == family:
        return _words(code)
    rest = _NUMBERS.sub("", code) if family in {"WB", "CRISISLEX"} else code[len(family) + 1 :]
    return f"{_words(rest or code)} ({_FAMILIES[family]})"


_PREFIXES = sorted(_FAMILIES, key=lambda name: (-len(name), name))


def _words(code: str) -> str:
    return " ".join(_JOINED.get(word, word.lower()) for word in code.split("_") if word)
