"""What a review has changed, kept so that it can be taken back.

Each applied review is a numbered folder under ``reviews/``: the files as they were, and ``review.json``, which names them and the
judgements that were recorded.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from lensatlas.errors import CannotWrite, UsageError
from lensatlas.model import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.atlas.place import Place
    from lensatlas.atlas.review import Review
    from lensatlas.ingest.write_back import Change
    from lensatlas.model import Problem

_NAME = "review.json"


def apply(place: Place, review: Review) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Keep what will be lost, then patch the files and record the judgements; the files changed, and those that could not be."""
    from lensatlas.tagging.decisions import record

    _keep(place, review)
    changed, problems = _written(review.changes)
    record(place.decisions, *review.decisions)
    return changed, problems


def undo(place: Place) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Take the last review back: files become what they were, unless they were changed since; judgements are withdrawn.

    Raises :class:`~lensatlas.errors.UsageError` where none was applied.
    """
    from lensatlas.ingest.write_back import Change
    from lensatlas.tagging.decisions import withdraw

    folders = sorted(folder for folder in _reviews(place).glob("[0-9]*") if (folder / _NAME).is_file())
    if not folders:
        raise UsageError("No review has been applied here: there is nothing to take back.")
    last = folders[-1]
    told = json.loads((last / _NAME).read_text(encoding="utf-8"))
    back = [
        Change(path=_path(*named), before=(last / after).read_bytes(), after=(last / before).read_bytes())
        for *named, before, after in told["files"]
    ]
    changed, problems = _written(back)
    withdraw(place.decisions, *(Decision(**row) for row in told["decisions"]))
    (last / _NAME).rename(last / f"undone-{_NAME}")
    return changed, problems


def _written(changes: Sequence[Change]) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    from lensatlas.ingest.write_back import write

    outcomes = [(change, write(change)) for change in changes]
    return tuple(c for c, fault in outcomes if not fault), tuple(fault for _, fault in outcomes if fault)


def _keep(place: Place, review: Review) -> None:
    numbers = [int(p.name) for p in _reviews(place).glob("[0-9]*") if p.name.isdigit()]
    folder = _reviews(place) / f"{max(numbers, default=0) + 1:04d}"
    try:
        folder.mkdir(parents=True)
        files = list(_kept(folder, review.changes))
        told = {"files": files, "decisions": [asdict(one) for one in review.decisions]}
        (folder / _NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error


def _kept(folder: Path, changes: Sequence[Change]) -> Iterator[tuple[str, str, str, str]]:
    for number, change in enumerate(changes):
        before, after = f"{number}.before", f"{number}.after"
        (folder / before).write_bytes(change.before)
        (folder / after).write_bytes(change.after)
        yield str(change.path), str(change.path.resolve()), before, after


def _path(named: str, resolved: str) -> Path:
    """The path as the article's origin has it, where it still leads to the file."""
    return Path(named) if str(Path(named).resolve()) == resolved else Path(resolved)


def _reviews(place: Place) -> Path:
    return place.folder / "reviews"
