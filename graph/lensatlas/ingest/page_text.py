"""A page as plain text, as one gets it by copying: kicker, headline, dek, sections, facts, tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest import decoding
from lensatlas.ingest.pages.blocks import Block
from lensatlas.ingest.pages.headings import Wordings
from lensatlas.ingest.pages.laid_out import article_of
from lensatlas.ingest.pages.layout import lay_out
from lensatlas.ingest.place import Place
from lensatlas.model import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.config import Profile
    from lensatlas.ingest.pages.layout import Layout
    from lensatlas.model import Article, Problem

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def read(file: BinaryIO, origin: str, profile: Profile) -> Iterator[Article | Problem]:
    """The one article on a page of plain text, or why there is none."""
    place = Place(origin)
    try:
        text, replaced = decoding.told(decoding.whole(file))
    except ValueError as fault:
        yield place.problem(str(fault))
        return
    layout = lay_out(list(_lines(text)), Wordings.of(profile))
    if not layout.known and len(layout.facts) < 2:
        yield place.problem(
            f"no heading of the profile {profile.name!r} stands on a line of its own",
            "other headings go into [headings] of lensatlas.toml; other formats are named with --from",
        )
        return
    lens = layout.facts["lens"][0] if "lens" in layout.facts else ""
    kicker, headline, dek, text = _lead(layout, lens)
    if not headline:
        yield place.problem("no headline stands above its first section")
        return
    fields = {"headline": headline, "dek": dek, "text": text, "lenses": kicker, "links": _ADDRESS.findall(text)}
    yield article_of(layout, fields, profile=profile, place=place, replaced=replaced)


def _lines(text: str) -> Iterator[Block]:
    paragraph = 0
    for line in clean(text).split("\n"):
        if stripped := line.strip():
            yield Block(text=stripped, within=paragraph)
        else:
            paragraph += 1


def _lead(layout: Layout, lens: str) -> tuple[str, str, str, str]:
    """Kicker, headline, dek and text: the lines before the first section."""
    lines = [block.text for block in layout.lead]
    kicker = lines.pop(0) if lines and _is_kicker(lines, lens) else ""
    headline, dek, *text = [*lines, "", ""][: max(2, len(lines))]
    return kicker, headline, dek, "\n\n".join(text)


def _is_kicker(lines: Sequence[str], lens: str) -> bool:
    """Whether the first line stands above the headline: it is the lens, or a few words above a longer line that is no sentence."""
    if fold(lines[0]) == fold(lens):
        return len(lines) > 1
    few, below = len(lines[0].split()), lines[1] if len(lines) > 1 else ""
    # Where the facts name another lens, the first of two lines is the headline.
    return few < 6 and few < len(below.split()) and not below.endswith((".", "…")) and (len(lines) > 2 or not lens)
