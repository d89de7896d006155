"""N-Triples and N-Quads: one statement a line, sorted by code point.

An atlas has no blank nodes, so the sorted lines *are* its canonical form (RDF Dataset Canonicalization, W3C 2024): two atlases
say the same exactly when these files are the same bytes.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from contextlib import ExitStack
from itertools import islice
from typing import IO, TYPE_CHECKING

from lensatlas.publish.rdf.mentions import is_mention
from lensatlas.publish.rdf.names import MENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.publish.rdf.terms import Triple

# Lines sorted in memory at once: about 60 MB; an atlas of 1,500 articles without mentions is one run.
RUN = 200_000
_BLOCK = 10_000


def triple_lines(triples: Iterable[Triple]) -> Iterator[str]:
    """Triples as lines of N-Triples, in the order given."""
    return (f"{s} {p} {o} .\n" for s, p, o in triples)


def quad_lines(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """Triples as lines of N-Quads, mentions in a graph of their own."""
    mention = is_mention(base)
    for s, p, o in triples:
        yield f"{s} {p} {o} {MENTIONS} .\n" if s.startswith(mention) else f"{s} {p} {o} .\n"


def sorted_lines(lines: Iterable[str], run: int = RUN) -> Iterator[str]:
    """Blocks of lines that together are all the lines, sorted, each once; at most ``run`` are in memory, the rest on disk."""
    each = iter(lines)
    current = sorted(set(islice(each, run)))
    following = list(islice(each, run))
    if not following:
        yield "".join(current)
        return
    with ExitStack() as stack:
        runs = [_spill(current, stack)]
        while following:
            runs.append(_spill(sorted(set(following)), stack))
            following = list(islice(each, run))
        yield from _merge(runs)


def _spill(lines: list[str], stack: ExitStack) -> IO[bytes]:
    spilled = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 — the stack closes it
    spilled.write("".join(lines).encode())
    spilled.seek(0)
    return spilled


def _merge(runs: list[IO[bytes]]) -> Iterator[str]:
    """Sort block by block: all that is not beyond the first block to end. Sorting sorted stretches is a merge at C speed."""
    held: list[list[str]] = [_block(run) for run in runs]
    while any(held):
        limit = min(lines[-1] for lines in held if lines)
        ready: list[str] = []
        for i, lines in enumerate(held):
            cut = bisect_right(lines, limit)
            ready += lines[:cut]
            held[i] = lines[cut:] or _block(runs[i])
        ready.sort()
        yield "".join(dict.fromkeys(ready))


def _block(run: IO[bytes]) -> list[str]:
    return [line.decode() for line in islice(run, _BLOCK)]
