"""Elements cut out of a large file, one after another."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lensatlas.ingest.xml.elements import elements

if TYPE_CHECKING:
    from lensatlas.ingest.xml.elements import Element


def cut(text: str, longest: int = 10_000) -> list[Element]:
    return list(elements(BytesIO(text.encode()), "item", longest))


def test_each_element_comes_with_its_line() -> None:
    """A head, two items, and what lies between and below them."""
    head, *items = cut("<a>\n<b>\n<item>1\n</item>\nbetween\n <item x='y'>2</item >\nbelow")
    assert head.raw == b"<a>\n<b>\n"
    assert [(item.raw, item.line, item.fault) for item in items] == [
        (b"<item>1\n</item>", 3, ""),
        (b"<item x='y'>2</item >", 6, ""),
    ]


def test_an_element_that_is_never_closed_costs_only_itself() -> None:
    """The first of three, and the last."""
    items = cut("<item>1\n<item>2</item></item>\n<item>3")[1:]
    assert [(item.line, item.fault) for item in items] == [
        (1, "it is never closed"),
        (2, ""),
        (3, "it is never closed"),
    ]


def test_what_a_cdata_section_holds_opens_and_closes_nothing() -> None:
    """A post about feeds."""
    items = cut("<item><![CDATA[An <item> ends with </item>]]></item><items/><item>2</item>")[1:]
    assert [item.raw for item in items] == [b"<item><![CDATA[An <item> ends with </item>]]></item>", b"<item>2</item>"]


def test_an_element_longer_than_any_is_not_held() -> None:
    """A million bytes where ten thousand are allowed; the next is read, with its own line."""
    items = cut(f"<item>{'x' * 999_999}\n</item>\n<item>2</item>")[1:]
    assert [(item.raw[:8], item.line, bool(item.fault)) for item in items] == [(b"", 1, True), (b"<item>2<", 3, False)]


@given(
    st.lists(st.sampled_from(["<item>", "</item>", "<![CDATA[", "]]>", "\n", "x" * 9000, "<item"]), max_size=40),
    st.integers(1, 9),
)
def test_where_the_file_is_read_in_pieces_makes_no_difference(parts: list[str], size: int) -> None:
    """Read by the chunk or a few bytes at a time."""

    class Slow(BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(size * 1000)

    text = "".join(parts)
    assert list(elements(Slow(text.encode()), "item")) == list(elements(BytesIO(text.encode()), "item"))
