from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.tagging.inflection import american, singular
from lensatlas.tagging.tags import TAG_KINDS, near_duplicates, orphans, proposals


@pytest.mark.parametrize(
    ("kind", "tag", "into"),
    [
        ("case", "Emergency powers", "emergency powers"),
        ("hyphen", "water-rights", "water rights"),
        ("hyphen", "whistle-blower", "whistleblower"),
        ("accent", "Orban", "Orbán"),
        ("number", "audit delays", "audit delay"),
        ("number", "agencies", "agency"),
        ("spelling", "labour court", "labor court"),
        ("order", "retention of data", "data retention"),
        ("order", "collateral loans", "loan collateral"),
        ("form", "spectacle politics", "political spectacle"),
        ("clipping", "tech levies", "technology levy"),
        ("family", "democratic decay", "democracy decay"),
        ("order", "Dredging & Silt", "silt and dredging"),
        ("slip", "sanctoins relief", "sanctions relief"),
    ],
)
def test_each_difference_has_its_kind(kind: str, tag: str, into: str) -> None:
    """Two tags; the second is on more articles."""
    (row,) = near_duplicates({tag: 1, into: 5})
    assert (row.kind, row.from_tag, row.into) == (kind, tag, into)
    assert row.row()["why"] == f"“{tag}” (on 1 article) and “{into}” (on 5) {TAG_KINDS[row.kind]}."


@pytest.mark.parametrize(
    "pair",
    [
        ("trade law", "trade war"),
        ("disinformation", "misinformation"),
        ("think tank founding", "think tank funding"),
        ("2020 election", "2024 election"),
        ("1-6", "16"),
        ("custom", "customs"),
        ("private intelligence", "intelligence privatization"),
        ("constitutional origins", "constitutional originalism"),
        ("election for the court", "election against the court"),
        ("hour", "hor"),
        ("binance", "finance"),
        ("policy reform", "police reform"),
        ("united states", "united nations"),
        ("securities fraud", "security fraud"),
        ("aids funding", "aid funding"),
        ("us-aid", "usaid"),
        ("north harbour", "south harbour"),
        ("rights", "right"),
        ("deregulation", "regulation"),
        ("anti-dumping", "dumping"),
        ("williams", "william"),
        ("harbour protests", "harbour protestant"),
    ],
)
def test_near_in_letters_is_not_near_in_meaning(pair: tuple[str, str]) -> None:
    """Pairs read in real vocabularies, or made like them: two things each."""
    assert near_duplicates({pair[0]: 3, pair[1]: 5}) == ()


def test_the_tag_with_more_articles_is_kept_and_each_proposed_once() -> None:
    """Four spellings of one tag: three proposals, all ending in the one used most."""
    rows = near_duplicates({"Audit delay": 1, "audit-delay": 2, "audit delays": 9, "delays of audit": 3})
    assert {row.from_tag for row in rows} == {"Audit delay", "audit-delay", "delays of audit"}
    into = {row.from_tag: row.into for row in rows}
    assert {end_of(tag, into) for tag in into} == {"audit delays"}


def end_of(tag: str, into: dict[str, str | None]) -> str:
    """The tag that is left when all proposals are followed; a circle fails."""
    passed = [tag]
    while (following := into.get(passed[-1])) is not None:
        assert following not in passed
        passed.append(following)
    return passed[-1]


def test_an_orphan_names_the_tag_it_is_nearest_to() -> None:
    """Honey tariffs and chess stand on one article each."""
    rows = orphans({"honey tariffs": 1, "tariffs": 5, "chess": 1, "honey": 1})
    assert [(row.from_tag, row.into) for row in rows] == [
        ("honey tariffs", "tariffs"),
        ("chess", None),
        ("honey", None),
    ]
    assert rows[0].row() == {
        "kind": "orphan",
        "from": "honey tariffs",
        "into": "tariffs",
        "score": rows[0].row()["score"],
        "why": "“honey tariffs” is on one article only; the nearest tag is “tariffs”, on 5.",
        "about": "tag",
    }
    assert 0 < rows[0].score < 1
    assert rows[1].score == 0


def test_a_tag_proposed_for_merging_is_not_an_orphan_as_well() -> None:
    """One article writes the tag in capitals."""
    assert [row.kind for row in proposals({"Chess": 1, "chess": 4})] == ["case"]


LABELS = (
    st.text(alphabet="abeiorst -ABS'", min_size=1, max_size=9).map(lambda text: " ".join(text.split())).filter(bool)
)


@given(st.dictionaries(LABELS, st.integers(1, 4), max_size=30), st.randoms())
def test_proposals_do_not_depend_on_order_and_never_run_in_circles(uses: dict[str, int], chance: object) -> None:
    """Any tags."""
    rows = near_duplicates(uses)
    shuffled = list(uses.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert near_duplicates(dict(shuffled)) == rows
    into = {row.from_tag: row.into for row in rows}
    assert len(into) == len(rows)
    assert {end_of(tag, into) for tag in into}.isdisjoint(into)


@given(LABELS)
def test_an_american_spelling_stays_as_it_is(word: str) -> None:
    """Any word: what is spelled once is spelled for good."""
    assert american(american(word)) == american(word)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("sanctions", "sanction"), ("agencies", "agency"), ("taxes", "tax"), ("churches", "church"), ("losses", "loss"),
        ("women", "woman"), ("crises", "crisis"), ("news", "news"), ("customs", "customs"), ("bus", "bus"), ("gas", "gas"),
        ("analysis", "analysis"), ("prices", "price"), ("keys", "key"), ("g20s", "g20s"),
        ("fishermen", "fisherman"), ("specimen", "specimen"), ("bureaus", "bureau"),
    ],
)  # fmt: skip
def test_one_of_many(many: str, one: str) -> None:
    """English plurals, and words that only look like one."""
    assert singular(many) == one
