"""The command line keeps its contract: shapes, streams, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.atlas import Atlas

    Lines = Callable[..., list[dict[str, Any]]]
    Run = Callable[..., tuple[int, str, str]]

ACTOR = {"id", "label", "kind"}
SHAPES = {
    "articles": {
        "id", "slug", "url", "headline", "dek", "sections", "published", "type", "minutes", "language", "authors",
        "lenses", "tags", "actors", "mechanisms", "source", "words", "origin",
    },
    "related": {"article", "related"},
    "path": {"kind", "steps", "bottleneck", "reliability", "optimal", "upper_bound"},
    "drill": {"tags", "articles", "next"},
    "leverage": {"actor", "articles", "claims", "structure", "rank", "rank_range"},
    "claims": {
        "id", "article", "published", "actor", "over", "stance", "role", "what", "mechanism", "section", "sentence",
        "start", "end", "rule",
    },
    "watch": {"id", "article", "text", "actors", "tags", "due", "state", "answered_by"},
    "tags": {"kind", "from", "into", "score", "why"},
    "gaps": {"id", "kind", "subject", "lens", "have", "expected", "score", "p", "why", "articles", "state"},
}  # fmt: skip


@pytest.fixture
def ends(sample_atlas: Atlas) -> tuple[str, str]:
    """The oldest and the newest article of the sample."""
    graph = sample_atlas.graph
    order = sorted(range(graph.size), key=lambda a: (graph.days[a], graph.ids["article"][a]))
    return graph.ids["article"][order[0]], graph.ids["article"][order[-1]]


@pytest.mark.parametrize("question", sorted(SHAPES))
def test_every_question_answers_in_its_shape(
    question: str, sample_atlas: Atlas, ends: tuple[str, str], lines: Lines
) -> None:
    """Fields may be added, never renamed; lists are never null."""
    arguments = {"related": ends[:1], "path": ends}.get(question, ())
    rows = lines(question, *arguments, "--atlas", sample_atlas.folder)
    assert rows
    for row in rows:
        assert SHAPES[question] <= set(row)
        assert not any(
            row[key] is None for key in ("tags", "actors", "articles", "related", "steps", "next", "over") if key in row
        )


def test_json_is_one_array_and_csv_has_a_head(sample_atlas: Atlas, run: Run) -> None:
    """`--format` is the report format and nothing else."""
    _, out, _ = run("articles", "--atlas", sample_atlas.folder, "--format", "json")
    assert len(json.loads(out)) == sample_atlas.graph.size
    _, out, _ = run("articles", "--atlas", sample_atlas.folder, "--format", "csv")
    assert out.startswith("id,slug,published,")
    _, out, _ = run("articles", "--atlas", sample_atlas.folder)
    assert out.split()[:4] == ["slug", "published", "lenses", "headline"]


def test_an_unknown_name_offers_the_nearest(sample_atlas: Atlas, ends: tuple[str, str], run: Run) -> None:
    """Exit code 2, nothing on standard output."""
    slug = sample_atlas.graph.slugs[sample_atlas.graph.position["article"][ends[0]]]
    code, out, err = run("related", slug[:-2] + "xx", "--atlas", sample_atlas.folder)
    assert (code, out) == (2, "")
    assert slug in err
    tag = sample_atlas.graph.ids["tag"][0]
    code, out, err = run("drill", tag + "zq", "--atlas", sample_atlas.folder)
    assert (code, out) == (2, "")
    assert tag in err
    code, out, err = run("leverage", "Nobody Atall", "--atlas", sample_atlas.folder)
    assert (code, out) == (2, "")
    assert "No actor is called 'Nobody Atall'" in err


def test_a_wrong_verb_offers_the_nearest(run: Run) -> None:
    """`relatd` is not a command."""
    code, _, err = run("relatd")
    assert code == 2
    assert "related" in err


def test_no_atlas_names_init_and_demo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither --atlas, nor LENSATLAS_DIR, nor a lensatlas.toml upward."""
    monkeypatch.delenv("LENSATLAS_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    code, _, err = run("gaps")
    assert code == 2
    assert "lensatlas init" in err
    assert "lensatlas demo" in err


def test_the_atlas_is_found_by_variable_and_upward(
    sample_atlas: Atlas, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LENSATLAS_DIR, or a folder inside the atlas."""
    monkeypatch.setenv("LENSATLAS_DIR", str(sample_atlas.folder))
    assert lines("tags")
    monkeypatch.delenv("LENSATLAS_DIR")
    monkeypatch.chdir(sample_atlas.folder / "drawn")
    assert lines("tags")


def test_init_explains_itself_and_leaves_other_things_alone(run: Run, tmp_path: Path) -> None:
    """A commented lensatlas.toml, which loads; a folder with other things is refused."""
    assert run("init", tmp_path / "mine")[0] == 0
    assert "[[lens]]" in (tmp_path / "mine" / "lensatlas.toml").read_text(encoding="utf-8")
    assert run("doctor", "--atlas", tmp_path / "mine")[0] == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = run("init", tmp_path / "full")
    assert code == 2
    assert "left alone" in err
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_strict_ends_with_three(run: Run, tmp_path: Path) -> None:
    """One line of two is broken."""
    (tmp_path / "two.jsonl").write_text('{"headline": "A harbour reopens"}\n{"headline": \n', encoding="utf-8")
    code, out, _ = run("add", tmp_path / "two.jsonl", "--atlas", tmp_path / "a", "--strict", "--format", "jsonl")
    report = json.loads(out)
    assert code == 3
    assert (report["read"], report["added"], report["rejected"]) == (2, 1, 1)
    reject = json.loads(Path(report["rejects"]).read_text(encoding="utf-8"))
    assert "line 2" in reject["position"]
    assert reject["reason"]


def test_help_starts_without_the_heavy_libraries() -> None:
    """No pandas, networkx, scipy, rdflib, pyvis, numpy or duckdb in sys.modules."""
    heavy = ("pandas", "networkx", "scipy", "rdflib", "pyvis", "numpy", "duckdb", "pyoxigraph", "jinja2")
    code = f"import sys; from lensatlas.__main__ import main; main(['--help']); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.rstrip().endswith("[]")
    assert "What is not covered" in done.stdout


def test_a_reader_that_has_seen_enough_is_no_error(sample_atlas: Atlas) -> None:
    """`lensatlas articles | head -1`."""
    call = [sys.executable, "-m", "lensatlas", "articles", "--format", "jsonl", "--atlas", str(sample_atlas.folder)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as told:
        assert told.stdout is not None
        assert told.stderr is not None
        told.stdout.readline()
        told.stdout.close()
        assert told.stderr.read() == b""
    assert told.returncode == 0
