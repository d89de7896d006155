"""Which articles a corpus takes, changes, and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lensatlas.model import ArticleId, Problem, Tagged, TagId, TagUse
from tests.store.world import article, tagged

if TYPE_CHECKING:
    from lensatlas.store import Corpus


class Failing(list[Any]):
    """A sequence that fails in its second portion of two thousand."""

    def __getitem__(self, key: Any) -> Any:
        if key.start:
            raise ZeroDivisionError
        return super().__getitem__(key)


def test_a_changed_article_is_updated_and_must_be_tagged_again(corpus: Corpus) -> None:
    """Two tagged articles, then one gets a new dek."""
    corpus.add([article("doha"), article("port")])
    corpus.settle([tagged("doha"), tagged("port")], [], stamp="s")
    before = corpus.state(), list(corpus.settled())
    assert corpus.add([article("doha", dek="New"), article("port")]) == ["updated", "unchanged"]
    assert list(corpus.unsettled("s")) == ["doha"]
    assert [a.id for a, _ in corpus.settled()] == ["port"]
    assert {c.article for c in corpus.claims()} == {"port"}
    assert corpus.state() != before[0]
    assert list(corpus.settled()) != before[1]


def test_the_same_article_from_elsewhere_is_unchanged(corpus: Corpus) -> None:
    corpus.add([article("doha", origin="a.html")])
    assert corpus.add([article("doha", origin="b.html")]) == ["unchanged"]


def test_an_address_belongs_to_the_first_article_that_had_it(corpus: Corpus) -> None:
    """Two ids, one page, written in two ways."""
    corpus.add([article("first", url="https://example.org/doha")])
    (refused,) = corpus.add([article("second", url="http://EXAMPLE.org:80/doha#top", origin="b.jsonl#7")])
    assert isinstance(refused, Problem)
    assert refused.input == "b.jsonl#7"
    assert "'first'" in refused.reason
    assert "'second'" in refused.reason
    assert [a.id for a in corpus.articles()] == ["first"]


def test_within_a_batch_too_the_first_keeps_the_address(corpus: Corpus) -> None:
    first, second, third = corpus.add([article(name, url="https://example.org/doha") for name in ("b", "a", "b")])
    assert first == "added"
    assert isinstance(second, Problem)
    assert third == "unchanged"
    assert [a.id for a in corpus.articles()] == ["b"]


def test_an_address_given_up_is_free_again(corpus: Corpus) -> None:
    """The first article moves; the second may have its old address, in the same batch."""
    corpus.add([article("first", url="https://example.org/doha")])
    moved, taker = article("first", url="https://example.org/moved"), article("second", url="https://example.org/doha")
    assert corpus.add([moved, taker]) == ["updated", "added"]
    corpus.remove([ArticleId("second")])
    assert corpus.add([article("third", url="https://example.org/doha")]) == ["added"]


def test_an_id_twice_in_a_batch_ends_as_the_later_one(corpus: Corpus) -> None:
    assert corpus.add([article("doha"), article("doha"), article("doha", dek="Later")]) == [
        "added",
        "unchanged",
        "updated",
    ]
    assert [a.dek for a in corpus.articles()] == ["Later"]


def test_a_second_record_of_an_id_is_refused_naming_the_first(corpus: Corpus) -> None:
    """Two files hold records of one id that differ; adding both again changes nothing."""
    for outcome in ("added", "unchanged"):
        corpus._came.clear()  # as a new opening does
        first, second = corpus.add([article("doha", origin="a.json"), article("doha", dek="Other", origin="b.md")])
        assert first == outcome
        assert isinstance(second, Problem)
        assert "a.json" in second.reason
    assert [a.dek for a in corpus.articles()] == [article("doha").dek]


def test_a_record_whose_adding_failed_does_not_bar_another(corpus: Corpus) -> None:
    """The second portion of a batch fails, so the first is not there either."""
    with pytest.raises(ZeroDivisionError):
        corpus.add(Failing(article(f"a{i}", origin="here") for i in range(2_001)))
    assert corpus.add([article("a0", dek="Other", origin="there")]) == ["added"]


def test_articles_without_an_address_never_collide(corpus: Corpus) -> None:
    batch = [
        article("a", url=None),
        article("b", url=""),
        article("c", url="not an address"),
        article("d", url="not an address"),
    ]
    assert corpus.add(batch) == ["added"] * 4


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"headline": "half \ud83d"}, "surrogate"),
        ({"tags": ("half \ud83d",)}, "surrogate"),
        ({"origin": "half \ud83d"}, "surrogate"),
        ({"extra": {"half \ud83d": 1}}, "surrogate"),
        ({"extra": {"weight": float("nan")}}, "JSON"),
        ({"extra": {"when": {1, 2}}}, "JSON"),
        ({"minutes": 10**12}, "reading time"),
        ({"minutes": 10**5000}, "reading time"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_the_rest_goes_on(
    corpus: Corpus, fields: dict[str, Any], said: str
) -> None:
    first, refused, last = corpus.add([article("a"), article("b", **fields), article("c")])
    assert (first, last) == ("added", "added")
    assert isinstance(refused, Problem)
    assert said in refused.reason
    str(refused).encode()
    assert corpus.count() == 2


def test_metadata_nested_without_end_is_refused(corpus: Corpus) -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"in": deep}
    (refused,) = corpus.add([article("a", extra=deep)])
    assert isinstance(refused, Problem)


def test_removing_takes_everything_found_with_it(corpus: Corpus) -> None:
    corpus.add([article("doha"), article("port")])
    corpus.settle([tagged("doha"), tagged("port")], [], stamp="s")
    assert corpus.remove([ArticleId("doha"), ArticleId("nowhere"), ArticleId("doha")]) == 1
    assert corpus.article(ArticleId("doha")) is None
    for records in (corpus.claims, corpus.watch, corpus.mentions):
        assert {record.article for record in records()} == {"port"}
    corpus.remove([ArticleId("port")])
    assert corpus.actors() == ()


def test_a_batch_happens_whole_or_not_at_all(corpus: Corpus) -> None:
    before = corpus.state()
    with pytest.raises(ZeroDivisionError):
        corpus.add(Failing(article(f"a{i}") for i in range(2_001)))
    assert corpus.state() == before
    assert corpus.add([article("b")]) == ["added"]


def test_twenty_thousand_articles_stream_in_order(corpus: Corpus) -> None:
    """More than DuckDB sorts in one piece, added backwards, with nothing held but a row at a time."""
    count = 20_000
    prose = "The port of Qatar waits for the minister. " * 20
    for start in range(count, 0, -5_000):
        batch = [article(f"a{i:05}", text=f"{i} {prose}", tags=("port",)) for i in range(start, start - 5_000, -1)]
        assert set(corpus.add(batch)) == {"added"}
    corpus.settle((Tagged(article=a.id, tags=(TagUse(tag=TagId(a.id)),)) for a in corpus.articles()), [], stamp="s")
    last = ""
    for held, found in corpus.settled():
        assert held.id > last
        assert found == Tagged(article=held.id, tags=(TagUse(tag=TagId(held.id)),))
        last = held.id
    assert last == "a20000"
    assert corpus.count() == count
    assert list(corpus.unsettled("s")) == []
