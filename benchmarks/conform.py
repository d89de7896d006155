"""The whole RDF of the sample, and of every corpus at hand, against the shapes: `python benchmarks/conform.py [CORPUS…]`.

pySHACL is given each atlas in one piece, mentions included: in pieces, an answer would miss the article that it points to.
Ends with 1 where an atlas does not conform, after naming what is at fault.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

SHOWN = 20  # breaches of one atlas that are printed: one fault of a rule breaks thousands of nodes alike


def check(names: list[str]) -> int:
    """Check the named corpora, or all; the exit code."""
    from benchmarks.measuring import corpora, timed
    from lensatlas import Atlas
    from lensatlas.publish.rdf import conform

    failed = False
    for corpus in corpora(names):
        with tempfile.TemporaryDirectory() as folder:
            atlas = Atlas.open(corpus.atlas(Path(folder) / "atlas"))
            report = atlas.add(*corpus.inputs)
            making, graph = timed(atlas.to_rdflib)
        seconds, found = timed(lambda graph=graph: conform(graph))  # type: ignore[misc]
        says = "conforms" if found.conforms else f"breaches: {len(found.breaches):,}"
        print(f"{corpus.name}: {says}. {report.added:,} articles, {len(graph):,} triples; "
              f"{making:.1f} s to build them, {seconds:.1f} s to check", flush=True)  # fmt: skip
        for breach in found.breaches[:SHOWN]:
            print(f"  {breach.node}  {breach.path}  {breach.message}", flush=True)
        failed |= not found.conforms
    return int(failed)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file, only its own folder is on the path
    sys.exit(check(sys.argv[1:]))
