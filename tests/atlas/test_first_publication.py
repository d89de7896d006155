"""The first publication's page, exactly as it is, from the file to every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.corpora import folder

from lensatlas import Atlas

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """An atlas of that one page."""
    page = folder("noligarchy")
    made = Atlas.open(tmp_path_factory.mktemp("first") / "atlas")
    assert made.add(page).added == 1
    return made


def test_its_fields_are_read(atlas: Atlas) -> None:
    (row,) = atlas.article_rows()
    assert row["lenses"] == ["Global Power Plays"]
    assert (row["type"], row["published"], row["minutes"]) == ("Reporting", "2026-07-02", 3)
    assert row["source"]["name"] == "South China Morning Post – China"
    assert list(row["sections"]) == ["what_happened", "who_gains", "mechanism", "why_it_matters", "what_to_watch"]
    assert row["headline"].startswith("Diplomacy Backchannel")
    assert row["dek"].startswith("U.S. and Iranian representatives")
    assert row["dek"].endswith("unresolved strategic disputes.")


def test_its_run_together_tags_are_cut_exactly(atlas: Atlas) -> None:
    (row,) = atlas.article_rows()
    assert row["tags"] == [
        "global", "United States", "Iran", "Qatar", "Doha", "diplomacy", "sanctions", "frozen funds", "prisoner exchange",
        "global-power-plays",
    ]  # fmt: skip
    assert {"United States", "Iran", "Qatar", "Israel"} <= {actor["id"] for actor in row["actors"]}


def test_its_claims_are_those_it_makes(atlas: Atlas) -> None:
    """Nothing is claimed for "administrations and mediators", which only heads a list."""
    (row,) = atlas.article_rows()
    rows = list(atlas.claim_rows())
    assert [(c["actor"]["label"], c["stance"], c["role"]) for c in rows] == [
        ("U.S. executive branch", "gains", "primary"), ("Iran", "gains", "primary"), ("Qatar", "gains", "primary"),
        ("regional actors", "gains", "secondary"), ("arms suppliers", "gains", "secondary"),
        ("taxpayers", "bears_cost", None), ("regional civilians", "bears_cost", None),
    ]  # fmt: skip
    for claim in rows:
        assert row["sections"][claim["section"]][claim["start"] : claim["end"]] == claim["sentence"]
    assert row["mechanisms"] == ["calibrated transaction diplomacy"]
    assert 4 <= len(atlas.watch()) <= 7


def test_its_rdf_conforms_and_its_map_is_drawn(atlas: Atlas, tmp_path: Path) -> None:
    assert atlas.conformance().conforms
    (tmp_path / "map.html").write_text(atlas.map(), encoding="utf-8")
    assert "calibrated transaction diplomacy" in (tmp_path / "map.html").read_text(encoding="utf-8")
