"""Who an article names: lists, names that are read, surnames within their years, and what becomes an actor of the atlas."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from lensatlas.model import Actor, ActorId, DeclaredActor
from lensatlas.tagging import tag
from lensatlas.tagging.mentions import found_in
from lensatlas.tagging.pipeline import Pipeline
from lensatlas.tagging.tongue import legible
from tests.tagging.worlds import article, lexicon

if TYPE_CHECKING:
    from lensatlas.model import Article

FULL = "Robert Telvane opened the port. Then Telvane left for the Tern Bank."


def dated(name: str, year: int, text: str) -> Article:
    return dataclasses.replace(article(name, text=text), published=dt.date(year, 3, 1))


def named(text: str, *others: Article, authority: tuple[Actor, ...] = ()) -> list[tuple[str, str, str]]:
    """Surface, actor and rule of each name in a text, by a lexicon that learnt the other articles."""
    return [
        (text[m.start : m.end], m.actor, m.rule)
        for m in found_in([text], lexicon(*others, authority=authority), year=2030)
    ]


def test_a_name_of_two_articles_is_an_actor_and_of_one_that_tells_it_in_passing_none() -> None:
    known = lexicon(article("a", text=FULL), article("b", text="They met Robert Telvane and Anna Zelvark there."))
    text_actors = {actor.id: actor.kind for actor in known.actors if actor.evidence == "text"}
    assert text_actors == {"Robert Telvane": "person"}


def test_one_article_alone_makes_an_actor_of_whom_it_names_surely_and_twice() -> None:
    story = article(text=FULL + " Anna Zelvark watched.")
    found = tag(story, lexicon(story))
    assert [(use.actor, use.how, use.mentions) for use in found.actors] == [("Robert Telvane", "text", 2)]
    assert [(group.id, group.kind, group.evidence) for group in found.groups] == [("Robert Telvane", "person", "text")]
    assert {mention.actor for mention in found.mentions} == {"Robert Telvane"}


def test_a_surname_alone_is_the_one_bearer_of_those_years() -> None:
    """Anna Telvane was named in 2003, Robert Telvane from 2028 on; "Telvane" of 2030 is Robert, of 2004 Anna, of 2015 nobody."""
    world = [
        dated("a", 2003, "They met Anna Telvane."), dated("b", 2004, "They met Anna Telvane."),
        dated("c", 2028, "They met Robert Telvane."), dated("d", 2029, "They met Robert Telvane."),
        *(dated(f"x{year}", year, "So they met Telvane there.") for year in (2004, 2015, 2030)),
    ]  # fmt: skip
    known = lexicon(*world)
    meant = {story.id: [use.actor for use in tag(story, known).actors] for story in world if story.id.startswith("x")}
    assert meant == {"x2004": ["Anna Telvane"], "x2015": [], "x2030": ["Robert Telvane"]}


def test_a_country_s_name_may_be_a_person_s() -> None:
    assert named("Michael Jordan lost. Then Jordan went to Jordan.")[:2] == [
        ("Michael Jordan", "Michael Jordan", "given-name"), ("Jordan", "Michael Jordan", "surname"),
    ]  # fmt: skip
    assert named("They flew to Jordan and Chad.") == [("Jordan", "Jordan", "name"), ("Chad", "Chad", "name")]


def test_georgia_is_a_state_or_a_country_by_the_words_around_it() -> None:
    assert named("Republicans in Georgia and Ohio sued.")[1] == ("Georgia", "Georgia (U.S. state)", "other-by-context")
    assert named("Georgia and Armenia met in Tbilisi.")[0] == ("Georgia", "Georgia", "name")
    assert named("They left Georgia.") == [("Georgia", "Georgia", "name")]


def test_an_editors_georgia_is_never_another() -> None:
    listed = Actor(id=ActorId("Georgia"), kind="city", evidence="authority")
    assert named("Republicans in Georgia and Ohio sued.", authority=(listed,))[1][1] == "Georgia"


def test_houses_act_for_their_states() -> None:
    known = {actor.id: actor for actor in lexicon().actors}
    assert [(a, known[ActorId(a)].part_of) for a in ("Kremlin", "Downing Street", "White House")] == [
        ("Kremlin", "Russia"), ("Downing Street", "United Kingdom"), ("White House", "United States"),
    ]  # fmt: skip


def test_a_longer_name_that_was_read_outweighs_a_listed_part_of_it() -> None:
    story = article("a", actors=(DeclaredActor(name="Telvane", kind="organization"),))
    assert named("They sued the Telvane Harbour Bank and Telvane.", story) == [
        ("Telvane Harbour Bank", "Telvane Harbour Bank", "pattern"), ("Telvane", "Telvane", "name"),
    ]  # fmt: skip


def test_a_full_name_is_the_person_whom_a_record_knows_by_the_surname() -> None:
    story = article("a", actors=(DeclaredActor(name="Telvane", kind="person"),))
    assert named("They met Robert Telvane.", story) == [("Robert Telvane", "Telvane", "surname-listed")]


def test_the_order_of_articles_makes_no_difference_to_whom_texts_name() -> None:
    stories = [
        article(str(n), text=text)
        for n, text in enumerate((FULL, "They met Robert Telvane.", "So Telvane and Robert Q. Telvane met."))
    ]
    one, other = lexicon(*stories), lexicon(*reversed(stories))
    assert (one.digest, one.actors) == (other.digest, other.actors)


def test_of_an_article_in_another_language_only_names_of_lists_are_read() -> None:
    """Every noun of German has a capital: the rules, which are of English, would take most of them for names."""
    told = (
        "Die Zukunft der Hafen Verwaltung in Qatar bleibt offen. Anna Zelvark und die Hafen Verwaltung schweigen dazu."
    )
    german = [dataclasses.replace(article(name, text=told), language="de-DE") for name in ("a", "b")]
    english = [dataclasses.replace(story, language="en-GB") for story in german]
    meant = {}
    for language, stories in (("de", german), ("en", english)):
        known = lexicon(*stories)
        meant[language] = [use.actor for use in tag(stories[0], known).actors]
    assert meant["de"] == ["Qatar"]
    assert {"Anna Zelvark", "Qatar"} < set(meant["en"])


def test_a_pipeline_reads_whatever_it_was_made_for() -> None:
    story = dataclasses.replace(article(), language="de")
    pipeline = Pipeline(stamp="", language=None, spaced=True)
    assert [legible(story, None), legible(story, pipeline), legible(article(), None)] == [False, True, True]


def test_common_words_in_capitals_are_no_actors_and_institutions_of_common_words_are() -> None:
    """A blog writes "user experience" small as readily as it writes User Experience in a line of title case; so with the Harbour Police."""
    told = (
        "The Harbour Police asked for the User Experience of its own. The user experience was poor. No user had an experience. "
        "A harbour is for police. So the Harbour Police met the User Experience in the harbour, and police came."
    )
    stories = [article(name, text=told) for name in ("a", "b", "c")]
    known = lexicon(*stories)
    assert "User Experience" in known.commonplaces
    assert {use.actor for use in tag(stories[0], known).actors} == {"Harbour Police"}


def test_a_name_of_rare_small_letters_stays_an_actor() -> None:
    stories = [article(name, text="So they met the Quay Telvane Circle in a circle there.") for name in ("a", "b")]
    assert not lexicon(*stories).commonplaces
    assert [use.actor for use in tag(stories[0], lexicon(*stories)).actors] == ["Quay Telvane Circle"]


def test_the_adjective_of_a_country_that_only_the_corpus_knows_names_nobody() -> None:
    """Two articles write of Corvanians; Corvania is on the editors' list."""
    listed = Actor(id=ActorId("Corvania"), kind="country", evidence="authority")
    texts = ("The Corvanian told the court. In Corvania the Corvanian waited.", "A Corvanian, the court heard, waited.")
    stories = [article(f"a{n}", text=text) for n, text in enumerate(texts)]
    known = lexicon(*stories, authority=(listed,))
    assert known.country_of("Corvanian") == "Corvania"
    assert {use.actor for story in stories for use in tag(story, known).actors} == {"Corvania"}
