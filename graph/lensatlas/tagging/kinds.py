"""What a name says about its bearer: a few endings and openings that leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lensatlas.model import ActorKind

_BODY = (
    "Administration|Agency|Assembly|Authority|Board|Bureau|Cabinet|Commission|Committee|Congress|Council|Court|Department|"
    "Directorate|Inspectorate|Judiciary|Ministry|Parliament|Police|Registry|Senate|Treasury|Tribunal"
)
_ORGANIZATION = (
    "AG|Associates|Association|Bank|Capital|Company|Corp\\.?|Corporation|Federation|Foundation|GmbH|Group|Holdings?|Inc\\.?|"
    "Industries|Institute|LLC|LLP|Ltd\\.?|PLC|Partners|Syndicate|Union|University"
)
# Rule → pattern and kind, tried in this order; the names stand in docs/tagging.md.
KIND_RULES: tuple[tuple[str, re.Pattern[str], ActorKind], ...] = (
    ("body-of", re.compile(r"^(?:The )?(?:Ministry|Department|Office|Bureau|House|Court|Board|Council) of(?: the)? [A-Z]"), "body"),
    ("body-ending", re.compile(rf"^.*\w.* (?:{_BODY})$"), "body"),
    ("organization-of", re.compile(r"^(?:The )?(?:University|Bank) of(?: the)? [A-Z]"), "organization"),
    ("organization-ending", re.compile(rf"^.*\w.*,? (?:{_ORGANIZATION})$"), "organization"),
    ("party-ending", re.compile(r"^.*\w.* Party$"), "party"),
)  # fmt: skip


def kind_of(name: str) -> ActorKind | None:
    """The kind that a name's own words give, or None: ``Harbour Ministry`` is a body, ``Tern Bank`` an organization.

    >>> kind_of("House Appropriations Committee"), kind_of("Elon Musk")
    ('body', None)
    """
    return next((kind for _, pattern, kind in KIND_RULES if pattern.match(name)), None)
