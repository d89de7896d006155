"""The verbs, by what one comes for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lensatlas import __version__
from lensatlas.cli import ask, care, desk, relate, travel, ways_in, ways_out

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIES: Mapping[str, tuple[click.Command, ...]] = {
    "Begin": (ways_in.demo, ways_in.init),
    "Ways in": (ways_in.add, ways_in.remove, ways_in.build),
    "Look": (ask.articles, ask.mentions),
    "What is related": (relate.related, relate.explain, relate.reach),
    "How to travel": (travel.path, travel.paths, travel.tour, travel.drill),
    "Who has leverage": (ask.leverage, ask.claims),
    "What is not covered": (ask.gaps, ask.watch),
    "The editor's desk": (desk.tags, desk.candidates, desk.mark, relate.pin, desk.suggest, desk.review, desk.align),
    "Ways out": (ways_out.map_, ways_out.export, ways_out.sparql),
    "Care": (care.doctor, care.check),
}


class Verbs(click.Group):
    """A group whose help lists the verbs by family, in reading order."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The verbs in reading order."""
        return [str(verb.name) for verbs in FAMILIES.values() for verb in verbs]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The verb, or a usage error that names the nearest ones."""
        found = super().get_command(context, name)
        if found is None:
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(context), n=3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"There is no command {name!r}.{hint}", context)
        return found

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with one line each, under their families."""
        for family, verbs in FAMILIES.items():
            with formatter.section(family):
                formatter.write_dl([(str(verb.name), verb.get_short_help_str(limit=90)) for verb in verbs])


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command explains itself: lensatlas COMMAND --help",
)
@click.version_option(__version__, message="lensatlas %(version)s")
def lensatlas() -> None:
    """Turn a publication's articles into an atlas that answers questions with reasons.

    What is related, how can a reader travel, who has leverage, what is not covered?

    Start with `lensatlas demo`, or with your own articles:

    \b
        lensatlas init my-atlas
        lensatlas add pages/ --atlas my-atlas
        lensatlas related SOME-ARTICLE --atlas my-atlas

    The atlas is the one named by --atlas, or by LENSATLAS_DIR, or the nearest
    folder upward that holds a lensatlas.toml.
    """


for _verbs in FAMILIES.values():
    for _verb in _verbs:
        lensatlas.add_command(_verb)
