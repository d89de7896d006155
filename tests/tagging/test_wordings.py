"""Who gains, in the words of many editors: one sentence or two a line, and what they say of whom."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lensatlas.config import load
from lensatlas.ingest import page_html, page_text
from lensatlas.model import Article
from lensatlas.tagging import Lexicon, tag
from tests.tagging.worlds import article, lexicon

if TYPE_CHECKING:
    from lensatlas.model import Tagged

HERE = Path(__file__).parent
LINES = [line.partition(" => ") for line in (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()]
GOLD: list[dict[str, Any]] = json.loads((HERE / "pages" / "gold.json").read_text(encoding="utf-8"))
KNOWN = lexicon()


def words(name: str) -> set[str]:
    return {word.rstrip("s") for word in re.sub(r"[^\w\s]", " ", name.casefold()).split()} - {"the", "a", "an"}


def same(one: str, other: str) -> bool:
    return words(one) <= words(other) or words(other) <= words(one)


def compared(found: Tagged, wanted: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is wanted and was not said; what was said and is not wanted."""
    left = [(str(c.actor), str(c.stance)) for c in found.claims if c.stance != "unknown"]
    missed = []
    for actor, stance in wanted:
        hit = next((said for said in left if said[1] == stance and same(said[0], actor)), None)
        if hit:
            left.remove(hit)
        else:
            missed.append((actor, stance))
    return missed, left


@pytest.mark.parametrize(
    ("sentence", "told"), [(said, told) for said, _, told in LINES], ids=[s[:60] for s, _, _ in LINES]
)
def test_a_sentence_says_this_of_these_and_nothing_of_others(sentence: str, told: str) -> None:
    """Under *Who gains leverage* or, where it is marked so, under *Why it matters*."""
    section = "why_it_matters" if sentence.startswith("WHY ") else "who_gains"
    sentence = sentence.removeprefix("WHY ")
    wanted = [] if told == "nobody" else [tuple(one.rsplit(" ", 1)) for one in told.split("; ")]
    assert compared(tag(article(**{section: sentence}), KNOWN), wanted) == ([], [])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_pages_whose_editors_word_it_their_own_way(kind: str) -> None:
    """Pages with their claims, mechanism, promises and tags, written down before the rules that read them."""
    read, profile = (page_text.read, page_html.read)[kind == "html"], load().profile
    stories = []
    for number in range(1, len(GOLD) + 1):
        path = HERE / "pages" / f"page{number}.{kind}"
        with path.open("rb") as file:
            stories += [story for story in read(file, path.name, profile) if isinstance(story, Article)]
    known = Lexicon.learn(stories, lenses=(), authority=())
    missed, extra, wanted = 0, 0, 0
    for story, gold in zip(stories, GOLD, strict=True):
        found = tag(story, known)
        less, more = compared(found, [(claim["actor"], claim["stance"]) for claim in gold["claims"]])
        missed, extra, wanted = missed + len(less), extra + len(more), wanted + len(gold["claims"])
        assert [str(name) for name in found.mechanisms] == [gold["mechanism"]]
        assert abs(len(found.watch) - gold["watch"]) <= 1
        assert {use.tag for use in found.tags} == set(gold["tags"])
    right = wanted - missed
    assert 2 * right / (2 * right + missed + extra) >= 0.92
