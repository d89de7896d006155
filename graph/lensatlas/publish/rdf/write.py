"""The atlas as an RDF file."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from lensatlas.errors import UsageError
from lensatlas.publish.files import replaced
from lensatlas.publish.rdf.jsonld import jsonld
from lensatlas.publish.rdf.lines import sorted_quads, sorted_triples
from lensatlas.publish.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from lensatlas.publish.rdf.terms import Triple

FORMS: Mapping[str, Callable[[Iterable[Triple], str], Iterator[str]]] = {
    "ttl": turtle,
    "nt": lambda triples, _: sorted_triples(triples),
    "jsonld": jsonld,
    "nq": sorted_quads,
    "trig": trig,
}
# Pieces are gathered to about this many characters before they are encoded: a call a subject costs a third of the time.
_GATHER = 1 << 16


def write(triples: Iterable[Triple], form: str, out: IO[bytes], *, base: str) -> None:
    """Write triples, one of :data:`FORMS`, to a binary stream as UTF-8; ``base`` is the publication's, for relative addresses.

    ``nt`` and ``nq`` are sorted (beyond :data:`~lensatlas.publish.rdf.lines.RUN` subjects by way of temporary files); the other
    forms keep the order given. Memory does not grow with the number of triples.
    """
    if form not in FORMS:
        raise UsageError(f"RDF is written as {', '.join(FORMS)}, not as {form!r}.")
    gathered: list[str] = []
    size = 0
    for piece in FORMS[form](triples, base):
        gathered.append(piece)
        size += len(piece)
        if size >= _GATHER:
            out.write("".join(gathered).encode())
            gathered, size = [], 0
    out.write("".join(gathered).encode())


def save(triples: Iterable[Triple], form: str, path: Path, *, base: str) -> None:
    """Write triples to a file; a failure leaves the file that was there."""
    with replaced(path) as out:
        write(triples, form, out, base=base)
