"""What can go wrong when Lensatlas is asked for something: one base error, fields first, the message built from them.

Faults *in the data* are not errors: they are :class:`lensatlas.model.Problem` values, collected and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class LensatlasError(Exception):
    """Anything that Lensatlas refuses or cannot do; the text says what was asked and what to do next."""

    exit_code = 1


class UsageError(LensatlasError):
    """The call asks for something that cannot be: another argument would work."""

    exit_code = 2


class NotFound(UsageError):
    """No article, tag, actor or lens goes by that name; the nearest known names are offered."""

    def __init__(self, kind: str, asked: str, near: tuple[str, ...] = ()) -> None:
        self.kind, self.asked, self.near = kind, asked, near
        hint = f" Nearest: {', '.join(near)}." if near else " The atlas holds none that come near."
        super().__init__(f"No {kind} is called {asked!r}.{hint}")


class Ambiguous(UsageError):
    """A name that fits several; the candidates' ids are offered."""

    def __init__(self, kind: str, asked: str, candidates: tuple[str, ...]) -> None:
        self.kind, self.asked, self.candidates = kind, asked, candidates
        super().__init__(
            f"{asked!r} may mean {len(candidates)} {kind}s: {', '.join(candidates[:5])}. Give the id of one."
        )


class NoAtlas(UsageError):
    """There is no atlas where one was looked for."""

    def __init__(self, where: Path | None) -> None:
        self.where = where
        place = (
            f"There is no atlas in {where}."
            if where
            else "No atlas was named, and no lensatlas.toml stands here or above."
        )
        super().__init__(f"{place} Make one with `lensatlas init DIR`, try `lensatlas demo`, or give `--atlas DIR`.")


class FolderTaken(UsageError):
    """A new atlas was to be made in a folder that holds other things."""

    def __init__(self, where: Path, *, atlas: bool = True) -> None:
        self.where, self.atlas = where, atlas
        what = "holds an atlas already" if atlas else "holds other things"
        super().__init__(f"{where} {what} and was left alone. Name a folder that is absent or empty.")


class CannotWrite(LensatlasError):
    """A file or folder could not be written; what stood there before still does."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path} cannot be written: {why}.")


class AtlasBusy(LensatlasError):
    """Another process is writing the atlas."""

    def __init__(self, path: Path, holder: str) -> None:
        self.path, self.holder = path, holder
        super().__init__(f"The atlas {path} is in use by {holder}. Try again when it has finished.")


class AtlasUnreadable(LensatlasError):
    """The atlas on disk cannot be opened as one; it is left untouched."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path} was left untouched: {why}")


class BadConfig(UsageError):
    """A configuration file that cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path}: {why}")


class BadQuery(UsageError):
    """A SPARQL query that is refused or cannot be read."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class TooFewArticles(LensatlasError):
    """A question that cannot be answered honestly from what the atlas holds."""

    def __init__(self, question: str, have: int, need: int) -> None:
        self.question, self.have, self.need = question, have, need
        super().__init__(f"Too few articles to say {question}: {have} here, {need} needed.")


class MissingExtra(LensatlasError):
    """A part of Lensatlas that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs an extra: pip install 'lensatlas[{extra}]'")
