"""What tagging found, and which tagging it was."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import duckdb
import pytest

from lensatlas.errors import NotFound
from lensatlas.model import Actor, ActorId, ArticleId
from lensatlas.store.rows import FOUND
from tests.store.world import article, tagged

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.store import Corpus


def test_an_article_is_unsettled_until_this_very_tagging_has_seen_it(corpus: Corpus) -> None:
    corpus.add([article("b"), article("a"), article("c")])
    assert list(corpus.unsettled("one")) == ["a", "b", "c"]
    corpus.settle([tagged("a"), tagged("c")], [], stamp="one")
    assert list(corpus.unsettled("one")) == ["b"]
    assert list(corpus.unsettled("two")) == ["a", "b", "c"]


def test_a_new_tagging_takes_the_place_of_the_old(corpus: Corpus) -> None:
    corpus.add([article("doha")])
    corpus.settle([tagged("doha")], [Actor(id=ActorId("Qatar"), kind="country")], stamp="one")
    before = list(corpus.settled())
    corpus.settle([tagged("doha", actor="Oman")], [Actor(id=ActorId("Oman"), kind="country")], stamp="two")
    assert [t for _, t in corpus.settled()] == [tagged("doha", actor="Oman")]
    assert [a.id for a in corpus.actors()] == ["Oman", "regional civilians"]
    assert list(corpus.settled()) != before


def test_settling_may_read_the_corpus_as_it_goes(corpus: Corpus) -> None:
    corpus.add([article(f"a{i}") for i in range(3_000)])
    for stamp in ("one", "two"):
        corpus.settle((tagged(a.id) for a in corpus.articles()), [], stamp=stamp)
        assert not corpus.unsettled(stamp)
    assert sum(1 for _ in corpus.settled()) == 3_000


def test_articles_that_wait_can_be_settled_as_they_come(corpus: Corpus) -> None:
    """A stream of five thousand, settled and committed a few at a time while it is read; then only the changed ones."""
    corpus.add([article(f"a{i:04}") for i in range(5_000)])
    stream = corpus.articles(corpus.unsettled("one"))
    seen = 0
    while batch := [waiting.id for waiting in itertools.islice(stream, 700)]:
        corpus.settle([tagged(name) for name in batch], [], stamp="one")
        seen += len(batch)
    assert seen == 5_000
    assert list(corpus.unsettled("one")) == []
    corpus.add([article("a0003", dek="New"), article("a0001", dek="New")])
    assert (
        [waiting.id for waiting in corpus.articles(corpus.unsettled("one"))]
        == ["a0001", "a0003"]
        == list(corpus.unsettled("one"))
    )


def test_settling_an_article_that_is_not_here_changes_nothing(corpus: Corpus) -> None:
    corpus.add([article("doha")])
    corpus.settle([tagged("doha")], [Actor(id=ActorId("Qatar"))], stamp="one")
    before = list(corpus.settled()), corpus.actors()
    with pytest.raises(NotFound, match="nowhere"):
        corpus.settle([tagged("doha"), tagged("nowhere")], [], stamp="two")
    assert (list(corpus.settled()), corpus.actors()) == before


def test_a_fault_in_the_tagging_is_told_as_what_it_is(corpus: Corpus) -> None:
    """The generator fails, not the file."""
    corpus.add([article("doha")])
    before = list(corpus.settled())
    with pytest.raises(FileNotFoundError):
        corpus.settle((tagged(open(name).read()) for name in ["/nowhere"]), [], stamp="s")  # noqa: PTH123, SIM115
    assert list(corpus.settled()) == before


def test_records_of_one_article_can_be_asked_for(corpus: Corpus) -> None:
    corpus.add([article("doha"), article("port")])
    corpus.settle([tagged("doha"), tagged("port")], [], stamp="s")
    name = ArticleId("port")
    assert list(corpus.claims(name)) == list(tagged("port").claims)
    assert list(corpus.watch(name)) == list(tagged("port").watch)
    assert list(corpus.mentions(name)) == list(tagged("port").mentions)


def test_a_known_actor_goes_before_a_group_of_the_same_name(corpus: Corpus) -> None:
    corpus.add([article("doha")])
    known = Actor(id=ActorId("regional civilians"), kind="group", evidence="authority")
    corpus.settle([tagged("doha")], [known], stamp="s")
    assert corpus.actors() == (known,)


def test_every_derived_row_says_which_tagging_made_it(corpus: Corpus, place: Path) -> None:
    corpus.add([article("doha")])
    corpus.settle([tagged("doha")], [Actor(id=ActorId("Qatar"))], stamp="lexicon-7")
    corpus.close()
    with duckdb.connect(str(place), read_only=True) as plain:
        for table in (*FOUND, "tagging", "actor"):
            assert plain.execute(f"select distinct stamp from {table}").fetchall() == [("lexicon-7",)], table
