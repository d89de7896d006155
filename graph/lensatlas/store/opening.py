"""Opening the one file of an atlas: shut off from network and disk, never half-made, never touched when it is not ours."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from typing import TYPE_CHECKING, Any

import duckdb

from lensatlas.errors import AtlasBusy, AtlasUnreadable, CannotWrite, NoAtlas
from lensatlas.store.migrations import VERSION, bring_up, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Sorting a million articles spills to disk beyond this; a laptop keeps room for the rest. Less is too little: DuckDB holds 2,048
# articles at a time, and with 256 MiB it could not put 80,000 of 12 kB in order.
MEMORY = "1GiB"
# Adding sorts nothing: what it holds beyond this are only pages that it wrote and will not ask for again.
MEMORY_TO_ADD = "256MiB"
# A checkpoint writes the last 122,880 articles anew: after every 16 MiB, as is usual, adding 280 MB took half as long again.
# What a kill leaves to be taken up at the next opening stays a second's work.
CHECKPOINT = "64MiB"
# A reader holds the file for well under a second; who still waits after this should hear who holds it.
PATIENCE = 1.5
# Written so that the oldest DuckDB we accept reads it: 2.0 by default writes files that 1.4 refuses.
STORAGE = "v1.4.0"

_BUSY = re.compile(
    r"could not set lock|being used by another process|already open|different configuration", re.IGNORECASE
)
_FULL = re.compile(r"No space left|Read-only file system|out of disk|disk quota", re.IGNORECASE)
_HOLDER = re.compile(r"\(PID (\d+)\)")


def connect(path: Path, *, readonly: bool, create: bool, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """An open connection to a corpus of today's version; see :meth:`lensatlas.store.Corpus.open` for what it raises."""
    try:
        with told(path):
            if not path.exists():
                if readonly or not create:
                    raise NoAtlas(path.parent)
                _make(path)
            return _opened(path, readonly=readonly, memory=memory)
    except OSError as error:
        raise AtlasUnreadable(path, error.strerror or str(error)) from error


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Say what DuckDB found wrong with the file in our own errors; what is wrong with a query stays DuckDB's."""
    try:
        yield
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError):
        raise
    except duckdb.Error as error:
        if _BUSY.search(str(error)):
            raise AtlasBusy(path, _holder(str(error))) from error
        if _FULL.search(str(error)):
            why = "the disk is full or may not be written; what was reported as added before is kept, the rest is not"
            raise CannotWrite(path, why) from error
        raise AtlasUnreadable(path, _why(path, error)) from error


def _holder(message: str) -> str:
    if "different configuration" in message:
        return "this process"
    pid = _HOLDER.search(message)
    return f"process {pid[1]}" if pid else "another process"


def _why(path: Path, error: Exception) -> str:
    # DuckDB takes other formats for extensions to load, and says so instead of saying what the file is.
    if path.is_file():
        with path.open("rb") as file:
            if file.read(12)[8:] != b"DUCK":
                return "it is not a DuckDB file"
    return re.sub(r"^\w+ Error: ", "", (str(error).splitlines() or [type(error).__name__])[0])


def _opened(path: Path, *, readonly: bool, memory: str) -> duckdb.DuckDBPyConnection:
    """First look without writing: a file that is not ours keeps its bytes and its date."""
    connection = _patiently(path, readonly=True, memory=memory)
    try:
        version = _checked(path, version_of(connection))
        if readonly and version == VERSION:
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    connection = _patiently(path, readonly=False, memory=memory)
    _sweep(path)
    if version < VERSION:
        bring_up(connection, version)
    return connection if not readonly else _reopened(path, connection, memory)


def _reopened(path: Path, connection: duckdb.DuckDBPyConnection, memory: str) -> duckdb.DuckDBPyConnection:
    connection.close()
    return _patiently(path, readonly=True, memory=memory)


def _checked(path: Path, version: int | None) -> int:
    if version is None:
        raise AtlasUnreadable(path, "it is a DuckDB file, but not an atlas")
    if version > VERSION:
        raise AtlasUnreadable(
            path,
            f"a newer Lensatlas wrote it (schema {version}, this one knows {VERSION}); update Lensatlas to open it",
        )
    return version


def _patiently(path: Path, *, readonly: bool, memory: str) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return duckdb.connect(str(path), read_only=readonly, config=_settings(path, memory))
        except duckdb.Error as error:
            worth_waiting = _BUSY.search(str(error)) and "different configuration" not in str(error)
            if not worth_waiting or time.monotonic() > until:
                raise
        time.sleep(0.05)


def _settings(path: Path, memory: str) -> dict[str, Any]:
    return {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "enable_external_access": "false",
        "python_enable_replacements": "false",  # else a name in a query reads a Python variable of that name
        "preserve_insertion_order": "false",  # every query says its order; keeping another one costs memory
        "memory_limit": memory,
        "checkpoint_threshold": CHECKPOINT,
        "temp_directory": str(_spill(path)),
        "storage_compatibility_version": STORAGE,
        "lock_configuration": "true",
    }


def _spill(path: Path) -> Path:
    """Beside the file, where there is room for a copy of it; one folder a process, for two readers would mix theirs."""
    return path.with_name(f"{path.name}.{os.getpid()}.tmp")


def _sweep(path: Path) -> None:
    """Clear what killed processes spilled; only called while no other process can have the file open."""
    left = re.compile(re.escape(path.name) + r"\.\d+\.tmp")
    for found in path.parent.iterdir():
        if left.fullmatch(found.name) and found != _spill(path):
            shutil.rmtree(found, ignore_errors=True)


def _make(path: Path) -> None:
    """A new file appears whole or not at all: it is made beside its place, then linked into it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.unlink(missing_ok=True)
    with duckdb.connect(str(fresh), config=_settings(path, MEMORY)) as connection:
        bring_up(connection, 0)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process made it meanwhile: theirs is as good
    except OSError:  # a file system without hard links
        fresh.replace(path)
    fresh.unlink(missing_ok=True)
