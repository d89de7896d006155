"""N-Triples and N-Quads: one statement a line, sorted by code point.

An atlas has no blank nodes, so the sorted lines *are* its canonical form (RDF Dataset Canonicalization, W3C 2024): two atlases
say the same exactly when these files are the same bytes.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from contextlib import ExitStack
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, TYPE_CHECKING

from lensatlas.publish.rdf.mentions import is_mention
from lensatlas.publish.rdf.names import MENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.publish.rdf.terms import Triple

# Subjects held in memory at once, some 30 MB of lines; an atlas of 2,000 articles without mentions stays below.
RUN = 50_000
FAN = 64  # runs merged at once: each is an open file, and systems allow as few as 256
_READ = 1 << 18  # characters of a run read back at once
_MARK = "\0"  # stands after each subject of a run: no term holds it

_SUBJECT = itemgetter(0)


def quad_lines(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """Triples as lines of N-Quads in the order given, mentions in a graph of their own."""
    mention = is_mention(base)
    for s, p, o in triples:
        yield f"{s} {p} {o} {MENTIONS} .\n" if s.startswith(mention) else f"{s} {p} {o} .\n"


def sorted_triples(triples: Iterable[Triple]) -> Iterator[str]:
    """N-Triples, each line once, sorted."""
    return _ordered("".join(sorted({f"{s} {p} {o} .\n" for s, p, o in ts})) for _, ts in groupby(triples, _SUBJECT))


def sorted_quads(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """N-Quads, each line once, sorted."""
    return _ordered("".join(sorted(set(quad_lines(ts, base)))) for _, ts in groupby(triples, _SUBJECT))


def _ordered(subjects: Iterable[str]) -> Iterator[str]:
    """The lines of each subject, sorted by subject: :data:`RUN` of them in memory, the rest on disk.

    To sort whole subjects compares a sixth of the strings; ``>`` ends a subject and is part of none, so their order is the lines'.
    """
    each = iter(subjects)
    current = sorted(islice(each, RUN))
    following = sorted(islice(each, RUN))
    if not following:
        yield from _once(current)
        return
    with ExitStack() as stack:
        levels: list[list[_Run]] = []
        while current:
            _add(_Run(current, stack), levels, stack)
            current, following = following, sorted(islice(each, RUN))
        yield from _once(_merged([run for level in levels for run in level]))


def _add(run: _Run, levels: list[list[_Run]], stack: ExitStack, height: int = 0) -> None:
    """Keep a run; as many as :data:`FAN` of a level become one of the next."""
    if height == len(levels):
        levels.append([])
    levels[height].append(run)
    if len(levels[height]) == FAN:
        merged, levels[height] = _Run(_merged(levels[height]), stack), []
        _add(merged, levels, stack, height + 1)


def _once(subjects: Iterable[str]) -> Iterator[str]:
    """Subjects that came in several stretches put together; :func:`~lensatlas.publish.rdf.triples.triples` makes none."""
    last = ""
    for lines in subjects:
        if last and lines.startswith(last[: last.index(" ") + 1]):
            last = "".join(sorted({*last.splitlines(keepends=True), *lines.splitlines(keepends=True)}))
            continue
        if last:
            yield last
        last = lines
    yield last


class _Run:
    """A sorted stretch of subjects on disk, read back piece by piece."""

    def __init__(self, subjects: Iterable[str], stack: ExitStack) -> None:
        self._file: IO[str] = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline=""))  # noqa: SIM115 — the stack closes it
        self._file.writelines(subject + _MARK for subject in subjects)
        self._file.seek(0)
        self._rest = ""
        self.held: list[str] = []
        self.refill()

    def refill(self) -> None:
        """Hold the next subjects, none where the run is at its end."""
        while not self.held and not self._file.closed:
            piece = self._file.read(_READ)
            self.held = (self._rest + piece).split(_MARK)
            self._rest = self.held.pop()
            if not piece:
                self._file.close()


def _merged(runs: list[_Run]) -> Iterator[str]:
    """All that is not beyond the first run's held end, sorted: sorting sorted stretches is a merge at the speed of C."""
    while held := [run for run in runs if run.held]:
        limit = min(run.held[-1] for run in held)
        ready: list[str] = []
        for run in held:
            cut = bisect_right(run.held, limit)
            ready += run.held[:cut]
            del run.held[:cut]
            run.refill()
        ready.sort()
        yield from ready
