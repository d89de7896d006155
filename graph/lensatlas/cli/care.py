"""Care: whether everything is there, and whether the atlas is well."""

from __future__ import annotations

import importlib.metadata as installed
import platform
import re
from typing import TYPE_CHECKING

import click

from lensatlas import __version__
from lensatlas.cli.options import atlas_option
from lensatlas.errors import LensatlasError, NoAtlas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lensatlas.network.similarity.engines import Engine

# Extra → the package that shows it is there, and what it unlocks.
EXTRAS: Mapping[str, tuple[str, str]] = {
    "shacl": ("pyshacl", "checking exported RDF against the shapes"),
}
# What finds related articles here → how that stands.
ENGINES: Mapping[Engine, str] = {
    "kernel": "has  the compiled kernel for related articles",
    "sparse_dot_topn": "may  compiled kernel: none was compiled at installation; sparse_dot_topn finds the same related articles, slower",
    "scipy": "may  compiled kernel: none was compiled at installation (pip install -v says why); scipy finds the same related articles, slower",
}


@click.command(short_help="Versions, extras and what each unlocks, and a look at the atlas.")
@atlas_option
def doctor(atlas_folder: str | None) -> None:
    """Say what is installed, what could be, and how the atlas is. Changes nothing; ends with 4 where something is wrong."""
    click.echo(
        f"lensatlas {__version__} on Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    from lensatlas.network.similarity import engine

    ill = _packages()
    for extra, (package, unlocks) in EXTRAS.items():
        found = _version(package)
        click.echo(
            f"  {'has' if found else 'may'}  lensatlas[{extra}]: {unlocks}"
            + ("" if found else f" — pip install 'lensatlas[{extra}]'")
        )
    click.echo(f"  {ENGINES[engine()]}")
    ill |= _atlas(atlas_folder)
    if ill:
        raise click.exceptions.Exit(4)


@click.command(short_help="Check the atlas's RDF against its SHACL shapes.")
@atlas_option
def check(atlas_folder: str | None) -> None:
    """Check that the atlas's RDF keeps what its SHACL shapes promise; each breach is a line, and the exit code is 4.

    Needs the extra shacl. A large atlas takes a while: pySHACL checks some thousand triples a second.
    """
    from lensatlas.cli.options import opened

    found = opened(atlas_folder).conformance()
    for breach in found.breaches:
        click.echo(f"{breach.node}\t{breach.path}\t{breach.message}")
    if not found.conforms:
        click.echo(f"{len(found.breaches)} breaches.", err=True)
        raise click.exceptions.Exit(4)
    click.echo("The atlas conforms.", err=True)


def _version(package: str) -> str | None:
    try:
        return installed.version(package)
    except installed.PackageNotFoundError:
        return None


def _packages() -> bool:
    """One line of the versions that core stands on; whether one is missing."""
    try:
        wanted = installed.requires("lensatlas") or []
    except installed.PackageNotFoundError:
        click.echo("  —    lensatlas runs from a folder and is not installed: its requirements cannot be checked")
        return False
    plain = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted if "extra ==" not in line]
    found = {name: _version(name) for name in plain}
    click.echo("  has  " + ", ".join(f"{name} {version}" for name, version in sorted(found.items()) if version))
    missing = sorted(name for name, version in found.items() if version is None)
    for name in missing:
        click.echo(f"  ill  {name} is missing: install lensatlas again")
    return bool(missing)


def _atlas(folder: str | None) -> bool:
    """A look at the atlas, where one is meant; whether it is ill."""
    from lensatlas.atlas import Atlas

    try:
        atlas = Atlas.find(folder)
    except NoAtlas as absent:
        click.echo(f"  —    {absent}")
        return folder is not None
    try:
        states = list(atlas.health())
        for name, well, state in states:
            click.echo(f"  {'has' if well else 'ill'}  {name}: {state}")
    except LensatlasError as error:
        click.echo(f"  ill  {atlas.folder}: {error}")
        return True
    return not all(well for _, well, _ in states)
