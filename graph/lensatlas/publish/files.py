"""Writing that leaves either the whole new file or the old one."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lensatlas.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of ``path`` when the block ends well; a failure leaves what was there.

    Raises :class:`~lensatlas.errors.CannotWrite` where the place cannot be written, or the disk is full.
    """
    making: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        making = Path(name)
        with os.fdopen(handle, "wb") as out:
            yield out
        making.chmod(0o666 & ~_umask())  # mkstemp makes files that only their owner may read
        making.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    finally:
        if making is not None:
            making.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
