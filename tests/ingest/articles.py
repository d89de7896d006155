"""Articles as JSON values, and short ways to read what a test writes."""

from __future__ import annotations

import dataclasses
import io
import json
from typing import TYPE_CHECKING, Any

from lensatlas import config, ingest
from lensatlas.model import Article, Problem

if TYPE_CHECKING:
    from lensatlas.config import Profile

PROFILE = config.load().profile


def as_json(article: Article) -> dict[str, Any]:
    """Everything an article holds that is not empty, but for where it was read from."""
    stated = dataclasses.asdict(article)
    for name in ("published", "updated"):
        stated[name] = stated[name] and stated[name].isoformat()
    return json.loads(json.dumps({name: value for name, value in stated.items() if value and name != "origin"}))  # type: ignore[no-any-return]


def of_bytes(raw: bytes, form: str | None = None, profile: Profile = PROFILE) -> list[Article | Problem]:
    """What standard input gives."""
    return list(ingest.read(["-"], profile=profile, form=form, stdin=io.BytesIO(raw)))


def article(text: str, form: str | None = None, profile: Profile = PROFILE) -> Article:
    """The one article in a text."""
    (found,) = of_bytes(text.encode(), form, profile)
    assert isinstance(found, Article), found
    return found


def problem(raw: bytes | str, form: str | None = None) -> Problem:
    """The one problem with an input."""
    (found,) = of_bytes(raw.encode() if isinstance(raw, str) else raw, form)
    assert isinstance(found, Problem), found
    return found
