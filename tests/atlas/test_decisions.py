"""An editor's judgement, from the file to every answer, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lensatlas import Atlas
from lensatlas.errors import NotFound
from lensatlas.model import Decision
from lensatlas.tagging import decisions

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    {"id": "a", "headline": "Quays reopen", "published": "2030-01-02", "tags": ["harbours", "ada-marl", "misc"],
     "lenses": ["trade_routes"], "actors": [{"name": "Marl, Ada"}, {"name": "Tern Bank"}]},
    {"id": "b", "headline": "Dues rise", "published": "2030-02-02", "tags": ["ports", "tolls"],
     "lenses": ["Trade Routes"], "actors": [{"name": "Ada Marl", "kind": "person"}, {"name": "tern-bank"}]},
]  # fmt: skip
ROWS = """about,verdict,name,into,note,decided
tag,merge,harbours,ports,,
tag,broader,ports,trade,,
tag,actor,ada-marl,Ada Marl,,
tag,drop,misc,,,
lens,merge,trade_routes,Trade Routes,,
actor,merge,"Marl, Ada",Ada Marl,the same minister,2030-03-01
actor,kind,Tern Bank,organization,,
"""


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    pages = tmp_path / "pages.jsonl"
    pages.write_text("\n".join(map(json.dumps, PAGES)), encoding="utf-8")
    found = Atlas.open(tmp_path / "atlas")
    found.add(pages)
    return found


def told(atlas: Atlas) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Each article's tags, lenses and actors."""
    return {
        row["id"]: (row["tags"], row["lenses"], [actor["id"] for actor in row["actors"]])
        for row in atlas.article_rows()
    }


def test_judgements_hold_from_the_next_question_and_are_undone_by_taking_them_out(atlas: Atlas) -> None:
    """Two articles spell a tag, a lens and a person in two ways; the editor says what is one, then takes it back."""
    before = told(atlas)
    assert before["a"] == (["harbours", "ada-marl", "misc"], ["trade_routes"], ["Ada Marl", "Marl, Ada", "Tern Bank"])
    path = atlas.folder / "decisions.csv"
    path.write_text(ROWS, encoding="utf-8")
    assert told(atlas) == {
        "a": (["ports"], ["Trade Routes"], ["Ada Marl", "Tern Bank"]),
        "b": (["ports", "tolls"], ["Trade Routes"], ["Ada Marl", "Tern Bank"]),
    }
    path.unlink()
    assert told(atlas) == before


def test_a_judgement_holds_for_a_name_that_only_a_text_gives(tmp_path: Path) -> None:
    """One article names Oskar Lund and Ida Tern in its text; the editor says who is whom, and who is no actor."""
    text = "Oskar Lund paid. Mr Lund met Ida Tern at noon. Ida Tern refused, and Oskar Lund left."
    atlas = Atlas.open(tmp_path / "atlas")
    pages = tmp_path / "pages.jsonl"
    pages.write_text(json.dumps({"id": "a", "headline": "Tolls rise", "text": text}), encoding="utf-8")
    atlas.add(pages)
    assert told(atlas)["a"][2] == ["Ida Tern", "Oskar Lund"]
    path = atlas.folder / "decisions.csv"
    path.write_text(
        "about,verdict,name,into\nactor,merge,Oskar Lund,Oskar Lundby\nactor,drop,Ida Tern,\n", encoding="utf-8"
    )
    assert told(atlas)["a"][2] == ["Oskar Lundby"]


def test_an_old_label_finds_what_it_was_merged_into(atlas: Atlas) -> None:
    with pytest.raises(NotFound):
        atlas.drill("trade")
    (atlas.folder / "decisions.csv").write_text(ROWS, encoding="utf-8")
    (drill,) = atlas.drill("harbours").rows()
    assert drill["articles"] == ["b", "a"] or drill["articles"] == ["a", "b"]
    assert [row["actor"]["id"] for row in atlas.leverage("Marl, Ada").rows()] == ["Ada Marl"]


def test_what_was_merged_is_kept_as_an_alternative_label_and_conforms(atlas: Atlas) -> None:
    (atlas.folder / "decisions.csv").write_text(ROWS, encoding="utf-8")
    found = atlas.sparql(
        "SELECT ?is ?was WHERE { ?one skos:altLabel ?was . OPTIONAL { ?one skos:prefLabel ?p } OPTIONAL { ?one schema:name ?n }"
        " BIND(COALESCE(?p, ?n) AS ?is) FILTER(STR(?was) IN ('harbours', 'trade_routes', 'Marl, Ada', 'tern-bank')) }"
    )
    assert sorted(zip(found["is"], found["was"], strict=True)) == [
        ("Ada Marl", "Marl, Ada"), ("Tern Bank", "tern-bank"), ("Trade Routes", "trade_routes"), ("ports", "harbours"),
    ]  # fmt: skip
    wider = atlas.sparql("SELECT ?wide WHERE { ?tag skos:prefLabel 'ports'@en ; skos:broader/skos:prefLabel ?wide }")
    assert list(wider["wide"]) == ["trade"]
    assert atlas.conformance().conforms


def test_a_row_that_cannot_be_applied_is_told_and_the_rest_holds(atlas: Atlas) -> None:
    (atlas.folder / "decisions.csv").write_text(ROWS + "tag,merge,tolls,tolls,,\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"decisions\.csv, line 9: 'tolls' stands on both sides"):
        assert told(atlas)["a"][0] == ["ports"]


def test_a_recorded_judgement_is_applied_and_withdrawn(atlas: Atlas) -> None:
    path = atlas.folder / "decisions.csv"
    judgement = Decision(about="actor", verdict="apart", name="Tern Bank", into="tern-bank")
    assert told(atlas)["b"][2] == ["Ada Marl", "Tern Bank"]
    decisions.record(path, judgement)
    assert told(atlas)["b"][2] == ["Ada Marl", "tern-bank"], "an exact rule gives way to the editor"
    decisions.withdraw(path, judgement)
    assert told(atlas)["b"][2] == ["Ada Marl", "Tern Bank"]
