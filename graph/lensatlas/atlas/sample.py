"""The sample publication that comes with Lensatlas, as an atlas of one's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from lensatlas.atlas import place
from lensatlas.atlas.atlas import Atlas
from lensatlas.atlas.build import silent
from lensatlas.atlas.place import Place
from lensatlas.config import FILE_NAME
from lensatlas.errors import FolderTaken, LensatlasError

if TYPE_CHECKING:
    from lensatlas.atlas.build import Progress


def folder() -> Path:
    """Where the sample's pages are: inside the installed package, or in ``data/sample`` of a checkout."""
    installed = Path(str(resources.files("lensatlas").joinpath("sample")))
    checkout = Path(__file__).resolve().parents[3] / "data" / "sample"
    for found in (installed, checkout):
        if (found / FILE_NAME).is_file():
            return found
    raise LensatlasError(
        f"The sample publication is neither in {installed} nor in {checkout}: install lensatlas again."
    )


def atlas(where: Path, *, progress: Progress = silent) -> Atlas:
    """An atlas of the sample in a folder that is absent, empty, or holds the sample's atlas already.

    Raises :class:`~lensatlas.errors.FolderTaken` where the folder holds anything else.
    """
    sample = folder()
    config = (sample / FILE_NAME).read_text(encoding="utf-8")
    mine = Place(where).config
    if not mine.exists():
        lists = {listed.name: listed.read_text(encoding="utf-8") for listed in sample.glob("*.csv")}
        place.make(where, config, lists)
    elif mine.read_text(encoding="utf-8", errors="replace") != config:
        raise FolderTaken(where)  # somebody's own atlas: the sample's articles have no business in it
    made = Atlas.find(where, progress=progress)
    made.add(sample / "pages", sample / "posts")
    made.build()
    return made
