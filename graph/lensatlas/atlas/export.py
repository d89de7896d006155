"""The whole atlas in a file's form: RDF or tables."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from lensatlas.publish.files import replaced

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.atlas.atlas import Atlas

RDF = ("ttl", "nt", "jsonld")


def write(atlas: Atlas, form: str, out: IO[bytes], *, mentions: bool = True) -> None:
    """Write the atlas to a binary stream: one of :data:`RDF`, or ``json`` for its tables."""
    if form == "json":
        out.write(b"{")
        for number, (name, rows) in enumerate(tables(atlas).items()):
            out.write((",\n" if number else "\n").encode() + json.dumps(name).encode() + b": [")
            for i, row in enumerate(rows):
                out.write((",\n" if i else "\n").encode() + json.dumps(row, ensure_ascii=False).encode())
            out.write(b"\n]")
        out.write(b"\n}\n")
        return
    from lensatlas.publish import rdf

    rdf.write(atlas.triples(mentions=mentions), form, out, base=atlas.config.publication.base)


def save(atlas: Atlas, form: str, path: Path, *, mentions: bool = True) -> None:
    """Write the atlas to a file, or to a folder for ``csv``; a failure leaves what was there."""
    if form == "csv":
        from lensatlas.publish.tables import write_folder

        write_folder(path, {name: _flat(rows) for name, rows in tables(atlas).items()})
        return
    with replaced(path) as out:
        write(atlas, form, out, mentions=mentions)
