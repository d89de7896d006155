"""What holds of every corpus, whatever the articles."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lensatlas.store import Corpus
from tests.store import world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lensatlas.model import Actor, Article

# A commit waits for the disk, so an example costs a tenth of a second; the seeds differ from run to run.
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TAGGINGS = itertools.count()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """One file for all examples: each law leaves it as it found it, which is a law too."""
    with Corpus.open(tmp_path_factory.mktemp("laws") / "corpus.duckdb", create=True) as opened:
        yield opened


def clear(corpus: Corpus) -> None:
    corpus.remove([article.id for article in corpus.articles()])


@LAW
@given(batch=world.batches)
def test_an_article_comes_back_as_it_went_in(shared: Corpus, batch: list[Article]) -> None:
    assert shared.add(batch) == ["added"] * len(batch)
    assert list(shared.articles()) == sorted(batch, key=lambda a: a.id)
    assert [shared.article(a.id) for a in batch] == batch
    assert shared.count() == len(batch)
    clear(shared)


@LAW
@given(batch=world.batches)
def test_adding_again_changes_nothing(shared: Corpus, batch: list[Article]) -> None:
    shared.add(batch)
    before = shared.state()
    assert shared.add(batch) == ["unchanged"] * len(batch)
    assert shared.state() == before
    assert shared.count() == len(batch)
    clear(shared)


@LAW
@given(batch=world.batches, seed=st.integers(0, 99), cut=st.integers(0, 6))
def test_any_order_in_any_portions_gives_the_same_state(
    shared: Corpus, batch: list[Article], seed: int, cut: int
) -> None:
    shared.add(batch)
    straight = shared.state(), list(shared.articles())
    clear(shared)
    shuffled = random.Random(seed).sample(batch, len(batch))
    shared.add(shuffled[:cut])
    shared.add(shuffled[cut:])
    assert (shared.state(), list(shared.articles())) == straight
    clear(shared)


@LAW
@given(batch=world.batches.filter(lambda b: len(b) > 1), cut=st.integers(1, 5))
def test_adding_then_removing_restores(shared: Corpus, batch: list[Article], cut: int) -> None:
    kept, passing = batch[:cut], batch[cut:]
    shared.add(kept)
    before = shared.state(), list(shared.settled())
    shared.add(passing)
    assert (shared.state() != before[0]) == bool(passing)
    assert shared.remove([a.id for a in passing]) == len(passing)
    assert (shared.state(), list(shared.settled())) == before
    clear(shared)
    assert shared.state() != before[0]


@LAW
@given(data=st.data())
def test_what_was_found_comes_back_as_it_went_in(shared: Corpus, data: st.DataObject) -> None:
    batch = data.draw(world.batches)
    found = [data.draw(world.findings(a.id)) for a in batch]
    known: list[Actor] = data.draw(st.lists(world.actors, max_size=3, unique_by=lambda a: a.id))
    shared.add(batch)
    stamp = f"tagging {next(TAGGINGS)}"
    shared.settle(found, known, stamp=stamp)
    in_order = sorted(found, key=lambda t: t.article)
    assert list(shared.settled()) == list(zip(sorted(batch, key=lambda a: a.id), in_order, strict=True))
    assert list(shared.claims()) == [claim for t in in_order for claim in t.claims]
    assert list(shared.watch()) == [item for t in in_order for item in t.watch]
    assert list(shared.mentions()) == [mention for t in in_order for mention in t.mentions]
    groups = itertools.chain.from_iterable(t.groups for t in in_order)
    everyone = {a.id: a for a in (*reversed([*groups]), *known)}
    assert shared.actors() == tuple(everyone[name] for name in sorted(everyone))
    clear(shared)


def test_a_corpus_read_from_other_paths_is_the_same_corpus(tmp_path: Path) -> None:
    """The same article from two folders: where it was read is not what it says."""
    states = []
    for folder in ("here", "there"):
        with Corpus.open(tmp_path / folder / "corpus.duckdb", create=True) as corpus:
            corpus.add([world.article("doha", origin=f"{folder}/doha.html")])
            states.append(corpus.state())
    assert states[0] == states[1]
