"""Files inside files: gzip, and the members of a zip archive, read as they stream; nothing is ever written to disk.

Sizes that an archive states are not believed: what comes out is counted.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from lensatlas.ingest.place import Place
from lensatlas.model import Article, Problem, clean, label

if TYPE_CHECKING:
    from typing import IO

GZIP, ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
# JSON Lines pack 1:5, the same record over and over 1:250, runs of one letter 1:1,000.
RATIO, UNSUSPECTED = 400, 64 * 1024 * 1024
LARGEST = 16 * 1024 * 1024 * 1024  # of one container, all members together
MOST_MEMBERS = 200_000
_GZIP_ALONE = 31  # for zlib: a gzip header, the largest window
_FROM_PIPE = 256 * 1024 * 1024  # an archive's list stands at its end: from a pipe it is read whole
_CHUNK = 256 * 1024
_HEAD = 64 * 1024
_UPWARD = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_PASSED = re.compile(r"(?:^|/)(?:\.(?!\.(?:/|$))|__MACOSX/)")  # hidden, and what a Mac notes

# Such documents are zip archives of XML.
_DOCUMENTS = frozenset({"[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml"})

# What reads an open file with a name and an ending.
Reading = Callable[[BinaryIO, str, str], Iterator[Article | Problem]]


def is_container(head: bytes) -> bool:
    """Whether a file that begins so holds others."""
    return head.startswith((GZIP, *ZIP))


def read(file: BinaryIO, name: str, ending: str, head: bytes, reading: Reading) -> Iterator[Article | Problem]:
    """Every record in the container ``file``, each member read by ``reading``, a zip archive's in their order.

    A record's origin is ``NAME#LINE`` in gzip and ``NAME!/MEMBER#LINE`` in zip. What a member cannot give is its Problem.
    """
    if head.startswith(GZIP):
        inner = os.path.splitext(name.removesuffix(ending))[1] if ending.lower() == ".gz" else ""  # noqa: PTH122
        ending = ".tar" if ending.lower() == ".tgz" else inner
        yield from _member(_Counted(_gunzipped(file), _Budget(file)), name, ending, reading)
        return
    try:
        archive = zipfile.ZipFile(file if file.seekable() else io.BytesIO(_whole(file)))
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError) as fault:
        yield Place(name).problem(f"the zip archive cannot be read: {_said(fault)}", "is it complete?")
        return
    with archive:
        yield from _archive(archive, members, name, reading)


def _archive(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, reading: Reading
) -> Iterator[Article | Problem]:
    place = Place(name)
    if any(member.filename in _DOCUMENTS for member in members[:50]):
        yield place.problem("it is a document of an office program or an e-book", "save it as CSV or HTML")
        return
    if len(members) > MOST_MEMBERS:
        yield place.problem(f"the archive lists {len(members):,} files, more than {MOST_MEMBERS:,}")
        return
    if sum(member.compress_size for member in members) > archive.start_dir:
        yield place.problem("the files in the archive lie upon one another, as in a bomb")
        return
    shown = [member for member in members if not member.is_dir() and not _PASSED.search(member.filename)]
    if not shown:
        yield place.problem("the archive is empty")
    budget = _Budget(None)
    for member in shown:
        yield from _zipped(archive, member, name, budget, reading)
        if budget.spent:
            yield place.problem(
                "the files after that were not read", "the archive unpacks to more than any archive should"
            )
            return


def _zipped(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: _Budget, reading: Reading
) -> Iterator[Article | Problem]:
    inside = label(clean(member.filename))
    place = Place(f"{name}!/{inside}")
    if _UPWARD.search(member.filename):
        yield place.problem("its name leads out of the archive", "pack it again from inside its folder")
        return
    if member.flag_bits & 1:
        yield place.problem("it is encrypted", "unpack the archive with its password first")
        return
    try:
        stream = archive.open(member)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        yield place.problem(f"it cannot be unpacked: {_said(fault)}")
        return
    with stream:
        budget.begin(member.compress_size)
        yield from _member(_Counted(stream, budget), place.input, os.path.splitext(inside)[1], reading)  # noqa: PTH122


def _member(stream: _Counted, name: str, ending: str, reading: Reading) -> Iterator[Article | Problem]:
    """The records of one member; where it breaks off, what came before stands."""
    buffered = io.BufferedReader(stream, _CHUNK)
    try:
        head = buffered.peek(_HEAD)
        if is_container(head) or head[257:262] == b"ustar" or ending == ".tar":
            yield Place(name).problem("it is an archive inside an archive", "unpack the outer one first")
            return
        yield from reading(buffered, name, ending)
    except OSError as fault:
        yield Place(name).problem(f"reading it broke off: {_said(fault)}")


class _Budget:
    """How much may still come out: beyond a size, no more than :data:`RATIO` times what went in."""

    def __init__(self, packed: BinaryIO | None) -> None:
        self.packed, self.went_in = packed, 0
        self.came_out, self.all = 0, 0
        self.spent = False

    def begin(self, size: int) -> None:
        """A member of this many packed bytes follows."""
        self.went_in, self.came_out = size, 0

    def count(self, size: int) -> None:
        """Raises :class:`OSError` where too much has come out."""
        self.came_out += size
        self.all += size
        went_in = self.packed.tell() if self.packed is not None and self.packed.seekable() else self.went_in
        if self.came_out > UNSUSPECTED and went_in and self.came_out > RATIO * went_in:
            raise OSError(f"it unpacks to more than {RATIO} times its size")
        if self.all > LARGEST:
            self.spent = True
            raise OSError(f"it unpacks to more than {LARGEST >> 30} GiB")


class _Counted(io.RawIOBase):
    """A stream whose every byte is counted, and whose every fault is an :class:`OSError`."""

    def __init__(self, stream: IO[bytes] | Iterator[bytes], budget: _Budget) -> None:
        self.stream, self.budget, self.left = stream, budget, b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; 0 at the end."""
        try:
            if not self.left:
                self.left = self._more()
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as fault:
            raise OSError(_said(fault)) from fault
        size = min(len(self.left), len(into))
        into[:size] = self.left[:size]
        self.left = self.left[size:]
        return size

    def _more(self) -> bytes:
        found = next(self.stream, b"") if not hasattr(self.stream, "read") else self.stream.read(_CHUNK)
        self.budget.count(len(found))
        return found


def _gunzipped(file: BinaryIO) -> Iterator[bytes]:
    """What a gzip file of one or more streams holds, piece by piece; raises :class:`EOFError` where it breaks off."""
    packed = file.read(_CHUNK)
    while packed:
        unpacking = zlib.decompressobj(_GZIP_ALONE)
        while True:
            if found := unpacking.decompress(packed, _CHUNK):
                yield found
            if unpacking.eof:
                break
            packed = unpacking.unconsumed_tail
            if not found and not packed and not (packed := file.read(_CHUNK)):
                raise EOFError("it ends before its end")
        # Another stream may follow; zeros after the last one are padding (gzip manual, "Trailing bytes").
        packed = unpacking.unused_data.lstrip(b"\0")
        while not packed and (more := file.read(_CHUNK)):
            packed = more.lstrip(b"\0")


def _whole(file: BinaryIO) -> bytes:
    raw = file.read(_FROM_PIPE + 1)
    if len(raw) > _FROM_PIPE:
        raise ValueError(f"from a pipe at most {_FROM_PIPE >> 20} MiB are taken; name the file itself")
    return raw


def _said(fault: BaseException) -> str:
    said = label(str(getattr(fault, "strerror", None) or fault)) or type(fault).__name__
    return f"{said[:1].lower()}{said[1:]}".rstrip(".")
