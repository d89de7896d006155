"""Bad input gets a clear word and loses nothing."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Lines = Callable[..., list[dict[str, Any]]]
    Run = Callable[..., tuple[int, str, str]]

GOOD = '{"headline": "A harbour reopens", "tags": ["ports"]}\n'
BAD = {
    "empty.jsonl": b"",
    "empty.html": b"",
    "empty.md": b"",
    "binary.html": bytes(range(256)) * 40,
    "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "nothing.html": b"<html><body><div></div></body></html>",
    "matter.md": b"---\ntitle: [unclosed\n---\nText.\n",
    "day.md": b"---\ntitle: A day that never was\ndate: 2024-02-30\n---\nText.\n",
    "encoding.md": b"---\ntitle: \x81\x8d\x8f\x90\x9d\n---\n\x81\x8d\x8f",
    "deep.json": b"[" * 100_000,
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_faulty_file_is_rejected_with_its_reason_and_the_rest_goes_on(name: str, tmp_path: Path, run: Run) -> None:
    """One good file beside one that cannot be read."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / name).write_bytes(BAD[name])
    (pages / "good.jsonl").write_text(GOOD, encoding="utf-8")
    code, out, err = run("add", pages, "--atlas", tmp_path / "a", "--format", "jsonl")
    report = json.loads(out)
    assert code == 0, err
    assert (report["added"], report["rejected"], report["read"]) == (1, 1, 2)
    assert name in err
    assert "Traceback" not in err


def test_one_broken_line_among_a_thousand(tmp_path: Path, run: Run) -> None:
    """The 500th line breaks off."""
    rows = [json.dumps({"id": f"n{i}", "headline": f"Story number {i}"}) for i in range(1000)]
    rows[499] = rows[499][:-9]
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    _, out, err = run("add", tmp_path / "many.jsonl", "--atlas", tmp_path / "a", "--format", "jsonl")
    report = json.loads(out)
    assert (report["read"], report["added"], report["rejected"]) == (1000, 999, 1)
    assert "line 500" in err


def test_two_articles_that_claim_one_url(tmp_path: Path, run: Run) -> None:
    """The second is rejected, naming the first."""
    rows = [{"id": name, "headline": name, "url": "https://paper.example/a"} for name in ("first", "second")]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    _, out, err = run("add", tmp_path / "two.jsonl", "--atlas", tmp_path / "a", "--format", "jsonl")
    assert json.loads(out)["rejected"] == 1
    assert "first" in err


HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "link": "javascript:alert(1)",
    "direction": "abc\u202egnp.exe",
    "nul": "nul\x00inside",
    "long": "long " * 2000,
    "surrogate": "half \ud800 a pair",
    "formula": "=HYPERLINK(1)",
}


def test_hostile_headlines_pass_through_every_way_out_inert(tmp_path: Path, run: Run, lines: Lines) -> None:
    """Each as headline, tag, actor and URL of an article; then a map, RDF, and CSV are written."""
    rows = [
        {
            "id": name,
            "headline": text,
            "tags": [text, "common"],
            "actors": [text],
            "url": text,
            "lenses": [text],
            "published": f"2024-01-{day:02}",
        }
        for day, (name, text) in enumerate(HOSTILE.items(), start=1)
    ]
    (tmp_path / "h.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    atlas = tmp_path / "a"
    code, out, err = run("add", tmp_path / "h.jsonl", "--atlas", atlas, "--format", "jsonl")
    assert code == 0, err
    report = json.loads(out)
    assert report["read"] == len(HOSTILE)
    assert report["added"] + report["rejected"] == len(HOSTILE)
    assert run("map", "-o", tmp_path / "m.html", "--atlas", atlas)[0] == 0
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert run("export", "nt", "-o", tmp_path / "a.nt", "--atlas", atlas)[0] == 0
    _, out, _ = run("articles", "--atlas", atlas, "--format", "csv")
    assert "\n=HYPERLINK" not in out
    assert ",=HYPERLINK" not in out
    _, out, _ = run("articles", "--atlas", atlas)
    assert "\u202e" not in out
    assert "\x00" not in out
    assert lines("articles", "--atlas", atlas)


def test_a_missing_path_and_an_unknown_format_are_said(tmp_path: Path, run: Run) -> None:
    """A path that is not there; a format nobody knows."""
    code, out, err = run("add", tmp_path / "not-there", "--atlas", tmp_path / "a", "--format", "jsonl")
    assert json.loads(out)["rejected"] == 1
    assert "not-there" in err
    code, _, err = run("add", tmp_path, "--from", "papyrus", "--atlas", tmp_path / "a")
    assert code == 2
    assert "markdown" in err


def test_a_broken_configuration_names_the_place(tmp_path: Path, run: Run) -> None:
    """A lens without a label."""
    run("init", tmp_path / "a")
    (tmp_path / "a" / "lensatlas.toml").write_text('[[lens]]\nslug = "x"\n', encoding="utf-8")
    code, _, err = run("articles", "--atlas", tmp_path / "a")
    assert code == 2
    assert "every [[lens]] needs a label" in err


def test_a_corpus_that_is_not_one_is_left_untouched(tmp_path: Path, run: Run) -> None:
    """Someone saved a letter as corpus.duckdb."""
    run("init", tmp_path / "a")
    letter = tmp_path / "a" / "corpus.duckdb"
    letter.write_bytes(b"Dear editor," * 1000)
    code, _, err = run("articles", "--atlas", tmp_path / "a")
    assert code == 1
    assert "untouched" in err
    assert letter.read_bytes() == b"Dear editor," * 1000


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_an_answer_of_nothing_is_no_silence(form: str, tmp_path: Path, run: Run) -> None:
    """An atlas without articles; then one of a single article, of which no question can be answered."""
    atlas = ("--atlas", tmp_path / "a", "--format", form)
    run("init", tmp_path / "a")
    for call in (("related", "--all"), ("reach",), ("drill",)):
        code, out, err = run(*call, *atlas)
        assert code == 0, err
        assert "holds no articles" in err or out.strip()
    (tmp_path / "one.jsonl").write_text(GOOD, encoding="utf-8")
    run("add", tmp_path / "one.jsonl", "--atlas", tmp_path / "a")
    code, _, err = run("paths", "a-harbour-reopens", *atlas)
    assert code == 0, err
    assert "A path has three articles" in err
    _, out, err = run("related", "a-harbour-reopens", *atlas)
    assert "the only article" in out + err
    assert "--min-score" not in err


def test_a_list_of_pins_that_no_csv_reader_takes_is_said_and_left_alone(
    tmp_path: Path, run: Run, request: pytest.FixtureRequest
) -> None:
    """A note longer than a cell may be, and an answer all the same."""
    rows = [json.dumps({"id": name, "headline": f"Story {name}", "tags": ["ports", name]}) for name in "abc"]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run("add", tmp_path / "in.jsonl", "--atlas", tmp_path / "a")
    pins = tmp_path / "a" / "pins.csv"
    pins.write_text(f"action,article,other,note,decided\npin,a,b,{'x' * 300_000},\n", encoding="utf-8")
    before = pins.read_bytes()
    longest = csv.field_size_limit(131_072)  # as Python has it; reading rows raises it for the whole process
    request.addfinalizer(lambda: csv.field_size_limit(longest))
    code, out, err = run("related", "a", "--atlas", tmp_path / "a", "--format", "jsonl")
    assert code == 0, err
    assert json.loads(out)["article"]["id"] == "a"
    assert "the pins cannot be read" in err
    for more in ((), ("--undo",)):
        code, _, err = run("pin", "a", "c", *more, "--atlas", tmp_path / "a")
        assert code == 2
        assert "left alone" in err
    assert pins.read_bytes() == before
