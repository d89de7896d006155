"""docs/merging.md is held to the truth."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from lensatlas.model import VERDICTS
from lensatlas.tagging import decisions
from lensatlas.tagging.akin import AKIN_KINDS
from lensatlas.tagging.resolution import MergeRule

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "merging.md").read_text(encoding="utf-8")


def names_of(heading: str) -> list[str]:
    """The first column of the table under a heading."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| (\w+) \|", part, re.MULTILINE)[1:]


def test_every_verdict_rule_and_kind_is_told() -> None:
    assert names_of("decisions.csv") == list(VERDICTS)
    assert names_of("What an exact rule merges") == list(get_args(MergeRule))
    assert names_of("What is only proposed") == list(AKIN_KINDS)


def test_what_a_verdict_may_be_about_is_told() -> None:
    told = dict(re.findall(r"^\| (\w+) \| ([a-z, ]+) \|", PAGE.split("## What an exact")[0], re.MULTILINE)[1:])
    assert told == {verdict: ", ".join(about) for verdict, (about, _) in VERDICTS.items()}


def test_the_example_is_read_without_a_problem(tmp_path: Path) -> None:
    path = tmp_path / decisions.FILE_NAME
    path.write_text(PAGE.split("```csv\n")[1].split("```")[0], encoding="utf-8")
    found, problems = decisions.read(path)
    assert problems == ()
    assert found.tag("harbours") == "ports"
    assert [actor.id for actor in found.accepted] == ["Quay Nine"]
