"""Which files are read, in what order, and as what."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lensatlas import ingest
from lensatlas.errors import UsageError
from lensatlas.ingest import FORMATS
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE, of_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Five articles and a hidden one, in two folders."""
    for name in ("b.md", "a.md", "sub/c.md", "sub/d.md", ".hidden/e.md", ".f.md", "z.md"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {path.stem}\n---\nText.\n", encoding="utf-8")
    return tmp_path / "pages"


def origins(*inputs: object) -> list[str]:
    found = ingest.read([str(given) for given in inputs], profile=PROFILE)
    return [record.origin for record in found if isinstance(record, Article)]


def test_a_folder_is_read_in_order_with_those_below(pages: Path) -> None:
    """Hidden files and folders are passed over."""
    assert origins(pages) == [str(pages / name) for name in ("a.md", "b.md", "sub/c.md", "sub/d.md", "z.md")]


def test_an_atlas_s_own_settings_are_no_articles(pages: Path) -> None:
    """A folder with a lensatlas.toml, the two lists it names, and a table that nobody names."""
    (pages / "lensatlas.toml").write_text('[actors]\nauthority = ["people.csv", "sub/bodies.csv"]\n', encoding="utf-8")
    for name in ("people.csv", "sub/bodies.csv", "other.csv"):
        (pages / name).write_text("label,kind\n", encoding="utf-8")
    found = list(ingest.read([str(pages)], profile=PROFILE))
    assert [p.input for p in found if isinstance(p, Problem)] == [str(pages / "other.csv")]
    assert sum(isinstance(record, Article) for record in found) == 5
    (named,) = ingest.read([str(pages / "people.csv")], profile=PROFILE)
    assert isinstance(named, Problem)


def test_broken_settings_are_passed_over_alone(pages: Path) -> None:
    """The toml does not parse: which lists it names cannot be known, so they are reported."""
    (pages / "lensatlas.toml").write_text("[actors", encoding="utf-8")
    (pages / "people.csv").write_text("label,kind\n", encoding="utf-8")
    found = ingest.read([str(pages)], profile=PROFILE)
    assert [p.input for p in found if isinstance(p, Problem)] == [str(pages / "people.csv")]


def test_the_order_and_the_overlap_of_inputs_change_nothing(pages: Path) -> None:
    """A file, a pattern and a folder that hold one another."""
    whole = origins(pages)
    assert origins(pages / "z.md", f"{pages}/*.md", pages, f"{pages}/sub/../a.md") == whole


def test_patterns_are_expanded_here(pages: Path) -> None:
    """As a shell would, and for shells that do not."""
    assert origins(f"{pages}/[ab].md") == [str(pages / "a.md"), str(pages / "b.md")]
    assert origins(f"{pages}/**/*.md") == origins(pages)
    assert origins(f"{pages}/s*") == [str(pages / "sub" / "c.md"), str(pages / "sub" / "d.md")]


def test_a_file_may_be_named_like_a_pattern(pages: Path) -> None:
    """A file called `[draft].md`."""
    odd = pages / "[draft].md"
    odd.write_text("---\ntitle: Draft\n---\n", encoding="utf-8")
    assert origins(odd) == [str(odd)]


def test_what_is_not_there_is_a_problem_with_a_hint(pages: Path) -> None:
    """A slip of the pen, and a pattern that fits nothing."""
    slip, nothing = ingest.read([str(pages / "zz.md"), f"{pages}/*.html"], profile=PROFILE)
    assert isinstance(slip, Problem) and isinstance(nothing, Problem)  # noqa: PT018
    assert (slip.reason, nothing.reason) == ("there is no such file or folder", "no file matches")
    assert slip.hint.startswith("did you mean")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and pipes")
def test_what_cannot_be_opened_is_a_problem_and_the_rest_goes_on(pages: Path) -> None:
    """A pipe nobody writes to, a dangling link, a link to a folder, a folder and a file without permission."""
    os.mkfifo(pages / "pipe.md")
    (pages / "dangling.md").symlink_to(pages / "gone.md")
    (pages / "loop").symlink_to(pages)
    (pages / "sub").chmod(0)
    (pages / "z.md").chmod(0)
    try:
        found = list(ingest.read([str(pages)], profile=PROFILE))
    finally:
        (pages / "sub").chmod(0o755)
    problems = {os.path.relpath(p.input, pages): p.reason for p in found if isinstance(p, Problem)}
    assert problems["pipe.md"] == "it is no regular file"
    assert problems["dangling.md"].startswith("it cannot be read")
    assert problems["loop"] == "a link to a folder is not followed"
    if os.geteuid() != 0:
        assert problems["z.md"] == "it cannot be read: Permission denied"
        assert problems["sub"] == "the folder cannot be read: Permission denied"
        assert len(found) == 2 + len(problems)


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_is_still_read(pages: Path) -> None:
    """Its origin can be written."""
    with open(os.path.join(os.fsencode(pages), b"\xff.md"), "wb") as odd:  # noqa: PTH118, PTH123
        odd.write(b"---\ntitle: Odd\n---\n")
    assert "\N{REPLACEMENT CHARACTER}.md" in "".join(origins(pages)).encode().decode()


def test_a_name_with_a_nul_is_a_problem() -> None:
    """The operating system would raise."""
    (found,) = ingest.read(["a\0b"], profile=PROFILE)
    assert isinstance(found, Problem)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.html", b"<p>x", "page-html"),
        ("a.HTM", b"What happened", "page-html"),
        ("a.txt", b"Kicker\n\nHeadline\n\nWhat happened\n\nx", "page-text"),
        ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><h1>x</h1>", "page-html"),
        ("a.txt", b"---\r\ntitle: x\r\n---\r\n", "markdown"),
        ("a.md", b"<h1>x</h1>", "markdown"),
        ("a.jsonl", b'{"headline": "x"}', "jsonl"),
        ("a.json", b'{"headline": "x"}\n', "json"),
        ("a.json", b'{"headline": "x"}\n{"headline": "y"}\n', "jsonl"),
        ("a.json", b'{\n"headline": "x"}\n', "json"),
        ("a.json", b'[{"headline": "x"},\n{"headline": "y"}]', "json"),
        ("a", b'{"headline": "x"}\n{broken\n', "jsonl"),
        ("a", "---\ntitle: x\n---\n".encode("utf-16"), "markdown"),
        ("a", b"+++\ntitle = 'x'\n+++\n", "markdown"),
        ("a", b"Kicker\n\nHeadline", "page-text"),
        ("a.css", b"p { color: red }", None),
        ("a.png", b"\x89PNG\r\n\x1a\n", None),
    ],
)
def test_the_format_is_told_by_ending_and_beginning(name: str, content: bytes, form: str | None) -> None:
    """A name, what the file begins with, and the format it is read as."""
    from lensatlas.ingest.detect import form_of

    assert form_of(os.path.splitext(name)[1], content) == form  # noqa: PTH122


def test_a_format_can_be_given(pages: Path) -> None:
    """A file whose ending says nothing."""
    odd = pages / "a.dat"
    odd.write_text("The Mole\n\nWhat happened\n\nNothing was signed.\n", encoding="utf-8")
    (unknown,) = ingest.read([str(odd)], profile=PROFILE)
    (known,) = ingest.read([str(odd)], profile=PROFILE, form="page-text")
    assert isinstance(unknown, Problem)
    assert (unknown.reason, "--from" in unknown.hint) == ("no format is known by the ending .dat", True)
    assert isinstance(known, Article)


def test_an_unknown_format_is_refused_at_once() -> None:
    """Misuse raises, and names what there is."""
    with pytest.raises(UsageError, match=r"There are: .*markdown, .*page-text"):
        ingest.read([], profile=PROFILE, form="docx")


def test_no_reader_is_loaded_before_it_is_used() -> None:
    """The command line's help lists the formats."""
    call = "import sys, lensatlas.ingest; sys.exit(bool({'yaml', 'selectolax', 'markdown_it'} & set(sys.modules)))"
    subprocess.run(
        [sys.executable, "-c", call], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


def test_every_format_explains_itself() -> None:
    """For `--help`."""
    assert all(form.name == name and form.help and form.endings for name, form in FORMATS.items())


def test_standard_input_is_streamed() -> None:
    """The first article is there before the second line has been written."""

    class Slow(io.RawIOBase):
        def __init__(self) -> None:
            self.lines = [b'{"headline": "A"}\n', b'{"headline": "B"}\n']
            self.served = 0

        def readable(self) -> bool:
            return True

        def readinto(self, into: memoryview) -> int:  # type: ignore[override]
            if self.served == len(self.lines):
                return 0
            line = self.lines[self.served]
            self.served += 1
            into[: len(line)] = line
            return len(line)

    slow = Slow()
    found = ingest.read(["-"], profile=PROFILE, stdin=io.BufferedReader(slow))
    assert isinstance(next(found), Article)
    assert slow.served == 1
    assert len(list(found)) == 1


def test_empty_input_is_a_problem() -> None:
    """In every format."""
    for form in (None, *FORMATS):
        for raw in (b"", b"\n \n"):
            (found,) = of_bytes(raw, form)
            assert isinstance(found, Problem), (form, raw)
            assert "empty" in found.reason
