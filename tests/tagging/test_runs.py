"""Tags that stand in one line without separators."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.tagging import runs
from lensatlas.tagging.spellings import Spellings
from tests.corpora import folder
from tests.tagging.worlds import article


def cut(line: str, *known: str, text: str = "", lenses: tuple[str, ...] = ()) -> tuple[str, ...]:
    return runs.cut(runs.clues(article(tag_line=line, text=text, lenses=lenses)), Spellings.of(known))


def test_a_tag_may_span_a_space_and_never_ends_at_one() -> None:
    """South Africa stands between two tags of one word, and "water rights" after them."""
    assert cut("miningSouth Africacourtswater rights") == ("mining", "South Africa", "courts", "water rights")


def test_the_lens_slug_at_the_end_stays_whole() -> None:
    assert (
        cut("elections\u0020lawmoney-and-votes", lenses=("Money & Votes", "Money and Votes"))[-1] == "money-and-votes"
    )


def test_a_word_of_the_article_holds_together_against_its_capitals() -> None:
    """The index has a capital in the middle; nothing but the article says that it is one word."""
    assert cut("ratingsQualityIndexports", text="The QualityIndex of ports fell.") == (
        "ratings",
        "QualityIndex",
        "ports",
    )
    assert cut("ratingsQualityIndexports") != ("ratings", "QualityIndex", "ports")


def test_a_known_tag_wins_over_the_words_in_it() -> None:
    assert cut("press freedomcourt packing", "press freedom", "court packing") == ("press freedom", "court packing")
    assert cut("xqzportvvk", "xqz", "vvk") == ("xqz", "port", "vvk")


@pytest.mark.parametrize(
    "line",
    ["ports, grain, Iran", "ports · grain · Iran", "ports | grain | Iran", "ports; grain; Iran", "ports\ngrain\nIran"],
)
def test_explicit_separators_are_believed(line: str) -> None:
    assert cut(line) == ("ports", "grain", "Iran")


def test_a_word_with_an_affix_is_one_word() -> None:
    assert cut("courtsoverreachweaponizationports") == ("courts", "overreach", "weaponization", "ports")


def test_lines_teach_each_other_whatever_their_order() -> None:
    """Two lines agree on a tag that no dictionary holds; the third then knows it."""
    lines = [runs.clues(article(str(n), tag_line=line, text=text)) for n, (line, text) in enumerate([
        ("zelvarkports", "The Zelvark files: zelvark."), ("grainzelvark", "On zelvark."), ("courtszelvarkfees", ""),
    ])]  # fmt: skip
    known = runs.learned(lines, frozenset())
    assert "zelvark" in known
    assert known == runs.learned(list(reversed(lines)), frozenset())
    assert runs.cut(lines[2], Spellings.of(known)) == ("courts", "zelvark", "fees")


@given(st.lists(st.text(alphabet="abcXYZ é-1.", min_size=1, max_size=9), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_and_nothing_added(parts: list[str]) -> None:
    line = "".join(parts).strip()
    found = cut(line)
    assert all(tag == tag.strip() and tag for tag in found)
    assert set("".join(found)) - {" "} == set(line) - {" "}


def events() -> list[tuple[str, str, list[str]]]:
    """Title, text and tags of every event that has tags; read line by line, as YAML would take ten seconds."""
    found = []
    for path in sorted((folder("kleptocracy-timeline") / "events").glob("*.md")):
        _, front, text = path.read_text(encoding="utf-8").split("---", 2)
        title = re.search(r"^title: (.+)", front, re.MULTILINE)
        listed = re.search(r"^tags:\n((?:- .+\n)+)", front, re.MULTILINE)
        if title and listed:
            tags = [line[2:].strip("'\" ") for line in listed[1].splitlines()]
            found.append((title[1], text, list(dict.fromkeys(tags))))
    return found


@pytest.mark.parametrize(("others_known", "floor"), [(True, 0.98), (False, 0.96)])
def test_real_tags_joined_are_cut_again(others_known: bool, floor: float) -> None:
    """Sixty random events of a corpus, their tags joined with nothing between."""
    everything = events()
    chosen = set(random.Random(4).sample(range(len(everything)), 60))
    known = Spellings.of(
        frozenset(tag for n, (_, _, tags) in enumerate(everything) if n not in chosen for tag in tags)
        if others_known
        else frozenset()
    )
    right = said = wanted = 0
    for n in sorted(chosen):
        title, text, tags = everything[n]
        found = runs.cut(runs.clues(article(headline=title, text=text, tag_line="".join(tags))), known)
        right, said, wanted = right + len({*found} & {*tags}), said + len(found), wanted + len(tags)
    assert 2 * right / (said + wanted) >= floor


def test_knowing_many_tags_costs_a_line_nothing() -> None:
    """20,000 known tags, one by one, would take 12 ms a line."""
    known = Spellings.of(f"tag {n}" for n in range(20_000))
    hints = runs.clues(article(tag_line="portstag 19999courts"))
    begun = time.perf_counter()
    for _ in range(100):
        assert runs.cut(hints, known) == ("ports", "tag 19999", "courts")
    assert time.perf_counter() - begun < 0.6


@given(
    st.text(alphabet="abA ", max_size=20), st.frozensets(st.text(alphabet="abA ", min_size=1, max_size=4), max_size=8)
)
def test_spellings_are_found_wherever_they_stand(line: str, names: frozenset[str]) -> None:
    there = {(n, n + len(name)) for name in names for n in range(len(line)) if line.startswith(name, n)}
    assert set(Spellings.of(names).within(line)) == there


def test_a_line_without_end_holds_no_tags() -> None:
    assert cut("ports" * 2_000) == ()


def test_a_line_of_digits_is_cut_somewhere() -> None:
    """No word is so long, and no number ends between its digits."""
    digits = "".join(map(str, range(40)))
    assert "".join(cut(digits)) == digits
