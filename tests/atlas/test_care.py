"""What an atlas keeps safe, and what it says when it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lensatlas import Atlas
from lensatlas.atlas import place, sample
from lensatlas.cli.ways_out import EXPORTS
from lensatlas.errors import AtlasBusy, FolderTaken, UsageError
from lensatlas.insight.gaps import GAP_KINDS
from lensatlas.model import Pin

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.model import Problem

    Run = Callable[..., tuple[int, str, str]]
    Lines = Callable[..., list[dict[str, Any]]]


def _atlas(folder: Path, count: int = 3, **listeners: Any) -> Atlas:
    """An atlas of ``count`` short stories."""
    rows = [
        {
            "id": f"n{i}",
            "headline": f"Harbour story {i}",
            "tags": ["ports", f"t{i}"],
            "published": f"2024-01-{i + 1:02}",
        }
        for i in range(count)
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    atlas = Atlas.open(folder / "atlas", **listeners)
    atlas.add(folder / "in.jsonl")
    return atlas


def test_the_demo_leaves_an_atlas_of_ones_own_alone(tmp_path: Path, run: Run) -> None:
    atlas = _atlas(tmp_path)
    code, _, err = run("demo", atlas.folder)
    assert code == 2
    assert "holds an atlas already" in err
    assert atlas.graph.size == 3
    with pytest.raises(FolderTaken):
        sample.atlas(tmp_path)


def test_adding_again_changes_nothing_and_removing_restores(tmp_path: Path) -> None:
    atlas = _atlas(tmp_path)
    before = set(atlas.articles.id)
    report = atlas.add(tmp_path / "in.jsonl")
    assert (report.read, report.unchanged) == (3, 3)
    (tmp_path / "one.jsonl").write_text('{"id": "new", "headline": "Another"}', encoding="utf-8")
    assert atlas.add(tmp_path / "one.jsonl").added == 1
    assert atlas.remove("new").removed == 1
    assert set(atlas.articles.id) == before


def test_a_changed_article_is_updated_and_its_tags_are_drawn_anew(tmp_path: Path) -> None:
    atlas = _atlas(tmp_path)
    assert "t0" in set(atlas.tags.id)
    (tmp_path / "one.jsonl").write_text(
        '{"id": "n0", "headline": "Harbour story 0", "tags": ["ports", "customs"]}', encoding="utf-8"
    )
    assert atlas.add(tmp_path / "one.jsonl").updated == 1
    assert "customs" in set(atlas.tags.id)
    assert "t0" not in set(atlas.tags.id)


def test_a_damaged_drawing_is_drawn_again(tmp_path: Path) -> None:
    """Truncated arrays, a pointer to nowhere, no drawing at all."""
    atlas = _atlas(tmp_path)
    expected = atlas.related("n0").rows()
    drawn = atlas.folder / "drawn"
    for damage in ("truncate", "pointer", "gone"):
        if damage == "truncate":
            for file in drawn.glob("*/graph/*"):
                file.write_bytes(file.read_bytes()[:20])
        elif damage == "pointer":
            (drawn / "CURRENT").write_text("../../elsewhere", encoding="utf-8")
        else:
            shutil.rmtree(drawn)
        assert Atlas.find(atlas.folder).related("n0").rows() == expected


@pytest.mark.parametrize("name", ["links", "lists"])
def test_what_is_kept_beside_a_drawing_is_made_again_where_it_is_damaged(
    name: str, sample_atlas: Atlas, tmp_path: Path
) -> None:
    """Each file cut short, or to nothing, as a power failure leaves it; then the folder is a letter."""
    folder = tmp_path / "atlas"
    shutil.copytree(sample_atlas.folder, folder)
    one, other = sample_atlas.graph.ids["article"][:2]

    def asked() -> list[Any]:
        atlas = Atlas.find(folder)
        return [*atlas.related_rows(k=2), *atlas.path(one, other).rows()]

    expected = asked()
    (kept,) = folder.glob(f"drawn/*/{name}")
    for file in ("*.npy", "manifest.json"):
        for left in (0, 20):
            damaged = min(kept.glob(file))
            damaged.write_bytes(damaged.read_bytes()[:left])
            assert asked() == expected
    shutil.rmtree(kept)
    kept.write_text("a letter", encoding="utf-8")
    assert asked() == expected


def test_a_corpus_that_is_gone_is_not_replaced_by_an_empty_one(tmp_path: Path, run: Run) -> None:
    """Beside a drawing of three articles; and a configuration that is gone does not hide the corpus."""
    atlas = _atlas(tmp_path)
    assert atlas.graph.size == 3
    corpus, away = atlas.folder / "corpus.duckdb", tmp_path / "away"
    corpus.rename(away)
    code, _, err = run("articles", "--atlas", atlas.folder)
    assert code == 1
    assert "it is gone" in err
    assert not corpus.exists()
    away.rename(corpus)
    (atlas.folder / "lensatlas.toml").unlink()
    assert Atlas.find(atlas.folder).graph.size == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_the_disks_word(tmp_path: Path) -> None:
    atlas = _atlas(tmp_path)
    call = [sys.executable, "-m", "lensatlas", "export", "nt", "--atlas", str(atlas.folder)]
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, check=False)
    assert told.returncode == 1
    assert b"No space left" in told.stderr
    assert b"fault of Lensatlas" not in told.stderr


def test_faults_of_an_authority_list_are_said(tmp_path: Path, run: Run) -> None:
    atlas = _atlas(tmp_path)
    place.Place(atlas.folder).config.write_text(
        '[actors]\nauthority = ["actors.csv", "absent.csv"]\n', encoding="utf-8"
    )
    (atlas.folder / "actors.csv").write_text("name,kind\nHarbour Board,wizard\n", encoding="utf-8")
    said: list[Problem] = []
    Atlas.find(atlas.folder, on_problem=said.append).build()
    assert any("wizard" in str(problem) for problem in said)
    assert any("absent.csv" in str(problem) for problem in said)
    code, out, _ = run("doctor", "--atlas", atlas.folder)
    assert code == 4
    assert "wizard" in out


HOLD = """
import sys, time
from pathlib import Path
from lensatlas.store import Corpus
with Corpus.open(Path(sys.argv[1])) as corpus:
    print("held", flush=True)
    time.sleep(60)
"""


def test_while_another_process_writes_the_last_drawing_answers(tmp_path: Path) -> None:
    """A question still gets its answer and says from what; an addition is refused, naming the process."""
    atlas = _atlas(tmp_path)
    expected = atlas.related("n0").rows()
    writer = subprocess.Popen([sys.executable, "-c", HOLD, str(atlas.folder / "corpus.duckdb")], stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"held"
        said: list[Problem] = []
        other = Atlas.find(atlas.folder, on_problem=said.append)
        assert other.related("n0").rows() == expected
        assert any("last drawing" in str(problem) for problem in said)
        with pytest.raises(AtlasBusy, match=str(writer.pid)):
            other.add(tmp_path / "in.jsonl")
    finally:
        writer.kill()
        writer.communicate()


def test_what_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path, run: Run) -> None:
    """A folder where a file should go, and the reverse."""
    atlas = _atlas(tmp_path)
    (tmp_path / "file").write_text("a letter", encoding="utf-8")
    for call in (
        ("export", "csv", "-o", tmp_path / "file"),
        ("map", "-o", tmp_path / "file" / "m.html"),
        ("export", "ttl", "-o", tmp_path),
    ):
        code, _, err = run(*call, "--atlas", atlas.folder)
        assert code == 1, err
        assert "cannot be written" in err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "a letter"


@pytest.mark.parametrize(
    "verb",
    [
        ("articles",),
        ("gaps",),
        ("watch",),
        ("claims",),
        ("leverage",),
        ("drill",),
        ("tags",),
        ("related", "--all"),
        ("map", "-o", "m.html"),
        ("export", "nt"),
        ("sparql", "ASK {}"),
    ],
)
def test_an_empty_atlas_answers_every_verb(
    verb: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*verb, "--atlas", tmp_path / "a")
    assert code == 0, err


def test_a_slip_of_the_pen_in_the_configuration_is_no_setting(tmp_path: Path, run: Run) -> None:
    """`[publicaton]`, a misspelt key, a lens that stands twice, a profile that is not one."""
    run("init", tmp_path / "a")
    wrong = {
        "[publicaton]\nname='x'\n": "publication",
        "[fields]\nlensses=['x']\n": "lenses",
        "[[lens]]\nlabel='A'\n[[lens]]\nlabel='A'\n": "twice",
        "[publication]\nprofile='../x'\n": "profile",
    }
    for text, said in wrong.items():
        (tmp_path / "a" / "lensatlas.toml").write_text(text, encoding="utf-8")
        code, _, err = run("articles", "--atlas", tmp_path / "a")
        assert code == 2
        assert said in err


def test_a_wall_of_rejects_is_cut_and_its_file_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n" * 50, encoding="utf-8")
    _, out, err = run("add", tmp_path / "bad.jsonl", "--atlas", tmp_path / "a", "--format", "jsonl")
    report = json.loads(out)
    assert report["rejected"] == 50
    assert err.count("rejected: ") == 10
    assert report["rejects"] in err


def test_python_holds_what_the_command_line_prints(sample_atlas: Atlas, lines: Lines) -> None:
    """The same rows, and an answer to iterate over."""
    one = sample_atlas.graph.ids["article"][0]
    found = sample_atlas.related(one, k=4)
    assert found.rows() == lines("related", one, "-k", 4, "--atlas", sample_atlas.folder)
    assert [companion.id for companion in found] == [row["id"] for row in found.rows()[0]["related"]]
    assert len(found.to_frame()) == len(found)
    assert "<table>" in found._repr_html_()
    assert sample_atlas.to_networkx().number_of_nodes() > sample_atlas.graph.size
    assert len(sample_atlas.to_rdflib()) > 1000


def test_a_list_as_long_as_can_be_named_holds_who_there_is(sample_atlas: Atlas) -> None:
    """More companions are asked for than any machine has room for."""
    one, size = sample_atlas.graph.ids["article"][0], sample_atlas.graph.size
    assert sample_atlas.related(one, 10**12).rows() == sample_atlas.related(one, size).rows()
    told = sample_atlas.reach(10**12, rescue=True).rows()
    assert told == sample_atlas.reach(size, rescue=True).rows()


def test_a_pin_of_no_known_action_is_refused(tmp_path: Path) -> None:
    atlas = _atlas(tmp_path)
    with pytest.raises(UsageError, match="pin or exclude"):
        atlas.pin(Pin(action="staple", article="n0", other="n1"))  # type: ignore[arg-type]
    assert not (atlas.folder / "pins.csv").exists()


def test_no_kind_of_path_is_every_kind(sample_atlas: Atlas) -> None:
    one = sample_atlas.graph.ids["article"][0]
    assert sample_atlas.paths(one, kinds=()).rows() == sample_atlas.paths(one).rows()


def test_lists_that_stand_twice_agree() -> None:
    """What --help says without loading the heavy packages is what those packages hold."""
    from lensatlas.atlas import export
    from lensatlas.cli import ask

    assert list(EXPORTS) == list(export.FORMS)
    assert ask.KINDS.split(", ") == list(GAP_KINDS)
