"""GDELT's rows: what each column gives, and rows that are not whole."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas import ingest
from lensatlas.ingest.dialects.themes import theme
from lensatlas.model import Article, Problem
from tests.corpora import folder
from tests.ingest.articles import PROFILE, of_bytes


def row(**cells: str) -> bytes:
    """A row of version 2.1: an article on the web, and the cells given by number (``c7``)."""
    whole = [""] * 27
    whole[:5] = ["20310702101500-1", "20310702101500", "1", "lamp.example", "https://lamp.example/a"]
    for name, cell in cells.items():
        whole[int(name[1:])] = cell
    return "\t".join(whole).encode()


def only(raw: bytes) -> Article:
    (found,) = of_bytes(raw)
    assert isinstance(found, Article), found
    return found


def test_the_older_columns_fill_in_where_the_newer_are_empty() -> None:
    """Themes with offsets, names in small letters, places with a second district."""
    found = only(row(c8="KILL,9;STRIKE,1;KILL,30", c11="ivo marsh;ivo marsh", c10="1#Norwegian#NO#NO##62#10#NO#7"))
    assert found.tags == ("kill", "strike")
    assert [(actor.name, actor.kind) for actor in found.actors] == [("Ivo Marsh", "person"), ("Norwegian", "country")]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("20310630080000", "2031-06-30"),
        ("20310230080000", "2031-07-02"),
        ("00000000", "2031-07-02"),
        ("", "2031-07-02"),
    ],
)
def test_the_day_is_the_pages_own_where_it_states_one(stamp: str, day: str) -> None:
    """Else that on which GDELT met it: a day that is not on the calendar is none."""
    told = f"<PAGE_PRECISEPUBTIMESTAMP>{stamp}</PAGE_PRECISEPUBTIMESTAMP>"
    assert str(only(row(c26=told)).published) == day


def test_no_two_themes_share_a_label() -> None:
    """Of the families, each says behind its themes what it is."""
    codes = [
        "POLICE", "TAX_FNCACT_POLICE", "SOC_POLICE", "WB_1234_POLICE", "EPU_POLICY_POLICE", "EPU_CATS_POLICE", "CRISISLEX_T01_POLICE",
        "TAX_ETHNICITY_POLICE", "UNGP_POLICE", "TAX_POLITICAL_PARTY_POLICE", "ECON_POLICE", "TAX_POLICE", "GENERAL_POLICE",
    ]  # fmt: skip
    assert len({theme(code) for code in codes}) == len(codes)
    assert [theme(code) for code in ("TAX", "TAX_ETHNICITY", "ECON")] == [None, None, None]


def test_a_row_that_is_not_whole_costs_itself_alone() -> None:
    """Columns missing, a tab too many, no row at all, an address that is none; bytes that are no UTF-8 are counted."""
    whole = row()
    raw = b"\n".join([
        whole, whole.rpartition(b"\t")[0], whole + b"\t", b"nonsense", b"", row(c4="gopher://x").replace(b"-1\t", b"-2\t", 1),
        row(c12="Zo\u00eb,1").replace("\u00eb".encode(), b"\xeb"),
    ])  # fmt: skip
    found = of_bytes(raw)
    assert [(record.position, record.reason) if isinstance(record, Problem) else record.extra for record in found] == [
        {},
        ("line 2", "it has 26 columns where version 2.1 has 27"),
        ("line 3", "it has 28 columns where version 2.1 has 27"),
        ("line 4", "it has 1 columns where version 1 has 11"),
        ("line 6", "it has neither a headline nor an http(s) address"),
        {"undecoded": 1},
    ]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n\r"), max_size=12),
        min_size=24,
        max_size=24,
    )
)
def test_any_cells_give_an_article_or_a_problem(cells: list[str]) -> None:
    """Whatever stands in them, nothing is raised."""
    raw = row(**{f"c{number}": cell for number, cell in enumerate(cells, 3)})
    (found,) = of_bytes(raw, "gkg")
    assert isinstance(found, Article | Problem)


def test_the_rows_of_a_real_quarter_of_an_hour_are_all_read() -> None:
    """100 rows of 2015 and 2020: every one an article with its day and outlet, nearly all with themes."""
    found = list(ingest.read([str(folder("gdelt-gkg") / "gkg.csv")], profile=PROFILE))
    articles = [record for record in found if isinstance(record, Article)]
    assert len(articles) == len(found) == 100
    assert all(article.published and article.sources for article in articles)
    assert sum(bool(article.tags) for article in articles) > 90
    kinds = Counter(actor.kind for article in articles for actor in article.actors)
    assert all(kinds[kind] > 50 for kind in ("person", "organization", "country", "place"))
