"""Tags that an archive's own tagging suggests."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.errors import TooFewArticles
from lensatlas.tagging.suggest import Example, Suggester, chosen
from lensatlas.tagging.suggest.ridge import PENALTY, Ridge
from lensatlas.tagging.suggest.words import Words

TOPICS = {
    "ports": "harbour quay crane tug berth pilot customs cargo",
    "water": "river dam sluice irrigation well canal drought reservoir",
    "press": "editor newspaper licence broadcaster column printing masthead correspondent",
    "courts": "judge verdict appeal bench hearing tribunal docket clerk",
}


def archive(size: int = 120, seed: int = 1) -> list[Example]:
    """Articles of invented towns, each of one topic or two, with words of both and of none."""
    chance = random.Random(seed)
    made = []
    for number in range(size):
        topics = chance.sample(sorted(TOPICS), chance.choice((1, 1, 2)))
        words = [word for topic in topics for word in chance.sample(TOPICS[topic].split(), 4)]
        words += [f"filler{chance.randrange(60)}" for _ in range(20)]
        chance.shuffle(words)
        headline = f"{words[0]} in town {number}"
        made.append(Example(article=f"a{number:03}", headline=headline, text=" ".join(words), labels=tuple(topics)))
    return made


def test_what_an_article_is_about_is_suggested_with_the_words_that_say_so() -> None:
    """A draft about a dam, and one about a trial."""
    suggester = Suggester.learn(archive())
    dam = Example(article="d1", headline="The dam", text="The reservoir is low, and the sluice stays shut: drought.")
    trial = Example(article="d2", headline="A verdict", text="The bench heard the appeal. The clerk wrote it down.")
    of_dam, of_trial = suggester.suggest([dam, trial])
    assert [one.label for one in of_dam if one.suggested] == ["water"]
    assert [one.label for one in of_trial if one.suggested] == ["courts"]
    assert of_dam[0].score > 0.8
    assert set(of_dam[0].evidence) <= {"dam", "reservoir", "sluice", "drought", "low", "stays", "shut"}
    assert "reservoir" in of_dam[0].evidence


def test_scores_are_probabilities() -> None:
    """Of the pairs that are given about a half, about half are true; so in every tenth."""
    suggester = Suggester.learn(archive(300))
    asked = archive(300, seed=2)
    pairs = [
        (found.score, found.label in one.labels)
        for one, of_one in zip(asked, suggester.suggest([replace(a, labels=()) for a in asked]), strict=True)
        for found in of_one
    ]
    tenths = np.array([min(9, int(score * 10)) for score, _ in pairs])
    error = sum(abs(sum(s - hit for (s, hit), t in zip(pairs, tenths, strict=True) if t == n)) for n in range(10))
    assert error / len(pairs) < 0.05


def test_an_article_of_the_archive_is_not_judged_by_its_own_tags() -> None:
    """One article about courts is filed under ports: its own label does not persuade."""
    examples = archive()
    odd = Example(article="odd", headline="An appeal", text="judge verdict appeal bench hearing", labels=("ports",))
    (found,) = Suggester.learn([*examples, odd]).suggest([odd])
    scores = {one.label: one for one in found}
    assert scores["courts"].suggested
    assert not scores["ports"].suggested
    assert scores["ports"].held


def test_fifty_tagged_articles_are_needed() -> None:
    """Untagged ones teach nothing."""
    untagged = [replace(one, labels=()) for one in archive()]
    with pytest.raises(TooFewArticles):
        Suggester.learn([*archive(49), *untagged])
    assert Suggester.learn(archive(50)).labels == tuple(sorted(TOPICS))


def test_a_label_of_one_article_is_not_learnt() -> None:
    """Nothing could confirm it."""
    once = Example(article="z", headline="Kites", text="kites over the quay", labels=("kites", "ports"))
    assert "kites" not in Suggester.learn([*archive(), once]).labels


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_archive_makes_no_difference(chance: random.Random) -> None:
    """The same examples in another order."""
    examples = archive(60)
    asked = archive(5, seed=3)
    expected = list(Suggester.learn(examples).suggest(asked))
    chance.shuffle(examples)
    assert list(Suggester.learn(examples).suggest(asked)) == expected


def test_a_text_without_known_words_gets_nothing_sure() -> None:
    """Another language, and no text at all."""
    found = Suggester.learn(archive()).suggest(
        [Example(article="x", headline="Årsmøte", text="ingenting"), Example(article="y", headline="", text="")]
    )
    assert all(not one.suggested for of_one in found for one in of_one)


def test_left_out_margins_are_those_of_learning_without_the_article() -> None:
    """The closed form against learning anew, article by article; means stay those of the whole archive."""
    examples = archive(30)
    texts = [(one.headline, one.text) for one in examples]
    rows = Words.of(texts).rows(texts)
    labels = sorted(TOPICS)
    truth = np.array([[label in one.labels for label in labels] for one in examples], np.float64)
    ridge = Ridge.fit(rows, truth)
    cosines = (rows @ rows.T).toarray()
    for out in (0, 7, 29):
        others = [i for i in range(30) if i != out]
        target = 2 * truth[others] - 1 - ridge.base
        dual = np.linalg.solve(cosines[np.ix_(others, others)] + PENALTY * np.eye(29), target)
        np.testing.assert_allclose(ridge.left_out[out], cosines[out, others] @ dual + ridge.base, atol=1e-9)


def test_of_a_large_archive_the_newest_are_learnt_from_and_no_label_is_forgotten() -> None:
    """A rare label on the oldest article only."""
    old = Example(article="old", headline="h", text="t", labels=("rare",), day="1990-01-01")
    new = [
        Example(article=f"n{i:03}", headline="h", text="t", labels=("common",), day=f"2026-01-{i % 28 + 1:02}")
        for i in range(200)
    ]
    kept = chosen([old, *new], most=60)
    assert len(kept) == 60
    assert old in kept
    assert min(one.day for one in kept if one is not old) >= "2026-01-20"
