"""How a reader can travel: paths from story to story, tag by tag."""

from __future__ import annotations

import click

from lensatlas.cli.options import atlas_option, format_option, opened, show

SHOWN = 10  # articles listed under a drill: a screen's glance


@click.command(short_help="A reader path between two articles, its weakest link as strong as can be.")
@click.argument("from_article", metavar="FROM")
@click.argument("to_article", metavar="TO")
@click.option("-n", "count", type=click.IntRange(min=1), default=1, show_default=True, help="How many alternatives.")
@atlas_option
@format_option
def path(from_article: str, to_article: str, count: int, atlas_folder: str | None, form: str) -> None:
    """Find a reader path of 3 to 6 articles FROM one TO another whose weakest link is as strong as can be.

    Each step says what it shares with the one before.
    """
    rows = opened(atlas_folder).path(from_article, to_article, n=count).rows()
    show("path", rows, form)
    if form == "table":
        for row in rows:
            click.echo(" ".join(row["certificate"]), err=True)


@click.command(short_help="Tag by tag: the articles that carry all, and the tags that split them best.")
@click.argument("tag", metavar="TAG…", nargs=-1)
@atlas_option
@format_option
def drill(tag: tuple[str, ...], atlas_folder: str | None, form: str) -> None:
    """Keep drilling: the articles that carry every TAG, and the next tags that split them best. Without a TAG: where to begin.

    The table shows the next tags; --format json lists the articles too.
    """
    atlas = opened(atlas_folder)
    found = atlas.drill(*tag)
    show("drill", found.rows(), form, "No further tag splits these articles.")
    if form == "table":
        held = found[0].row()
        if found.note:
            click.echo(found.note, err=True)
        if tag:
            click.echo(f"{len(held['articles'])} articles carry {' and '.join(held['tags'])}:", err=True)
            for slug in atlas.slugs(held["articles"][:SHOWN]):
                click.echo(f"  {slug}", err=True)
            if len(held["articles"]) > SHOWN:
                click.echo(f"  … and {len(held['articles']) - SHOWN} more", err=True)
