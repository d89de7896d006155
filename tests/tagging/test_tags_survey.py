from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from lensatlas.model import Actor, ActorId, Lens, LensId
from lensatlas.tagging.tags import MERGE_KINDS, near_duplicates
from lensatlas.tagging.tags.acronyms import abbreviated, spoken
from lensatlas.tagging.tags.alike import alike
from lensatlas.tagging.tags.archive import Archive
from lensatlas.tagging.tags.broader import broader
from lensatlas.tagging.tags.elsewhere import actors_among, lenses_among
from lensatlas.tagging.tags.parts import parts
from lensatlas.tagging.tags.reach import ambiguous, too_broad
from lensatlas.tagging.tags.survey import survey, survey_lenses


def archive(articles: list[str], **more: list[str]) -> Archive:
    """An archive from the tags of each article, written in one line with commas; actors and lenses likewise."""
    named = {"tags": articles, **more}
    holders: dict[str, dict[str, list[int]]] = {kind: {} for kind in named}
    for kind, lines in named.items():
        for number, line in enumerate(lines):
            for name in filter(None, (each.strip() for each in line.split(","))):
                holders[kind].setdefault(name, []).append(number)
    return Archive(
        articles=len(articles), tags=holders["tags"], actors=holders.get("actors", {}), lenses=holders.get("lenses", {})
    )


def test_an_editors_judgement_that_two_are_two_is_kept() -> None:
    """Three spellings; the editor has parted the commonest from the rarest, which then goes to the second."""
    uses = {"ferry fares": 9, "ferry fare": 4, "Ferry fare": 1}
    apart = {frozenset({"ferry fares", "ferry fare"})}
    rows = near_duplicates(uses, is_apart=lambda a, b: frozenset({a, b}) in apart)
    assert [(row.from_tag, row.into) for row in rows] == [("Ferry fare", "ferry fare")]


def test_a_declared_name_is_kept_whatever_is_used_more() -> None:
    """The scheme says "Silent Levies"; most articles do not."""
    (row,) = near_duplicates({"silent levy": 40, "Silent Levies": 2}, preferred=["Silent Levies"])
    assert (row.from_tag, row.into) == ("silent levy", "Silent Levies")


TEXTS = [
    "The Office of Harbour Audits (OHA) met. The OHA adjourned.",
    "OHA (Office of Harbour Audits) clerks resigned.",
    "The Tidal Energy Agency said no. TEA officials left.",
    "A Tidal Energy Agency memo; the TEA declined.",
    "They drank tea with the Tide Extension Alliance.",
]


def test_an_abbreviation_is_what_the_articles_spell_out() -> None:
    """Brackets explain OHA twice; TEA stands beside its words twice, and is a drink in the last text."""
    said = spoken(TEXTS, ["oha", "tea", "tea-leaks"])
    assert said.meanings == {"OHA": ("office of harbour audits", 2), "TEA": ("tidal energy agency", 2)}
    assert said.writers["TEA"] == {2, 3}


def test_tags_that_an_abbreviation_tells_to_be_one() -> None:
    """A compound of one; and a tag that writes the same letters as a word."""
    holders = {"oha-leaks": [0], "harbour-audits-office-leaks": [0, 1], "tea": [4], "tidal-energy-agency": [2, 3]}
    (row,) = abbreviated(holders, spoken(TEXTS, holders))
    assert (row.kind, row.from_tag, row.into) == ("acronym", "oha-leaks", "harbour-audits-office-leaks")
    assert "2 articles give OHA as “office of harbour audits”" in row.why.lower().replace("oha", "OHA")


def test_letters_that_stand_for_two_things_merge_nothing() -> None:
    """Two offices share their initials."""
    texts = ["The Port Safety Office (PSO).", "The Parish School Office (PSO)."]
    assert spoken(texts, ["pso"]).meanings == {}


def test_near_identical_use_needs_words_as_well() -> None:
    """Three tags always together; only two of them share a word."""
    found = archive(["levee repair, levee repair works, gossip"] * 5 + ["other"] * 20)
    (row,) = alike(found, found.tags)
    assert {row.from_tag, row.into} == {"levee repair", "levee repair works"}
    assert (
        row.why
        == "“levee repair works” and “levee repair” are on 5 articles, 5 of which have both, and 58% of what their words tell is the same."
    )


def test_a_tag_on_a_tenth_of_all_articles_is_too_broad_unless_tags_are_few() -> None:
    """Sixty articles with tags of their own, 20 of which are news; then the same with three tags in all."""
    many = archive([f"t{i}, news" if i % 3 == 0 else f"t{i}" for i in range(60)])
    (row,) = too_broad(many)
    assert (row.from_tag, row.into, round(row.score, 3)) == ("news", None, 0.333)
    assert row.why.startswith("“news” is on 20 of 60 articles (33%), beside 20 other tags; most often “t0” (1)")
    assert too_broad(archive(["a", "b", "c"] * 20)) == ()
    assert too_broad(archive(["a"] * 10)) == ()


def test_a_tag_with_two_companies_has_two_uses() -> None:
    """Cranes that lift and cranes that fly; docks and marshes are one thing each."""
    world = ["crane, docks, freight, steel"] * 6 + ["crane, marsh, nesting, reeds"] * 6
    world += ["docks, freight, steel", "marsh, nesting, reeds"] * 4 + [f"x{i}, y{i // 2}" for i in range(160)]
    (row,) = ambiguous(archive(world))
    assert row.from_tag == "crane"
    assert "6 articles beside “docks” and “freight”" in row.why
    assert "6 beside “marsh” and “nesting”" in row.why


PEOPLE = [
    Actor(id=ActorId("Ines Varga"), kind="person", aliases=("I. Varga",)),
    Actor(id=ActorId("Tidewater Bank"), kind="organization"),
    Actor(id=ActorId("Norland"), kind="country", evidence="country"),
    Actor(id=ActorId("residents")),
]


def test_tags_that_are_actors_and_places() -> None:
    """A name in full, an alias, a surname that always means one person, a country, and a word that records call an actor."""
    world = ["ines-varga, varga", "varga", "varga, i-varga", "norland, residents", "tidewater bank, residents"]
    actors = ["Ines Varga", "Ines Varga", "Ines Varga", "", "Tidewater Bank"]
    rows = {row.from_tag: row for row in actors_among(archive(world, actors=actors), PEOPLE)}
    assert {(tag, row.kind, row.into) for tag, row in rows.items()} == {
        ("ines-varga", "is_actor", "Ines Varga"),
        ("i-varga", "is_actor", "Ines Varga"),
        ("varga", "is_actor", "Ines Varga"),
        ("tidewater bank", "is_actor", "Tidewater Bank"),
        ("norland", "is_place", "Norland"),
    }
    assert rows["varga"].score < rows["ines-varga"].score + 0.2


def test_a_country_that_none_of_the_tags_articles_is_about_is_another_thing() -> None:
    """Norland is an actor of other articles; the tag is the name of a boat."""
    assert actors_among(archive(["norland, boats", "trade"], actors=["", "Norland"]), PEOPLE) == ()


def test_a_tag_with_the_name_of_a_lens() -> None:
    """Written otherwise, and in another order, which is another name."""
    rows = lenses_among(archive(["quiet-levies, levies quiet"], lenses=["Quiet Levy"]))
    assert [(row.from_tag, row.into) for row in rows] == [("quiet-levies", "Quiet Levy")]


def test_subsumption_names_the_broader_tag() -> None:
    """Barley is always under grain; grain is mostly elsewhere; a tag on everything is nobody's broader one."""
    world = ["barley, grain, all"] * 6 + ["grain, all"] * 10 + ["all"] * 84
    (row,) = broader(archive(world), ["barley", "grain", "all"])
    assert (row.from_tag, row.into) == ("barley", "grain")
    assert row.why == "6 of the 6 articles on “barley” have “grain” (16 articles), 38% the other way round."
    assert broader(archive(world), ["barley", "grain"], known={"grain": ["barley"]}) == ()
    assert broader(archive(world), ["barley", "grain"], is_apart=lambda *_: True) == ()


def test_the_nearest_broader_tag_is_enough() -> None:
    """Six-row barley under barley under grain."""
    world = ["six-row, barley, grain"] * 8 + ["barley, grain"] * 9 + ["grain"] * 14 + ["x"] * 200
    found = broader(archive(world), ["six-row", "barley", "grain"])
    assert {(row.from_tag, row.into) for row in found} == {("six-row", "barley"), ("barley", "grain")}


def test_what_a_tag_ends_with_is_broader_but_for_its_opposite() -> None:
    """Toll fraud and anti-fraud keep the company of fraud."""
    world = (
        ["toll fraud, court"] * 3
        + ["anti-fraud, court"] * 3
        + ["fraud, court"] * 5
        + [f"a{i // 2}, b{i // 3}" for i in range(60)]
    )
    found = broader(archive(world), ["toll fraud", "anti-fraud", "fraud"])
    assert [(row.from_tag, row.into) for row in found] == [("toll fraud", "fraud")]


def test_a_joint_name_holds_its_parts() -> None:
    """The second subject lends its last word to the first."""
    rows = parts({"Dyke Control": 2, "Ferry & Dyke Control": 5, "Ferry Control": 1, "Dyke": 3})
    assert {(row.from_tag, row.into) for row in rows} == {
        ("Dyke Control", "Ferry & Dyke Control"),
        ("Ferry Control", "Ferry & Dyke Control"),
    }


def test_lenses_are_held_to_the_same_order() -> None:
    """Two spellings of a declared lens, which has no scope note."""
    world = archive(["Quiet Levies", "quiet_levies", "quiet_levies", "Slow Tolls", "Slow Tolls"])
    rows = survey_lenses(world, scheme=[Lens(id=LensId("Quiet Levies"), slug="quiet-levies")])
    assert [(row.kind, row.from_tag, row.into, row.row()["about"]) for row in rows] == [
        ("hyphen", "quiet_levies", "Quiet Levies", "lens"),
        ("undocumented", "Quiet Levies", None, "lens"),
    ]


TAGS = st.lists(
    st.lists(
        st.sampled_from(["levy", "levies", "Levy", "levy fraud", "fraud", "anti-fraud", "ports", "OHA"]), unique=True
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(TAGS, st.integers(0, 99))
def test_a_survey_does_not_depend_on_the_order_of_tags_and_merges_never_run_in_circles(
    world: list[list[str]], seed: int
) -> None:
    """Any archive, its tags in two orders."""
    made = archive([",".join(tags) for tags in world])
    turned = list(made.tags.items())
    random.Random(seed).shuffle(turned)
    rows = survey(made, actors=PEOPLE, texts=TEXTS[:1])
    assert survey(Archive(articles=made.articles, tags=dict(turned)), actors=PEOPLE, texts=TEXTS[:1]) == rows
    merges = {row.from_tag: row.into for row in rows if row.kind in MERGE_KINDS}
    for start, into in merges.items():
        passed, tag = {start}, into
        while tag is not None:
            assert tag not in passed
            passed.add(tag)
            tag = merges.get(tag)
    assert all(0 <= row.score <= 1 for row in rows)


def test_prose_tells_companies_apart_where_tags_do_not() -> None:
    """Two tags with no tag in common, on articles with the same words."""
    words = csr_array(np.array([[3, 0, 1], [2, 0, 0], [0, 4, 0], [0, 1, 2]], dtype=np.float64))
    bare = archive(["a", "b", "c", "c"])
    told = Archive(articles=4, tags=bare.tags, prose=words)
    assert bare.likeness([("a", "b")])[0] == 0
    assert told.likeness([("a", "b"), ("a", "c")])[0] == pytest.approx(0.94, abs=0.06)
    assert told.likeness([("a", "b"), ("a", "c")])[1] < 0.5
