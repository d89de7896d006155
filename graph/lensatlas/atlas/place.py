"""Where an atlas lives: a folder with its configuration, its corpus, and what was drawn from it.

::

    lensatlas.toml      what the publication says about itself; yours to edit
    decisions.csv       which tags, actors and lenses are one, and which are none; yours to edit
    pins.csv            what shall stand beside an article, and what never; yours to edit
    corpus.duckdb       the articles and what was found in them
    drawn/              what questions are asked of: generations, and CURRENT, which names the one in use
    rejects/            records that could not be read, with the reasons
    reviews/            what applied reviews changed, as it was before
    fetched/            what was asked of hosts, with --fetch
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lensatlas.config import FILE_NAME
from lensatlas.errors import CannotWrite, FolderTaken, NoAtlas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VARIABLE = "LENSATLAS_DIR"
CORPUS = "corpus.duckdb"
DECISIONS = "decisions.csv"
PINS = "pins.csv"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one atlas."""

    folder: Path

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / FILE_NAME

    @property
    def decisions(self) -> Path:
        """The editor's judgements."""
        return self.folder / DECISIONS

    @property
    def pins(self) -> Path:
        """What the editor wants beside articles, or never beside them."""
        return self.folder / PINS

    @property
    def corpus(self) -> Path:
        """The database file."""
        return self.folder / CORPUS

    @property
    def drawn(self) -> Path:
        """The folder of generations."""
        return self.folder / "drawn"

    @property
    def fetched(self) -> Path:
        """Answers of hosts that were asked, and the journal of the crawl."""
        return self.folder / "fetched"

    @property
    def pointer(self) -> Path:
        """The file that names the generation in use."""
        return self.drawn / "CURRENT"

    def current(self) -> Path | None:
        """The generation in use, or None before the first."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        found = self.drawn / name
        # The name of a folder in here, nothing else: whatever a damaged pointer holds must not lead away.
        return found if name.isalnum() and found.is_dir() else None

    def renew(self, name: str, fill: Callable[[Path], None]) -> Path:
        """Fill a new generation, then make it the current one by a single rename; those before the last go.

        Killed at any point, the atlas keeps the generation it had: a half-filled one is never named.
        """
        before = self.current()
        try:
            self.drawn.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(prefix="making-", dir=self.drawn))
        except OSError as error:
            raise CannotWrite(self.drawn, error.strerror or str(error)) from error
        try:
            fill(making)
            made = self.drawn / name
            shutil.rmtree(made, ignore_errors=True)
            making.rename(made)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        pointer = self.drawn / f"CURRENT-{os.getpid()}"
        pointer.write_text(name + "\n", encoding="utf-8")
        pointer.replace(self.pointer)
        self._sweep({made, before})
        return made

    def _sweep(self, kept: set[Path | None]) -> None:
        """Remove old generations, and what killed processes left; the one before the newest may still be read from."""
        for old in self.drawn.iterdir():
            if old.is_dir() and old not in kept:
                shutil.rmtree(old, ignore_errors=True)
            elif old.name.startswith("CURRENT-"):
                old.unlink(missing_ok=True)

    def next_rejects(self) -> Path:
        """A new file for rejects: numbered, so that no earlier list is lost."""
        folder = self.folder / "rejects"
        folder.mkdir(parents=True, exist_ok=True)
        taken = [int(p.stem) for p in folder.glob("*.jsonl") if p.stem.isdigit()]
        return folder / f"{max(taken, default=0) + 1:04d}.jsonl"


def is_atlas(folder: Path) -> bool:
    """Whether a folder holds an atlas: its configuration, or a corpus that has lost it."""
    return (folder / FILE_NAME).is_file() or (folder / CORPUS).is_file()


def find(named: str | Path | None = None) -> Place:
    """The atlas that is named, else the one LENSATLAS_DIR names, else the nearest upward from here.

    Raises :class:`~lensatlas.errors.NoAtlas` where there is none.
    """
    named = named or os.environ.get(VARIABLE)
    if named:
        folder = Path(named)
        if is_atlas(folder):
            return Place(folder)
        raise NoAtlas(folder)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_atlas(folder):
            return Place(folder)
    raise NoAtlas(None)


def found_or_made(named: str | Path | None) -> Place:
    """The atlas that is named; a new one where that folder is absent or empty."""
    named = named or os.environ.get(VARIABLE)
    if named and not is_atlas(Path(named)):
        return make(Path(named))
    return find(named)


def make(folder: Path, config: str | None = None, lists: Mapping[str, str] | None = None) -> Place:
    """A new, empty atlas in a folder that is absent or empty.

    ``config`` is the text of its lensatlas.toml; ``lists`` are other files to stand beside it, name → text. The configuration,
    which makes the folder an atlas, is written last. Raises :class:`~lensatlas.errors.FolderTaken` where the folder holds
    other things: they are left alone.
    """
    from importlib import resources

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder, atlas=is_atlas(folder))
    folder.mkdir(parents=True, exist_ok=True)
    text = config or resources.files("lensatlas").joinpath("new-atlas.toml").read_text(encoding="utf-8")
    for name, content in (lists or {}).items():
        (folder / name).write_text(content, encoding="utf-8")
    place = Place(folder)
    place.config.write_text(text, encoding="utf-8")
    return place
