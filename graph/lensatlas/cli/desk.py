"""The editor's desk: tags in order, suggestions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lensatlas.cli.options import atlas_option, format_option, opened, show
from lensatlas.model import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from lensatlas.atlas import Atlas
    from lensatlas.model import Article, DecisionSubject, Verdict


about_option = click.option(
    "--about", type=click.Choice(["tag", "actor", "lens"]), default="tag", show_default=True, help="What is to be put in order."
)  # fmt: skip


@click.command(short_help="Tags, actors or lenses that should perhaps be one, or are something else: proposals.")
@about_option
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of proposal; may be given again.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first so many.")
@atlas_option
@format_option
def tags(about: DecisionSubject, kinds: tuple[str, ...], top: int | None, atlas_folder: str | None, form: str) -> None:
    """List what may be one, what stands for something else, and what seems to be the broader tag, each with its reasons.

    Nothing is merged: that is an editor's word. `lensatlas mark` records it, `lensatlas review` many at once.

    \b
        lensatlas tags --top 20
        lensatlas tags --about actor
        lensatlas mark merge tag "political spectacle" "spectacle politics"
    """
    found = [row for row in opened(atlas_folder).proposals(about).rows() if not kinds or row["kind"] in kinds]
    if kinds and not found:
        click.echo(f"Of the kind {', '.join(kinds)} there is nothing.", err=True)
    show("tags", found[:top], form, "Nothing to settle.")


@click.command(short_help="Names in three articles or more that stand on no list of actors.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first so many.")
@atlas_option
@format_option
def candidates(top: int | None, atlas_folder: str | None, form: str) -> None:
    """List frequent names that no list of actors has, with a guess of their kind and an example.

    Accept one with `lensatlas mark accept actor NAME KIND`, or say with `mark drop actor NAME` that it is none.
    """
    show("candidates", opened(atlas_folder).candidates().rows()[:top], form, "Every frequent name is on a list.")


@click.command(short_help="Record a judgement: these two are one, this is no tag, this is an actor.")
@click.argument("verdict", type=click.Choice(list(VERDICTS)), metavar="VERDICT")
@click.argument("about", type=click.Choice(["tag", "actor", "lens"]), metavar="ABOUT")
@click.argument("name", metavar="NAME")
@click.argument("into", metavar="[INTO]", default="")
@click.option("--note", default="", help="Why: for whoever reads the file.")
@click.option("--undo", is_flag=True, help="Take the same judgement back.")
@atlas_option
def mark(
    verdict: Verdict, about: DecisionSubject, name: str, into: str, note: str, undo: bool, atlas_folder: str | None
) -> None:
    """Record a judgement in the atlas's decisions.csv. It holds from the next question on; --undo takes it back.

    \b
        mark merge tag NAME INTO       the two are one, called INTO (also: actor, lens)
        mark apart tag NAME INTO       the two are never one: stop proposing it
        mark drop tag NAME             this is no tag (also: actor, lens)
        mark broader tag NAME INTO     INTO is the wider tag
        mark actor tag NAME INTO       this tag is really the actor INTO
        mark accept actor NAME [KIND]  this is an actor, to be looked for in every text
        mark kind actor NAME KIND      what kind of actor it is
    """
    import datetime as dt

    from lensatlas.model import Decision

    atlas = opened(atlas_folder)
    today = "" if undo else dt.datetime.now(tz=dt.UTC).date().isoformat()
    decision = Decision(about=about, verdict=verdict, name=name, into=into, note=note, decided=today)
    if undo:
        gone = atlas.unmark(decision)
        click.echo("Taken back." if gone else "No such judgement is recorded: nothing was changed.", err=True)
        return
    meant = atlas.mark(decision)
    said = f"{verdict} {about} {meant.name!r}" + (f" {meant.into!r}" if meant.into else "")
    click.echo(f"Recorded in {atlas.folder / 'decisions.csv'}: {said}. --undo takes it back.", err=True)


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
    show("suggest", rows, form, "Nothing to suggest. --all shows what is less likely, and what is there already.")
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


@click.command(short_help="Your tags beside a SKOS vocabulary: which concepts say the same, or nearly.")
@click.argument("vocabulary", metavar="VOCABULARY", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="The lowest score.")
@click.option("--language", metavar="TAG", help="Read labels in this language. Default: the publication's.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Also write the matches as RDF (N-Triples)."
)
@atlas_option
@format_option
def align(
    vocabulary: Path, min_score: float, language: str | None, output: Path | None, atlas_folder: str | None, form: str
) -> None:
    """Find the concepts of VOCABULARY (SKOS: RDF/XML, Turtle, N-Triples, JSON-LD) that the atlas's tags mean.

    Each with a SKOS match (exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch), a score, and why.

    \b
        lensatlas align mediatopics.rdf
        lensatlas align mediatopics.rdf --min-score 0.9 -o matches.nt
    """
    atlas = opened(atlas_folder)
    found = atlas.align(vocabulary, least=min_score, language=language)
    show("align", found.rows(), form, "No tag says what a concept says. --min-score 0.3 shows what is less sure.")
    if output is not None:
        from lensatlas.publish.rdf.alignments import mappings
        from lensatlas.publish.rdf.write import save

        base = atlas.config.publication.base
        save(mappings(found, base=base), "nt", output, base=base)
        click.echo(f"Wrote {output}.", err=True)


@click.command(short_help="Review proposals in a spreadsheet, and write the accepted tags into your files.")
@click.argument("table", metavar="[FILE]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the table to fill in: .xlsx or .csv."
)
@click.option(
    "--most", type=click.IntRange(min=1), default=500, show_default=True, help="Rows of each kind at most, with -o."
)
@click.option(
    "--apply", "applied", is_flag=True, help="Change the files and record the judgements, not only show them."
)
@click.option("--undo", is_flag=True, help="Take the review that was applied last back.")
@atlas_option
@format_option
def review(
    table: Path | None, output: Path | None, most: int, applied: bool, undo: bool, atlas_folder: str | None, form: str
) -> None:
    """Review many proposals at once, in a spreadsheet. Write yes or no into the column “accept”, save, and give it back.

    \b
        lensatlas review -o review.xlsx       suggested tags, what to settle, actors to accept
        lensatlas review review.xlsx          show what the accepted rows would change: a diff
        lensatlas review review.xlsx --apply  change it
        lensatlas review --undo               and back

    Tags go into the front matter of your Markdown files: the lines of the tags change, and nothing else. Judgements go into
    decisions.csv. A no is kept too: two that are never one, a name that is no actor.
    """
    if [table is not None, output is not None, undo].count(True) != 1 or (applied and table is None):
        raise click.UsageError(
            "Give -o FILE to write a table, FILE to read one back (with --apply to change things), or --undo."
        )
    atlas = opened(atlas_folder)
    if output is not None:
        atlas.review(output, most=most)
        click.echo(f"Wrote {output}: write yes or no into “accept”, save, then lensatlas review {output}", err=True)
        return
    if undo:
        _tell(atlas.undo().row(), form)
        return
    assert table is not None
    found = atlas.reviewed(table)
    for problem in found.problems:
        click.echo(f"passed over: {problem}", err=True)
    click.echo(found.diff(), nl=False)
    said = f"{len(found.changes)} files, {len(found.decisions)} judgements"
    if not applied:
        click.echo(f"{said}; nothing is changed yet: --apply does it.", err=True)
        return
    _tell(atlas.apply(found).row(), form)
    click.echo(f"{said} changed. lensatlas review --undo takes it back.", err=True)


def _tell(row: Mapping[str, Any], form: str) -> None:
    from lensatlas.cli.printing import show

    show("report", [row], form)
