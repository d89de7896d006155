"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas.tagging.sentences import sentences


@pytest.mark.parametrize(("text", "count"), [
    ("The U.S. army left. It won.", 2), ("Sales in the U.S. They fell.", 2), ("Mr. Lund, e.g. as of Jan. 3, paid.", 1), ("J. R. Brask won 3.5 votes.", 1),
    ("“It ends.” She left.", 2), ("A title\n\nA text", 2), ("One?! Two… three", 2), ("- a point\n- another", 2), ("", 0),
])  # fmt: skip
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet="aA .!?\n”U.S", max_size=60))
def test_only_space_lies_between_sentences(text: str) -> None:
    spans = sentences(text)
    at = 0
    for span in spans:
        assert text[at : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert text[at:].strip() == ""
