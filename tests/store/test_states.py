"""What tells one state of an article from another, and reading only some of those that were settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.model import ArticleId
from tests.store.world import article, tagged

if TYPE_CHECKING:
    from lensatlas.store import Corpus


def states(corpus: Corpus) -> dict[str, int]:
    ids, stamps = corpus.stamps()
    return dict(zip(ids, stamps.tolist(), strict=True))


def test_a_stamp_changes_with_the_article_and_with_its_tagging_and_with_nothing_else(corpus: Corpus) -> None:
    """Three articles; one changes, one is tagged by other rules, one is read again from elsewhere."""
    corpus.add([article("c"), article("b"), article("a")])
    assert states(corpus) == {}
    corpus.settle([tagged(name) for name in "abc"], [], stamp="one")
    before = states(corpus)
    assert list(before) == ["a", "b", "c"]
    corpus.add([article("a", dek="New"), article("c", origin="elsewhere")])
    assert list(states(corpus)) == ["b", "c"]
    corpus.settle([tagged("a")], [], stamp="one")
    corpus.settle([tagged("b")], [], stamp="two")
    after = states(corpus)
    assert after["c"] == before["c"]
    assert len({*before.values(), *after.values()}) == 5
    corpus.add([article("a")])
    corpus.settle([tagged("a"), tagged("b")], [], stamp="one")
    assert states(corpus) == before


def test_some_of_the_settled_are_those_among_all(corpus: Corpus) -> None:
    """Five articles, of which one is not settled; three are asked for, with a stranger."""
    corpus.add([article(f"a{n}") for n in range(5)])
    corpus.settle([tagged(f"a{n}", actor=f"Actor {n}") for n in range(4)], [], stamp="one")
    asked = [ArticleId(name) for name in ("a3", "a1", "a4", "stranger")]
    every = {held.id: (held, found) for held, found in corpus.settled()}
    assert list(corpus.settled(asked)) == [every[ArticleId("a1")], every[ArticleId("a3")]]
    assert list(corpus.settled([])) == []
