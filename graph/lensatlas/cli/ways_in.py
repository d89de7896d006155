"""Ways in: demo, init, add, remove, build."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lensatlas.cli.options import atlas_option, format_option, opened


@click.command(short_help="Build the sample atlas and say what to open.")
@click.argument("folder", metavar="[DIR]", default="lensatlas-demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Build an atlas of the sample publication, ask it the four questions, and draw its map.

    DIR (default: lensatlas-demo) is made; a demo that is already there is built again.
    """
    from lensatlas.cli import show_demo

    show_demo.run(folder)


@click.command(short_help="Make an empty atlas with a commented lensatlas.toml.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make an empty atlas in DIR: a lensatlas.toml that explains itself, and folders for your articles.

    Edit the file or leave it; then `lensatlas add PATH… --atlas DIR`.
    """
    from lensatlas.atlas import place

    made = place.make(folder)
    (made.folder / "articles").mkdir()
    click.echo(f"Made {made.config}: what it may say about your publication is explained in it.", err=True)
    click.echo(
        f"Next: lensatlas add PATH… --atlas {folder}   (pages, Markdown, JSON Lines; {made.folder / 'articles'} is there for them)",
        err=True,
    )


@click.command(short_help="Read articles: files, folders, globs, or - for standard input.")
@click.argument("paths", metavar="PATH…", nargs=-1)
@atlas_option
@click.option(
    "--from", "record_form", metavar="NAME", help="The input's format (default: detected); `--from help` lists them."
)
@click.option(
    "--fetch",
    "fetched",
    is_flag=True,
    help="Ask for addresses: PATHs that are one, and what feeds, sitemaps and OPML name.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="With --fetch: pages at most that lists name.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="With --fetch: seconds at least between two requests to a host.",
)
@click.option(
    "--any-host", is_flag=True, help="With --fetch: follow feeds and sitemaps to hosts that you did not name."
)
@click.option(
    "--private-hosts", is_flag=True, help="With --fetch: also ask hosts in your own network and on this machine."
)
@click.option("--rebuild", is_flag=True, help="Then draw the atlas anew, under weights computed from all its articles.")
@click.option("--strict", is_flag=True, help="End with code 3 when a record was rejected.")
@format_option
def add(
    paths: tuple[str, ...],
    atlas_folder: str | None,
    record_form: str | None,
    fetched: bool,
    max_pages: int,
    delay: float,
    any_host: bool,
    private_hosts: bool,
    rebuild: bool,
    strict: bool,
    form: str,
) -> None:
    """Read articles into the atlas. Files, folders, globs, or - for standard input; with --fetch also addresses.

    Adding the same again changes nothing; a changed article is updated. A record that cannot be read is rejected with
    its place and the reason, and the rest goes on. The atlas is made where its folder is absent or empty.

    \b
        lensatlas add pages/ export.zip
        lensatlas add --from help                            the formats that are read
        lensatlas add --fetch https://example.org/sitemap.xml
    """
    from lensatlas.cli.talk import Complaints, Talk
    from lensatlas.ingest import FORMATS

    if record_form == "help":
        for name, known in FORMATS.items():
            click.echo(f"{name:12} {known.help}")
        return
    if not paths:
        raise click.UsageError("Name at least one PATH: a file, a folder, a glob, or - for standard input.")
    if record_form is not None and record_form not in FORMATS:
        raise click.BadParameter(
            f"there is no format {record_form!r}; known: {', '.join(FORMATS)}", param_hint="--from"
        )
    from lensatlas.atlas import Atlas

    complaints = Complaints("rejected")
    atlas = Atlas.open(atlas_folder, progress=Talk(), on_problem=complaints)
    if "-" in paths and sys.stdin is None:
        raise click.UsageError("There is no standard input to read from.")
    policy = None
    if fetched:
        from lensatlas.ingest.fetch import Policy

        policy = Policy(max_pages=max_pages, delay=delay, any_host=any_host, allow_private=private_hosts)
    report = atlas.add(
        *paths, form=record_form, stdin=sys.stdin.buffer if sys.stdin else None, fetch=policy, rebuild=rebuild
    )
    complaints.rest(report.rejects)
    _tell(report.row(), form)
    if strict and report.rejected:
        raise click.exceptions.Exit(3)


@click.command(short_help="Take articles out of the atlas.")
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True)
@atlas_option
@format_option
def remove(articles: tuple[str, ...], atlas_folder: str | None, form: str) -> None:
    """Take articles out of the atlas, with everything that was found in them. The files they came from stay.

    ARTICLE is an id, a URL, a slug, or a headline that fits one article only. All are looked up before any is removed.
    """
    _tell(opened(atlas_folder).remove(*articles).row(), form)


@click.command(short_help="Tag what is new and draw the atlas now, not at the next question.")
@atlas_option
@format_option
def build(atlas_folder: str | None, form: str) -> None:
    """Tag what is new and draw the atlas now, under weights computed from all its articles.

    Any question tags and draws what is new when it has to, under the weights that the last build computed: what it answers about
    other articles stays as it was. When the atlas has drifted from them by more than 5 %, it says so.
    """
    _tell(opened(atlas_folder).build().row(), form)


def _tell(row: dict[str, object], form: str) -> None:
    from lensatlas.cli.printing import show

    show("report", [row], form)
