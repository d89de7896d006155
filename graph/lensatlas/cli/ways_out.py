"""Ways out: the map, RDF, tables, SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lensatlas.cli.options import atlas_option, opened

EXPORTS = (
    "ttl",
    "nt",
    "jsonld",
    "nq",
    "trig",
    "csv",
    "json",
)  # the forms of atlas.export, which is not loaded for --help


@click.command("map", short_help="An interactive map as one HTML file that works from disk.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write.",
)
@click.option(
    "--around", metavar="NODE", help="Only the neighbourhood of this article, tag, actor, lens, mechanism or source."
)
@atlas_option
def map_(output: Path, around: str | None, atlas_folder: str | None) -> None:
    """Draw the atlas, or the neighbourhood of one NODE, as an interactive page: search, filters, facts, and an equal table.

    The page asks nothing of any network.

    \b
        lensatlas map -o map.html
        lensatlas map -o doha.html --around "tag:sanctions relief"
    """
    from lensatlas.publish.files import replaced

    page = opened(atlas_folder).map(around)
    with replaced(output) as out:
        out.write(page.encode("utf-8"))
    click.echo(f"Wrote {output}: open it in any browser.", err=True)


@click.command(short_help="The atlas as RDF (ttl, nt, jsonld, nq, trig) or tables (csv, json).")
@click.argument("form", metavar="FORMAT", type=click.Choice(EXPORTS))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="A file; for csv a folder. Default: standard output where it is text.",
)
@click.option("--no-mentions", is_flag=True, help="RDF without the mentions: a third to a half of the size.")
@atlas_option
def export(form: str, output: Path | None, no_mentions: bool, atlas_folder: str | None) -> None:
    """Write the whole atlas as RDF or as tables.

    RDF: Turtle (ttl), N-Triples (nt), JSON-LD (jsonld), N-Quads (nq), TriG (trig). Tables: csv (a folder, for spreadsheets), json.
    """
    from lensatlas.atlas import export as writing

    atlas = opened(atlas_folder)
    if form == "csv" and output is None:
        raise click.UsageError("csv is several tables: name a folder with -o.")
    if output is None:
        writing.write(atlas, form, sys.stdout.buffer, mentions=not no_mentions)
        return
    writing.save(atlas, form, output, mentions=not no_mentions)
    click.echo(f"Wrote {output}.", err=True)


@click.command(short_help="Ask the atlas in SPARQL.")
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    "query_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the query from a file.",
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ask these RDF files instead of the atlas; may be given again.",
)
@click.option(
    "--results",
    type=click.Choice(["table", "jsonl", "json", "xml", "csv", "tsv"]),
    default="table",
    show_default=True,
    help="json, xml, csv and tsv are the W3C's forms.",
)
@click.option(
    "--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Stop after this long."
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="Stop after this many rows; a cut answer says so.",
)
@atlas_option
def sparql(
    query: str | None,
    query_file: Path | None,
    data: tuple[Path, ...],
    results: str,
    seconds: float,
    rows: int,
    atlas_folder: str | None,
) -> None:
    """Ask the atlas in SPARQL 1.1. Queries only read: SERVICE, LOAD, FROM and updates are refused.

    The prefixes la, schema, skos, prov, oa, dct, rdf, rdfs and xsd need not be declared.

    \b
        lensatlas sparql 'SELECT ?headline { ?article schema:headline ?headline } LIMIT 5'
        lensatlas sparql -f question.rq --results csv > answer.csv
    """
    if (query is None) == (query_file is None):
        raise click.UsageError("Give one query, or -f FILE.")
    text = query if query_file is None else query_file.read_bytes().decode("utf-8-sig", "replace")
    assert text is not None
    if data:
        from lensatlas.config import Publication
        from lensatlas.publish.rdf.sparql import query as ask

        found = ask(data, text, base=Publication().base, seconds=seconds, rows=rows)
    else:
        found = opened(atlas_folder).query(text, seconds=seconds, rows=rows)
    sys.stdout.buffer.write(found.serialise(results))
    sys.stdout.buffer.flush()
    if found.truncated:
        click.echo(f"The answer was cut short by the limit of {found.truncated}.", err=True)
