"""What the README shows is what one gets, and no document points to nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lensatlas.atlas import Atlas

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "data" / "README.md",
    *(ROOT / "docs").rglob("*.md"),
]


def test_the_path_shown_is_the_path_found(sample_atlas: Atlas) -> None:
    """Every step with its strength, in order."""
    (row,) = sample_atlas.path("merrow-terminal-one-bidder", "the-guarantee-is-called").rows()
    shown = re.findall(r"^\| (\d) \| ([\d.]*) ?\| ([^|]+) \|", README, re.MULTILINE)
    found = [
        (str(i), f"{s['strength']:.3f}" if s["strength"] else "", s["headline"]) for i, s in enumerate(row["steps"], 1)
    ]
    assert shown == found


def test_the_leverage_row_shown_is_the_first_row(sample_atlas: Atlas) -> None:
    row = sample_atlas.leverage().rows()[0]
    cells = [row["rank"], "–".join(map(str, row["rank_range"])), row["actor"]["label"], row["actor"]["kind"], row["articles"], *row["claims"].values(),
             row["structure"]["degree"], row["structure"]["strength"], f"{row['structure']['constraint']:.3f}"]  # fmt: skip
    assert f"| {' | '.join(map(str, cells))} |" in README


def test_the_gap_row_shown_is_found(sample_atlas: Atlas) -> None:
    (row,) = [row for row in sample_atlas.gaps(kinds=["lens_tag"]).rows() if row["subject"] == "household costs"]
    assert (
        f"| lens_tag | household costs | {row['lens']} | {row['have']} | {row['expected']:.1f} | {row['why']} |"
        in README
    )
    assert f"{sample_atlas.graph.size} articles" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target
