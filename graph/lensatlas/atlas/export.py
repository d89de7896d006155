"""The whole atlas in a file's form: RDF or tables."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from lensatlas.errors import CannotWrite
from lensatlas.publish.files import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lensatlas.atlas.atlas import Atlas

FORMS: Mapping[str, str] = {
    "ttl": "RDF as Turtle",
    "nt": "RDF as N-Triples, sorted",
    "jsonld": "RDF as JSON-LD",
    "nq": "RDF as N-Quads, sorted: the mentions in a graph of their own",
    "trig": "RDF as TriG: the mentions in a graph of their own",
    "csv": "a folder of tables for spreadsheets",
    "json": "the same tables as one JSON object of arrays",
}


def tables(atlas: Atlas) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    """Every table of the atlas; the rows come as they are asked for."""
    return {
        "articles": atlas.article_rows(),
        "tags": atlas.tag_rows(),
        "actors": atlas.actor_rows(),
        "claims": atlas.claim_rows(),
        "watch": (found.row() for found in atlas.watch()),
        "mentions": atlas.found_mentions(),
    }


def write(atlas: Atlas, form: str, out: IO[bytes], *, mentions: bool = True) -> None:
    """Write the atlas to a binary stream, in any of :data:`FORMS` but ``csv``, which is a folder."""
    if form == "json":
        _write_json(tables(atlas), out)
        return
    from lensatlas.publish import rdf

    rdf.write(atlas.triples(mentions=mentions), form, out, base=atlas.config.publication.base)


def _write_json(held: Mapping[str, Iterable[Mapping[str, Any]]], out: IO[bytes]) -> None:
    from lensatlas.publish.tables import json_lines

    before = b"{\n"
    for name, rows in held.items():
        out.write(before + json.dumps(name).encode() + b": ")
        out.writelines(line.encode() for line in json_lines(name, rows))
        before = b",\n"
    out.write(b"}\n")


def save(atlas: Atlas, form: str, path: Path, *, mentions: bool = True) -> None:
    """Write the atlas to a file, or to a folder for ``csv``; a failure leaves what was there."""
    if form == "csv":
        from lensatlas.publish.tables import write_folder

        try:
            write_folder(path, tables(atlas))
        except OSError as error:
            raise CannotWrite(path, error.strerror or str(error)) from error
        return
    with replaced(path) as out:
        write(atlas, form, out, mentions=mentions)
