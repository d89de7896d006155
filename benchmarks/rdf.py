"""RDF out and SPARQL in, ours beside rdflib and pyoxigraph, on a generated corpus of the real shape, in one run.

    PYTHONPATH=graph:. python benchmarks/rdf.py [ARTICLES]

Writing, ours, counts everything from the records to the last byte; the peers are given ready triples.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyoxigraph as ox
from tests.publish import rdf_world as world

from lensatlas.publish.rdf import FORMS, build_store, examples, query, to_rdflib, triples, write
from lensatlas.publish.rdf.names import prefixes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lensatlas.publish.rdf import Triple

BASE = world.PUBLICATION.base
PEERS = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
}


class Counted(io.RawIOBase):
    """A file that keeps nothing but its size."""

    size = 0

    def writable(self) -> bool:  # noqa: D102
        return True

    def write(self, data: Any) -> int:  # noqa: D102
        self.size += len(data)
        return len(data)


def stream(*, mentions: bool, articles: int | None = None) -> Iterator[Triple]:
    return triples(
        DOCUMENTS[:articles], actors=(), lenses=world.LENSES, publication=world.PUBLICATION, mentions=mentions
    )


def busy(work: Callable[..., object], *values: Any, **named: Any) -> float:
    """Seconds of processor time, middle of three runs: the machine is shared."""
    runs = []
    for _ in range(3):
        start = time.process_time()
        work(*values, **named)
        runs.append(time.process_time() - start)
    return sorted(runs)[1]


def waited(work: Callable[..., object], *values: Any, **named: Any) -> float:
    """Seconds on the clock, once."""
    start = time.perf_counter()
    work(*values, **named)
    return time.perf_counter() - start


def ours(form: str) -> None:
    write(stream(mentions=True), form, cast("BinaryIO", io.BufferedWriter(Counted())), base=BASE)


def writing(sample: int) -> None:
    """Each form in millions of triples a second: ours from the records, the peers from ready triples, on ``sample`` articles."""
    count, facts = (sum(1 for _ in stream(mentions=mentions)) for mentions in (True, False))
    size = len(DOCUMENTS)
    print(f"{size} articles, {count:,} triples, {count / size:.0f} an article, {facts / size:.0f} without mentions")
    said = list(stream(mentions=True, articles=sample))
    building = busy(to_rdflib, said)
    graph = to_rdflib(said)
    held = io.BytesIO()
    write(said, "nt", held, base=BASE)
    ready = [quad.triple for quad in ox.parse(held.getvalue(), ox.RdfFormat.N_TRIPLES)]
    for form in FORMS:
        rate = count / busy(ours, form) / 1e6
        line = f"write {form:7} ours {rate:.2f} M/s"
        if form in PEERS:
            name, ox_form = PEERS[form]
            writes = busy(graph.serialize, format=name)
            by_rdflib, whole = len(graph) / writes / 1e6, len(graph) / (writes + building) / 1e6
            by_ox = len(ready) / busy(ox.serialize, ready, format=ox_form) / 1e6
            line += f"   rdflib {by_rdflib:.3f}, graph built first {whole:.3f} ({rate / whole:.0f}x)   pyoxigraph {by_ox:.2f}"
        print(line, flush=True)


def asking() -> None:
    """Building the stores, then each example query from a cold process; rdflib with the graph already in memory."""
    with tempfile.TemporaryDirectory() as folder:
        for mentions in (False, True):
            place = Path(folder) / f"store{mentions}"
            took = waited(build_store, stream(mentions=mentions), place, base=BASE)
            size = sum(file.stat().st_size for file in place.iterdir()) / 1e6
            print(f"store {'with' if mentions else 'without'} mentions: {took:.1f} s, {size:.0f} MB", flush=True)
        graph = to_rdflib(stream(mentions=False))
        for example in examples():
            cold = min(waited(query, place, example.text, base=BASE, seconds=120) for _ in range(3))
            line = f"query {example.name:22} ours, cold {cold:.2f} s"
            if example.name not in {"where-named", "articles-between", "named-never-analysed"}:  # minutes
                slow = waited(lambda text: list(graph.query(text, initNs=prefixes(BASE))), example.text)
                line += f"   rdflib, warm {slow:.2f} s ({slow / cold:.0f}x)"
            print(line, flush=True)


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    DOCUMENTS = list(world.made(size))
    writing(min(size, 100))
    asking()
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, corpus held in memory included"
    )
