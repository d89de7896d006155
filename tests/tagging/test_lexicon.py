"""What a corpus knows."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from lensatlas.model import Actor, ActorId, DeclaredActor, Lens, LensId
from lensatlas.tagging.kinds import KIND_RULES, kind_of
from tests.tagging.worlds import article, lexicon

if TYPE_CHECKING:
    from lensatlas.model import ActorKind

KINDS: tuple[ActorKind, ...] = ("person", "person", "group")


def test_two_records_and_a_country_of_one_label_are_one_actor() -> None:
    """Two articles declare Qatar, once without a kind; CLDR knows it as a country."""
    known = lexicon(
        article("a", actors=(DeclaredActor(name="Qatar"),)),
        article("b", actors=(DeclaredActor(name="Qatar", kind="city"),)),
    )
    (qatar,) = [actor for actor in known.actors if actor.id == "Qatar"]
    assert (qatar.kind, qatar.evidence) == ("country", "country")


def test_the_editors_list_wins_over_cldr_and_over_records() -> None:
    listed = Actor(id=ActorId("Georgia"), kind="region", aliases=("the Peach State",), evidence="authority")
    known = lexicon(article(actors=(DeclaredActor(name="the Peach State", kind="place"),)), authority=(listed,))
    assert [actor for actor in known.actors if actor.id in {"Georgia", "the Peach State"}] == [listed]
    assert known.resolve("the Peach State") == "Georgia"


def test_the_commonest_declared_kind_counts_and_a_name_may_tell_its_own() -> None:
    stories = [article(str(n), actors=(DeclaredActor(name="Lund", kind=kind),)) for n, kind in enumerate(KINDS)]
    known = lexicon(
        *stories, article("x", actors=(DeclaredActor(name="Harbour Ministry"), DeclaredActor(name="Brask")))
    )
    kinds = {actor.id: actor.kind for actor in known.actors}
    assert (kinds[ActorId("Lund")], kinds[ActorId("Harbour Ministry")], kinds[ActorId("Brask")]) == (
        "person",
        "body",
        None,
    )


def test_each_kind_rule_reads_a_name() -> None:
    examples = {
        "body-of": "Ministry of Trade", "body-ending": "Audit Court", "organization-of": "University of Corvane",
        "organization-ending": "Corvane Capital", "party-ending": "Reform Party",
    }  # fmt: skip
    assert set(examples) == {name for name, _, _ in KIND_RULES}
    assert all(kind_of(example) == kind for name, _, kind in KIND_RULES for example in (examples[name],))


def test_a_lens_is_found_by_label_or_slug_and_a_stranger_stays_itself() -> None:
    known = lexicon(lenses=(Lens(id=LensId("Money & Votes"), slug="money-and-votes"),))
    assert [known.lens(name) for name in ("money & votes", "money-and-votes", "Votes")] == [
        "Money & Votes",
        "Money & Votes",
        "Votes",
    ]


def test_the_order_of_the_articles_makes_no_difference() -> None:
    stories = [
        article(
            "a",
            actors=(DeclaredActor(name="Lund", kind="person"), DeclaredActor(name="Brask")),
            tag_line="portsgrainlund",
        ),
        article("b", actors=(DeclaredActor(name="Lund", kind="group"),), tags=("grain", "ports")),
        article("c", tag_line="grainzelvark"),
    ]
    one, other = lexicon(*stories), lexicon(*reversed(stories))
    assert (one.digest, one.actors, one.tags) == (other.digest, other.actors, other.tags)
    assert list(one.actors) == sorted(one.actors, key=lambda actor: actor.id)


def test_the_digest_changes_exactly_when_tagging_could() -> None:
    plain = article("a", tags=("ports",), text="Iran.")
    same = lexicon(plain).digest
    assert lexicon(plain, article("b", tags=("grain",), text="Prose.")).digest == same
    assert lexicon(plain, article("b", actors=(DeclaredActor(name="Lund"),))).digest != same
    assert lexicon(plain, article("b", tag_line="portsgrain")).digest != same
    assert lexicon(plain, lenses=(Lens(id=LensId("L"), slug="l"),)).digest != same
    assert lexicon(plain, authority=(Actor(id=ActorId("Iran"), kind="country", aliases=("Persia",)),)).digest != same


def test_a_tag_alone_makes_no_actor() -> None:
    known = lexicon(article(tags=("Port reform", "Iran")))
    assert known.resolve("Port reform") is None
    assert known.resolve_folded("iran") == "Iran"


def test_asking_for_the_version_of_the_rules_loads_none_of_them() -> None:
    """Every question asks whether its drawing is still of these rules."""
    asked = "import sys, lensatlas.tagging as t; assert t.RULES_VERSION; print([m for m in sys.modules if 'lensatlas.tagging.' in m or 'ahocorasick' in m])"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_texts_say_gives_a_declared_actor_its_kind() -> None:
    """The records give no kinds: the texts tell of a body, of a person by her surname, and nothing of the last."""
    names = ("Orvane Quay Watch", "Zelvark", "Ada Telvane", "Brask")
    texts = (
        "Anna Zelvark wrote to the Orvane Quay Watch, a nonprofit. Then Zelvark left.",
        "So the nonprofit Orvane Quay Watch answered, and Anna Zelvark wept. Then Zelvark left.",
    )
    stories = [
        article(str(n), text=text, actors=tuple(DeclaredActor(name=name) for name in names))
        for n, text in enumerate(texts)
    ]
    wanted = {"Orvane Quay Watch": "organization", "Zelvark": "person", "Ada Telvane": "person", "Brask": None}
    for order in (stories, stories[::-1]):
        known = lexicon(*order)
        assert {name: known.kind(ActorId(name)) for name in names} == wanted
