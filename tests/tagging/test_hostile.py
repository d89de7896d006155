"""Whatever an article says, it is tagged, soon."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.model import SECTIONS, Section
from lensatlas.tagging import tag
from lensatlas.tagging.claims import LONGEST_SENTENCE
from lensatlas.tagging.dates import due_in
from tests.tagging.worlds import PUBLISHED, article, lexicon, tagged

if TYPE_CHECKING:
    from lensatlas.model import Article

# CPU seconds for an article of five sections of 8,000 characters; what is quadratic takes longer by far.
SOON = 4.0
SIZE = 8_000
PIECES = (
    "A", "Aa", "a ", "a", "U.S. ", "Qatar ", "Qatar, ", "Qatar and ", "and ", ", and ", "; ", "; the ", ". ", ".", "…", ": ", "—", "(", ")", "’s ", "“", "\n", "\n- ",
    " ", "\t", "0", "1. ", "12", "by March ", "within 3 ", "next ", "2026-", "Watch whether ", "who ", "which is ", "the ", "of ", "cost ", "cost falls on ",
    "gains ", "X pays Y, ", "power ", "shifts to ", "left with ", "the mechanism is ", "a form of ", "this is ", "joined to ",
    "now ", "also ", "no longer ", ", which is ", "it is ", "not only does ", "rather than ", "neither ", "holds the cards ", "for the ", "a’s hand ", "in a’s favour ", "winners: ",
    "two groups gain: ", "they ", "the bank ", "call it “", "of a ", "é", "İ", "ﬃ", "\u00a0",
)  # fmt: skip

repeated = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(
    lambda parts: ("".join(parts) * SIZE)[:SIZE] + "!"
)


def told(text: str, line: str) -> Article:
    """An article that says the same everywhere."""
    sections = tuple(Section(name=name, heading=name, text=text) for name in SECTIONS)
    return dataclasses.replace(article(text=text, tag_line=line), sections=sections)


@settings(max_examples=25, deadline=None)
@given(repeated)
def test_no_article_holds_up_a_build(text: str) -> None:
    """The pieces that rules look for, thousands of times over, in every section and in the line of tags."""
    story = told(text, text[:1_000])
    begun = time.process_time()
    tag(story, lexicon(story))
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize("piece", ["A.", "A'", "U.S. ", "and who ", "; the "])
def test_what_once_took_half_a_minute(piece: str) -> None:
    """Initials without end; sentences that may end at every word; promises that may part at every word."""
    text = piece * (20_000 // len(piece))
    story = told(text, text[:1_000])
    begun = time.process_time()
    tag(story, lexicon(story))
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize("piece", PIECES)
def test_no_sentence_holds_up_a_page(piece: str) -> None:
    """As long as a sentence may be: patterns that repeat within a repetition would take hours."""
    text = (piece * LONGEST_SENTENCE)[: LONGEST_SENTENCE - 60]
    begun = time.process_time()
    tagged(
        who_gains=f"The mechanism of {text}.",
        mechanism=f"The mechanism is {text}.",
        what_to_watch=f"Three things: {text}.",
    )
    assert time.process_time() - begun < SOON


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_an_error(text: str, line: str) -> None:
    story = told(text, line)
    assert tag(story, lexicon(story)).article == story.id


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789 -MayJunemarchbyinwethkxtuQ", max_size=60) | repeated,
    st.sampled_from([None, dt.date.min, PUBLISHED, dt.date.max]),
)
def test_no_text_and_no_day_of_publication_make_dates_fail(text: str, published: dt.date | None) -> None:
    begun = time.process_time()
    assert isinstance(due_in(text, published), dt.date | None)
    assert time.process_time() - begun < SOON
