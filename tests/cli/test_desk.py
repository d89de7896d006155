"""The editor's desk by the command line."""

from __future__ import annotations

import io
import json
import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lensatlas.atlas import Atlas

    Run = Callable[..., tuple[int, str, str]]
    Lines = Callable[..., list[dict[str, Any]]]

VOCABULARY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://words.example/1> a skos:Concept ; skos:prefLabel "Port fee"@en, "Hafengebühr"@de .
<https://words.example/2> a skos:Concept ; skos:prefLabel "Beekeeping"@en .
"""


@pytest.fixture
def own(sample_atlas: Atlas, tmp_path: Path) -> Path:
    """The sample's atlas in a folder of its own, to be changed."""
    return shutil.copytree(sample_atlas.folder, tmp_path / "own")


def test_suggestions_have_their_shape(sample_atlas: Atlas, lines: Lines) -> None:
    """For one article of the atlas: probabilities, falling, with the words behind them."""
    slug = sample_atlas.graph.slugs[0]
    (row,) = lines("suggest", slug, "--atlas", sample_atlas.folder)
    assert set(row) == {"article", "tags", "lenses"}
    found = row["tags"] + row["lenses"]
    assert found
    assert all(set(one) == {"label", "score", "suggested", "held", "evidence"} for one in found)
    assert all(0 <= one["score"] <= 1 for one in found)
    scores = [one["score"] for one in row["tags"]]
    assert scores == sorted(scores, reverse=True)


def test_articles_on_standard_input_are_suggested_for(
    sample_atlas: Atlas, lines: Lines, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two drafts, and a line between them that is none: it is named, and the rest goes on."""
    drafts = [
        {"id": "d1", "headline": "The harbour dues rise", "text": "The port concession and its fees."},
        {"id": "d2", "headline": "Nothing known", "text": "Zzyzx."},
    ]
    text = f"{json.dumps(drafts[0])}\n{{broken\n{json.dumps(drafts[1])}\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    rows = lines("suggest", "-", "--atlas", sample_atlas.folder)
    assert [row["article"]["id"] for row in rows] == ["d1", "d2"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert lines("suggest", "-", "--atlas", sample_atlas.folder) == []


@pytest.mark.parametrize("about", ["tag", "actor", "lens"])
def test_proposals_have_their_shape(about: str, sample_atlas: Atlas, lines: Lines) -> None:
    """Whatever they are about."""
    for row in lines("tags", "--about", about, "--atlas", sample_atlas.folder):
        assert {"kind", "from", "into", "score", "why", "about"} == set(row)
        assert row["why"]


def test_a_judgement_is_recorded_holds_and_is_taken_back(own: Path, lines: Lines, run: Run) -> None:
    """The old name still finds the tag that it was merged into."""
    merge = next(row for row in lines("tags", "--atlas", own) if row["kind"] in {"case", "hyphen", "number", "order"})
    words = ("merge", "tag", merge["from"], merge["into"], "--atlas", own)
    assert run("mark", *words)[0] == 0
    assert merge["from"] not in {row["from"] for row in lines("tags", "--atlas", own)}
    (drilled,) = lines("drill", merge["from"], "--atlas", own)
    assert drilled["tags"] == [merge["into"]]
    assert run("mark", *words, "--undo")[0] == 0
    assert merge["from"] in {row["from"] for row in lines("tags", "--atlas", own)}


def test_a_judgement_about_nobody_is_not_recorded(own: Path, run: Run) -> None:
    """The nearest names are offered."""
    code, out, err = run("mark", "drop", "tag", "port feez", "--atlas", own)
    assert (code, out) == (2, "")
    assert "port fees" in err
    assert not (own / "decisions.csv").exists()


def test_candidates_have_their_shape(sample_atlas: Atlas, lines: Lines) -> None:
    """Each with an example from an article."""
    for row in lines("candidates", "--atlas", sample_atlas.folder):
        assert {"actor", "evidence", "spellings", "articles", "first", "last", "article", "example"} == set(row)
        assert row["articles"] >= 3


def test_tags_are_aligned_to_a_vocabulary(sample_atlas: Atlas, lines: Lines, run: Run, tmp_path: Path) -> None:
    """One concept is a tag of the sample but for its number; the other is none. The match is written as RDF too."""
    (tmp_path / "words.ttl").write_text(VOCABULARY, encoding="utf-8")
    found = lines("align", tmp_path / "words.ttl", "--atlas", sample_atlas.folder, "-o", tmp_path / "m.nt")
    (row,) = [one for one in found if one["tag"] == "port fees"]
    assert (row["concept"], row["match"]) == ("https://words.example/1", "exactMatch")
    assert "exactMatch> <https://words.example/1>" in (tmp_path / "m.nt").read_text(encoding="utf-8")
    (tmp_path / "none.ttl").write_text("<a:b> <a:c> <a:d> .", encoding="utf-8")
    code, _, err = run("align", tmp_path / "none.ttl", "--atlas", sample_atlas.folder)
    assert code == 2
    assert "no SKOS concept" in err


def test_a_review_needs_one_thing_to_do(sample_atlas: Atlas, run: Run, tmp_path: Path) -> None:
    """Nothing given, two things given, something to apply without a table."""
    for words in ((), ("-o", tmp_path / "r.csv", "--undo"), ("--apply",)):
        assert run("review", *words, "--atlas", sample_atlas.folder)[0] == 2
