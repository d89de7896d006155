"""Claimed beside structural leverage, ranked with a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.insight.worlds import Piece, atlas, claimed

from lensatlas.errors import UsageError
from lensatlas.insight.leverage import leverage
from lensatlas.insight.ranks import deciding, ranges, ranked, without
from lensatlas.model import Actor, ActorId
from lensatlas.network.backbone import backbone, joined
from lensatlas.network.centrality import MEASURES

if TYPE_CHECKING:
    from lensatlas.insight.leverage import Leverage


def table(*pieces: Piece, actors: tuple[Actor, ...] = (), by: str | None = None) -> dict[str, Leverage]:
    return {found.id: found for found in leverage(atlas(*pieces, actors=actors), claimed(*pieces), by=by)}


def two_camps() -> list[Piece]:
    """Ten articles on p, q and r together, ten on x, y and z, twenty on the broker with r or x; four on loner, 160 on others."""
    held = ["p q r"] * 10 + ["x y z"] * 10 + ["broker r", "broker x"] * 10 + ["loner"] * 4
    held += [f"c{i % 8} d{i % 8}" for i in range(160)]
    return [Piece(id=f"a{i:03}", actors=actors) for i, actors in enumerate(held)]


def test_claims_are_counted_by_stance_and_kept_with_their_ids() -> None:
    """Qatar gains twice and pays once; what is of unknown stance is no stance."""
    pieces = (
        Piece(id="a", actors="Qatar", claims="gains:Qatar bears_cost:Qatar unknown:Qatar"),
        Piece(id="b", actors="Qatar", claims="gains:Qatar loses:Iran"),
    )
    qatar = table(*pieces)["Qatar"]
    assert qatar.row()["claims"] == {"gains": 2, "keeps": 0, "loses": 0, "bears_cost": 1}
    assert qatar.claim_ids == ("a-0", "b-0", "a-1")
    assert (qatar.rank, qatar.articles, qatar.by) == (1, 2, "gains")


def test_the_row_has_the_contracts_shape() -> None:
    """Contract first, then what is added."""
    row = table(Piece(id="a", actors="Qatar", claims="gains:Qatar"))["Qatar"].row()
    assert list(row) == [
        "actor",
        "articles",
        "claims",
        "structure",
        "rank",
        "rank_range",
        "by",
        "decided_by",
        "claim_ids",
        "ties",
    ]
    assert row["actor"] == {"id": "Qatar", "label": "Qatar", "kind": None}
    assert list(row["structure"]) == ["degree", "strength", "betweenness", "constraint", "effective_size"]
    assert row["rank_range"] == [1, 1]


def test_an_actor_with_only_claims_and_one_with_only_ties_both_appear() -> None:
    """Taxpayers are claimed to pay and named in no list; p has ties and nobody claims anything of it."""
    found = table(*two_camps(), Piece(id="z", claims="bears_cost:taxpayers"))
    assert (found["taxpayers"].articles, found["taxpayers"].claims["bears_cost"]) == (0, 1)
    assert found["taxpayers"].structure["degree"] is None
    assert found["p"].structure["degree"] == 2
    assert not any(found["p"].claims.values())


def test_what_is_claimed_of_a_part_is_not_counted_for_the_whole() -> None:
    """The executive branch gains, and is part of the United States, of which nothing is said: no row for it."""
    parts = (Actor(id=ActorId("Executive"), part_of=ActorId("States")), Actor(id=ActorId("States"), kind="country"))
    found = table(Piece(id="a", claims="gains:Executive"), actors=parts)
    assert found["Executive"].claims["gains"] == 1
    assert "States" not in found


def test_structure_is_measured_on_the_backbone() -> None:
    """The broker joins two camps; measures are those of the arrays among those who are in enough articles."""
    pieces = two_camps()
    found, graph = table(*pieces, by="betweenness"), atlas(*pieces)
    kept = backbone(graph.links["actor"])
    first, second, together = (side[kept.kept] for side in (kept.first, kept.second, kept.together))
    ties = joined(first, second, together, len(kept.took_part))
    assert found["broker"].rank == 1
    assert [(tie.id, tie.articles) for tie in found["broker"].ties] == [("r", 10), ("x", 10)]
    for name, measure in MEASURES.items():
        for actor, value in zip(graph.ids["actor"], measure(ties), strict=True):
            assert found[actor].structure[name] == (None if np.isnan(value) else pytest.approx(value, abs=1e-9))


def test_who_is_tied_to_nobody_has_no_ties_but_no_constraint_either() -> None:
    """Loner is in its articles alone; someone in two articles cannot be judged at all."""
    rare = [Piece(id=f"b{i}", actors="rare p") for i in range(2)]
    found = table(*two_camps(), *rare, by="constraint")
    loner = {"degree": 0, "strength": 0, "betweenness": 0.0, "constraint": None, "effective_size": None}
    assert found["loner"].structure == loner
    assert set(found["rare"].structure.values()) == {None}
    assert found["rare"].rank is None
    assert found["rare"].rank_range == (1, 25)


def test_the_least_constrained_comes_first() -> None:
    """Less constraint is more leverage."""
    ranks = {row.structure["constraint"]: row.rank for row in table(*two_camps(), by="constraint").values()}
    values = sorted(value for value in ranks if value is not None)
    assert [ranks[value] for value in values] == sorted(rank for rank in ranks.values() if rank)


def test_without_gains_the_one_between_comes_first() -> None:
    """Nobody is said to gain: the default measure is betweenness."""
    first = next(iter(table(*two_camps(), Piece(id="z", claims="loses:p")).values()))
    assert (first.id, first.by) == ("broker", "betweenness")


def test_asked_for_one_actor_its_rank_is_that_of_the_whole_table() -> None:
    """Iran is second of all, also when only Iran is shown."""
    pieces = [Piece(id=f"a{i}", claims="gains:Qatar" if i < 4 else "gains:Iran") for i in range(7)]
    graph = atlas(*pieces)
    alone = leverage(graph, claimed(*pieces), actors=[graph.position["actor"]["Iran"]])
    assert [(row.id, row.rank) for row in alone] == [("Iran", 2)]


def test_one_article_that_decides_a_rank_is_named() -> None:
    """Qatar gains three times in one article and Iran in two different ones."""
    pieces = (
        Piece(id="a", headline="The big one", claims="gains:Qatar gains:Qatar gains:Qatar"),
        Piece(id="b", claims="gains:Iran"),
        Piece(id="c", claims="gains:Iran"),
    )
    found = table(*pieces)
    assert found["Qatar"].row()["decided_by"] == {"id": "a", "headline": "The big one", "rank": 2}
    assert found["Qatar"].rank_range == (1, 2)
    assert found["Iran"].decided_by is None


def test_an_unknown_measure_is_refused_with_the_known_ones() -> None:
    """``--by power``."""
    with pytest.raises(UsageError, match=r"'power'.*gains, keeps, loses, bears_cost, degree"):
        table(Piece(id="a", claims="gains:Qatar"), by="power")


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.sets(st.sampled_from("pqrxyz")), st.lists(st.sampled_from("pqrx"), max_size=3)), max_size=12),
    st.sampled_from(["gains", *MEASURES]),
    st.permutations(range(12)),
)
def test_ranks_lie_in_their_range_whatever_order_the_articles_came_in(
    drawn: list[tuple[set[str], list[str]]], by: str, order: list[int]
) -> None:
    """Any small atlas, ranked by anything."""
    pieces = [
        Piece(id=f"a{i}", actors=" ".join(sorted(actors)), claims=" ".join(f"gains:{actor}" for actor in gains))
        for i, (actors, gains) in enumerate(drawn)
    ]
    shuffled = [pieces[i] for i in order if i < len(pieces)]
    rows = list(table(*pieces, by=by).values())
    assert rows == list(table(*shuffled, by=by).values())
    assert [row.rank or np.inf for row in rows] == sorted(row.rank or np.inf for row in rows)
    for row in rows:
        low, high = row.rank_range
        assert 1 <= low <= high
        assert row.rank is None or low <= row.rank <= high


@given(arrays(float, st.integers(0, 12), elements=st.one_of(st.integers(0, 4).map(float), st.just(np.nan))))
def test_a_rank_is_one_more_than_how_many_are_better(values: np.ndarray) -> None:
    """Ties share a rank; who has no value has none."""
    for value, rank in zip(values, ranked(values), strict=True):
        assert rank == (0 if np.isnan(value) else 1 + sum(values > value))


def test_a_range_narrows_with_evidence() -> None:
    """Two actors, one in twice as many articles as the other: of 9 articles nothing is sure, of 900 all is."""
    for articles, expected in ((9, 2), (900, 1)):
        held = np.array([np.arange(articles) % 3 > 0, np.arange(articles) % 3 == 0], float)
        _, high = ranges(lambda weights, held=held: held @ weights, articles, resamples=200, seed=1)  # type: ignore[misc]
        assert high[0] == expected


def test_no_article_decides_what_several_hold_up() -> None:
    """Five against one: losing any article changes nothing."""
    held = np.array([[1.0] * 5 + [0.0], [0.0] * 5 + [1.0]])
    for at, value in ((0, lambda weights: held @ weights), (1, lambda weights: held[::-1] @ weights)):
        assert deciding(without(value, 6), at, 1, range(6)) is None
