"""The demo: the sample's atlas, one answer of each kind, and what to open."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from lensatlas.atlas import sample
from lensatlas.atlas.answers import shown
from lensatlas.cli.talk import Talk
from lensatlas.publish.files import replaced

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.atlas import Atlas


def run(folder: Path) -> None:
    """Build the sample's atlas in ``folder``, show one answer to each question, write the map."""
    atlas = sample.atlas(folder, progress=Talk())
    page = folder / "map.html"
    with replaced(page) as out:
        out.write(atlas.map().encode("utf-8"))
    held = atlas.graph
    click.echo(
        f"{atlas.config.publication.name}: {held.size} articles, {len(held.ids['tag'])} tags, {len(held.ids['actor'])} actors.\n"
    )
    _travel(atlas)
    _leverage(atlas)
    _gap(atlas)
    click.echo(f"Open {page.resolve()} in a browser to wander the map.")
    # Made by `make demo`, the command stands in .venv/bin, which is on nobody's path yet.
    command = "lensatlas" if shutil.which("lensatlas") else os.path.relpath(sys.argv[0])
    click.echo(
        f"Ask on: {command} gaps --atlas {folder}   ·   {command} leverage --atlas {folder}   ·   {command} --help"
    )


def _travel(atlas: Atlas) -> None:
    """A path along the atlas's own grain: from the oldest article of the busiest tag to its newest."""
    graph = atlas.graph
    links = graph.links["tag"].tocsc()
    busiest = max(range(links.shape[1]), key=lambda t: (links.indptr[t + 1] - links.indptr[t], graph.ids["tag"][t]))
    articles = sorted(
        links.indices[links.indptr[busiest] : links.indptr[busiest + 1]],
        key=lambda a: (graph.days[a], graph.ids["article"][a]),
    )
    ends = graph.ids["article"][articles[0]], graph.ids["article"][articles[-1]]
    click.echo(f"A reader path through “{graph.ids['tag'][busiest]}”:")
    for step in atlas.path(*ends).rows()[0]["steps"]:
        strength = f"  ({step['strength']:.2f}: {step['why'][0]})" if step["strength"] is not None else ""
        click.echo(f"  → {step['headline']}{strength}")
    nearest = atlas.related(ends[0], 3).rows()[0]["related"]
    click.echo("\nBeside its first article:")
    for other in nearest:
        click.echo(
            f"  {other['score']:.2f}  {other['headline']}  ({', '.join(reason['label'] for reason in other['reasons'][:3])})"
        )


def _leverage(atlas: Atlas) -> None:
    click.echo("\nWho has leverage, by what the articles claim and where the network places them:")
    for row in atlas.leverage().rows()[:3]:
        claims = ", ".join(f"{stance.replace('_', ' ')} {count}×" for stance, count in row["claims"].items() if count)
        structure = ", ".join(
            f"{name} {shown(value)}" for name, value in list(row["structure"].items())[:3] if value is not None
        )
        click.echo(
            f"  {row['rank']}. {row['actor']['label']}: {claims or 'nothing claimed'}; {structure or 'too few articles for the network'}"
        )


def _gap(atlas: Atlas) -> None:
    click.echo("\nWhat is not covered:")
    for row in atlas.gaps(most=1).rows()[:3]:
        click.echo(f"  [{row['kind']}] {row['why']}")
    click.echo()
