"""Opening the file: by one writer, shut off from the world, and never harming what is not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest

from lensatlas.errors import AtlasBusy, AtlasUnreadable, NoAtlas, UsageError
from lensatlas.store import Corpus, opening
from lensatlas.store.migrations import VERSION
from tests.store.world import article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from lensatlas.store import Corpus
with Corpus.open(Path(sys.argv[1]), readonly=sys.argv[2] == "read"):
    print("held", flush=True)
    sys.stdin.read()
"""


def made(place: Path) -> Path:
    with Corpus.open(place, create=True) as corpus:
        corpus.add([article("doha")])
    return place


@pytest.fixture(params=["write", "read"])
def holder(request: pytest.FixtureRequest, place: Path) -> Iterator[tuple[str, int]]:
    """Another process that has the corpus open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, made(place), request.param], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield request.param, other.pid
        other.kill()


def test_a_corpus_in_use_says_by_whom(holder: tuple[str, int], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer shuts out all, a reader shuts out writers, readers stand beside each other."""
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    mode, pid = holder
    with pytest.raises(AtlasBusy, match=f"in use by process {pid}"):
        Corpus.open(place)
    if mode == "read":
        with Corpus.open(place, readonly=True) as corpus:
            assert corpus.count() == 1
    else:
        with pytest.raises(AtlasBusy, match=f"in use by process {pid}"):
            Corpus.open(place, readonly=True)


def test_a_short_hold_is_waited_out(place: Path) -> None:
    """The other process lets go after a moment."""
    hold = HOLD.replace("sys.stdin.read()", "import time; time.sleep(0.3)")
    with subprocess.Popen([sys.executable, "-c", hold, made(place), "write"], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with Corpus.open(place) as corpus:
            assert corpus.count() == 1


def test_this_process_can_stand_in_its_own_way(place: Path) -> None:
    with Corpus.open(made(place)), pytest.raises(AtlasBusy, match="this process"):
        Corpus.open(place, readonly=True)


def test_where_there_is_no_file_there_is_no_atlas(place: Path) -> None:
    for readonly in (True, False):
        with pytest.raises(NoAtlas):
            Corpus.open(place, readonly=readonly)
    with pytest.raises(NoAtlas):
        Corpus.open(place, readonly=True, create=True)
    assert not place.parent.exists()


def test_creating_leaves_one_file_and_nothing_beside_it(place: Path) -> None:
    made(place)
    assert [p.name for p in place.parent.iterdir()] == [place.name]


def test_a_newer_atlas_is_refused_untouched(place: Path) -> None:
    with duckdb.connect(str(made(place))) as plain:
        plain.execute("update about set value = ? where key = 'schema_version'", [str(VERSION + 1)])
        plain.execute("drop table claim")
    before = place.read_bytes(), place.stat().st_mtime_ns
    for readonly in (True, False):
        with pytest.raises(AtlasUnreadable, match="newer Lensatlas"):
            Corpus.open(place, readonly=readonly)
    assert (place.read_bytes(), place.stat().st_mtime_ns) == before
    assert [p.name for p in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("readonly", [True, False])
def test_an_older_atlas_is_brought_up(place: Path, *, readonly: bool) -> None:
    """Version 0 is a database without tables, as a killed creation by hand leaves it."""
    place.parent.mkdir()
    duckdb.connect(str(place)).close()
    with Corpus.open(place, readonly=readonly) as corpus:
        assert corpus.count() == 0
    with Corpus.open(place) as corpus:
        assert corpus.add([article("doha")]) == ["added"]


def test_a_database_of_others_is_left_alone(place: Path) -> None:
    place.parent.mkdir()
    with duckdb.connect(str(place)) as plain:
        plain.execute("create table article as select 1 as id")
    before = place.read_bytes()
    with pytest.raises(AtlasUnreadable, match="not an atlas"):
        Corpus.open(place)
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\0" * 20_000, b"SQLite format 3\0" + b"\0" * 4096, "Überschrift".encode() * 999]
)
def test_a_file_that_is_no_database_is_left_alone(place: Path, content: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(AtlasUnreadable, match="not a DuckDB file"):
            Corpus.open(place, readonly=readonly, create=not readonly)
    assert place.read_bytes() == content


def test_a_folder_in_its_place_is_left_alone(place: Path) -> None:
    place.mkdir(parents=True)
    with pytest.raises(AtlasUnreadable):
        Corpus.open(place, create=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a corpus of a few megabytes."""
    place = tmp_path_factory.mktemp("whole") / "corpus.duckdb"
    with Corpus.open(place, create=True) as corpus:
        corpus.add([article(f"a{i}", text=os.urandom(900).hex()) for i in range(2_000)])
    return place.read_bytes()


@pytest.mark.parametrize("share", [0.001, 0.01, 0.3, 0.7, 0.999])
def test_a_truncated_atlas_is_said_to_be_unreadable(place: Path, whole: bytes, share: float) -> None:
    place.parent.mkdir()
    place.write_bytes(whole[: int(len(whole) * share)])
    before = place.read_bytes()
    for readonly in (True, False):
        with pytest.raises(AtlasUnreadable), Corpus.open(place, readonly=readonly) as corpus:
            list(corpus.articles())
    assert place.read_bytes() == before


def test_damage_within_the_file_is_told_when_it_is_met(place: Path, whole: bytes) -> None:
    """A stretch of zeroes in the middle: DuckDB's checksums see it."""
    place.parent.mkdir()
    middle = len(whole) // 2
    place.write_bytes(whole[:middle] + bytes(300_000) + whole[middle + 300_000 :])
    with pytest.raises(AtlasUnreadable), Corpus.open(place, readonly=True) as corpus:
        list(corpus.articles())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AtlasUnreadable, match="denied"):
        Corpus.open(tmp_path / "corpus.duckdb", create=True)


@pytest.fixture(scope="module")
def enclosed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection behind an open corpus."""
    connection = opening.connect(made(tmp_path_factory.mktemp("shut") / "corpus.duckdb"), readonly=False, create=False)
    with connection:
        yield connection


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '{folder}/out.csv'",
        "attach '{folder}/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "select * from 'https://example.org/a.parquet'",
        "select * from secret_of_python",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
    ],
)
def test_the_database_cannot_reach_out(enclosed: duckdb.DuckDBPyConnection, tmp_path: Path, query: str) -> None:
    """DuckDB by itself reads files, fetches addresses and extensions, and sees Python's variables."""
    secret_of_python = {"a": np.array([1])}
    with pytest.raises(duckdb.Error):
        enclosed.execute(query.format(folder=tmp_path)).fetchall()
    assert secret_of_python
    assert list(tmp_path.iterdir()) == []


def test_memory_is_bounded(enclosed: duckdb.DuckDBPyConnection) -> None:
    assert enclosed.execute("select current_setting('memory_limit')").fetchall() == [("1.0 GiB",)]


def test_what_is_opened_for_reading_cannot_be_written(place: Path) -> None:
    before = made(place).read_bytes()
    with Corpus.open(place, readonly=True) as corpus:
        for write in (
            lambda: corpus.add([article("b")]),
            lambda: corpus.remove([]),
            lambda: corpus.settle([], [], stamp="s"),
        ):
            with pytest.raises(UsageError, match="reading only"):
                write()
    assert place.read_bytes() == before


def test_a_stream_left_half_read_does_not_keep_the_file(place: Path) -> None:
    with Corpus.open(place, create=True) as corpus:
        corpus.add([article(f"a{i}") for i in range(5_000)])
        stream, settled = corpus.articles(), corpus.settled()
        next(stream)
        next(settled, None)
    held = subprocess.run([sys.executable, "-c", HOLD, place, "write"], input=b"", capture_output=True, check=False)
    assert held.stdout == b"held\n", held.stderr


def test_what_a_killed_process_spilled_is_swept_away(place: Path) -> None:
    left = made(place).with_name(f"{place.name}.999999.tmp")
    left.mkdir()
    (left / "duckdb_temp_block-1.block").write_bytes(b"spilled")
    Corpus.open(place).close()
    assert [p.name for p in place.parent.iterdir()] == [place.name]
