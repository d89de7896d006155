"""How much is taken into the corpus at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lensatlas.model import Article

BATCH = 500  # articles a transaction: a kill loses at most what was not yet reported
FETCHED = 20  # the same for what is fetched
# Characters a transaction, but for the article that goes beyond: five hundred of 1 MB each are more than the database may hold.
LONGEST = 8 << 20

T = TypeVar("T")


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Items in lists of at most ``size``."""
    each = iter(items)
    while batch := list(islice(each, size)):
        yield batch


def portions(records: Iterable[Article | Problem], size: int = BATCH) -> Iterator[list[Article | Problem]]:
    """Records in lists of at most ``size``, and of fewer where they are long."""
    portion: list[Article | Problem] = []
    length = 0
    for record in records:
        portion.append(record)
        if not isinstance(record, Problem):
            length += sum(len(text) for _, text in record.passages())
        if len(portion) == size or length >= LONGEST:
            yield portion
            portion, length = [], 0
    if portion:
        yield portion
