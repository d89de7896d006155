"""Terms are counted exactly, and the same whatever comes first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.features import reading
from lensatlas.features.terms import is_break, stems, tokens
from lensatlas.features.vectors import count

if TYPE_CHECKING:
    import random

    from lensatlas.features.vectors import TermCounts

TEXTS = st.lists(
    st.lists(
        st.sampled_from(["Port", "ports", "port's", "strike", "the", "of", ".", "Ferry", "2026"]), max_size=15
    ).map(" ".join),
    max_size=8,
)


def rows(counted: TermCounts) -> list[dict[str, float]]:
    found = []
    for i in range(counted.counts.shape[0]):
        at = slice(counted.counts.indptr[i], counted.counts.indptr[i + 1])
        columns, values = counted.counts.indices[at].tolist(), counted.counts.data[at].tolist()
        found.append({counted.terms[column]: value for column, value in zip(columns, values, strict=True)})
    return found


def by_hand(text: str) -> Counter[str]:
    """Words, and pairs over at most one stop word, counted one by one."""
    stem = stems()
    names = ["." if is_break(token) else stem(token) for token in tokens(text)]
    counts = Counter(name for name in names if name not in {"", "."})
    for i, name in enumerate(names):
        after = names[i + 1 : i + 2] or ["."]
        after = names[i + 2 : i + 3] if after == [""] else after
        if name not in {"", "."} and after and after[0] not in {"", "."}:
            counts[f"{name} {after[0]}"] += 1
    return counts


def test_a_term_in_one_text_alone_is_left_out() -> None:
    """Two texts on a strike, of which one alone names a ferry."""
    assert rows(count(["strike", "strike ferry"])) == [{"strike": 1.0}, {"strike": 1.0}]


def test_a_pair_reaches_over_one_stop_word_and_never_over_a_sentence() -> None:
    """The rule of law. Courts … twice, so that it counts."""
    terms = count(["The rule of law. Courts of the land"] * 2).terms
    assert [term for term in terms if " " in term] == ["rule law"]


def test_terms_are_shown_as_they_are_most_often_written() -> None:
    """Frozen Funds once, frozen funds twice; rule of law always so."""
    counted = count(["Frozen Funds. rule of law", "frozen funds. rule of law", "frozen funds"])
    assert dict(zip(counted.terms, counted.labels, strict=True)) == {
        "frozen": "frozen", "fund": "funds", "law": "law", "rule": "rule", "frozen fund": "frozen funds", "rule law": "rule of law",
    }  # fmt: skip


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_counts_are_those_of_counting_by_hand(texts: list[str]) -> None:
    hand = [by_hand(text) for text in texts]
    shares = Counter(term for counts in hand for term in counts)
    expected = [{term: float(n) for term, n in counts.items() if shares[term] > 1} for counts in hand]
    assert rows(count(texts)) == expected


@given(TEXTS, st.randoms())
@settings(deadline=None, max_examples=60)
def test_terms_and_labels_do_not_depend_on_the_order_of_texts(texts: list[str], shuffle: random.Random) -> None:
    order = list(range(len(texts)))
    shuffle.shuffle(order)
    one, other = count(texts), count([texts[i] for i in order])
    assert (one.terms, one.labels) == (other.terms, other.labels)
    assert [rows(one)[i] for i in order] == rows(other)


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_counting_in_small_pieces_gives_the_same(texts: list[str]) -> None:
    whole = count(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_CHUNK", 5)
        pieces = count(texts)
    assert (pieces.terms, pieces.labels, rows(pieces)) == (whole.terms, whole.labels, rows(whole))
