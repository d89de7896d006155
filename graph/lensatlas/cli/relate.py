"""What is related, and why."""

from __future__ import annotations

import click

from lensatlas.cli.options import atlas_option, format_option, opened, show

_NONE = "The atlas holds no articles: lensatlas add PATH…"


@click.command(short_help="Articles that belong beside this one, with the reasons.")
@click.argument("article", required=False)
@click.option("--all", "everything", is_flag=True, help="Answer for every article.")
@click.option("-k", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="The least score. Default: the 99th percentile of random pairs."
)
@click.option("--exact", is_flag=True, help="The bare best by score: nothing folded, nothing varied.")
@click.option("--rescue", is_flag=True, help="With --all: every article stands in one list at least (see reach).")
@atlas_option
@format_option
def related(
    article: str | None,
    everything: bool,
    count: int,
    min_score: float | None,
    exact: bool,
    rescue: bool,
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
    if rescue and (exact or not everything):
        raise click.UsageError("--rescue changes the lists of all articles: give it with --all, without --exact.")
    atlas = opened(atlas_folder)
    if article is None:
        found = atlas.related_rows(k=count, min_score=min_score, exact=exact, rescue=rescue)
        if not atlas.graph.size and form == "jsonl":  # an array or a table shows that it is empty, no line does not
            click.echo(_NONE, err=True)
        show(
            "related",
            found,
            form,
            f"No article comes near enough to another.{_lower(min_score)}" if atlas.graph.size else _NONE,
        )
        return
    answer = atlas.related(article, count, min_score=min_score, exact=exact)
    # Where there is nothing to compare, a lower score shows no more.
    lower = _lower(min_score) if "near enough" in answer.note else ""
    show("related", answer.rows(), form, answer.note + lower)


def _lower(min_score: float | None) -> str:
    return "" if min_score == 0 else " --min-score 0 shows the nearest all the same."


@click.command(short_help="Why two articles are linked, or why not, feature by feature.")
@click.argument("article")
@click.argument("other")
@atlas_option
@format_option
def explain(article: str, other: str, atlas_folder: str | None, form: str) -> None:
    """Say what ARTICLE and OTHER share, what each of it adds to their score, and what decides whether one is shown beside the other.

    The weights add up to the score.
    """
    found = opened(atlas_folder).explain(article, other)
    show("explain", found.rows(), form)
    if form == "table":
        click.echo(found.note, err=True)


@click.command(short_help="Whom the related lists reach, and who is never recommended.")
@click.option("-k", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many a list holds.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="The least score. Default: the 99th percentile of random pairs."
)
@click.option("--rescue", is_flag=True, help="Find a place for everyone who has none, where it costs least.")
@atlas_option
@format_option
def reach(count: int, min_score: float | None, rescue: bool, atlas_folder: str | None, form: str) -> None:
    """Audit the related lists of all articles.

    Who stands in no list, how unevenly the places are shared (Gini), how much more alike linked articles are than random pairs.
    With --rescue: the same after every article that has anything in common with another got a place, and what that cost.
    The table shows who is never recommended.

    \b
        lensatlas reach --rescue
        lensatlas related --all --rescue --format jsonl > related.jsonl
    """
    found = opened(atlas_folder).reach(count, min_score=min_score, rescue=rescue)
    show("reach", found.rows(), form, "Everyone stands in a list." if found.rows()[0]["articles"] else _NONE)
    if form == "table":
        click.echo(found.note, err=True)


@click.command(short_help="Have one article stand beside another, or never: an editor's word.")
@click.argument("article")
@click.argument("other")
@click.option("--exclude", is_flag=True, help="OTHER never stands beside ARTICLE, nor ARTICLE beside OTHER.")
@click.option("--note", default="", help="Why: readers are told it beside what is pinned.")
@click.option("--undo", is_flag=True, help="Take the same pin or exclusion back.")
@atlas_option
def pin(article: str, other: str, exclude: bool, note: str, undo: bool, atlas_folder: str | None) -> None:
    """Have OTHER stand first beside ARTICLE in related articles; with --exclude, keep the two apart.

    It is recorded in the atlas's pins.csv and holds from the next question on; --undo takes it back.

    \b
        lensatlas pin doha-talks port-strike --note "Where it began."
        lensatlas pin doha-talks weather-report --exclude
    """
    import datetime as dt

    from lensatlas.model import Pin

    atlas = opened(atlas_folder)
    today = "" if undo else dt.datetime.now(tz=dt.UTC).date().isoformat()
    asked = Pin(action="exclude" if exclude else "pin", article=article, other=other, note=note, decided=today)
    if undo:
        said = "Taken back." if atlas.unpin(asked) else "No such pin is recorded: nothing was changed."
    elif atlas.pin(asked):
        said = f"Recorded in {atlas.folder / 'pins.csv'}. --undo takes it back."
    else:
        said = "It is recorded already: nothing was changed."
    click.echo(said, err=True)
