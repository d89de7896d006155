"""Plain Markdown, read without the parser: the same text and links as with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.ingest.marked import plain as plain_markdown
from lensatlas.ingest.marked import prose

PIECES = (
    "The quay", " is shut", ". ", "A", " a", "é", "“so”", "(b)", "1. ", "1999 ", "2", "* ", "  * ", "- ", "    ", " ", "  ", "\n", "\n\n", "\n\n  ", "# ", "## ", " #", "===", "---",
    "**", "*", "_", "__", "a_b", "`", "[", "]", "](", ")", "[x](https://a.example/_y)", '[x](/y "t")', "![i](p.png)", "[r]: /u", "<b>", "</b>", "<p>", "<!--", "-->", "https://a.example",
    "&#8211;", "&amp;", "&nosuch;", "&", "&#42;", "&lt;b&gt;", "\\", "~~", "|", "> ", "```", "!", ":", "+ ", "\t",
)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_plain_markdown_reads_as_the_parser_reads_it(body: str) -> None:
    """Any mixture of words and signs."""
    parts = plain_markdown.chunks(body)
    assert parts is None or prose._joined(parts) == prose._parsed(body)


@pytest.mark.parametrize("body", [
    '## The quay\n\nIt is **shut**, says [the _board_](https://a.example).\n\nFor _now_ &#8211; see [it](/plan "Plan") &amp; [this](https://a.example/b_c?d=e&f=g).',
    "One:\n\n  * a quay\n  * [a ferry](https://a.example/f)\n\nThen more.", "In 1999 it was shut,\nand (since) again.",
])  # fmt: skip
def test_ordinary_prose_hardly_needs_the_parser(body: str) -> None:
    """Only what holds emphasis inside of a link is left to it."""
    parts = plain_markdown.chunks(body)
    assert parts is not None
    assert sum(isinstance(part, str) for part in parts) == body.count("_board_")
    assert prose._joined(parts) == prose._parsed(body)
