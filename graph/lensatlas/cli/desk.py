"""The editor's desk: tags in order, suggestions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from lensatlas.cli.options import atlas_option, format_option, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from lensatlas.atlas import Atlas
    from lensatlas.model import Article


def _show(question: str, rows: Iterable[Mapping[str, Any]], form: str, empty: str) -> None:
    from lensatlas.cli.printing import show

    show(question, rows, form, empty=empty)


@click.command(short_help="Tags that should perhaps be one: proposals, never merges.")
@atlas_option
@format_option
def tags(atlas_folder: str | None, form: str) -> None:
    """List tags that may be the same (case, hyphen, number, word order, spelling), and tags that stand on one article only.

    Nothing is merged: that is an editor's word.
    """
    _show("tags", opened(atlas_folder).tag_proposals().rows(), form, "No two tags look alike.")


@click.command(short_help="Tags and lenses for articles, as your own archive would tag them.")
@click.argument("article", metavar="[ARTICLE…|-]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="In the table, also what is unlikely or already there.")
@atlas_option
@format_option
def suggest(article: tuple[str, ...], everything: bool, atlas_folder: str | None, form: str) -> None:
    """Suggest tags and lenses for ARTICLEs as your own archive would tag them: it needs fifty tagged articles.

    Without an ARTICLE: for all. With -: for articles as JSON Lines on standard input.
    The score is the probability that your editors would give the label; `suggested` marks what reaches the label's own
    cut. The evidence is the article's words that speak for it.

    \b
        lensatlas suggest doha-talks
        lensatlas suggest - < drafts.jsonl --format jsonl
    """
    atlas = opened(atlas_folder)
    found = atlas.suggest(others=list(_articles(atlas))) if article == ("-",) else atlas.suggest(*article)
    rows = found.rows()
    if form == "table" and not everything:
        rows = [
            {**row, **{kind: [one for one in row[kind] if _is_news(one)] for kind in ("tags", "lenses")}}
            for row in rows
        ]
    _show("suggest", rows, form, "Nothing to suggest. --all shows what is less likely, and what is there already.")
    if found.note:
        click.echo(found.note, err=True)


def _is_news(found: Mapping[str, Any]) -> bool:
    return bool(found["suggested"] and not found["held"])


def _articles(atlas: Atlas) -> Iterator[Article]:
    """The articles on standard input; a line that is none is named on standard error, and the rest goes on."""
    from lensatlas.ingest import read
    from lensatlas.model import Problem

    for record in read(["-"], profile=atlas.config.profile, form="jsonl", stdin=sys.stdin.buffer):
        if isinstance(record, Problem):
            click.echo(f"passed over: {record}", err=True)
        else:
            yield record
