"""One article, everything found in it."""

from __future__ import annotations

import re

from lensatlas.model import ActorId, Article, ArticleId, DeclaredActor, Section
from lensatlas.tagging import Lexicon, tag
from tests.corpora import folder
from tests.tagging.worlds import article, lexicon

HEADINGS = {
    "What happened": "what_happened", "Who gains leverage": "who_gains", "What mechanism is operating": "mechanism",
    "Why it matters": "why_it_matters", "What to watch next": "what_to_watch",
}  # fmt: skip


def test_an_actor_comes_in_by_the_first_way_that_holds() -> None:
    """Lund is declared and named twice, Iran is a tag and named, Oman is named, brokers only claimed."""
    story = article(
        actors=(DeclaredActor(name="Lund", kind="person"),), tags=("iran", "ports"), headline="Lund in Oman",
        text="Lund met Iran.", who_gains="Brokers gain a fee.",
    )  # fmt: skip
    found = tag(story, lexicon(story))
    assert [(use.actor, use.how, use.mentions) for use in found.actors] == [
        ("Iran", "tag", 1), ("Lund", "declared", 2), ("Oman", "text", 1), ("brokers", "claim", 0),
    ]  # fmt: skip
    assert [group.id for group in found.groups] == ["brokers"]


def test_mentions_say_where_they_stand() -> None:
    story = article(headline="Oman’s turn", text="", what_happened="Talks in Oman; the U.S. left.")
    found = tag(story, lexicon(story)).mentions
    texts = dict(story.passages())
    assert [(m.section, m.surface, m.rule) for m in found] == [
        ("headline", "Oman", "name"), ("what_happened", "Oman", "name"), ("what_happened", "U.S.", "alias"),
    ]  # fmt: skip
    assert all(texts[m.section][m.start : m.end] == m.surface for m in found)


def test_declared_tags_come_before_cut_ones_and_each_once() -> None:
    story = article(tags=("ports", " grain "), tag_line="portsIran")
    assert [(use.tag, use.how) for use in tag(story, lexicon(story)).tags] == [
        ("ports", "declared"),
        ("grain", "declared"),
        ("Iran", "cut"),
    ]


def test_tagging_is_a_pure_function() -> None:
    story = article(
        text="Iran and Oman.", who_gains="Iran gains a port, and tenants lose a hearing.", tag_line="portsIran"
    )
    assert tag(story, lexicon(story)) == tag(story, lexicon(story))
    assert tag(article(text=""), lexicon()) == tag(article(text=""), lexicon())


def first_page() -> Article:
    (path,) = folder("noligarchy").glob("*.txt")
    text = path.read_text(encoding="utf-8")
    body, facts = text.split("\n\nLens", 1)
    front, *rest = re.split(rf"\n\n({'|'.join(HEADINGS)})\n\n", body)
    lens, headline, dek = front.split("\n\n")
    return Article(
        id=ArticleId("first"), slug="first", headline=headline, dek=dek, lenses=(lens.strip(),),
        tag_line=facts.split("topic map.\n\n")[1].split("\n")[0],
        sections=tuple(Section(name=HEADINGS[h], heading=h, text=t.strip()) for h, t in zip(rest[::2], rest[1::2], strict=True)),
    )  # fmt: skip


def test_the_first_publication_s_page_is_read_exactly() -> None:
    page = first_page()
    found = tag(page, Lexicon.learn([page], lenses=(), authority=()))
    assert [use.tag for use in found.tags] == [
        "global", "United States", "Iran", "Qatar", "Doha", "diplomacy", "sanctions", "frozen funds", "prisoner exchange", "global-power-plays",
    ]  # fmt: skip
    assert [(c.actor, c.stance, c.role) for c in found.claims] == [
        ("U.S. executive branch", "gains", "primary"), ("Iran", "gains", "primary"), ("Qatar", "gains", "primary"),
        ("regional actors", "gains", "secondary"), ("arms suppliers", "gains", "secondary"),
        ("taxpayers", "bears_cost", None), ("regional civilians", "bears_cost", None),
    ]  # fmt: skip
    assert all(page.section(c.section)[c.start : c.end] == c.sentence for c in found.claims)
    assert found.mechanisms == ("calibrated transaction diplomacy",)
    assert 4 <= len(found.watch) <= 7
    assert {"United States", "Iran", "Qatar", "Israel"} <= {use.actor for use in found.actors}
    assert {g.id: g.part_of for g in found.groups}[ActorId("U.S. executive branch")] == "United States"
