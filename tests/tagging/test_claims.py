"""Who gains, keeps, loses or pays, according to which sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lensatlas.model import DeclaredActor
from lensatlas.tagging import RULES, tag
from lensatlas.tagging.rules import ALL_RULES
from tests.tagging.worlds import article, claims, lexicon, tagged, told

if TYPE_CHECKING:
    from lensatlas.model import Article
    from lensatlas.tagging.rules import Rule

PAGES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "pages" / "sections.json").read_text(encoding="utf-8")
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_every_rule_reads_its_own_example(rule: Rule) -> None:
    section = "why_it_matters" if rule.name == "at-the-expense-of" else "who_gains"
    found = [(c.actor, c.stance) for c in claims(**{section: rule.example}) if c.rule == rule.name]
    assert (rule.actor, rule.stance) in found


def test_the_documentation_shows_every_rule_with_its_example() -> None:
    text = (ROOT / "docs" / "tagging.md").read_text(encoding="utf-8")
    for rule in ALL_RULES:
        assert f"| `{rule.name}` | {rule.stance} | {rule.explains} | {rule.example} |" in text
    assert set(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)) == set(RULES)


def test_a_sentence_is_quoted_with_its_place() -> None:
    text = "Nothing moved.\n\nThe palace secures a veto over tariffs. The sea is calm."
    (claim,) = claims(who_gains=text)
    assert claim.sentence == text[claim.start : claim.end] == "The palace secures a veto over tariffs."
    assert (claim.what, claim.rule) == ("a veto over tariffs", "gain-verb")


def test_a_heading_is_no_claim_and_the_list_behind_it_is() -> None:
    """The heading names kinds of people, the clauses after the colon name who they are."""
    text = (
        "The primary beneficiaries are the brokers and governments who can wait: the U.S. treasury gains a pause; "
        "Oman can reopen its port; and Malta reinforces its role."
    )
    assert [(c.actor, c.stance, c.role) for c in claims(who_gains=text)] == [
        ("U.S. treasury", "gains", "primary"), ("Oman", "gains", "primary"), ("Malta", "gains", "primary"),
    ]  # fmt: skip


def test_a_part_of_a_country_is_an_actor_of_its_own() -> None:
    found = tagged(
        who_gains="The U.S. executive branch gains time. Qatari negotiators keep their seat. Critics of Iran lose a forum."
    )
    parts = {group.id: (group.kind, group.part_of) for group in found.groups}
    assert parts == {
        "U.S. executive branch": ("body", "United States"),
        "Qatari negotiators": ("group", "Qatar"),
        "critics of Iran": ("group", None),
    }


def test_names_with_and_in_them_stay_whole_and_lists_are_parted() -> None:
    known = lexicon(article(actors=(DeclaredActor(name="Ministry of Trade and Industry"),)))
    story = article(who_gains="The Ministry of Trade and Industry and shipping and insurance firms gain a delay.")
    assert [c.actor for c in tag(story, known).claims] == [
        "Ministry of Trade and Industry",
        "shipping and insurance firms",
    ]


def test_a_title_does_not_hide_a_name_and_a_place_does_not_take_its_people_s_part() -> None:
    known = lexicon(article(actors=(DeclaredActor(name="Oskar Lund", kind="person"),)))
    story = article(
        who_gains="General Oskar Lund gains a seat. Farmers in Oman lose water. The parliament of Malta loses time."
    )
    assert [(c.actor, c.stance) for c in tag(story, known).claims] == [
        ("Oskar Lund", "gains"), ("farmers in Oman", "loses"), ("parliament of Malta", "loses"),
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", [
    "Brazil does not gain a seat.", "Brazil never wins a concession.", "Brazil gains nothing.", "Brazil no longer gains from tolls.",
    "Neither Brazil nor Peru gains a port.", "Brazil hopes to gain a seat.", "If Brazil gains a seat, the map changes.",
    "Brazil watches.", "Brazil will not be strengthened by this.",
])  # fmt: skip
def test_what_is_denied_wished_or_unread_is_never_a_gain(sentence: str) -> None:
    found = told(who_gains=sentence)
    assert found
    assert {stance for _, stance in found} == {"unknown"}


@pytest.mark.parametrize("sentence", [
    "The deal gains legitimacy.", "They gain a seat.", "No one gains.", "The gains are modest.", "It keeps prices high.",
])  # fmt: skip
def test_no_actor_is_invented(sentence: str) -> None:
    assert told(who_gains=sentence) == []


def test_clauses_are_read_apart() -> None:
    text = "Banks gain fees and keep their licences, while tenants lose a hearing, the press is sidelined and the treasury pays."
    assert told(who_gains=text) == [
        ("banks", "gains"), ("banks", "keeps"), ("tenants", "loses"), ("press", "loses"), ("treasury", "bears_cost"),
    ]  # fmt: skip


def test_over_whom_and_at_whose_expense() -> None:
    one, other, third = claims(
        who_gains="Iran gains leverage over Iraq. The governor consolidates her hold at the expense of town councils."
    )
    assert (one.over, other.over) == (("Iraq",), ("town councils",))
    assert (third.actor, third.stance) == ("town councils", "loses")


def test_only_costs_are_read_where_the_article_says_why_it_matters() -> None:
    text = "Ministers gain a headline. Patients face longer waits, and the ferry carries passengers. Drivers pay attention."
    assert told(why_it_matters=text) == [("patients", "bears_cost")]


def test_a_name_alone_at_the_start_is_lower_case_unless_it_is_one() -> None:
    text = (
        "Regional actors gain time. Iranian exporters gain a port. Gulf states lose a vote, as other Gulf states say."
    )
    assert [actor for actor, _ in told(who_gains=text)] == ["regional actors", "Iranian exporters", "Gulf states"]


def test_a_runaway_sentence_is_left_unread() -> None:
    """A table without full stops: 40,000 characters in one sentence must not stop the reading."""
    text = "Brazil " + "gains, a port, and loses, " * 1_600
    assert {claim.rule for claim in claims(who_gains=text)} == {"unread"}


def page(number: int, record: dict[str, Any], *, cold: bool) -> Article:
    declared = () if cold else tuple(DeclaredActor(name=name, kind=kind) for name, kind in record["actors"])
    return article(
        f"page{number}", headline=record["headline"], tags=tuple(record["tags"]), actors=declared, who_gains=record["who_gains"],
        mechanism=record["mechanism_text"], why_it_matters=record["why_it_matters"], what_to_watch=record["what_to_watch"],
    )  # fmt: skip


def words(name: str) -> set[str]:
    return {word.rstrip("s") for word in re.sub(r"[^\w\s]", " ", name.casefold()).split()} - {"the", "a", "an"}


@pytest.mark.parametrize("cold", [False, True], ids=["actors declared", "nothing declared"])
def test_six_pages_whose_claims_were_written_down_before_they_were_read(cold: bool) -> None:
    stories = [page(number, record, cold=cold) for number, record in enumerate(PAGES)]
    known = lexicon(*stories)
    right = said = wanted = 0
    for story, record in zip(stories, PAGES, strict=True):
        found = tag(story, known)
        left = [(c.actor, c.stance) for c in found.claims if c.stance != "unknown"]
        said, wanted = said + len(left), wanted + len(record["claims"])
        for gold in record["claims"]:
            hit = next(
                (
                    m
                    for m in left
                    if m[1] == gold["stance"]
                    and (words(m[0]) <= words(gold["actor"]) or words(gold["actor"]) <= words(m[0]))
                ),
                None,
            )
            if hit:
                left.remove(hit)
                right += 1
        assert found.mechanisms == (record["mechanism"],)
        assert len(found.watch) == record["watch"]
    assert 2 * right / (said + wanted) >= 0.95


def test_a_person_is_named_with_where_they_belong() -> None:
    """A declared person and a declared union; "critics of" someone are not that person."""
    ada, union = DeclaredActor(name="Ada Marl", kind="person"), DeclaredActor(name="BPU", kind="organization")
    story = article(
        actors=(ada, union), who_gains="Ada Marl of the BPU gains a cause. Critics of Ada Marl of the BPU lose a week."
    )
    told = [(claim.actor, claim.stance, claim.what) for claim in tag(story, lexicon(story)).claims]
    assert ("Ada Marl", "gains", "a cause") in told
    assert ("Ada Marl", "loses", "a week") not in told


def test_a_verb_before_the_name_of_a_winner_is_read_too() -> None:
    text = "The salt office keeps its schedule and is the quiet secondary beneficiary. Pilots gain a berth, and are the winners."
    assert [(c.actor, c.stance, c.role) for c in claims(who_gains=text)] == [
        ("salt office", "gains", "secondary"), ("salt office", "keeps", None), ("pilots", "gains", None),
    ]  # fmt: skip
