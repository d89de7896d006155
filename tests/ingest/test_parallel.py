"""Many files over several processes: the records, the order and the faults of one; nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from lensatlas import ingest
from lensatlas.ingest.inputs import Input
from lensatlas.ingest.processes import apart, parallel
from lensatlas.ingest.processes.apart import Apart, Ended, TextFinder
from lensatlas.ingest.processes.worker import Files
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE

if TYPE_CHECKING:
    from pathlib import Path

PROSE = " ".join(
    f"On day {n} the wardens of the lower weir counted what had come down with the water." for n in range(12)
)
# Nothing but its place tells which paragraph is the text: it has to be found.
PLAIN = "<!doctype html><html><head><title>Weir {n}</title></head><body><div><a href=/>Home</a></div><div><h1>Weir {n}</h1><p>{prose}</p><p>{prose}</p></div></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages, posts, lines of JSON, a page without an article, an image, and more than one chunk of them."""
    for n in range(40):
        (tmp_path / f"{n:02}.html").write_text(PLAIN.format(n=n, prose=PROSE), encoding="utf-8")
        (tmp_path / f"{n:02}.md").write_text(f"---\ntitle: Post {n}\n---\nText {n}.\n", encoding="utf-8")
    lines = "".join(json.dumps({"headline": f"Line {n}"}) + "\n" for n in range(300))
    (tmp_path / "20.jsonl").write_text(lines + "{broken\n", encoding="utf-8")
    (tmp_path / "10-nothing.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "11.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


def test_several_processes_give_what_one_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder, and a name in it that is not there."""
    named = [str(folder), str(folder / "gone.html")]
    monkeypatch.setattr(parallel, "WORTH", 1 << 60)
    one = list(ingest.read(named, profile=PROFILE))
    monkeypatch.setattr(parallel, "WORTH", 0)
    monkeypatch.setattr(parallel, "cores", lambda: 3)
    assert list(ingest.read(named, profile=PROFILE)) == one
    assert sum(isinstance(record, Article) for record in one) == 380
    assert {os.path.basename(p.input) for p in one if isinstance(p, Problem)} == {"20.jsonl", "10-nothing.html", "11.png", "gone.html"}  # fmt: skip  # noqa: PTH119
    assert all(record.text.count("On day 3 ") == 2 for record in one if isinstance(record, Article) and record.headline.startswith("Weir"))  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_file_that_holds_up_its_process_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that nobody writes to, between two pages."""
    for name in ("a.html", "c.html"):
        (tmp_path / name).write_text(PLAIN.format(n=name[0], prose=PROSE), encoding="utf-8")
    os.mkfifo(tmp_path / "b.html")
    monkeypatch.setattr(apart, "PATIENCE", 1.0)
    crew = parallel.Crew(PROFILE, None, 1)
    try:
        first, held, last = crew.submit(
            [Input(str(tmp_path / name)) for name in ("a.html", "b.html", "c.html")]
        ).result()
    finally:
        crew.close()
    assert [record.headline for record in (*first, *last) if isinstance(record, Article)] == ["Weir a", "Weir c"]
    (problem,) = held
    assert isinstance(problem, Problem)
    assert problem.reason == "reading it ended the process that read it, twice"


def test_a_page_beyond_its_time_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    """A millisecond for the text of a page; the process ends, the next page is read by another one."""
    page = PLAIN.format(n=1, prose=PROSE)
    with TextFinder(seconds=0.001) as hurried, TextFinder() as patient:
        assert (hurried(page), hurried(page)) == ("", "")
        assert patient(page).count("On day 3 ") == 2
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    reader = Apart()
    with pytest.raises(Ended):
        list(reader.ask(Files((Input(str(tmp_path / "a.html")),), PROFILE, None, seconds=0.001)))
    ((found,),) = reader.ask(Files((Input(str(tmp_path / "a.html")),), PROFILE, None, seconds=0))
    reader.close()
    assert isinstance(found, Article)
    assert found.text == f"{PROSE}\n\n{PROSE}"


def test_after_the_end_nothing_is_started_again() -> None:
    """Asked once more than it should be."""
    reader = Apart()
    reader.close()
    with pytest.raises(Ended):
        list(reader.ask(Files((), PROFILE, None)))


SCRIPT = """
import sys
from lensatlas import config, ingest
from lensatlas.ingest import parallel
parallel.WORTH, parallel.cores = 0, lambda: 2
print("started", flush=True)
for record in ingest.read([sys.argv[1]], profile=config.load().profile):
    print(getattr(record, "headline", record), flush=True)
    if len(sys.argv) > 2:
        sys.stdin.read()
"""


def script(folder: Path, *more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), *more],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True,
    )  # fmt: skip


def test_a_script_without_a_guard_is_run_once(folder: Path) -> None:
    """No `if __name__ == "__main__"`: processes that import the script again would start and print without end."""
    with script(folder) as running:
        out, told = running.communicate(timeout=60)
    assert running.returncode == 0, told
    assert out.count("started") == 1
    assert [line for line in out.splitlines() if line.startswith("Weir")] == [f"Weir {n}" for n in range(40)]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in /proc")
def test_an_interrupt_leaves_no_process_behind(folder: Path) -> None:
    """Ctrl-C goes to all of a terminal's processes, while one file has been taken and the others are being read."""
    with script(folder, "wait") as running:
        assert running.stdout is not None
        assert [running.stdout.readline() for _ in range(2)] == ["started\n", "Weir 0\n"]
        assert len(members(running.pid)) == 3
        os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=30)
    assert running.returncode != 0
    until = time.monotonic() + 5
    while members(running.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert members(running.pid) == []


def members(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for entry in os.listdir("/proc"):  # noqa: PTH208
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8") as status:  # noqa: PTH123
                state, _, in_group = status.read().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if entry.isdecimal() and int(in_group) == group and state != "Z":
            found.append(int(entry))
    return found
