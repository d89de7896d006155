"""The publication's ways of looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lensatlas.model.identity import LensId


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """One way of looking, with what belongs under it and how many articles the editors aim for."""

    id: LensId
    slug: str
    scope_note: str = ""
    expected: int | None = None
