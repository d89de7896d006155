"""Everything an editor may want to settle about tags and lenses, in one list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lensatlas.model import Concept
from lensatlas.tagging.scheme import faults
from lensatlas.tagging.tags.acronyms import abbreviated, spoken
from lensatlas.tagging.tags.alike import alike
from lensatlas.tagging.tags.broader import broader
from lensatlas.tagging.tags.doubles import near_duplicates
from lensatlas.tagging.tags.elsewhere import actors_among, lenses_among
from lensatlas.tagging.tags.orphans import orphans
from lensatlas.tagging.tags.parts import parts
from lensatlas.tagging.tags.proposal import never, ranked
from lensatlas.tagging.tags.reach import ambiguous, too_broad

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.model import Actor, Lens
    from lensatlas.tagging.tags.archive import Archive
    from lensatlas.tagging.tags.proposal import Apart, Proposal


def survey(
    archive: Archive,
    *,
    texts: Iterable[str] = (),
    actors: Iterable[Actor] = (),
    lenses: Iterable[str] = (),
    known: Mapping[str, Iterable[str]] | None = None,
    is_apart: Apart = never,
) -> tuple[Proposal, ...]:
    """All proposals about tags: merges, then single tags, then the hierarchy, each group with the surest first.

    ``texts``: the articles' prose in the order of their numbers, read once for abbreviations. ``actors``: all that the atlas
    knows. ``lenses``: those of the scheme. ``known``: tag → broader tags already settled. ``is_apart``: two tags that an
    editor has judged to be two are proposed in no way. What is proposed for merging is proposed for nothing below.
    """
    if not archive.tags:
        return ()
    merges = merging(archive, texts=texts, is_apart=is_apart)
    gone = {row.from_tag for row in merges}
    left = [name for name in archive.names if name not in gone]
    elsewhere = _once((*actors_among(archive, actors), *lenses_among(archive, lenses)))
    named = {row.from_tag for row in elsewhere}
    lonely = tuple(row for row in orphans(archive.uses) if row.from_tag not in gone | named)
    hierarchy = broader(archive, [name for name in left if name not in named], known=known, is_apart=is_apart)
    unclear = (row for row in ambiguous(archive) if row.from_tag not in gone | named)
    return (*merges, *too_broad(archive), *unclear, *elsewhere, *hierarchy, *lonely)


def merging(
    archive: Archive, *, texts: Iterable[str] = (), preferred: Iterable[str] = (), is_apart: Apart = never
) -> tuple[Proposal, ...]:
    """Tags that seem to be one, by spelling, abbreviation and use; each stands as ``from`` at most once, and no chain is a circle."""
    found: dict[str, Proposal] = {}

    def add(rows: Iterable[Proposal]) -> None:
        for row in rows:
            found.setdefault(row.from_tag, row)

    def left() -> list[str]:
        return [name for name in archive.names if name not in found]

    add(near_duplicates(archive.uses, is_apart=is_apart, preferred=preferred))
    said = spoken(texts, archive.names)
    add(abbreviated({tag: archive.tags[tag] for tag in left()}, said, is_apart=is_apart, preferred=preferred))
    add(alike(archive, left(), is_apart=is_apart))
    return ranked(found.values())


def survey_lenses(archive: Archive, *, scheme: Iterable[Lens] = (), is_apart: Apart = never) -> tuple[Proposal, ...]:
    """The same order for lenses: spellings of one lens, names that join two, lenses hardly ever used or without a scope note.

    ``archive``: with the lenses in the place of the tags. ``scheme``: the lenses that the configuration declares; a merge
    keeps them.
    """
    declared = {lens.id: lens for lens in scheme}
    if not archive.tags:
        return ()
    merges = merging(archive, preferred=declared, is_apart=is_apart)
    gone = {row.from_tag for row in merges} | set(declared)
    joined = [row for row in parts(archive.uses, is_apart=is_apart) if row.from_tag not in gone]
    lonely = [row for row in orphans(archive.uses) if row.from_tag not in gone | {each.from_tag for each in joined}]
    known = [
        Concept(id=lens.id, preferred=(lens.id,), notes=(lens.scope_note,) if lens.scope_note else ())
        for lens in declared.values()
    ]
    rows = (*merges, *joined, *too_broad(archive), *faults(known), *lonely)
    return tuple(replace(row, about="lens") for row in rows)


def _once(rows: Iterable[Proposal]) -> list[Proposal]:
    best: dict[str, Proposal] = {}
    for row in ranked(rows):
        best.setdefault(row.from_tag, row)
    return list(best.values())
