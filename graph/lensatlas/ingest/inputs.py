"""What a user names on the command line: files, folders, patterns, standard input; each file once, in a fixed order."""

from __future__ import annotations

import difflib
import glob
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lensatlas import config
from lensatlas.config import FILE_NAME
from lensatlas.errors import LensatlasError
from lensatlas.ingest.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import Problem

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, or standard input; ``found`` says that it was met in a folder, not named."""

    path: str
    found: bool = False

    @property
    def name(self) -> str:
        """The path as text that can be written anywhere."""
        return readable(self.path)


def readable(path: str) -> str:
    """A path with what no encoding can write replaced."""
    return os.fsencode(path).decode("utf-8", "replace") if not path.isascii() else path


def expand(named: Sequence[str]) -> Iterator[Input | Problem]:
    """Every file named or found, sorted by path and each once; standard input comes last."""
    met: dict[str, Input] = {}
    for name in named:
        for found in _named(name):
            if isinstance(found, Input):
                met.setdefault(os.path.normpath(found.path), found)
            else:
                yield found
    standard = met.pop(STANDARD_INPUT, None)
    yield from sorted(met.values(), key=lambda found: found.path.replace(os.sep, "\0"))
    if standard:
        yield standard


def _named(name: str) -> Iterator[Input | Problem]:
    if name == STANDARD_INPUT:
        yield Input(name)
    elif os.path.isdir(name):  # noqa: PTH112 — os.path keeps "./pages" as it was given
        yield from _folder(name)
    elif os.path.lexists(name):
        yield Input(name)
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 — Path.glob wants a root
        if not matches:
            yield Place(readable(name)).problem("no file matches")
        for match in matches:
            if os.path.isdir(match) and "**" not in name:  # noqa: PTH112
                yield from _folder(match)
            elif not os.path.isdir(match):  # noqa: PTH112
                yield Input(match, found=True)
    elif name.lower().startswith(("http://", "https://")):
        yield Place(readable(name)).problem("it is an address, and nothing is fetched unasked", "read it with --fetch")
    else:
        yield Place(readable(name)).problem("there is no such file or folder", _near(name))


def _folder(folder: str) -> Iterator[Input | Problem]:
    """The files of a folder and those below it; hidden ones (``.git``) and an atlas's own settings are passed over."""
    faults: list[OSError] = []
    settings: set[str] = set()
    for path, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            linked = os.path.join(path, name)  # noqa: PTH118
            if os.path.islink(linked):  # noqa: PTH114
                yield Place(readable(linked)).problem("a link to a folder is not followed", "name the folder itself")
        if FILE_NAME in names:
            settings |= _settings(Path(path, FILE_NAME))
        for name in sorted(names):
            file = os.path.join(path, name)  # noqa: PTH118
            if not name.startswith(".") and os.path.normpath(file) not in settings:
                yield Input(file, found=True)
    for fault in faults:
        yield Place(readable(str(fault.filename))).problem(f"the folder cannot be read: {fault.strerror}")


def _settings(file: Path) -> set[str]:
    """A ``lensatlas.toml`` and the lists that it names: an atlas's own words, not its articles."""
    try:
        lists = config.load(file).authority
    except LensatlasError:  # whoever opens that atlas is told
        lists = ()
    return {os.path.normpath(path) for path in (file, *lists)}


def _near(name: str) -> str:
    path = Path(name)
    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except (OSError, ValueError):
        return ""
    near = difflib.get_close_matches(path.name, beside, n=1)
    return f"did you mean {readable(str(path.parent / near[0]))}?" if near else ""
