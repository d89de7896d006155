"""What gzip and zip hold is read as it streams; what they hide is a problem."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from lensatlas import ingest
from lensatlas.ingest import containers
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE, of_bytes

if TYPE_CHECKING:
    from pathlib import Path

LINES = b'{"headline": "A"}\n{"headline": "B"}\n'


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def told(path: Path, raw: bytes) -> list[str]:
    """Headline and origin of articles, place and reason of problems."""
    path.write_bytes(raw)
    return [
        f"{record.headline} @ {record.origin}" if isinstance(record, Article) else f"{record.input}: {record.reason}"
        for record in ingest.read([str(path)], profile=PROFILE)
    ]


def below(path: Path, raw: bytes) -> list[str]:
    """The same, less the folder."""
    return [said.replace(f"{path.parent}/", "") for said in told(path, raw)]


def test_members_come_in_order_each_in_its_own_format(tmp_path: Path) -> None:
    """Lines, a page in Markdown that is named by its day, a table; hidden files and a Mac's notes are passed over."""
    raw = zipped({
        "z/lines.jsonl": LINES, "a/2031-07-02-port.md": b"# Port\n\nText.\n", "t.csv": b"headline,dek\nC,d\n",
        "__MACOSX/z/._lines.jsonl": b"\0", "a/.DS_Store": b"\0",
    })  # fmt: skip
    assert below(tmp_path / "all.zip", raw) == [
        "A @ all.zip!/z/lines.jsonl#1",
        "B @ all.zip!/z/lines.jsonl#2",
        "Port @ all.zip!/a/2031-07-02-port.md",
        "C @ all.zip!/t.csv#2",
    ]


@pytest.mark.parametrize(
    "raw",
    [gzip.compress(LINES), gzip.compress(LINES[:18]) + gzip.compress(LINES[18:]) + b"\0" * 600_000],
    ids=["one", "two"],
)
def test_gzip_is_read_by_the_ending_before_its_own(tmp_path: Path, raw: bytes) -> None:
    """One stream, and two with padding."""
    assert below(tmp_path / "lines.jsonl.gz", raw) == ["A @ lines.jsonl.gz#1", "B @ lines.jsonl.gz#2"]


def test_a_pipe_may_hold_a_container() -> None:
    for raw in (gzip.compress(LINES), zipped({"lines.jsonl": LINES})):
        assert [isinstance(record, Article) for record in of_bytes(raw)] == [True, True]


def test_a_stream_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    """20,000 records of which a tenth arrived."""
    lines = b"".join(b'{"headline": "%d", "dek": "%d"}\n' % (n, n * n * 7919 % 1_000_003) for n in range(20_000))
    packed = gzip.compress(lines)
    *before, last = below(tmp_path / "cut.jsonl.gz", packed[: len(packed) // 10])
    assert len(before) > 1000
    assert last == "cut.jsonl.gz: reading it broke off: it ends before its end"


@pytest.mark.parametrize("name", ["../up.jsonl", "a/../../up.jsonl", "/etc/up.jsonl", "C:/up.jsonl"])
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    first, second = below(tmp_path / "a.zip", zipped({name: LINES, "ok.jsonl": LINES[:18]}))
    assert first == f"a.zip!/{name}: its name leads out of the archive"
    assert second == "A @ a.zip!/ok.jsonl#1"


def test_an_archive_in_an_archive_is_left_closed(tmp_path: Path) -> None:
    inner = zipped({"lines.jsonl": LINES})
    raw = zipped({"in.zip": inner, "in.jsonl.gz": gzip.compress(LINES), "posts.jsonl": inner, "ok.jsonl": LINES[:18]})
    *refused, read = below(tmp_path / "a.zip", raw)
    assert [said.partition(": ")[2] for said in refused] == ["it is an archive inside an archive"] * 3
    assert read == "A @ a.zip!/ok.jsonl#1"


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    """The flag alone: Python cannot write such members."""
    raw = bytearray(zipped({"secret.jsonl": LINES, "ok.jsonl": LINES[:18]}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + flags] |= 1
    assert below(tmp_path / "a.zip", bytes(raw)) == ["a.zip!/secret.jsonl: it is encrypted", "A @ a.zip!/ok.jsonl#1"]


@pytest.mark.parametrize(
    ("stated", "told_of_it"),
    [
        (10, ["a.zip!/lines.jsonl: reading it broke off: bad CRC-32 for file 'lines.jsonl'"]),
        (10_000_000, ["A @ a.zip!/lines.jsonl#1", "B @ a.zip!/lines.jsonl#2"]),
    ],
)
def test_a_size_that_lies_is_not_believed(tmp_path: Path, stated: int, told_of_it: list[str]) -> None:
    """The archive's list says less than is packed, which is a fault, or more, which costs nothing: no memory is set aside."""
    raw = bytearray(zipped({"lines.jsonl": LINES, "ok.jsonl": LINES[:18]}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", raw, raw.index(sign) + at, stated)
    assert below(tmp_path / "a.zip", bytes(raw)) == [*told_of_it, "A @ a.zip!/ok.jsonl#1"]


def test_a_bomb_is_stopped_and_the_rest_is_read(tmp_path: Path) -> None:
    """200 MB of blank lines of a megabyte each, packed a thousandfold, in gzip and zip; nothing is held in memory."""
    blank = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(blank.compress(b" " * 999_999 + b"\n") for _ in range(200)) + blank.flush()
    (said,) = below(tmp_path / "bomb.jsonl.gz", packed)
    assert said == f"bomb.jsonl.gz: reading it broke off: it unpacks to more than {containers.RATIO} times its size"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bomb.jsonl", "w") as member:
            for _ in range(100):
                member.write(b" " * 999_999 + b"\n")
        archive.writestr("ok.jsonl", LINES[:18])
    said, read = below(tmp_path / "a.zip", made.getvalue())
    assert said == f"a.zip!/bomb.jsonl: reading it broke off: it unpacks to more than {containers.RATIO} times its size"
    assert read == "A @ a.zip!/ok.jsonl#1"


def test_members_that_lie_upon_one_another_are_refused(tmp_path: Path) -> None:
    """A bomb that needs no nesting: fifty names for one stretch of the file (Fifield, WOOT 2019)."""
    one = zipped({"lines.jsonl": LINES * 50_000})
    end = one.index(b"PK\x01\x02")
    entry, tail = one[end : one.index(b"PK\x05\x06")], bytearray(one[one.index(b"PK\x05\x06") :])
    struct.pack_into("<HHI", tail, 8, 50, 50, len(entry) * 50)
    (said,) = below(tmp_path / "a.zip", one[:end] + entry * 50 + bytes(tail))
    assert said == "a.zip: the files in the archive lie upon one another, as in a bomb"


def test_what_only_looks_like_an_archive_is_a_problem(tmp_path: Path) -> None:
    """Broken, cut off, empty; and an office document, which is a zip archive."""
    whole = zipped({"lines.jsonl": LINES})
    for raw, reason in (
        (whole[: len(whole) // 2], "the zip archive cannot be read"),
        (b"PK\x03\x04 no archive", "the zip archive cannot be read"),
        (b"\x1f\x8b no stream", "reading it broke off"),
        (zipped({}), "the archive is empty"),
        (zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "a document of an office program"),
    ):
        (said,) = told(tmp_path / "x", raw)
        assert reason in said


def test_every_position_in_a_member_is_the_members_own() -> None:
    (found,) = of_bytes(zipped({"l.jsonl": b"\n{]\n"}))
    assert isinstance(found, Problem)
    assert (found.input, found.position) == ("-!/l.jsonl", "line 2")
