"""Which actors are one: by exact rule or by the editor, never by likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.model import Actor, ActorId, Decision
from lensatlas.tagging.acronyms import acronyms, explained
from lensatlas.tagging.decisions import agreed
from lensatlas.tagging.forms import bare, person, spells, untitled
from lensatlas.tagging.resolution import resolve

if TYPE_CHECKING:
    from lensatlas.model import ActorKind
    from lensatlas.tagging.decisions import Decisions
    from lensatlas.tagging.resolution import Resolution


def actor(name: str, kind: ActorKind | None = None, evidence: str = "declared", aliases: tuple[str, ...] = ()) -> Actor:
    return Actor(id=ActorId(name), kind=kind, evidence=evidence, aliases=aliases)


def listed(name: str, *aliases: str, kind: ActorKind | None = None) -> Actor:
    return actor(name, kind, "authority", aliases)


def of(
    *actors: Actor, uses: dict[str, int] | None = None, texts: str = "", decisions: Decisions | None = None
) -> Resolution:
    return resolve(actors, uses=uses or {}, acronyms=set(acronyms(texts)), decisions=decisions)


def merged(*names: str, texts: str = "") -> dict[str, tuple[str, str]]:
    """What becomes of declared names: name → actor and rule."""
    return {merge.name: (merge.into, merge.rule) for merge in of(*map(actor, names), texts=texts).merges}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("U.S. Quay Board", "us-quay-board"), ("The Tern Bank", "Tern Bank"), ("Quays & Tolls", "Quays and Tolls"),
        ("Zoé Lund", "Zoe Lund"), ("Tern, Lund", "Tern Lund"), ("TernBank", "Tern Bank"), ("Al-Noor", "Al Noor"),
        ("J.D. Marl", "JD Marl"), ("O’Dell Group", "O'Dell Group"), ("Łódka Works", "Lodka Works"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_one_actor(name: str, other: str) -> None:
    assert len(of(actor(name), actor(other)).actors) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("SNAP", "Snap"), ("Unit 1 6", "Unit 16"), ("Ada Marl", "Ada Marl Jr."), ("Ada H. W. Marl", "Ada W. Marl"), ("Xi", "Li"),
        ("Marl administration", "Ada Marl"), ("Former Prosecutors", "Prosecutors"), ("Former Quay Officers", "Quay Officers"),
        ("President Marl", "Marl"), ("General Motors", "Motors"), ("मोदी", "मदी"), ("Tern Bank", "Tern Banks"), ("!", "?"),
    ],
)  # fmt: skip
def test_likeness_is_not_enough(name: str, other: str) -> None:
    assert of(actor(name), actor(other)).merges == ()


def test_the_name_used_most_is_kept_and_the_others_are_its_aliases() -> None:
    """Three spellings; most records write the second. Kinds are weighed by articles."""
    (one,) = of(
        actor("TERN BANK", "body"),
        actor("Tern Bank", "organization"),
        actor("tern-bank"),
        uses={"Tern Bank": 3, "TERN BANK": 1},
    ).actors
    assert one == actor("Tern Bank", "organization", aliases=("TERN BANK", "tern-bank"))


def test_a_listed_name_is_kept_however_seldom_it_is_used() -> None:
    found = of(listed("Tern Bank", "TB Holding"), actor("TERN-BANK"), actor("tb-holding"), uses={"TERN-BANK": 9})
    assert [(a.id, a.aliases) for a in found.actors] == [("Tern Bank", ("TB Holding", "TERN-BANK", "tb-holding"))]
    assert [(m.name, m.rule) for m in found.merges] == [("TERN-BANK", "spelling"), ("tb-holding", "alias")]


def test_two_listed_actors_are_two_and_what_may_be_either_stays_apart() -> None:
    found = of(listed("Tern Bank"), listed("TernBank"), actor("tern-bank"))
    assert found.merges == ()


def test_titles_are_no_part_of_a_full_name() -> None:
    assert merged("Sen. Ada Marl", "Former President Ada Marl", "Ada Marl") == {
        "Former President Ada Marl": ("Ada Marl", "title"), "Sen. Ada Marl": ("Ada Marl", "title"),
    }  # fmt: skip
    assert untitled("Judge Quay Court") == "Judge Quay Court"


def test_kinds_that_contradict_each_other_keep_names_apart() -> None:
    assert of(actor("Lundberg", "city"), actor("LUNDBERG", "person")).merges == ()
    assert len(of(actor("Lund", "body"), actor("lund-", "organization")).merges) == 1
    assert len(of(actor("Lundberg", "person"), actor("LUNDBERG", "city", "text")).merges) == 1, (
        "a text's kind is a guess"
    )


def test_an_acronym_that_an_article_explains_is_its_name() -> None:
    texts = "The Harbour Toll Board (HTB) met. The U.S. Harbour Toll Board (HTB) agreed."
    assert merged("HTB", "Harbour Toll Board", texts=texts) == {"HTB": ("Harbour Toll Board", "acronym")}
    assert merged("HTB", "Harbour Toll Board") == {}, "initials alone are a guess"


def test_an_acronym_that_stands_for_two_is_nobody_s() -> None:
    texts = "The Harbour Toll Board (HTB) met the High Tide Bureau (HTB)."
    assert merged("HTB", "Harbour Toll Board", texts=texts) == {}


def test_a_name_may_explain_its_own_acronym() -> None:
    found = merged("Harbour Toll Board (HTB)", "Harbour Toll Board", "HTB", "HTB (Harbour Toll Board)")
    assert {name: into for name, (into, _) in found.items()} == dict.fromkeys(
        ("Harbour Toll Board (HTB)", "HTB", "HTB (Harbour Toll Board)"), "Harbour Toll Board"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Ministry of Tolls (MOT)", [("MOT", "Ministry of Tolls")]),
        ("the Quay and Pier Police (QPP)", [("QPP", "Quay and Pier Police")]),
        ("It failed. Tern Toll Board (TTB)", [("TTB", "Tern Toll Board")]),
        ("a bad harbour (BH) and tolls (USD 30)", []),
        ("(ABC)", []),
    ],
)  # fmt: skip
def test_acronyms_are_read_with_the_words_that_spell_them(text: str, found: list[tuple[str, str]]) -> None:
    assert list(acronyms(text)) == found


def test_explanations_agree_where_one_is_the_longer() -> None:
    assert explained([("TB", "Tern Board"), ("TB", "U.S. Tern Board"), ("XY", "Xenon Yard"), ("XY", "Xylo Yews")]) == {
        "TB": ("usternboard", "ternboard")
    }


def test_the_editor_goes_before_every_rule() -> None:
    """One row renames, one keeps two spellings apart, one drops, one gives a listed alias to another actor."""
    rows = [
        Decision(about="actor", verdict="merge", name="Marl, A.", into="Ada Marl"),
        Decision(about="actor", verdict="apart", name="Tern", into="tern"),
        Decision(about="actor", verdict="drop", name="People"),
        Decision(about="actor", verdict="merge", name="HTB", into="High Tide Bureau"),
    ]
    found = of(
        actor("Marl, A.", "person"), actor("Tern"), actor("tern"), actor("People"), listed("Harbour Toll Board", "HTB"),
        actor("High Tide Bureau"), decisions=agreed(rows)[0],
    )  # fmt: skip
    assert {a.id: a.aliases for a in found.actors} == {
        "Ada Marl": ("Marl, A.",), "Harbour Toll Board": (), "High Tide Bureau": ("HTB",), "Tern": (), "tern": (),
    }  # fmt: skip
    assert [(m.name, m.rule) for m in found.merges] == [("Marl, A.", "editor")]


def test_a_part_follows_its_whole() -> None:
    police = Actor(id=ActorId("Quay Police"), part_of=ActorId("tern-board"))
    found = of(police, actor("tern-board"), actor("Tern Board"), uses={"Tern Board": 2})
    assert next(a for a in found.actors if a.id == "Quay Police").part_of == "Tern Board"


WORDS = st.sampled_from(
    [
        "Tern",
        "tern",
        "TERN",
        "Lund",
        "lund-",
        "The Tern",
        "Sen. Ada Lund",
        "Ada Lund",
        "ada-lund",
        "TB",
        "Tern Board (TB)",
        "Tern Board",
    ]
)
NAMES = st.lists(WORDS, unique=True, max_size=8)


@given(NAMES, st.randoms())
def test_the_order_of_actors_makes_no_difference(names: list[str], chance: object) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert of(*map(actor, names)) == of(*map(actor, shuffled))


@given(NAMES)
def test_every_name_is_one_actor_s_and_none_is_lost(names: list[str]) -> None:
    found = of(*map(actor, names))
    held = [name for one in found.actors for name in (one.id, *one.aliases)]
    assert sorted(held) == sorted(names)
    assert set(found.meant) == {alias for one in found.actors for alias in one.aliases}


@given(st.text(max_size=40))
def test_any_text_has_a_form(text: str) -> None:
    assert bare(text) == bare(text.upper().lower()) or not text.isascii()
    untitled(text)
    person(text)
    spells(text, text.split())
    list(acronyms(text))
