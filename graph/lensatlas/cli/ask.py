"""Questions to the atlas."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from lensatlas.cli.options import as_of_option, atlas_option, format_option, opened, show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

KINDS = (
    "broken_promise, lens_tag, lens_actor, lens_shortfall, unanalysed_actor, no_cost_bearer, single_source_lens, "
    "source_concentration, templated_sentence, why_repeats_dek, stale_tag, near_duplicate_tag, unanswered_watch, orphan_tag"
)


@click.command(short_help="The articles, or one of them, with all that is known of each.")
@click.argument("article", required=False)
@atlas_option
@format_option
def articles(article: str | None, atlas_folder: str | None, form: str) -> None:
    """List the articles with their lenses, tags, actors, mechanisms and sources; or one ARTICLE (id, URL, slug, headline)."""
    show(
        "articles",
        opened(atlas_folder).article_rows(article),
        form,
        "The atlas holds no articles yet: lensatlas add PATH…",
    )


@click.command(short_help="Who has leverage: what articles claim, what the network shows.")
@click.argument("actor", metavar="[ACTOR…]", nargs=-1)
@click.option(
    "--by",
    metavar="MEASURE",
    help="Rank by this: gains, keeps, loses, bears_cost, or a structural measure. A wrong one lists them.",
)
@click.option("--top", type=click.IntRange(min=1), help="Only the first so many.")
@atlas_option
@format_option
def leverage(actor: tuple[str, ...], by: str | None, top: int | None, atlas_folder: str | None, form: str) -> None:
    """Set side by side, for each actor, what the articles claim and where the network places it.

    Claimed: gains, keeps, loses, bears the cost. The network is that of co-mentions that chance does not explain.
    An empty cell means: too few articles to say.
    """
    found = opened(atlas_folder).leverage(*actor, by=by)
    show("leverage", found.rows()[:top], form, "No actors are known yet.")
    if form == "table":
        click.echo(found.note, err=True)


@click.command(short_help="What articles say about who gains and who pays, sentence by sentence.")
@click.argument("article", required=False)
@atlas_option
@format_option
def claims(article: str | None, atlas_folder: str | None, form: str) -> None:
    """List the leverage claims, of all articles or of one ARTICLE, each with its sentence and the rule that read it."""
    show("claims", opened(atlas_folder).claim_rows(article), form, "No claims are known here.")


@click.command(short_help="What was promised to readers: open, answered, overdue, expired.")
@click.argument("article", required=False)
@as_of_option
@atlas_option
@format_option
def watch(article: str | None, as_of: dt.date | None, atlas_folder: str | None, form: str) -> None:
    """List what articles told their readers to watch, and what became of it."""
    show("watch", opened(atlas_folder).watch(article, as_of=as_of).rows(), form, "Nothing was promised here.")


@click.command(short_help="What is not covered: a short to-do list with reasons.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help=f"Only this kind of gap; may be given again. Kinds: {KINDS}."
)
@click.option(
    "--most", type=click.IntRange(min=1), default=10, show_default=True, help="How many of each kind at most."
)
@click.option("--all", "everything", is_flag=True, help="All of each kind.")
@as_of_option
@atlas_option
@format_option
def gaps(
    kinds: tuple[str, ...], most: int, everything: bool, as_of: dt.date | None, atlas_folder: str | None, form: str
) -> None:
    """List what is not covered, why that is so, and where to look: a to-do list for editors."""
    found = opened(atlas_folder).gaps(as_of=as_of, kinds=kinds, most=None if everything else most)
    show("gaps", found.rows(), form, "No gap was found.")
    if found.note and form == "table":
        click.echo(found.note, err=True)


@click.command(short_help="Who is named in texts: JSON Lines of {id, text} on standard input.")
@atlas_option
@format_option
def mentions(atlas_folder: str | None, form: str) -> None:
    """Find the atlas's actors in texts: JSON Lines of {"id", "text"} on standard input; offsets count code points."""
    show("mentions", opened(atlas_folder).mention_rows(_texts()), form)


def _texts() -> Iterator[tuple[str, str]]:
    """The texts on standard input; a line that is not one is named on standard error, and the rest goes on."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield str(record["id"]), str(record["text"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            click.echo(f"standard input, line {number}: passed over, it needs an id and a text ({error})", err=True)
