"""An atlas that grows finds what one built at once finds, and looks again only where something changed."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import pytest
from tests.corpora import folder

from lensatlas import config
from lensatlas.atlas import sample
from lensatlas.atlas.build import silent
from lensatlas.atlas.settling import Grounds, known, settle
from lensatlas.ingest import read
from lensatlas.model import Actor, ActorId, Article, ArticleId, Decision, DeclaredActor, Problem
from lensatlas.store import Corpus
from lensatlas.tagging.decisions import Decisions, agreed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BARE = Grounds(lenses=(), authority=(), decisions=Decisions())


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty one."""
    with Corpus.open(tmp_path / "corpus.duckdb", create=True) as opened:
        yield opened


def story(name: str, text: str, *, year: int = 2030, actors: tuple[str, ...] = ()) -> Article:
    """An article of that year."""
    return Article(
        id=ArticleId(name),
        slug=name,
        headline="News of the day",
        text=text,
        published=dt.date(year, 3, 1),
        actors=tuple(DeclaredActor(name=actor) for actor in actors),
    )


def state(corpus: Corpus) -> tuple[Any, ...]:
    """All that was found, and who is known."""
    return list(corpus.settled()), corpus.actors()


def at_once(articles: Sequence[Article], place: Path, grounds: Grounds = BARE) -> tuple[Any, ...]:
    """What one build of these articles finds."""
    with Corpus.open(place, create=True) as corpus:
        corpus.add(articles)
        settle(corpus, grounds, silent)
        return state(corpus)


def tagged(corpus: Corpus, grounds: Grounds = BARE) -> int:
    """How many articles are tagged by settling."""
    counts: dict[str, int] = {"tagging": 0}
    settle(corpus, grounds, lambda what, _, of: counts.update({what: of or 0}))
    return counts["tagging"]


def in_portions(corpus: Corpus, articles: Sequence[Article], others: Sequence[Article], seed: int) -> None:
    """Add articles in random portions, with others that come and go, and settle after each."""
    chance = random.Random(seed)
    left = list(articles)
    chance.shuffle(left)
    while left:
        size = chance.choice((1, 5, 20, 60))
        corpus.add([*left[:size], *(others if chance.random() < 0.5 else ())])
        left = left[size:]
        settle(corpus, BARE, silent)
        corpus.remove([other.id for other in others])
    settle(corpus, BARE, silent)


STRANGERS = [
    story("s1", "Ana Lind and the Tern Bank met Mr. Trump and Dr. Lind. The Harbour Fund said no.", actors=("Tern Bank", "sanctions relief")),
    story("s2", "Bruno Lind met the Tern Bank (TB). The TB said no to Lind.", year=2011, actors=("Harbour Fund", "U.S.", "X")),
]  # fmt: skip


def test_the_sample_added_in_portions_is_the_sample_built_at_once(corpus: Corpus, tmp_path: Path) -> None:
    profile = config.load().profile
    pages = [page for page in read([str(sample.folder())], profile=profile) if not isinstance(page, Problem)]
    in_portions(corpus, pages[:25], STRANGERS, seed=4)
    assert state(corpus) == at_once(pages[:25], tmp_path / "once.duckdb")


def test_real_events_added_in_portions_are_those_built_at_once(corpus: Corpus, tmp_path: Path) -> None:
    found = read([str(folder("kleptocracy-timeline"))], profile=config.load().profile)
    events = {event.id: event for event in found if not isinstance(event, Problem)}
    some = random.Random(7).sample(sorted(events), 80)
    chosen = [events[name] for name in some]
    in_portions(corpus, chosen, STRANGERS, seed=7)
    assert state(corpus) == at_once(chosen, tmp_path / "once.duckdb")


def test_a_stranger_to_all_others_is_tagged_alone(corpus: Corpus) -> None:
    """Twenty articles of quays, and one of orchards in which nobody of the twenty is named."""
    corpus.add([story(f"q{n}", f"Ana Lind of Tern Bank reopened quay {n}.", actors=("Tern Bank",)) for n in range(20)])
    assert tagged(corpus) == 20
    corpus.add([story("o", "Orchards near Zelvark were sold by Petra Olm.", actors=("Petra Olm",))])
    assert tagged(corpus) == 1
    assert tagged(corpus) == 0


def test_a_second_article_that_names_someone_makes_an_actor_in_the_first(corpus: Corpus) -> None:
    corpus.add([story("a", "Later Petra Zelvark spoke."), story("b", "The quays reopened.")])
    settle(corpus, BARE, silent)
    assert not list(corpus.mentions(ArticleId("a")))
    corpus.add([story("c", "Then Petra Zelvark left.")])
    assert tagged(corpus) == 2
    assert [mention.actor for mention in corpus.mentions(ArticleId("a"))] == ["Petra Zelvark"]
    corpus.remove([ArticleId("c")])
    assert tagged(corpus) == 1
    assert not list(corpus.mentions(ArticleId("a")))


def test_a_namesake_of_another_decade_leaves_the_articles_of_these_years_alone(corpus: Corpus) -> None:
    lone = story("a", "Zelvark said no. Nobody asked Zelvark again.")
    corpus.add([lone, story("b", "Petra Zelvark spoke.", actors=("Petra Zelvark",))])
    settle(corpus, BARE, silent)
    corpus.add([story("c", "Otto Zelvark spoke.", year=1990, actors=("Otto Zelvark",))])
    assert tagged(corpus) == 1
    corpus.add([story("d", "Otto Zelvark spoke.", year=2031, actors=("Otto Zelvark",))])
    settle(corpus, BARE, silent)
    assert "Petra Zelvark" not in {mention.actor for mention in corpus.mentions(ArticleId("a"))}


JUDGED, _ = agreed([Decision(about="actor", verdict="merge", name="Harbour Fund", into="Tern Bank")])
LISTED = Actor(id=ActorId("Harbour Fund"), kind="body", aliases=("the quay people",), evidence="authority")


@pytest.mark.parametrize(
    "other",
    [
        Grounds(lenses=(), authority=(LISTED,), decisions=Decisions()),
        Grounds(lenses=(), authority=(), decisions=JUDGED),
    ],
    ids=["a row of a list", "a judgement"],
)
def test_a_change_beside_the_articles_and_its_undoing_are_followed(
    corpus: Corpus, tmp_path: Path, other: Grounds
) -> None:
    """Both are told to an atlas of some quays: what was known before, then more, then what was known before."""
    articles = [
        *STRANGERS,
        story("q", "In May the quay people and TB spoke of Lind.", actors=("TB",)),
        story("r", "Rain."),
    ]
    corpus.add(articles)
    settle(corpus, BARE, silent)
    before = state(corpus)
    settle(corpus, other, silent)
    assert state(corpus) == at_once(articles, tmp_path / "once.duckdb", other) != before
    settle(corpus, BARE, silent)
    assert state(corpus) == before


def test_what_a_corpus_knows_is_the_same_from_its_rows_and_from_its_texts(tmp_path: Path) -> None:
    place = tmp_path / "corpus.duckdb"
    with Corpus.open(place, create=True) as corpus:
        corpus.add(STRANGERS)
        unheard = known(corpus, BARE)
        settle(corpus, BARE, silent)
        assert known(corpus, BARE).digest == unheard.digest
        assert not corpus.unheard(BARE.stamp, BARE.answers)
