"""What an article promises to watch, and by when."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.tagging import tag
from lensatlas.tagging.dates import due_in
from lensatlas.tagging.watch import promises
from tests.tagging.worlds import PUBLISHED, article, lexicon


def parts(text: str) -> list[str]:
    return [span.of(text) for span in promises(text)]


def test_each_question_is_a_promise_of_its_own() -> None:
    text = "Track who signs (the treasury, or the bench) and whether Oman objects. Watch whether fares rise, whether tolls fall, and who pays."
    assert parts(text) == [
        "Track who signs (the treasury, or the bench)", "whether Oman objects.", "Watch whether fares rise", "whether tolls fall", "who pays.",
    ]  # fmt: skip


def test_things_and_semicolons_part_promises_and_examples_do_not() -> None:
    assert len(parts("Watch the budget vote, the court ruling and the audit.")) == 3
    assert len(parts("Three things will tell: the list; the ruling; and any boycott.")) == 3
    assert len(parts("Watch whether deeds follow, e.g., transfers, agreed steps, or releases.")) == 1


def test_a_question_of_one_word_stays_with_the_promise_before_it() -> None:
    text = "Follow who audits the dyke and how often. Track who is exempt, who decided it and whether bargemen object. Who pays?"
    assert parts(text) == [
        "Follow who audits the dyke and how often.", "Track who is exempt, who decided it", "whether bargemen object.", "Who pays?",
    ]  # fmt: skip


def test_a_sentence_that_explains_belongs_to_the_promise_before_it() -> None:
    assert parts("Watch the first ruling. That will show its reach. Follow the appeal.") == [
        "Watch the first ruling. That will show its reach.", "Follow the appeal.",
    ]  # fmt: skip


def test_an_item_names_its_actors_its_tags_and_its_day() -> None:
    story = article(
        tags=("prisoner exchange", "ports"),
        what_to_watch="See if Qatar’s prisoner exchange begins by 30 June 2031. Follow the money.",
    )
    first, second = tag(story, lexicon(story)).watch
    assert (first.actors, first.tags, first.due) == (("Qatar",), ("prisoner exchange",), dt.date(2031, 6, 30))
    assert (second.actors, second.tags, second.due) == ((), (), None)
    assert story.section("what_to_watch")[second.start : second.end] == second.text == "Follow the money."


@pytest.mark.parametrize(("text", "day"), [
    ("by 30 June 2031", "2031-06-30"), ("before March 14", "2031-03-14"), ("on December 1st, 2030", "2030-12-01"),
    ("by the end of 2031", "2031-12-31"), ("by the end of the year", "2030-12-31"), ("in February 2032", "2032-02-29"), ("before May 2031", "2031-04-30"),
    ("next month", "2030-12-31"), ("within 30 days", "2030-12-05"), ("in the third quarter of 2031", "2031-09-30"), ("due 2031-02-03", "2031-02-03"),
    ("on 30 February 2031", None), ("may rise by 3 percent", None), ("next to nothing", None), ("by 12,000 votes", None), ("after the vote", None),
])  # fmt: skip
def test_days_are_read_from_the_text(text: str, day: str | None) -> None:
    found = due_in(f"Watch whether it ends {text}.", PUBLISHED)
    assert (found.isoformat() if found else None) == day


def test_without_a_day_of_publication_only_full_dates_count() -> None:
    assert due_in("by March 14", None) is None
    assert due_in("by March 14, 2031", None) == dt.date(2031, 3, 14)


@given(st.text(alphabet="whether and, or; who (Oman).\n -x", max_size=80))
def test_promises_lie_inside_the_text_in_order(text: str) -> None:
    spans = promises(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


@given(st.text(alphabet="0123456789 -MayJunemarchbyin,stQ", max_size=40))
def test_no_text_makes_dates_fail(text: str) -> None:
    assert due_in(text, PUBLISHED) is None or isinstance(due_in(text, PUBLISHED), dt.date)


@pytest.mark.parametrize("text", ["next year", "by March", "within 3 weeks", "next month", "next week", "by 3 May"])
def test_the_end_of_the_calendar_is_no_day(text: str) -> None:
    """Published on the last day there is; what is due after it has no date."""
    assert due_in(f"Watch whether it ends {text}.", dt.date.max) is None


def test_a_count_without_measure_is_no_day() -> None:
    assert due_in(f"within {'9' * 5_000} days, by 3 May 2031", PUBLISHED) == dt.date(2031, 5, 3)
