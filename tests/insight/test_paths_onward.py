"""Where a reader may go on from an article: older, newer, after an actor, a mechanism elsewhere, other lenses."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path as File
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.worlds import Piece, atlas

from lensatlas.errors import UsageError
from lensatlas.insight.paths import KINDS, Ground, Missing, Path, paths
from lensatlas.network.links import Links
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths import Kind
    from lensatlas.network.graph import Graph

DOCS = File(__file__).parents[2] / "docs" / "paths.md"
FLOOR = 0.05


def asked(graph: Graph, article: str, kind: Kind, actor: str | None = None, *, floor: float = FLOOR) -> Path | Missing:
    features = weigh(graph)
    links = replace(Links.of(graph, features), floor=floor)
    followed = None if actor is None else graph.position["actor"][actor]
    found, missing = paths(
        Ground(graph=graph, features=features, links=links),
        graph.position["article"][article],
        kinds=[kind],
        actor=followed,
    )
    return (found + missing)[0]


def way(graph: Graph, article: str, kind: Kind, actor: str | None = None) -> list[str]:
    found = asked(graph, article, kind, actor)
    assert isinstance(found, Path), found
    return [step.id for step in found.steps]


def why_not(graph: Graph, article: str, kind: Kind, actor: str | None = None, *, floor: float = FLOOR) -> str:
    found = asked(graph, article, kind, actor, floor=floor)
    assert isinstance(found, Missing), found
    return found.why


def strike(*more: Piece, backwards: bool = False) -> Graph:
    """A strike told in five parts, ten days apart; the third names the Union, as do the first and the last; and an opera."""
    parts = ["ballot crews", "walkout crews harbour", "talks harbour pay", "award pay roster", "roster sickness"]
    pieces = [
        Piece(
            id=f"part{i}",
            headline=f"Part {i}: {text.split()[0]}",
            tags="strike ferries",
            actors="Union" if i % 2 == 0 else "Board",
            text=f"The {text} of the night ferries",
            day=10 * i,
        )
        for i, text in enumerate(parts)
    ]
    pieces += [
        Piece(id=f"opera-{key}", tags="opera", actors="Diva", text=f"An opera in {key} major", day=3)
        for key in "abcdefgh"
    ]
    pieces += more
    return atlas(*(reversed(pieces) if backwards else pieces))


def test_background_goes_back_and_next_goes_on() -> None:
    """From the middle of the strike: two parts each way, in the order of time, and nothing of the opera."""
    graph = strike()
    assert way(graph, "part2", "background") == ["part2", "part1", "part0"]
    assert way(graph, "part2", "next") == ["part2", "part3", "part4"]


def test_a_step_says_how_much_later_it_is_and_the_title_where_it_leads() -> None:
    """On from the middle of the strike."""
    found = asked(strike(), "part2", "next")
    assert isinstance(found, Path)
    assert "Ten days later." in found.steps[1].why
    assert found.title == "What happened next: Part 2: talks"
    assert found.purpose.startswith("What came after: two later stories, up to February 2026")
    assert found.certificate[0] == (
        "Of all paths of 3 articles each newer than the one before and all linked honestly with the first, "
        f"none has a weakest link above {found.bottleneck:.2f}."
    )


def test_two_of_one_day_never_follow_each_other_in_time() -> None:
    """A sixth part of the same day as the fifth: one of the two, and never both."""
    graph = strike(
        Piece(id="same", tags="strike ferries", actors="Board", text="The roster sickness pay of ferries", day=40)
    )
    onward = way(graph, "part2", "next")
    assert {"same", "part4"} - set(onward)


def test_an_actor_is_followed_through_the_article() -> None:
    """The Union is in parts 0, 2 and 4: asked from the middle, the path is the whole, in the order of time."""
    assert way(strike(), "part2", "actor") == ["part0", "part2", "part4"]
    assert way(strike(), "part2", "actor", "Union") == ["part0", "part2", "part4"]
    found = asked(strike(), "part2", "actor")
    assert isinstance(found, Path)
    assert found.title.startswith("Following Union: from ")
    assert found.purpose == "Union in three stories, in the order they were published, from January to February 2026."


def test_an_actor_whom_the_article_does_not_name_is_refused() -> None:
    """The Diva has nothing to do with the strike; the Board is in two articles only."""
    with pytest.raises(UsageError, match="'part2' does not name 'Diva'"):
        asked(strike(), "part2", "actor", "Diva")
    assert why_not(strike(), "part1", "actor", "Board") == "Fewer than three articles name it."
    assert why_not(strike(), "part1", "actor") == "No actor it names is named by three articles."


def test_a_mechanism_is_shown_elsewhere() -> None:
    """Guarantee creep at a port, a bank and a mine; a fourth at the same port, with the same actor, is passed over."""
    graph = atlas(
        Piece(id="port", actors="Pilots", mechanisms="creep", tags="budget", text="A guarantee for the quay"),
        Piece(id="port2", actors="Pilots", mechanisms="creep", tags="budget", text="A guarantee for the quay again"),
        Piece(id="bank", actors="Lender", mechanisms="creep", tags="budget loans", text="A guarantee for the loans"),
        Piece(id="mine", actors="Diggers", mechanisms="creep", tags="loans", text="The loans of the pit"),
        *(Piece(id=f"other{i}", actors=f"X{i}", tags=f"x{i}", text=f"Other {i}") for i in range(20)),
    )
    assert way(graph, "port", "mechanism") == ["port", "bank", "mine"]
    assert why_not(graph, "other3", "mechanism") == "The article describes no mechanism."


def test_where_a_mechanism_stays_among_the_same_it_says_so() -> None:
    """Three articles with the mechanism, all of them about the Pilots."""
    graph = atlas(
        *(Piece(id=f"p{i}", actors="Pilots", mechanisms="creep", tags="quay", text=f"Quay {i}") for i in range(3)),
        *(Piece(id=f"other{i}", actors=f"X{i}", mechanisms=f"m{i}", text=f"Other {i}") for i in range(30)),
    )
    assert why_not(graph, "p0", "mechanism") == (
        "Of the 3 articles that describe creep, no three with this one are without a common actor."
    )
    assert why_not(graph, "other1", "mechanism") == "No other article describes m1."


def test_every_step_of_a_lens_path_is_another_lens() -> None:
    """One harbour seen through four lenses; the second article through the first's lens is not met, as A and B are one step."""
    graph = atlas(
        Piece(id="a", lenses="Power", tags="harbour", text="harbour dues rise"),
        Piece(id="a2", lenses="Power Money", tags="harbour", text="harbour dues rise again"),
        Piece(id="b", lenses="Money Work", tags="harbour", text="harbour dues and wages"),
        Piece(id="c", lenses="Courts", tags="harbour", text="harbour dues in court"),
        *(Piece(id=f"other{i}", lenses="Power", tags=f"x{i}", text=f"Other {i}") for i in range(12)),
    )
    found = way(graph, "a", "lens")
    assert sorted(found) == ["a", "b", "c"]
    bare = atlas(*(Piece(id=f"p{i}", tags="harbour", text="harbour dues") for i in range(4)))
    assert why_not(bare, "p0", "lens") == "The article is filed under no lens."


def test_what_has_no_day_has_no_before_and_after() -> None:
    """An undated part of the strike can neither begin a path in time nor be met on one."""
    graph = strike(Piece(id="undated", tags="strike ferries", actors="Union", text="The talks harbour pay of ferries"))
    for kind in ("background", "next", "actor"):
        assert "undated" in why_not(graph, "undated", kind)
        assert "undated" not in way(graph, "part2", kind)


def test_each_way_that_leads_nowhere_says_why() -> None:
    """The newest part has nothing after it; under a high floor nothing is honest; and an atlas of two has no path at all."""
    assert why_not(strike(), "part4", "next") == "No article is newer than this one."
    assert re.match(
        r"No honest path leads on from here, each article newer .* has a link of 0\.\d\d, and an honest one has 0.99 or more\.",
        why_not(strike(), "part2", "next", floor=0.99),
    ) or "No two newer articles" in why_not(strike(), "part2", "next", floor=0.99)
    pair = atlas(Piece(id="a", day=1), Piece(id="b", day=2))
    assert why_not(pair, "a", "next") == "A path has three articles, and the atlas holds 2."


def test_a_kind_that_does_not_lead_on_is_refused() -> None:
    """A tour begins at a tag, not at an article."""
    with pytest.raises(UsageError, match="kinds are next, background, actor, mechanism, lens"):
        asked(strike(), "part2", "tour")


def test_the_manual_lists_the_kinds() -> None:
    """docs/paths.md has each kind with its sentence, in order, and no other."""
    listed = re.findall(r"^\| `(\w+)` \| (.+?) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [row for row in listed if row[0] in KINDS] == list(KINDS.items())


WORLDS = st.lists(
    st.tuples(st.sets(st.sampled_from("uvwx"), min_size=1), st.integers(0, 4), st.sampled_from(["P", "Q", "R", "P Q"])),
    min_size=4,
    max_size=8,
)


def generated(pieces: Sequence[tuple[set[str], int, str]]) -> Graph:
    """Articles by their tags, day and lenses; the words are the tags, and a filler keeps tags from being on every article."""
    return atlas(
        *(
            Piece(
                id=f"p{i}",
                headline=f"Story{i}",
                tags=" ".join(sorted(tags)),
                text=". ".join(sorted(tags)),
                day=day,
                lenses=lenses,
            )
            for i, (tags, day, lenses) in enumerate(pieces)
        ),
        *(Piece(id=f"z{i}", headline=f"Filler{i}", tags="z") for i in range(8)),
    )


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.sampled_from(["next", "background", "lens"]))
def test_no_path_of_its_length_is_better_and_no_longer_one_is_honest(
    pieces: list[tuple[set[str], int, str]], kind: Kind
) -> None:
    """Against all orders of all articles, tried one by one."""
    graph = generated(pieces)
    features = weigh(graph)
    links = replace(Links.of(graph, features), floor=0.2)
    found, _ = paths(Ground(graph=graph, features=features, links=links), graph.position["article"]["p0"], kinds=[kind])
    kept = _one_a_telling(graph, links)
    best = {length: _best(graph, links, kind, kept, length) for length in (3, 4, 5)}
    honest = [length for length, value in best.items() if value >= 0.2]
    assert [len(one.steps) for one in found] == honest[-1:]
    for one in found:
        assert one.bottleneck == best[len(one.steps)]
        assert one.optimal
        assert one.upper_bound >= one.bottleneck


def _one_a_telling(graph: Graph, links: Links) -> list[int]:
    """Articles without those that tell the same as one published before them, or as the first."""
    strengths = links.strengths.toarray()
    same = (strengths >= 0.3) & (graph.days[:, None] == graph.days[None, :]) & (graph.days[:, None] > 0)
    same |= (links.copies[:, None] == links.copies[None, :]) & (links.copies[:, None] >= 0)
    for _ in range(graph.size):
        same = same | (same.astype(int) @ same.astype(int) > 0)
    order = sorted(range(graph.size), key=lambda article: (int(graph.days[article]) or 10**9, article))
    kept: list[int] = []
    for article in order:
        if not any(same[article, other] for other in kept):
            kept.append(article)
    start = graph.position["article"]["p0"]
    return [article for article in kept if article != start and not same[article, start]]


def _best(graph: Graph, links: Links, kind: Kind, kept: Sequence[int], length: int) -> float:
    start = graph.position["article"]["p0"]
    every = links.strengths.toarray()
    about = links.between(np.full(len(kept), start), np.array(kept)) if kept else np.zeros(0)
    able = [article for article, strength in zip(kept, about.tolist(), strict=True) if strength >= 0.2]
    lenses = [set(graph.links["lens"][[article]].indices.tolist()) for article in range(graph.size)]
    best = 0.0
    for rest in permutations(able, length - 1):
        row = (start, *rest)
        days = [int(graph.days[article]) for article in row]
        if kind == "lens":
            fits = all(lenses[one] and not lenses[one] & lenses[other] for one in row for other in row if one != other)
        else:
            sign = 1 if kind == "next" else -1
            fits = all(days) and all((other - one) * sign > 0 for one, other in pairwise(days))
        if fits:
            best = max(best, min(float(every[one, other]) for one, other in pairwise(row)))
    return best


def test_neither_order_nor_an_unrelated_article_changes_a_path() -> None:
    """The strike read backwards, and with one more opera: under the same floor the ways stay."""
    graph, more = strike(), strike(Piece(id="opera-z", tags="opera", actors="Diva", text="An opera in z major", day=3))
    kinds: tuple[Kind, ...] = ("background", "next", "actor")
    for kind in kinds:
        assert way(more, "part2", kind) == way(graph, "part2", kind)
        assert asked(strike(backwards=True), "part2", kind) == asked(graph, "part2", kind)
