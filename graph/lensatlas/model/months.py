"""The English names of the months, whatever language the machine speaks: :mod:`calendar` translates its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

# Each full name and each abbreviation, in lower case → 1 to 12.
MONTHS: Mapping[str, int] = MappingProxyType(
    {name: number for number, name in enumerate(_NAMES, start=1)}
    | {name[:3]: number for number, name in enumerate(_NAMES, start=1)}
    | {"sept": 9}
)
# A pattern for one of them, the longest first, with or without the full stop of an abbreviation; ignore case.
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
