"""A concept of a vocabulary: the atlas's own tags and lenses, or somebody else's subject headings, seen alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept after SKOS (W3C 2009), its labels in one language.

    ``id`` is an IRI, or the label itself for a tag or lens of the atlas. ``preferred`` is one label in a sound vocabulary;
    none or several are faults that :func:`lensatlas.tagging.scheme.faults` names. ``broader`` and ``related`` are ids;
    ``notes`` are definitions and scope notes. ``top``: the scheme calls it a top concept. ``languages``: every language
    that one of its labels is in, ``""`` for a label without one.
    """

    id: str
    preferred: tuple[str, ...] = ()
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    top: bool = False
    languages: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a reader knows it by: its first preferred label, else another, else its id."""
        return next(iter((*self.preferred, *self.alternative)), self.id)
