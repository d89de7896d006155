"""What is related, and why."""

from __future__ import annotations

import click

from lensatlas.cli.options import atlas_option, format_option, opened, show


@click.command(short_help="Articles that belong beside this one, with the reasons.")
@click.argument("article", required=False)
@click.option("--all", "everything", is_flag=True, help="Answer for every article.")
@click.option("-k", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="The least score. Default: the 99th percentile of random pairs."
)
@click.option("--exact", is_flag=True, help="The bare best by score: nothing folded, nothing varied.")
@atlas_option
@format_option
def related(
    article: str | None,
    everything: bool,
    count: int,
    min_score: float | None,
    exact: bool,
    atlas_folder: str | None,
    form: str,
) -> None:
    """Find the articles that belong beside ARTICLE, best first, each with its role and the reasons for its score.

    \b
        lensatlas related doha-talks
        lensatlas related --all --format jsonl > related.jsonl
    """
    if (article is None) != everything:
        raise click.UsageError("Give one ARTICLE, or --all for every one.")
    atlas = opened(atlas_folder)
    found = atlas.related_rows(article, k=count, min_score=min_score, exact=exact)
    show("related", found, form, "No article comes near enough. --min-score 0 shows the nearest all the same.")
