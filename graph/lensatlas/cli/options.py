"""What several commands share: options, the atlas they mean, and how an answer is printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.atlas import Atlas

atlas_option = click.option(
    "--atlas", "atlas_folder", metavar="DIR", type=click.Path(file_okay=False),
    help="The atlas's folder. Default: LENSATLAS_DIR, or the nearest lensatlas.toml upward.",
)  # fmt: skip

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True,
    help="How to print: a table for people, one JSON array, one JSON object a line, or CSV.",
)  # fmt: skip


class Day(click.ParamType[Any]):
    """A day, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date, or a usage error that shows the form."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-07-02", param, ctx)


as_of_option = click.option(
    "--as-of",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day from which time is judged. Default: that of the newest article.",
)


def opened(folder: str | None) -> Atlas:
    """The atlas the call means; its talk goes to standard error."""
    from lensatlas.atlas import Atlas
    from lensatlas.cli.talk import Complaints, Talk

    return Atlas.find(folder, progress=Talk(), on_problem=Complaints("note"))


def show(question: str, rows: Iterable[Mapping[str, Any]], form: str, empty: str = "Nothing to show.") -> None:
    """Print an answer's rows; what prints them is loaded now, as `--help` must start at once."""
    from lensatlas.cli import printing

    printing.show(question, rows, form, empty=empty)
