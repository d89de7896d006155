"""How a reader can travel: paths from story to story, tag by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lensatlas.cli.options import atlas_option, format_option, opened, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from lensatlas.insight.paths.kinds import Kind

# Those of lensatlas.insight.paths that lead on from one article; importing it would slow `--help`, and a test holds them together.
ONWARD: tuple[Kind, ...] = ("next", "background", "actor", "mechanism", "lens")
SHOWN = 10  # articles listed under a drill: a screen's glance


@click.command(short_help="A reader path between two articles, its weakest link as strong as can be.")
@click.argument("from_article", metavar="FROM")
@click.argument("to_article", metavar="TO")
@click.option("-n", "count", type=click.IntRange(min=1), default=1, show_default=True, help="How many alternatives.")
@atlas_option
@format_option
def path(from_article: str, to_article: str, count: int, atlas_folder: str | None, form: str) -> None:
    """Find a reader path of 3 to 6 articles FROM one TO another whose weakest link is as strong as can be.

    Each step says what it shares with the one before. Where no path is honest, the message says so and names the nearest
    article that can be reached.

    \b
        lensatlas path doha-talks port-strike -n 3
    """
    _tell("path", opened(atlas_folder).path(from_article, to_article, n=count).rows(), form)


@click.command(short_help="Where to go on from an article: what led here, what came after, an actor, …")
@click.argument("article")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(ONWARD), help="Only this kind of path; may be given again."
)
@click.option("--actor", metavar="ACTOR", help="Whom to follow. Default: the one that tells most.")
@atlas_option
@format_option
def paths(article: str, kinds: tuple[Kind, ...], actor: str | None, atlas_folder: str | None, form: str) -> None:
    """Find the ways on from ARTICLE, one a kind.

    What happened next, what led here (background), one actor followed, the same mechanism elsewhere, the story through other
    lenses. A kind that leads nowhere is named with the reason.

    \b
        lensatlas paths doha-talks
        lensatlas paths doha-talks --kind actor --actor Qatar
    """
    found = opened(atlas_folder).paths(article, kinds=kinds or None, actor=actor)
    _tell("paths", found.rows(), form, found.note)


@click.command(short_help="A tour of a tag or a lens: few articles that show as much of it as they can.")
@click.argument("subject", metavar="TAG_OR_LENS")
@click.option("--most", type=click.IntRange(3, 6), default=6, show_default=True, help="How many articles at most.")
@atlas_option
@format_option
def tour(subject: str, most: int, atlas_folder: str | None, form: str) -> None:
    """Find 3 to 6 articles about TAG_OR_LENS that together show as many of its subtopics as they can, each linked to the next.

    Write tag:NAME or lens:NAME where one name is both.
    """
    _tell("tour", opened(atlas_folder).tour(subject, most=most).rows(), form)


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
    none = (
        "No further tag splits these articles."
        if found[0].row()["articles"]
        else "The atlas holds no articles: lensatlas add PATH…"
    )
    show("drill", found.rows(), form, none)
    if form == "table":
        held = found[0].row()
        if found.note:
            click.echo(found.note, err=True)
        if tag:
            many = len(held["articles"])
            click.echo(
                f"{many} {'article carries' if many == 1 else 'articles carry'} {' and '.join(held['tags'])}:", err=True
            )
            for slug in atlas.slugs(held["articles"][:SHOWN]):
                click.echo(f"  {slug}", err=True)
            if len(held["articles"]) > SHOWN:
                click.echo(f"  … and {len(held['articles']) - SHOWN} more", err=True)


def _tell(question: str, rows: Sequence[Mapping[str, Any]], form: str, note: str = "") -> None:
    """Print paths; for people each with its title, what it gives, and its certificate."""
    if form != "table":
        if rows or form != "csv":
            show(question, rows, form)
        if note:
            click.echo(note, err=True)
        return
    for row in rows:
        click.echo(f"{row['title']}: {row['minutes']} minutes. {row['purpose']}", err=True)
        show("path", [row], form)
        click.echo(" ".join(row["certificate"]) + "\n", err=True)
    if note:
        click.echo(note, err=True)
    if not rows and not note:
        click.echo("Nothing leads on from here.", err=True)
